"""Expressions that are read against the publication day: this year, last week, three years ago."""

from __future__ import annotations

from datetime import date, timedelta

from corroborate.claims.time.absolute import whole
from corroborate.claims.time.calendar import (
    GRANULARITY,
    Stretch,
    month_of,
    months_of,
    shift,
    stretch_of,
    value_of,
)
from corroborate.claims.time.context import NO_MENTION, OPEN, Context, Reading
from corroborate.claims.time.mention import Tag, TimeRole
from corroborate.claims.time.nearest import day_in, named_unit, with_alternatives, yearless
from corroborate.claims.time.periods import season_of
from corroborate.claims.time.rule import Found, Rule
from corroborate.claims.time.tokens import Tokens
from corroborate.model.window import Anchor, AnchorKind, DayRange, Granularity, Window

UNRESOLVED = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "FN": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "H": "XXXX-HX",
    "Y": "XXXX",
    "DE": "XXXX",
    "C": "XXXX",
    "ML": "XXXX",
}
EARLY_IN_MONTH = 7
"""Days after a month's begin in which words said before publication may mean the month before."""


def calendar_unit(
    found: Found, context: Context, unit: str, offset: int, *, to_date: bool = False
) -> Reading:
    """The calendar unit ``offset`` away from that of publication; up to publication with ``to_date``."""

    def find(today: date) -> Stretch:
        first, last = stretch_of(shift(today, offset, unit), unit)
        return first, min(last, today) if to_date else last

    window, tag, reason = context.relative(
        found.words, find, GRANULARITY[unit], lambda s: value_of(s[0], unit), UNRESOLVED[unit]
    )
    others = _other_units(found, context, unit, offset, window) if reason is None else []
    if others:
        window = with_alternatives([window, *others])
    return Reading(TimeRole.POINT, tag, window, unit=unit, reason=reason)


def _other_units(found: Found, context: Context, unit: str, offset: int, window: Window) -> list[Window]:
    """Weeks that begin on Sunday, and the month before where words were said before publication."""
    today = context.today
    assert today is not None
    others: list[Stretch] = []
    if unit == "W" and offset:
        sunday = today - timedelta(days=(today.weekday() + 1) % 7) if today > date(1, 1, 8) else today
        first = shift(sunday, offset, "W")
        others.append((first, shift(first, 6, "D")))
    spoken = context.in_turn(context.tokens.starts[found.first])
    if spoken and unit == "M" and offset < 0 and today.day <= EARLY_IN_MONTH:
        others.append(stretch_of(shift(today, offset - 1, unit), unit))
    if spoken and unit == "W" and offset < 0:
        others.append(stretch_of(shift(today, offset - 1, unit), unit))
    return [
        Window(
            DayRange.on(a), DayRange.on(b), found.words, window.anchor, window.granularity, value_of(a, unit)
        )
        for a, b in others
        if (a, b) != (window.start.first, window.end.first)
    ]


def mentioned_unit(found: Found, context: Context, unit: str, offset: int) -> Reading:
    """The calendar unit ``offset`` away from that of the date last named: "that year", "the next day"."""
    mention = context.mention_for(unit)
    base = None if mention is None else mention.start.first
    if base is None:
        window = Window(OPEN, OPEN, found.words, Anchor(AnchorKind.NONE), GRANULARITY[unit], UNRESOLVED[unit])
        return Reading(TimeRole.POINT, Tag("DATE", UNRESOLVED[unit]), window, unit=unit, reason=NO_MENTION)
    assert mention is not None
    first, last = stretch_of(shift(base, offset, unit), unit)
    anchor = Anchor(AnchorKind.MENTION, DayRange(base, mention.end.last), mention.words)
    value = value_of(first, unit)
    window = Window(DayRange.on(first), DayRange.on(last), found.words, anchor, GRANULARITY[unit], value)
    return Reading(TimeRole.POINT, Tag("DATE", value), window, unit=unit)


def _unit_of(found: Found) -> str:
    value = found.value("u")
    return "TS" if value == 2 else str(value)


def _this(found: Found, context: Context) -> Reading | None:
    unit = _unit_of(found)
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
    unit = _unit_of(found)
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
    unit = _unit_of(found)
    if unit.startswith("T") or found.text("u").endswith("s"):
        return None
    offset = int(found.value("w"))
    mention = context.mention_for(unit)
    if mention is not None and mention.anchor.kind is not AnchorKind.PUBLISHED:
        return mentioned_unit(found, context, unit, offset)
    return calendar_unit(found, context, unit, offset)


def _the_unit_beside(found: Found, context: Context) -> Reading | None:
    """Read "the day before", "the year after", where nothing follows: beside the date last named."""
    unit = _unit_of(found)
    if found.text("u").endswith("s"):
        return None
    return mentioned_unit(found, context, unit, int(found.value("w")))


def _that(found: Found, context: Context) -> Reading | None:
    unit = _unit_of(found)
    if unit.startswith("T") or found.tokens.text(found.first).lower() == "those":
        return None
    return mentioned_unit(found, context, unit, 0)


def _today(found: Found, context: Context) -> Reading:
    offset = int(found.value("t"))

    def find(today: date) -> Stretch:
        when = shift(today, offset, "D")
        return when, when

    window, tag, reason = context.relative(
        found.words,
        find,
        Granularity.DAY,
        lambda s: s[0].isoformat(),
        "XXXX-XX-XX" if offset else "PRESENT_REF",
    )
    return Reading(TimeRole.POINT, tag, window, unit="D", reason=reason)


def _day_after_tomorrow(found: Found, context: Context) -> Reading | None:
    offset = int(found.value("t"))
    step = 1 if found.tokens.is_a(found.span("t")[0] - 1, "AFTER") else -1

    def find(today: date) -> Stretch:
        when = shift(today, offset + step, "D")
        return when, when

    window, tag, reason = context.relative(
        found.words, find, Granularity.DAY, lambda s: s[0].isoformat(), "XXXX-XX-XX"
    )
    return Reading(TimeRole.POINT, tag, window, unit="D", reason=reason)


def present(found: Found, context: Context) -> Reading:
    """Read "now", "currently", "at the moment": the publication day."""
    window, _, reason = context.relative(
        found.words, lambda d: (d, d), Granularity.DAY, lambda _: "PRESENT_REF", "PRESENT_REF"
    )
    return Reading(
        TimeRole.POINT, Tag("DATE", "PRESENT_REF"), window, unit="D", reason=reason, remember=False
    )


def _vague(found: Found, _: Context) -> Reading:
    value = str(found.value("v"))
    return Reading(TimeRole.VAGUE, Tag("DATE", value), reason="the words give no bounds", remember=False)


def _vague_word(_found: Found, _: Context) -> Reading:
    return Reading(TimeRole.VAGUE, reason="the words give no bounds", remember=False)


def _the_past(found: Found, _: Context) -> Reading | None:
    tokens = found.tokens
    if (
        tokens.code(found.last) == "x"
        and tokens.text(found.last)[:1].islower()
        and not _function_word(tokens.text(found.last))
    ):
        return None
    return Reading(TimeRole.VAGUE, Tag("DATE", "PAST_REF"), reason="the words give no bounds", remember=False)


def _function_word(word: str) -> bool:
    return word in {
        "but",
        "when",
        "who",
        "that",
        "which",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "has",
        "have",
        "is",
        "was",
        "because",
        "where",
        "while",
    }


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
    unit = _unit_of(found)
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


def _same_period(found: Found, context: Context) -> Reading | None:
    unit = _unit_of(found)
    return None if unit.startswith("T") else mentioned_unit(found, context, unit, 0)


def _the_unit(found: Found, context: Context) -> Reading | None:
    """Read "the year", "the month": that of publication where it stands for "this"."""
    unit = _unit_of(found)
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


def _then(found: Found, context: Context) -> Reading | None:
    """Read "then" after "since", "until", "by": the date last named."""
    mention = context.mention
    tokens = found.tokens
    if not tokens.is_a(found.first - 1, "SINCE", "UNTIL", "BY", "BEFORE") or _of_an_office(
        tokens, found.last
    ):
        return None
    if mention is None or mention.start.first is None:
        window = Window(OPEN, OPEN, found.words, Anchor(AnchorKind.NONE))
        return Reading(TimeRole.POINT, None, window, reason=NO_MENTION, remember=False)
    anchor = Anchor(AnchorKind.MENTION, DayRange(mention.start.first, mention.end.last), mention.words)
    window = Window(mention.start, mention.end, found.words, anchor, mention.granularity, mention.timex)
    return Reading(TimeRole.POINT, None, window, unit=context.mention_unit, remember=False)


def _of_an_office(tokens: Tokens, after: int) -> bool:
    """True after the "then" of "then-President", "then President": it goes with the office."""
    return tokens.is_a(after, "HYPHEN") or tokens.text(after)[:1].isupper()


def _at_the_time(found: Found, context: Context) -> Reading | None:
    word = found.tokens.text(found.last - 1).lower()
    determiner = found.text("det") if found.has("det") else ""
    if word == "time":
        if determiner not in {"the", "that", "this"} or found.tokens.is_a(found.last, "OF"):
            return None
        if determiner == "this":
            return present(found, context)
        if context.mention is None or context.mention.start.first is None:
            return Reading(TimeRole.VAGUE, Tag("DATE", "PAST_REF"), reason=NO_MENTION, remember=False)
        mention = context.mention
        anchor = Anchor(AnchorKind.MENTION, DayRange(mention.start.first, mention.end.last), mention.words)
        window = Window(mention.start, mention.end, found.words, anchor, mention.granularity, mention.timex)
        return Reading(TimeRole.POINT, Tag("DATE", "PAST_REF"), window, remember=False)
    if word == "moment" and determiner == "that":
        return None
    return present(found, context)


def _these_days(found: Found, context: Context) -> Reading | None:
    return present(found, context) if found.text("u") == "days" and found.text("t") == "these" else None


RULES = (
    Rule("(?P<t>THIS) (?P<u>UNIT)", _these_days),
    Rule("(?:THE)? (?P<u>UNIT) OF (?P<m>MON) (?P<d>DAY)", _week_of),
    Rule("(?:THE)? (?P<u>UNIT) OF (?:THE)? (?P<d>DAY) (?:OF)? (?P<m>MON)", _week_of),
    Rule("(?P<later>LATER)? THIS CURRENT? CALENDARWORD? (?P<u>UNIT)", _this),
    Rule("(?P<the>THE)? (?P<w>[LAST NEXT PAST]) CALENDARWORD? (?P<u>UNIT)", _last),
    Rule("THE (?P<w>[PREVIOUS NEXT AFTER]) (?P<u>UNIT)", _the_last),
    Rule("(?:THE)? (?P<w>CURRENT) (?P<u>[UNIT QUARTER])", lambda f, c: calendar_unit(f, c, _unit_of(f), 0)),
    Rule("(?P<m>MON) (?P<d>DAY)? COMMA? OF? (?P<w>[THIS LAST NEXT]) (?P<u>UNIT)", _month_of_year),
    Rule("THE (?P<u>UNIT) (?P<w>[BEFORE AFTER]) (?= DOT | COMMA | STOP | BREAK | $)", _the_unit_beside),
    Rule("LATER? THAT (?:SAME)? (?P<u>UNIT)", _that),
    Rule("LATER? (?:THE)? SAME (?P<u>UNIT)", _same_period),
    Rule("(?P<t>TODAY)", _today),
    Rule("(?:THE)? UNIT [BEFORE AFTER] (?P<t>TODAY)", _day_after_tomorrow),
    Rule("NOW", present),
    Rule("(?P<v>VAGUEREF)", _vague),
    Rule("(?P<v>VAGUEWORD)", _vague_word),
    Rule("THE PAST (?! [UNIT CLOCKUNIT QUARTER SMALL NUMBER WORDNUM FEW COUPLE WEEKEND])", _the_past),
    Rule("(?:THE)? (?P<v>FUTURE)", _vague),
    Rule("(?P<w>[LAST NEXT]) (?P<m>NAMEDMON)", _last_month_name),
    Rule("(?P<w>[LAST NEXT]) (?P<m>MON) (?P<d>DAY)", _last_month_day),
    Rule("THIS (?:PAST)? (?P<m>NAMEDMON)", _last_month_name),
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
    Rule("THE (?P<u>UNIT)", _the_unit),
    Rule("THEN", _then),
    Rule("(?<=AT) (?P<det>[THE THIS THAT])? MOMENT", _at_the_time),
)
