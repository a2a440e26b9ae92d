"""Echoes: a figure repeated from the question, or told on, is one claim and not two sources."""

from __future__ import annotations

from collections import defaultdict

from corroborate.consistency import english
from corroborate.consistency.groups import FEW, statement, tie_of
from corroborate.consistency.sameness import Tie
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
    groups: dict[tuple[object, ...], list[Seen]] = defaultdict(list)
    for claim in view.seen:
        quantity = claim.claim.quantity
        if quantity is not None and _tells(claim):
            groups[claim.thing, claim.stated, quantity.dimension, quantity.unit, quantity.hard].append(claim)
    for group in groups.values():
        if len(group) > 1:
            _gather(group, view, sheet)


def _tells(claim: Seen) -> bool:
    """Small counts come up twice by chance; large ones, sums of money and hedged ones do not."""
    quantity = claim.claim.quantity
    assert quantity is not None
    if claim.thing is None or claim.stated is None or quantity.dimension is Dimension.ORDINAL:
        return False
    return claim.stated > 10 or quantity.dimension is Dimension.MONEY


def _gather(group: list[Seen], view: View, sheet: Sheet) -> None:
    """Put every claim with the first that it can echo; copies of one statement go together."""
    ways: dict[tuple[object, ...], list[Seen]] = defaultdict(list)
    for claim in group:
        ways[(*statement(claim), claim.words)].append(claim)
    left = list(ways.values())
    if len(left) > FEW:
        return
    while left:
        first = left[0]
        same = [claims for claims in left[1:] if _echoes(first[0], claims[0], view)]
        taken = {id(claims) for claims in same}
        echoes = sorted((c for claims in (first, *same) for c in claims), key=lambda c: c.number)
        if len(echoes) > 1:
            _write(echoes, sheet)
        left = [claims for claims in left[1:] if id(claims) not in taken]


def _echoes(a: Seen, b: Seen, view: View) -> bool:
    tie = tie_of(a, b, view)
    x, y = a.window, b.window
    if not tie.may_be_same or tie.status is Tie.APART:
        return False
    return x is None or y is None or (x.start, x.end) == (y.start, y.end)


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
