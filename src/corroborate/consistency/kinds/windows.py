"""Counts over nested windows: what happens in a part of a period happens in the period."""

from __future__ import annotations

from corroborate.consistency import english
from corroborate.consistency.groups import pairs
from corroborate.consistency.rules import level
from corroborate.consistency.sameness import Tie
from corroborate.consistency.seen import Seen
from corroborate.consistency.sensitivity import hedge_readings, publication
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View
from corroborate.model.finding import Level
from corroborate.model.interval import Number

KIND = "window"


def check(view: View, sheet: Sheet) -> None:
    """Compare counts of the same thing whose windows lie one in the other."""
    for pair in pairs(view, sheet):
        if pair.a.window is None or pair.b.window is None or not pair.happens:
            continue
        if pair.a.unclear or pair.b.unclear or pair.tie.actor is not Tie.SAME:
            continue
        if not (pair.a.actor or pair.a.place or pair.a.target or pair.same_document):
            continue
        if _nested(pair.a, pair.b):
            _compare(pair.a, pair.b, pair.tie.is_part, pair.tie.separates, sheet)
        elif _nested(pair.b, pair.a):
            _compare(pair.b, pair.a, pair.tie.is_whole, pair.tie.separates, sheet)


def _nested(inner: Seen, outer: Seen) -> bool:
    assert inner.window is not None
    assert outer.window is not None
    same = inner.window.start == outer.window.start and inner.window.end == outer.window.end
    return not same and inner.window.surely_within(outer.window)


def _compare(inner: Seen, outer: Seen, is_part: bool, separates: tuple[str, ...], sheet: Sheet) -> None:
    strict = _above(inner, outer, usual=False)
    if strict and is_part:
        _conflict(inner, outer, sheet, strict=True)
    elif _above(inner, outer, usual=True):
        if is_part and not strict:
            _conflict(inner, outer, sheet, strict=False)
        else:
            sheet.add(
                KIND,
                Level.DIFFERS,
                f"{inner.figure} in a shorter window is above {outer.figure} in a longer one, but the "
                "two need not count the same",
                (inner, outer),
                _working(inner, outer),
                separates=separates or ("Only one of the two figures says where it was.",),
            )
    elif is_part:
        if sheet.is_full(KIND, Level.AGREES, (inner, outer)):
            return
        sheet.add(
            KIND,
            Level.AGREES,
            f"{inner.figure} in the shorter window fits within {outer.figure} in the longer one",
            (inner, outer),
            _working(inner, outer),
            separates=separates,
        )
    else:
        sheet.looked_at((inner, outer))


def _above(inner: Seen, outer: Seen, *, usual: bool) -> bool:
    low = inner.usual.low if usual else inner.hard.low
    high = outer.usual.high if usual else outer.hard.high
    return low is not None and high is not None and low > high


def _conflict(inner: Seen, outer: Seen, sheet: Sheet, *, strict: bool) -> None:
    low, high = (inner.hard.low, outer.hard.high) if strict else (inner.usual.low, outer.usual.high)
    assert low is not None
    assert high is not None
    how_much = level(strict=strict, ratio=float(low / high) if high else 2.0)
    if sheet.is_full(KIND, how_much, (inner, outer)):
        return
    sheet.add(
        KIND,
        how_much,
        f"{inner.figure} in a shorter window, but {outer.figure} in the longer window around it",
        (inner, outer),
        (
            *_working(inner, outer),
            _remark(low, high),
        ),
        strict=strict,
        sensitivity=[
            *publication((inner, outer), lambda p, q: _nested(p, q)),
            *(hedge_readings((inner, outer)) if strict else ()),
        ],
    )


def _working(inner: Seen, outer: Seen) -> list[str]:
    lines = []
    for claim in (inner, outer):
        assert claim.window is not None
        days = claim.window.days
        length = f", {english.plural(days, 'day')}" if days else ""
        lines.append(f"{claim.quote}: {claim.figure}, {english.window(claim.window)}{length}.")
    return lines


def _remark(low: Number, high: Number) -> str:
    return (
        f"What happened in the shorter window happened in the longer one: {english.number(high)} is "
        f"{english.number(low - high)} too low."
    )
