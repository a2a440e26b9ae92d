"""What a number counts: the thing, its measure, modifiers and status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.claims.counted.phrase import Phrase, after
from corroborate.claims.counted.vocabulary import Vocabulary
from corroborate.claims.words import Word
from corroborate.model.claim import Counted, Status
from corroborate.model.measure import Measures


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
    happened = _happened(words, phrase.last, end, vocabulary)
    if happened is not None:
        return _victims(words, i, happened, phrase, measures, vocabulary)
    return Thing(counted(words, phrase, measures, vocabulary), phrase.first, phrase.last)


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


def _happened(words: Sequence[Word], i: int, end: int, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """The participle after a number or its noun: "were killed", "dead", "have been displaced"."""
    j, steps = i, 0
    while j < len(words) and words[j].start < end and steps < 5:
        word = words[j]
        if word.lower in vocabulary.happened:
            return j, j + 1
        if word.tag in {"AUX", "ADV"} or word.lower in vocabulary.passed_over:
            j, steps = j + 1, steps + 1
            continue
        return None
    return None


def _text(words: Sequence[Word], first: int, last: int) -> str:
    found = []
    for k in range(first, last):
        gap = " " if k > first and words[k].start > words[k - 1].end else ""
        found.append(gap + words[k].text)
    return "".join(found)
