"""The word lexicon of a language, loaded once, and what each word form can be."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from corroborate.claims.words.morphology import Inflection, noun_lemma, verb_forms
from corroborate.lexicons.load import load

VERB_TAGS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words: closed classes, verb forms, nouns, adjectives, abbreviations.

    ``closed`` maps a lower-case word to the tags it can have, in the order of the lexicon; ``verbs`` a
    form to its readings as a verb; ``verb_first`` holds base forms of verbs that are no common nouns;
    ``clause_verbs`` those that a whole clause may follow without a word between.
    """

    closed: dict[str, tuple[str, ...]]
    verbs: dict[str, tuple[Inflection, ...]]
    verb_first: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    not_adverbs: frozenset[str]
    proper: frozenset[str]
    abbreviations: frozenset[str]
    clause_verbs: frozenset[str]
    irregular_nouns: dict[str, str] = field(default_factory=dict)

    def singular(self, lower: str) -> str:
        """The base form of a noun."""
        return noun_lemma(lower, self.irregular_nouns, self.nouns)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The English lexicon."""
    data = load("words")
    closed: dict[str, tuple[str, ...]] = {}
    for tag, listed in data["closed"].items():
        for word in listed.split():
            if tag not in closed.get(word, ()):
                closed[word] = (*closed.get(word, ()), tag)
    irregular = {verb: tuple(forms.split()) for verb, forms in data["irregular_verbs"].items()}
    first = frozenset(data["verbs"].split())
    both = frozenset(data["verb_nouns"].split())
    doubled = frozenset(data["doubled"].split())
    verbs: dict[str, tuple[Inflection, ...]] = {}
    for verb in sorted(first | both | irregular.keys()):
        for form, inflection in verb_forms(verb, irregular.get(verb), doubled=verb in doubled):
            if inflection not in verbs.get(form, ()):
                verbs[form] = (*verbs.get(form, ()), inflection)
    return Lexicon(
        closed,
        verbs,
        (first | irregular.keys()) - both,
        frozenset(data["nouns"].split()),
        frozenset(data["closed"]["ADJ"].split()),
        frozenset(data["not_adverbs"].split()),
        frozenset(data["proper"].split()),
        frozenset(data["abbreviations"].split()),
        frozenset(data["clause_verbs"].split()),
        dict(data["irregular_nouns"]),
    )


__all__ = ["VERB_TAGS", "Lexicon", "lexicon"]
