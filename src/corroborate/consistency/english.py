"""Days, windows and words as messages print them."""

from __future__ import annotations

from datetime import date

from corroborate.model.window import DayRange, Window
from corroborate.wording import day, interval, listed, number, plural

__all__ = ["day", "days", "interval", "listed", "number", "plural", "quoted", "window"]


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


def quoted(words: str, most: int = 120) -> str:
    """Words between quote marks on one line, cut in the middle where they are long."""
    line = " ".join(words.split())
    if len(line) > most:
        line = line[: most // 2].rstrip() + " … " + line[-most // 2 :].lstrip()
    return f"“{line}”"
