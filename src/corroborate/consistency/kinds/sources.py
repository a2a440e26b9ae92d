"""Two sources, two numbers for the same thing: they cannot both be right."""

from __future__ import annotations

from corroborate.consistency.equal import disagree
from corroborate.consistency.groups import Pair
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View

KIND = "sources"


def check(view: View, sheet: Sheet) -> None:
    """Compare what different speakers say of one thing at one time, known in the same way."""
    disagree(view, sheet, KIND, lambda p: p.a.speaker != p.b.speaker, _title)


def _title(pair: Pair) -> str:
    a, b = (c.claim.attribution.speaker.name for c in (pair.a, pair.b))
    return f"{a} says {pair.a.quote} and {b} says {pair.b.quote} of the same thing"
