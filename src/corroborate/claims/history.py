"""What was counted before: "19 of these attacks", "in these clashes"."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import replace

from corroborate.claims.attach import Attached
from corroborate.claims.counted import Thing
from corroborate.claims.scene import Scene
from corroborate.lexicons import load
from corroborate.model.claim import AnyClaim
from corroborate.model.quantity import Quantity

DEPTH = 20
"""Claims that are looked back on."""


class History:
    """The last counts of a document, for words that point back at them."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.back = re.compile(load("counted", scene.language)["points_back"], re.IGNORECASE)
        self.pronoun = re.compile(load("counted", scene.language)["points_back_alone"], re.IGNORECASE)
        self.last: deque[AnyClaim] = deque(maxlen=DEPTH)
        self._sentence: tuple[int, int] | None = None
        self._found: tuple[list[str], bool] = [], False

    def add(self, claims: Iterable[AnyClaim]) -> None:
        """Remember the claims of a sentence."""
        self.last.extend(c for c in claims if c.counted is not None)

    def window(self, sentence: tuple[int, int]) -> Attached | None:
        """The window of the counts that "these attacks" points back at; None where nothing does."""
        if not self.last:
            return None
        nouns, alone = self._pointing(sentence)
        for noun in nouns:
            for claim in reversed(self.last):
                if claim.counted is None or claim.window is None or claim.window_span is None:
                    continue
                if noun.startswith(claim.counted.head[:-1] or claim.counted.head):
                    return Attached(claim.window, claim.window_span.start, claim.window_span.end)
        if alone:
            for claim in reversed(self.last):
                if claim.window is not None and claim.window_span is not None:
                    return Attached(claim.window, claim.window_span.start, claim.window_span.end)
        return None

    def _pointing(self, sentence: tuple[int, int]) -> tuple[list[str], bool]:
        """The nouns that point back in a sentence, and whether a pronoun does; looked for once a sentence."""
        if sentence != self._sentence:
            content, (start, end) = self.scene.content, sentence
            nouns = [match["noun"].casefold() for match in self.back.finditer(content, start, end)]
            self._sentence = sentence
            self._found = nouns, self.pronoun.search(content, start, end) is not None
        return self._found

    def inherited(
        self, thing: Thing | None, number: tuple[int, int], quantity: Quantity, sentence: tuple[int, int]
    ) -> Thing | None:
        """A thing with what the counts before it say that it points back at.

        "Of these, 19 were in Kabul" counts what was counted last; "19 of these attacks" are of whoever did
        those attacks. A part is no larger than its whole.
        """
        text = self.scene.content[sentence[0] : sentence[1]]
        after = self.scene.words[number[1]].start if number[1] < len(self.scene.words) else sentence[1]
        points = self.back.match(self.scene.content, after, sentence[1])
        alone = self.pronoun.match(text) or self.pronoun.match(self.scene.content, after, sentence[1])
        if points is None and alone is None:
            return thing
        for claim in reversed(self.last):
            known = claim.counted
            if known is None or claim.quantity is None or not _holds(claim.quantity, quantity):
                continue
            if thing is None:
                if points is not None:
                    return None
                return Thing(replace(known, words=known.words), number[1], number[1])
            same = thing.counted.head == known.head or thing.counted.measure == known.measure is not None
            if same and points is not None:
                told = replace(
                    thing.counted,
                    actor=thing.counted.actor or known.actor,
                    target=thing.counted.target or known.target,
                )
                return replace(thing, counted=told)
        return thing


def _holds(whole: Quantity, part: Quantity) -> bool:
    """True where a part may be of a whole by their sizes."""
    high, low = whole.hard.high, part.hard.low
    return high is None or low is None or low <= high
