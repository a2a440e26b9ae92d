"""Seasons, quarters and halves beside publication: last summer, the second quarter, this quarter."""

from __future__ import annotations

from datetime import date

from corroborate.claims.time.absolute import whole
from corroborate.claims.time.calendar import GRANULARITY, Stretch, months_of, shift, value_of
from corroborate.claims.time.context import Context, Reading
from corroborate.claims.time.mention import Tag, TimeRole
from corroborate.claims.time.nearest import named_unit, yearless
from corroborate.claims.time.periods import season_of
from corroborate.claims.time.rule import Found, Rule
from corroborate.claims.time.units import calendar_unit, mentioned_unit
from corroborate.model.window import Window


def _season(found: Found, context: Context) -> Reading | None:
    season = str(found.value("s"))
    tokens = found.tokens
    if found.has("w"):
        which = int(found.value("w"))
    elif found.has("this"):
        which = 0
    else:
        before = tokens.text(found.first - 1).lower() if found.first else ""
        the = tokens.is_a(found.first, "THE")
        weak = tokens.is_a(found.span("s")[0], "WEAKSEASON")
        if (weak or not the) and before not in {
            "in",
            "by",
            "until",
            "since",
            "of",
            "during",
            "early",
            "late",
            "mid",
            "-",
        }:
            return None
        if weak and not the and before in {"of", "by"}:
            return None
        if tokens.is_a(found.last, "OF") or (tokens.is_a(found.last, "HYPHEN")):
            return None
        reading = yearless(found, context, lambda y: season_of(y, season), "Q", f"XXXX-{season}")
        return _season_value(reading, season)
    return named_unit(found, context, lambda y: season_of(y, season), which, "Q", f"XXXX-{season}")


def _season_value(reading: Reading, season: str) -> Reading:
    window = reading.window
    if window is None or window.start.first is None:
        return reading
    value = f"{window.start.first.year:04d}-{season}"
    fixed = Window(
        window.start, window.end, window.words, window.anchor, window.granularity, value, window.alternatives
    )
    return Reading(TimeRole.POINT, Tag("DATE", value), fixed, unit="Q", reason=reading.reason)


def _quarter(found: Found, context: Context) -> Reading | None:
    """Read "the second quarter of 2012", "the first half of the year", "first-quarter"."""
    unit = "Q" if found.tokens.is_a(found.span("u")[0], "QUARTER") else "H"
    number = int(found.value("n")) if found.has("n") else (4 if unit == "Q" else 2)
    size = 3 if unit == "Q" else 6
    if number > 12 // size or number < 1:
        return None
    if found.has("y"):
        year = int(found.value("y"))
        stretch = months_of(year, (number - 1) * size + 1, size)
        return whole(found.words, stretch, unit)
    if found.has("rel"):
        if found.value("yu") != "Y":
            return None
        offset = int(found.value("rel"))

        def find(today: date) -> Stretch:
            return months_of(shift(today, offset, "Y").year, (number - 1) * size + 1, size)

        window, tag, reason = context.relative(
            found.words, find, GRANULARITY[unit], lambda s: value_of(s[0], unit), f"XXXX-{unit}{number}"
        )
        return Reading(TimeRole.POINT, tag, window, unit=unit, reason=reason)
    if unit == "H":
        return None
    return yearless(
        found, context, lambda y: months_of(y, (number - 1) * size + 1, size), unit, f"XXXX-{unit}{number}"
    )


def _this_quarter(found: Found, context: Context) -> Reading | None:
    unit = "Q" if found.tokens.is_a(found.span("u")[0], "QUARTER") else "H"
    if unit == "H":
        return None
    offset = int(found.value("w")) if found.has("w") else 0
    if found.tokens.is_a(found.last, "OF"):
        return None
    if found.has("w") and found.tokens.is_a(found.span("w")[0], "PREVIOUS") and context.mention_unit == unit:
        return mentioned_unit(found, context, unit, offset)
    return calendar_unit(found, context, unit, offset)


RULES = (
    Rule("(?:THE)? (?: (?P<w>[LAST NEXT PAST]) | (?P<this>THIS) (?:PAST)? )? (?P<s>SEAS)", _season),
    Rule(
        "(?:THE)? (?: (?P<n>ORD) | [LAST FINAL]) HYPHEN? (?P<u>[QUARTER HALF])"
        " (?: [OF IN]? FISCAL? (?P<y>YEAR)"
        " | OF (?P<rel>[THE THIS LAST NEXT CURRENT]) FISCAL? (?P<yu>UNIT) )?",
        _quarter,
    ),
    Rule(
        "(?: THIS | (?:THE)? (?P<w>[LAST NEXT PREVIOUS CURRENT]) | THE) (?P<u>QUARTER)",
        _this_quarter,
    ),
)
