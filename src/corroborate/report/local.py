"""Numbers, intervals, days and windows in the language of a page: digits, months, ranges, plurals.

English is written by `corroborate.wording`; another language by the section ``wording`` of its catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from corroborate.model.interval import Interval
from corroborate.model.window import DayRange, Window
from corroborate.weighing import words

SHORT = 3
"""Letters of the short name of an English month."""


class Local:
    """How one language writes figures; ``wording`` is its part of the catalogue, empty for English."""

    def __init__(self, wording: Mapping[str, Any]) -> None:
        self.of = wording
        self._digits = str.maketrans("0123456789,.", wording["digits"]) if wording else None

    def number(self, value: float) -> str:
        """A number with its digits and separators."""
        return self._in_digits(words.number(value))

    def interval(self, value: Interval) -> str:
        """An interval, both ends printed."""
        if not self.of:
            return words.interval(value)
        if value.is_exact and value.low is not None:
            return self.number(value.low)
        if value.low is None:
            return (
                self.of["any"] if value.high is None else self._say("at_most", high=self.number(value.high))
            )
        if value.high is None:
            return self._say("or_more", low=self.number(value.low))
        return self._say("range", low=self.number(value.low), high=self.number(value.high))

    def percent(self, share: Interval) -> str:
        """A share in whole per cent, rounded outwards where it is a range."""
        told = words.percent(share)
        return self._percent(told) if self.of else told

    def figure(self, told: str, value: Interval | None) -> str:
        """A figure in words: one that was computed is written anew, words of a source stay as they are."""
        if not self.of or value is None:
            return told
        if told == words.interval(value):
            return self.interval(value)
        return self._percent(told) if told == words.percent(value) else told

    def day(self, value: date, *, year: bool = True) -> str:
        """A day with its month in words."""
        if not self.of:
            return words.day(value, year=year)
        month = self.of["months"][value.month - 1]
        told = f"{value.day} {month}" + (f" {value.year}" if year else "")
        return self._in_digits(told)

    def month(self, value: date, *, day: bool = False) -> str:
        """A month and its year in short, with the day where asked, for an axis."""
        name = self.of["months"][value.month - 1] if self.of else words.MONTHS[value.month - 1][:SHORT]
        return self._in_digits(f"{value.day} {name} {value.year}" if day else f"{name} {value.year}")

    def year(self, value: int) -> str:
        """A year in the digits of the language."""
        return self._in_digits(str(value))

    def days(self, value: DayRange, *, year: bool = True) -> str:
        """A day range: one day, or what bounds it."""
        if not self.of:
            return words.days(value, year=year)
        first, last = value.first, value.last
        if first is None:
            return (
                self.of["unknown_day"] if last is None else self._say("until", day=self.day(last, year=year))
            )
        if last is None:
            return self._say("since", day=self.day(first, year=year))
        if first == last:
            return self.day(first, year=year)
        return self._say(
            "between", first=self.day(first, year=first.year != last.year), last=self.day(last, year=year)
        )

    def window(self, value: Window | None) -> str:
        """A window; each uncertain end is said to be."""
        if not self.of:
            return words.window(value)
        if value is None:
            return str(self.of["no_window"])
        first, last = value.start.first, value.end.first
        if value.is_exact and first and last:
            if first == last:
                return self.day(first)
            return self._say(
                "window", first=self.day(first, year=first.year != last.year), last=self.day(last)
            )
        return self._say("window_open", first=self.days(value.start), last=self.days(value.end))

    def day_count(self, value: Interval) -> str:
        """A number of days."""
        return words.day_count(value) if not self.of else self._say("days", n=self.interval(value))

    def listed(self, items: Iterable[str]) -> str:
        """Items joined as people join them."""
        if not self.of:
            return words.listed(items)
        parts = list(items)
        if len(parts) < 2:
            return "".join(parts)
        return f"{self.of['comma'].join(parts[:-1])}{self.of['and']}{parts[-1]}"

    def _percent(self, told: str) -> str:
        """A share as English has it, in this language: ``51% or less``, ``39% to 67%``, ``62%``."""
        if told == "any share":
            return str(self.of["any_share"])
        plain = self._in_digits(told.replace("%", self.of["percent"]))
        for said, key in ((" or less", "at_most"), (" or more", "or_more")):
            if plain.endswith(said):
                number = plain.removesuffix(said)
                return self._say(key, low=number, high=number)
        low, _, high = plain.partition(" to ")
        return self._say("range", low=low, high=high) if high else low

    def _say(self, key: str, **values: str) -> str:
        return str(self.of[key]).format(**values)

    def _in_digits(self, told: str) -> str:
        return told if self._digits is None else told.translate(self._digits)
