"""Words that soften a number, before and after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from corroborate.claims.quantities.tokens import Kind, Token
from corroborate.claims.quantities.words import NumberWords, number_words
from corroborate.lexicons import load
from corroborate.model.quantity import Hedge

Phrase = tuple[str, ...]

EXACT = "exact"


@dataclass(frozen=True)
class HedgeWords:
    """The hedge phrases of a language: before ones by their last word, after ones by their first."""

    before: Mapping[str, tuple[tuple[Phrase, str], ...]]
    after: Mapping[str, tuple[tuple[Phrase, str], ...]]
    or_equal: tuple[Phrase, ...]
    fillers: frozenset[str]
    ordinal_fillers: frozenset[str]
    between_bounds: tuple[Phrase, ...]
    openers: tuple[Phrase, ...]
    between_joiners: tuple[Phrase, ...]
    joiners: tuple[Phrase, ...]
    or_joiners: tuple[Phrase, ...]
    dashes: frozenset[str]
    low_marks: tuple[Phrase, ...]
    high_marks: tuple[Phrase, ...]
    numbers: NumberWords
    topics: frozenset[str]
    measured_before: frozenset[str]
    measured_after: frozenset[str]


@dataclass(frozen=True, slots=True)
class Softened:
    """The hedges around a number: its direction, and the tokens ``[first, last)`` that they reach."""

    hedge: Hedge
    first: int
    last: int
    soft: bool = False
    """An "about" beside a direction: "at least about 50"."""


@cache
def hedge_words(language: str = "en") -> HedgeWords:
    """The compiled hedge table of a language."""
    data: Mapping[str, Any] = load("hedges", language)
    ranges = data["ranges"]
    return HedgeWords(
        _by(data["before"], -1),
        _by(data["after"], 0),
        _longest(data["or_equal"]),
        frozenset(data["fillers"]),
        frozenset(data["ordinal_fillers"]),
        _longest([str(p).split() for p in data["between_bounds"]]),
        _longest(ranges["openers"]),
        _longest(ranges["between_joiners"]),
        _longest(ranges["joiners"]),
        _longest(ranges["or_joiners"]),
        frozenset(ranges["dashes"]),
        _longest(ranges["low_marks"]),
        _longest(ranges["high_marks"]),
        number_words(language),
        frozenset(data["topics"]),
        frozenset(data["measured"]["before"]),
        frozenset(data["measured"]["after"]),
    )


def _longest(phrases: Sequence[Sequence[str]]) -> tuple[Phrase, ...]:
    return tuple(sorted((tuple(map(str, p)) for p in phrases), key=lambda p: -len(p)))


def _by(table: Mapping[str, Sequence[Sequence[str]]], at: int) -> dict[str, tuple[tuple[Phrase, str], ...]]:
    found: dict[str, list[tuple[Phrase, str]]] = {}
    for direction, phrases in table.items():
        for phrase in phrases:
            words = tuple(map(str, phrase))
            found.setdefault(words[at], []).append((words, direction))
    return {word: tuple(sorted(v, key=lambda e: -len(e[0]))) for word, v in found.items()}


def before(
    tokens: Sequence[Token], i: int, words: HedgeWords, *, ordinal: bool = False
) -> tuple[list[str], int]:
    """The directions said right before token ``i``, nearest first, and the first token of them."""
    fillers = words.ordinal_fillers if ordinal else words.fillers
    found: list[str] = []
    first = at = i
    for _ in range(4):
        skipped = at
        while skipped > 0 and i - skipped < 3 and tokens[skipped - 1].low in fillers and found == []:
            if _match_before(tokens, skipped, words):
                break
            skipped -= 1
        match = _match_before(tokens, skipped, words)
        if match is None and skipped != at:
            match = _match_before(tokens, at, words)
            skipped = at
        if match is None:
            break
        phrase, direction = match
        at = skipped - len(phrase)
        if skipped < i and direction == EXACT and skipped != i and not found:
            break
        found.append(direction)
        first = at
    return found, first


def _match_before(tokens: Sequence[Token], i: int, words: HedgeWords) -> tuple[Phrase, str] | None:
    if i <= 0:
        return None
    for phrase, direction in words.before.get(tokens[i - 1].low, ()):
        start = i - len(phrase)
        if start < 0 or any(tokens[start + k].low != w for k, w in enumerate(phrase)):
            continue
        if phrase[0] in _SIGNS and start > 0 and tokens[start].glued and tokens[start - 1].text in _SIGNS:
            return None
        if phrase == ("about",) and start > 0 and tokens[start - 1].low in words.topics:
            return None
        if phrase == ("up", "to") and start > 0 and tokens[start - 1].low in _ADDS:
            return None
        return phrase, direction
    return None


_ADDS = frozenset({"add", "adds", "added", "adding"})
"""Verbs of which "up to" is a part: "that adds up to 31"."""

_SIGNS = frozenset("<>=")


def after(tokens: Sequence[Token], i: int, words: HedgeWords) -> tuple[str | None, int]:
    """The direction said right after, from token ``i``, and the token after it."""
    if i >= len(tokens):
        return None, i
    for phrase, direction in words.after.get(tokens[i].low, ()):
        end = i + len(phrase)
        if end > len(tokens) or any(tokens[i + k].low != w for k, w in enumerate(phrase)):
            continue
        if len(phrase) > 1 and phrase[0] in {"and", "or"} and _compares(tokens, end, words.numbers):
            continue
        return direction, end
    return None, i


def _compares(tokens: Sequence[Token], i: int, numbers: NumberWords) -> bool:
    """True where the words belong to the next number: "above 1000 and below 1500"."""
    if i < len(tokens) and tokens[i].low == "to":
        return True
    if i < len(tokens) and tokens[i].low == "than":
        i += 1
    if i < len(tokens) and tokens[i].low in numbers.articles:
        i += 1
        return i < len(tokens) and (
            tokens[i].low in numbers.fractions or numbers.is_number_word(tokens[i].low)
        )
    if i >= len(tokens):
        return False
    token = tokens[i]
    return (
        token.kind is Kind.DIGITS or token.text in {"-", "$", "€", "£"} or numbers.is_number_word(token.low)
    )


def combined(directions: Sequence[str]) -> tuple[Hedge, bool]:
    """One hedge out of several, and whether an "about" softens its bound."""
    real = [Hedge(d) for d in directions if d != EXACT]
    if not real:
        return Hedge.NONE, False
    directed = [h for h in real if h is not Hedge.ABOUT]
    if not directed:
        return Hedge.ABOUT, False
    return directed[0], len(directed) < len(real)


def phrase_before(tokens: Sequence[Token], i: int, phrase: Phrase) -> bool:
    """True where a phrase ends right before token ``i``."""
    start = i - len(phrase)
    return start >= 0 and all(tokens[start + k].low == w for k, w in enumerate(phrase))
