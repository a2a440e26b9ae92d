"""Slips of unit and word: thousand for million, killed for casualties."""

from __future__ import annotations

from corroborate.consistency import english
from corroborate.consistency.equal import one_thing, slip, working
from corroborate.consistency.groups import Pair, pairs
from corroborate.consistency.rules import level
from corroborate.consistency.sameness import Tie
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View
from corroborate.model.finding import Level, Sensitivity

KIND = "slip"

SMALLEST = 10
"""Numbers below this are too common for two equal ones to point to a word slip."""


def check(view: View, sheet: Sheet) -> None:
    """Find figures of one thing a thousand- or millionfold apart, and one number given to two things."""
    for pair in one_thing(view, sheet):
        factor = slip(pair)
        if factor is not None:
            _unit(pair, factor, sheet)
    for pair in pairs(view, sheet):
        if _word_slip(pair, view):
            _word(pair, sheet)


def _unit(pair: Pair, factor: int, sheet: Sheet) -> None:
    low, high = sorted((pair.a, pair.b), key=lambda c: c.stated or 0)
    strict = pair.apart
    sheet.add(
        KIND,
        level(strict=strict, ratio=float(factor)),
        f"{high.quote} is {english.number(factor)} times {low.quote}: one of them may be a slip of unit",
        (pair.a, pair.b),
        [
            *working(pair),
            f"{high.stated or 0:,} / {low.stated or 0:,} = {factor:,} exactly.",
        ],
        strict=strict,
        sensitivity=[
            Sensitivity(
                "the unit",
                "as the words have it",
                f"if {low.quote} was meant to be {english.number(high.stated or 0)}, or the other way round",
            )
        ],
    )


def _word_slip(pair: Pair, view: View) -> bool:
    a, b = pair.a, pair.b
    if not pair.same_number or (a.stated or 0) < SMALLEST or not a.measure or not b.measure:
        return False
    confused = {*_not_same(view, a.measure)} & {b.measure} or {*_not_same(view, b.measure)} & {a.measure}
    nested = view.measures.includes(a.measure, b.measure) or view.measures.includes(b.measure, a.measure)
    one = pair.same_window or pair.no_window
    told = a.speaker == b.speaker or len(a.claim.attribution.voices) != len(b.claim.attribution.voices)
    actors = pair.tie.actor is Tie.SAME or (pair.tie.actor is Tie.UNKNOWN and pair.one_occasion)
    return bool(confused) and nested and one and told and actors and _places(pair)


def _places(pair: Pair) -> bool:
    return pair.tie.place in {Tie.SAME, Tie.UNKNOWN}


def _not_same(view: View, measure: str) -> tuple[str, ...]:
    entry = view.measures.by_id.get(measure)
    return entry.not_same if entry else ()


def _word(pair: Pair, sheet: Sheet) -> None:
    a, b = pair.a, pair.b
    sheet.add(
        KIND,
        Level.DIFFERS,
        f"the same number, {a.figure}, is printed as {english.quoted(a.words)} and as "
        f"{english.quoted(b.words)}",
        (a, b),
        [
            *working(pair),
            "The two words do not mean the same; both hold only if nothing else is counted in the wider one.",
        ],
        sensitivity=[
            Sensitivity(
                "what is counted",
                "where the wider word covers more than the narrower one",
                f"if {english.quoted(a.words)} and {english.quoted(b.words)} happen to be equally many",
            )
        ],
        separates=pair.tie.separates,
    )
