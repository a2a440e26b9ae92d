"""Lengths of time alone: two decades, three to five days, a two-year truce, for years."""

from __future__ import annotations

from corroborate.claims.time.context import Context, Reading
from corroborate.claims.time.iso import period
from corroborate.claims.time.lengths import LENGTH, core_first, during, length_of, unit_of
from corroborate.claims.time.mention import Tag, TimeRole
from corroborate.claims.time.numbers import Count, number, quantity
from corroborate.claims.time.rule import Found, Rule
from corroborate.model.quantity import Hedge


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
    first = core_first(found) if during(found) else None
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


RULES = (
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
