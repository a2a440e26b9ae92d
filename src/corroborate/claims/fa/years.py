"""Years, months and days of three calendars onto windows, with the other readings beside the first."""

from __future__ import annotations

import re
from datetime import date, timedelta

import jdatetime

from corroborate.claims.time.calendar import Stretch, day, month_of, year_of
from corroborate.claims.time.context import NO_PUBLICATION, OPEN
from corroborate.claims.time.hijri import (
    SIGHTING,
    lunar_day,
    lunar_month,
    lunar_year,
    solar_day,
    solar_month,
    solar_year,
)
from corroborate.errors import DateError
from corroborate.model.window import Anchor, AnchorKind, DayRange, Granularity, Window

SOLAR_YEARS = range(1250, 1451)
"""Years that are read as Solar Hijri where nothing says otherwise."""


def _window(
    words: str, stretch: Stretch, granularity: Granularity, calendar: str, anchor: Anchor | None = None
) -> Window:
    slack = timedelta(days=SIGHTING if calendar == "lunar" else 0)
    return Window(
        DayRange(stretch[0] - slack, stretch[0] + slack),
        DayRange(stretch[1] - slack, stretch[1] + slack),
        words,
        anchor or Anchor(AnchorKind.EXPLICIT),
        granularity,
    )


def _calendar_of(number: int, stated: str | None) -> list[str]:
    """The calendars that a year may be of, the likeliest first."""
    if stated:
        return [stated]
    if number in SOLAR_YEARS:
        return ["solar", "lunar"] if number >= 1343 else ["solar"]
    return ["gregorian"] if 1500 < number <= 2200 else []


def _year(calendar: str, number: int) -> Stretch:
    return {"solar": solar_year, "lunar": lunar_year, "gregorian": year_of}[calendar](number)


def _month(calendar: str, number: int, month: int) -> Stretch:
    return {"solar": solar_month, "lunar": lunar_month, "gregorian": month_of}[calendar](number, month)


def _day(calendar: str, number: int, month: int, of_month: int) -> date:
    return {"solar": solar_day, "lunar": lunar_day, "gregorian": day}[calendar](number, month, of_month)


def year(words: str, number: int, stated: str | None) -> list[Window]:
    """The windows of a year: Solar Hijri first for 1250–1450, the lunar reading beside it."""
    found = []
    for calendar in _calendar_of(number, stated):
        try:
            stretch = _year(calendar, number)
        except DateError:
            continue
        found.append(_window(words, stretch, Granularity.YEAR, calendar))
    return found


def numeric(words: str, text: str, *, day_first: bool) -> list[Window]:
    """The window of ``1400/05/24``, ``24/5/1400`` or ``2021-08-15``."""
    parts = [int(p) for p in re.split(r"[-/]", text)]
    number, month, of_month = (parts[2], parts[1], parts[0]) if day_first else (parts[0], parts[1], parts[2])
    found = []
    for calendar in _calendar_of(number, None):
        try:
            when = _day(calendar, number, month, of_month)
        except DateError:
            continue
        found.append(_window(words, (when, when), Granularity.DAY, calendar))
    return found


def dated(
    words: str,
    calendar: str,
    month: int,
    of_month: int | None,
    number: int | None,
    stated: str | None,
    published: DayRange | None,
) -> tuple[list[Window], str | None]:
    """The windows of a month or a day of it, with its year or the one nearest to publication."""
    granularity = Granularity.DAY if of_month else Granularity.MONTH
    if number is not None:
        if stated is not None and stated != calendar:
            return [], None
        if (calendar == "gregorian") != (number > 1500):
            return [], None
        return [_window(words, _place(calendar, number, month, of_month), granularity, calendar)], None
    today = None if published is None else published.last or published.first
    if today is None:
        return [Window(OPEN, OPEN, words, Anchor(AnchorKind.NONE), granularity)], NO_PUBLICATION
    anchor = Anchor(AnchorKind.PUBLISHED, published)
    current = today_in(calendar, today)
    options = [
        _window(words, _place(calendar, current + n, month, of_month), granularity, calendar, anchor)
        for n in (-1, 0, 1)
    ]
    options.sort(key=lambda w: _distance(w, today))
    return options, None


def _distance(window: Window, today: date) -> tuple[bool, int]:
    """Past before future: reports tell what was, unless it is within a month."""
    assert window.start.first is not None
    days = (window.start.first - today).days
    return days > 31, abs(days)


def _place(calendar: str, number: int, month: int, of_month: int | None) -> Stretch:
    if of_month is None:
        return _month(calendar, number, month)
    when = _day(calendar, number, month, of_month)
    return when, when


def today_in(calendar: str, today: date) -> int:
    """The year of a calendar in which a day lies."""
    if calendar == "gregorian":
        return today.year
    if calendar == "solar":
        return int(jdatetime.date.fromgregorian(date=today).year)
    guess = round((today.year - 622) * 33 / 32)
    return next((n for n in (guess - 1, guess, guess + 1) if _holds(lunar_year(n), today)), guess)


def _holds(stretch: Stretch, when: date) -> bool:
    return stretch[0] <= when <= stretch[1]


def solar_unit(today: date, unit: str, offset: int) -> Stretch:
    """The solar month or year ``offset`` away from that of a day."""
    solar = jdatetime.date.fromgregorian(date=today)
    if unit == "Y":
        return solar_year(solar.year + offset)
    number, month = divmod(solar.year * 12 + solar.month - 1 + offset, 12)
    return solar_month(number, month + 1)
