"""Rules: a pattern over token classes and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from corroborate.claims.time.context import Context, Reading
from corroborate.claims.time.firsts import opening
from corroborate.claims.time.tokens import Tokens, alphabet
from corroborate.errors import DateError


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's match: tokens ``first`` to ``last`` (exclusive), and the groups of its pattern."""

    match: re.Match[str]
    tokens: Tokens

    @property
    def first(self) -> int:
        """Index of the first token."""
        return self.match.start()

    @property
    def last(self) -> int:
        """Index after the last token."""
        return self.match.end()

    @property
    def words(self) -> str:
        """The words matched."""
        return self.tokens.text(self.first, self.last)

    def has(self, group: str) -> bool:
        """True where an optional group took part."""
        return bool(self.match.groupdict().get(group))

    def span(self, group: str) -> tuple[int, int]:
        """Token indexes of a group."""
        return self.match.start(group), self.match.end(group)

    def value(self, group: str) -> Any:
        """The lexicon value of the first token of a group."""
        return self.tokens.values[self.match.start(group)]

    def text(self, group: str) -> str:
        """The words of a group, in lower case."""
        return self.tokens.text(*self.span(group)).lower()


Handler = Callable[[Found, Context], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern in class names, and the handler that reads what it matches or refuses it."""

    pattern: str
    handler: Handler


class _Open(dict[str, tuple["_Compiled", ...]]):
    """The rules that may match where one or two letters stand, found out when they first stand so."""

    def __init__(self, rules: Iterable[_Compiled]) -> None:
        super().__init__()
        self.first: dict[str, list[_Compiled]] = {}
        for rule in rules:
            for letter in rule.opening.follow:
                self.first.setdefault(letter, []).append(rule)

    def __missing__(self, letters: str) -> tuple[_Compiled, ...]:
        rules = self.first.get(letters[0], ())
        found = self[letters] = tuple(rule for rule in rules if rule.opening.allows(letters))
        return found


class _Compiled:
    """A rule over class letters; the expression is compiled when it is first asked for."""

    def __init__(self, pattern: str, handler: Handler) -> None:
        self.opening = opening(pattern)
        self.handler = handler
        self._pattern = pattern

    @cached_property
    def match(self) -> Callable[[str, int], re.Match[str] | None]:
        """The match of the rule at a token."""
        return re.compile(self._pattern).match


class RuleBook:
    """The rules of a language.

    ``starts`` finds the class letters that rules and named days can begin with, ``open`` holds the rules
    by the first two letters that they may match.
    """

    def __init__(self, rules: Iterable[Rule], language: str = "en") -> None:
        letters = alphabet(language)
        compiled = [_Compiled(letters.expand(rule.pattern), rule.handler) for rule in rules]
        self.open = _Open(compiled)
        named = "".join(letters.letters[name] for name in ("NAMED", "SHORTDATE"))
        self.starts = re.compile(f"[{named}{''.join(self.open.first)}]")

    def longest(self, tokens: Tokens, index: int, context: Context) -> tuple[int, int, Reading] | int | None:
        """The reading of the longest match at a token: its first and last tokens and what it means.

        An index alone is where to read on after a date that the calendar does not have, such as 31 February.
        """
        codes = tokens.codes
        found: list[tuple[int, int, re.Match[str], Handler]] = []
        for order, rule in enumerate(self.open[codes[index : index + 2]]):
            match = rule.match(codes, index)
            if match and match.end() > index:
                found.append((-match.end(), order, match, rule.handler))
        if len(found) > 1:
            found.sort(key=lambda item: item[:2])
        for _, _, match, handler in found:
            try:
                reading = handler(Found(match, tokens), context)
            except DateError:
                return match.end()
            if reading is not None:
                first = match.start() if reading.first is None else reading.first
                last = match.end() if reading.last is None else reading.last
                return first, last, reading
        return None
