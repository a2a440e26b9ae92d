"""From numbers with units and hedges to quantities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from corroborate.claims.quantities import hedges
from corroborate.claims.quantities.bounds import Pair, bounds, interval, number, widths
from corroborate.claims.quantities.hedges import HedgeWords
from corroborate.claims.quantities.number import Form, Number
from corroborate.claims.quantities.tokens import Kind, Token
from corroborate.claims.quantities.units import Unit
from corroborate.claims.sharing import same
from corroborate.claims.words.lexicon import lexicon
from corroborate.model.interval import Interval
from corroborate.model.quantity import Change, Dimension, Hedge, Quantity

_GOES_ON = frozenset(
    [
        "in",
        "were",
        "was",
        "are",
        "have",
        "had",
        "died",
        "on",
        "at",
        "from",
        "who",
        "and",
        "to",
        "by",
        "during",
    ]
)
"""Words that go on behind "300 people or so"."""


@dataclass
class Node:
    """One or two numbers with what stands around them, while a sentence is being read."""

    numbers: list[Number]
    unit: Unit | None
    first: int
    last: int
    age: bool = False
    hedge: Hedge = Hedge.NONE
    soft: bool = False
    exact: bool = False
    after_directions: list[str] = field(default_factory=list)
    high: Number | None = None
    high_hedge: Hedge | None = None
    skip: str | None = None
    change: Change | None = None

    @property
    def number(self) -> Number:
        """The number, or the lower one of two."""
        return self.numbers[0]

    @property
    def hedged(self) -> bool:
        """True where words soften the number or say that it is exact."""
        return self.hedge is not Hedge.NONE or self.exact

    @property
    def dimension(self) -> Dimension:
        """What kind of thing is measured, as far as the words beside the number tell."""
        if self.age:
            return Dimension.AGE
        if self.unit is not None:
            return self.unit.dimension
        forms = {n.form for n in self.numbers}
        if Form.FRACTION in forms and all(n.value is not None and 0 <= n.value <= 1 for n in self.numbers):
            return Dimension.SHARE
        if Form.MULTIPLE in forms:
            return Dimension.RATIO
        if Form.ORDINAL in forms:
            return Dimension.ORDINAL
        return Dimension.COUNT

    def soften(self, tokens: Sequence[Token], words: HedgeWords) -> None:
        """Take the hedges before and after into the node."""
        directions, first = hedges.before(tokens, self.first, words, ordinal=self.number.form is Form.ORDINAL)
        if self.number.form is Form.ORDINAL and not (
            directions and tokens[first + 1 if first + 1 < self.first else first].low == "than"
        ):
            return
        if self.dimension is Dimension.DURATION and _during(tokens, first, self.last, words):
            directions, first = [], self.first
        behind, last = hedges.after(tokens, self.last, words)
        if self.last > self.numbers[-1].last and behind is None:
            pass
        if behind is None and (noun := _behind_noun(tokens, self.last, words)) is not None:
            directions = [noun, *directions]
        if behind is not None:
            directions = [behind, *directions]
            self.last = last
            self._or_equal(tokens, words)
        self.first = first
        self.exact = bool(directions)
        self.hedge, self.soft = hedges.combined(directions)
        if behind is None:
            self._or_equal(tokens, words)

    def _or_equal(self, tokens: Sequence[Token], words: HedgeWords) -> None:
        if self.hedge not in {Hedge.MORE, Hedge.LESS}:
            return
        for phrase in words.or_equal:
            end = self.last + len(phrase)
            if tuple(t.low for t in tokens[self.last : end]) == phrase:
                follows = tokens[end].text if end < len(tokens) else ""
                if follows[:1].isdigit():
                    return
                self.hedge = Hedge.LEAST if self.hedge is Hedge.MORE else Hedge.MOST
                self.last = end
                return


def _during(tokens: Sequence[Token], first: int, last: int, words: HedgeWords) -> bool:
    """True where "over five years" says when, not how long at least: no word before or behind measures."""
    if tokens[first].low != "over" or (last < len(tokens) and tokens[last].low in words.measured_after):
        return False
    return first > 0 and tokens[first - 1].low not in words.measured_before


def _behind_noun(tokens: Sequence[Token], i: int, words: HedgeWords) -> str | None:
    """What softens a number behind its noun: "300 people or so", "12 men or more"."""
    if i + 2 >= len(tokens) or tokens[i].kind is not Kind.WORD or tokens[i + 1].low != "or":
        return None
    noun = tokens[i].low
    if not (noun.endswith("s") or noun in lexicon().irregular_nouns):
        return None
    found, end = hedges.after(tokens, i + 1, words)
    closes = end >= len(tokens) or tokens[end].kind is not Kind.WORD or tokens[end].low in _GOES_ON
    return found if closes else None


Parts = tuple[int, int, int, int, Quantity, int | None, int | None]


def mention(
    content: str, tokens: Sequence[Token], node: Node, language: str, *, pointed: bool = False
) -> Parts | None:
    """Offsets and quantity of a node; None where its numbers have no value."""
    low_number, high_number = node.number, node.numbers[-1]
    dimension, unit = node.dimension, node.unit
    factor = unit.factor if unit is not None else Fraction(1)
    pair = _pair(tokens, node, dimension, factor, language, pointed)
    if pair is None:
        return None
    hard, usual, stated, hedge = pair
    usual = same(hard, usual)
    start, end = tokens[node.first].start, tokens[node.last - 1].end
    core = (tokens[low_number.first].start, tokens[high_number.last - 1].end)
    name = unit.unit if unit is not None else "year" if node.age else None
    quantity = Quantity(
        hard,
        usual,
        content[start:end],
        content[core[0] : core[1]],
        hedge,
        dimension,
        name,
        stated,
        node.change,
    )
    at = (tokens[unit.first].start, tokens[unit.last - 1].end) if unit is not None else (None, None)
    return start, end, *core, quantity, *at


def _pair(
    tokens: Sequence[Token], node: Node, dimension: Dimension, factor: Fraction, language: str, pointed: bool
) -> tuple[Interval, Interval, int | float | None, Hedge] | None:
    low = node.number
    if low.form is Form.VAGUE and low.hard is not None and low.usual is not None:
        return interval(_by(low.hard, factor)), interval(_by(low.usual, factor)), None, Hedge.VAGUE
    if low.value is None:
        return None
    if node.high is not None:
        return _range(node, dimension, factor)
    value = low.value * factor
    if low.form is Form.AMBIGUOUS and pointed:
        value *= 1000
    elif low.form is Form.AMBIGUOUS and dimension is Dimension.COUNT and _things_follow(tokens, node.last):
        both = interval((low.value, low.value * 1000))
        return both, both, None, Hedge.VAGUE
    hard, usual = bounds(value, node.hedge, dimension, soft=node.soft, language=language)
    if low.form is Form.FRACTION and dimension is Dimension.SHARE and 0 <= value <= 1:
        hard, usual = _of_whole(hard), _of_whole(usual)
    if node.hedge is Hedge.NONE and dimension is Dimension.DURATION and factor > 1:
        row = widths(language)["decades"]
        by = Fraction(str(row["hard"]["plus_minus"]))
        hard = (value - by, value + by)
    return interval(hard), interval(usual), number(value), node.hedge


def _of_whole(pair: Pair) -> Pair:
    """Ends of a fraction of a whole, which is never below nothing nor above all."""
    low, high = pair
    return (max(low or Fraction(0), Fraction(0)), Fraction(1) if high is None else min(high, Fraction(1)))


def _things_follow(tokens: Sequence[Token], i: int) -> bool:
    """True before what can be counted in whole ones only, so that a point may stand for thousands."""
    return (
        i < len(tokens)
        and tokens[i].low.isalpha()
        and (tokens[i].low.endswith("s") or tokens[i].low in _PLURALS)
    )


_PLURALS = frozenset({"people", "men", "women", "children", "police", "personnel"})


def _by(pair: Pair, factor: Fraction) -> Pair:
    low, high = pair
    return (None if low is None else low * factor, None if high is None else high * factor)


def _range(
    node: Node, dimension: Dimension, factor: Fraction
) -> tuple[Interval, Interval, int | float | None, Hedge] | None:
    first, second = node.number, node.high
    if second is None:
        return None
    low = first.usual[0] if first.value is None and first.usual else first.value
    high = second.usual[1] if second.value is None and second.usual else second.value
    if low is None or high is None or low > high:
        return None
    hard_low: Fraction | None = low * factor
    hard_high: Fraction | None = high * factor
    whole = dimension is Dimension.COUNT
    if node.high_hedge is not None and hard_low is not None and hard_high is not None:
        if node.hedge is Hedge.MORE and whole and hard_low.denominator == 1:
            hard_low += 1
        if node.high_hedge is Hedge.LESS and whole and hard_high.denominator == 1:
            hard_high -= 1
        if hard_low > hard_high:
            return None
    usual = interval((hard_low, hard_high))
    hard = Interval(None, None) if node.hedge is Hedge.ABOUT and node.high_hedge is None else usual
    return hard, usual, None, Hedge.RANGE
