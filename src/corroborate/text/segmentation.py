"""Segments of a text: paragraphs, sentences, turns, quotations, notes, and what frames them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from corroborate.model.text import Segment, SegmentKind, Text
from corroborate.text.headings import Marked, frame, front_matter
from corroborate.text.notes import Note, notes
from corroborate.text.paragraphs import Range, paragraphs
from corroborate.text.quotations import quotations
from corroborate.text.sentences import sentences
from corroborate.text.turns import Turn, turns


def segment(text: Text) -> tuple[Segment, ...]:
    """The segments of a text, sorted by start, end and kind; offsets are code points of ``content``.

    Every code point that is not white space lies in a SENTENCE, but for labels (``NAME:``), Markdown
    marks before a heading, and front matter, of which only title, author and date are kept. A paragraph
    is a HEADING, a BYLINE or a PARAGRAPH, and one that is all date line is a DATELINE. A dateline at the
    start of a paragraph is a sentence of its own. In a Q&A each labelled turn is one TURN, and each
    paragraph of the document's own voice is a TURN without a speaker. Sentences and quotations carry the
    speaker of their turn; what lies in an editor's note carries none.

    Runs in time linear in the length of the text, whatever the text is.
    """
    content = text.content
    body, marked = front_matter(content)
    blocks = [(start + body, end + body) for start, end in paragraphs(content[body:] if body else content)]
    edited = list(notes(content, blocks))
    whole = {(note.start, note.end) for note in edited}
    said = turns(content, blocks, {index for index, block in enumerate(blocks) if block in whole})
    framed = dict(frame(content, blocks))
    found: list[Segment] = []
    for start, end, kind in marked:
        found.append(Segment(start, end, kind))
        found.extend(Segment(a, b, SegmentKind.SENTENCE) for a, b in sentences(content, start, end))
    found.extend(_of_turns(said))
    found.extend(_of_notes(edited))
    voices = _Voices(said, edited)
    found.extend(_of_blocks(content, blocks, framed, said, voices))
    bodies = _bodies(blocks, said)
    found.extend(
        Segment(start, end, SegmentKind.QUOTATION, voices.at(start, end))
        for start, end in quotations(content, bodies)
    )
    found.sort(key=lambda s: (s.start, s.end, s.kind))
    return tuple(s for s, before in zip(found, [None, *found], strict=False) if s != before)


class _Voices:
    """Whose voice a range is in: the speaker of its turn, None in an editor's note and outside turns."""

    def __init__(self, said: Sequence[Turn], edited: Sequence[Note]) -> None:
        self._turns, self._notes = said, edited
        self._turn_starts = [turn.start for turn in said]
        self._note_starts = [note.start for note in edited]

    def at(self, start: int, end: int) -> str | None:
        note = bisect_right(self._note_starts, start) - 1
        if note >= 0 and end <= self._notes[note].end:
            return None
        turn = bisect_right(self._turn_starts, start) - 1
        return self._turns[turn].speaker if turn >= 0 and start < self._turns[turn].end else None


def _of_turns(said: Sequence[Turn]) -> Iterator[Segment]:
    for turn in said:
        if turn.label is not None:
            yield Segment(*turn.label, SegmentKind.LABEL, turn.speaker)
        if turn.start < turn.end:
            yield Segment(turn.start, turn.end, SegmentKind.TURN, turn.speaker)


def _of_notes(edited: Sequence[Note]) -> Iterator[Segment]:
    for note in edited:
        yield Segment(note.start, note.end, SegmentKind.NOTE)
        if note.discloses:
            yield Segment(note.start, note.end, SegmentKind.DISCLOSURE)


def _bodies(blocks: Sequence[Range], said: Sequence[Turn]) -> list[Range]:
    """The paragraphs without the labels in front of them."""
    after_label = {turn.label[0]: turn.start for turn in said if turn.label is not None}
    bodies = [(after_label.get(start, start), end) for start, end in blocks]
    return [(start, end) for start, end in bodies if start < end]


def _after_dash(content: str, start: int, end: int) -> int:
    """Where the words begin after a dateline."""
    while start < end and (content[start].isspace() or content[start] in "—–-:"):
        start += 1
    return start


def _of_blocks(
    content: str,
    blocks: Sequence[Range],
    framed: dict[int, Marked],
    said: Sequence[Turn],
    voices: _Voices,
) -> Iterator[Segment]:
    labels = {turn.label[0]: turn.label[1] for turn in said if turn.label is not None}
    for index, (start, end) in enumerate(blocks):
        begin = labels.get(start, start)
        while begin < end and content[begin].isspace():
            begin += 1
        if begin >= end:
            continue
        mark = framed.get(index) if start not in labels else None
        if mark is not None:
            mark_start, mark_end, kind = mark
            whole = mark_end == end
            in_note = voices.at(start, end)
            speaker = in_note if kind is SegmentKind.DATELINE else None
            yield Segment(mark_start, mark_end, kind, speaker)
            for a, b in sentences(content, mark_start, mark_end):
                yield Segment(a, b, SegmentKind.SENTENCE, voices.at(a, b) if not whole else None)
            if whole:
                continue
            yield Segment(start, end, SegmentKind.PARAGRAPH, in_note)
            begin = _after_dash(content, mark_end, end)
        else:
            yield Segment(begin, end, SegmentKind.PARAGRAPH, voices.at(begin, end))
        for a, b in sentences(content, begin, end):
            yield Segment(a, b, SegmentKind.SENTENCE, voices.at(a, b))
