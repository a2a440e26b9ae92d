"""Numbers, intervals and days as people write them in English; no range ever becomes one number (C13)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from corroborate.model.interval import Interval, Number

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
