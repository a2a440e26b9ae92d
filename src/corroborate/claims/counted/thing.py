"""What a number counts: the thing, its measure, modifiers and status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corroborate.claims.counted.phrase import Phrase, after, chunk
from corroborate.claims.counted.vocabulary import Vocabulary
from corroborate.claims.words import Word
from corroborate.model.claim import Counted, Status
from corroborate.model.measure import Measures

_LISTING = frozenset({"including", "among", "most", "all", "many", "some", "with"})
_IN = frozenset({"in", "under"})
_LIVES = frozenset({"life", "live"})
_THEIR = frozenset({"their", "his", "her", "its", "our"})
_PAUSES = frozenset({",", "—", "–", "(", ")"})


@dataclass(frozen=True, slots=True)
class Thing:
    """What is counted, and the words ``[first, last)`` that say so; ``verb`` where a verb does."""

    counted: Counted
    first: int
    last: int
    verb: int | None = None


def thing_after(
    words: Sequence[Word], i: int, sentence: tuple[int, int], measures: Measures, vocabulary: Vocabulary
) -> Thing | None:
    """What a number counts whose last word ends before word ``i``, by the words after it."""
    end = sentence[1]
    happened = _happened(words, i, end, vocabulary)
    phrase = after(words, i, end)
    if phrase is None:
        if happened is None:
            return None
        return _victims(words, i, happened, None, measures, vocabulary)
    phrase, named = _named(words, phrase, end, measures, vocabulary)
    happened = _happened(words, phrase.last, end, vocabulary)
    if happened is None and (behind := _behind_complement(words, phrase.last, end)) is not None:
        happened = _happened(words, behind, end, vocabulary)
    if happened is not None:
        found = _victims(words, i, happened, phrase, measures, vocabulary)
        plain = named or counted(words, phrase, measures, vocabulary)
        if harms(found.counted.measure, plain.measure, measures, vocabulary):
            return found
        return Thing(plain, phrase.first, phrase.last)
    if named is not None:
        return Thing(named, phrase.first, phrase.last)
    suffered = _suffered(words, phrase, measures, vocabulary)
    if suffered is not None:
        return suffered
    return Thing(counted(words, phrase, measures, vocabulary), phrase.first, phrase.last)


def _suffered(
    words: Sequence[Word], phrase: Phrase, measures: Measures, vocabulary: Vocabulary
) -> Thing | None:
    """What happened to people where it stands before them: "39 detained journalists"."""
    verb = phrase.first
    if verb >= phrase.head or words[verb].lower not in vocabulary.happened:
        return None
    found = _victims(
        words, verb, (verb, verb + 1), Phrase(verb + 1, phrase.last, phrase.head), measures, vocabulary
    )
    people = counted(words, Phrase(verb + 1, phrase.last, phrase.head), measures, vocabulary)
    if found.counted.measure is None or not of_people(people.measure, measures):
        return None
    told = replace(found.counted, words=_text(words, phrase.first, phrase.last))
    return Thing(told, phrase.first, phrase.last)


def _behind_complement(words: Sequence[Word], i: int, end: int) -> int | None:
    """Behind "of one family" in "three members of one family were killed"; None without an auxiliary."""
    if i + 2 >= len(words) or words[i].lower != "of":
        return None
    k = i + 1
    while k < len(words) and words[k].tag in {"DET", "NUM"} and words[k].start < end:
        k += 1
    inner = chunk(words, k, end)
    if inner is None or inner.last >= len(words) or words[inner.last].tag != "AUX":
        return None
    return inner.last


def _named(
    words: Sequence[Word], phrase: Phrase, end: int, measures: Measures, vocabulary: Vocabulary
) -> tuple[Phrase, Counted | None]:
    """The thing that "98 instances of torture" counts, with the phrase that goes as far as it."""
    k = phrase.last + 1
    if words[phrase.head].lemma not in vocabulary.classifiers or k >= len(words):
        return phrase, None
    inner = chunk(words, k, end) if words[k - 1].lower == "of" else None
    if inner is None:
        return phrase, None
    found = counted(words, inner, measures, vocabulary)
    if found.measure is None or measures.match(words[phrase.head].lemma) == found.measure:
        return phrase, None
    outer = counted(words, phrase, measures, vocabulary)
    whole = Phrase(phrase.first, inner.last, inner.head)
    text = _text(words, whole.first, whole.last)
    modifiers = (*outer.modifiers, *found.modifiers)
    status = found.status if outer.status is Status.NOT_STATED else outer.status
    return whole, replace(found, words=text, modifiers=modifiers, status=status)


def of_people(measure: str | None, measures: Measures) -> bool:
    """True for people, and for what happens to them: prisoners, hostages."""
    return measure is not None and (
        measure
        in {"person", "detained", "captured", "abducted", "missing", "displaced", "refugee", "returnee"}
        or "person" in measures.broader(measure)
    )


def harms(measure: str | None, thing: str | None, measures: Measures, vocabulary: Vocabulary) -> bool:
    """True where what happened is what is counted; a village that was captured stays a village."""
    if measure in vocabulary.only_people:
        return of_people(thing, measures)
    return thing is None or of_people(thing, measures)


def counted(words: Sequence[Word], phrase: Phrase, measures: Measures, vocabulary: Vocabulary) -> Counted:
    """The counted thing that a noun phrase names."""
    head = words[phrase.head]
    measure, used = None, {phrase.head}
    for first in range(phrase.first, phrase.head + 1):
        name = " ".join(w.lower for w in words[first : phrase.head])
        name = f"{name} {head.lemma}".strip().replace(" - ", "-")
        measure = measures.match(name)
        if measure is not None:
            used = set(range(first, phrase.head + 1))
            break
    rest = [words[k] for k in range(phrase.first, phrase.last) if k not in used]
    status = next(
        (vocabulary.status[w.lower] for w in rest if w.lower in vocabulary.status), Status.NOT_STATED
    )
    modifiers = tuple(
        w.lower
        for w in rest
        if w.tag in {"ADJ", "NOUN", "PROPN", "VERB"}
        and w.lower not in vocabulary.status
        and w.lower not in vocabulary.empty
    )
    text = _text(words, phrase.first, phrase.last)
    return Counted(text, head.lemma.lower(), measure, status=status, modifiers=modifiers)


def _victims(
    words: Sequence[Word],
    i: int,
    happened: tuple[int, int],
    phrase: Phrase | None,
    measures: Measures,
    vocabulary: Vocabulary,
) -> Thing:
    """Such as "12 killed", "12 people were killed": the measure is what happened, the people narrow it."""
    verb, last = happened
    who = counted(words, phrase, measures, vocabulary) if phrase is not None else None
    measure = measures.match(words[verb].lower) or measures.match(words[verb].lemma)
    also = _other_harm(words, verb, last, vocabulary)
    if also is not None:
        both = measures.match(f"{words[verb].lower} {words[last].lower} {words[also].lower}")
        measure, last = (both, also + 1) if both is not None else (measure, last)
    modifiers: tuple[str, ...] = ()
    if who is not None:
        plain = measures.match(who.head) == "person" or who.head in {"other"}
        modifiers = (*who.modifiers, *(() if plain else (who.head,)))
    first = phrase.first if phrase is not None else i
    text = _text(words, first, last)
    return Thing(
        Counted(
            text,
            words[verb].lower,
            measure,
            status=who.status if who else Status.NOT_STATED,
            modifiers=modifiers,
        ),
        first,
        last,
        verb,
    )


def _other_harm(words: Sequence[Word], verb: int, last: int, vocabulary: Vocabulary) -> int | None:
    """The second participle of "were killed or wounded", "killed and seriously wounded"."""
    k = last + 1
    if last != verb + 1 or k >= len(words) or words[last].lower not in {"and", "or"}:
        return None
    if words[k].tag == "ADV" and k + 1 < len(words):
        k += 1
    return k if words[k].lower in vocabulary.happened and not _has_object(words, k, words[-1].end) else None


def _happened(words: Sequence[Word], i: int, end: int, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """The participle after a number or its noun: "were killed", "dead", "have been displaced"."""
    j, steps = _behind_insertion(words, i, end, vocabulary), 0
    passive = j > i
    while j < len(words) and words[j].start < end and steps < 5:
        word = words[j]
        if (life := _lost_life(words, j)) is not None:
            return life - 1, life
        if word.lower in vocabulary.happened:
            return None if not passive and _has_object(words, j, end) else (j, j + 1)
        if word.lower in vocabulary.staying and j + 1 < len(words) and words[j + 1].lower in _IN:
            held = next(
                (k for k in range(j + 2, min(j + 5, len(words))) if words[k].lower in vocabulary.held), -1
            )
            return (held, held + 1) if held > 0 else None
        if word.tag in {"AUX", "ADV"} or word.lower in vocabulary.passed_over:
            passive = passive or (word.tag == "AUX" and word.lemma == "be")
            j, steps = j + 1, steps + 1
            continue
        return None
    return None


def _lost_life(words: Sequence[Word], j: int) -> int | None:
    """The word behind "lost their lives", which says that they died."""
    if words[j].lemma != "lose" or j + 2 >= len(words) or words[j + 2].lemma not in _LIVES:
        return None
    return j + 3 if words[j + 1].lower in _THEIR else None


def _behind_insertion(words: Sequence[Word], i: int, end: int, vocabulary: Vocabulary) -> int:
    """Behind what commas, dashes or brackets set in: "14 people, among them three children, were killed"."""
    if i >= len(words) or words[i].text not in _PAUSES or words[i].start >= end:
        return i
    for k in range(i + 1, min(len(words) - 1, i + 20)):
        word = words[k]
        if word.start >= end or (word.tag == "VERB" and word.form in {"past", "s"}):
            return i
        if word.text in _PAUSES and words[k + 1].tag == "AUX" and words[k + 1].lemma in {"be", "have"}:
            return k + 1
        listing = words[i + 1].tag == "ADV" or words[i + 1].lower in _LISTING
        if word.text in _PAUSES and listing and words[k + 1].lower in vocabulary.happened:
            return k + 1
    return i


def _has_object(words: Sequence[Word], verb: int, end: int) -> bool:
    """True where the word is a verb with an object of its own: "and wounded 7", "killed their guards"."""
    k = verb + 1
    if k + 1 >= len(words) or words[k].start >= end or words[verb].tag != "VERB":
        return False
    word, following = words[k], words[k + 1]
    if word.lower in {"a", "an", "each", "every", "per", "this", "that", "last"}:
        return word.lower in {"a", "an"} and following.lemma not in {"day", "week", "month", "year"}
    if word.tag in {"NUM", "DET", "PRON"} or word.lower in {"at", "more", "up", "nearly", "about", "around"}:
        return word.tag != "PRON" or word.lower not in {"who", "which", "when", "where", "and"}
    return word.tag == "NOUN" and word.form == "plural"


def _text(words: Sequence[Word], first: int, last: int) -> str:
    found = []
    for k in range(first, last):
        gap = " " if k > first and words[k].start > words[k - 1].end else ""
        found.append(gap + words[k].text)
    return "".join(found)
