"""Numbers and dates as messages print them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from corroborate.model.interval import Interval, Number
from corroborate.model.window import DayRange, Window

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
    """A number with thousands separated; a fraction to so many digits, without trailing zeros.

    >>> number(12345), number(5.3451), number(2.0)
    ('12,345', '5.35', '2')
    """
    if isinstance(value, int) or float(value).is_integer():
        return f"{int(value):,}"
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def interval(value: Interval) -> str:
    """An interval in words.

    >>> interval(Interval(5001, None)), interval(Interval(3, 3)), interval(Interval(17, 19))
    ('5,001 or more', '3', '17 to 19')
    """
    if value.low is not None and value.is_exact:
        return number(value.low)
    if value.low is None and value.high is None:
        return "any number"
    if value.high is None:
        return f"{number(value.low or 0)} or more"
    if value.low is None or value.low == 0:
        return f"at most {number(value.high)}"
    return f"{number(value.low)} to {number(value.high)}"


def day(value: date) -> str:
    """A day as in ``9 September 2001``."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def days(value: DayRange) -> str:
    """A range of days in words."""
    if value.first is not None and value.first == value.last:
        return day(value.first)
    if value.first is None and value.last is None:
        return "an unknown day"
    if value.first is None and value.last is not None:
        return f"{day(value.last)} or earlier"
    if value.last is None and value.first is not None:
        return f"{day(value.first)} or later"
    return f"{day(value.first or date.min)} to {day(value.last or date.max)}"


def window(value: Window) -> str:
    """The longest that a window can be, in words."""
    return days(value.outer)


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun.

    >>> plural(1, "day"), plural(1200, "day")
    ('1 day', '1,200 days')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(items: Iterable[str]) -> str:
    """Items joined as in ``a, b and c``."""
    parts: Sequence[str] = list(items)
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def quoted(words: str, most: int = 120) -> str:
    """Words between quote marks on one line, cut in the middle where they are long."""
    line = " ".join(words.split())
    if len(line) > most:
        line = line[: most // 2].rstrip() + " … " + line[-most // 2 :].lstrip()
    return f"“{line}”"
