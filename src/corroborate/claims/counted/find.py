"""Finds what a number counts, by the words after it, before it, or the level that it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corroborate.claims.counted.phrase import before, chunk, subject_before
from corroborate.claims.counted.thing import Thing, counted, harms, thing_after
from corroborate.claims.counted.vocabulary import Vocabulary
from corroborate.claims.words import Word
from corroborate.model.claim import Counted
from corroborate.model.measure import Measures

_DONE_TO = frozenset(
    [
        "killed",
        "executed",
        "injured",
        "detained",
        "captured",
        "abducted",
        "tortured",
        "raped",
        "displaced",
        "released",
    ]
)
"""Measures whose nouns have victims behind "of": "the killing of 102 children"."""


def find_thing(
    words: Sequence[Word],
    first: int,
    last: int,
    sentence: tuple[int, int],
    measures: Measures,
    known: Vocabulary,
) -> Thing | None:
    """What the number at words ``[first, last)`` counts, by the words around it; None if unknown."""
    compound = _compound(words, first, last, measures)
    if compound is not None:
        return compound
    thing = thing_after(words, last, sentence, measures, known)
    if thing is not None and thing.counted.head == "life" and _saved(words, first, known):
        thing = replace(thing, counted=replace(thing.counted, measure=None))
    if thing is None and (labelled := _labelled(words, first, sentence, measures, known)) is not None:
        return labelled
    told = thing is not None and thing.last < len(words) and words[thing.last].tag in {"AUX", "VERB"}
    harmed = _harmed(words, first, sentence, measures, known, joined=not told)
    if thing is not None and thing.verb is None and harmed is not None:
        verb, measure = harmed
        if not harms(measure, thing.counted.measure, measures, known):
            return replace(thing, verb=verb)
        return _victim(words, thing, verb, measure, known)
    if thing is None and harmed is not None and harmed[1] not in known.only_people:
        verb, measure = harmed
        return Thing(Counted(words[verb].text, words[verb].lemma, measure), last, last, verb)
    return thing if thing is not None else _level(words, first, sentence, measures, known)


def _harmed(
    words: Sequence[Word],
    first: int,
    sentence: tuple[int, int],
    measures: Measures,
    known: Vocabulary,
    *,
    joined: bool,
) -> tuple[int, str] | None:
    """The verb right before the number whose object is its victims, and the measure: "killed at least 12".

    ``joined`` allows for victims before: "killed a woman and her four children".
    """
    dead = False
    passed = -1
    for j in range(first - 1, max(-1, first - 10), -1):
        word = words[j]
        if word.start < sentence[0] or (passed < 0 and j < first - 5):
            return None
        if joined and passed < 0 and word.tag == "CCONJ" and j > 0 and words[j - 1].tag == "NOUN":
            passed = j
            continue
        if passed >= 0 and word.tag == "NOUN" and passed - j <= 2:
            continue
        measure = _harming(word, known)
        if word.tag == "VERB" or (
            measure is not None and (word.lower.endswith("ing") or _headline(words, j, first))
        ):
            passive = word.form in {"part", "past"} and any(
                w.lemma == "be" for w in words[max(0, j - 2) : j] if w.start >= sentence[0]
            )
            measure = "killed" if dead else _with_other(words, j, measure, measures, known)
            return (j, measure) if measure is not None and not passive else None
        dead = dead or word.lower == "dead"
        if word.lower == "of" and j > 0 and words[j - 1].tag == "NOUN" and words[j - 1].start >= sentence[0]:
            happened = measures.match(words[j - 1].lemma)
            return (j - 1, happened) if happened in _DONE_TO else None
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


def _headline(words: Sequence[Word], j: int, number: int) -> bool:
    """True for a verb that a headline makes a noun: "Attack Kills Three", "kill three, wound dozens"."""
    before = words[j - 1] if j else None
    if before is None or any(w.tag not in {"ADV", "ADP", "ADJ"} for w in words[j + 1 : number]):
        return False
    title = words[j].tag == "PROPN" and words[j].lower.endswith("s")
    return (title and before.tag in {"NOUN", "PROPN"}) or (not title and before.text in {",", ";", "and"})


def _with_other(
    words: Sequence[Word], verb: int, measure: str | None, measures: Measures, known: Vocabulary
) -> str | None:
    """What two verbs with one object do together: "killed or wounded 30 soldiers" are casualties."""
    if measure is None or verb < 2 or words[verb - 1].lower not in {"and", "or"}:
        return measure
    other = _harming(words[verb - 2], known) if words[verb - 2].tag == "VERB" else None
    both = None if other is None else measures.match(f"{other} {words[verb - 1].lower} {measure}")
    return both or measure


def _saved(words: Sequence[Word], first: int, known: Vocabulary) -> bool:
    """True for lives that somebody saves."""
    return any(w.tag == "VERB" and w.lemma in known.saving for w in words[max(0, first - 5) : first])


def _labelled(
    words: Sequence[Word], first: int, sentence: tuple[int, int], measures: Measures, known: Vocabulary
) -> Thing | None:
    """What a label names before a number: "Killed: 12", "Civilians injured: 40"."""
    if first < 2 or words[first - 1].text not in ":=" or words[first - 2].start < sentence[0]:
        return None
    k = first - 2
    word = words[k]
    phrase = before(words, k + 1, sentence[0])
    if word.lower in known.happened:
        who = before(words, k, sentence[0])
        named = counted(words, who, measures, known) if who is not None else None
        modifiers = () if named is None or named.measure == "person" else (*named.modifiers, named.head)
        start = k if who is None else who.first
        if not _opens_label(words, start, sentence):
            return None
        measure = measures.match(word.lower)
        return Thing(Counted(word.text, word.lower, measure, modifiers=modifiers), start, k + 1, k)
    if phrase is None or phrase.last - phrase.first > 4 or not _opens_label(words, phrase.first, sentence):
        return None
    found = counted(words, phrase, measures, known)
    return Thing(found, phrase.first, phrase.last) if found.measure is not None else None


def _opens_label(words: Sequence[Word], start: int, sentence: tuple[int, int]) -> bool:
    """True for words at the start of a line or behind a pause, as labels stand in lists of figures."""
    return start == 0 or words[start - 1].start < sentence[0] or words[start - 1].text in ",;|•/-–—"


def _compound(words: Sequence[Word], first: int, last: int, measures: Measures) -> Thing | None:
    """The thing inside one word with its number: states in "a 50-state strategy"."""
    if last - first > 1 or first >= len(words) or "-" not in words[first].text or words[first].tag != "ADJ":
        return None
    noun = words[first].text.rsplit("-", 1)[1]
    if not noun.isalpha() or noun.lower() in {"way", "fold", "time"}:
        return None
    if noun.lower() == "strong":
        return Thing(Counted("strong", "member", "person"), first, first + 1)
    found = Counted(noun, noun.lower(), measures.match(noun.lower()))
    return Thing(found, first, first + 1)


def _harming(word: Word, known: Vocabulary) -> str | None:
    """What a verb does to its object; also by its form where its base form is guessed wrong."""
    if word.tag not in {"VERB", "NOUN", "PROPN"}:
        return None
    if word.tag == "PROPN":
        return known.harming.get(word.lower.removesuffix("s")) if word.lower.endswith("s") else None
    bases = (word.lemma, word.lower.removesuffix("ing"), word.lower.removesuffix("ed"))
    return next((known.harming[b] for b in bases if b in known.harming), None)


def _victim(words: Sequence[Word], thing: Thing, verb: int, measure: str, known: Vocabulary) -> Thing:
    who = thing.counted
    plain = who.measure == "person" or who.head in known.empty
    modifiers = (*who.modifiers, *(() if plain else (who.head,)))
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
                    risen = thing_after(
                        words, phrase.first, (sentence[0], words[first].start), measures, known
                    )
                    found = counted(words, phrase, measures, known) if risen is None else risen.counted
                    return Thing(found, phrase.first, phrase.last if risen is None else risen.last)
            phrase = before(words, j + 1, sentence[0])
            if phrase is not None and phrase.head == j and phrase.last - phrase.first > 1:
                found = counted(words, phrase, measures, known)
                if found.measure is not None:
                    return Thing(found, phrase.first, phrase.last)
        if word.tag == "VERB" and word.lemma in known.level_words:
            phrase = subject_before(words, j, sentence[0])
            if (
                phrase is not None
                and words[phrase.head].tag == "NOUN"
                and words[phrase.head].lower not in known.number_of
            ):
                risen = thing_after(words, phrase.first, (sentence[0], word.start), measures, known)
                found = counted(words, phrase, measures, known) if risen is None else risen.counted
                return Thing(found, phrase.first, phrase.last if risen is None else risen.last)
        j -= 1
    return None
