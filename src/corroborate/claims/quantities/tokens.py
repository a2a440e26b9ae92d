"""Tokens for the number grammar: digit groups, words, marks, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from corroborate.claims.words import DIRECTIONS, KEPT, LONGEST

CHUNK = 4000
"""Code points after which a stretch without a sentence end is cut, so that work stays linear."""


class Kind(IntEnum):
    """What a token is."""

    DIGITS = 0
    WORD = 1
    MARK = 2
    VULGAR = 3
    """A fraction of one character: ½."""


@dataclass(slots=True)
class Token:
    """The code points ``[start, end)``; ``glued`` where nothing stands between it and the token before."""

    text: str
    low: str
    start: int
    end: int
    kind: Kind
    glued: bool


_BRANCHES = {
    # Most tokens are plain words that nothing is joined to: they are told at once.
    "p": r"[A-Za-z]++(?![’'\w])",
    "w": r"(?![¼-¾⅐-⅞↉])[^\W\d_]+(?:[’'][^\W\d_]+)*",
    "d": r"\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,٫٬]\d+)*",
    "v": r"[¼-¾⅐-⅞↉]",
    "m": rf"[^\s{DIRECTIONS}]",
}
_BLANKS = re.compile(rf"[\s{DIRECTIONS}]*")
_PIECE = re.compile(rf"(?:{'|'.join(_BRANCHES.values())}){_BLANKS.pattern}")
"""A token with the white space after it: their lengths added up are the offsets."""
_TOKEN = re.compile("|".join(f"(?P<{name}>{branch})" for name, branch in _BRANCHES.items()))
_MARK = Kind.MARK
_KINDS = {"d": Kind.DIGITS, "v": Kind.VULGAR, "w": Kind.WORD, "p": Kind.WORD, "m": Kind.MARK}
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


class _Shape(NamedTuple):
    """What a piece is wherever it stands; ``parts`` where it is several tokens."""

    text: str
    low: str
    kind: Kind
    length: int
    parts: tuple[str, ...] = ()


class _Shapes(dict[str, _Shape]):
    """The shapes of pieces, kept while there is room."""

    def __missing__(self, piece: str) -> _Shape:
        found = _shape(piece)
        if len(piece) < LONGEST:
            if len(self) >= KEPT:
                self.clear()
            self[piece] = found
        return found


def _shape(piece: str) -> _Shape:
    match = _TOKEN.match(piece)
    assert match is not None
    text, kind = match[0], _KINDS[match.lastgroup or "m"]
    if kind is Kind.DIGITS and not _ONE_NUMBER.fullmatch(text):
        return _Shape(text, text, kind, len(text), tuple(_PART.findall(text)))
    low = text.lower().replace("’", "'") if kind is Kind.WORD else text
    return _Shape(text, low, kind, len(text))


_PART = re.compile(r"[^,٬]+|[,٬]")
_SHAPES = _Shapes()


def tokenize(content: str, start: int, end: int) -> list[Token]:
    """The tokens of ``content[start:end]``, offsets into the whole text."""
    blanks = _BLANKS.match(content, start, end)
    at = blanks.end() if blanks is not None else start
    tokens: list[Token] = []
    add, glued = tokens.append, False
    for piece in _PIECE.findall(content, start, end):
        text, low, kind, length, parts = _SHAPES[piece]
        if parts:
            begin = at
            for part in parts:
                add(Token(part, part, begin, begin + len(part), _MARK if part in ",٬" else kind, glued))
                begin, glued = begin + len(part), True
        else:
            add(Token(text, low, at, at + length, kind, glued))
        size = len(piece)
        glued = size == length
        at += size
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
