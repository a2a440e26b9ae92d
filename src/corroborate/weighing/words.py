"""How intervals, windows and ratios are put in words; no range ever becomes one number (C13)."""

from __future__ import annotations

from math import ceil, floor

from corroborate.model.interval import Interval
from corroborate.model.window import DayRange, Window
from corroborate.wording import MONTHS, day, interval, listed, number

__all__ = ["MONTHS", "brief", "day", "day_count", "days", "interval", "listed", "number", "percent", "window"]


def percent(share: Interval) -> str:
    """A share in whole per cent, rounded outwards where it is a range.

    >>> percent(Interval(0.391, 0.662)), percent(Interval.exactly(0.617))
    ('39% to 67%', '62%')
    """
    if share.is_exact and share.low is not None:
        return f"{_half_up(share.low * 100)}%"
    low = None if share.low is None else floor(share.low * 100 + 1e-9)
    high = None if share.high is None else ceil(share.high * 100 - 1e-9)
    if low is None or low <= 0:
        return "any share" if high is None else f"{high}% or less"
    if high is None:
        return f"{low}% or more"
    return f"{low}%" if low == high else f"{low}% to {high}%"


def days(value: DayRange, *, year: bool = True) -> str:
    """A day range: one day, or what bounds it."""
    if value.first is None:
        return "an unknown day" if value.last is None else f"a day up to {day(value.last, year=year)}"
    if value.last is None:
        return f"a day from {day(value.first, year=year)}"
    if value.is_exact:
        return day(value.first, year=year)
    first = day(value.first, year=value.first.year != value.last.year)
    return f"between {first} and {day(value.last, year=year)}"


def window(value: Window | None) -> str:
    """A window as ``1 February–13 May 2024``; each uncertain end is said to be."""
    if value is None:
        return "no window stated"
    if value.is_exact and value.start.first and value.end.first:
        first, last = value.start.first, value.end.first
        if first == last:
            return day(first)
        return f"{day(first, year=first.year != last.year)}–{day(last)}"
    return f"from {days(value.start)} to {days(value.end)}"


def day_count(value: Interval) -> str:
    """A number of days."""
    return f"{interval(value)} day" + ("" if value == Interval.exactly(1) else "s")


def brief(lines: list[str], *, at_most: int = 12) -> list[str]:
    """A list of lines that is not too long to read: the first ones, and how many more there are."""
    return lines if len(lines) <= at_most else [*lines[:at_most], f"and {number(len(lines) - at_most)} more."]


def _half_up(value: float) -> int:
    return int(value + 0.5)
