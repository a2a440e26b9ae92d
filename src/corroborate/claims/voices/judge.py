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

from corroborate.claims.voices.features import fixed, of_word
from corroborate.claims.voices.index import Index
from corroborate.claims.voices.quotes import Quotation
from corroborate.claims.voices.speech import Speech
from corroborate.claims.words import Word
from corroborate.lexicons.load import load

ENOUGH = 0.3
"""Log-odds from which an attribution is taken; set for precision over recall on training data."""
FADING = 1.2
"""How much less sure a word may be than the first of its clause: a list goes on with its source."""
INNER = 1.0
"""Log-odds from which one inside another is taken as a further voice."""


@cache
def weights() -> dict[str, float]:
    """The learnt weights by feature, with what the lexicon assumes added; ``bias`` is the constant.

    The lexicon's own weights stand for what news about elections hardly has: counts and verifications.
    """
    path = resources.files("corroborate.lexicons") / "en" / "voice_weights.json"
    total: dict[str, float] = json.loads(path.read_text("utf-8"))
    for feature, assumed in load("voice")["assumed"].items():
        total[feature] = total.get(feature, 0.0) + assumed
    return total


class Judge:
    """The attributions of one text, each with how sure it is at any word of its content."""

    def __init__(
        self, words: Sequence[Word], speeches: Sequence[Speech], quotes: Sequence[Quotation]
    ) -> None:
        self.words = words
        self.speeches = [s for s in speeches if s.source is not None and s.content]
        self._quoted = Index((q.first, q.last, n) for n, q in enumerate(quotes))
        self._index = Index((a, b, n) for n, s in enumerate(self.speeches) for a, b in s.content)
        self.features = [self._fixed(n, s) for n, s in enumerate(self.speeches)]
        self._base: list[float] | None = None

    def _fixed(self, number: int, speech: Speech) -> tuple[str, ...]:
        place = speech.cue[0] if speech.cue else speech.content[0][0]
        outer = [m for m in self._index.at(place) if m != number]
        return fixed(self.words, speech, len(outer), within_quote=any(self.speeches[m].quoted for m in outer))

    def around(self, word: int) -> tuple[int, ...]:
        """The numbers of the attributions whose content holds a word."""
        return self._index.at(word)

    def of_word(self, number: int, word: int) -> tuple[str, ...]:
        """The features of one attribution at one word beside `features`."""
        return of_word(self.words, self.speeches[number], word, bool(self._quoted.at(word)))

    def score(self, number: int, word: int) -> float:
        """The log-odds that the word is said by the source of the attribution."""
        learnt = weights()
        if self._base is None:
            bias = learnt["bias"]
            self._base = [bias + sum(learnt.get(f, 0.0) for f in found) for found in self.features]
        here = sum(learnt.get(f, 0.0) for f in self.of_word(number, word))
        start = next((a for a, b in self.speeches[number].content if a <= word < b), word)
        at_start = sum(learnt.get(f, 0.0) for f in self.of_word(number, start)) if start != word else here
        return self._base[number] + max(here, at_start - FADING)

    def voices(self, first: int, last: int) -> list[Speech]:
        """The attributions of the words ``[first, last]``, the outermost first."""
        around = set(self.around(first))
        if last != first:
            around &= set(self.around(last))
        sure = sorted(
            (-_size(self.speeches[n]), n, score) for n in around if (score := self.score(n, first)) >= ENOUGH
        )
        return [self.speeches[n] for i, (_, n, score) in enumerate(sure) if i == 0 or score >= INNER]

    def taken(self) -> list[Speech]:
        """The attributions that hold for at least one end of their content, in text order."""
        return [
            speech
            for n, speech in enumerate(self.speeches)
            if any(max(self.score(n, a), self.score(n, b - 1)) >= ENOUGH for a, b in speech.content)
        ]


def _size(speech: Speech) -> int:
    return sum(b - a for a, b in speech.content)
