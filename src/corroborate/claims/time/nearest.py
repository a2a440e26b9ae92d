"""What comes every year and is named without its year: the nearest by tense, the others kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from corroborate.claims.time.calendar import GRANULARITY, Stretch, day, value_of
from corroborate.claims.time.context import Context, Reading
from corroborate.claims.time.mention import TimeRole
from corroborate.model.window import DayRange, Window


@dataclass(frozen=True, slots=True)
class Placed:
    """Words and the token that they begin with."""

    first: int
    words: str


class Shown(Protocol):
    """What a reading needs to know of a match: where it begins, and its words."""

    @property
    def first(self) -> int: ...  # noqa: D102

    @property
    def words(self) -> str: ...  # noqa: D102


def with_alternatives(windows: list[Window]) -> Window:
    """The first of several readings, with the others as its alternatives."""
    first, *rest = windows
    return Window(
        first.start, first.end, first.words, first.anchor, first.granularity, first.timex, tuple(rest)
    )


def day_in(year: int, month: int, number: int) -> Stretch:
    """A day of a year, as a stretch."""
    # 29 February stands in the nearest leap year before.
    while month == 2 and number == 29 and (year % 4 or (year % 100 == 0 and year % 400)):
        year -= 1
    when = day(year, month, number)
    return when, when


def yearless(
    found: Shown, context: Context, at: Callable[[int], Stretch], unit: str, unresolved: str
) -> Reading:
    """A day, month or season without its year: the nearest by tense, the other years as alternatives."""
    text = found.words
    tense = context.tense(found.first)
    since = context.tokens.is_a(found.first - 1, "SINCE")

    def nearest(today: date) -> Stretch:
        years = [y for y in range(today.year - 1, today.year + 2) if 1 <= y <= 9999]
        options = [at(y) for y in years]
        if since and (gone := [o for o in options if o[0] <= today]):
            return gone[-1]
        closest = min(options, key=lambda o: (_away(o, today), o[0]))
        # A tense decides only between years that are both some way off.
        if _away(closest, today) <= (SURE_DAYS if unit == "D" else SURE_MONTHS):
            return closest
        past = [o for o in options if o[0] <= today]
        ahead = [o for o in options if o[1] >= today]
        if tense == "future" and ahead:
            return ahead[0]
        # News tells what was: a month or quarter without a tense is the last one.
        if past and (tense == "past" or unit in {"M", "Q"}):
            return past[-1]
        return closest

    window, tag, reason = context.relative(
        text, nearest, GRANULARITY[unit], lambda s: value_of(s[0], unit), unresolved
    )
    if reason is None and context.today:
        chosen = window.start.last
        others = []
        for year in (context.today.year - 1, context.today.year, context.today.year + 1):
            option = at(year) if 1 <= year <= 9999 else None
            if option and option[0] != chosen and (option[0] <= context.today or tense != "past"):
                others.append(
                    Window(
                        DayRange.on(option[0]),
                        DayRange.on(option[1]),
                        text,
                        window.anchor,
                        window.granularity,
                        value_of(option[0], unit),
                    )
                )
        if others:
            window = with_alternatives([window, *others])
    return Reading(TimeRole.POINT, tag, window, unit=unit, reason=reason)


def named_unit(
    found: Shown,
    context: Context,
    at: Callable[[int], Stretch],
    which: int,
    unit: str,
    unresolved: str,
    *,
    day: bool = False,
) -> Reading:
    """The last, this or next of what has a name and comes once a year; ``which`` is −1, 0 or 1."""

    def find(today: date) -> Stretch:
        options = [at(y) for y in range(max(1, today.year - 2), min(9998, today.year + 2) + 1)]
        if which < 0:
            return [o for o in options if o[1] < today][-1]
        if which > 0:
            return next(o for o in options if o[0] > today)
        return at(today.year)

    def value(stretch: Stretch) -> str:
        if day:
            return stretch[0].isoformat()
        return unresolved.replace("XXXX", f"{stretch[0].year:04d}")

    window, tag, reason = context.relative(found.words, find, GRANULARITY[unit], value, unresolved)
    return Reading(TimeRole.POINT, tag, window, unit=unit, reason=reason)


SURE_DAYS = 92
SURE_MONTHS = 45
"""Days within which the nearest year of a day, or of a month, is meant whatever the tense."""


def _away(stretch: Stretch, today: date) -> int:
    return max(0, (stretch[0] - today).days, (today - stretch[1]).days)
