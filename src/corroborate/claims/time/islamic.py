"""Solar and lunar Hijri dates in Latin spelling: 24 Asad 1400, Ramadan 1445, the solar year 1403."""

from __future__ import annotations

from datetime import date, timedelta

from corroborate.claims.time.calendar import GRANULARITY, Stretch, year_of
from corroborate.claims.time.context import Context, Reading
from corroborate.claims.time.hijri import (
    SIGHTING,
    lunar_day,
    lunar_month,
    lunar_year,
    solar_day,
    solar_month,
    solar_year,
)
from corroborate.claims.time.mention import Tag, TimeRole
from corroborate.claims.time.rule import Found, Rule
from corroborate.errors import DateError
from corroborate.model.window import Anchor, AnchorKind, DayRange, Window

HIJRI_YEARS = range(1250, 1501)
"""Years that are Hijri beside a Hijri month or era."""


def _reading(
    words: str, stretch: Stretch, unit: str, *, lunar: bool, anchor: Anchor | None = None
) -> Reading:
    slack = timedelta(days=SIGHTING if lunar else 0)
    value = (
        f"{stretch[0].isoformat()}" if unit == "D" else f"{stretch[0].isoformat()}/{stretch[1].isoformat()}"
    )
    window = Window(
        DayRange(stretch[0] - slack, stretch[0] + slack),
        DayRange(stretch[1] - slack, stretch[1] + slack),
        words,
        anchor or Anchor(AnchorKind.EXPLICIT),
        GRANULARITY[unit],
        value,
    )
    return Reading(TimeRole.POINT, Tag("DATE", value), window, unit=unit)


def _solar(found: Found, _: Context) -> Reading | None:
    year, month = int(found.value("y")), int(found.value("m"))
    if year not in HIJRI_YEARS:
        return None
    if found.has("d"):
        when = solar_day(year, month, int(found.value("d")))
        return _reading(found.words, (when, when), "D", lunar=False)
    return _reading(found.words, solar_month(year, month), "M", lunar=False)


def _lunar_number(found: Found) -> int | None:
    """The number of a lunar month said in one word or in two."""
    if found.has("m"):
        return int(found.value("m"))
    second = int(found.value("s"))
    roman = found.tokens.text(found.span("s")[0]).lower()
    if roman in {"i", "ii"}:
        second -= 1
    return int(found.value("pair")) + second


def _lunar(found: Found, context: Context) -> Reading | None:
    month = _lunar_number(found)
    if month is None:
        return None
    number = int(found.value("d")) if found.has("d") else None
    if found.has("y"):
        year = int(found.value("y"))
        if year in HIJRI_YEARS:
            return _lunar_in(found.words, year, month, number, None)
        found_year = next((y for y in _lunar_years(year) if _starts_in(y, month, year)), None)
        return None if found_year is None else _lunar_in(found.words, found_year, month, number, None)
    if found.has("pair") or context.today is None or not found.tokens.text(found.span("m")[0])[0].isupper():
        return None
    today = context.today
    years = {y for base in (today.year - 1, today.year, today.year + 1) for y in _lunar_years(base)}
    if found.tokens.is_a(found.first - 1, "SINCE") or context.tense(found.first) == "past":
        years = {y for y in years if lunar_month(y, month)[0] <= today} or years
    if not years:
        return None
    near = min(sorted(years), key=lambda y: _away(lunar_month(y, month), today))
    return _lunar_in(found.words, near, month, number, Anchor(AnchorKind.PUBLISHED, context.published))


def _lunar_in(words: str, year: int, month: int, number: int | None, anchor: Anchor | None) -> Reading:
    if number is None:
        return _reading(words, lunar_month(year, month), "M", lunar=True, anchor=anchor)
    when = lunar_day(year, month, number)
    return _reading(words, (when, when), "D", lunar=True, anchor=anchor)


def _lunar_years(year: int) -> tuple[int, ...]:
    guess = round((year - 622) * 33 / 32)
    return tuple(y for y in (guess - 1, guess, guess + 1) if 1343 <= y < 1500)


def _starts_in(lunar: int, month: int, year: int) -> bool:
    return lunar_month(lunar, month)[0].year == year


def _away(stretch: Stretch, today: date) -> int:
    if stretch[0] <= today <= stretch[1]:
        return 0
    return min(abs((stretch[0] - today).days), abs((stretch[1] - today).days))


def _year(found: Found, _: Context) -> Reading | None:
    year = int(found.value("y"))
    if year not in HIJRI_YEARS:
        return None
    eras = {
        str(found.tokens.values[i])
        for i in range(found.first, found.last)
        if found.tokens.is_a(i, "ERA") and (found.tokens.text(i).isupper() or len(found.tokens.text(i)) > 2)
    }
    if not eras and not any(found.tokens.is_a(i, "CULTURE") for i in range(found.first, found.last)):
        return None
    if "lunar" in eras:
        return _reading(found.words, lunar_year(year), "Y", lunar=True)
    return _reading(found.words, solar_year(year), "Y", lunar=False)


def hijri_alternatives(words: str, year: int) -> tuple[Window, ...]:
    """The Hijri readings of a bare year that may be one: "in 1400" as Solar Hijri and as lunar."""
    found = []
    for stretch, lunar in ((_safe(solar_year, year), False), (_safe(lunar_year, year), True)):
        if stretch is not None and stretch != year_of(year):
            window = _reading(words, stretch, "Y", lunar=lunar).window
            assert window is not None
            found.append(window)
    return tuple(found)


def _safe(find: object, year: int) -> Stretch | None:
    assert callable(find)
    try:
        stretch: Stretch = find(year)
    except DateError:
        return None
    return stretch


_PAIR = "(?P<pair>LUNARPAIR) HYPHEN? ARTICLE? HYPHEN? (?P<s>[LUNARSECOND ARTICLE])"
RULES = (
    Rule("(?:(?P<d>DAY) (?:OF)?)? (?P<m>SOLARMONTH) COMMA? (?P<y>YEAR)", _solar),
    Rule("(?P<m>SOLARMONTH) (?P<d>DAY) COMMA? (?P<y>YEAR)", _solar),
    Rule("(?:(?P<d>DAY) (?:OF)?)? (?P<m>LUNARMONTH) COMMA? (?P<y>YEAR)", _lunar),
    Rule(f"(?:(?P<d>DAY) (?:OF)?)? {_PAIR} COMMA? (?P<y>YEAR)", _lunar),
    Rule("(?:(?P<d>DAY) (?:OF)?)? (?P<m>LUNARMONTH)", _lunar),
    Rule("(?P<y>YEAR) ERA{1,2}", _year),
    Rule("(?:THE)? ERA{1,2} UNIT (?P<y>YEAR)", _year),
    Rule("(?:THE)? CULTURE (?:CALENDARWORD)? UNIT (?P<y>YEAR)", _year),
)
