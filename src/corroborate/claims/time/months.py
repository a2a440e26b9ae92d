"""Months and their days beside publication: last May, April next year, the week of March 6."""

from __future__ import annotations

from datetime import date

from corroborate.claims.time.calendar import GRANULARITY, Stretch, month_of, shift, stretch_of, value_of
from corroborate.claims.time.context import Context, Reading
from corroborate.claims.time.lengths import unit_of
from corroborate.claims.time.mention import TimeRole
from corroborate.claims.time.nearest import day_in, named_unit, yearless
from corroborate.claims.time.rule import Found, Rule


def _last_month_name(found: Found, context: Context) -> Reading | None:
    month = int(found.value("m"))
    which = int(found.value("w")) if found.has("w") else 0
    return named_unit(found, context, lambda y: month_of(y, month), which, "M", f"XXXX-{month:02d}")


def _last_month_day(found: Found, context: Context) -> Reading | None:
    month, number = int(found.value("m")), int(found.value("d"))
    if number > 31:
        return None
    which = int(found.value("w"))
    unresolved = f"XXXX-{month:02d}-{number:02d}"
    return named_unit(found, context, lambda y: day_in(y, month, number), which, "D", unresolved, day=True)


def _month_of_year(found: Found, context: Context) -> Reading | None:
    """Read "April next year", "June 5 of this year"."""
    month = int(found.value("m"))
    number = int(found.value("d")) if found.has("d") else None
    if found.value("u") != "Y" or (number is not None and number > 31):
        return None
    offset = int(found.value("w"))

    def find(today: date) -> Stretch:
        year = shift(today, offset, "Y").year
        return month_of(year, month) if number is None else day_in(year, month, number)

    unit = "M" if number is None else "D"
    unresolved = f"XXXX-{month:02d}" + ("" if number is None else f"-{number:02d}")
    window, tag, reason = context.relative(
        found.words, find, GRANULARITY[unit], lambda s: value_of(s[0], unit), unresolved
    )
    return Reading(TimeRole.POINT, tag, window, unit=unit, reason=reason)


def _week_of(found: Found, context: Context) -> Reading | None:
    """Read "the week of March 6": the ISO week that holds the day."""
    unit = unit_of(found)
    month, number = int(found.value("m")), int(found.value("d"))
    if unit != "W" or number > 31:
        return None
    return yearless(
        found,
        context,
        lambda year: stretch_of(day_in(year, month, number)[0], "W"),
        "W",
        "XXXX-WXX",
    )


RULES = (
    Rule("(?:THE)? (?P<u>UNIT) OF (?P<m>MON) (?P<d>DAY)", _week_of),
    Rule("(?:THE)? (?P<u>UNIT) OF (?:THE)? (?P<d>DAY) (?:OF)? (?P<m>MON)", _week_of),
    Rule("(?P<m>MON) (?P<d>DAY)? COMMA? OF? (?P<w>[THIS LAST NEXT]) (?P<u>UNIT)", _month_of_year),
    Rule("(?P<w>[LAST NEXT]) (?P<m>NAMEDMON)", _last_month_name),
    Rule("(?P<w>[LAST NEXT]) (?P<m>MON) (?P<d>DAY)", _last_month_day),
    Rule("THIS (?:PAST)? (?P<m>NAMEDMON)", _last_month_name),
)
