"""The words that say none, little, some and all, from the lexicon, with their slots filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from corroborate.lexicons import load
from corroborate.model.claim import ClaimKind
from corroborate.model.interval import Interval
from corroborate.model.quantity import Dimension

_SLOT = re.compile(r"<(\w+)>")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say none, little, some or all, and the two readings; ``needs`` as in the lexicon."""

    words: tuple[str, ...]
    kind: ClaimKind
    hard: Interval
    usual: Interval
    dimension: Dimension
    needs: str


@dataclass(frozen=True)
class Cues:
    """All cues of a language and the words around them."""

    cues: Mapping[tuple[str, ...], Cue]
    lengths: Mapping[str, tuple[int, ...]]
    """By first word, how many words its cues have, longest first."""
    idioms: frozenset[str]
    had: frozenset[str]
    negators: frozenset[str]
    partitives: frozenset[str]
    standing_before: frozenset[str]
    trailing: frozenset[str]
    ing_nouns: frozenset[str]
    ways_to: frozenset[str]

    def at(self, lowers: Sequence[str], k: int) -> Cue | None:
        """The longest cue that starts at word ``k`` of the words in lower case."""
        for length in self.lengths.get(lowers[k], ()):
            cue = self.cues.get(tuple(lowers[k : k + length]))
            if cue is not None:
                return cue
        return None


@cache
def cues(language: str) -> Cues:
    """The cues of a language; parsed once."""
    data: Mapping[str, Any] = load("existence", language)
    found: dict[tuple[str, ...], Cue] = {}
    for entry in data["cues"]:
        share = entry["share"]
        for phrase in entry["words"]:
            for words in _filled(str(phrase), data["slots"]):
                cue = Cue(
                    words,
                    ClaimKind.PROPORTION if share else ClaimKind.EXISTENCE,
                    Interval(*entry["hard"]),
                    Interval(*entry["usual"]),
                    Dimension.SHARE if share else Dimension.OTHER,
                    entry.get("needs", "noun"),
                )
                found.setdefault(words, cue)
    lengths: dict[str, set[int]] = {}
    for words in found:
        lengths.setdefault(words[0], set()).add(len(words))
    return Cues(
        found,
        {first: tuple(sorted(n, reverse=True)) for first, n in lengths.items()},
        *(
            frozenset(str(w) for w in data[key])
            for key in (
                "idioms",
                "had",
                "negators",
                "partitives",
                "standing_before",
                "trailing",
                "ing_nouns",
                "ways_to",
            )
        ),
    )


def _filled(phrase: str, slots: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """A phrase with every entry of its slots.

    >>> _filled("<only> made", {"only": ["solely", "nothing but"]})
    [('solely', 'made'), ('nothing', 'but', 'made')]
    """
    parts = [slots[m[1]] if (m := _SLOT.fullmatch(part)) else [part] for part in phrase.split()]
    return [tuple(" ".join(str(c) for c in chosen).split()) for chosen in product(*parts)]
