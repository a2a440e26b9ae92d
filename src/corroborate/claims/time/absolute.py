"""Dates that the words give whole or in part: days, months, years, decades, centuries."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from corroborate.claims.time.calendar import (
    GRANULARITY,
    Stretch,
    day,
    month_of,
    shift,
    value_of,
    year_of,
)
from corroborate.claims.time.context import (
    NO_PUBLICATION,
    OPEN,
    Context,
    Reading,
    explicit,
)
from corroborate.claims.time.islamic import hijri_alternatives
from corroborate.claims.time.mention import Tag, TimeRole
from corroborate.claims.time.nearest import Placed, day_in, with_alternatives, yearless
from corroborate.claims.time.rule import Found, Rule
from corroborate.errors import DateError
from corroborate.model.window import Anchor, AnchorKind, Granularity, Window

SOLAR_YEARS = range(1380, 1451)
"""Years that a text of today is likelier to count by the Solar Hijri calendar than by the Gregorian one."""


def whole(words: str, stretch: Stretch, unit: str, value: str | None = None) -> Reading:
    """The reading of a stretch given in full."""
    text = value or value_of(stretch[0], unit)
    return Reading(
        TimeRole.POINT, Tag("DATE", text), explicit(words, stretch, GRANULARITY[unit], text), unit=unit
    )


def _iso(found: Found, _: Context) -> Reading | None:
    text = found.words
    when = day(int(text[:4]), int(text[5:7]), int(text[8:10]))
    if len(text) > 10:
        clock = re.sub(r"\.\d+", "", text[11:])
        value = f"{when.isoformat()}T{clock}"
        window = explicit(text, (when, when), Granularity.TIME, value)
        return Reading(TimeRole.POINT, Tag("TIME", value), window, unit="D")
    return whole(text, (when, when), "D")


def full_year(text: str, context: Context) -> tuple[int, int | None]:
    """A year written with two or four digits, and the other century that two digits may mean."""
    year = int(text)
    if len(text) == 4:
        return year, None
    limit = (context.today.year if context.today else 2068) % 100 + (20 if context.today else 0)
    century = (context.today.year // 100 * 100) if context.today else (1900 if year > 68 else 2000)
    year = century + year - (100 if year > limit else 0) if context.today else century + year
    return year, year - 100 if year >= 2000 else year + 100


def _slashes(found: Found, context: Context) -> Reading | None:
    a, b, year_text = re.split(r"[/.]", found.words)
    year, other = full_year(year_text, context)
    first, second = int(a), int(b)
    dotted = "." in found.words
    month_first = False if dotted else (context.month_first is not False)
    orders = [(first, second), (second, first)] if month_first else [(second, first), (first, second)]
    if dotted or context.month_first is not None:
        orders = orders[:1]
    days: list[date] = []
    for candidate in (year, other):
        for month, number in orders:
            try:
                when = day(candidate, month, number) if candidate else None
            except DateError:
                continue
            if when and when not in days:
                days.append(when)
    if not days:
        return None
    windows = [explicit(found.words, (d, d), Granularity.DAY, d.isoformat()) for d in days]
    return Reading(TimeRole.POINT, Tag("DATE", windows[0].timex or ""), with_alternatives(windows), unit="D")


def _year_month_day(found: Found, _: Context) -> Reading | None:
    year, month, number = (int(part) for part in re.split(r"[/-]", found.words))
    when = day(year, month, number)
    return whole(found.words, (when, when), "D")


def _month_day_year(found: Found, _: Context) -> Reading | None:
    when = day(found.value("y"), found.value("m"), found.value("d"))
    return whole(found.words, (when, when), "D")


def _month_year(found: Found, _: Context) -> Reading | None:
    return whole(found.words, month_of(found.value("y"), found.value("m")), "M")


def _month_day(found: Found, context: Context) -> Reading | None:
    month, number = found.value("m"), found.value("d")
    if number > 31 or (month == 2 and number > 29) or (month in {4, 6, 9, 11} and number > 30):
        return None
    if found.tokens.is_a(found.last, "HYPHEN", "PERCENT") and found.tokens.is_a(found.last + 1, "UNIT"):
        return None
    return yearless(
        found, context, lambda year: day_in(year, month, number), "D", f"XXXX-{month:02d}-{number:02d}"
    )


def _bare_month(found: Found, context: Context) -> Reading | None:
    month = found.value("m")
    tokens = found.tokens
    weak = tokens.is_a(found.first, "WEAKMONTH")
    if not _is_month(found, weak):
        return None
    return yearless(found, context, lambda year: month_of(year, month), "M", f"XXXX-{month:02d}")


_BEFORE_MONTH = frozenset(
    [
        "in",
        "of",
        "since",
        "until",
        "till",
        "by",
        "from",
        "to",
        "through",
        "during",
        "before",
        "after",
        "between",
        "and",
        "or",
        "for",
        "last",
        "next",
        "this",
        "early",
        "late",
        "mid",
        "until",
        "every",
        "each",
        "early-",
    ]
)


def _is_month(found: Found, weak: bool) -> bool:
    """True where a bare month name is a month and not a verb, a forename or a surname."""
    tokens, at = found.tokens, found.first
    before = tokens.text(at - 1) if at else ""
    after = tokens.text(found.last) if found.last < len(tokens) else ""
    if tokens.text(at).lower() not in _FORENAMES:
        return True
    before_name = after[:1].isupper() and not tokens.is_a(found.last - 1, "DOT")
    if before.lower() in _BEFORE_MONTH:
        return not before_name or before.lower() in {"in", "since", "last", "next", "this", "early", "late"}
    if before == "The" or before == "the":
        return after[:1].islower()
    if before[:1].isupper() and not tokens.is_a(at - 1, "MONTH"):
        return False
    if before.endswith("est") and tokens.text(at - 2).lower() in {"the", "our", "its"}:
        return True
    if after.lower() in _SAYING:
        return False
    if weak:
        return before == "," and not after[:1].islower()
    return not (before_name or after in {"'s", "’s"})


_SAYING = frozenset({"said", "says", "told", "added", "asked", "replied", "thinks", "believes"})
_FORENAMES = frozenset({"april", "june", "may", "march", "august", "jan", "mar"})


def _year(found: Found, _: Context) -> Reading | None:
    tokens = found.tokens
    year = found.value("y")
    if found.has("named") and found.value("named") not in {"Y", year}:
        return None
    if not found.has("named") and not _is_year(found, year):
        return None
    reading = whole(tokens.text(found.first, found.last), year_of(year), "Y")
    if SOLAR_YEARS[0] <= year <= SOLAR_YEARS[-1] and reading.window is not None:
        # Such a year may be one of the Hijri calendars, whatever the words around it say.
        others = hijri_alternatives(found.words, year)
        return replace(reading, window=with_alternatives([reading.window, *others]))
    return reading


_BEFORE_YEAR = frozenset(
    [
        "in",
        "since",
        "by",
        "until",
        "till",
        "from",
        "of",
        "during",
        "before",
        "after",
        "between",
        "to",
        "through",
        "and",
        "early",
        "late",
        "mid",
        "circa",
        "around",
        "year",
        "the",
        "fiscal",
        "(",
        ",",
        "–",
        "-",
        "—",
        "/",
        "or",
        "election",
    ]
)
_NOT_BEFORE_YEAR = frozenset(
    [
        "$",
        "€",
        "£",
        "no",
        "number",
        "#",
        "nearly",
        "almost",
        "about",
        "over",
        "least",
        "most",
        "than",
        "some",
        "approximately",
        "roughly",
        "up",
        "only",
        "exactly",
        "flight",
        "boeing",
        "room",
        "route",
        "page",
        "pages",
        "section",
        "article",
        "resolution",
        "model",
        "highway",
    ]
)


_LEADING = frozenset({"in", "since", "during", "by", "until"})
"""Words that make four digits a year even before another number: "in 2023 twelve people"."""
_SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion", "dozen", "lakh", "crore"})


def _is_year(found: Found, year: int) -> bool:
    """True where four bare digits are a year and not a count."""
    tokens, at = found.tokens, found.first
    before = tokens.text(at - 1).lower() if at else ""
    after = tokens.text(found.last) if found.last < len(tokens) else ""
    if before in _NOT_BEFORE_YEAR or tokens.is_a(at - 1, "CURRENCY", "SYMBOL", "PERCENT"):
        return False
    if tokens.is_a(found.last, "PERCENT", "UNIT", "CLOCKUNIT", "CLOCK", "CURRENCY"):
        return False
    if after.lower() in _SCALES or (tokens.is_a(found.last, "WORDNUM") and before not in _LEADING):
        return False
    if tokens.is_a(found.last, "HYPHEN") and tokens.starts[found.last] == tokens.ends[at]:
        follower = tokens.text(found.last + 1) if found.last + 1 < len(tokens) else ""
        if not (follower[:1].isdecimal() or follower.lower() in {"present", "based"}):
            return False
    strong = before in _BEFORE_YEAR
    if 1900 <= year <= 2069:
        if strong or not after[:1].islower():
            return True
        return not _plural(after)
    return strong and before not in {"and", "or", ",", "of", "to", "the", "over"} and not after[:1].islower()


_PLURALS = frozenset(
    {"people", "men", "women", "children", "police", "personnel", "km", "kg", "m", "ft", "mm"}
)


def _plural(word: str) -> bool:
    return word in _PLURALS or (
        word.endswith("s")
        and not word.endswith(("ss", "as", "is", "us"))
        and word not in {"times", "olympics"}
    )


def _day_of_month(found: Found, context: Context) -> Reading | None:
    """Read "the 20th", of the month last named or of publication."""
    number = found.value("d")
    if not 1 <= number <= 31 or not found.tokens.text(found.span("d")[0])[0].isdecimal():
        return None
    if found.tokens.code(found.last) == "x" and not found.tokens.is_a(found.last, "DOT"):
        return None

    def nearest(today: date) -> Stretch:
        months = [shift(date(today.year, today.month, 1), n, "M") for n in (0, -1, -2)]
        for month in months:
            last = month_of(month.year, month.month)[1]
            if number <= last.day and (date(month.year, month.month, number) <= today):
                when = date(month.year, month.month, number)
                return when, when
        return today, today

    window, tag, reason = context.relative(
        found.words, nearest, Granularity.DAY, lambda s: s[0].isoformat(), f"XXXX-XX-{number:02d}"
    )
    return Reading(TimeRole.POINT, tag, window, unit="D", reason=reason)


def unresolved(words: str, value: str, granularity: Granularity, unit: str | None = None) -> Reading:
    """A reading whose anchor is missing because the document has no publication date."""
    window = Window(OPEN, OPEN, words, Anchor(AnchorKind.NONE), granularity, value)
    return Reading(TimeRole.POINT, Tag("DATE", value), window, unit=unit, reason=NO_PUBLICATION)


def _days_of_month(found: Found, context: Context) -> Reading | None:
    """Read "February 1-13, 2024", "5 to 10 May": days of one month."""
    month, low, high = found.value("m"), found.value("d"), found.value("e")
    between = found.tokens.is_a(found.first - 1, "BETWEEN")
    if found.has("between") and not between and high != low + 1:
        return None
    if not low < high <= 31:
        return None
    if found.has("y"):
        stretch = day(found.value("y"), month, low), day(found.value("y"), month, high)
        window = explicit(found.words, stretch, Granularity.DAY, "")
        return Reading(TimeRole.SPAN, Tag("DATE", stretch[0].isoformat()), window, unit="D")
    reading = yearless(
        found,
        context,
        lambda year: (day_in(year, month, low)[0], day_in(year, month, high)[0]),
        "D",
        f"XXXX-{month:02d}-{low:02d}",
    )
    return replace(reading, role=TimeRole.SPAN)


def _years(found: Found, _: Context) -> Reading | None:
    """Read "2014-15", two years with the century said once, and "2024-09", a month of ISO 8601."""
    first, second = found.value("y"), found.tokens.text(found.span("z")[0])
    adjacent = found.tokens.ends[found.last - 1] - found.tokens.starts[found.first] == 7
    if len(second) != 2 or not adjacent or found.tokens.is_a(found.last, "HYPHEN"):
        return None
    month = int(second) if found.tokens.is_a(found.first + 1, "HYPHEN") and 1 <= int(second) <= 12 else None
    last = first - first % 100 + int(second)
    if not first < last <= first + 20:
        return None if month is None else whole(found.words, month_of(first, month), "M")
    window = explicit(found.words, (year_of(first)[0], year_of(last)[1]), Granularity.YEAR, "")
    if month is not None:
        other = explicit(found.words, month_of(first, month), Granularity.MONTH, f"{first:04d}-{month:02d}")
        window = with_alternatives([window, other])
    return Reading(TimeRole.SPAN, Tag("DURATION", f"P{last - first + 1}Y"), window, unit="Y")


_THROUGH = "(?: [HYPHEN DASH TO UNTIL THROUGH] | (?P<between>AND) )"
_NOT_A_LENGTH = "(?! HYPHEN? [UNIT CLOCKUNIT] | PERCENT)"


def _and_day(found: Found, context: Context) -> Reading | None:
    """Read the second day of "April 24 and 25"."""
    tokens, at = found.tokens, found.first
    month_at = at - 2
    if not tokens.is_a(at - 1, "SMALL") or not tokens.is_a(
        month_at, "MONTH", "MONTHABBR", "WEAKMONTH", "DOT"
    ):
        return None
    if tokens.is_a(month_at, "DOT"):
        month_at -= 1
    month, number = tokens.values[month_at], int(found.value("d"))
    if (
        not isinstance(month, int)
        or number <= tokens.values[at - 1]
        or tokens.is_a(found.last, "UNIT", "MONTH")
    ):
        return None
    shown = Placed(found.last - 1, tokens.text(found.last - 1))
    reading = yearless(
        shown, context, lambda y: day_in(y, month, number), "D", f"XXXX-{month:02d}-{number:02d}"
    )
    return replace(reading, first=found.last - 1)


RULES = (
    Rule(
        f"(?P<m>MON) (?P<d>DAY) {_THROUGH} (?P<e>DAY) {_NOT_A_LENGTH} (?:COMMA? (?P<y>YEAR))?", _days_of_month
    ),
    Rule(
        f"(?:THE)? (?P<d>DAY) {_THROUGH} (?:THE)? (?P<e>DAY) (?:OF)? (?P<m>MON) (?:COMMA? (?P<y>YEAR))?",
        _days_of_month,
    ),
    Rule("(?P<y>YEAR) [HYPHEN DASH SLASH] (?P<z>[SMALL NUMBER])", _years),
    Rule("ISODATE", _iso),
    Rule("(?:SLASHDATE|DOTDATE)", _slashes),
    Rule("YMD", _year_month_day),
    Rule(
        "(?:WDAY COMMA? (?:THE)?)? (?P<m>MON) (?:THE)? (?P<d>DAY) COMMA? (?:OF|IN)? (?P<y>YEAR)",
        _month_day_year,
    ),
    Rule(
        "(?:WDAY COMMA? (?:ON? THE)?)? (?:THE)? (?P<d>DAY) [HYPHEN SLASH OF]? (?P<m>MON)"
        " [HYPHEN SLASH COMMA]? (?:OF|IN)? (?P<y>YEAR)",
        _month_day_year,
    ),
    Rule("(?P<m>MON) (?:OF|COMMA|HYPHEN|SLASH|IN)? (?:THE YEAR)? (?P<y>YEAR)", _month_year),
    Rule(
        "(?:WDAY COMMA? (?:THE)?)? (?P<m>MON) (?:THE)? (?P<d>DAY) (?! HYPHEN? (?:UNIT|CLOCKUNIT) | PERCENT)",
        _month_day,
    ),
    Rule("(?:WDAY COMMA? (?:ON? THE)?)? (?:THE (?=ORD))? (?P<d>DAY) (?:OF)? HYPHEN? (?P<m>MON)", _month_day),
    Rule("(?P<m>MONTH | WEAKMONTH | MONTHABBR DOT?)", _bare_month),
    Rule("(?<=SMALL) [AND COMMA] (?P<d>SMALL) (?! COMMA? YEAR)", _and_day),
    Rule("(?P<y>YEAR)", _year),
    Rule("(?:THE)? FISCAL UNIT? (?P<named>(?P<y>YEAR))", _year),
    Rule("(?:THE)? CALENDARWORD? (?P<named>UNIT) (?P<y>YEAR)", _year),
    Rule("THE (?P<d>ORDINAL) (?! UNIT | HYPHEN | QUARTER | HALF | MON | ANNIVERSARY | OF)", _day_of_month),
)
