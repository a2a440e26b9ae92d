"""What a window would be, had the document been published on another day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from corroborate.consistency.dates import months_apart, shift_months
from corroborate.model.window import AnchorKind, DayRange, Granularity, Window

_BY_MONTH = {Granularity.MONTH}
_BY_YEAR = {Granularity.QUARTER, Granularity.HALF, Granularity.YEAR, Granularity.DECADE, Granularity.CENTURY}


def rebased(window: Window, day: date) -> Window:
    """The window of the same words, read against another day of publication.

    Windows that were not resolved against the publication stay as they are. Days and weeks move by
    days, months by months, and years, halves and quarters by years; an end that was the day of
    publication stays the day of publication.
    """
    anchor = window.anchor
    if anchor.kind is not AnchorKind.PUBLISHED or anchor.days is None or anchor.days.last is None:
        return window
    old = anchor.days.last

    def move(end: date | None) -> date | None:
        if end is None:
            return None
        if end in {anchor.days.first, old} if anchor.days else False:
            return day
        if window.granularity in _BY_MONTH:
            moved = shift_months(end, months_apart(old, day))
            month_end = (end + timedelta(days=1)).day == 1
            return _month_end(moved) if month_end else moved
        if window.granularity in _BY_YEAR:
            return shift_months(end, 12 * (day.year - old.year))
        number = end.toordinal() + day.toordinal() - old.toordinal()
        return date.fromordinal(min(max(number, 1), date.max.toordinal()))

    def both(ends: DayRange) -> DayRange:
        first, last = move(ends.first), move(ends.last)
        if first is not None and last is not None and first > last:
            first, last = last, first
        return DayRange(first, last)

    return replace(
        window,
        start=both(window.start),
        end=both(window.end),
        anchor=replace(anchor, days=DayRange.on(day)),
        alternatives=(),
    )


def _month_end(day: date) -> date:
    following = shift_months(day.replace(day=1), 1)
    return following - timedelta(days=1)
