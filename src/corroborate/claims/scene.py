"""One document as every part of the reader sees it: words, sentences, times, places, voices, numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from corroborate.claims.places import PlaceMention, find_places
from corroborate.claims.quantities import Found, find_quantities
from corroborate.claims.quantities.tokens import stretches
from corroborate.claims.sharing import Quoter
from corroborate.claims.time import TimeMention, find_times
from corroborate.claims.voices import Voices, find_voices
from corroborate.claims.words import Word, cut, words
from corroborate.gazetteer import Gazetteer
from corroborate.model.dossier import Document
from corroborate.model.measure import Measures
from corroborate.model.span import Span
from corroborate.model.text import SegmentKind

LONGEST = 2000
"""Code points of the longest stretch that is read as one sentence, so that work stays linear."""


def pieces(content: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence, cut at white space where it is longer than `LONGEST`."""
    found = []
    while end - start > LONGEST:
        space = content.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space if space > 0 else start + LONGEST
        found.append((start, cut))
        start = cut
    return [*found, (start, end)]


@dataclass(frozen=True)
class Scene:
    """A document read once by each of the lower readers; offsets are those of its text."""

    document: Document
    measures: Measures
    language: str
    words: Sequence[Word]
    sentences: Sequence[tuple[int, int]]
    times: Sequence[TimeMention]
    places: Sequence[PlaceMention]
    numbers: Found
    voices: Voices
    starts: Sequence[int] = field(repr=False)
    sentence_starts: Sequence[int] = field(repr=False)
    name_spans: Sequence[tuple[int, int]] = field(repr=False)
    """Where the names of organisations stand, sorted."""
    defining: Sequence[int] = ()
    """Where numbers start that define what is counted, sorted."""

    @classmethod
    def of(
        cls, document: Document, measures: Measures, language: str, gazetteer: Gazetteer | None = None
    ) -> Scene:
        """Run every lower reader over the document; ``gazetteer`` adds places to those that ship."""
        content = document.text.content
        tokens = cut(content)
        tagged = words(content, tokens)
        sentences = sorted((s.start, s.end) for s in document.segments if s.kind is SegmentKind.SENTENCE)
        if not sentences:
            sentences = list(stretches(content))
        sentences = [piece for start, end in sentences for piece in pieces(content, start, end)]
        voices = find_voices(document, tagged)
        return cls(
            document,
            measures,
            language,
            tagged,
            sentences,
            find_times(
                content,
                published=document.published,
                segments=document.segments,
                language=language,
                words=tokens,
            ),
            find_places(content, language=language, gazetteer=gazetteer),
            find_quantities(content, language=language, words=tokens),
            voices,
            [w.start for w in tagged],
            [s[0] for s in sentences],
            sorted(m for n in voices.names() if n.kind == "organization" for m in n.mentions),
        )

    @property
    def content(self) -> str:
        """The text."""
        return self.document.text.content

    @cached_property
    def _quoter(self) -> Quoter:
        return Quoter(self.document.text.id, self.content)

    @cached_property
    def lowers(self) -> list[str]:
        """The words in lower case."""
        return [w.lower for w in self.words]

    @cached_property
    def _numbers_of(self) -> Mapping[str, list[int]]:
        """The numbers of the words by the word in lower case."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for k, lower in enumerate(self.lowers):
            found[lower].append(k)
        return found

    def where(self, lowers: Set[str]) -> list[int]:
        """The numbers of the words that are one of some words in lower case, in order."""
        numbers = self._numbers_of
        return sorted(chain.from_iterable(numbers[lower] for lower in numbers.keys() & lowers))

    def word_at(self, offset: int) -> int:
        """The index of the first word that starts at or after an offset."""
        return bisect_left(self.starts, offset)

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence around an offset; the shortest where sentences nest."""
        at = bisect_right(self.sentence_starts, offset) - 1
        best: tuple[int, int] | None = None
        for i in range(at, max(-1, at - 8), -1):
            sentence = self.sentences[i]
            start, end = sentence
            if start <= offset < end and (best is None or end - start < best[1] - best[0]):
                best = sentence
        return best or (offset, min(offset + 1, len(self.content)))

    def span(self, start: int, end: int) -> Span:
        """The exact span of the text."""
        return self._quoter.span(start, end)

    def within(self, mentions: Sequence[TimeMention], start: int, end: int) -> list[TimeMention]:
        """The time expressions that lie in a stretch."""
        low = bisect_left(mentions, start, key=lambda m: m.start)
        found = []
        for k in range(low, len(mentions)):
            mention = mentions[k]
            if mention.start >= end:
                break
            found.append(mention)
        return found

    def places_in(self, start: int, end: int) -> list[PlaceMention]:
        """The places that lie in a stretch."""
        low = bisect_left(self.places, start, key=lambda p: p.start)
        found = []
        for k in range(low, len(self.places)):
            place = self.places[k]
            if place.end > end:
                break
            found.append(place)
        return found

    def in_name(self, start: int, end: int) -> bool:
        """True for a place that is part of an organisation's name: "Afghanistan Freedom Front"."""
        at = bisect_right(self.name_spans, (start, len(self.content))) - 1
        if at < 0:
            return False
        first, last = self.name_spans[at]
        return first <= start and end <= last and last - first > end - start

    def timed(self, start: int, end: int) -> TimeMention | None:
        """The time expression that holds a number, if any."""
        at = bisect_right(self.times, start, key=lambda m: m.start) - 1
        if at >= 0 and self.times[at].end >= end and self.times[at].start <= start:
            return self.times[at]
        return None
