"""Lengths of time, alone or counted from an anchor: two decades, the last 20 years, three years ago."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from corroborate.claims.quantities.hedges import hedge_words
from corroborate.claims.time.calendar import (
    DAYS_IN,
    GRANULARITY,
    MONTHS_IN,
    Stretch,
    month_of,
    shift,
    stretch_of,
    value_of,
)
from corroborate.claims.time.context import OPEN, Context, Reading
from corroborate.claims.time.mention import Tag, TimeRole
from corroborate.claims.time.numbers import Count, number, quantity, vague
from corroborate.claims.time.rule import Found, Rule
from corroborate.errors import DateError
from corroborate.model.interval import Number
from corroborate.model.quantity import Hedge, Quantity
from corroborate.model.window import Anchor, AnchorKind, DayRange, Granularity, Window

HEDGES = {
    "more": Hedge.MORE,
    "less": Hedge.LESS,
    "least": Hedge.LEAST,
    "most": Hedge.MOST,
    "about": Hedge.ABOUT,
    "almost": Hedge.ALMOST,
}
MODS = {
    Hedge.MORE: "MORE_THAN",
    Hedge.LEAST: "EQUAL_OR_MORE",
    Hedge.LESS: "LESS_THAN",
    Hedge.MOST: "EQUAL_OR_LESS",
    Hedge.ABOUT: "APPROX",
    Hedge.ALMOST: "LESS_THAN",
}
_HEDGE = "(?:(?P<h> MORE THAN | AT LEAST | ABOUT | ALMOST | UPWORD TO | OVER ))?"
_ONE = "(?: DIGITS | [WORDNUM MAGNITUDE] (?: HYPHEN? [WORDNUM MAGNITUDE] ){0,3} )"
_LOW = (
    f"(?: (?<=BETWEEN) (?P<between>{_ONE}) AND | (?P<dashed>[SMALL NUMBER]) [HYPHEN DASH] (?= [SMALL NUMBER])"
    f" | (?P<low>{_ONE}) HYPHEN? [TO OR] HYPHEN? )?"
)
_LOWER = ("between", "dashed", "low")
_COUNT = (
    f"(?: {_LOW} (?P<n>NUM) |"
    " (?P<quart>A QUARTER OF A) | (?P<v>VAGUECOUNT) | (?P<a>A) (?P<half>HALF HYPHEN?)?"
    " | (?P<halfa>HALF A) )"
)
_UNIT = "(?P<u>[UNIT CLOCKUNIT SECOND WEEKEND])"
LENGTH = (
    f"{_HEDGE} {_COUNT} (?:MORE|OTHER)? (?:CALENDARWORD|FISCAL|TOGO|LONG|FULL)? HYPHEN? {_UNIT}"
    " (?: AND (?P<tail>A HALF) | OR (?P<more>WORDNUM) (?! x | ANYUNIT | HYPHEN) )? (?! HYPHEN? OLD)"
)


def hedge_of(found: Found) -> Hedge:
    """The hedge that the group ``h`` says."""
    if not found.has("h") or _during(found):
        return Hedge.NONE
    for index in range(*found.span("h")):
        value = found.tokens.values[index]
        if isinstance(value, str) and value in HEDGES:
            return HEDGES[value]
        if found.tokens.is_a(index, "UPWORD"):
            return Hedge.MOST
    return Hedge.MORE


def _during(found: Found) -> bool:
    """True where "over five years" says when something was, not how long at least."""
    tokens, first = found.tokens, found.span("h")[0] if found.has("h") else 0
    words = hedge_words()
    return (
        found.has("h")
        and tokens.is_a(first, "OVER")
        and first > 0
        and tokens.text(first - 1).lower() not in words.measured_before
        and tokens.text(found.last).lower() not in {*words.measured_after, "from", "hence"}
    )


def count_of(found: Found) -> Count:
    """How many units the groups of LENGTH say."""
    if found.has("n"):
        count = number(found.tokens, *found.span("n"))
        lower = next((g for g in _LOWER if found.has(g)), None)
        if lower is not None:
            return Count.between(number(found.tokens, *found.span(lower)).low, count.low)
    elif found.has("v"):
        return vague(found.tokens, *found.span("v"))
    elif found.has("half") or found.has("halfa"):
        count = Count.exactly(0.5)
    elif found.has("quart"):
        count = Count.exactly(0.25)
    else:
        count = Count.exactly(1)
    if found.has("more"):
        return Count.between(count.low, number(found.tokens, *found.span("more")).low)
    if found.has("tail"):
        return Count.exactly(count.low + 0.5)
    return count


def unit_of(found: Found) -> str:
    """The unit code of the group ``u``; "second" alone is a unit of time only after a number."""
    value = found.value("u")
    return "TS" if value == 2 else str(value)


def period(count: Count, unit: str) -> str:
    """The ISO 8601 duration of a count of units, with X for a vague one."""
    if count.ranged and count.high is not None:
        return period(Count.exactly(count.high), unit)
    if count.stated is None:
        letter, time = {"TH": ("H", True), "TM": ("M", True), "TS": ("S", True)}.get(unit, (unit, False))
        letter = {"FN": "W", "DE": "Y", "C": "CE", "Q": "Q"}.get(letter, letter)
        return f"P{'T' if time else ''}X{letter}"
    factor = {"FN": 2, "DE": 10, "C": 100, "ML": 1000, "Q": 3, "H": 6}.get(unit, 1)
    value = count.stated * factor
    letter = {"FN": "W", "DE": "Y", "C": "Y", "ML": "Y", "Q": "M", "H": "M"}.get(unit, unit)
    if letter.startswith("T"):
        return _clock_period(value, letter[1])
    if letter == "WE":
        return f"P{_digits(value)}WE"
    if value != int(value):
        for smaller, times in (("M", 12),) if letter == "Y" else (("D", 7),) if letter == "W" else ():
            if float(value * times).is_integer():
                return f"P{_digits(value * times)}{smaller}"
    return f"P{_digits(value)}{letter}"


def _digits(value: Number) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _clock_period(value: Number, letter: str) -> str:
    if value == int(value):
        return f"PT{_digits(value)}{letter}"
    whole = int(value)
    if letter == "H":
        minutes = round((value - whole) * 60)
        return f"PT{whole}H{minutes}M" if whole else f"PT{minutes}M"
    return f"PT{_digits(value)}{letter}"


def length_of(found: Found) -> tuple[Count, str, Quantity, Tag]:
    """Count, unit, quantity and DURATION tag of a LENGTH."""
    count, unit, hedge = count_of(found), unit_of(found), hedge_of(found)
    first = found.span("h")[0] if found.has("h") and not _during(found) else _core_first(found)
    core = found.tokens.text(*_core(found))
    words = found.tokens.text(first, found.span("more" if found.has("more") else "u")[1])
    return (
        count,
        unit,
        quantity(count, unit, hedge, words, core),
        Tag("DURATION", period(count, unit), MODS.get(hedge)),
    )


def _core(found: Found) -> tuple[int, int]:
    lower = next((g for g in _LOWER if found.has(g)), None)
    if lower is not None:
        return found.span(lower)[0], found.span("n")[1]
    for group in ("n", "quart", "v", "a", "halfa"):
        if found.has(group):
            return found.span(group)
    return found.first, found.first + 1


def _core_first(found: Found) -> int:
    return _core(found)[0]


def moved(today: date, count: Count, unit: str, sign: int) -> date:
    """The day ``count`` units from another; half units in months or days."""
    value = count.low if count.stated is None else count.stated
    if unit == "TH":
        return shift(today, sign * int(value // 24), "D")
    if value == int(value):
        return shift(today, sign * int(value), unit)
    if unit in MONTHS_IN:
        return shift(today, sign * round(value * MONTHS_IN[unit]), "M")
    return shift(today, sign * round(value * DAYS_IN.get(unit, 0)), "D")


def around(when: date, unit: str, count: Count) -> tuple[Stretch, Granularity]:
    """The stretch that a day some units away stands for, as coarse as its words.

    "Three years ago" is meant to the nearest month or so, half a month either side; "a decade ago" and
    ten years or more are meant to the year, centuries to the decade (convention).
    """
    years = (count.low if count.stated is None else count.stated) * MONTHS_IN.get(unit, 0) / 12
    if unit in {"C", "ML"}:
        return stretch_of(when, "DE"), Granularity.DECADE
    if years >= 10 or unit == "DE" or (unit == "Y" and count.stated is None):
        return stretch_of(when, "Y"), Granularity.YEAR
    if unit == "Y":
        low, high = shift(when, -15, "D"), shift(when, 15, "D")
        return (month_of(low.year, low.month)[0], month_of(high.year, high.month)[1]), Granularity.MONTH
    return stretch_of(when, unit if unit in {"W", "M", "Q", "H", "D", "FN"} else "D"), GRANULARITY[unit]


VALUE_UNIT = {
    "DE": "Y",
    "C": "DE",
    "ML": "C",
    "TH": "D",
    "TM": "D",
    "TS": "D",
    "FN": "W",
    "WE": "W",
    "H": "M",
}


def _past_span(found: Found, context: Context) -> Reading | None:
    """Read "the last 20 years", "the past three years", "the next six months", "the past year"."""
    if found.has("n") or found.has("v"):
        count, unit, size, length = length_of(found)
    else:
        unit = unit_of(found)
        plural = found.text("u").endswith("s") and unit != "TS"
        count = Count(2, 10, None) if plural else Count.exactly(1)
        size = quantity(count, unit, Hedge.NONE, found.words, found.text("u"))
        length = Tag("DURATION", period(count, unit))
    sign = int(found.value("w"))
    window, reason = span_to(found.words, context, count, unit, sign)
    return Reading(TimeRole.SPAN, length, window, size, unit=unit, reason=reason, remember=False)


def span_to(words: str, context: Context, count: Count, unit: str, sign: int) -> tuple[Window, str | None]:
    """The stretch of some units that ends (or begins) at publication."""
    from corroborate.claims.time.context import NO_PUBLICATION

    granularity = GRANULARITY[unit] if unit != "DE" else Granularity.YEAR
    published, today = context.published, context.today
    if published is None or today is None:
        return Window(OPEN, OPEN, words, Anchor(AnchorKind.NONE), granularity), NO_PUBLICATION
    anchor = Anchor(AnchorKind.PUBLISHED, published)
    try:
        near = [
            moved(d, Count.exactly(count.low), unit, sign) for d in (published.first, published.last) if d
        ]
        far = (
            [moved(d, Count.exactly(count.high), unit, sign) for d in (published.first, published.last) if d]
            if count.high is not None
            else []
        )
    except DateError as error:
        return Window(OPEN, OPEN, words, anchor, granularity), str(error)
    edge = near + far
    other = (
        DayRange(min(edge), max(edge))
        if far
        else (DayRange(None, max(near)) if sign < 0 else DayRange(min(near), None))
    )
    return (
        Window(other, published, words, anchor, granularity)
        if sign < 0
        else Window(published, other, words, anchor, granularity)
    ), None


def _first_of(found: Found, context: Context) -> Reading | None:
    """Read "the first six months of this year", "the last three weeks of 2012", "the first week of June"."""
    if found.has("n"):
        count = number(found.tokens, *found.span("n"))
    elif found.has("v"):
        count = vague(found.tokens, *found.span("v"))
    else:
        count = Count.exactly(1)
    unit = unit_of(found)
    tokens = found.tokens
    from_end = tokens.is_a(found.span("o")[0], "LAST", "NEXT", "PAST", "FINAL")
    ordinal = 1 if from_end else int(found.value("o"))
    if ordinal != 1 and not found.has("n") and not found.has("v"):
        count = Count.exactly(1)
    elif ordinal != 1:
        return None
    if unit.startswith("T") or count.stated is None or count.stated != int(count.stated):
        return None
    size = int(count.stated)
    outer = outer_of(found, context)
    if outer is None:
        return None
    find, _granularity, explicit_words = outer

    def part(today: date) -> Stretch:
        first, last = find(today)
        if from_end:
            return shift(shift(last, 1, "D"), -size, unit), last
        start = shift(first, ordinal - 1, unit)
        end = shift(shift(start, size, unit), -1, "D")
        return start, min(end, last)

    def value(stretch: Stretch) -> str:
        for code in ("M", "Q", "H", "Y", "D"):
            if stretch_of(stretch[0], code) == stretch:
                return value_of(stretch[0], code)
        return period(count, unit)

    if explicit_words:
        stretch = part(date.min)
        window = Window(
            DayRange.on(stretch[0]),
            DayRange.on(stretch[1]),
            found.words,
            Anchor(AnchorKind.EXPLICIT),
            GRANULARITY[unit],
            value(stretch),
        )
        return Reading(TimeRole.SPAN, _part_tag(value(stretch)), window, unit=unit)
    window, tag, reason = context.relative(found.words, part, GRANULARITY[unit], value, period(count, unit))
    return Reading(TimeRole.SPAN, _part_tag(tag.value), window, unit=unit, reason=reason)


def _part_tag(value: str) -> Tag:
    return Tag("DURATION" if value.startswith("P") else "DATE", value)


def outer_of(found: Found, context: Context) -> tuple[Callable[[date], Stretch], Granularity, bool] | None:
    """The year or month that ``of …`` names, and whether the words name it without an anchor."""
    if found.has("om"):
        month = int(found.value("om"))
        if found.has("y"):
            year = int(found.value("y"))
            return (lambda _: month_of(year, month)), Granularity.MONTH, True
        past = context.tense(found.first) != "future"

        def of_month(today: date) -> Stretch:
            year = today.year
            if past and month > today.month:
                year -= 1
            elif not past and month < today.month:
                year += 1
            return month_of(year, month)

        return of_month, Granularity.MONTH, False
    if found.has("y"):
        year = int(found.value("y"))
        return (lambda _: stretch_of(date(year, 1, 1), "Y")), Granularity.YEAR, True
    if found.has("rel"):
        unit = str(found.value("ou"))
        if unit.startswith("T") or unit == "2":
            return None
        value = found.value("rel")
        offset = 0 if found.tokens.is_a(found.span("rel")[0], "THE") else int(value)
        return (lambda today: stretch_of(shift(today, offset, unit), unit)), GRANULARITY[unit], False
    return None


def _length(found: Found, _: Context) -> Reading | None:
    """A length alone."""
    _count, unit, size, length = length_of(found)
    tokens = found.tokens
    if found.text("u") in {"second", "day's"} and not found.has("n"):
        return None
    if found.has("a") and unit == "TS":
        return None
    unit_text = tokens.text(found.span("u")[0])
    if unit_text[0].isupper() and unit_text[1:].islower() and tokens.text(found.first)[0].isdecimal():
        # "60 Minutes" is a name.
        return None
    if tokens.is_a(found.first - 1, "CURRENCY") or (tokens.is_a(found.last, "ORDINAL")):
        return None
    if found.has("a") and not _free_standing(found, unit):
        return None
    first = _core_first(found) if _during(found) else None
    return Reading(TimeRole.DURATION, length, None, size, unit=unit, remember=False, first=first)


def _free_standing(found: Found, unit: str) -> bool:
    """True where "a year" is a length, not "a day that…" or "$5 a day"."""
    tokens = found.tokens
    before = tokens.text(found.first - 1).lower() if found.first else ""
    after = tokens.text(found.last).lower() if found.last < len(tokens) else ""
    if found.has("half") or found.has("h") or found.has("more"):
        return True
    if after in {"of", "old", "when", "that", "in"} and unit in {"D", "WE"}:
        return False
    return before in {
        "for",
        "in",
        "within",
        "after",
        "than",
        "about",
        "nearly",
        "almost",
        "over",
        "half",
        "-",
        "once",
        "twice",
        "times",
    } or after in {"after", "before", "later", "earlier", "of", "or"}


def _the_length(found: Found, context: Context) -> Reading | None:
    """Read "the two decades"; in "the two-year deal" the article is the noun's."""
    hyphen = found.span("u")[0] - 1
    return None if found.tokens.is_a(hyphen, "HYPHEN") else _length(found, context)


def _the_unit_before(found: Found, _: Context) -> Reading | None:
    """Read "the day after", "the week before": one unit, counted from what follows."""
    unit = unit_of(found)
    if found.text("u").endswith("s"):
        return None
    size = quantity(Count.exactly(1), unit, Hedge.NONE, found.words, found.text("u"))
    return Reading(TimeRole.DURATION, None, None, size, unit=unit, remember=False)


def _the_unit_ending(found: Found, _: Context) -> Reading | None:
    """Read "the year ended", "the week ending", "the year to": one unit up to the date that follows."""
    unit = unit_of(found)
    if found.text("u").endswith("s"):
        return None
    size = quantity(Count.exactly(1), unit, Hedge.NONE, found.words, found.text("u"))
    tag = Tag("DURATION", period(Count.exactly(1), unit))
    return Reading(TimeRole.DURATION, tag, None, size, unit=unit, remember=False)


def _compound(found: Found, _: Context) -> Reading | None:
    """Read "two-year", "nine-month-old", "16-hour"."""
    count, unit = number(found.tokens, *found.span("n")), unit_of(found)
    size = quantity(count, unit, Hedge.NONE, found.words, found.text("n"))
    return Reading(
        TimeRole.DURATION, Tag("DURATION", period(count, unit)), None, size, unit=unit, remember=False
    )


def _plural_alone(found: Found, _: Context) -> Reading | None:
    """Read "for years", "in weeks", "decades-long"."""
    unit = unit_of(found)
    tokens = found.tokens
    word = found.text("u")
    long = tokens.is_a(found.last - 1, "LONG")
    if long and not word.endswith("s") and not tokens.is_a(found.first - 1, "HYPHEN"):
        one = Count.exactly(1)
        size = quantity(one, unit, Hedge.NONE, found.words, word)
        tag = Tag("DURATION", period(one, unit))
        return Reading(TimeRole.DURATION, tag, None, size, unit=unit, remember=False)
    if not word.endswith(("s", "ia")):
        return None
    before = tokens.text(found.first - 1).lower() if found.first else ""
    if (
        not long
        and not tokens.is_a(found.last, "BEFORE", "AFTER", "AGO", "LATER")
        and before not in {"for", "in", "within", "after", "over", "recent", "coming", "many"}
        and not (tokens.text(found.first)[0].isupper() and tokens.is_a(found.last, "OF"))
    ):
        return None
    count = Count(2, 10, None)
    size = quantity(count, unit, Hedge.NONE, found.words, word)
    return Reading(
        TimeRole.DURATION, Tag("DURATION", period(count, unit)), None, size, unit=unit, remember=False
    )


def _recent(found: Found, context: Context) -> Reading | None:
    unit = unit_of(found)
    plural = found.text("u").endswith("s")
    count = Count(2, 10, None) if plural else Count.exactly(1)
    sign = -1 if found.tokens.is_a(found.span("w")[0], "RECENT", "PAST", "LAST", "PREVIOUS") else 1
    window, reason = span_to(found.words, context, count, unit, sign)
    size = quantity(count, unit, Hedge.NONE, found.words, found.text("u"))
    tag = Tag("DURATION", period(count, unit))
    return Reading(TimeRole.SPAN, tag, window, size, unit=unit, reason=reason, remember=False)


_WHICH = "(?P<w>[LAST PAST NEXT PREVIOUS])"
_ORDINAL_UNITS = (
    "(?:THE)? (?P<o>[ORDINAL SECOND LAST FINAL]) (?: (?P<n>NUM) | (?P<v>VAGUECOUNT) )?"
    " HYPHEN? (?P<u>UNIT) [OF IN]"
)
RULES = (
    Rule(f"(?:THE|THIS)? {_WHICH} {LENGTH}", _past_span),
    Rule("THE (?P<w>PAST) CALENDARWORD? (?P<u>[UNIT CLOCKUNIT QUARTER])", _past_span),
    Rule("(?:THE|THIS)? (?P<w>[RECENT NEXT LAST PAST]) (?P<u>[UNIT CLOCKUNIT])", _recent),
    Rule(f"{_ORDINAL_UNITS} (?:(?P<om>MON) COMMA?)? (?P<y>YEAR)", _first_of),
    Rule(f"{_ORDINAL_UNITS} (?P<om>MON)", _first_of),
    Rule(f"{_ORDINAL_UNITS} (?P<rel>[THIS LAST NEXT THE CURRENT]) (?P<ou>UNIT)", _first_of),
    Rule(LENGTH, _length),
    Rule(f"THE {LENGTH}", _the_length),
    Rule("THE (?P<u>UNIT) (?= [BEFORE AFTER])", _the_unit_before),
    Rule(
        "(?:THE|A)? (?P<u>UNIT) (?= ENDING | TO (?: DAY | MON | YEAR | ISODATE | THE EARLY ))",
        _the_unit_ending,
    ),
    Rule("(?P<n>NUM) HYPHEN (?P<u>[UNIT CLOCKUNIT QUARTER SECOND]) (?! HYPHEN? OLD)", _compound),
    Rule("(?P<u>[UNIT CLOCKUNIT]) (?: HYPHEN LONG )?", _plural_alone),
)
