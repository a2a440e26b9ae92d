"""Finds every number of a text: a quantity with its bounds, or a reason why it is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from corroborate.claims.quantities import hedges
from corroborate.claims.quantities.changes import ChangeWords, change, change_words, scores
from corroborate.claims.quantities.hedges import HedgeWords, hedge_words
from corroborate.claims.quantities.literals import writes_points
from corroborate.claims.quantities.mentions import Node, mention
from corroborate.claims.quantities.number import Form, Number
from corroborate.claims.quantities.numerals import NumeralReader
from corroborate.claims.quantities.ranges import conjoined, joined, restated
from corroborate.claims.quantities.skips import SkipWords, range_reason, reason, skip_words, spans
from corroborate.claims.quantities.tokens import Kind, Token, stretches, tokenize
from corroborate.claims.quantities.units import (
    Unit,
    UnitWords,
    age_before,
    money_before,
    unit_after,
    unit_words,
    weighed,
)
from corroborate.claims.quantities.words import NumberWords, number_words
from corroborate.claims.words import Cut, cut
from corroborate.claims.words.lexicon import lexicon
from corroborate.model.quantity import Dimension, Hedge, Quantity

OLDEST = 120
"""The highest age that somebody "is"."""


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A quantity in a text: ``[start, end)`` holds number, hedge and unit; the core the number alone.

    ``unit_start`` and ``unit_end`` are the words of the unit, None where there is none.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    quantity: Quantity
    unit_start: int | None = None
    unit_end: int | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A number that is no quantity, with the reason: ``year``, ``date``, ``model name``."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """All numbers of a text; ``tokens`` are the numeric tokens, each in a mention or among the skipped."""

    mentions: tuple[QuantityMention, ...]
    skipped: tuple[Skipped, ...]
    tokens: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class _Grammar:
    numbers: NumberWords
    hedges: HedgeWords
    units: UnitWords
    skips: SkipWords
    changes: ChangeWords
    language: str
    pointed: bool
    """The text writes thousands with points: 2.500.000."""


def find_quantities(content: str, *, language: str = "en", words: Cut | None = None) -> Found:
    """Every number of a text, as a quantity with hard and usual bounds or as skipped with a reason.

    ``words`` are the tokens of the text where they have been cut already. Time and memory are linear in
    the length of the text; nothing is raised for any text.
    """
    if language == "fa":
        # Persian joins its number words by "and" and writes other digits: its grammar is its own.
        from corroborate.claims.fa.numbers import find_quantities_fa

        return find_quantities_fa(content)
    grammar = _Grammar(
        number_words(language),
        hedge_words(language),
        unit_words(language),
        skip_words(language),
        change_words(language),
        language,
        writes_points(content),
    )
    mentions: list[QuantityMention] = []
    skipped: list[Skipped] = []
    numeric: list[tuple[int, int]] = []
    starts, forms = words or cut(content)
    telling = grammar.numbers.telling
    sights = [start for start, form in zip(starts, forms, strict=True) if telling[form]]
    at = 0
    for start, end in stretches(content):
        while at < len(sights) and sights[at] < start:
            at += 1
        if at == len(sights):
            break
        if sights[at] < end:
            _read(content, start, end, tokenize(content, start, end), grammar, mentions, skipped, numeric)
    return Found(tuple(mentions), tuple(skipped), tuple(sorted(numeric)))


def _read(
    content: str,
    start: int,
    end: int,
    tokens: list[Token],
    grammar: _Grammar,
    mentions: list[QuantityMention],
    skipped: list[Skipped],
    numeric: list[tuple[int, int]],
) -> None:
    barred = spans(content, start, end, grammar.skips)
    numbers = _numbers(tokens, barred, grammar, skipped, numeric)
    nodes = _apart([_node(content, tokens, n, grammar) for n in numbers])
    numeric.extend((tokens[n.number.first].start, tokens[n.number.last - 1].end) for n in nodes)
    nodes = joined(tokens, restated(tokens, nodes), grammar.hedges, grammar.changes)
    for node in nodes:
        node.soften(tokens, grammar.hedges)
        node.change = change(tokens, node, grammar.changes)
    scores(tokens, nodes, grammar.skips)
    nodes = conjoined(tokens, nodes, grammar.hedges)
    for node in nodes:
        why = node.skip
        if why is None and node.high is not None and node.unit is None and not node.age:
            why = range_reason(tokens, node.numbers, grammar.skips)
        if why is None and node.high is None:
            why = reason(
                tokens,
                node.number,
                grammar.skips,
                hedged=node.hedged,
                exact=node.hedge is Hedge.NONE,
                united=node.unit is not None,
                money=node.unit is not None and node.unit.dimension is Dimension.MONEY,
            )
        found = None if why else mention(content, tokens, node, grammar.language, pointed=grammar.pointed)
        if found is None:
            skipped.extend(
                Skipped(tokens[number.first].start, tokens[number.last - 1].end, why or "not a number")
                for number in node.numbers
            )
        else:
            mentions.append(QuantityMention(*found))


def _apart(nodes: list[Node]) -> list[Node]:
    """The nodes without those whose number the one before has taken in: "75 USD million"."""
    kept: list[Node] = []
    for node in nodes:
        if not kept or node.number.first >= kept[-1].last:
            kept.append(node)
    return kept


def _numbers(
    tokens: list[Token],
    barred: list[tuple[int, int, str]],
    grammar: _Grammar,
    skipped: list[Skipped],
    numeric: list[tuple[int, int]],
) -> list[Number]:
    """The numbers of a sentence, left to right; those in dates and the like go to ``skipped``."""
    reader = NumeralReader(tokens, grammar.numbers)
    found: list[Number] = []
    starts, folds, opens = grammar.numbers.starts, tuple(grammar.numbers.folds), grammar.numbers.opens
    word, next_free, at = Kind.WORD, 0, 0
    for i in [i for i, token in enumerate(tokens) if token.kind is not word or opens[token.low]]:
        if i < next_free:
            continue
        token = tokens[i]
        while at < len(barred) and barred[at][1] <= token.start:
            at += 1
        if at < len(barred) and barred[at][0] <= token.start:
            if token.kind in {Kind.DIGITS, Kind.VULGAR} or grammar.numbers.is_number_word(token.low):
                skipped.append(Skipped(token.start, token.end, barred[at][2]))
                numeric.append((token.start, token.end))
            continue
        limit = barred[at][0] if at < len(barred) else None
        if token.kind is word:
            if token.low not in starts and not token.low.endswith(folds):
                continue
        elif token.kind is Kind.MARK and not (i + 1 < len(tokens) and tokens[i + 1].glued):
            # A sign or point starts a number only where the digits follow at once.
            continue
        number = _at(reader, tokens, i, grammar, limit)
        if number is not None:
            found.append(number)
            next_free = number.last
    return found


def _at(
    reader: NumeralReader, tokens: list[Token], i: int, grammar: _Grammar, limit: int | None
) -> Number | None:
    number = reader.at(i)
    if number is None:
        return None
    if limit is not None and tokens[number.last - 1].end > limit:
        return None
    if not number.digits and _between(tokens, i, grammar):
        split = reader.at(i, join=False)
        if split is not None and split.last < number.last:
            after = tokens[number.last].low if number.last < len(tokens) else ""
            if (after,) not in grammar.hedges.between_joiners:
                return split
    return number


def _between(tokens: list[Token], i: int, grammar: _Grammar) -> bool:
    """True after "between" and its like, where "and" joins the two ends of a range."""
    return any(p[-1] == "between" and hedges.phrase_before(tokens, i, p) for p in grammar.hedges.openers)


def _node(content: str, tokens: list[Token], number: Number, grammar: _Grammar) -> Node:
    """A number with the unit beside it."""
    first, last = number.first, number.last
    plural = number.form is Form.VAGUE
    unit = None
    if number.form is not Form.ORDINAL:
        unit = unit_after(content, tokens, last, grammar.units, of_money=plural)
    if unit is not None and not number.scaled:
        unit = weighed(tokens, unit, grammar.units)
    money = money_before(content, tokens, first, grammar.units)
    if number.unsure and money is None and unit is None:
        number = _doubtful(number, tokens)
        unit = unit or (unit_after(content, tokens, number.last, grammar.units))
        last = number.last
    if unit is not None and unit.dimension is Dimension.MONEY and not number.scaled:
        number, unit = _scaled_behind(number, unit, tokens, grammar.numbers)
    if money is not None and (
        unit is None or unit.dimension in {Dimension.MONEY, Dimension.WEIGHT, Dimension.DISTANCE}
    ):
        end = unit.last if unit is not None and unit.dimension is Dimension.MONEY else last
        return Node([number], money, money.first, end)
    node = Node([number], unit, first, unit.last if unit else last)
    if number.digits or number.form is Form.CARDINAL:
        aged = age_before(tokens, first, grammar.units)
        if aged is not None and (unit is None or unit.dimension is Dimension.DURATION):
            node.age = True
            node.first = aged
        elif unit is None and (
            _beside_name(tokens, number, grammar) or _being(tokens, number, grammar.units)
        ):
            node.age = True
    return node


def _scaled_behind(
    number: Number, unit: Unit, tokens: list[Token], words: NumberWords
) -> tuple[Number, Unit]:
    """Such as "75 USD million": the scale behind the currency belongs to the number."""
    factor = words.scales.get(tokens[unit.last].low) if unit.last < len(tokens) else None
    if factor is None or number.value is None:
        return number, unit
    return replace(number, value=number.value * factor, scaled=True), replace(unit, last=unit.last + 1)


def _beside_name(tokens: list[Token], number: Number, grammar: _Grammar) -> bool:
    """The age after a name or a person, between commas: "Corey Lewandowski, 42, faces"."""
    i, j = number.first, number.last
    if (
        j - i != 1
        or i < 2
        or j >= len(tokens)
        or tokens[i - 1].text != ","
        or tokens[j].text not in {",", ".", ";"}
    ):
        return False
    name, digits = tokens[i - 2], tokens[i].text
    if not (digits.isdecimal() and len(digits) == 2) or name.kind is not Kind.WORD:
        return False
    if name.low in grammar.units.aged:
        return True
    if not name.text[0].isupper():
        return False
    skips = grammar.skips
    return (
        i > 2
        and tokens[i - 3].kind is Kind.WORD
        and tokens[i - 3].text[0].isupper()
        and not {name.low, tokens[i - 3].low} & (skips.months | skips.weekdays)
    )


def _being(tokens: list[Token], number: Number, units: UnitWords) -> bool:
    """The age behind a pronoun and "is": "she is 45.", "when he was 34"."""
    i, j = number.first, number.last
    value = number.value
    if i < 1 or value is None or not OLDEST >= value > 1 or number.grouped or value.denominator != 1:
        return False
    who = tokens[i - 1].low
    if who in units.being and i > 1:
        who = tokens[i - 2].low
    elif who not in units.being_short:
        return False
    ends = (
        j >= len(tokens)
        or tokens[j].low in units.age_then
        or tokens[j].text in {".", ",", ";", "?", "!", ")", "”", '"'}
    )
    return ends and (who in units.beings or who in units.being_short)


def _doubtful(number: Number, tokens: list[Token]) -> Number:
    """``5m`` is five metres unless money or a thing counted says otherwise."""
    after = tokens[number.last] if number.last < len(tokens) else None
    if number.value is None or number.unsure is None:
        return number
    if number.unsure not in {"m", "b", "T"} or (
        after is not None
        and after.kind is Kind.WORD
        and (after.low.endswith("s") or after.low in lexicon().irregular_nouns)
    ):
        return number
    if number.unsure == "b":
        return number
    factor = {"m": 10**6, "T": 10**12}[number.unsure]
    return Number(
        number.first,
        number.last - 1,
        Form.CARDINAL,
        number.value / Fraction(factor),
        digits=True,
        grouped=number.grouped,
    )
