"""From a hedge and a number to the two intervals, by the table of widths."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from corroborate.lexicons import load
from corroborate.model.interval import Interval, Number
from corroborate.model.quantity import Dimension, Hedge

Pair = tuple[Fraction | None, Fraction | None]
WHOLE = frozenset({Dimension.COUNT, Dimension.ORDINAL})
"""Dimensions that are counted in whole ones, where "more than n" starts at n + 1."""


@cache
def widths(language: str = "en") -> Mapping[str, Mapping[str, Any]]:
    """The table of widths: for each hedge what is hard, what is usual, and on what that rests."""
    found: Mapping[str, Mapping[str, Any]] = load("hedges", language)["widths"]
    return found


def number(value: Fraction) -> Number:
    """A whole number stays whole; anything else becomes a float."""
    return int(value) if value.denominator == 1 else float(value)


def interval(pair: Pair) -> Interval:
    """The interval of two exact ends."""
    low, high = pair
    return Interval(None if low is None else number(low), None if high is None else number(high))


def granule(value: Fraction) -> Fraction:
    """The size of the last digit that is not zero: 1000 for 5000, 5 for 25, 1 for 207; 0.1 for 2.5."""
    if value == 0:
        return Fraction(1)
    size = Fraction(1)
    while value % 1:
        value, size = value * 10, size / 10
        if size < Fraction(1, 10**12):
            return size
    while value % 10 == 0:
        value, size = value / 10, size * 10
    return size * 5 if value % 10 == 5 and value > 5 else size


def bounds(
    value: Fraction, hedge: Hedge, dimension: Dimension, *, soft: bool = False, language: str = "en"
) -> tuple[Pair, Pair]:
    """The hard and the usual interval of one hedged number.

    Hard is what the words entail; open ends of measured amounts are closed at the number itself.
    ``soft`` marks an "about" beside the hedge, which leaves nothing entailed.
    """
    table = widths(language)
    whole = dimension in WHOLE and value.denominator == 1
    one = Fraction(1) if whole else Fraction(0)
    if hedge in {Hedge.NONE, Hedge.RANGE, Hedge.VAGUE}:
        return (value, value), _bare(value, dimension, table["bare_round"])
    if hedge is Hedge.ABOUT:
        row = table["about_age" if dimension is Dimension.AGE else "about"]
        return _width(value, row["hard"], whole), _width(value, row["usual"], whole)
    row = table[hedge.value]
    usual = _usual(value, row["usual"], hedge, one, whole)
    if soft:
        return (None, None), usual
    hard: dict[str, Pair] = {
        "above": (value + one, None),
        "from": (value, None),
        "below": (None, value - one),
        "zero_to": (min(Fraction(0), value), value),
    }
    return hard[row["hard"]], usual


def _usual(value: Fraction, rule: Any, hedge: Hedge, one: Fraction, whole: bool) -> Pair:
    if isinstance(rule, Mapping):
        low = value * Fraction(str(rule["low"]))
        top = value - one if hedge is Hedge.ALMOST else value
        return (min(_rounded(low, whole), top), top)
    size = granule(value)
    wide = size if size > 1 or not whole else max(Fraction(1), _rounded(value / 10, True))
    if rule == "next_granule":
        low = value + one if hedge is Hedge.MORE else value
        return (low, max(low, value + wide - one))
    return (min(value - one, max(Fraction(0), value - wide + one)), value - one)


def _width(value: Fraction, rule: Any, whole: bool) -> Pair:
    if rule == "open":
        return None, None
    if "plus_minus" in rule:
        by = Fraction(str(rule["plus_minus"]))
        return value - by, value + by
    low, high = (_rounded(value * Fraction(str(rule[end])), whole) for end in ("low", "high"))
    return min(low, high), max(low, high)


def _bare(value: Fraction, dimension: Dimension, row: Mapping[str, Any]) -> Pair:
    if dimension is not Dimension.COUNT or value < row["from"] or value.denominator != 1:
        return value, value
    digits = str(int(value))
    if set(digits[1:]) - {"0"}:
        return value, value
    return _width(value, row["usual"], True)


def _rounded(value: Fraction, whole: bool) -> Fraction:
    return Fraction(round(value)) if whole else value
