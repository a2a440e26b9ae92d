"""Rows of bare numbers, as a table leaves them: listed as not read by the stretch, not number by number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corroborate.model.claim import Unread
from corroborate.model.dossier import Document
from corroborate.model.span import Span

FEWEST = 16
"""Bare numbers in a row from which they are taken for a table: no sentence strings so many together."""
LONGEST = 1000
"""Code points of a stretch that is listed as one, but for a number that is longer itself."""

_NUMBER = r"\d++(?:[.,]\d++)*+"
_BETWEEN = r"[\s,;:|/–—•·\u2190-\u21ff\u2300-\u23ff\u2500-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff-]"
"""Blanks, marks and pictures: what parts the numbers of a row."""
_ROW = re.compile(rf"\d(?<![\w.,]\d)\d*+(?:[.,]\d++)*+(?:{_BETWEEN}++{_NUMBER})*+")
"""Begins with a digit, so that the engine passes over all else at once."""
_EACH = re.compile(r"\d++(?:[.,]\d++){0,8}+")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*|\d+,\d{1,2}")


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    numbers: int


def without_tables(document: Document) -> tuple[Document, tuple[Unread, ...]]:
    """The document with rows of bare numbers blanked out, as long as before, and what they are.

    The first and the last number of a row stay: words beside them may say what they count. Each entry is a
    stretch of a row and says how many numbers it holds. A document without such rows is given back as it is.
    """
    content = document.text.content
    parts: list[str] = []
    unread: list[Unread] = []
    at = 0
    for row in _ROW.finditer(content):
        if row.end() - row.start() < 2 * FEWEST:
            continue
        found = list(_stretches(content, row.start(), row.end()))
        if sum(stretch.numbers for stretch in found) < FEWEST:
            continue
        start, end = found[0].start, found[-1].end
        blank = " " * (end - start)
        parts += [content[at:start], "\n" + blank[1:] if "\n" in content[start:end] else blank]
        at = end
        unread += [_unread(document, stretch) for stretch in found]
    if not parts:
        return document, ()
    plain = "".join([*parts, content[at:]])
    return replace(document, text=replace(document.text, content=plain)), tuple(unread)


def _stretches(content: str, start: int, end: int) -> Iterator[_Stretch]:
    """The numbers of a row but for the first and the last, by stretches of about `LONGEST` code points."""
    first, last, numbers = -1, -1, 0
    before: re.Match[str] | None = None
    for at, match in enumerate(_EACH.finditer(content, start, end)):
        if before is not None and at > 1:
            if first >= 0 and before.end() - first > LONGEST:
                yield _Stretch(first, last, numbers)
                first, numbers = -1, 0
            first, last = before.start() if first < 0 else first, before.end()
            numbers += 1 if _GROUPED.fullmatch(before[0]) else before[0].count(",") + 1
        before = match
    if first >= 0:
        yield _Stretch(first, last, numbers)


def _unread(document: Document, stretch: _Stretch) -> Unread:
    span = Span.of(document.text.id, document.text.content, stretch.start, stretch.end)
    return Unread(span, f"{stretch.numbers} bare numbers in a row, as in a table")
