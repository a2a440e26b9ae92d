"""Decades, centuries, seasons, quarters and halves that the words give whole."""

from __future__ import annotations

import re

from corroborate.claims.time.absolute import full_year, whole
from corroborate.claims.time.calendar import Stretch, day, months_of, year_of
from corroborate.claims.time.context import Context, Reading
from corroborate.claims.time.mention import Tag, TimeRole
from corroborate.claims.time.nearest import yearless
from corroborate.claims.time.rule import Found, Rule


def _decade(found: Found, context: Context) -> Reading | None:
    digits = re.sub(r"\D", "", found.text("d"))
    year = int(digits)
    if len(digits) == 2:
        if not found.has("the") and digits == found.text("d")[:2]:
            return None
        year += 1900 if context.today is None or context.today.year % 100 < year or year >= 30 else 2000
    if not 1000 <= year <= 2190:
        return None
    return _decade_of(found, year)


def _decade_of(found: Found, year: int) -> Reading:
    return whole(found.words, (day(year, 1, 1), day(year + 9, 12, 31)), "DE")


def _decade_word(found: Found, _: Context) -> Reading | None:
    value = found.value("d")
    return None if value < 20 else _decade_of(found, 1900 + value)


def _century(found: Found, _: Context) -> Reading | None:
    number = found.value("n")
    if found.value("u") != "C" or not 1 <= number <= 30:
        return None
    if found.has("bc"):
        return Reading(TimeRole.POINT, Tag("DATE", f"BC{number - 1:02d}XX"), None, reason="before the year 1")
    first, last = day((number - 1) * 100 + 1, 1, 1), day(number * 100, 12, 31)
    return whole(found.words, (first, last), "C", f"{number - 1:02d}XX")


_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def season_of(year: int, season: str) -> Stretch:
    """A meteorological season of the northern hemisphere; winter begins in December of its year."""
    return months_of(year, _SEASON_MONTHS[season], 3)


def _season_year(found: Found, _: Context) -> Reading | None:
    season, year = found.value("s"), found.value("y")
    return whole(found.words, season_of(year, season), "Q", f"{year:04d}-{season}")


def _period_code(found: Found, context: Context) -> Reading | None:
    text = found.text("p").upper()
    code = re.search(r"([QH])([1-4])|([1-4])([QH])", text)
    years = re.findall(r"\d{4}", text) or ([str(found.value("y"))] if found.has("y") else [])
    if text.startswith("FY"):
        year, _ = full_year(re.sub(r"\D", "", text).zfill(2)[-4:], context)
        return whole(found.words, year_of(year), "Y", f"FY{year}")
    if code is None:
        return None
    letter, number = (code[1], int(code[2])) if code[1] else (code[4], int(code[3]))
    size = 3 if letter == "Q" else 6
    if letter == "H" and (number > 2 or not years):
        return None
    if not years:
        return yearless(
            found,
            context,
            lambda year: months_of(year, (number - 1) * size + 1, size),
            letter,
            f"XXXX-{letter}{number}",
        )
    stretch = months_of(int(years[0]), (number - 1) * size + 1, size)
    return whole(found.words, stretch, letter)


RULES = (
    Rule("(?P<the>THE)? (?P<d>DECADE)", _decade),
    Rule("THE (?P<d>DECADEWORD)", _decade_word),
    Rule("(?:THE)? (?P<n>ORD) HYPHEN? (?P<u>UNIT) (?P<bc>WAR)?", _century),
    Rule("(?:THE)? (?P<s>SEAS) (?:OF|COMMA)? (?:THE)? (?P<y>YEAR)", _season_year),
    Rule("(?:THE)? (?P<p>PERIODCODE) (?:(?:OF|COMMA|IN)? (?P<y>YEAR))?", _period_code),
)
