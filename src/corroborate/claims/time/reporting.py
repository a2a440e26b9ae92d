"""Periods that a report refers to without saying their days: "the previous reporting period"."""

from __future__ import annotations

from dataclasses import replace

from corroborate.claims.time.calendar import GRANULARITY, shift
from corroborate.claims.time.context import NO_MENTION, OPEN, Context, Reading
from corroborate.claims.time.mention import TimeRole
from corroborate.claims.time.modifiers import narrowed
from corroborate.claims.time.rule import Found, Rule
from corroborate.claims.time.units import calendar_unit
from corroborate.model.window import Anchor, AnchorKind, DayRange, Window

NOT_SAID = "the words do not give the days of the period"


def _period(found: Found, _: Context) -> Reading | None:
    """Read "the reporting period": a stretch whose days the words leave open."""
    window = Window(OPEN, OPEN, found.words, Anchor(AnchorKind.NONE))
    return Reading(TimeRole.VAGUE, None, window, reason=NOT_SAID, remember=False)


def _years(found: Found, context: Context) -> int:
    """By how many years "the same period" is another: "of 2022", "last year", "a year earlier"."""
    if found.has("y") and context.mention is not None and context.mention.start.first is not None:
        return int(found.value("y")) - context.mention.start.first.year
    if found.has("earlier"):
        return int(found.value("earlier"))
    return int(found.value("w")) if found.has("w") else 0


def _same_period(found: Found, context: Context) -> Reading | None:
    """Read "the same period last year": the stretch last named, years away."""
    if found.has("u") and found.value("u") != "Y":
        return None
    mention, years = context.mention, _years(found, context)
    if mention is None or mention.start.first is None or mention.end.last is None:
        window = Window(OPEN, OPEN, found.words, Anchor(AnchorKind.NONE))
        return Reading(TimeRole.SPAN, None, window, reason=NO_MENTION, remember=False)

    def moved(days: DayRange) -> DayRange:
        return DayRange(*(d and shift(d, years, "Y") for d in (days.first, days.last)))

    anchor = Anchor(AnchorKind.MENTION, mention.outer, mention.words)
    window = replace(
        mention,
        start=moved(mention.start),
        end=moved(mention.end),
        words=found.words,
        anchor=anchor,
        granularity=mention.granularity if mention.granularity else GRANULARITY["D"],
        timex=None,
        alternatives=(),
    )
    return Reading(TimeRole.SPAN, None, window, remember=False)


def _year_to_date(found: Found, context: Context) -> Reading | None:
    """Read "year to date", "the month-to-date total": the unit of publication up to publication."""
    unit = str(found.value("u"))
    return calendar_unit(found, context, unit, 0, to_date=True) if unit in {"Y", "M", "W"} else None


def _unit_end(found: Found, context: Context) -> Reading | None:
    """Read "year-end", "year's end", "by end of month": the end of the unit that is, or has just been."""
    unit = str(found.value("u"))
    if unit not in {"Y", "M", "Q"} or found.text("end") != "end" or found.text("u").endswith("s"):
        return None
    over = (
        context.tense(found.first) == "past" and context.today is not None and context.today.month <= _EARLY
    )
    reading = calendar_unit(found, context, unit, -1 if over and unit == "Y" else 0)
    if reading.window is None or reading.tag is None:
        return reading
    window = narrowed(reading.window, "END", found.tokens, unit)
    return replace(reading, window=window, tag=replace(reading.tag, mod="END"))


_EARLY = 6
"""Months into a year in which a year-end that is told of is that of the year before."""
RULES = (
    Rule("(?P<u>[UNIT QUARTER]) HYPHEN (?P<end>EARLY)", _unit_end),
    Rule("(?P<u>UNIT) POSSESSIVE (?P<end>EARLY)", _unit_end),
    Rule("(?:THE)? (?P<end>EARLY) OF (?P<u>UNIT)", _unit_end),
    Rule("(?:THE)? (?P<u>[UNIT QUARTER]) HYPHEN? TO HYPHEN? DATEWORD", _year_to_date),
    Rule("(?:THE|THIS)? [PREVIOUS LAST CURRENT SAME NEXT]? REPORTING PERIOD", _period),
    Rule("(?:THE)? SAME PERIOD [OF IN] (?P<y>YEAR)", _same_period),
    Rule("(?:THE)? SAME PERIOD A? (?P<u>UNIT) (?P<earlier>[LATER BEFORE AGO])", _same_period),
    Rule("(?:THE)? SAME PERIOD (?: [OF IN]? (?P<w>[THIS LAST NEXT PREVIOUS]) (?P<u>UNIT) )?", _same_period),
)
