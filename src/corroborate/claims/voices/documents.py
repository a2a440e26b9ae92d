"""Documents that speak: "a report" by its maker, "the report" by the one before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from corroborate.claims.voices.cues import cues
from corroborate.claims.voices.names import Names
from corroborate.claims.voices.phrases import subject
from corroborate.claims.words import Word

_MAKES = frozenset(
    ["put", "publish", "release", "issue", "write", "produce", "prepare", "file", "compile", "make"]
)
_BY = frozenset(["by", "from", "of"])
_BEFORE = 6
"""Words before a document's noun in which its maker is looked for."""
_VERB = 8


class Documents:
    """Names of the reports, surveys and statements of one text: their maker and what they are."""

    def __init__(self, words: Sequence[Word], names: Names) -> None:
        self._words = words
        self._names = names
        self._named: dict[str, list[tuple[int, str]]] = {}
        known = cues()
        for i, word in enumerate(words):
            if word.tag == "NOUN" and word.lemma in known.documents:
                maker = self._maker(i)
                if maker is not None:
                    self._named.setdefault(word.lemma, []).append((i, f"{maker} {word.lower}"))

    def name(self, first: int, last: int) -> str | None:
        """The name of the document that the words ``[first, last)`` name; None where they name none."""
        for i in range(first, last):
            word = self._words[i]
            if word.tag == "ADP" and i > first:
                break
            if word.tag == "NOUN" and word.lemma in cues().documents:
                return self._known(i)
        return None

    def _known(self, i: int) -> str | None:
        """What a document was called here, or, after "the" or "its", the last time before."""
        listed = self._named.get(self._words[i].lemma, [])
        found = bisect_left(listed, (i, ""))
        if found < len(listed) and listed[found][0] == i:
            return listed[found][1]
        pointed = i > 0 and self._words[i - 1].lower in ("the", "this", "that", "it", "its", "their")
        return listed[found - 1][1] if found and pointed else None

    def _maker(self, i: int) -> str | None:
        words = self._words
        if i + 2 < len(words) and words[i + 1].lower in _BY:
            k = i + 2
            while k < min(i + 6, len(words)) and words[k].tag in ("DET", "ADJ"):
                k += 1
            named = self._names.at(k)
            if named is not None and words[i + 1].lower != "of":
                return named
        for k in range(i - 1, max(-1, i - _BEFORE), -1):
            named = self._names.at(k)
            if named is not None:
                return named
            if words[k].tag not in ("ADJ", "NOUN", "NUM", "PART", "PROPN"):
                break
        return self._published(i)

    def _published(self, i: int) -> str | None:
        """The subject of the verb that publishes it, as in: The UN put out a report."""
        for k in range(i - 1, max(-1, i - _VERB), -1):
            word = self._words[k]
            if word.tag == "VERB":
                if word.lemma not in _MAKES:
                    return None
                low = max(0, k - 20)
                source = subject(self._words, k, low)
                return self._names.at(source[1] - 1) if source else None
            if word.tag in ("AUX", "PUNCT"):
                return None
        return None
