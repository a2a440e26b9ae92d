"""Names of parties and counters: when two names are one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_SMALL = frozenset({"of", "the", "for", "and", "in", "de", "la", "le", "des", "du"})
_BRACKET = re.compile(r"^(.*?)\s*\(([^()]{1,40})\)\s*$", re.DOTALL)
_EDGE = re.compile(r"^(?:the|a|an)\s+|['’]s?$", re.IGNORECASE)


def without_article(name: str) -> str:
    """A name without its article and possessive, spaces made one."""
    return " ".join(_EDGE.sub("", " ".join(name.split())).split())


def key(name: str) -> str:
    """A name without article, possessive, case and repeated spaces.

    >>> key("The  United Nations’")
    'united nations'
    """
    return without_article(name).casefold()


def initials(name: str) -> str:
    """The initials of the capitalised words of a name, small words skipped.

    >>> initials("National Resistance Front")
    'NRF'
    """
    return "".join(w[0] for w in re.split(r"[\s-]+", name) if w and w[0].isupper() and key(w) not in _SMALL)


@dataclass(slots=True)
class Names:
    """Which names of a case are one: the same but for case and article, an acronym, or a bracketed one.

    An acronym that fits two names stands for neither. ``organs`` also takes "UN Secretary-General" for
    "UN": right for who counts, wrong for who fights, so it is a choice.
    """

    _one: dict[str, str] = field(default_factory=dict)
    _shown: dict[str, str] = field(default_factory=dict)
    _acronyms: frozenset[str] = frozenset()

    @classmethod
    def among(cls, names: Iterable[str]) -> Names:
        """The identities that hold among all names of a case."""
        result = cls()
        plain: dict[str, str] = {}
        short: dict[str, set[str]] = {}
        for name in sorted(set(names)):
            bracket = _BRACKET.match(" ".join(name.split()))
            parts = [bracket[1], bracket[2]] if bracket else [name]
            for part in parts:
                plain.setdefault(key(part), without_article(part))
            if bracket and key(bracket[1]) and bracket[2].isupper():
                short.setdefault(key(bracket[2]), set()).add(key(bracket[1]))
        acronyms = {k for k, name in plain.items() if name.isupper() and name.isalpha() and len(name) > 1}
        by_initials: dict[str, set[str]] = {}
        for k, name in plain.items():
            if " " in name:
                by_initials.setdefault(initials(name).casefold(), set()).add(k)
        for acronym in acronyms:
            full = short.get(acronym) or by_initials.get(acronym, set())
            if len(full) == 1:
                result._one[acronym] = next(iter(full))
        result._shown = plain
        result._acronyms = frozenset(acronyms)
        return result

    def of(self, name: str | None, *, organs: bool = False) -> str:
        """The key that all names of one party share; "" for no name."""
        if not name:
            return ""
        bracket = _BRACKET.match(" ".join(name.split()))
        k = key(bracket[1] if bracket else name)
        if organs:
            k = self._body(k)
        return self._one.get(k, k)

    def _body(self, k: str) -> str:
        words = k.split()
        for n in range(1, len(words)):
            head = " ".join(words[:n])
            if head in self._acronyms or head in self._one.values():
                return head
        return k

    def shown(self, k: str) -> str:
        """How the party of a key is printed."""
        return self._shown.get(k, k)

    def party(self, name: str | None) -> str:
        """A name as it is printed once for all its forms; "" for no name."""
        return self.shown(self.of(name))
