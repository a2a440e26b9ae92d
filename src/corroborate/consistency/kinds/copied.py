"""Figures of one publication that others copy differently."""

from __future__ import annotations

from corroborate.consistency.equal import disagree, is_copy
from corroborate.consistency.groups import Pair
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View

KIND = "copy"


def check(view: View, sheet: Sheet) -> None:
    """Compare what two documents print as the figure of one and the same source."""
    disagree(view, sheet, KIND, lambda p: is_copy(p.a, p.b), _title)


def _title(pair: Pair) -> str:
    name = pair.a.claim.attribution.speaker.name
    return (
        f"{pair.a.source} prints {pair.a.quote} and {pair.b.source} prints {pair.b.quote} "
        f"as the figure of {name}"
    )
