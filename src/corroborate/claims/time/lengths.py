"""Lengths of time as they are written: a count of units with its hedge, such as more than two years."""

from __future__ import annotations

from corroborate.claims.quantities.hedges import hedge_words
from corroborate.claims.time.iso import period
from corroborate.claims.time.mention import Tag
from corroborate.claims.time.numbers import Count, number, quantity, vague
from corroborate.claims.time.rule import Found
from corroborate.model.quantity import Hedge, Quantity

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
    if not found.has("h") or during(found):
        return Hedge.NONE
    for index in range(*found.span("h")):
        value = found.tokens.values[index]
        if isinstance(value, str) and value in HEDGES:
            return HEDGES[value]
        if found.tokens.is_a(index, "UPWORD"):
            return Hedge.MOST
    return Hedge.MORE


def during(found: Found) -> bool:
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


def length_of(found: Found) -> tuple[Count, str, Quantity, Tag]:
    """Count, unit, quantity and DURATION tag of a LENGTH."""
    count, unit, hedge = count_of(found), unit_of(found), hedge_of(found)
    first = found.span("h")[0] if found.has("h") and not during(found) else core_first(found)
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


def core_first(found: Found) -> int:
    """Index of the first token of the count, behind any hedge."""
    return _core(found)[0]
