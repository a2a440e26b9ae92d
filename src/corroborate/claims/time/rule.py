"""Rules: a pattern over token classes and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from corroborate.claims.time.context import Context, Reading
from corroborate.claims.time.firsts import firsts
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


_GROUP = re.compile(r"\(\?P<\w+>")


class _AnyOf(dict[str, re.Pattern[str]]):
    """One expression for all rules that can begin with a letter, compiled when the letter is first met."""

    def __init__(self, by_letter: dict[str, list[tuple[re.Pattern[str], Handler]]]) -> None:
        super().__init__()
        self._by_letter = by_letter
        self._compiled: dict[str, re.Pattern[str]] = {}

    def __missing__(self, letter: str) -> re.Pattern[str]:
        rules = [_GROUP.sub("(?:", pattern.pattern) for pattern, _ in self._by_letter.get(letter, ())]
        # What no rule begins with never matches.
        together = "|".join(rules) or "(?!)"
        found = self._compiled.get(together)
        if found is None:
            found = self._compiled[together] = re.compile(together)
        self[letter] = found
        return found


class RuleBook:
    """Rules compiled for a language and sorted by the classes that they can begin with."""

    def __init__(self, rules: Iterable[Rule], language: str = "en") -> None:
        letters = alphabet(language)
        compiled = [(letters.compile(rule.pattern), rule.handler) for rule in rules]
        starting = [(firsts(pattern.pattern), pattern, handler) for pattern, handler in compiled]
        self.by_letter: dict[str, list[tuple[re.Pattern[str], Handler]]] = {}
        for letter in letters.letters.values():
            possible = [(p, h) for letters_of, p, h in starting if letter in letters_of]
            if possible:
                self.by_letter[letter] = possible
        self.any_of = _AnyOf(self.by_letter)
        named = "".join(letters.letters[name] for name in ("NAMED", "SHORTDATE"))
        self.starts = re.compile(f"[{named}{''.join(self.by_letter)}]")

    def longest(self, tokens: Tokens, index: int, context: Context) -> tuple[int, int, Reading] | int | None:
        """The reading of the longest match at a token: its first and last tokens and what it means.

        An index alone is where to read on after a date that the calendar does not have, such as 31 February.
        """
        codes = tokens.codes
        found = []
        for order, (pattern, handler) in enumerate(self.by_letter.get(codes[index], ())):
            match = pattern.match(codes, index)
            if match and match.end() > index:
                found.append((-match.end(), order, match, handler))
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
