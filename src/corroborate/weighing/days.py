"""Arithmetic of windows whose ends may be uncertain: every answer is an interval of days."""

from __future__ import annotations

from datetime import date

from corroborate.model.interval import Interval
from corroborate.model.window import DayRange, Window


def length(window: Window) -> Interval:
    """How many days a window has, both ends counted: the fewest and the most."""
    return Interval(
        max(0, _count(window.start.last, window.end.first) or 0), _count(window.start.first, window.end.last)
    )


def shared(a: Window, b: Window) -> Interval:
    """How many days two windows have in common: the fewest and the most."""
    low = _count(_latest(a.start.last, b.start.last), _earliest(a.end.first, b.end.first))
    if None in (a.start.last, b.start.last, a.end.first, b.end.first):
        low = 0
    high = _count(
        _latest(a.start.first, b.start.first, open_wins=False),
        _earliest(a.end.last, b.end.last, open_wins=False),
    )
    low = max(0, low or 0)
    return Interval(low, high if high is None else max(low, high, 0))


def compatible(a: Window, b: Window) -> bool:
    """True where the two can be one window: both starts can be one day, and both ends."""
    return _meet(a.start, b.start) is not None and _meet(a.end, b.end) is not None


def narrowed(a: Window, b: Window) -> Window:
    """What both say of one window; ``a`` where they are not compatible."""
    start, end = _meet(a.start, b.start), _meet(a.end, b.end)
    if start is None or end is None or (start, end) == (a.start, a.end):
        return a
    if start.first is not None and end.last is not None and start.first > end.last:
        return a
    return Window(start, end, a.words, a.anchor, a.granularity, a.timex)


def bounds(window: Window) -> tuple[date, date] | None:
    """First and last day of an exact window; None where an end is uncertain."""
    if not window.is_exact or window.start.first is None or window.end.first is None:
        return None
    return window.start.first, window.end.first


def touches(first: Window, second: Window) -> bool:
    """True where the second begins on the day after the first ends, both exact there."""
    if first.end.first is None or second.start.first is None:
        return False
    exact = first.end.is_exact and second.start.is_exact
    return exact and (second.start.first - first.end.first).days == 1


def join(first: Window, last: Window) -> Window:
    """The window from the start of one to the end of another, both exact."""
    return Window(first.start, last.end, "", first.anchor, first.granularity)


def _count(first: date | None, last: date | None) -> int | None:
    return None if first is None or last is None else (last - first).days + 1


def _latest(a: date | None, b: date | None, *, open_wins: bool = True) -> date | None:
    if a is None or b is None:
        return None if open_wins else a or b
    return max(a, b)


def _earliest(a: date | None, b: date | None, *, open_wins: bool = True) -> date | None:
    if a is None or b is None:
        return None if open_wins else a or b
    return min(a, b)


def _meet(a: DayRange, b: DayRange) -> DayRange | None:
    first = _latest(a.first, b.first, open_wins=False)
    last = _earliest(a.last, b.last, open_wins=False)
    return None if first is not None and last is not None and first > last else DayRange(first, last)
