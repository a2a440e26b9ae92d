"""Calendar units that are read against publication: this year, last week, that month, the day before."""

from __future__ import annotations

from datetime import date

from corroborate.claims.time.calendar import GRANULARITY, Stretch, stretch_of, value_of
from corroborate.claims.time.context import Context, Reading
from corroborate.claims.time.lengths import unit_of
from corroborate.claims.time.mention import TimeRole
from corroborate.claims.time.rule import Found, Rule
from corroborate.claims.time.tokens import Tokens
from corroborate.claims.time.units import UNRESOLVED, calendar_unit, mentioned_unit
from corroborate.model.window import AnchorKind


def _this(found: Found, context: Context) -> Reading | None:
    unit = unit_of(found)
    if unit.startswith("T") or found.tokens.text(found.first).lower() == "these":
        return None
    ahead = found.has("later") and found.value("later") > 0
    if ahead:

        def rest(today: date) -> Stretch:
            return today, stretch_of(today, unit)[1]

        window, tag, reason = context.relative(
            found.words, rest, GRANULARITY[unit], lambda s: value_of(s[0], unit), UNRESOLVED[unit]
        )
        return Reading(TimeRole.POINT, tag, window, unit=unit, reason=reason)
    future = context.tense(found.first) == "future"
    return calendar_unit(found, context, unit, 0, to_date=not future and unit not in {"D", "WE"})


def _last(found: Found, context: Context) -> Reading | None:
    unit = unit_of(found)
    if unit.startswith("T") or found.text("u").endswith("s"):
        return None
    offset = int(found.value("w"))
    if found.has("the") and unit in {"D", "W", "M", "Y"} and offset > 0:
        return (
            mentioned_unit(found, context, unit, offset)
            if context.mention_for(unit) or context.tense(found.first) == "past"
            else calendar_unit(found, context, unit, offset)
        )
    past = found.tokens.is_a(found.span("w")[0], "PAST") and unit != "WE"
    if past or (found.has("the") and unit == "DE" and offset < 0):
        # "The past year" and "the last decade" run up to now, not to the end of the unit before.
        return None
    return calendar_unit(found, context, unit, offset)


def _the_last(found: Found, context: Context) -> Reading | None:
    """Read "the last day", "the previous year": against the date last named where there is one."""
    unit = unit_of(found)
    if unit.startswith("T") or found.text("u").endswith("s"):
        return None
    offset = int(found.value("w"))
    mention = context.mention_for(unit)
    if mention is not None and mention.anchor.kind is not AnchorKind.PUBLISHED:
        return mentioned_unit(found, context, unit, offset)
    return calendar_unit(found, context, unit, offset)


def _the_unit_beside(found: Found, context: Context) -> Reading | None:
    """Read "the day before", "the year after", where nothing follows: beside the date last named."""
    unit = unit_of(found)
    if found.text("u").endswith("s"):
        return None
    return mentioned_unit(found, context, unit, int(found.value("w")))


def _that(found: Found, context: Context) -> Reading | None:
    unit = unit_of(found)
    if unit.startswith("T") or found.tokens.text(found.first).lower() == "those":
        return None
    return mentioned_unit(found, context, unit, 0)


def _same_period(found: Found, context: Context) -> Reading | None:
    unit = unit_of(found)
    return None if unit.startswith("T") else mentioned_unit(found, context, unit, 0)


def _the_unit(found: Found, context: Context) -> Reading | None:
    """Read "the year", "the month": that of publication where it stands for "this"."""
    unit = unit_of(found)
    tokens = found.tokens
    before = tokens.text(found.first - 1).lower() if found.first else ""
    if unit in {"DE", "C"} and before == "of" and tokens.is_a(found.first - 2, "EARLY"):
        return calendar_unit(found, context, unit, 0)
    if (
        found.text("u").endswith("s")
        or unit not in {"Y", "M", "W", "Q"}
        or tokens.is_a(found.last, "OF", "BEFORE", "AFTER", "LATER", "YEAR", "HYPHEN", "ENDING", "SINCE")
        or (tokens.is_a(found.last, "TO") and _dated(tokens, found.last + 1))
    ):
        return None
    if before not in {"of", "for", "in", "during", "far", "over", "this", "by"}:
        return None
    if tokens.code(found.last) == "x" and tokens.text(found.last)[:1].islower() and before == "in":
        return None
    return calendar_unit(found, context, unit, 0)


def _dated(tokens: Tokens, at: int) -> bool:
    """True where a date follows: "the year to June 2024"."""
    return tokens.is_a(at, "SMALL", "MONTH", "MONTHABBR", "WEAKMONTH", "YEAR", "ISODATE") or (
        tokens.is_a(at, "THE") and tokens.text(at + 1).lower() == "end"
    )


RULES = (
    Rule("(?P<later>LATER)? THIS CURRENT? CALENDARWORD? (?P<u>UNIT)", _this),
    Rule("(?P<the>THE)? (?P<w>[LAST NEXT PAST]) CALENDARWORD? (?P<u>UNIT)", _last),
    Rule("THE (?P<w>[PREVIOUS NEXT AFTER]) (?P<u>UNIT)", _the_last),
    Rule("(?:THE)? (?P<w>CURRENT) (?P<u>[UNIT QUARTER])", lambda f, c: calendar_unit(f, c, unit_of(f), 0)),
    Rule("THE (?P<u>UNIT) (?P<w>[BEFORE AFTER]) (?= DOT | COMMA | STOP | BREAK | $)", _the_unit_beside),
    Rule("LATER? THAT (?:SAME)? (?P<u>UNIT)", _that),
    Rule("LATER? (?:THE)? SAME (?P<u>UNIT)", _same_period),
    Rule("THE (?P<u>UNIT)", _the_unit),
)
