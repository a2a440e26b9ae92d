"""Echoes: a figure repeated from the question, or told on, is one claim and not two sources."""

from __future__ import annotations

from collections import defaultdict

from corroborate.consistency import english
from corroborate.consistency.groups import pairs
from corroborate.consistency.sameness import Tie, compare
from corroborate.consistency.seen import Seen
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View
from corroborate.model.finding import Level
from corroborate.model.quantity import Dimension

KIND = "echo"

MOST = 20
"""Repetitions that are listed; more are counted."""


def check(view: View, sheet: Sheet) -> None:
    """Gather the claims that say one number of one thing, in one hedge."""
    pairs(view, sheet)
    groups: dict[tuple[object, ...], list[Seen]] = defaultdict(list)
    for claim in view.seen:
        quantity = claim.claim.quantity
        if quantity is None or claim.stated is None or not _tells(claim):
            continue
        groups[claim.thing, claim.stated, quantity.dimension, quantity.unit].append(claim)
    for group in groups.values():
        _gather(group, view, sheet)


def _tells(claim: Seen) -> bool:
    """Small counts come up twice by chance; large ones, sums of money and hedged ones do not."""
    quantity = claim.claim.quantity
    assert quantity is not None
    if claim.thing is None or claim.stated is None or quantity.dimension is Dimension.ORDINAL:
        return False
    return claim.stated > 10 or quantity.dimension is Dimension.MONEY


def _gather(group: list[Seen], view: View, sheet: Sheet) -> None:
    while len(group) > 1:
        first, rest = group[0], group[1:]
        same = [c for c in rest if _echoes(first, c, view)]
        if same:
            _write([first, *same], sheet)
        group = [c for c in rest if c not in same] if same else rest


def _echoes(a: Seen, b: Seen, view: View) -> bool:
    tie = compare(a, b, view.measures)
    x, y = a.window, b.window
    if not tie.may_be_same or tie.status is Tie.APART or tie.thing is Tie.APART:
        return False
    if x is not None and y is not None and (x.start, x.end) != (y.start, y.end):
        return False
    return a.hard == b.hard


def _write(claims: list[Seen], sheet: Sheet) -> None:
    voices = list(dict.fromkeys(c.claim.attribution.speaker.name for c in claims))
    shown = claims[:MOST]
    lines = [f"{c.quote} ({c.claim.attribution.speaker.name}, in {c.source})." for c in shown]
    if len(claims) > MOST:
        lines.append(f"And {len(claims) - MOST:,} more of the same.")
    lines.append(
        f"Said {len(claims):,} times by {english.listed(voices[:5])}; without a count of their own behind "
        "each, these are one claim and not several sources."
    )
    sheet.looked_at(claims)
    sheet.add(KIND, Level.AGREES, f"{claims[0].quote} is repeated, and is one claim", shown, lines)
