"""The letters that a rule can begin with, so that only rules that may match are tried at a token."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_ITEM = re.compile(
    r"(?P<look>\(\?<?[=!]) | (?P<open>\((?:\?P<\w+>|\?:)?) | (?P<set>\[[^\]]*\]) | (?P<close>\))"
    r" | (?P<bar>\|) | (?P<repeat>\?|\{(?P<low>\d+),?(?P<high>\d*)\}) | (?P<letter>.)",
    re.VERBOSE,
)


_NO_LETTERS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Opening:
    """What a match can begin with: for every first letter those that may follow it.

    ``ends`` are the first letters that can be the whole match; ``empty`` where nothing at all can be.
    """

    follow: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ends: frozenset[str] = _NO_LETTERS
    empty: bool = False

    def allows(self, letters: str) -> bool:
        """False where nothing that begins with these one or two letters matches."""
        first = letters[0]
        return first in self.ends or (first in self.follow and letters[1:] in self.follow[first])

    def then(self, other: Opening) -> Opening:
        """What begins a match of this and then of another."""
        after = frozenset(other.follow)
        follow = {a: more | after if a in self.ends else more for a, more in self.follow.items()}
        here = Opening(follow, self.ends if other.empty else _NO_LETTERS)
        if not self.empty:
            return here
        return here.or_else(other)

    def or_else(self, other: Opening) -> Opening:
        """What begins a match of this or of another."""
        follow = dict(self.follow)
        for letter, more in other.follow.items():
            follow[letter] = follow.get(letter, _NO_LETTERS) | more
        return Opening(follow, self.ends | other.ends, self.empty or other.empty)

    def repeated(self, low: int, high: int) -> Opening:
        """What begins this from ``low`` to ``high`` times; more than two times begin as two do."""
        found = _NOTHING
        for time in range(min(high, 2)):
            found = found.then(self if time < low else self.or_else(_NOTHING))
        return found


_NOTHING = Opening(empty=True)
_NEVER = Opening()


def opening(pattern: str) -> Opening:
    """The letters with which a match of the pattern can begin.

    The pattern has groups, sets of letters, alternatives, lookarounds and bounded repeats: all that
    rules use. What lookarounds ask is not held against a match.
    """
    return _alternatives(list(_ITEM.finditer(pattern)), 0)[0]


def _alternatives(items: list[re.Match[str]], at: int) -> tuple[Opening, int]:
    """What begins the alternatives, and the index after the closing parenthesis."""
    found = _NEVER
    while True:
        more, at = _sequence(items, at)
        found = found.or_else(more)
        if at >= len(items) or items[at].lastgroup == "close":
            return found, at + 1
        at += 1


def _sequence(items: list[re.Match[str]], at: int) -> tuple[Opening, int]:
    found = _NOTHING
    while at < len(items) and items[at].lastgroup not in {"close", "bar"}:
        item = items[at]
        kind = item.lastgroup
        if kind in {"open", "look"}:
            part, at = _alternatives(items, at + 1)
            if kind == "look":
                part = _NOTHING
        else:
            part = _one(item[0][1:-1] if kind == "set" else item[0])
            at += 1
        if at < len(items) and items[at].lastgroup == "repeat":
            low, high = (
                (0, 1) if items[at][0] == "?" else (int(items[at]["low"]), int(items[at]["high"] or 9))
            )
            part = part.repeated(low, high)
            at += 1
        found = found.then(part)
    return found, at


def _one(letters: str) -> Opening:
    """One of some letters."""
    return Opening(dict.fromkeys(letters, _NO_LETTERS), frozenset(letters))
