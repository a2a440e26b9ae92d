"""Units, currencies and ages around a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any

from corroborate.claims.quantities.tokens import Kind, Token
from corroborate.lexicons import load
from corroborate.model.quantity import Dimension


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found beside a number: tokens ``[first, last)`` of its words."""

    first: int
    last: int
    unit: str
    dimension: Dimension
    factor: Fraction = Fraction(1)


@dataclass(frozen=True)
class UnitWords:
    """The units of a language by their words, as tuples of lower-case tokens."""

    names: Mapping[tuple[str, ...], tuple[str, Dimension, Fraction]]
    symbols: Mapping[str, tuple[str, Dimension, Fraction]]
    money_before: Mapping[str, tuple[str, Dimension, Fraction]]
    codes: Mapping[str, tuple[str, Dimension, Fraction]]
    longest: int
    longest_symbol: int
    firsts: Mapping[str, int]
    """First word of a unit → words of the longest unit that it begins."""
    age_after: tuple[tuple[str, ...], ...]
    age_before: tuple[tuple[str, ...], ...]
    age_firsts: frozenset[str]
    age_lasts: frozenset[str]
    weighing: frozenset[str]
    moneyed: frozenset[str]
    """What pounds are of, or stand before, where they are money."""
    aged: frozenset[str]
    """People whose age stands behind them between commas: "the suspect, 34, fled"."""
    being: frozenset[str]
    being_short: frozenset[str]
    beings: frozenset[str]
    age_then: frozenset[str]
    """What stands before and behind an age in "he was 34 when", "she's 61"."""


def _split(name: str) -> tuple[str, ...]:
    return tuple(name.replace("-", " - ").split())


@cache
def unit_words(language: str = "en") -> UnitWords:
    """The compiled units of a language."""
    data: Mapping[str, Any] = load("units", language)
    names: dict[tuple[str, ...], tuple[str, Dimension, Fraction]] = {}
    symbols: dict[str, tuple[str, Dimension, Fraction]] = {}
    before: dict[str, tuple[str, Dimension, Fraction]] = {}
    codes: dict[str, tuple[str, Dimension, Fraction]] = {}
    for id, entry in data["units"].items():
        factor = Fraction(str(entry.get("factor", 1)))
        found = (entry.get("to", id), Dimension(entry["dimension"]), factor)
        for name in entry.get("names", ()):
            names[_split(name)] = found
        for symbol in entry.get("symbols", ()):
            symbols[symbol] = found
    for id, entry in data["currencies"].items():
        found = (entry.get("of", id), Dimension.MONEY, Fraction(str(entry.get("factor", 1))))
        for name in entry.get("names", ()):
            names.setdefault(_split(name.replace(".", " . ")), found)
            names.setdefault(_split(name), found)
        for symbol in entry.get("symbols", ()):
            before[symbol] = found
        for code in entry.get("codes", ()):
            codes[code] = found
    age = data.get("age", {})
    return UnitWords(
        names,
        symbols,
        before,
        codes,
        max(map(len, names)),
        max(map(len, symbols)),
        {phrase[0]: max(len(p) for p in names if p[0] == phrase[0]) for phrase in names},
        tuple(sorted((tuple(p) for p in age.get("after", ())), key=len, reverse=True)),
        tuple(sorted((tuple(p) for p in age.get("before", ())), key=len, reverse=True)),
        frozenset(p[0] for p in age.get("after", ())),
        frozenset(p[-1] for p in age.get("before", ())),
        frozenset(data.get("weighing", ())),
        frozenset(data.get("moneyed", ())),
        frozenset(age.get("beside", ())),
        *(frozenset(age.get(name, ())) for name in ("being", "being_short", "beings", "then")),
    )


def phrase_at(tokens: Sequence[Token], i: int, phrase: Sequence[str]) -> bool:
    """True where the tokens from ``i`` are the words of a phrase."""
    return (
        i >= 0
        and len(tokens) - i >= len(phrase)
        and all(tokens[i + k].low == w for k, w in enumerate(phrase))
    )


def unit_after(
    content: str, tokens: Sequence[Token], i: int, words: UnitWords, *, of_money: bool = False
) -> Unit | None:
    """The unit whose words start at token ``i``, right after a number; a hyphen may stand between."""
    if i >= len(tokens):
        return None
    token = tokens[i]
    glued = token.glued
    j = i
    if token.text in "-‑‐" and token.glued and i + 1 < len(tokens) and tokens[i + 1].glued:
        j, glued = i + 1, False
    for phrase in words.age_after if tokens[j].low in words.age_firsts else ():
        parts = _loose(tokens, j, phrase)
        if parts is not None:
            unit = "year" if phrase[0].startswith(("year", "yo")) else phrase[0].rstrip("s")
            return Unit(j, parts, unit, Dimension.AGE)
    for size in range(min(words.firsts.get(tokens[j].low, 0), len(tokens) - j), 0, -1):
        found = words.names.get(tuple(t.low for t in tokens[j : j + size]))
        if found is not None:
            return Unit(j, j + size, *found)
    if j != i:
        return None
    if token.low == "of" and not of_money:
        return None
    if token.low == "of":
        return _of_money(tokens, i, words)
    symbol = _symbol(content, tokens, i, words)
    if symbol is not None:
        return symbol
    money = words.codes.get(token.text)
    if money is None and token.text in words.money_before and (glued or _closes(tokens, i)):
        money = words.money_before[token.text]
    return Unit(i, i + 1, *money) if money else None


_WEIGHT_REACH = 5
"""Tokens before a number in which "weighs" may stand."""


def weighed(tokens: Sequence[Token], unit: Unit, words: UnitWords) -> Unit:
    """A pound as a weight where the words around show it: "150 pounds of explosives", "a 200-pound bomb"."""
    if unit.unit != "GBP" or unit.dimension is not Dimension.MONEY or tokens[unit.first].low not in _POUNDS:
        return unit
    i, after = unit.last, [t.low for t in tokens[unit.last : unit.last + 3]]
    before = {t.low for t in tokens[max(0, unit.first - _WEIGHT_REACH) : unit.first]}
    joined = tokens[unit.first - 1].text in _HYPHENS and tokens[unit.first].glued
    weighs = (
        bool(before & words.weighing)
        or (after[:1] == ["of"] and i + 1 < len(tokens) and tokens[i + 1].low not in words.moneyed)
        or (after[:1] == ["("] and i + 2 < len(tokens) and unit_is(tokens, i + 2, words, Dimension.WEIGHT))
        or (joined and bool(after) and after[0] not in words.moneyed)
    )
    return replace(unit, unit="pound_weight", dimension=Dimension.WEIGHT) if weighs else unit


def unit_is(tokens: Sequence[Token], i: int, words: UnitWords, dimension: Dimension) -> bool:
    """True where the word at ``i`` is a unit of a dimension."""
    found = words.names.get((tokens[i].low,)) or words.symbols.get(tokens[i].text)
    return found is not None and found[1] is dimension


_POUNDS = frozenset({"pound", "pounds"})
_HYPHENS = frozenset("-‑‐")


def _closes(tokens: Sequence[Token], i: int) -> bool:
    """True for a currency sign behind its number, and not before the next one: "10 $ and 20 $"."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return not (after is not None and after.kind is Kind.DIGITS and after.glued)


def _of_money(tokens: Sequence[Token], i: int, words: UnitWords) -> Unit | None:
    """Such as "hundreds of thousands of dollars", "millions of euros"."""
    for size in range(min(words.longest, len(tokens) - i - 1), 0, -1):
        found = words.names.get(tuple(t.low for t in tokens[i + 1 : i + 1 + size]))
        if found is not None and found[1] is not Dimension.SHARE:
            return Unit(i + 1, i + 1 + size, *found)
    return None


def _loose(tokens: Sequence[Token], i: int, phrase: Sequence[str]) -> int | None:
    """The end of a phrase whose words may be joined by hyphens: years-old."""
    j = i
    for k, word in enumerate(phrase):
        if k and j < len(tokens) and tokens[j].text in "-‑‐":
            j += 1
        if j >= len(tokens) or tokens[j].low != word:
            return None
        j += 1
    return j


def _symbol(content: str, tokens: Sequence[Token], i: int, words: UnitWords) -> Unit | None:
    start = tokens[i].start
    for size in range(words.longest_symbol, 0, -1):
        found = words.symbols.get(content[start : start + size])
        if found is None:
            continue
        end = start + size
        if end < len(content) and content[end - 1].isalnum() and content[end].isalnum():
            continue
        letter = size == 1 and content[start:end].isalpha()
        if letter and not tokens[i].glued and content[start:end] not in "mgl":
            continue
        last = i
        while last < len(tokens) and tokens[last].end <= end:
            last += 1
        if last > i and tokens[last - 1].end == end:
            return Unit(i, last, *found)
    return None


def money_before(content: str, tokens: Sequence[Token], i: int, words: UnitWords) -> Unit | None:
    """The currency sign or code that ends right before token ``i``."""
    if i <= 0:
        return None
    before = tokens[i - 1]
    for size in (4, 3, 2, 1):
        start = before.end - size
        symbol = content[start : before.end] if start >= 0 else ""
        found = words.money_before.get(symbol)
        if found is None or (symbol.isalpha() and symbol != before.text):
            continue
        first = i - 1
        while first > 0 and tokens[first].start > start:
            first -= 1
        if tokens[first].start == start:
            return Unit(first, i, *found)
    found = words.codes.get(before.text)
    return Unit(i - 1, i, *found) if found and before.kind is Kind.WORD else None


def age_before(tokens: Sequence[Token], i: int, words: UnitWords) -> int | None:
    """The first token of "aged", "at the age of" right before token ``i``."""
    if i <= 0 or tokens[i - 1].low not in words.age_lasts:
        return None
    for phrase in words.age_before:
        if phrase_at(tokens, i - len(phrase), phrase):
            return i - len(phrase)
    return None
