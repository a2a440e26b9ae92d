"""Arithmetic on stretches of the Gregorian calendar, both ends inclusive."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from corroborate.errors import DateError
from corroborate.model.window import Granularity

Stretch = tuple[date, date]

GRANULARITY = {
    "D": Granularity.DAY,
    "W": Granularity.WEEK,
    "M": Granularity.MONTH,
    "Q": Granularity.QUARTER,
    "H": Granularity.HALF,
    "Y": Granularity.YEAR,
    "DE": Granularity.DECADE,
    "C": Granularity.CENTURY,
    "TH": Granularity.TIME,
    "TM": Granularity.TIME,
    "TS": Granularity.TIME,
    "WE": Granularity.DAY,
    "FN": Granularity.WEEK,
    "ML": Granularity.CENTURY,
}
"""Unit codes of the lexicon; TH, TM and TS are hours, minutes and seconds."""

MONTHS_IN = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "C": 1200, "ML": 12000}
DAYS_IN = {"D": 1, "W": 7, "FN": 14, "WE": 7}


def day(year: int, month: int, number: int) -> date:
    """A calendar day; raises DateError where the calendar has none."""
    try:
        return date(year, month, number)
    except (ValueError, OverflowError):
        raise DateError("the calendar has no such day", value=f"{year}-{month}-{number}") from None


def shift(start: date, count: int, unit: str) -> date:
    """``start`` moved by whole units, to the last day of a shorter month; DateError off the calendar."""
    try:
        if unit in DAYS_IN:
            return start + timedelta(days=count * DAYS_IN[unit])
        if unit not in MONTHS_IN:
            return start
        months = start.year * 12 + start.month - 1 + count * MONTHS_IN[unit]
        year, month = divmod(months, 12)
        return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError, IndexError):
        raise DateError("the calendar does not reach so far", value=f"{start} {count:+d}{unit}") from None


def year_of(year: int) -> Stretch:
    """All days of a year."""
    return day(year, 1, 1), day(year, 12, 31)


def month_of(year: int, month: int) -> Stretch:
    """All days of a month."""
    first = day(year, month, 1)
    return first, date(year, month, monthrange(year, month)[1])


def months_of(year: int, first: int, count: int) -> Stretch:
    """``count`` months from month ``first`` of a year."""
    start = day(year, first, 1)
    last = shift(start, count - 1, "M")  # within the calendar also at its very end
    return start, month_of(last.year, last.month)[1]


def stretch_of(when: date, unit: str) -> Stretch:
    """The calendar unit that holds a day: its ISO week, month, quarter, half, year, decade, century."""
    if unit in {"D", "TH", "TM", "TS"}:
        return when, when
    if unit in {"W", "FN"}:
        monday = when - timedelta(days=min(when.weekday(), (when - date.min).days))
        return monday, shift(monday, 6, "D")
    if unit == "WE":
        saturday = shift(when, 5 - when.weekday(), "D")
        return saturday, shift(saturday, 1, "D")
    size = MONTHS_IN[unit]
    if size <= 12:
        return months_of(when.year, (when.month - 1) // size * size + 1, size)
    years = size // 12
    # Centuries and millennia begin with the year 1, decades with the year 0.
    base = (when.year - 1) // years * years + 1 if unit in {"C", "ML"} else when.year // years * years
    return day(max(base, 1), 1, 1), day(min(base + years - 1, 9999), 12, 31)


def iso_week(when: date) -> str:
    """The ISO 8601 week, ``2024-W34``."""
    year, week, _ = when.isocalendar()
    return f"{year:04d}-W{week:02d}"


def value_of(when: date, unit: str) -> str:
    """The TIMEX3 value of the calendar unit that holds a day."""
    match unit:
        case "W" | "FN":
            return iso_week(when)
        case "WE":
            return f"{iso_week(when)}-WE"
        case "M":
            return f"{when.year:04d}-{when.month:02d}"
        case "Q":
            return f"{when.year:04d}-Q{(when.month + 2) // 3}"
        case "H":
            return f"{when.year:04d}-H{1 if when.month <= 6 else 2}"
        case "Y":
            return f"{when.year:04d}"
        case "DE":
            return f"{when.year // 10:03d}X"
        case "C" | "ML":
            return f"{(when.year - 1) // 100:02d}XX"
        case _:
            return when.isoformat()


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, number = divmod(h + m - 7 * n + 114, 31)
    return day(year, month, number + 1)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The n-th weekday (Monday 0) of a month, counted from its end where ``number`` is negative."""
    first, last = month_of(year, month)
    if number > 0:
        return shift(first, (weekday - first.weekday()) % 7 + 7 * (number - 1), "D")
    return shift(last, -((last.weekday() - weekday) % 7) + 7 * (number + 1), "D")
