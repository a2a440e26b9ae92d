"""Long texts in blocks, so that memory does not grow with the text but with what is read in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from corroborate.claims.identity import READER, claim_id
from corroborate.claims.sharing import Quoter
from corroborate.model.attribution import Attribution
from corroborate.model.claim import AnyClaim, Reading, Unread
from corroborate.model.dossier import Document
from corroborate.model.span import Span
from corroborate.model.text import Segment, SegmentKind

BLOCK = 400_000
"""Code points that are read at once, the length of a book: names and periods are looked for within them."""

_WHOLE = frozenset({SegmentKind.PARAGRAPH, SegmentKind.TURN, SegmentKind.HEADING})

Spanned = TypeVar("Spanned", Span, Span | None)


def is_long(document: Document) -> bool:
    """True for a text of more than one block."""
    return len(document.text.content) > BLOCK


def blocks(document: Document) -> Iterator[tuple[int, Document]]:
    """Stretches of a document as documents, each with its offset; a block ends with a paragraph.

    Where a paragraph is too long it ends with a line, or else a word, or else anywhere.
    """
    content, size = document.text.content, BLOCK
    starts = sorted({s.start for s in document.segments if s.kind in _WHOLE})
    segments = sorted(document.segments, key=lambda s: s.start)
    at, begun = 0, 0
    open_: list[Segment] = []
    while at < len(content):
        end = _end(content, at, starts, size)
        last = bisect_left(segments, end, lo=begun, key=lambda s: s.start)
        held = [*open_, *segments[begun:last]]
        text = replace(document.text, content=content[at:end])
        yield at, replace(document, text=text, segments=tuple(_clipped(held, at, end)))
        open_ = [s for s in held if s.end > end]
        at, begun = end, last


def _end(content: str, at: int, starts: list[int], size: int) -> int:
    """Where a block ends that starts at a place: in its second half where that can be."""
    if len(content) - at <= size:
        return len(content)
    found = bisect_right(starts, at + size) - 1
    if found >= 0 and starts[found] > at + size // 2:
        return starts[found]
    for mark in ("\n", " "):
        place = content.rfind(mark, at + size // 2, at + size)
        if place > 0:
            return place + 1
    return at + size


def _clipped(segments: Iterable[Segment], start: int, end: int) -> Iterator[Segment]:
    for segment in segments:
        first, last = max(start, segment.start), min(end, segment.end)
        if first < last:
            yield replace(segment, start=first - start, end=last - start)


def joined(document: Document, readings: Iterable[tuple[int, Reading]]) -> Reading:
    """One reading out of those of a document's blocks, offsets, quotes and ids those of the document."""
    claims: list[AnyClaim] = []
    unread: list[Unread] = []
    tokens = 0
    for by, reading in readings:
        moved = _Mover(document, by)
        ids = {c.id: moved.id(c) for c in reading.claims}
        claims.extend(moved.claim(c, ids) for c in reading.claims)
        unread.extend(replace(u, span=moved.span(u.span)) for u in reading.unread)
        tokens += reading.numeric_tokens
    return Reading(tuple(claims), tuple(unread), (), tokens)


class _Mover:
    """Moves what was read in a block to its place in the document."""

    def __init__(self, document: Document, by: int) -> None:
        self._id, self._by = document.text.id, by
        self._quoter = Quoter(document.text.id, document.text.content)
        self._sentences: dict[tuple[int, int], tuple[int, int]] = {}
        self._attributions: dict[Attribution, Attribution] = {}

    def span(self, span: Spanned) -> Spanned:
        """The span in the document."""
        if span is None:
            return span
        return self._quoter.span(span.start + self._by, span.end + self._by)

    def id(self, claim: AnyClaim) -> str:
        """The id that the claim has in the document."""
        start, end = claim.span.start + self._by, claim.span.end + self._by
        return claim_id(self._id, start, end, claim.kind, "" if claim.reader == READER else claim.reader.name)

    def claim(self, claim: AnyClaim, ids: Mapping[str, str]) -> AnyClaim:
        """The claim in the document; ``ids`` are those of the block's claims."""
        changed: dict[str, Any] = {
            "id": ids[claim.id],
            "span": self.span(claim.span),
            "attribution": self._attribution(claim.attribution),
            "sentence": self._sentence(claim.sentence),
            "quantity_span": self.span(claim.quantity_span),
            "window_span": self.span(claim.window_span),
            "place_span": self.span(claim.place_span),
            "total_of": tuple(ids[part] for part in claim.total_of),
        }
        return replace(claim, **changed)

    def _sentence(self, sentence: tuple[int, int]) -> tuple[int, int]:
        found = self._sentences.get(sentence)
        if found is None:
            found = self._sentences[sentence] = (sentence[0] + self._by, sentence[1] + self._by)
        return found

    def _attribution(self, said: Attribution) -> Attribution:
        if all(v.words is None and v.cue is None for v in said.voices):
            return said
        found = self._attributions.get(said)
        if found is None:
            voices = (replace(v, words=self.span(v.words), cue=self.span(v.cue)) for v in said.voices)
            found = self._attributions[said] = replace(said, voices=tuple(voices))
        return found
