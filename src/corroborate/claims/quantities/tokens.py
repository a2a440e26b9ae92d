"""Tokens for the number grammar: digit groups, words, marks, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from corroborate.claims.words import DIRECTIONS

CHUNK = 4000
"""Code points after which a stretch without a sentence end is cut, so that work stays linear."""


class Kind(IntEnum):
    """What a token is."""

    DIGITS = 0
    WORD = 1
    MARK = 2
    VULGAR = 3
    """A fraction of one character: ½."""


class Token(NamedTuple):
    """The code points ``[start, end)``; ``glued`` where nothing stands between it and the token before."""

    text: str
    low: str
    start: int
    end: int
    kind: Kind
    glued: bool


_TOKEN = re.compile(
    rf"(?=[^\s{DIRECTIONS}])(?:(?P<w>(?![¼-¾⅐-⅞↉])[^\W\d_]+(?:[’'][^\W\d_]+)*)"
    r"|(?P<d>\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,٫٬]\d+)*)"
    r"|(?P<v>[¼-¾⅐-⅞↉])"
    r"|(?P<m>\S))"
)
_KINDS = {"d": Kind.DIGITS, "v": Kind.VULGAR, "w": Kind.WORD, "m": Kind.MARK}
_ONE_NUMBER = re.compile(
    r"\d+(?:\.\d+)?"
    r"|\d{1,3}(?:[,٬]\d{3})+(?:[.٫]\d+)?"
    r"|\d{1,2}(?:,\d{2})*,\d{3}(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3})+(?:,\d+)?"
    r"|\d+[,٫]\d{1,2}"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?:[.,]\d+)?"
    r"|\d+(?:\.\d+){2,}"
)
_BREAK = re.compile(
    r"(?<=[.!?…])(?<!\n\d\.)(?<!\n\d\d\.)(?<!\A\d\.)(?<!\A\d\d\.)[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W\d_a-z])"
    # A line that goes on with a small letter is the same sentence, broken to fit a page.
    r"|\n[ \t]*\n\s*|\n(?![ \t]*[a-z])"
)


def tokenize(content: str, start: int, end: int) -> list[Token]:
    """The tokens of ``content[start:end]``, offsets into the whole text."""
    tokens: list[Token] = []
    last = -1
    new = tuple.__new__
    for match in _TOKEN.finditer(content, start, end):
        text = match[0]
        begin, stop = match.span()
        kind = _KINDS[match.lastgroup or "m"]
        if kind is Kind.DIGITS and not _ONE_NUMBER.fullmatch(text):
            for part in re.finditer(r"[^,٬]+|[,٬]", text):
                at = begin + part.start()
                kind = Kind.MARK if part.group() in ",٬" else Kind.DIGITS
                tokens.append(Token(part.group(), part.group(), at, begin + part.end(), kind, at == last))
                last = begin + part.end()
            continue
        low = text.lower().replace("’", "'") if kind is Kind.WORD else text
        tokens.append(new(Token, (text, low, begin, stop, kind, begin == last)))
        last = stop
    return tokens


def stretches(content: str) -> Iterator[tuple[int, int]]:
    """Stretches that no number runs across: sentences, lines, or at most `CHUNK` code points."""
    start = 0
    for match in _BREAK.finditer(content):
        yield from _cut(content, start, match.start())
        start = match.end()
    yield from _cut(content, start, len(content))


def _cut(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > CHUNK:
        middle = start + CHUNK // 2
        space = content.rfind(" ", middle, start + CHUNK)
        while space > middle and (content[space - 1].isdigit() or content[space + 1].isdigit()):
            space = content.rfind(" ", middle, space)
        cut = space + 1 if space > middle else start + CHUNK
        yield start, cut
        start = cut
    if start < end:
        yield start, end
