"""Whose age it is, and when."""

from __future__ import annotations

from corroborate.claims.counted.actors import Resolve, name_of, subject_of
from corroborate.claims.counted.phrase import chunk
from corroborate.claims.scene import Scene

_PERSONS = frozenset({"he", "she", "you", "i"})


def subject_before(scene: Scene, start: int, sentence: tuple[int, int], resolve: Resolve) -> str | None:
    """Who an age at offset ``start`` is about: before a comma, by the verb, or the nearest person named."""
    words = scene.words
    first = scene.word_at(start)
    k = first - 1
    if (
        k >= 1
        and words[k].text in {",", "("}
        and words[k].start >= sentence[0]
        and words[k - 1].tag in {"PROPN", "PRON"}
    ):
        j = k - 1
        while j > 0 and words[j - 1].tag == "PROPN" and words[j - 1].start >= sentence[0]:
            j -= 1
        return name_of(words, j, k, resolve)
    verb = next(
        (
            j
            for j in range(first - 1, max(-1, first - 8), -1)
            if words[j].start >= sentence[0] and words[j].tag in {"VERB", "AUX"}
        ),
        None,
    )
    if verb is not None:
        subject = subject_of(words, verb + 1 if words[verb].tag == "AUX" else verb, sentence)
        if subject is not None:
            return name_of(words, subject[0], subject[1], resolve)
    for j in range(first - 1, -1, -1):
        if words[j].start < sentence[0]:
            break
        if words[j].lower in _PERSONS:
            return resolve(words[j].start, words[j].end) or words[j].text
        if words[j].tag == "PROPN":
            i = j
            while i > 0 and words[i - 1].tag == "PROPN" and words[i - 1].start >= sentence[0]:
                i -= 1
            return name_of(words, i, j + 1, resolve)
    return None


def subject_after(scene: Scene, end: int, sentence: tuple[int, int], resolve: Resolve) -> str | None:
    """Who an age that ends at ``end`` is about: "a 26-year-old Berlin man", "42-year-old John Smith"."""
    words = scene.words
    phrase = chunk(words, scene.word_at(end), sentence[1])
    if phrase is None or words[phrase.first].start - end > 2:
        return None
    return name_of(words, phrase.first, phrase.last, resolve)
