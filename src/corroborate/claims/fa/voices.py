"""Who says what in Persian and Dari: verbs of saying with که, phrases such as به گفتهٔ, quotations in « »."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from corroborate.claims.fa.script import word
from corroborate.claims.scene import Scene
from corroborate.lexicons import load
from corroborate.model.attribution import Attribution, Knowledge, Stance, Voice
from corroborate.model.span import Span

Place = tuple[int, int]

_WORD = re.compile(r"[^\W\d_]+")
_QUOTE = re.compile(r"«[^«»]{0,3000}»")
_BREAK = re.compile(r"[،؛,;:.!?؟\n»«]")
_SOURCE = 6
"""Words that a source may have."""
_BACK = 400
"""Code points that a verb without a subject looks back for whoever spoke before."""


@dataclass(frozen=True, slots=True)
class _Cue:
    stance: Stance
    knowledge: Knowledge
    takes_object: bool


@dataclass(frozen=True, slots=True)
class _Lexicon:
    verbs: Mapping[str, _Cue]
    verb: re.Pattern[str]
    phrases: Mapping[str, _Cue]
    phrase: re.Pattern[str]
    opens: frozenset[str]
    ends: frozenset[str]
    before: frozenset[str]


def _either(phrases: Mapping[str, _Cue]) -> re.Pattern[str]:
    listed = sorted(phrases, key=len, reverse=True)
    joined = "|".join(r"\s".join(map(re.escape, phrase.split())) for phrase in listed)
    return re.compile(rf"(?<![^\W\d_])(?:{joined})(?![^\W\d_])")


@cache
def _lexicon() -> _Lexicon:
    data: Mapping[str, Any] = load("voice", "fa")
    verbs = {
        word(phrase): _Cue(
            Stance(group["stance"]),
            Knowledge(group.get("knowledge", "not_stated")),
            group.get("object", False),
        )
        for group in data["verbs"].values()
        for phrase in group["words"]
    }
    phrases = {
        word(phrase): _Cue(
            Stance(stance),
            Knowledge.ESTIMATES if stance == "estimates" else Knowledge.NOT_STATED,
            False,
        )
        for stance, listed in data["phrases"].items()
        for phrase in listed
    }
    sets = [frozenset(word(w) for w in data[name]) for name in ("opens", "ends", "before")]
    return _Lexicon(verbs, _either(verbs), phrases, _either(phrases), *sets)


@dataclass(frozen=True, slots=True)
class Saying:
    """One attribution: places of its source, its cue and what is said."""

    source: Place
    cue: Place
    content: Place
    stance: Stance
    knowledge: Knowledge


class VoicesFa:
    """Answers for any place of a Persian text who says it; ``text`` is the folded content."""

    def __init__(self, scene: Scene, text: str) -> None:
        self._scene = scene
        self._text = text
        self._numbers = [m.start for m in scene.numbers.mentions]
        self._quotes = [m.span() for m in _QUOTE.finditer(text)]
        self._quote_starts = [a for a, _ in self._quotes]
        self.sayings: list[Saying] = []
        for sentence in scene.sentences:
            self.sayings.extend(self._sentence(sentence))
        self.sayings.sort(key=lambda s: s.content)
        self._starts = [s.content[0] for s in self.sayings]

    def attribution(self, start: int, end: int) -> Attribution:
        """The chain from the author, or the speaker of the turn, to whoever says ``[start, end)``."""
        chain = list(self._scene.voices.attribution(start, end).voices)
        content = self._scene.content
        for saying in self.around(start, end):
            name = " ".join(content[slice(*saying.source)].split())
            if name == chain[-1].name:
                continue
            text_id = self._scene.document.text.id
            chain.append(
                Voice(
                    name,
                    saying.stance,
                    saying.knowledge,
                    Span.of(text_id, content, *saying.source),
                    Span.of(text_id, content, *saying.cue),
                )
            )
        return Attribution(tuple(chain))

    def next_number(self, at: int) -> int:
        """Where the first number from a place on starts; the end of the text where none follows."""
        found = bisect_left(self._numbers, at)
        return self._numbers[found] if found < len(self._numbers) else len(self._text)

    def around(self, start: int, end: int) -> list[Saying]:
        """The attributions whose content holds a place, the outermost first."""
        last = bisect_right(self._starts, start)
        near = self.sayings[max(0, last - 8) : last]
        held = [s for s in near if s.content[0] <= start and end <= s.content[1]]
        return sorted(held, key=lambda s: s.content[0] - s.content[1])

    def _sentence(self, sentence: Place) -> Iterator[Saying]:
        known = _lexicon()
        for match in known.phrase.finditer(self._text, *sentence):
            found = self._phrase(match, sentence, known.phrases[" ".join(match[0].split())])
            if found is not None:
                yield found
        for match in known.verb.finditer(self._text, *sentence):
            found = self._verb(match, sentence, known.verbs[" ".join(match[0].split())])
            if found is not None:
                yield found

    def _phrase(self, match: re.Match[str], sentence: Place, cue: _Cue) -> Saying | None:
        """Such as به گفتهٔ پولیس، ۱۲ نفر کشته شدند: what follows the source, or stands before the phrase."""
        words = self._words(match.end(), self._bound(match.end(), sentence[1]))
        if not words:
            return None
        source = (words[0][0], words[-1][1])
        before = self._text[sentence[0] : match.start()].strip(" ،,")
        content = (source[1], sentence[1])
        if before and before not in _lexicon().before:
            behind = self._text[source[1] : sentence[1]].strip(" ،,.؛")
            content = (sentence[0], match.start()) if not behind else (sentence[0], sentence[1])
        return Saying(source, match.span(), content, cue.stance, cue.knowledge)

    def _verb(self, match: re.Match[str], sentence: Place, cue: _Cue) -> Saying | None:
        """A verb with its subject before it, and what is said behind it, in « » or before the verb."""
        low = sentence[0]
        for found in _BREAK.finditer(self._text, sentence[0], match.start()):
            if self._text[found.end() : match.start()].strip():
                low = found.end()
        content = self._behind(match.end(), sentence[1])
        if content is None:
            content = self._quoted_before(low)
        first_number = self._number_in(low, match.start())
        if content is None and cue.takes_object and first_number is not None:
            source = self._subject(low, first_number)
            return source and Saying(
                source, match.span(), (source[1], match.start()), cue.stance, cue.knowledge
            )
        if content is None:
            return None
        source = self._subject(low, match.start()) or self._spoke_before(low)
        return source and Saying(source, match.span(), content, cue.stance, cue.knowledge)

    def _behind(self, at: int, end: int) -> Place | None:
        """What is said behind a verb: after که, or in the quotation that a colon opens."""
        rest = self._text[at:end]
        opened = re.match(r"\s*[،,]?\s*(?:(که)(?!\w)|:)?\s*", rest)
        assert opened is not None
        start = at + opened.end()
        quote = bisect_left(self._quote_starts, start)
        if quote < len(self._quotes) and self._quotes[quote][0] == start:
            return self._quotes[quote]
        if opened[1] or ":" in opened[0]:
            return (start, end) if start < end else None
        return None

    def _quoted_before(self, at: int) -> Place | None:
        """The quotation that ends right before the subject: «…»، X گفت."""
        quote = bisect_left(self._quote_starts, at) - 1
        if quote < 0:
            return None
        between = self._text[self._quotes[quote][1] : at]
        return self._quotes[quote] if self._quotes[quote][1] <= at + 1 and not between.strip(" ،,") else None

    def _number_in(self, low: int, high: int) -> int | None:
        found = bisect_left(self._numbers, low)
        return self._numbers[found] if found < len(self._numbers) and self._numbers[found] < high else None

    def _bound(self, at: int, end: int) -> int:
        """Where a source that starts at ``at`` ends at the latest: at a break or a number."""
        broken = _BREAK.search(self._text, at, end)
        number = self._number_in(at, end)
        return min(broken.start() if broken else end, end if number is None else number)

    def _subject(self, low: int, high: int) -> Place | None:
        words = self._words(low, self._bound(low, high))
        return (words[0][0], words[-1][1]) if words else None

    def _words(self, low: int, high: int) -> Sequence[Place]:
        """The words of a source: up to a preposition or an adverb of time, few enough for a name."""
        known = _lexicon()
        taken: list[Place] = []
        for match in _WORD.finditer(self._text, low, high):
            if not taken and match[0] in known.before:
                continue
            if match[0] in known.ends or match[0] in known.opens or len(taken) == _SOURCE:
                break
            taken.append(match.span())
        return taken

    def _spoke_before(self, at: int) -> Place | None:
        """The last source before a verb without a subject: Persian leaves "he" out."""
        if self.sayings and at - self.sayings[-1].cue[1] <= _BACK:
            return self.sayings[-1].source
        return None
