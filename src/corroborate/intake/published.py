"""Publication dates as a user states them, onto ranges of days."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta

from corroborate.errors import DateError
from corroborate.model.window import DayRange

_EASTERNMOST = timedelta(hours=14)
_HINT = "write 2024-09-01, 2024-09, 2024, 1 September 2024, or a range such as 2024-03-01..2024-03-05"
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DAY_FIRST = re.compile(r"(?:([0-9]{1,2})(?:st|nd|rd|th)?\s+)?([a-z]+)\.?,?\s+([0-9]{4})")
_MONTH_FIRST = re.compile(r"([a-z]+)\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})")
_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september")
_MONTHS = {
    written: number
    for number, name in enumerate((*_NAMES, "october", "november", "december"), 1)
    for written in (name, name[:3])
} | {"sept": 9}


def parse_published(words: str) -> DayRange:
    """The range of days that a stated publication date covers.

    A day, a month, a year, or two of them joined by ``..``. Day and month in figures only are read in
    ISO 8601 order and in no other, because 03/04/2024 means two days.

    Raises DateError for anything else, and for days that no calendar has.

    >>> str(parse_published("2024-02"))
    '2024-02-01..2024-02-29'
    """
    parts = words.strip().split("..")
    if len(parts) > 2:
        raise DateError("the publication date cannot be read", value=repr(words), hint=_HINT)
    ranges = [_one(part.strip(), words) for part in parts]
    first, last = ranges[0].first, ranges[-1].last
    if first is not None and last is not None and first > last:
        raise DateError("the publication date ends before it starts", value=repr(words), hint=_HINT)
    return DayRange(first, last)


def _one(part: str, words: str) -> DayRange:
    year, month, day = _fields(part, words)
    try:
        if day is not None and month is not None:
            return DayRange.on(date(year, month, day))
        last_month = month or 12
        return DayRange(
            date(year, month or 1, 1), date(year, last_month, calendar.monthrange(year, last_month)[1])
        )
    except ValueError as error:
        raise DateError(
            f"the publication date is in no calendar: {error}", value=repr(words), hint=_HINT
        ) from error


def _fields(part: str, words: str) -> tuple[int, int | None, int | None]:
    if iso := _ISO.fullmatch(part):
        year, month, day = iso.groups()
        return int(year), int(month) if month else None, int(day) if day else None
    lowered = part.lower()
    if match := _DAY_FIRST.fullmatch(lowered):
        day, name, year = match.groups()
    elif match := _MONTH_FIRST.fullmatch(lowered):
        name, day, year = match.groups()
    else:
        raise DateError("the publication date cannot be read", value=repr(words), hint=_HINT)
    if name not in _MONTHS:
        raise DateError("the publication date names no month", value=repr(words), hint=_HINT)
    return int(year), _MONTHS[name], int(day) if day else None


def not_in_future(published: DayRange | None, now: datetime, of: str = "") -> None:
    """Raise DateError for a publication that nowhere on earth has come about yet; ``of`` says of what."""
    today = (now.astimezone(UTC) + _EASTERNMOST).date()
    if published is not None and published.first is not None and published.first > today:
        raise DateError(
            f"the publication date{of} lies in the future",
            value=str(published),
            hint=f"it is {now.astimezone(UTC).date()} (UTC) now; correct the date",
        )
