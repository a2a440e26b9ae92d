"""Counts over windows of unequal length, set side by side by their rates."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from datetime import date

from corroborate.consistency import english
from corroborate.consistency.equal import are_set_against, voice
from corroborate.consistency.groups import Pair, broadest, pairs
from corroborate.consistency.sameness import Tie
from corroborate.consistency.seen import Seen
from corroborate.consistency.sensitivity import publication
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View
from corroborate.model.claim import IncidentClaim
from corroborate.model.finding import Level, Sensitivity
from corroborate.model.place import PlaceKind

KIND = "rate"

NEAR = 1.5
"""Rates closer than this factor are said to agree (a convention: attacks are not evenly spread)."""

MOSTLY = 0.8
"""Share of the shorter window that the longer one has to cover."""

LEAST_DAYS = 14
"""Windows shorter than this say nothing of a rate."""


def check(view: View, sheet: Sheet) -> None:
    """Compare two tellers' counts over windows that overlap for the most part of the shorter one.

    Of two tellers' figures of one thing, those whose windows overlap best are set side by side, once for
    each stretch of time; the other pairs would say the same again with less in common.
    """
    groups: dict[tuple[object, ...], list[Pair]] = defaultdict(list)
    for pair in pairs(view, sheet):
        if _comparable(pair):
            groups[_basis(pair, view)].append(pair)
    for group in groups.values():
        taken: list[tuple[date, date]] = []
        for pair in sorted(group, key=lambda p: (-_in_common(p), p.a.number, p.b.number)):
            first, last = _stretch(pair)
            at = bisect(taken, (first, last))
            # What is taken never overlaps, so that only the neighbours can.
            if any(s <= last and first <= e for s, e in taken[max(0, at - 1) : at + 1]):
                sheet.looked_at((pair.a, pair.b))
            else:
                taken.insert(at, (first, last))
                _compare(pair, sheet)


def _basis(pair: Pair, view: View) -> tuple[object, ...]:
    """Who tells, of whose doing, and what is told, whichever of the two figures comes first."""
    tops = frozenset(t for c in (pair.a, pair.b) for t in broadest(view, c))
    return frozenset((pair.a.speaker, pair.b.speaker)), pair.a.actor, tops


def _stretch(pair: Pair) -> tuple[date, date]:
    """From the first to the last day of either window."""
    return min(s for s, _ in _ends(pair)), max(e for _, e in _ends(pair))


def _ends(pair: Pair) -> list[tuple[date, date]]:
    found = []
    for c in (pair.a, pair.b):
        assert c.window is not None
        assert c.window.start.first is not None
        assert c.window.end.first is not None
        found.append((c.window.start.first, c.window.end.first))
    return found


def _in_common(pair: Pair) -> float:
    """The days that both windows cover, as a share of those that either covers."""
    first, last = _stretch(pair)
    return _shared(pair.a, pair.b) / max(1, (last - first).days + 1)


def _comparable(pair: Pair) -> bool:
    a, b = pair.a, pair.b
    if a.speaker == b.speaker or pair.same_window or pair.same_number or not (a.happens and b.happens):
        return False
    if pair.same_document and a.claim.sentence == b.claim.sentence and not are_set_against(a, b):
        # Who sets two counts side by side in one breath knows that they are of two windows.
        return False
    if a.unclear or b.unclear or pair.tie.actor is not Tie.SAME or pair.tie.thing is Tie.UNKNOWN:
        return False
    if pair.tie.target is Tie.APART or not _one_area(pair):
        return False
    if isinstance(a.claim, IncidentClaim) or isinstance(b.claim, IncidentClaim):
        return False
    x, y = a.window, b.window
    if x is None or y is None or x.days is None or y.days is None or (a.actor is None and b.actor is None):
        return False
    for inner, outer in ((a, b), (b, a)):
        within = (
            inner.window is not None and outer.window is not None and inner.window.surely_within(outer.window)
        )
        if within and outer.hard.high is not None and (inner.hard.low or 0) > outer.hard.high:
            # More in a part of a window than in all of it is a contradiction of its own, and no rate.
            return False
    if min(x.days, y.days) < LEAST_DAYS or not a.hard.low or not b.hard.low:
        return False
    if None in {x.start.first, x.end.first, y.start.first, y.end.first}:
        return False
    return _shared(a, b) >= MOSTLY * min(x.days, y.days)


def _one_area(pair: Pair) -> bool:
    """True where both are of one place, or one is of a country and the other names no place."""
    if pair.tie.place is not Tie.UNKNOWN:
        return pair.tie.place is Tie.SAME
    return all(c.claim.place is None or c.claim.place.kind is PlaceKind.COUNTRY for c in (pair.a, pair.b))


def _shared(a: Seen, b: Seen) -> int:
    assert a.window is not None
    assert b.window is not None
    starts = [w.start.first for w in (a.window, b.window) if w.start.first is not None]
    ends = [w.end.first for w in (a.window, b.window) if w.end.first is not None]
    return max(0, (min(ends) - max(starts)).days + 1)


def _compare(pair: Pair, sheet: Sheet) -> None:
    a, b = sorted((pair.a, pair.b), key=_per_day, reverse=True)
    assert a.window is not None
    assert b.window is not None
    days_a, days_b = a.window.days or 1, b.window.days or 1
    low_a, low_b = a.hard.low or 0, b.hard.low or 1
    expected = low_a * days_b / days_a
    times = expected / low_b
    agrees = times < NEAR
    if sheet.is_full(KIND, Level.AGREES if agrees else Level.DIFFERS, (a, b)):
        return
    lines = [
        f"{c.quote}: {c.figure} in {english.plural(d, 'day')}, {english.window(c.window)} ({voice(c)})."
        for c, d in ((a, days_a), (b, days_b))
        if c.window is not None
    ]
    lines.append(
        f"At the rate of the first, {english.number(low_a)} × {days_b} / {days_a} = "
        f"{english.number(expected, 0)} would be expected in the {days_b} days of the second, against "
        f"{english.number(low_b)}: {english.number(times, 1)} times as many."
    )
    separates = (
        f"The windows differ: {english.plural(days_a, 'day')} against {english.plural(days_b, 'day')}.",
        f"The figures are of two voices: {english.listed(c.claim.attribution.speaker.name for c in (a, b))}.",
        *pair.tie.separates,
    )
    sheet.add(
        KIND,
        Level.AGREES if agrees else Level.DIFFERS,
        f"{a.quote} in {english.plural(days_a, 'day')} and {b.quote} in {english.plural(days_b, 'day')}: "
        + (
            "the rates are close"
            if agrees
            else f"{english.number(times, 1)} times the rate, no contradiction"
        ),
        (a, b),
        lines,
        sensitivity=[
            Sensitivity(
                "whether what is counted is spread evenly over the windows",
                "where the rate is about the same throughout",
                "if most of the first fell outside the days of the second",
            ),
            *(
                s
                for s in publication((a, b), lambda x, y: _factor(x, y) >= NEAR)
                if "on no day" not in s.vanishes
            ),
        ]
        if not agrees
        else (),
        separates=separates,
    )


def _factor(a: Seen, b: Seen) -> float:
    return _per_day(a) / (_per_day(b) or 1.0)


def _per_day(claim: Seen) -> float:
    assert claim.window is not None
    return float((claim.hard.low or 0) / max(1, claim.window.days or 1))
