"""Which names mean the same person, group or place, as far as the documents themselves show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corroborate.consistency import vocabulary

_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her|our)\s+")
_POSSESSIVE = re.compile(r"['’]s?$")
_WORD = re.compile(r"[\w-]+")
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "du", "des"})

PRONOUNS = frozenset(vocabulary.words()["pronouns"])
"""Words that name nobody by themselves."""


def plain(name: str) -> str:
    """A name in lower case without its article and possessive.

    >>> plain("The Taliban’s")
    'taliban'
    """
    words = " ".join(name.casefold().split())
    return _POSSESSIVE.sub("", _ARTICLE.sub("", words))


def initials(name: str) -> str:
    """The initials of the weighty words of a name.

    >>> initials("National Resistance Front of Afghanistan"), initials("United Nations")
    ('nrfa', 'un')
    """
    return "".join(w[0] for w in _WORD.findall(plain(name)) if w not in _SMALL)


@dataclass(frozen=True, slots=True)
class Names:
    """Names brought to one form; two that may or may not be the same stay apart."""

    forms: dict[str, str]

    @classmethod
    def of(cls, names: Iterable[str]) -> Names:
        """Join short forms to the one longer name that they can stand for.

        A short form is an acronym ("NRF") or words that end or begin a longer name ("Massoud"). Where
        two longer names could be meant, it stays a name of its own.
        """
        known = sorted({p for n in names if (p := plain(n))}, key=lambda n: (-len(n), n))
        by_word: dict[str, set[str]] = {}
        by_initials: dict[str, set[str]] = {}
        for name in known:
            words = _WORD.findall(name)
            for word in set(words):
                by_word.setdefault(word, set()).add(name)
            if len(words) > 1:
                letters = initials(name)
                for size in range(2, len(letters) + 1):
                    by_initials.setdefault(letters[:size], set()).add(name)
        forms: dict[str, str] = {}
        for name in known:
            words = _WORD.findall(name)
            longer: set[str] = set()
            if len(words) == 1 and words[0] in by_initials:
                longer = by_initials[words[0]]
            elif words:
                shared = set.intersection(*(by_word[w] for w in words)) - {name}
                longer = {n for n in shared if _begins_or_ends(words, _WORD.findall(n))}
            roots = {forms.get(n, n) for n in longer}
            forms[name] = roots.pop() if len(roots) == 1 else name
        return cls(forms)

    def form(self, name: str | None) -> str | None:
        """The one form of a name; None for no name and for a pronoun."""
        if name is None:
            return None
        key = plain(name)
        if not key or key in PRONOUNS:
            return None
        return self.forms.get(key, key)


def _begins_or_ends(short: list[str], long: list[str]) -> bool:
    return len(short) < len(long) and (long[: len(short)] == short or long[-len(short) :] == short)
