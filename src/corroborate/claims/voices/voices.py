"""The voices of one document: for any words, who says them through whom, and how."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.claims.voices.cues import cues
from corroborate.claims.voices.judge import Judge
from corroborate.claims.voices.names import Name, Names
from corroborate.claims.voices.speech import Speech, speeches
from corroborate.claims.words import Word
from corroborate.claims.words import words as read_words
from corroborate.model.attribution import Attribution, Knowledge, Stance, Voice
from corroborate.model.claim import Modality, Polarity
from corroborate.model.dossier import Document
from corroborate.model.source import NOT_STATED
from corroborate.model.span import Span
from corroborate.model.text import Segment, SegmentKind

Place = tuple[int, int]
AUTHOR = "the author"
"""The name of the outermost voice where nothing names the author."""


@dataclass(frozen=True, slots=True)
class AttributionSpan:
    """One attribution as read: source and cue where there are any, and the pieces of content."""

    source: Place | None
    cue: Place | None
    content: tuple[Place, ...]
    stance: Stance
    knowledge: Knowledge
    quoted: bool

    @property
    def size(self) -> int:
        """Code points of content."""
        return sum(end - start for start, end in self.content)


class Voices:
    """Answers, for any place of a document, who says it, in what mood, affirmed or denied."""

    def __init__(self, document: Document, words: Sequence[Word]) -> None:
        self._document = document
        self._content = document.text.content
        self._words = words
        self._starts = [w.start for w in words]
        self._turns = _sorted(document.segments, SegmentKind.TURN)
        self._notes = _sorted(document.segments, SegmentKind.NOTE, SegmentKind.DISCLOSURE)
        self._turn_starts = [t.start for t in self._turns]
        self._note_starts = [n.start for n in self._notes]
        labels = [
            (s.speaker, (s.start, s.end))
            for s in document.segments
            if s.kind is SegmentKind.LABEL and s.speaker is not None
        ]
        self._names = Names(self._content, words, labels)
        self.author = document.author if document.author != NOT_STATED else AUTHOR
        self._judge = Judge(words, *speeches(self._content, words))
        self.spans = tuple(self._span(s) for s in self._judge.taken())

    def _span(self, speech: Speech) -> AttributionSpan:
        def place(first: int, last: int) -> Place:
            return (self._words[first].start, self._words[last - 1].end)

        return AttributionSpan(
            place(*speech.source) if speech.source else None,
            place(*speech.cue) if speech.cue else None,
            tuple(place(a, b) for a, b in speech.content if b > a),
            speech.stance,
            speech.knowledge,
            speech.quoted,
        )

    def names(self) -> tuple[Name, ...]:
        """Persons and organisations of the text with their variants, in order of appearance."""
        return self._names.all()

    def resolve(self, start: int, end: int) -> str | None:
        """The name that a pronoun, title or possessive at ``[start, end)`` refers to; None if unknown."""
        return self._names.resolve(start, end, self._speaker_name(start))

    def _speaker_name(self, at: int) -> str:
        turn = self._turn_at(at)
        if turn is None or turn.speaker is None:
            return self.author
        return self._names.of_label(turn.speaker)

    def _turn_at(self, at: int) -> Segment | None:
        note = bisect_right(self._note_starts, at) - 1
        if note >= 0 and at < self._notes[note].end:
            return None
        found = bisect_right(self._turn_starts, at) - 1
        return self._turns[found] if found >= 0 and at < self._turns[found].end else None

    def attribution(self, start: int, end: int) -> Attribution:
        """The chain of voices from the document's author inwards to whoever says ``[start, end)``."""
        outer = Voice(self.author)
        chain = [outer]
        turn = self._turn_at(start)
        if turn is not None and turn.speaker is not None:
            chain.append(Voice(self._names.of_label(turn.speaker), self._turn_stance(start)))
        for span in self._said(start, end):
            voice = self._voice(span, chain[-1].name)
            if voice is not None and voice.name != chain[-1].name:
                chain.append(voice)
        return Attribution(tuple(chain))

    def _said(self, start: int, end: int) -> list[AttributionSpan]:
        """The attributions around ``[start, end)``, the outermost first."""
        if not self._words:
            return []
        first = self._word(start)
        last = max(first, self._word(max(start, end - 1)))
        return [self._span(s) for s in self._judge.voices(first, last)]

    def _word(self, at: int) -> int:
        """The number of the word at a place, or of the first one after it."""
        found = max(0, bisect_right(self._starts, at) - 1)
        if self._words[found].end <= at and found + 1 < len(self._words):
            found += 1
        return found

    def _turn_stance(self, at: int) -> Stance:
        return Stance.ASKS if self.modality(at, at + 1) is Modality.QUESTION else Stance.ASSERTS

    def _voice(self, span: AttributionSpan, speaker: str) -> Voice | None:
        if span.source is None:
            return None
        start, end = span.source
        words = Span.of(self._document.text.id, self._content, start, end)
        cue = Span.of(self._document.text.id, self._content, *span.cue) if span.cue else None
        name = self._names.resolve(start, end, speaker) or self._content[start:end]
        around = self._content[max(0, start - 100) : end + 200].lower()
        anonymous = any(phrase in around for phrase in cues().anonymous)
        return Voice(name, span.stance, span.knowledge, words, cue, anonymous)

    def knowledge(self, start: int, end: int) -> Knowledge:
        """How the innermost voice says that it knows."""
        return self.attribution(start, end).speaker.knowledge

    def modality(self, start: int, end: int) -> Modality:
        """Whether the words claim at all, ask, look ahead, suppose or name an aim."""
        first = max(0, bisect_right(self._starts, start) - 1)
        known = cues()
        i = max(first, bisect_right(self._starts, max(start, end - 1)) - 1)
        while i < len(self._words) and self._words[i].text not in (".", "?", "!"):
            i += 1
        if i < len(self._words) and self._words[i].text == "?":
            return Modality.QUESTION
        j = first
        while j > 0 and first - j < 60 and self._words[j - 1].text not in (".", "?", "!"):
            j -= 1
        for k in range(min(first, len(self._words) - 1), j - 1, -1):
            word = self._words[k]
            if word.lower in ("if", "unless", "suppose", "supposing") and k - j <= 2:
                return Modality.HYPOTHETICAL
            if word.tag == "AUX" and word.lower in known.hypothetical:
                return Modality.HYPOTHETICAL
            if word.tag == "AUX" and word.lower in known.future:
                return Modality.FUTURE
        return Modality.ASSERTED

    def polarity(self, start: int, end: int) -> Polarity:
        """Whether the words affirm or deny."""
        for span in self._said(start, end):
            if span.stance is Stance.DENIES:
                return Polarity.NEGATED
        first = max(0, bisect_right(self._starts, start) - 1)
        for k in range(min(first, len(self._words) - 1), max(-1, first - 8), -1):
            word = self._words[k]
            if word.text in ".;,:?!":
                break
            if word.lower in cues().negation:
                return Polarity.NEGATED
        return Polarity.AFFIRMED


def _sorted(segments: Sequence[Segment], *kinds: SegmentKind) -> list[Segment]:
    return sorted((s for s in segments if s.kind in kinds), key=lambda s: (s.start, s.end))


def find_voices(document: Document, words: Sequence[Word] | None = None) -> Voices:
    """The voices of a document; ``words`` are those of its text where they are read already."""
    return Voices(document, read_words(document.text.content) if words is None else words)
