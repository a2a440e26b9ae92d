"""Which words name the same event, so that dates and elapsed times can be held against each other."""

from __future__ import annotations

import re
from functools import cache

from corroborate.consistency import vocabulary

_HELD = re.compile(r"\b(?:took|takes?)\s+place\b|\b(?:was|were)\s+held\b|\bcame\s+about\b")
"""What only says that an event was."""
_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")


@cache
def key(event: str) -> frozenset[str]:
    """The weighty words of an event, brought to one form each.

    >>> sorted(key("the withdrawal of all US troops")) == sorted(key("US troops withdrew"))
    True
    """
    synonyms = _synonyms()
    small = _small()
    found = set()
    for word in _WORD.findall(_HELD.sub(" ", event.casefold())):
        bare = word.removesuffix("'s").removesuffix("’s")
        if bare in small or bare.isdigit():
            # A year within the words dates the event and is no part of its name.
            continue
        found.add(synonyms.get(bare) or synonyms.get(_stem(bare)) or _stem(bare))
    return frozenset(found)


def same(a: str, b: str) -> bool:
    """True where two descriptions name one event: the weighty words of the shorter are in the longer.

    One shared word is not enough unless it is all that either has.
    """
    x, y = key(a), key(b)
    if not x or not y:
        return False
    if x == y:
        return True
    short, long = (x, y) if len(x) <= len(y) else (y, x)
    return len(short) >= 2 and short <= long


def _stem(word: str) -> str:
    if len(word) > 7 and word.endswith(("tion", "sion")):
        # "Adoption" names what "adopted" tells.
        word = word.removesuffix("ion")
    for ending in ("ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            root = word[: -len(ending)]
            if ending == "ies":
                return root + "y"
            if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "sl":
                return root[:-1]
            return root.removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word


@cache
def _synonyms() -> dict[str, str]:
    entries: list[list[str]] = vocabulary.words()["events"]["synonyms"]
    return {form: group[0] for group in entries for word in group for form in (word, _stem(word))}


@cache
def _small() -> frozenset[str]:
    return frozenset(vocabulary.words()["events"]["small"])
