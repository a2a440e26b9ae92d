"""Paragraphs, sentences and the owners of stretches of a text: what voices are looked for in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.claims.words import Word

_ENDS = frozenset(".!?…")
_CLOSERS = frozenset(['"', "”", "’", "'", "''", ")", "]", "»"])
_OPENERS = frozenset("\"“‘'`([«—–-")
_NEWLINES = re.compile(r"[\n\r]\s*")
MOST = 250
"""Words after which a sentence is cut, so that no rule looks further however long a line is."""


@dataclass(slots=True)
class Stretch:
    """The words ``[first, last)`` of a sentence or paragraph, by their place in the text's words."""

    first: int
    last: int


def paragraphs(content: str, words: Sequence[Word], cuts: frozenset[int] = frozenset()) -> list[Stretch]:
    """Runs of words without a line break between them; ``cuts`` are places where a run starts as well."""
    result = []
    first = 0
    starts = [word.start for word in words]
    breaks = {bisect_left(starts, at) for at in cuts}
    breaks |= {bisect_left(starts, match.start()) for match in _NEWLINES.finditer(content)}
    for i in sorted(breaks):
        if 0 < i < len(words) and (starts[i] in cuts or _breaks(content, words[i - 1].end, starts[i])):
            result.append(Stretch(first, i))
            first = i
    if words:
        result.append(Stretch(first, len(words)))
    return result


def _breaks(content: str, start: int, end: int) -> bool:
    return end - start > 0 and ("\n" in content[start:end] or "\r" in content[start:end])


def sentences(words: Sequence[Word], paragraph: Stretch) -> list[Stretch]:
    """Sentences of a paragraph: cut after ``.``, ``!``, ``?`` and the quote marks that close on them."""
    result: list[Stretch] = []
    first = i = paragraph.first
    for end in [
        k for k, w in enumerate(words[first : paragraph.last], first) if w.tag == "PUNCT" and _ends(w)
    ]:
        if end < i:
            continue
        first = _cut_long(result, first, i, end)
        i = end + 1
        while i < paragraph.last and words[i].text in _CLOSERS and words[i].start == words[i - 1].end:
            i += 1
        if i < paragraph.last and _starts(words, i):
            result.append(Stretch(first, i))
            first = i
    first = _cut_long(result, first, i, paragraph.last - 1)
    if first < paragraph.last:
        result.append(Stretch(first, paragraph.last))
    return result


def _ends(word: Word) -> bool:
    return word.text in _ENDS or word.text[:2] == ".."


def _cut_long(result: list[Stretch], first: int, at: int, last: int) -> int:
    """Cuts a sentence from ``first`` on as often as it is too long up to ``last``, never before ``at``."""
    while last - first >= MOST:
        cut = max(at, first + MOST)
        result.append(Stretch(first, cut))
        first = cut
    return first


def _starts(words: Sequence[Word], j: int) -> bool:
    if words[j].start == words[j - 1].end:
        return False
    text = words[j].text
    return not text[0].islower() or text[0] in _OPENERS


class Lookup:
    """Finds the stretch that a word belongs to."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._stretches = stretches
        self._firsts = [s.first for s in stretches]

    def of(self, word: int) -> int:
        """The number of the stretch that holds a word; -1 where none does."""
        found = bisect_right(self._firsts, word) - 1
        return found if found >= 0 and word < self._stretches[found].last else -1
