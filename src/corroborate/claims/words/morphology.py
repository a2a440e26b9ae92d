"""English inflection: forms of verbs from their base, bases of nouns and verbs from their forms."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

VOWELS = "aeiou"


class Inflection(NamedTuple):
    """A reading of a word form as a verb: base form, and ``base``, ``s``, ``past``, ``part`` or ``ing``."""

    lemma: str
    form: str


def inflect(verb: str, *, doubled: bool = False) -> tuple[str, str, str]:
    """The regular ``-s``, ``-ed`` and ``-ing`` forms of a verb; ``doubled`` where its last letter doubles."""
    stem = verb + verb[-1] if doubled else verb
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = verb + "es"
    elif verb.endswith("y") and verb[-2:-1] not in VOWELS:
        third = verb[:-1] + "ies"
    else:
        third = verb + "s"
    if verb.endswith("e"):
        past = verb + "d"
    elif verb.endswith("y") and verb[-2:-1] not in VOWELS:
        past = verb[:-1] + "ied"
    else:
        past = stem + "ed"
    if verb.endswith("ie"):
        present = verb[:-2] + "ying"
    elif verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")) and verb != "be":
        present = verb[:-1] + "ing"
    else:
        present = stem + "ing"
    return third, past, present


def verb_forms(
    verb: str, irregular: tuple[str, ...] | None, *, doubled: bool = False
) -> Iterator[tuple[str, Inflection]]:
    """Every form of a verb with its reading; irregular past and participle where they are given."""
    third, past, present = inflect(verb, doubled=doubled)
    yield verb, Inflection(verb, "base")
    yield {"have": "has", "be": "is"}.get(verb, third), Inflection(verb, "s")
    yield present, Inflection(verb, "ing")
    if irregular:
        yield irregular[0], Inflection(verb, "past")
        yield irregular[-1], Inflection(verb, "part")
    else:
        yield past, Inflection(verb, "past")
        yield past, Inflection(verb, "part")
    if verb == "be":
        for form in ("am", "are", "'m", "'re"):
            yield form, Inflection("be", "base")
        yield "were", Inflection("be", "past")
    if verb[-1:] == "l" and verb[-2:-1] in VOWELS and len(verb) > 4:
        # British spelling: travelled, labelling.
        yield verb + "led", Inflection(verb, "past")
        yield verb + "led", Inflection(verb, "part")
        yield verb + "ling", Inflection(verb, "ing")


def noun_lemma(lower: str, irregular: Mapping[str, str], singulars: Collection[str]) -> str:
    """The singular of a noun; the word itself where it is one already."""
    if lower in irregular:
        return irregular[lower]
    if lower in singulars or len(lower) < 4 or not lower.endswith("s") or lower.endswith(("ss", "us", "is")):
        return lower
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "xes", "zzes", "ches", "shes")):
        return lower[:-2]
    if lower.endswith("oes"):
        return lower[:-2]
    return lower[:-1]


def guess_verb(lower: str) -> Inflection | None:
    """The reading of an unlisted form in -ed or -ing as a verb, None for other words."""
    for suffix, form in (("ied", "past"), ("ed", "past"), ("ing", "ing")):
        if not lower.endswith(suffix) or len(lower) < len(suffix) + 3:
            continue
        stem = lower[: -len(suffix)]
        if not any(c in "aeiouy" for c in stem):
            continue
        if suffix == "ied":
            return Inflection(stem + "y", form)
        if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz" + VOWELS:
            return Inflection(stem[:-1], form)
        if stem.endswith(
            ("at", "iz", "is", "v", "uc", "ur", "ag", "dg", "ng", "rg", "ibl", "cl", "u", "os", "as", "us")
        ):
            return Inflection(stem + "e", form)
        return Inflection(stem, form)
    return None
