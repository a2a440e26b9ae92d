"""Puts frames and quotations of a whole text together: who is given as saying which words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corroborate.claims.voices.frame import Frame
from corroborate.claims.voices.frames import frames
from corroborate.claims.voices.layout import Stretch, paragraphs, sentences
from corroborate.claims.voices.phrases import Range, phrase_ending, phrase_starting
from corroborate.claims.voices.quotes import Quotation, quotations
from corroborate.claims.words import Word
from corroborate.model.attribution import Knowledge, Stance

_DASHES = frozenset(["—", "–", "-", "--"])
_LABEL = 10
_SCARE = 4
"""Words up to which a quoted phrase without a cue is not taken for speech."""


@dataclass(slots=True)
class Speech:
    """One attribution by word ranges; ``quoted`` marks words given between quote marks.

    ``kind`` and ``tie`` are those of the frame, with ``next`` for a quotation that goes on with a speaker,
    and ``colon`` for one behind a colon. ``inside`` is True where the cue itself stands in a quotation.
    """

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    stance: Stance
    knowledge: Knowledge
    quoted: bool
    lemma: str = ""
    kind: str = "next"
    tie: str = "none"
    inside: bool = False


def speeches(
    content: str, words: Sequence[Word], cuts: frozenset[int] = frozenset()
) -> tuple[list[Speech], list[Quotation]]:
    """Every candidate for an attribution in the order of the cues, and the quotations of the text.

    ``cuts`` are places where a paragraph starts without a line break: after the label of a turn.
    """
    blocks = paragraphs(content, words, cuts)
    quotes = quotations(words, blocks)
    return _Reader(words, blocks, quotes).read(), quotes


class _Reader:
    def __init__(self, words: Sequence[Word], blocks: Sequence[Stretch], quotes: Sequence[Quotation]) -> None:
        self.words = words
        self.blocks = blocks
        self.quotes = quotes
        self.starts = [q.first for q in quotes]
        self.owner: dict[int, Speech] = {}
        self.found: list[Speech] = []

    def quote_at(self, word: int) -> int:
        """The number of the quotation that holds a word; -1 where none does."""
        number = bisect_right(self.starts, word) - 1
        return number if number >= 0 and word < self.quotes[number].last else -1

    def read(self) -> list[Speech]:
        previous: Speech | None = None
        for number, block in enumerate(self.blocks):
            outer: list[Speech] = []
            for sentence in sentences(self.words, block):
                for frame in self._outside(sentence, block):
                    speech = self._speech(frame, sentence)
                    if speech.content:
                        self.found.append(speech)
                        outer.append(speech)
                self._inside(sentence)
            previous = self._rest(block, self._before_block(number, previous)) or (
                outer[-1] if outer else None
            )
        self._back()
        self.found.sort(key=lambda s: (s.cue or s.content[0], s.content[0]))
        return self.found

    def _back(self) -> None:
        """Gives the earlier paragraphs of a quotation to whom only its last one names."""
        for number in range(len(self.quotes) - 1, -1, -1):
            earlier = self.quotes[number].continues
            speaker = self.owner.get(number)
            if (
                earlier is not None
                and speaker is not None
                and speaker.lemma != ":"
                and earlier not in self.owner
            ):
                self.owner[earlier] = speaker
                held = ((self.quotes[earlier].first, self.quotes[earlier].last),)
                self.found.append(
                    replace(speaker, content=held, quoted=True, kind="next", tie="none", cue=None)
                )

    def _behind_quote(self, first: int, block: Stretch) -> bool:
        return first > block.first and self.quote_at(first - 1) >= 0 and self.quote_at(first) < 0

    def _outside(self, sentence: Stretch, block: Stretch) -> list[Frame]:
        if self._wholly_quoted(sentence):
            return []
        found = frames(
            self.words, sentence.first, sentence.last, behind_quote=self._behind_quote(sentence.first, block)
        )
        return [f for f in found if self.quote_at(f.cue[0]) < 0]

    def _wholly_quoted(self, sentence: Stretch) -> bool:
        number = self.quote_at(sentence.first)
        return number >= 0 and self.quotes[number].last >= sentence.last

    def _inside(self, sentence: Stretch) -> None:
        position = sentence.first
        while position < sentence.last:
            number = bisect_right(self.starts, position) - 1
            if number < 0 or self.quotes[number].last <= position:
                number += 1
            if number >= len(self.quotes) or self.quotes[number].first >= sentence.last:
                return
            quote = self.quotes[number]
            low = max(sentence.first, quote.first + 1)
            high = min(sentence.last, quote.last - 1 if quote.closed else quote.last)
            for frame in frames(self.words, low, high):
                if frame.content:
                    self.found.append(_plain(frame, frame.content, quoted=False, inside=True))
            position = max(position + 1, quote.last)

    def _speech(self, frame: Frame, sentence: Stretch) -> Speech:
        """A frame with its content widened to the quotations that it touches."""
        pieces: list[Range] = []
        touched: list[int] = []
        for first, last in frame.content:
            head = self.quote_at(first)
            tail = self.quote_at(last - 1)
            start = min(first, self.quotes[head].first) if head >= 0 else first
            end = max(last, self.quotes[tail].last) if tail >= 0 else last
            if frame.kind == "before" and tail >= 0 and end > last and self.quotes[tail].first >= first:
                end = self.quotes[tail].last
            pieces.append((start, end))
            touched += self._within(start, end)
        if frame.kind in ("after", "inverted") and not pieces and sentence.first > 0:
            before = self.quote_at(sentence.first - 1)
            if before >= 0:
                pieces.append((self.quotes[before].first, self.quotes[before].last))
                touched.append(before)
        speech = _plain(frame, tuple(pieces), quoted=bool(touched))
        for number in touched:
            self.owner.setdefault(number, speech)
        return speech

    def _within(self, start: int, end: int) -> list[int]:
        number = max(0, bisect_right(self.starts, start) - 1)
        result = []
        while number < len(self.quotes) and self.quotes[number].first < end:
            if self.quotes[number].last > start:
                result.append(number)
            number += 1
        return result

    def _before_block(self, number: int, previous: Speech | None) -> Speech | None:
        """Who may go on speaking in a paragraph: whoever its neighbours name as the speaker."""
        block = self.blocks[number]
        if number:
            before = self.blocks[number - 1]
            if self.words[before.last - 1].text == ":":
                return self._introduced(before.last, before)
        if number + 1 < len(self.blocks):
            after = self.blocks[number + 1]
            if self.words[after.first].text in _DASHES and after.last - after.first > 1:
                source = phrase_starting(self.words, after.first + 1, min(after.last, after.first + _LABEL))
                signed = _before_colon(source, after.first)
                if signed is not None:
                    return replace(signed, kind="next", tie="dash")
        if previous is None or self.quote_at(block.first) < 0:
            return None
        return replace(previous, content=(), tie="paragraph", cue=None)

    def _rest(self, block: Stretch, before: Speech | None) -> Speech | None:
        """Quotations of a paragraph that no frame took: they go on with the speaker beside them.

        ``before`` may be speaking where the paragraph is one quotation. Gives the last speaker.
        """
        inside = self._within(block.first, block.last)
        current: Speech | None = None
        for number in inside:
            if number in self.owner:
                current = self.owner[number]
                continue
            quote = self.quotes[number]
            if quote.continues is not None and quote.continues in self.owner:
                current = self.owner[quote.continues]
            elif not self._is_speech(quote, block):
                continue
            elif current is None:
                current = self._introduced(quote.first, block) or self._following(inside, number)
                if current is None and quote.first == block.first:
                    current = before
            if current is None:
                continue
            self.owner[number] = current
            kind = current.kind if current.kind == "label" and not current.content else "next"
            content = ((quote.first, quote.last),)
            self.found.append(replace(current, cue=None, content=content, quoted=True, kind=kind))
        return current

    def _is_speech(self, quote: Quotation, block: Stretch) -> bool:
        """True where a quotation is a sentence of its own and not a phrase in quote marks."""
        words = self.words
        if quote.last - quote.first - 2 < _SCARE:
            return False
        starts = (
            quote.first == block.first
            or words[quote.first - 1].text in '.!?:"”'
            or (words[quote.first - 1].text == ",")
        )
        return starts and not words[quote.first + 1].text[0].islower()

    def _introduced(self, first: int, block: Stretch) -> Speech | None:
        """The subject of the words before a colon, as in: The minister was defiant."""
        i = first - 1
        if i <= block.first or self.words[i].text != ":":
            return None
        low = i
        while low > block.first and self.words[low - 1].text not in (".", "!", "?"):
            low -= 1
        for k in range(low + 1, i):
            if self.words[k].tag in ("VERB", "AUX"):
                return _before_colon(phrase_ending(self.words, k - 1, low), i)
        return _before_colon(phrase_ending(self.words, i - 1, low), i)

    def _following(self, inside: Sequence[int], number: int) -> Speech | None:
        return next((self.owner[n] for n in inside if n > number and n in self.owner), None)


def _plain(frame: Frame, content: tuple[Range, ...], *, quoted: bool, inside: bool = False) -> Speech:
    return Speech(
        frame.source,
        frame.cue,
        content,
        frame.stance,
        frame.knowledge,
        quoted,
        frame.lemma,
        frame.kind,
        frame.tie,
        inside,
    )


def _before_colon(source: Range | None, colon: int) -> Speech | None:
    if source is None:
        return None
    cue = (colon, colon + 1)
    return Speech(source, cue, (), Stance.ASSERTS, Knowledge.NOT_STATED, True, ":", "label", "colon")
