"""Parts of a year or month: the first six months of this year, the last week of June."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from corroborate.claims.time.calendar import GRANULARITY, Stretch, month_of, shift, stretch_of, value_of
from corroborate.claims.time.context import Context, Reading
from corroborate.claims.time.iso import period
from corroborate.claims.time.lengths import unit_of
from corroborate.claims.time.mention import Tag, TimeRole
from corroborate.claims.time.numbers import Count, number, vague
from corroborate.claims.time.rule import Found, Rule
from corroborate.model.window import Anchor, AnchorKind, DayRange, Granularity, Window


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
    outer = _outer_of(found, context)
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


def _outer_of(found: Found, context: Context) -> tuple[Callable[[date], Stretch], Granularity, bool] | None:
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


_ORDINAL_UNITS = (
    "(?:THE)? (?P<o>[ORDINAL SECOND LAST FINAL]) (?: (?P<n>NUM) | (?P<v>VAGUECOUNT) )?"
    " HYPHEN? (?P<u>UNIT) [OF IN]"
)
RULES = (
    Rule(f"{_ORDINAL_UNITS} (?:(?P<om>MON) COMMA?)? (?P<y>YEAR)", _first_of),
    Rule(f"{_ORDINAL_UNITS} (?P<om>MON)", _first_of),
    Rule(f"{_ORDINAL_UNITS} (?P<rel>[THIS LAST NEXT THE CURRENT]) (?P<ou>UNIT)", _first_of),
)
