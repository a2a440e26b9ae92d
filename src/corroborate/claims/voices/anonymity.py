"""Sources that are not named, by the words that say so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from corroborate.claims.voices.cues import cues
from corroborate.claims.words import Word

_AFTER = 200
"""Code points after a source in which "on condition of anonymity" still concerns it."""


class Anonymity:
    """Where a text says that a source wants to stay unnamed."""

    def __init__(self, content: str) -> None:
        lower = content.lower() if len(content.lower()) == len(content) else content
        self._content = content
        self._places: list[int] = []
        for phrase in cues().anonymous:
            at = lower.find(phrase)
            while at >= 0:
                self._places.append(at)
                at = lower.find(phrase, at + 1)
        self._places.sort()

    def holds(self, start: int, end: int, words: Sequence[Word], *, named: bool) -> bool:
        """True where the source at ``[start, end)`` is not named, by its noun or by words behind it."""
        known = cues()
        if any(w.lower in known.anonymous_adjectives for w in words):
            return True
        found = bisect_left(self._places, start)
        if found < len(self._places) and self._places[found] <= end + _AFTER:
            between = self._content[end : self._places[found]]
            if "\n" not in between and ". " not in between:
                return True
        return not named and any(w.lower in known.anonymous_nouns for w in words)
