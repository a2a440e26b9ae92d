"""Two numbers that are one quantity: ranges, and two bounds of one number."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.claims.quantities.changes import ChangeWords, risen_or_fallen
from corroborate.claims.quantities.hedges import HedgeWords, phrase_before
from corroborate.claims.quantities.mentions import Node
from corroborate.claims.quantities.number import Form, Number
from corroborate.claims.quantities.tokens import Kind, Token
from corroborate.claims.quantities.words import NumberWords
from corroborate.model.quantity import Dimension, Hedge

_RANGEABLE = frozenset({Form.CARDINAL, Form.FRACTION, Form.AMBIGUOUS, Form.ORDINAL, Form.VAGUE})
_UP = frozenset({Hedge.MORE, Hedge.LEAST})
_DOWN = frozenset({Hedge.LESS, Hedge.MOST})


def restated(tokens: Sequence[Token], nodes: Sequence[Node]) -> list[Node]:
    """A number said again in brackets made one with it: "14 (fourteen) soldiers", "fourteen (14)"."""
    result: list[Node] = []
    for node in nodes:
        if result and _again(tokens, result[-1], node):
            result[-1].last = node.last + 1
        else:
            result.append(node)
    return result


def _again(tokens: Sequence[Token], one: Node, two: Node) -> bool:
    a, b = one.number, two.number
    bracketed = (
        two.first == one.last + 1
        and two.last < len(tokens)
        and tokens[one.last].text == "("
        and tokens[two.last].text == ")"
    )
    return (
        bracketed and a.form is b.form and a.value is not None and a.value == b.value and a.digits != b.digits
    )


def joined(
    tokens: Sequence[Token], nodes: Sequence[Node], words: HedgeWords, changes: ChangeWords
) -> list[Node]:
    """Neighbouring numbers joined into ranges: between a and b, a to b, a–b, as few as a or as many as b.

    In "rose from a to b" they are two numbers.
    """
    result: list[Node] = []
    for node in nodes:
        if result and (found := _range(tokens, result[-1], node, words, changes)) is not None:
            result[-1] = found
        else:
            result.append(node)
    return result


def _range(
    tokens: Sequence[Token], low: Node, high: Node, words: HedgeWords, changes: ChangeWords
) -> Node | None:
    if low.high is not None or low.number.form not in _RANGEABLE or high.number.form not in _RANGEABLE:
        return None
    if (low.number.form is Form.ORDINAL) != (high.number.form is Form.ORDINAL):
        return None
    gap = tuple(t.low for t in tokens[low.last : high.first])
    if not gap or len(gap) > 8:
        return None
    opener = next((p for p in words.openers if phrase_before(tokens, low.first, p)), None)
    first = low.first - len(opener) if opener else low.first
    if not _joins(tokens, low, high, gap, opener, words) or _two_levels(tokens, low, high, opener, changes):
        return None
    a, b = _share_scale(tokens, low, high, words.numbers)
    if a.value is not None and b.value is not None and a.value >= b.value:
        return None
    if low.unit is None and high.unit is not None and _is_year(tokens, low):
        # "From $200 million in 2021 to $250 million".
        return None
    unit = high.unit or low.unit
    if low.unit is not None and high.unit is not None and low.unit.unit != high.unit.unit:
        return None
    node = Node([a, b], unit, first, high.last, low.age or high.age, high=b)
    node.hedge = Hedge.NONE
    return node


def _is_year(tokens: Sequence[Token], node: Node) -> bool:
    """True for "in 2021"."""
    value = node.number.value
    led = node.first > 0 and tokens[node.first - 1].low in {"in", "since", "during"}
    return led and value is not None and 1900 <= value <= 2100 and node.number.digits


def _two_levels(
    tokens: Sequence[Token], low: Node, high: Node, opener: tuple[str, ...] | None, changes: ChangeWords
) -> bool:
    """True for "rose by a third, from a to b", and for "gained $14 to $1,931": how much, and up to where."""
    if opener == ("from",):
        return risen_or_fallen(tokens, low.first - 1, changes)
    united = low.unit is not None and high.unit is not None
    return (
        opener is None and united and tokens[low.last].low == "to" and changes.just_before(tokens, low.first)
    )


def _joins(
    tokens: Sequence[Token],
    low: Node,
    high: Node,
    gap: tuple[str, ...],
    opener: tuple[str, ...] | None,
    words: HedgeWords,
) -> bool:
    ordinal = low.number.form is Form.ORDINAL
    plain = tuple(w for w in gap if not (ordinal and w in words.ordinal_fillers))
    if ordinal and opener is None:
        opener = next((p for p in words.openers if phrase_before(tokens, low.first - 1, p)), None)
    if opener and opener[-1] == "between":
        return plain in words.between_joiners
    if len(gap) == 1 and gap[0] in words.dashes:
        return not ordinal and _dash(tokens, low, high)
    if ordinal:
        return False
    if plain in words.joiners:
        return opener is not None or _to(low, high)
    marked = next((m for m in words.low_marks if phrase_before(tokens, low.first, m)), None)
    for mark in words.high_marks:
        if (
            len(plain) > len(mark)
            and plain[-len(mark) :] == mark
            and plain[0] in {"and", "or", "to", ",", "but"}
        ):
            return marked is not None
        if plain == mark and marked is not None:
            return True
    if (
        len(plain) > 1
        and plain[0] in words.dashes
        and tokens[low.last].glued
        and plain[1:] in (*words.or_joiners, *words.joiners)
    ):
        return high.unit is not None
    return plain in words.or_joiners and _or(low, high)


def _dash(tokens: Sequence[Token], low: Node, high: Node) -> bool:
    dash, after = tokens[low.last], tokens[high.first]
    if dash.glued != after.glued:
        return False
    if not dash.glued and dash.text == "-" and not (low.number.digits and high.number.digits):
        return False
    if not dash.glued and low.number.digits != high.number.digits:
        # "215 in the southern one – 655 altogether": nobody writes the two ends in two ways.
        return False
    before = tokens[low.first - 1] if low.first else None
    beyond = tokens[high.last] if high.last < len(tokens) else None
    if before is not None and before.text in "-–/" and tokens[low.first].glued:
        return False
    return not (
        beyond is not None and beyond.glued and beyond.text in "-–/" and _numeric(tokens, high.last + 1)
    )


def _numeric(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].kind is Kind.DIGITS and tokens[i].glued


def _to(low: Node, high: Node) -> bool:
    """True for "a to b" without "from": not where only the first number has a unit."""
    a, b = low.number, high.number
    if a.value is None or b.value is None:
        return True
    if low.unit is not None and high.unit is None:
        return False
    return a.form is b.form or Form.FRACTION in {a.form, b.form}


def _or(low: Node, high: Node) -> bool:
    a, b = low.number.value, high.number.value
    if a is None or b is None or low.unit is not None:
        return False
    # "Two or three", "forty or fifty", "300 or 400": one step of what they are round to.
    step = next((10**k for k in range(9, 0, -1) if a % 10**k == 0 == b % 10**k), 1)
    return b == a + step and b <= 20 * step


def _share_scale(tokens: Sequence[Token], low: Node, high: Node, words: NumberWords) -> tuple[Number, Number]:
    """The numbers of "5 to 10 million", where the scale of the second is the first one's as well."""
    a, b = low.number, high.number
    if a.scaled or not b.scaled or a.value is None or b.value is None or a.form is not Form.CARDINAL:
        return a, b
    if low.unit is not None and high.unit is None and low.unit.dimension is not Dimension.MONEY:
        return a, b
    last = tokens[b.last - 1]
    scale = words.scales.get(last.low) or words.suffixes.get(last.text) or words.hundred.get(last.low)
    if scale is None or a.value >= b.value / scale:
        return a, b
    value = a.value * scale
    return Number(a.first, a.last, a.form, value, digits=a.digits, scaled=True, grouped=a.grouped), b


def conjoined(tokens: Sequence[Token], nodes: Sequence[Node], words: HedgeWords) -> list[Node]:
    """A lower and an upper bound of one number: "more than 20 and less than 35"."""
    result: list[Node] = []
    for node in nodes:
        if result and (found := _both(tokens, result[-1], node, words)) is not None:
            result[-1] = found
        else:
            result.append(node)
    return result


def _both(tokens: Sequence[Token], one: Node, two: Node, words: HedgeWords) -> Node | None:
    if one.high is not None or two.high is not None or two.first <= one.last - 1:
        return None
    gap = tuple(t.low for t in tokens[one.last : two.first])
    if gap not in words.between_bounds:
        return None
    if one.hedge in _UP and two.hedge in _DOWN:
        low, high = one, two
    elif one.hedge in _DOWN and two.hedge in _UP:
        low, high = two, one
    else:
        return None
    a, b = low.number.value, high.number.value
    if (
        a is None
        or b is None
        or a >= b
        or (
            low.number.form is not high.number.form
            and Form.FRACTION not in {low.number.form, high.number.form}
        )
    ):
        return None
    if one.unit is not None and two.unit is not None and one.unit.unit != two.unit.unit:
        return None
    return Node(
        [low.number, high.number], one.unit or two.unit, one.first, two.last, one.age or two.age,
        hedge=low.hedge, high=high.number, high_hedge=high.hedge,
    )  # fmt: skip
