"""How much a claim is worth checking: ranks, never drops (C22)."""

from __future__ import annotations

import re
from functools import cache

from corroborate.claims.scene import Scene
from corroborate.claims.sharing import Sharing
from corroborate.claims.words import KEPT
from corroborate.lexicons import load
from corroborate.model.claim import AnyClaim, ClaimKind, Modality
from corroborate.model.quantity import Hedge

LONGEST = 64
"""Letters of a word that are looked at."""


@cache
def _table(language: str) -> tuple[dict[str, float], re.Pattern[str], re.Pattern[str]]:
    data = load("worth", language)
    return (
        {k: float(v) for k, v in data["weights"].items()},
        re.compile(data["comparison"], re.IGNORECASE),
        re.compile(data["conflict"], re.IGNORECASE),
    )


class _Signs(dict[str, tuple[bool, bool]]):
    """Whether a word compares, and whether it speaks of conflict; kept while there is room."""

    def __init__(self, language: str) -> None:
        super().__init__()
        _, self._comparison, self._conflict = _table(language)

    def __missing__(self, word: str) -> tuple[bool, bool]:
        text = word[:LONGEST]
        found = self._comparison.search(text) is not None, self._conflict.search(text) is not None
        if len(word) < LONGEST:
            if len(self) >= KEPT:
                self.clear()
            self[word] = found
        return found


@cache
def _signs(language: str) -> _Signs:
    return _Signs(language)


class Weigher:
    """Weighs the claims of a document; each sentence is looked at once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._said: dict[tuple[int, int], tuple[bool, bool]] = {}
        self._sharing = Sharing()

    def weighed(self, claim: AnyClaim) -> AnyClaim:
        """The claim with its worth 0..1: the sum of the weights of what it has, cut at 1."""
        weights, _, _ = _table(self.scene.language)
        compares, conflicts = self.said(claim.sentence)
        signs = {
            "number": claim.quantity is not None and claim.kind is not ClaimKind.EXISTENCE,
            "counted": claim.counted is not None and claim.counted.measure is not None,
            "attribution": len(claim.attribution.voices) > 1,
            "hedge": claim.quantity is not None and claim.quantity.hedge not in {Hedge.NONE, Hedge.VAGUE},
            "window": claim.window is not None and claim.kind is not ClaimKind.DATE,
            "comparison": compares,
            "conflict": conflicts,
            "total": bool(claim.total_of),
            "not_asserted": claim.modality is not Modality.ASSERTED,
        }
        worth = weights["base"] + sum(weights[name] for name, holds in signs.items() if holds)
        return self._sharing.claim(claim, round(min(1.0, max(0.0, worth)), 2))

    def said(self, sentence: tuple[int, int]) -> tuple[bool, bool]:
        """Whether one of the words of a sentence compares, and whether one speaks of conflict."""
        if sentence not in self._said:
            scene = self.scene
            lowers = scene.lowers[scene.word_at(sentence[0]) : scene.word_at(sentence[1])]
            signs = set(map(_signs(scene.language).__getitem__, lowers))
            self._said[sentence] = (
                any(compares for compares, _ in signs),
                any(conflicts for _, conflicts in signs),
            )
        return self._said[sentence]


def weighed(scene: Scene, claim: AnyClaim) -> AnyClaim:
    """One claim with its worth."""
    return Weigher(scene).weighed(claim)
