"""Two sources, two numbers for the same thing: they cannot both be right."""

from __future__ import annotations

from corroborate.consistency.equal import disagree, is_one_voice, is_version
from corroborate.consistency.groups import Pair
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View

KIND = "sources"


def check(view: View, sheet: Sheet) -> None:
    """Compare what different speakers say of one thing at one time, known in the same way."""
    disagree(view, sheet, KIND, _are_two, _title)


def _are_two(pair: Pair) -> bool:
    versions = is_version(pair.a, pair.b) and is_one_voice(pair.a, pair.b)
    return pair.a.speaker != pair.b.speaker and not versions


def _title(pair: Pair) -> str:
    a, b = (c.claim.attribution.speaker.name for c in (pair.a, pair.b))
    return f"{a} says {pair.a.quote} and {b} says {pair.b.quote} of the same thing"
