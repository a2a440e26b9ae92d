"""Finds what a number counts, by the words after it, before it, or the level that it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corroborate.claims.counted.phrase import before, chunk
from corroborate.claims.counted.thing import Thing, counted, thing_after
from corroborate.claims.counted.vocabulary import Vocabulary
from corroborate.claims.words import Word
from corroborate.model.claim import Counted
from corroborate.model.measure import Measures


def find_thing(
    words: Sequence[Word],
    first: int,
    last: int,
    sentence: tuple[int, int],
    measures: Measures,
    known: Vocabulary,
) -> Thing | None:
    """What the number at words ``[first, last)`` counts, by the words around it; None if unknown."""
    thing = thing_after(words, last, sentence, measures, known)
    harmed = _harmed(words, first, sentence, known)
    if thing is not None and thing.verb is None and harmed is not None:
        return _victim(words, thing, harmed, known)
    if thing is None and harmed is not None:
        verb = words[harmed]
        measure = known.harming[verb.lemma]
        return Thing(Counted(verb.text, verb.lemma, measure), last, last, harmed)
    return thing if thing is not None else _level(words, first, sentence, measures, known)


def _harmed(words: Sequence[Word], first: int, sentence: tuple[int, int], known: Vocabulary) -> int | None:
    """The verb right before the number whose object is its victims: "killed at least 12"."""
    for j in range(first - 1, max(-1, first - 6), -1):
        word = words[j]
        if word.start < sentence[0]:
            return None
        if word.tag == "VERB":
            passive = word.form in {"part", "past"} and any(
                w.lemma == "be" for w in words[max(0, j - 2) : j] if w.start >= sentence[0]
            )
            return j if word.lemma in known.harming and not passive else None
        if word.tag not in {"ADV", "ADP", "DET", "ADJ", "NUM", "PART", "PRON"} or word.lower in {
            "in",
            "of",
            "by",
            "with",
            "from",
            "for",
        }:
            return None
    return None


def _victim(words: Sequence[Word], thing: Thing, verb: int, known: Vocabulary) -> Thing:
    who = thing.counted
    plain = who.measure == "person" or who.head in known.empty
    modifiers = (*who.modifiers, *(() if plain else (who.head,)))
    measure = known.harming[words[verb].lemma]
    return replace(
        thing, counted=replace(who, measure=measure, head=words[verb].lemma, modifiers=modifiers), verb=verb
    )


def _level(
    words: Sequence[Word], first: int, sentence: tuple[int, int], measures: Measures, known: Vocabulary
) -> Thing | None:
    """The thing whose level a number gives: "the number of attacks rose to 35", "death toll at 1,061"."""
    j = first - 1
    while j >= 0 and words[j].start >= sentence[0] and first - j < 30:
        word = words[j]
        if word.text in ";:":
            return None
        if word.lower in known.number_of and word.tag == "NOUN":
            if j + 1 < len(words) and words[j + 1].lower == "of":
                phrase = chunk(words, j + 2 if words[j + 2].tag != "DET" else j + 3, sentence[1])
                if phrase is not None and phrase.last <= first:
                    found = counted(words, phrase, measures, known)
                    return Thing(found, phrase.first, phrase.last)
            phrase = before(words, j + 1, sentence[0])
            if phrase is not None and phrase.head == j and phrase.last - phrase.first > 1:
                found = counted(words, phrase, measures, known)
                if found.measure is not None:
                    return Thing(found, phrase.first, phrase.last)
        if word.tag == "VERB" and word.lemma in known.level_words:
            phrase = before(words, j, sentence[0])
            if (
                phrase is not None
                and words[phrase.head].tag == "NOUN"
                and words[phrase.head].lower not in known.number_of
            ):
                return Thing(counted(words, phrase, measures, known), phrase.first, phrase.last)
        j -= 1
    return None
