"""Noun phrases around a number, over tagged words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.claims.words import Word

_INSIDE = frozenset({"ADJ", "NOUN", "PROPN"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_WHEN = frozenset(["last", "next", "past", "previous", "earlier", "later", "early", "late", "present"])
_WHEN |= frozenset(["yesterday", "today", "tomorrow", "alone", "apiece"])
"""Words behind a noun that are no part of its phrase."""
_PERIODS = frozenset(["year", "month", "week", "day", "quarter", "decade", "century", "period", "time"])
REACH = 12
"""Words that a noun phrase may have after its number."""


@dataclass(slots=True)
class Phrase:
    """The words ``[first, last)`` of a noun phrase and its head noun."""

    first: int
    last: int
    head: int


def after(words: Sequence[Word], i: int, end: int, *, share: bool = True) -> Phrase | None:
    """The noun phrase that starts at word ``i``, right after a number; None where there is none.

    ``end`` is the offset where the sentence ends. "of" and a determiner are passed over: "20 of the 34
    provinces" counts provinces.
    """
    j = i
    if j < len(words) and words[j].lower == "of" and words[j].start < end:
        j += 1
        while (
            j < len(words)
            and (words[j].tag in {"DET", "NUM"} or words[j].lower in {"'s", "’s"})
            and words[j].start < end
        ):
            j += 1
    elif share and j < len(words) and words[j].tag == "DET" and words[j].start < end:
        following = words[j + 1].lemma if j + 1 < len(words) else ""
        if words[j].lower in {"a", "an", "each", "every", "per"} or following in _PERIODS:
            # "$15 an hour" is a rate, "$700 million this year" has a time.
            return None
        j += 1
    happened = i + 1 < j < len(words) and words[j].form in {"part", "past"} and words[j].start < end
    if happened and words[j - 1].lower == "the" and not _noun_follows(words, j, end):
        # "Two of the wounded" are people.
        return Phrase(j, j + 1, j)
    found = chunk(words, j, end)
    if (
        found is not None
        and found.last + 1 < len(words)
        and words[found.last].lower in {"'s", "’s", "'", "’"}
    ):
        k = found.last + 1
        while k < len(words) and words[k].tag == "NUM" and words[k].start < end:
            k += 1
        # "A dozen of the campaign's 40 employees" are employees.
        return chunk(words, k, end) or found
    return found


def _is_plural_after_number(words: Sequence[Word], i: int, j: int, head: int) -> bool:
    """True for "strikes" in "20 air strikes by the army": a number asks for a plural, and "air" is none."""
    word = words[j]
    if word.tag != "VERB" or word.form != "s" or head != j - 1 or head < 0 or words[head].form == "plural":
        return False
    if i == 0 or words[i - 1].tag != "NUM" or words[head].tag != "NOUN":
        return False
    return j + 1 == len(words) or words[j + 1].tag in {"ADP", "PUNCT"}


def chunk(words: Sequence[Word], i: int, end: int) -> Phrase | None:
    """Adjectives and nouns from word ``i`` to the last noun of their run."""
    j, head = i, -1
    while j < len(words) and j - i < REACH and words[j].start < end:
        word = words[j]
        if head >= 0 and word.lower in _WHEN:
            break
        if word.tag in _NOUNS:
            if (
                word.tag == "PROPN"
                and head == j - 1
                and words[head].form == "plural"
                and words[head].tag == "NOUN"
            ):
                break
            head = j
        elif word.tag == "ADJ":
            if head >= 0 and not _noun_follows(words, j, end):
                break
        elif _is_plural_after_number(words, i, j, head):
            head = j
        elif word.tag == "VERB" and (word.form in {"part", "ing"} or word.lower.endswith("ed")):
            named = j + 1 < len(words) and words[j + 1].tag == "PROPN" and word.form != "ing"
            if head >= 0 or named or not _noun_follows(words, j, end):
                break
        elif word.tag == "ADV" and head < 0 and j + 1 < len(words) and words[j + 1].tag == "ADJ":
            pass
        elif word.text in {"-", "‑"} or word.lower in {"'s", "’s"}:
            if j + 1 >= len(words) or words[j + 1].tag not in _INSIDE:
                break
        elif (
            word.tag == "CCONJ"
            and head < 0
            and j > i
            and words[j - 1].tag == "ADJ"
            and _noun_follows(words, j, end)
        ) or (
            word.tag == "PUNCT"
            and word.text == ","
            and head < 0
            and j > i
            and words[j - 1].tag == "ADJ"
            and _noun_follows(words, j, end)
        ):
            pass
        else:
            break
        j += 1
    return Phrase(i, head + 1, head) if head >= 0 else None


def _noun_follows(words: Sequence[Word], i: int, end: int) -> bool:
    for word in words[i + 1 : i + 4]:
        if word.start >= end:
            return False
        if word.tag in _NOUNS:
            return True
        if word.tag not in {"ADJ", "PUNCT", "VERB"} or (
            word.text not in {"-", "‑", ","} and word.tag == "PUNCT"
        ):
            return False
        if word.tag == "VERB" and word.form not in {"part", "ing"}:
            return False
    return False


def before(words: Sequence[Word], i: int, start: int) -> Phrase | None:
    """The noun phrase that ends right before word ``i``."""
    j, head = i - 1, -1
    while j >= 0 and i - j <= REACH and words[j].start >= start:
        word = words[j]
        if word.tag in _NOUNS and head < 0:
            head = j
        elif word.tag in _INSIDE or word.tag == "NUM":
            if head < 0:
                break
        elif word.tag in {"DET", "PRON"} and head < 0 and word.lower in _PRONOUNS:
            return Phrase(j, i, j)
        elif word.tag == "DET" or (word.tag == "PRON" and word.lower in _POSSESSIVE):
            return Phrase(j, head + 1, head) if head >= 0 else None
        elif word.lower in {"'s", "’s", "s'"} or word.text in {"-", "‑"}:
            if head < 0:
                break
        elif word.text == ")" and head < 0 and (opened := _bracket(words, j, start)) is not None:
            j = opened - 1
            continue
        elif (
            word.tag == "ADP"
            and word.lower in {"of", "for"}
            and head >= 0
            and j > 0
            and words[j - 1].tag in _NOUNS
        ):
            head = j - 1
        else:
            break
        j -= 1
    return Phrase(j + 1, i, head) if head >= 0 else None


def _bracket(words: Sequence[Word], j: int, start: int) -> int | None:
    """The opening bracket of "(NRF)" that closes at word ``j``; None where it is not that short."""
    for k in range(j - 1, max(-1, j - 5), -1):
        if words[k].start < start:
            return None
        if words[k].text == "(":
            return k
    return None


_PRONOUNS = frozenset({"we", "they", "he", "she", "it", "i", "who", "which", "that", "you", "us", "them"})
_POSSESSIVE = frozenset({"our", "their", "his", "her", "its", "my", "your"})


def subject_before(words: Sequence[Word], i: int, start: int) -> Phrase | None:
    """The noun phrase before word ``i`` without its adjuncts: "attacks" of "attacks on schools"."""
    found = before(words, i, start)
    for _ in range(4):
        if found is None:
            return None
        k = found.first - 1
        while k > 0 and words[k].tag == "DET" and words[k].start >= start:
            k -= 1
        if k < 1 or words[k].start < start or words[k].tag != "ADP":
            return found
        if words[k - 1].tag == "VERB" and words[k - 1].form in {"part", "past"} and k > 1:
            k -= 1
        if words[k - 1].tag not in _NOUNS or words[k - 1].start < start:
            return found
        found = before(words, k, start) or found
    return found
