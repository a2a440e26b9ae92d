"""One happening that words point to: "the crash near Kunduz" is one event, whoever tells of it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from corroborate.consistency import vocabulary
from corroborate.consistency.events import key
from corroborate.consistency.seen import Seen

NEAR = 400
"""Code points within which "the strike" without a place is the strike spoken of before."""

_WHERE = (
    r"(?:\s+(?:in|at|on|of|near|off|outside|against)\s+"
    r"(?P<where>(?:the\s+)?(?:[a-z]+\s+)?(?:[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+){0,2}|the\s+(?:[a-z’'-]+\s+)?[a-z]+|an?\s+[a-z]+))?"
)


@cache
def _definite() -> re.Pattern[str]:
    nouns = "|".join(re.escape(str(n)).replace(r"\ ", r"\s+") for n in vocabulary.words()["occasions"])
    return re.compile(
        rf"\b(?P<which>[Tt]he\s+(?:[\w’'-]+\s+){{0,2}}?(?:{nouns})|[A-Z][\w’'-]+\s+(?:[a-z]+\s+)?(?:{nouns}))\b{_WHERE}"
    )


@lru_cache(maxsize=8192)
def _named(sentence: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Every happening that a sentence points to, and where the words put it."""
    return tuple((key(m["which"]), key(m["where"] or "")) for m in _definite().finditer(sentence))


def _named_elsewhere(where: frozenset[str], other: frozenset[str], claim: Seen) -> bool:
    """True where the one names a place that the other has too, but not right behind the happening."""
    return bool(where) and not other and where <= key(claim.sentence)


def is_one_occasion(a: Seen, b: Seen) -> bool:
    """True where both sentences point to one happening by the same words, and to no second one.

    Without a place or a thing that it hit, it is one only within a few sentences of one text.
    """
    one, two = _named(a.sentence), _named(b.sentence)
    if len(one) != 1 or len(two) != 1 or one[0][0] != two[0][0]:
        return False
    here, there = one[0][1], two[0][1]
    if here != there and not (_named_elsewhere(here, there, b) or _named_elsewhere(there, here, a)):
        return False
    if here or there or len(one[0][0]) > 1:
        return True
    near = abs(a.claim.span.start - b.claim.span.start) < NEAR
    return a.claim.span.text_id == b.claim.span.text_id and near
