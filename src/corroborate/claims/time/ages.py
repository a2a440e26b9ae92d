"""Ages, and the birth days that they leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from corroborate.claims.time.calendar import shift
from corroborate.claims.time.context import Context, Reading
from corroborate.claims.time.iso import period
from corroborate.claims.time.lengths import hedge_of
from corroborate.claims.time.mention import Tag, TimeRole
from corroborate.claims.time.numbers import number, quantity
from corroborate.claims.time.rule import Found, Rule
from corroborate.errors import InputError
from corroborate.model.interval import Interval
from corroborate.model.quantity import Dimension, Hedge, Quantity
from corroborate.model.window import DayRange


def birth_window(age: Interval, on: DayRange) -> DayRange:
    """The days on which someone of that age was born.

    ``age`` counts completed years. Someone aged 11 on 9 September 2001 was born from 10 September 1989 to
    9 September 1990. Open ends of age or day stay open. Raises InputError for a negative age.

    >>> str(birth_window(Interval(11, 11), DayRange.on(date(2001, 9, 9))))
    '1989-09-10..1990-09-09'
    """
    if age.high is not None and age.high < 0:
        raise InputError("an age cannot be negative", value=age.high)
    first = last = None
    if on.first is not None and age.high is not None:
        first = _years_before(on.first, int(age.high) + 1) + timedelta(days=1)
    if on.last is not None and age.low is not None:
        last = _years_before(on.last, max(0, int(age.low)))
    return DayRange(first, last)


def _years_before(when: date, years: int) -> date:
    return shift(when, -years, "Y")


def _age(found: Found, _: Context) -> Reading | None:
    tokens = found.tokens
    count = number(tokens, *found.span("n"))
    if count.stated is None or not 0 <= count.stated <= 130:
        return None
    unit = str(found.value("u")) if found.has("u") else "Y"
    if unit not in {"Y", "M", "W", "D"}:
        return None
    hedge = hedge_of(found)
    first = found.span("h")[0] if found.has("h") else found.span("n")[0]
    last = found.span("u")[1] if found.has("u") else found.span("n")[1]
    words = tokens.text(first, last)
    size = quantity(count, unit, hedge, words, tokens.text(*found.span("n")), Dimension.AGE)
    # TimeML corpora mark "35 years old" as a duration, "35-year-old" not at all.
    spelt = found.has("u") and not tokens.is_a(found.span("u")[0] - 1, "HYPHEN")
    tag = Tag("DURATION", period(count, unit)) if spelt else None
    return Reading(TimeRole.AGE, tag, None, size, unit=unit, remember=False)


def _is_age(found: Found, context: Context) -> Reading | None:
    """Read "is now 35", "turned 40", "Mohamed, 24,": a bare number that is an age."""
    tokens = found.tokens
    following = tokens.text(found.last) if found.last < len(tokens) else "."
    subject = tokens.text(found.first - 1)
    if not (subject[:1].isupper() or subject in {"he", "she", "who"}):
        # "The toll is now 35" is no age.
        return None
    number_value = tokens.values[found.span("n")[0]]
    if not isinstance(number_value, int) or not 1 <= number_value <= 120:
        return None
    if following not in {",", ".", ";", "and", ")", "!", "?", "when", "but", "in", "now"}:
        return None
    reading = _age(found, context)
    first = found.span("h" if found.has("h") else "n")[0]
    return None if reading is None else replace(reading, first=first)


def _apposition(found: Found, context: Context) -> Reading | None:
    """Read "Mohamed, 24, rented": a name, an age, and the sentence goes on."""
    tokens = found.tokens
    value = tokens.values[found.span("n")[0]]
    name = tokens.text(found.first - 1) if found.first else ""
    if (
        not isinstance(value, int)
        or not 5 <= value <= 110
        or not name[:1].isupper()
        or tokens.code(found.first - 1) != "x"
    ):
        return None
    reading = _age(found, context)
    if reading is None:
        return None
    first, last = found.span("n")
    return Reading(
        reading.role, None, None, reading.quantity, unit="Y", first=first, last=last, remember=False
    )


def _decade_of_life(found: Found, _: Context) -> Reading | None:
    """Read "in his thirties", "in their 20s", "in her late forties"."""
    value = found.value("d")
    digits = "".join(c for c in found.text("d") if c.isdecimal())
    low = int(digits) if digits else int(value)
    if not 10 <= low <= 90:
        return None
    high = low + 9 if low != 13 else 19
    early = found.tokens.values[found.span("e")[0]] if found.has("e") else None
    usual = {
        "START": (low, low + 3),
        "MID": (low + 4, low + 6),
        "END": (low + 7, high),
    }.get(str(early), (low, high))
    size = Quantity(
        Interval(low, high),
        Interval(*usual),
        found.words,
        found.text("d"),
        Hedge.RANGE,
        Dimension.AGE,
        "year",
        None,
    )
    first = found.span("e")[0] if found.has("e") else found.span("d")[0]
    return Reading(TimeRole.AGE, None, None, size, unit="Y", first=first, remember=False)


_HEDGE = "(?:ONLY? (?P<h> MORE THAN | AT LEAST | ABOUT | ALMOST | OVER ) | ONLY)?"
RULES = (
    Rule("AGED ABOUT? (?P<n>NUM)", _age),
    Rule(f"{_HEDGE} (?P<n>NUM) HYPHEN? (?P<u>UNIT) HYPHEN? OLD", _age),
    Rule("AGE (?:OF)? (?P<n>NUM)", _age),
    Rule("BE NOW? ONLY? (?:(?P<h>[ABOUT ALMOST OVER]))? (?P<n>NUM)", _is_age),
    Rule("COMMA (?P<n>[SMALL NUMBER]) (?= COMMA)", _apposition),
    Rule("POSSESSIVE_PRONOUN (?:(?P<e>EARLY) HYPHEN?)? (?P<d>[DECADE DECADEWORD])", _decade_of_life),
)
