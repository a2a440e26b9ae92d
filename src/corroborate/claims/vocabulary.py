"""Words by which the reader tells what happens from what is held, and one event from many."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from corroborate.claims.scene import Scene
from corroborate.lexicons import load
from corroborate.model.claim import Claim, Counted
from corroborate.model.measure import Measures
from corroborate.model.window import Granularity, Window


@cache
def _happening(language: str) -> tuple[frozenset[str], frozenset[str]]:
    data = load("counted", language)["happenings"]
    return frozenset(data["measures"]), frozenset(data["nouns"])


def happens(counted: Counted | None, measures: Measures, language: str) -> bool:
    """True for what happens, whose count grows with time; False for what is held at a time."""
    if counted is None:
        return False
    tops, nouns = _happening(language)
    if counted.measure is not None:
        return counted.measure in tops or bool(measures.broader(counted.measure) & tops)
    return counted.head in nouns


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = load("counted", language)
    return re.compile(data["one_event"], re.IGNORECASE), re.compile(data["many_events"], re.IGNORECASE)


@lru_cache(maxsize=16)
def _events(sentence: str, language: str) -> tuple[bool, bool]:
    """Whether a sentence speaks of one event, and of many; kept for the next number in it."""
    one, many = _patterns(language)
    return one.search(sentence) is not None, many.search(sentence) is not None


def one_event(claim: Claim, sentence: str, window: Window | None, scene: Scene) -> bool:
    """True for a figure of one event: victims or things on one day, or of an event in the singular."""
    counted = claim.counted
    if counted is None or not happens(counted, scene.measures, scene.language):
        return False
    one, many = _events(sentence, scene.language)
    victims = counted.measure is not None and (
        counted.measure == "casualty"
        or "casualty" in scene.measures.broader(counted.measure)
        or counted.measure in _victims(scene.language)
    )
    if many:
        return False
    day = window is not None and window.granularity in {Granularity.DAY, Granularity.TIME} and _short(window)
    if victims:
        return day or (window is None and one)
    return day and claim.quantity is not None and claim.quantity.hard.high == 1


def _victims(language: str) -> frozenset[str]:
    return frozenset(load("counted", language)["victims"])


def _short(window: Window) -> bool:
    first, last = window.outer.first, window.outer.last
    return first is not None and last is not None and (last - first).days <= 2
