"""Judges attributions: how sure it is that these words are this source's, by learnt weights.

A logistic model over the features of `features`, fitted by ``scripts/train_voices.py`` on the PolNeAR
corpus of attributions in news (Newell, Margolin & Ruths 2018). It holds weights of cue words, word classes
and distances, and nothing of any text.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources

from corroborate.claims.voices.cues import cues
from corroborate.claims.voices.features import TOLD, Look, fixed, landmarks, look
from corroborate.claims.voices.index import Index
from corroborate.claims.voices.plain import is_plain
from corroborate.claims.voices.quotes import Quotation
from corroborate.claims.voices.speech import Speech
from corroborate.claims.words import Word
from corroborate.lexicons.load import load
from corroborate.model.attribution import Stance

ENOUGH = 0.1
"""Log-odds from which an attribution is taken; set for precision over recall on training data."""
FADING = 1.2
"""How much less sure a word may be than the first of its clause: a list goes on with its source."""
SPEAKING = frozenset(["say", "tell", "add", "write", "tweet"])
"""Verbs whose subjects speak beyond doubt."""
_STATED = frozenset(["that", "told", "clause"])
_NOBODY = frozenset(["nobody", "none", "no", "it", "this", "that", "what", "there", "you", "i", "we"])
PLAIN = 1.5
"""Log-odds that a plain attribution has more for the words right behind it; taken from sentences of our own.

The judge learnt from news on elections, where courts, ministries and monitors seldom speak."""
_NEAR = 12
"""Words of what is said, on the side of its cue, that such an attribution is surer of."""
_TELLING = bytes([TOLD])
INNER = 1.0
"""Log-odds from which one inside another is taken as a further voice."""
UNNESTED = 0.99
"""The most that a plain attribution is lifted to: below `INNER`, so that it adds no voice to another's."""


@cache
def weights() -> dict[str, float]:
    """The learnt weights by feature, with what the lexicon assumes added; ``bias`` is the constant.

    The lexicon's own weights stand for what news about elections hardly has: counts and verifications.
    """
    path = resources.files("corroborate.lexicons") / "en" / "voice_weights.json"
    return with_assumed(json.loads(path.read_text("utf-8")))


def with_assumed(learnt: dict[str, float]) -> dict[str, float]:
    """Weights with what the lexicon assumes added."""
    total = dict(learnt)
    for feature, assumed in load("voice")["assumed"].items():
        total[feature] = total.get(feature, 0.0) + assumed
    return total


KEPT = 1 << 16
"""Sums of weights that are kept at most."""


class _Sums(dict[Look, float]):
    """The sum of the weights of a look, worked out once."""

    def __init__(self, learnt: dict[str, float]) -> None:
        super().__init__()
        self._learnt = learnt

    def __missing__(self, seen: Look) -> float:
        found = sum(self._learnt.get(f, 0.0) for f in seen.features())
        if len(self) >= KEPT:
            self.clear()
        self[seen] = found
        return found


@cache
def _sums() -> _Sums:
    return _Sums(weights())


class Judge:
    """The attributions of one text, each with how sure it is at any word of its content."""

    def __init__(
        self, words: Sequence[Word], speeches: Sequence[Speech], quotes: Sequence[Quotation]
    ) -> None:
        self.words = words
        self.speeches = [s for s in speeches if s.source is not None and s.content]
        self._quoted = Index((q.first, q.last, n) for n, q in enumerate(quotes))
        self._speaking: dict[str, int] = {}
        for speech in self.speeches:
            if speech.lemma in SPEAKING and speech.source is not None:
                for name in {words[k].lower for k in range(*speech.source) if words[k].tag == "PROPN"}:
                    self._speaking[name] = self._speaking.get(name, 0) + 1
        self._index = Index((a, b, n) for n, s in enumerate(self.speeches) for a, b in s.content)
        self._fixed: dict[int, tuple[str, ...]] = {}
        self._marks = landmarks(words)
        self._weights, self._sums = weights(), _sums()
        self._base: dict[int, float] = {}
        self._plain: dict[int, bool] = {}
        self._scores: dict[tuple[int, int], float] = {}

    def use(self, learnt: dict[str, float]) -> None:
        """Judge by other weights than those that ship."""
        self._weights, self._sums = learnt, _Sums(learnt)
        self._base.clear()
        self._scores.clear()

    def features(self, number: int) -> tuple[str, ...]:
        """The features of an attribution whatever the word; worked out when it is first asked about."""
        known = self._fixed.get(number)
        if known is None:
            speech = self.speeches[number]
            place = speech.cue[0] if speech.cue else speech.content[0][0]
            outer = [m for m in self._index.at(place) if m != number]
            known = self._fixed[number] = fixed(
                self.words,
                speech,
                len(outer),
                within_quote=any(self.speeches[m].quoted for m in outer),
                speaker=self._names_speaker(speech),
            )
        return known

    def _names_speaker(self, speech: Speech) -> bool:
        """True where the source is called by a name that speaks elsewhere in the text as well."""
        assert speech.source is not None
        called = {self.words[k].lower for k in range(*speech.source) if self.words[k].tag == "PROPN"}
        return any(self._speaking.get(name, 0) > (speech.lemma in SPEAKING) for name in called)

    def around(self, word: int) -> tuple[int, ...]:
        """The numbers of the attributions whose content holds a word."""
        return self._index.at(word)

    def quoted(self, word: int) -> bool:
        """True for a word between quote marks."""
        return bool(self._quoted.at(word))

    def of_word(self, number: int, word: int) -> tuple[str, ...]:
        """The features of one attribution at one word beside `features`."""
        return self._look(number, word).features()

    def _look(self, number: int, word: int) -> Look:
        speech = self.speeches[number]
        quoted = speech.quoted and bool(self._quoted.at(word))
        return look(self.words, self._marks, speech, word, quoted)

    def score(self, number: int, word: int) -> float:
        """The log-odds that the word is said by the source of the attribution."""
        known = self._scores.get((number, word))
        if known is not None:
            return known
        base = self._base.get(number)
        if base is None:
            weight = self._weights.get
            base = self._weights["bias"] + sum([weight(f, 0.0) for f in self.features(number)])
            self._base[number] = base
        here = self._sums[self._look(number, word)]
        start = next((a for a, b in self.speeches[number].content if a <= word < b), word)
        at_start = self._sums[self._look(number, start)] if start != word else here
        found = base + max(here, at_start - FADING)
        if ENOUGH - PLAIN <= found < INNER and self._close(number, word):
            found = max(found, min(found + PLAIN, UNNESTED))
        self._scores[number, word] = found
        return found

    def _close(self, number: int, word: int) -> bool:
        """True for a word of the clause right beside a plain attribution."""
        speech = self.speeches[number]
        start, end = speech.content[0]
        if speech.cue is None or not start <= word < end:
            return False
        low, high = (start, word) if start >= speech.cue[1] else (word, end)
        if high - low > _NEAR:
            return False
        known = self._plain.get(number)
        if known is None:
            known = self._plain[number] = is_plain(self.words, speech)
        return known and not (any(self._marks[low:high].translate(None, _TELLING)) or self.quoted(word))

    def voices(self, first: int, last: int) -> list[Speech]:
        """The attributions of the words ``[first, last]``, the outermost first."""
        around = self.around(first)
        if not around:
            return []
        if last != first:
            both = self.around(last)
            around = tuple(n for n in around if n in both)
        sure = sorted(
            (-_size(self.speeches[n]), n, score) for n in around if (score := self.score(n, first)) >= ENOUGH
        )
        found = [n for i, (_, n, score) in enumerate(sure) if i == 0 or score >= INNER]
        if found and len(found) < len(around):
            inner = [n for n in around if n not in found and self._stated(n, found[0])]
            found = sorted([*found, *inner], key=lambda n: (-_size(self.speeches[n]), n))
        return [self.speeches[n] for n in found]

    def _stated(self, number: int, outer: int) -> bool:
        """True for a voice that another passes on in so many words: "said that the army had told him that".

        The judge learnt from news that seldom nests voices; the words leave no doubt here.
        """
        speech, around = self.speeches[number], self.speeches[outer]
        if speech.tie not in _STATED or speech.inside or speech.cue is None or speech.source is None:
            return False
        known = cues()
        if speech.lemma not in SPEAKING | known.told and speech.stance is not Stance.ESTIMATES:
            return False
        first, last = speech.source
        if first >= speech.cue[0] or any(self.words[k].lower in _NOBODY for k in range(first, last)):
            return False
        between = self.words[last : speech.cue[0]]
        if any(w.tag != "ADV" and w.lemma not in ("have", "as") for w in between):
            return False
        return any(a <= speech.cue[0] < b for a, b in around.content) and around.source != speech.source

    def taken(self) -> list[Speech]:
        """The attributions that hold for at least one end of their content, in text order."""
        return [speech for n, speech in enumerate(self.speeches) if self.holds(n)]

    def holds(self, number: int) -> bool:
        """True for an attribution that holds for at least one end of its content."""
        content = self.speeches[number].content
        return any(self.score(number, a) >= ENOUGH or self.score(number, b - 1) >= ENOUGH for a, b in content)


def _size(speech: Speech) -> int:
    return sum(b - a for a, b in speech.content)
