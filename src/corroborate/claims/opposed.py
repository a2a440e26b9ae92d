"""One says of all what the other denies of some: "all the roads are open", "two roads are shut".

They differ in more than how much they say, so that `parallel` does not meet them: a part is said not to be
so, to be the opposite, or to be from elsewhere than "only from taxes" allows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from corroborate.claims.parallel import (
    MOST,
    Clause,
    base,
    claim_of,
    clauses_of,
    lexicon_of,
    sentences_of,
    strong_among,
)
from corroborate.claims.scene import Scene
from corroborate.lexicons import load
from corroborate.model.claim import Claim, ClaimKind

HEAD = 3
"""Weighty words of a clause of which one must be in any that opposes it."""


@cache
def _sides(language: str) -> Mapping[str, tuple[tuple[int, int], ...]]:
    """By word the matters that it takes a side in, and which side."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for matter, sides in enumerate(load("parallel", language).get("opposites", ())):
        for side, words in enumerate(sides):
            for word in words:
                found[str(word)].append((matter, side))
    return {word: tuple(sides) for word, sides in found.items()}


@cache
def _exclusive(language: str) -> frozenset[str]:
    return frozenset(str(w) for w in load("parallel", language).get("exclusive", ()))


def opposed_claims(scene: Scene) -> Iterator[Claim]:
    """A claim for each of two clauses of which one says all, and the other something else of a part."""
    known, sentences = lexicon_of(scene.language), list(sentences_of(scene))
    strong = clauses_of(scene, strong_among(scene, sentences, known), known)
    wholes = [c for c in strong if c.sort == "all" and not c.denied][:MOST]
    if not wholes:
        return
    heads = {word for c in wholes for _, word in c.order[:HEAD]}
    near = [s for s in sentences if not heads.isdisjoint(base(w) for w in scene.words[slice(*s)])]
    clauses = list(clauses_of(scene, near, known))[:MOST]
    by_word: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        if clause.sort in {"part", "number", "also"}:
            for word in clause.weight:
                by_word[word].append(clause)
    done: set[tuple[int, int]] = set()
    for whole in wholes:
        others = {c.first: c for word in sorted(whole.weight) for c in by_word.get(word, ())}
        for part in others.values():
            one = scene.sentence(scene.words[whole.at].start) == scene.sentence(scene.words[part.at].start)
            if one or not _are_opposed(scene, whole, part):
                continue
            for told in (whole, part):
                if (told.first, told.at) not in done:
                    done.add((told.first, told.at))
                    yield claim_of(scene, told, whole.weight, ClaimKind.PROPORTION)


def _are_opposed(scene: Scene, whole: Clause, part: Clause) -> bool:
    if part.denied:
        return part.weight == whole.weight
    if part.sort != "also" and _are_opposites(scene, whole, part):
        return True
    return _is_from_elsewhere(scene, whole, part)


def _are_opposites(scene: Scene, whole: Clause, part: Clause) -> bool:
    """True where both say of the same, by the same words before it, two things that exclude each other."""
    sides = _sides(scene.language)
    for at, word in whole.order:
        for other_at, other in part.order:
            told = dict(sides.get(word, ()))
            apart = any(m in told and told[m] != s for m, s in sides.get(other, ()))
            before, other_before = _before(whole, at), _before(part, other_at)
            if apart and before and before == other_before:
                return True
    return False


def _before(clause: Clause, at: int) -> frozenset[str]:
    return frozenset(word for k, word in clause.order if k < at)


def _is_from_elsewhere(scene: Scene, whole: Clause, part: Clause) -> bool:
    """True for "the money comes only from taxes" and "some of the money comes from abroad"."""
    words, lowers = scene.words, scene.lowers
    said = " ".join(lowers[whole.at : whole.after])
    if said not in _exclusive(scene.language) or whole.after >= whole.last:
        return False
    link = words[whole.after]
    if link.tag != "ADP":
        return False
    links = (k for k in range(part.first, part.last) if lowers[k] == link.lower and words[k].tag == "ADP")
    where = next(links, None)
    # "Some of the money": the "of" of the quantifier links nothing.
    if where is None or part.at <= where < part.after or where < part.at:
        return False
    head = _before(whole, whole.at)
    rest = frozenset(word for k, word in whole.order if k > whole.after)
    other_head = _before(part, where)
    other_rest = frozenset(word for k, word in part.order if k > where)
    return bool(head and rest and other_rest) and head == other_head and not rest & other_rest
