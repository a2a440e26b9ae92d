"""Who does or holds what is counted, and against whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corroborate.claims.counted.phrase import before, chunk
from corroborate.claims.counted.thing import Thing
from corroborate.claims.counted.vocabulary import Vocabulary
from corroborate.claims.words import Word

Resolve = Callable[[int, int], str | None]


def actor_of(
    words: Sequence[Word],
    first: int,
    thing: Thing,
    sentence: tuple[int, int],
    known: Vocabulary,
    resolve: Resolve,
) -> str | None:
    """The actor by name where the text names it: "by X" after the thing, or the subject before it."""
    by = _by(words, max(thing.last, thing.verb + 1 if thing.verb is not None else 0), sentence)
    if by is not None:
        return _name(words, by[0], by[1], resolve)
    own = _possessor(words, thing, resolve)
    if own is not None:
        return own
    verb = _verb_before(words, first, sentence)
    if verb is None:
        return None
    passive = thing.verb is not None and thing.verb > first
    if passive:
        return None
    word = words[verb]
    holds = word.lemma in {"have", "command", "possess", "control"}
    if not holds and word.lemma not in known.doing and thing.verb != verb:
        return None
    j = verb
    while j > 0 and words[j - 1].tag in {"AUX", "ADV", "PART"} and words[j - 1].start >= sentence[0]:
        j -= 1
    phrase = before(words, j, sentence[0])
    return None if phrase is None else _name(words, phrase.first, phrase.last, resolve)


def target_of(
    words: Sequence[Word], thing: Thing, sentence: tuple[int, int], known: Vocabulary
) -> str | None:
    """Against whom: "against the Taliban", "targeting the police"."""
    for j in range(thing.last, min(len(words), thing.last + 8)):
        word = words[j]
        if word.start >= sentence[1] or word.text in ".;:?!":
            return None
        if word.lower in {"against", "targeting"}:
            k = j + 1
            while k < len(words) and words[k].tag == "DET":
                k += 1
            phrase = chunk(words, k, sentence[1])
            return None if phrase is None else " ".join(w.text for w in words[phrase.first : phrase.last])
    return None


def _by(words: Sequence[Word], i: int, sentence: tuple[int, int]) -> tuple[int, int] | None:
    for j in range(i, min(len(words), i + 6)):
        word = words[j]
        if word.start >= sentence[1] or word.tag == "PUNCT":
            return None
        if word.lower == "by":
            k = j + 1
            while k < len(words) and words[k].tag == "DET":
                k += 1
            phrase = chunk(words, k, sentence[1])
            if phrase is None or words[phrase.head].tag != "PROPN" and words[phrase.head].form == "ing":
                return None
            return k, phrase.last
        if word.tag not in {"VERB", "ADV", "AUX"}:
            return None
    return None


def _possessor(words: Sequence[Word], thing: Thing, resolve: Resolve) -> str | None:
    if thing.first > 0 and words[thing.first - 1].lower in {"our", "its", "their", "his", "her"}:
        word = words[thing.first - 1]
        return resolve(word.start, word.end) or word.text
    return None


def _verb_before(words: Sequence[Word], first: int, sentence: tuple[int, int]) -> int | None:
    for j in range(first - 1, max(-1, first - 10), -1):
        word = words[j]
        if word.start < sentence[0] or word.text in ".;:?!":
            return None
        if word.tag == "VERB":
            return j
        if word.tag in {"SCONJ", "PROPN"} or word.lower in {"in", "of", "from"}:
            return None
    return None


def _name(words: Sequence[Word], first: int, last: int, resolve: Resolve) -> str:
    start, end = words[first].start, words[last - 1].end
    found = resolve(start, end)
    if found is not None:
        return found
    return " ".join(w.text for w in words[first:last] if w.tag != "DET")
