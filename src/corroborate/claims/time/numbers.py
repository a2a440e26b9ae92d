"""Counts of units of time: digits and words, fractions, hedges, as intervals."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.claims.time.tokens import Tokens
from corroborate.model.interval import Interval, Number
from corroborate.model.quantity import Dimension, Hedge, Quantity

UNIT_NAMES = {
    "D": "day",
    "W": "week",
    "FN": "week",
    "WE": "weekend",
    "M": "month",
    "Q": "quarter",
    "H": "half-year",
    "Y": "year",
    "DE": "year",
    "C": "year",
    "ML": "year",
    "TH": "hour",
    "TM": "minute",
    "TS": "second",
}
FACTORS = {"FN": 2, "DE": 10, "C": 100, "ML": 1000}


@dataclass(frozen=True, slots=True)
class Count:
    """How many units: one number said, or the usual bounds of a vague word."""

    low: Number
    high: Number | None
    stated: Number | None
    ranged: bool = False
    """True where both ends are said: "two or three days"."""

    @classmethod
    def between(cls, low: Number, high: Number) -> Count:
        """Two numbers said; the second alone where they are no range."""
        return cls(low, high, None, ranged=True) if low < high else cls.exactly(high)

    @classmethod
    def exactly(cls, value: Number) -> Count:
        """One number."""
        return cls(value, value, value)

    def ends(self) -> tuple[Count, ...]:
        """The numbers said, each as a count of its own; empty where none is."""
        if self.ranged and self.high is not None:
            return Count.exactly(self.low), Count.exactly(self.high)
        return () if self.stated is None else (self,)


def whole(value: Number) -> Number:
    """The same number, as an int where it is one."""
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else value


def number(tokens: Tokens, first: int, last: int) -> Count:
    """The number that tokens ``first`` to ``last`` (exclusive) say; the tokens must be a NUM of the rules."""
    total: Number = 0
    group: Number = 0
    seen = False
    for index in range(first, last):
        value = tokens.values[index]
        if tokens.is_a(index, "SMALL", "NUMBER", "YEAR"):
            group, seen = value, True
        elif tokens.is_a(index, "WORDNUM", "MAGNITUDE"):
            seen = True
            if value >= 1000:
                total, group = total + (group or 1) * value, 0
            elif value == 100:
                group = (group or 1) * 100
            elif value == 12 and group:
                group = group * 12
            else:
                group += value
        elif tokens.is_a(index, "FRACTION"):
            group, seen = group + value, True
        elif tokens.is_a(index, "HALF"):
            group, seen = group + 0.5, True
        elif tokens.is_a(index, "QUARTER"):
            group, seen = group + 0.25, True
    return Count.exactly(whole(total + group)) if seen else Count.exactly(1)


def vague(tokens: Tokens, first: int, last: int) -> Count:
    """The usual bounds of a VAGUECOUNT: "a few", "several", "a couple of", "dozens of"."""
    for index in range(first, last):
        if tokens.is_a(index, "FEW", "COUPLE"):
            word = "couple" if tokens.is_a(index, "COUPLE") else tokens.values[index]
            low, high = (
                tokens.lexicon.vague_counts[tokens.text(index).lower()]
                if (tokens.text(index).lower() in tokens.lexicon.vague_counts)
                else tokens.lexicon.vague_counts[word]
            )
            return Count(low, high, None)
        if tokens.is_a(index, "VAGUENUM"):
            return Count(tokens.values[index], None, None)
    low, high = tokens.lexicon.vague_counts["plural"]
    return Count(low, high, None)


def granule(value: Number) -> Number:
    """The next step of roundness above a number: 20 → 10, 25 → 5, 3 → 1 (Cummins, Sauerland & Solt 2012)."""
    for step in (100, 50, 10, 5):
        if value >= 2 * step and value % step == 0:
            return step
    return 1


def quantity(
    count: Count, unit: str, hedge: Hedge, words: str, core: str, dimension: Dimension = Dimension.DURATION
) -> Quantity:
    """A length or an age with its hedge, hard and usual bounds, in the base unit of its unit code."""
    factor = FACTORS.get(unit, 1)
    low, high = whole(count.low * factor), None if count.high is None else whole(count.high * factor)
    stated = None if count.stated is None else whole(count.stated * factor)
    name = UNIT_NAMES[unit]
    if count.ranged:
        both = Interval(low, high)
        return Quantity(both, both, words, core, Hedge.RANGE, dimension, name, None)
    if stated is None:
        usual = Interval(low, high)
        hard = Interval(min(low, 2 * factor), None)
        return Quantity(hard, usual, words, core, Hedge.VAGUE, dimension, name, None)
    # More than two decades is more than twenty years, not at least three decades.
    # Ages are counted in whole years; time runs on between whole units.
    tick: Number = 1 if dimension is Dimension.AGE and isinstance(stated, int) else 0
    step = granule(count.stated or 0) * factor
    match hedge:
        case Hedge.MORE:
            hard = Interval(stated if not tick else stated + tick, None)
            usual = Interval(hard.low, max(stated + step - tick, stated + tick))
        case Hedge.LEAST:
            hard, usual = Interval(stated, None), Interval(stated, max(stated + step - tick, stated))
        case Hedge.LESS:
            hard = Interval(None, stated - tick)
            usual = Interval(min(whole(stated * 0.5), stated - tick), stated - tick)
        case Hedge.MOST:
            hard, usual = Interval(0, stated), Interval(0, stated)
        case Hedge.ALMOST:
            hard = Interval(None, stated - tick)
            usual = Interval(min(whole(round(stated * 0.85, 6)), stated - tick), stated - tick)
        case Hedge.ABOUT:
            hard = Interval(None, None)
            width = 1 if dimension is Dimension.AGE else whole(round(stated * 0.1, 6))
            usual = Interval(whole(stated - width), whole(stated + width))
        case _:
            hard = usual = Interval.exactly(stated)
    return Quantity(hard, usual, words, core, hedge, dimension, name, stated)
