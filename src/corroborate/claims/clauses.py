"""Clauses of a sentence, and which time or place belongs to which number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.claims.words import Word

_FINITE = frozenset({"past", "s", "base"})
_RELATIVE = frozenset({"who", "which", "where", "whose", "whom"})
_STRONG = frozenset(";:—–")
_OPENING = frozenset({"SCONJ", "CCONJ"})


@dataclass(slots=True)
class Clause:
    """The words ``[first, last)`` of a clause."""

    first: int
    last: int


def clauses(
    words: Sequence[Word], first: int, last: int, closed: Sequence[tuple[int, int]] = ()
) -> list[Clause]:
    """The clauses of the words ``[first, last)``; no clause ends inside ``closed`` stretches of the text."""
    cuts = [first]
    shut = 0
    for k in range(first + 1, last):
        word = words[k]
        if (
            word.tag not in _OPENING
            and word.lower not in _RELATIVE
            and word.lower != "that"
            and words[k - 1].text not in _STRONG
        ):
            continue
        while shut < len(closed) and closed[shut][1] <= word.start:
            shut += 1
        if shut < len(closed) and closed[shut][0] <= word.start:
            continue
        if words[k - 1].text in _STRONG or _opens(words, k, last):
            cuts.append(k)
    return [Clause(a, b) for a, b in zip(cuts, [*cuts[1:], last], strict=True)]


def _opens(words: Sequence[Word], k: int, last: int) -> bool:
    word = words[k]
    if word.tag == "SCONJ":
        return words[k - 1].tag not in {"CCONJ"}
    if word.lower in _RELATIVE and words[k - 1].text in {",", "—", "–"}:
        return True
    if word.lower == "that" and word.tag in {"PRON", "DET"} and k + 1 < last:
        return words[k + 1].tag in {"AUX", "VERB"} and words[k - 1].tag in {"NOUN", "PROPN", "NUM", "ADV"}
    if word.tag != "CCONJ":
        return False
    j = k + 1
    if j < last and words[j].tag == "SCONJ":
        return True
    while j < last and words[j].tag == "ADV":
        j += 1
    if j < last and words[j].lower == "that":
        return True
    if j < last and words[j].tag in {"VERB", "AUX"}:
        return words[j].form in _FINITE
    steps = 0
    while j < last and steps < 9 and words[j].tag in {"PRON", "DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"}:
        j, steps = j + 1, steps + 1
    return (
        steps > 0
        and j < last
        and (words[j].tag == "AUX" or (words[j].tag == "VERB" and words[j].form in _FINITE))
    )


def clause_of(found: Sequence[Clause], index: int) -> int:
    """The number of the clause that holds a word."""
    for number, clause in enumerate(found):
        if index < clause.last:
            return number
    return len(found) - 1


_THEM = frozenset(["them", "whom", "these", "those", "which"])


def directly_after(words: Sequence[Word], end: int, start: int, first: int) -> bool:
    """True where only small words stand between the offsets ``end`` and ``start``: "20 in Kabul".

    ``first`` is the index of the first word at or after ``end``.
    """
    k = first
    if k + 1 < len(words) and words[k].lower == "of" and words[k + 1].lower in _THEM:
        k += 2
    while k < len(words) and words[k].start < start:
        if words[k].tag not in {"ADP", "DET"}:
            return False
        k += 1
    return start >= end
