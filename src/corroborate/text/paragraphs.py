"""Paragraphs: blocks between blank lines, or lines where a document sets one paragraph a line."""

from __future__ import annotations

import re
from itertools import pairwise

Range = tuple[int, int]
"""The code points ``[start, end)``."""

TERMINAL = frozenset(".!?:;…؟۔。！？。:")
CLOSERS = "\"'”’»›“)]}*_"
_LINE = re.compile("[^\n\r\v\f\x85\u2028\u2029]+")
_OWN_LINE = re.compile(
    r"(?:[-*+•‣▪–—]\s|[0-9]{1,3}[.)]\s|\(?[a-z0-9]\)\s|#{1,6}\s|>|\||\*\*|__|[QA][.:]\s|[QA](?:\t|  )"
    r"|[A-Z][A-Z.'’ -]{0,50}[A-Z.][^a-z:]{0,40}:\s)"
)
_LABEL_LIKE = re.compile(r"[^\W\d_][^:\n]{0,60}:\s")
_WIDEST = 150
_NARROWEST = 24


def paragraphs(content: str) -> list[Range]:
    """The paragraphs of a text in order, without the white space around them.

    Blank lines, form feeds and U+2029 always part two paragraphs. A single line break parts them too,
    unless the text is hard-wrapped, which is read off its lines: they fill a common width, and most break
    in the middle of a sentence.
    """
    lines = [_Line(m) for m in _LINE.finditer(content)]
    lines = [line for line in lines if line.start < line.end]
    if not lines:
        return []
    for line, after in pairwise(lines):
        line.ends_block = _is_blank(content[line.end : after.start])
    width = _wrap_width(lines)
    found: list[Range] = []
    start = lines[0].start
    for line, after in pairwise(lines):
        if line.ends_block or width is None or not _goes_on(content, line, after, width):
            found.append((start, line.end))
            start = after.start
    found.append((start, lines[-1].end))
    return found


class _Line:
    """A line without its margins, with what the decision on wrapping needs."""

    __slots__ = ("closed", "end", "ends_block", "first_word", "indent", "lower", "start")

    def __init__(self, match: re.Match[str]) -> None:
        words = match.group()
        stripped = words.strip()
        self.indent = len(words) - len(words.lstrip())
        self.start = match.start() + self.indent
        self.end = self.start + len(stripped)
        last = stripped[-40:].rstrip(CLOSERS)[-1:]
        self.closed = last in TERMINAL and last != ""
        space = stripped.find(" ", 0, _WIDEST)
        self.first_word = space if space > 0 else min(len(stripped), _WIDEST)
        self.lower = stripped[:1].islower()
        self.ends_block = False

    @property
    def length(self) -> int:
        return self.end - self.start


def _is_blank(gap: str) -> bool:
    if "\f" in gap or "\u2029" in gap:
        return True
    return len(gap.replace("\r\n", "\n").strip(" \t\u00a0\u200e\u200f\ufeff")) > 1


def _wrap_width(lines: list[_Line]) -> int | None:
    """The width at which the text is wrapped, None where it is not."""
    breaks = [pair for pair in pairwise(lines) if not pair[0].ends_block]
    if not breaks:
        return None
    lengths = sorted(line.length + line.indent for line, _ in breaks)
    width = lengths[(len(lengths) - 1) * 95 // 100]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    filled = [(line, after) for line, after in breaks if _fills(line, after, width)]
    open_ended = [after for line, after in filled if not line.closed]
    lower = sum(after.lower for after in open_ended)
    if len(filled) * 2 < len(breaks) or not open_ended or len(open_ended) * 10 < len(filled) * 3:
        return None
    return width if lower * 10 >= len(open_ended) * 3 else None


def _fills(line: _Line, after: _Line, width: int) -> bool:
    """True where the next word would not have fitted; a line that ends a sentence must be quite full."""
    share = 10 if line.closed else 8
    return (line.indent + line.length + 1 + after.first_word) * 10 > width * share


def _goes_on(content: str, line: _Line, after: _Line, width: int) -> bool:
    if after.indent >= line.indent + 2 and line.closed:
        return False
    if _OWN_LINE.match(content, after.start, after.end):
        return False
    if line.closed and _LABEL_LIKE.match(content, after.start, after.end):
        return False
    return _fills(line, after, width) or (after.lower and not line.closed)
