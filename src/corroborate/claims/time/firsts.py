"""The letters that a rule can begin with, so that only rules that may match are tried at a token."""

from __future__ import annotations

import re

_ITEM = re.compile(
    r"(?P<look>\(\?<?[=!]) | (?P<open>\((?:\?P<\w+>|\?:)?) | (?P<set>\[[^\]]*\]) | (?P<close>\))"
    r" | (?P<bar>\|) | (?P<repeat>\?|\{(?P<low>\d+),?\d*\}) | (?P<letter>.)",
    re.VERBOSE,
)


def firsts(pattern: str) -> frozenset[str]:
    """The letters with which a match of the pattern can begin.

    The pattern has groups, sets of letters, alternatives, lookarounds and bounded repeats: all that
    rules use.
    """
    items = list(_ITEM.finditer(pattern))
    letters, _, _ = _alternatives(items, 0)
    return frozenset(letters)


def _alternatives(items: list[re.Match[str]], at: int) -> tuple[set[str], bool, int]:
    """Letters, whether the empty string matches, and the index after the closing parenthesis."""
    letters: set[str] = set()
    empty = False
    while True:
        more, blank, at = _sequence(items, at)
        letters |= more
        empty = empty or blank
        if at >= len(items) or items[at].lastgroup == "close":
            return letters, empty, at + 1
        at += 1


def _sequence(items: list[re.Match[str]], at: int) -> tuple[set[str], bool, int]:
    letters: set[str] = set()
    open_ended = True
    while at < len(items) and items[at].lastgroup not in {"close", "bar"}:
        item = items[at]
        kind = item.lastgroup
        found: set[str] = set()
        blank = False
        if kind in {"open", "look"}:
            found, blank, at = _alternatives(items, at + 1)
            if kind == "look":
                found, blank = set(), True
        else:
            found = set(item[0][1:-1]) if kind == "set" else {item[0]}
            at += 1
        if at < len(items) and items[at].lastgroup == "repeat":
            blank = blank or items[at][0] == "?" or items[at]["low"] == "0"
            at += 1
        if open_ended:
            letters |= found
            open_ended = blank
    return letters, open_ended, at
