"""The voices of one document: for any words, who says them through whom, and how."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corroborate.claims.voices import denial, mood
from corroborate.claims.voices.anonymity import Anonymity
from corroborate.claims.voices.cues import cues
from corroborate.claims.voices.documents import Documents
from corroborate.claims.voices.judge import Judge
from corroborate.claims.voices.names import Name, Names
from corroborate.claims.voices.owners import Owners
from corroborate.claims.voices.phrases import Range, phrase_head
from corroborate.claims.voices.speech import Speech, speeches
from corroborate.claims.words import Word
from corroborate.claims.words import words as read_words
from corroborate.model.attribution import Attribution, Knowledge, Stance, Voice
from corroborate.model.claim import Modality, Polarity
from corroborate.model.dossier import Document
from corroborate.model.source import NOT_STATED
from corroborate.model.span import Span

Place = tuple[int, int]
AUTHOR = "the author"
"""The name of the outermost voice where nothing names the author."""
_OWN = frozenset(["he", "she", "it", "they", "we", "i"])
_PERSONAL = frozenset(["he", "she"])
_MINE = frozenset(["i", "we"])
_ASIDE = 12
"""Words between a source and its cue in which it may say whom it quotes."""
_NOBODY = frozenset(["nobody", "none", "no"])
_FAR = 80
"""Words that a pronoun looks back for whoever spoke before."""
_NEXT = 400
"""Code points after words in which a remark that they are not verified still concerns them."""


@dataclass(frozen=True, slots=True)
class AttributionSpan:
    """One attribution as read: places of its source, its cue, and the pieces of what is said."""

    source: Place | None
    cue: Place | None
    content: tuple[Place, ...]
    stance: Stance
    knowledge: Knowledge
    quoted: bool


class Voices:
    """Answers, for any place of a document, who says it, in what mood, affirmed or denied.

    ``author`` names the outermost voice.
    """

    def __init__(self, document: Document, words: Sequence[Word]) -> None:
        self._text_id = document.text.id
        self._content = document.text.content
        self._words = words
        self._starts = [w.start for w in words]
        self._stops = mood.stops(words)
        self._owners = Owners(document.segments)
        self._names = Names(self._content, words, self._owners.labels)
        self._documents = Documents(words, self._names)
        self._anonymity = Anonymity(self._content)
        self.author = document.author if document.author != NOT_STATED else AUTHOR
        self._judge = Judge(words, *speeches(self._content, words, self._owners.starts))
        self._unverified = _unverified(self._content)
        self._heard: dict[Place, list[Speech]] = {}

    @cached_property
    def spans(self) -> tuple[AttributionSpan, ...]:
        """Every attribution that was taken, in text order."""
        return tuple(self._span(s) for s in self._judge.taken())

    @cached_property
    def _sources(self) -> list[tuple[int, int]]:
        """The first words of the sources that hold, in order, each with the number of its attribution."""
        return sorted(
            (s.source[0], n) for n, s in enumerate(self._judge.speeches) if s.source and self._judge.holds(n)
        )

    def _place(self, first: int, last: int) -> Place:
        return (self._words[first].start, self._words[last - 1].end)

    def _span(self, speech: Speech) -> AttributionSpan:
        return AttributionSpan(
            self._place(*speech.source) if speech.source else None,
            self._place(*speech.cue) if speech.cue else None,
            tuple(self._place(a, b) for a, b in speech.content if b > a),
            speech.stance,
            speech.knowledge,
            speech.quoted,
        )

    def names(self) -> tuple[Name, ...]:
        """Persons and organisations of the text with their variants, in order of appearance."""
        return self._names.all()

    def resolve(self, start: int, end: int) -> str | None:
        """The name that a pronoun, title, possessive or document at ``[start, end)`` refers to; else None."""
        if not self._words:
            return None
        first, last = self._word(start), self._word(max(start, end - 1)) + 1
        speaker = self._speaker(start)
        if self._words[first].lower in ("you", "your", "yours"):
            other = self._owners.other(start)
            return self._names.of_label(other) if other is not None else None
        return self._documents.name(first, last) or self._names.resolve(start, end, speaker)

    def _speaker(self, at: int) -> str:
        """Whose "I" stands at a place: the innermost quoted voice, or the turn's speaker, or the author."""
        return self.attribution(at, at + 1, quoted=True).speaker.name

    def attribution(self, start: int, end: int, *, quoted: bool = False) -> Attribution:
        """The chain of voices from the document's author inwards to whoever says ``[start, end)``.

        A speaker of turns who is the author by name is the author. An editor's note is the author's,
        whoever's turn it stands in. Where the text says nearby that what it passes on is not
        verified, the author's stance is doubts. ``quoted`` leaves out all but direct speech.
        """
        turn = self._owners.speaker(start)
        chain = [Voice(self.author)]
        if turn is not None:
            asks = Stance.ASKS if self.modality(start, end) is Modality.QUESTION else Stance.ASSERTS
            if self._is_author(turn):
                chain = [Voice(self.author, asks)]
            else:
                chain.append(Voice(self._names.of_label(turn), asks))
        for speech in self._said(start, end):
            if speech.quoted or not quoted:
                voice = self._voice(speech, chain[-1].name)
                if voice is not None and chain[-1].name.startswith(f"{voice.name} ") and chain[-1].words:
                    # The UN in a UN report is the report: one voice, with the nearer cue.
                    chain[-1] = replace(
                        chain[-1], stance=voice.stance, knowledge=voice.knowledge, cue=voice.cue
                    )
                elif voice is not None and voice.name != chain[-1].name:
                    chain.append(self._knowing(voice, speech, start))
        if len(chain) == 1 + (turn is not None and not self._is_author(turn)) and not quoted:
            chain[-1] = self._knowing(chain[-1], None, start)
        if len(chain) > 1 and turn is None and self._doubted(end):
            chain[0] = Voice(self.author, Stance.DOUBTS)
        return Attribution(tuple(chain))

    def _is_author(self, label: str) -> bool:
        names = self.author.casefold().replace(",", " ").split()
        parts = label.casefold().split()
        return bool(parts) and all(part in names for part in parts)

    def _said(self, start: int, end: int) -> list[Speech]:
        """The attributions around ``[start, end)`` within its turn or note, the outermost first."""
        if not self._words:
            return []
        known = self._heard.get((start, end))
        if known is None:
            first = self._word(start)
            found = self._judge.voices(first, max(first, self._word(max(start, end - 1))))
            low, high = self._owners.bounds(start)
            known = [s for s in found if s.source and low <= self._words[s.source[0]].start < high]
            self._heard[start, end] = known
        return known

    def _word(self, at: int) -> int:
        """The number of the word at a place, or of the first one after it."""
        found = max(0, bisect_right(self._starts, at) - 1)
        if self._words[found].end <= at and found + 1 < len(self._words):
            found += 1
        return found

    def _voice(self, speech: Speech, speaker: str) -> Voice | None:
        if speech.source is None:
            return None
        start, end = self._place(*speech.source)
        named = self._documents.name(*speech.source) or self._names.resolve(start, end, speaker)
        words = self._words[speech.source[0] : speech.source[1]]
        named = named or self._named_beside(speech.source)
        if len(words) == 1 and words[0].lower in _OWN:
            if named is None:
                named = self._spoke_before(speech.source[0])
            elif words[0].lower in _PERSONAL:
                named = self._unnamed_since(named, speech.source[0]) or named
        return Voice(
            named or _plain(words),
            speech.stance,
            speech.knowledge,
            Span.of(self._text_id, self._content, start, end),
            Span.of(self._text_id, self._content, *self._place(*speech.cue)) if speech.cue else None,
            self._anonymity.holds(start, end, words, named=named is not None),
        )

    def _named_beside(self, source: Range) -> str | None:
        """The name that stands in commas behind a role: "the spokesperson, Ali Reza, said"."""
        words, k = self._words, source[1]
        if words[source[0]].tag == "PRON" or k + 1 >= len(words) or words[k].text != ",":
            return None
        last = k + 1
        while last < len(words) and words[last].tag == "PROPN":
            last += 1
        closed = last > k + 2 and last < len(words) and words[last].text in (",", ".")
        return self._names.person_at(k + 1) if closed else None

    def _spoke_before(self, word: int) -> str | None:
        """Whom a pronoun without a name means: the last source named before it in its paragraph or two."""
        n = bisect_left(self._sources, (word, -1)) - 1
        while n >= 0 and word - self._sources[n][0] <= _FAR:
            source = self._judge.speeches[self._sources[n][1]].source
            assert source is not None
            words = self._words[slice(*source)]
            if words[0].tag != "PRON" and words[-1].tag != "PRON":
                named = (
                    self._documents.name(*source)
                    or self._names.resolve(*self._place(*source))
                    or _plain(words)
                )
                if not (self._words[word].lower in _PERSONAL and self._is_body(named, words)):
                    return named
            n -= 1
        return None

    def _unnamed_since(self, name: str, word: int) -> str | None:
        """The person without a name who spoke after ``name`` was said last: "One mum claimed … she said"."""
        n = bisect_left(self._sources, (word, -1)) - 1
        if n < 0 or word - self._sources[n][0] > _FAR:
            return None
        source = self._judge.speeches[self._sources[n][1]].source
        assert source is not None
        head = self._words[phrase_head(self._words, source)]
        known = cues()
        if head.tag != "NOUN" or head.form == "plural" or head.lemma not in known.people | known.roles:
            return None
        start, end = self._place(*source)
        if self._names.resolve(start, end) is not None or self._named_beside(source) is not None:
            return None
        if self._names.named_since(name, start, self._words[word].start):
            return None
        return _plain([w for w in self._words[slice(*source)] if w.lower not in ("who", ",")])

    def _is_body(self, name: str, words: Sequence[Word]) -> bool:
        """True for an organisation or document, which "he" cannot mean."""
        known = cues()
        return (
            self._names.is_body(name) or words[-1].lemma in known.groups or words[-1].lemma in known.documents
        )

    def _knowing(self, voice: Voice, speech: Speech | None, start: int) -> Voice:
        """A voice with how it says that it knows: "the UN said it had verified 29" is a verification.

        ``speech`` holds its words; None for the speaker of a turn and the author, who say "I saw".
        """
        if voice.knowledge is not Knowledge.NOT_STATED or not self._words:
            return voice
        word = self._word(start)
        own = _OWN if speech is not None else _MINE
        for number in self._judge.around(word):
            inner = self._judge.speeches[number]
            if (
                inner.source is not None
                and inner.cue is not None
                and inner.knowledge is not Knowledge.NOT_STATED
                and inner.source[1] - inner.source[0] == 1
                and self._words[inner.source[0]].lower in own
                and self._within(inner.cue[0], speech)
                and denial.polarity(self._words, word, self._stops) is Polarity.AFFIRMED
            ):
                stance = Stance.ESTIMATES if inner.stance is Stance.ESTIMATES else voice.stance
                return replace(voice, knowledge=inner.knowledge, stance=stance)
        if speech is not None and self._cites(speech):
            return replace(voice, knowledge=Knowledge.REPEATS)
        return voice

    def _within(self, cue: int, speech: Speech | None) -> bool:
        """True for a cue among the words of a speech; of the author's, outside quote marks."""
        if speech is None:
            return not self._judge.quoted(cue)
        return any(a <= cue < b for a, b in speech.content)

    def _cites(self, speech: Speech) -> bool:
        """True where a source says that it repeats: "the paper, quoting officials, reported"."""
        if speech.source is None or speech.cue is None:
            return False
        low, high = sorted((speech.source[1], speech.cue[0]))
        beside = [*range(low, min(high, low + _ASIDE)), *range(speech.cue[1], speech.cue[1] + 2)]
        known = cues().citing
        return any(k < len(self._words) and self._words[k].lower in known for k in beside)

    def _doubted(self, end: int) -> bool:
        """True where the text says, here or in the next sentence or two, that it is not verified."""
        i = bisect_right(self._unverified, end - _NEXT // 2)
        if i >= len(self._unverified) or self._unverified[i] > end + _NEXT:
            return False
        low, high = sorted((end, self._unverified[i]))
        return "\n" not in self._content[low:high]

    def knowledge(self, start: int, end: int) -> Knowledge:
        """How the innermost voice says that it knows."""
        return self.attribution(start, end).speaker.knowledge

    def modality(self, start: int, end: int) -> Modality:
        """Whether the words claim at all, ask, look ahead, suppose or name an aim."""
        if not self._words:
            return Modality.ASSERTED
        first = self._word(start)
        last = max(first, self._word(max(start, end - 1)))
        found = mood.modality(self._words, first, last, self._stops)
        if found is Modality.ASSERTED and self._unsaid(start, end):
            return Modality.HYPOTHETICAL
        return found

    def _unsaid(self, start: int, end: int) -> bool:
        """True for what the innermost voice doubts, or what nobody is said to say."""
        said = self._said(start, end)
        if not said or said[-1].source is None:
            return False
        return said[-1].stance is Stance.DOUBTS or self._words[said[-1].source[0]].lower in _NOBODY

    def past(self, start: int, end: int) -> bool:
        """True where the verb of the clause around the words tells of the past."""
        if not self._words:
            return False
        first = self._word(start)
        return mood.past(self._words, first, max(first, self._word(max(start, end - 1))), self._stops)

    def polarity(self, start: int, end: int) -> Polarity:
        """Negated where a voice denies the words or their verb is negated; "no" alone is a quantity."""
        if not self._words:
            return Polarity.AFFIRMED
        first = self._word(start)
        for speech in self._said(start, end):
            if speech.stance is Stance.DENIES and not self._denial_denied(speech):
                return Polarity.NEGATED
        if denial.untrue(self._words, first, self._stops):
            return Polarity.NEGATED
        last = max(first, self._word(max(start, end - 1)))
        return denial.polarity(self._words, first, self._stops, last)

    def _denial_denied(self, speech: Speech) -> bool:
        return speech.cue is not None and denial.negated_cue(self._words, speech.cue[0])

    def denied_behind(self, start: int, end: int) -> bool:
        """True where the verb behind the words is negated: "12 people were not killed"."""
        if not self._words:
            return False
        return denial.denied_behind(self._words, self._word(max(start, end - 1)), self._stops)


def _unverified(content: str) -> list[int]:
    """Where a text says that what it passes on is not verified."""
    known = cues()
    if not any(stem in content for stem in known.verification_stems):
        return []
    return sorted(match.start() for pattern in known.unverified for match in pattern.finditer(content))


def _plain(words: Sequence[Word]) -> str:
    """A phrase as a name: without article, relative pronoun and the commas at its ends."""
    kept = list(words)
    while len(kept) > 1 and kept[0].lower in ("the", "a", "an"):
        kept = kept[1:]
    while len(kept) > 1 and (kept[-1].tag in ("PUNCT", "PRON") or kept[-1].lower == "that"):
        kept = kept[:-1]
    pieces = [(" " if i and word.start > kept[i - 1].end else "") + word.text for i, word in enumerate(kept)]
    return "".join(pieces)


def find_voices(document: Document, words: Sequence[Word] | None = None) -> Voices:
    """The voices of a document; ``words`` are those of its text where they are read already."""
    return Voices(document, read_words(document.text.content) if words is None else words)
