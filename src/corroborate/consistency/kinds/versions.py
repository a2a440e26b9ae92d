"""A publication against an earlier version of itself."""

from __future__ import annotations

from corroborate.consistency.equal import disagree, is_one_voice, is_version
from corroborate.consistency.groups import Pair
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View

KIND = "version"


def check(view: View, sheet: Sheet) -> None:
    """Compare the figures of two versions of one publication."""
    disagree(view, sheet, KIND, lambda p: is_version(p.a, p.b) and is_one_voice(p.a, p.b), _title)


def _title(pair: Pair) -> str:
    a, b = pair.a, pair.b
    if a.source == b.source:
        return f"one version of {a.source} prints {a.quote}, another {b.quote}"
    return f"{a.source} prints {a.quote}, and {b.source}, a version of it, {b.quote}"
