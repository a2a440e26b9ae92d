"""Numbers, intervals and days as people write them in English; no range ever becomes one number (C13)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from corroborate.model.dossier import Document
from corroborate.model.interval import Interval, Number
from corroborate.model.source import NOT_STATED, Sensitivity
from corroborate.model.window import DayRange

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def number(value: Number, digits: int = 2) -> str:
    """A number with thousands set apart; a fraction to so many digits, without trailing zeros.

    >>> number(12345), number(5.3451), number(2.0)
    ('12,345', '5.35', '2')
    """
    if isinstance(value, int) or float(value).is_integer():
        return f"{int(value):,}"
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def interval(value: Interval) -> str:
    """An interval as people write it.

    >>> interval(Interval(161, None)), interval(Interval(29, 81)), interval(Interval(None, 19))
    ('161 or more', '29 to 81', 'at most 19')
    """
    if value.is_exact and value.low is not None:
        return number(value.low)
    if value.low is None:
        return "any number" if value.high is None else f"at most {number(value.high)}"
    if value.high is None:
        return f"{number(value.low)} or more"
    return f"{number(value.low)} to {number(value.high)}"


def day(value: date, *, year: bool = True) -> str:
    """A day as in ``9 September 2001``."""
    return f"{value.day} {MONTHS[value.month - 1]}" + (f" {value.year}" if year else "")


def listed(items: Iterable[str]) -> str:
    """Items joined as in ``a, b and c``; "none" where there are none."""
    parts = list(items)
    if len(parts) < 2:
        return parts[0] if parts else "none"
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun.

    >>> plural(1, "day"), plural(1200, "day")
    ('1 day', '1,200 days')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def publication(document: Document) -> str:
    """A document by publisher and day, ``KabulNow (17 September 2024)``; a withheld one by neither."""
    source = document.source
    if source.handling.sensitivity is Sensitivity.WITHHELD:
        return "a withheld source"
    who = source.publisher if source.publisher != NOT_STATED else source.title
    who = who if who not in {"", NOT_STATED} else source.name.replace("\\", "/").rsplit("/", 1)[-1]
    return f"{who} ({_published(document.published)})" if document.published else who


def _published(days: DayRange) -> str:
    first, last = days.first, days.last
    if first is None or last is None:
        return "no day stated"
    if first == last:
        return day(first)
    last_of_month = monthrange(first.year, first.month)[1]
    if first.day == 1 and last == first.replace(day=last_of_month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    return f"{day(first)} to {day(last)}"
