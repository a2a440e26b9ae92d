"""Numbers that say what is counted and count nothing: "attacks in which at least one person was killed"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from corroborate.claims.counted import Thing
from corroborate.claims.quantities import QuantityMention
from corroborate.claims.quantities.find import Found, Skipped
from corroborate.claims.scene import Scene
from corroborate.lexicons import load
from corroborate.model.quantity import Dimension, Hedge

REASON = "it defines what is counted"
_REACH = 9
"""Words between what opens a definition and its number."""
_LOWER = frozenset({Hedge.LEAST, Hedge.MORE})


@dataclass(frozen=True)
class _Lexicon:
    openers: frozenset[str]
    relative: frozenset[str]
    generic: frozenset[str]
    defining: frozenset[str]
    listing: frozenset[str]
    limits: frozenset[str]
    victims: frozenset[str]
    a_time: tuple[str, ...]


@cache
def _lexicon(language: str) -> _Lexicon:
    data = load("counted", language)["thresholds"]
    sets = {name: frozenset(found) for name, found in data.items() if name != "a_time"}
    return _Lexicon(a_time=tuple(data["a_time"]), **sets)


def without_thresholds(scene: Scene) -> Scene:
    """The scene with the numbers that only define what is counted among those that were skipped.

    A lower bound in a clause that narrows a noun holds of each of the things: "events with at least 25
    deaths". In "an attack in which at least 25 died", told of one event, it is a count and stays.
    """
    if scene.language != "en":
        return scene
    known = _lexicon(scene.language)
    left = [m for m in scene.numbers.mentions if _defines(scene, m, known)]
    if not left:
        return scene
    numbers = scene.numbers
    gone = {m.start for m in left}
    kept = [m for m in numbers.mentions if m.start not in gone]
    skipped = [s for m in left for s in _skipped(numbers, m)]
    numbers = replace(numbers, mentions=tuple(kept), skipped=(*numbers.skipped, *skipped))
    return replace(scene, numbers=numbers, defining=[m.start for m in left])


def narrowed(scene: Scene, thing: Thing) -> Thing:
    """The thing with the clause that defines it among its modifiers: lethal attacks are not all attacks."""
    if thing.last >= len(scene.words):
        return thing
    start = scene.words[thing.last].start
    at = bisect_left(scene.defining, start)
    if at == len(scene.defining) or scene.word_at(scene.defining[at]) - thing.last > _REACH:
        return thing
    low, high = scene.word_at(scene.defining[at]), scene.sentence(start)[1]
    if any(w.tag == "PUNCT" for w in scene.words[thing.last : low]):
        return thing
    while low < len(scene.words) and scene.words[low].start < high and scene.words[low].tag != "PUNCT":
        low += 1
    clause = scene.content[start : scene.words[low - 1].end]
    return replace(thing, counted=replace(thing.counted, modifiers=(*thing.counted.modifiers, clause)))


def _skipped(numbers: Found, mention: QuantityMention) -> Iterator[Skipped]:
    for start, end in numbers.tokens:
        if mention.start <= start and end <= mention.end:
            yield Skipped(start, end, REASON)


def _defines(scene: Scene, mention: QuantityMention, known: _Lexicon) -> bool:
    quantity = mention.quantity
    if quantity.dimension is not Dimension.COUNT:
        return False
    first = scene.word_at(mention.start)
    if quantity.hedge not in _LOWER:
        return _limit(scene, first, known)
    words, sentence = scene.words, scene.sentence(mention.start)
    low = scene.word_at(sentence[0])
    if _limit(scene, first, known) or _defined_as(scene, low, first, known):
        return True
    found = _head(scene, first, low, known)
    if found is None:
        return False
    head, opener = found
    plural = words[head].form == "plural"
    before = _determiner(scene, head, low)
    if before in known.generic:
        return True
    if not plural and before not in {"a", "an", ""}:
        return False
    if plural and quantity.hard.low == 1:
        return True
    last = scene.word_at(mention.end)
    if opener == "with" and plural and _of_victims(scene, last, known):
        return True
    cues = known.defining | known.limits | (known.listing if plural else frozenset())
    cued = any(w.lower in cues for w in words[low : scene.word_at(sentence[1])])
    return cued or (plural and _a_time(scene, last, sentence[1], known))


def _limit(scene: Scene, first: int, known: _Lexicon) -> bool:
    """True for "a threshold of 25 deaths"."""
    words = scene.words
    return first > 1 and words[first - 1].lower == "of" and words[first - 2].lemma in known.limits


def _defined_as(scene: Scene, low: int, first: int, known: _Lexicon) -> bool:
    """True behind "defined as" and "is any event in which"."""
    words = scene.words
    return any(
        words[k].lower in known.defining and words[k + 1].lower == "as"
        for k in range(low, min(first, len(words) - 1))
    )


def _head(scene: Scene, first: int, low: int, known: _Lexicon) -> tuple[int, str] | None:
    """The noun that a clause around the number narrows, and the word that opens the clause."""
    words = scene.words
    for k in range(first - 1, max(low, first - _REACH), -1):
        word = words[k]
        if word.tag == "PUNCT":
            return None
        if word.lower in known.relative or word.lower in known.openers:
            j = k - 1
            while j > low and words[j].tag == "ADP":
                j -= 1
            while j > low and words[j].tag == "PROPN" and words[j - 1].tag == "ADP":
                j -= 2
            return (j, word.lower) if words[j].tag == "NOUN" else None
        if word.tag == "VERB" and word.form == "ing" and words[k - 1].tag == "NOUN":
            return k - 1, word.lower
    return None


def _determiner(scene: Scene, head: int, low: int) -> str:
    words = scene.words
    k = head - 1
    while k >= low and words[k].tag in {"ADJ", "NOUN", "NUM"}:
        k -= 1
    return words[k].lower if k >= low and words[k].tag in {"DET", "PRON", "ADV"} else ""


def _of_victims(scene: Scene, last: int, known: _Lexicon) -> bool:
    words = scene.words
    return any(w.lemma in known.victims or w.lower in known.victims for w in words[last : last + 3])


def _a_time(scene: Scene, last: int, end: int, known: _Lexicon) -> bool:
    """True for a rate behind the number: "in a year", "per calendar year"."""
    after = scene.content[scene.words[last].start if last < len(scene.words) else end : end].casefold()
    return any(phrase in after for phrase in known.a_time)
