"""Numbers that say by how much something changed, and numbers that are a score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from corroborate.claims.quantities.mentions import Node
from corroborate.claims.quantities.skips import SkipWords
from corroborate.claims.quantities.tokens import Kind, Token
from corroborate.lexicons import load
from corroborate.model.quantity import Change, Dimension

REACH = 6
"""Tokens around a score in which a word of play or voting may stand."""
OBJECT = 5
"""Tokens before "by" in which the verb of a change may stand, with its object."""
RISE = 9
"""Tokens before "from 12 to 20" in which a change may be said, so that these are two levels and no range."""


@dataclass(frozen=True)
class ChangeWords:
    """Words of change by direction."""

    before: Mapping[str, Change]
    nouns: Mapping[str, Change]
    after: Mapping[str, Change]
    over: Mapping[str, Change]
    """Verbs that may have their object before "by": "raised rates by"."""
    shares: Mapping[str, Change]
    """Verbs that say a change where the number is a share: "lost 5%"."""
    by: frozenset[str]
    particles: frozenset[str]
    particle_verbs: frozenset[str]
    """Words behind which "up" and "down" say a change; behind other verbs they are part of the verb."""
    further: frozenset[str]
    """Words between change and number: "fell a further 3%"."""

    def just_before(self, tokens: Sequence[Token], i: int) -> bool:
        """True where a change is said right before token ``i``: "rose", "rose by"."""
        i -= 1 if i > 0 and tokens[i - 1].low == "by" else 0
        return i > 0 and tokens[i - 1].low in self.before


@cache
def change_words(language: str = "en") -> ChangeWords:
    """The compiled words of change of a language."""
    data: Mapping[str, Any] = load("hedges", language)["changes"]
    table: dict[str, dict[str, Change]] = {n: {} for n in ("before", "nouns", "after", "over", "shares")}
    for change in Change:
        for place, found in table.items():
            found.update(dict.fromkeys(data[change.value][place], change))
    before, nouns, after, over, shares = table.values()
    sets = (frozenset(data[name]) for name in ("by", "particles", "particle_verbs", "further"))
    return ChangeWords(before, nouns, after, over, shares, *sets)


def change(tokens: Sequence[Token], node: Node, words: ChangeWords) -> Change | None:
    """The direction of a change whose amount the node is; None for a level.

    "rose 5%", "up by 12", "an increase of 40", "a 5% drop"; not "rose to 35" and not "up to 700".
    """
    i = node.first - 1
    while i > 0 and tokens[i].low in words.further:
        i -= 1
    if i >= 0 and tokens[i].low in words.by:
        found = words.before.get(tokens[i - 1].low) if i > 0 and tokens[i].low != "of" else None
        found = found or (words.nouns.get(tokens[i - 1].low) if i > 0 else None)
        return found or (_with_object(tokens, i, words) if tokens[i].low == "by" else None)
    if i >= 0 and node.dimension is Dimension.SHARE and tokens[i].low in words.shares:
        return words.shares[tokens[i].low]
    if i >= 0 and tokens[i].low in words.before and not _particle(tokens, i, words):
        return words.before[tokens[i].low]
    if i > 0 and tokens[i].low.endswith("ly") and tokens[i - 1].low in words.before:
        return words.before[tokens[i - 1].low]
    if node.last < len(tokens) and node.dimension in {
        Dimension.SHARE,
        Dimension.MONEY,
        Dimension.OTHER,
        Dimension.COUNT,
    }:
        after = tokens[node.last]
        if not after.glued and after.low in words.after and (node.unit is not None or _article(tokens, node)):
            return words.after[after.low]
    return None


def _particle(tokens: Sequence[Token], i: int, words: ChangeWords) -> bool:
    """True for the "up" of "round up 11 people" and "makes up 7%", which says no change."""
    if tokens[i].low not in words.particles or i == 0:
        return False
    verb = tokens[i - 1]
    return verb.kind is Kind.WORD and verb.low not in words.particle_verbs


def _with_object(tokens: Sequence[Token], i: int, words: ChangeWords) -> Change | None:
    """The change whose object stands between its verb and "by": "raised interest rates by"."""
    for token in reversed(tokens[max(0, i - OBJECT) : i]):
        if token.low in words.over:
            return words.over[token.low]
        if token.kind is not Kind.WORD:
            return None
    return None


def risen_or_fallen(tokens: Sequence[Token], i: int, words: ChangeWords) -> bool:
    """True where a change is said in the few tokens before ``i``: "rose by a third, from"."""
    for token in reversed(tokens[max(0, i - RISE) : i]):
        if token.text in ".;:?!":
            return False
        if token.low in words.before or token.low in words.nouns or token.low in words.over:
            return True
    return False


def _article(tokens: Sequence[Token], node: Node) -> bool:
    return node.first > 0 and tokens[node.first - 1].low in {"a", "an", "the"}


def scores(tokens: Sequence[Token], nodes: Sequence[Node], words: SkipWords) -> None:
    """Mark pairs such as 2-1 and 52–48 as scores: falling, or beside a word of play or voting."""
    for one, two in pairwise(nodes):
        if _pair(tokens, one, two) and not _range_like(one, two):
            one.skip = two.skip = "score"
    for node in nodes:
        if node.high is None or len(node.numbers) != 2 or node.unit is not None:
            continue
        between = tokens[node.numbers[0].last : node.numbers[1].first]
        dashed = len(between) == 1 and between[0].kind is Kind.MARK and between[0].glued
        if dashed and all(n.digits and not n.grouped for n in node.numbers) and _played(tokens, node, words):
            node.skip = "score"


def _pair(tokens: Sequence[Token], one: Node, two: Node) -> bool:
    if one.high is not None or two.high is not None or not (one.number.digits and two.number.digits):
        return False
    if (
        one.unit is not None
        or two.number.last - two.number.first != 1
        or one.number.last - one.number.first != 1
    ):
        return False
    if two.unit is not None and two.unit.last > two.number.last:
        return False
    gap = tokens[one.number.last : two.number.first]
    return len(gap) == 1 and gap[0].text in "-–—‑" and gap[0].glued and tokens[two.number.first].glued


def _range_like(one: Node, two: Node) -> bool:
    a, b = one.number.value, two.number.value
    return a is not None and b is not None and (a > 200 or b > 200)


def _played(tokens: Sequence[Token], node: Node, words: SkipWords) -> bool:
    after = tokens[node.last : node.last + 2]
    before = tokens[max(0, node.first - REACH) : node.first]
    return any(t.low in words.score_words for t in (*before, *after))
