"""What recurs: every day, daily, each of the past three years, Mondays."""

from __future__ import annotations

from corroborate.claims.time.context import Context, Reading
from corroborate.claims.time.iso import period
from corroborate.claims.time.lengths import unit_of
from corroborate.claims.time.mention import Tag, TimeRole
from corroborate.claims.time.numbers import Count, number
from corroborate.claims.time.rule import Found, Rule


def _set(value: str) -> Reading:
    return Reading(TimeRole.SET, Tag("SET", value), remember=False)


def _every_unit(found: Found, _: Context) -> Reading | None:
    count = (
        number(found.tokens, *found.span("n"))
        if found.has("n")
        else Count.exactly(2 if found.has("other") else 1)
    )
    return _set(period(count, unit_of(found)))


def _every_weekday(found: Found, _: Context) -> Reading | None:
    return _set(f"XXXX-WXX-{int(found.value('d')) + 1}")


def _every_part(found: Found, _: Context) -> Reading | None:
    return _set(f"XXXX-XX-XXT{found.value('p')}")


def _every_month(found: Found, _: Context) -> Reading | None:
    return _set(f"XXXX-{int(found.value('m')):02d}")


def _every_season(found: Found, _: Context) -> Reading | None:
    return _set(f"XXXX-{found.value('s')}")


def _frequency(found: Found, _: Context) -> Reading | None:
    return _set(str(found.value("f")))


def _weekdays(found: Found, _: Context) -> Reading | None:
    if not found.text("d").endswith("days"):
        return None
    return _set(f"XXXX-WXX-{int(found.value('d')) + 1}")


def _per_unit(found: Found, _: Context) -> Reading | None:
    """Read "a year" as a rate: "$5 a day", "twice a week", "100 times per month"."""
    tokens = found.tokens
    unit = unit_of(found)
    before = tokens.text(found.first - 1).lower() if found.first else ""
    if found.text("u").endswith("s") and unit != "TS":
        return None
    rate = tokens.is_a(found.first, "PER")
    if not rate and before not in {
        "once",
        "twice",
        "thrice",
        "times",
        "percent",
        "dollars",
        "million",
        "billion",
        "%",
    }:
        return None
    return _set(period(Count.exactly(1), unit))


def _weekends(found: Found, _: Context) -> Reading | None:
    """Read "weekends", "on weekends", where no number or determiner tells which."""
    tokens = found.tokens
    before = tokens.text(found.first - 1).lower()
    if not found.text("w").endswith("s") or tokens.is_a(
        found.first - 1, "SMALL", "WORDNUM", "FEW", "LAST", "PAST", "NEXT"
    ):
        return None
    return None if before in {"the", "of", "those", "these"} else _set("XXXX-WXX-WE")


def _so_often(found: Found, _: Context) -> Reading | None:
    """Read "twice a week", "three times a day": the times are part of the expression."""
    return None if found.text("u").endswith("s") else _set(period(Count.exactly(1), unit_of(found)))


RULES = (
    Rule("EVERY (?P<other>OTHER)? (?P<n>NUM)? (?P<u>[UNIT CLOCKUNIT WEEKEND QUARTER])", _every_unit),
    Rule("EVERY (?:OTHER)? (?P<d>WDAY)", _every_weekday),
    Rule("EVERY (?:WEEKDAY)? (?P<p>PART)", _every_part),
    Rule("EVERY (?P<m>MON)", _every_month),
    Rule("EVERY (?P<s>SEAS)", _every_season),
    Rule("(?P<f>FREQUENCY)", _frequency),
    Rule("(?P<d>WEEKDAY)", _weekdays),
    Rule("[A PER] (?P<u>[UNIT CLOCKUNIT])", _per_unit),
    Rule("(?: OFTEN | NUM TIMES ) [A PER] (?P<u>[UNIT CLOCKUNIT])", _so_often),
    Rule("(?P<w>WEEKEND)", _weekends),
)
