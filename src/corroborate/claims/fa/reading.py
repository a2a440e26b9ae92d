"""Claims from Persian and Dari: numbers with what they count, dates, lengths of time, places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, TypeVar

from corroborate.claims.fa.script import folded, word
from corroborate.claims.fa.voices import VoicesFa
from corroborate.claims.identity import claim_id
from corroborate.claims.parts import linked
from corroborate.claims.places import PlaceMention
from corroborate.claims.quantities import QuantityMention
from corroborate.claims.scene import Scene
from corroborate.claims.time import TimeMention, TimeRole
from corroborate.lexicons import load
from corroborate.model.attribution import Stance
from corroborate.model.claim import (
    AggregateClaim,
    AnyClaim,
    Claim,
    ClaimKind,
    Counted,
    Modality,
    Polarity,
    Reader,
)
from corroborate.model.quantity import Dimension

M = TypeVar("M", TimeMention, PlaceMention)

READER = Reader("corroborate rules (fa)", "2")
_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[،؛,;:.!?؟\n]")
_REACH = 160
"""Code points of a clause that are looked through on either side of a number."""
_LONGEST = 3
"""Words of what is counted."""
_KINDS = {
    Dimension.COUNT: ClaimKind.COUNT,
    Dimension.SHARE: ClaimKind.PROPORTION,
    Dimension.MONEY: ClaimKind.MONEY,
    Dimension.DURATION: ClaimKind.DURATION,
    Dimension.AGE: ClaimKind.AGE,
}
_TIMES = {
    TimeRole.POINT: ClaimKind.DATE,
    TimeRole.SPAN: ClaimKind.DATE,
    TimeRole.DURATION: ClaimKind.DURATION,
    TimeRole.ELAPSED: ClaimKind.ELAPSED,
}
_PLACED = frozenset({TimeRole.POINT, TimeRole.SPAN, TimeRole.ELAPSED})


@dataclass(frozen=True, slots=True)
class _Words:
    classifiers: frozenset[str]
    measures: Mapping[str, str]
    outcomes: Mapping[str, str]
    persons: frozenset[str]
    stops: frozenset[str]
    prepositions: frozenset[str]
    negated: frozenset[str]
    hypothetical: frozenset[str]
    future: frozenset[str]


@cache
def _words() -> _Words:
    data: Mapping[str, Any] = load("counted", "fa")
    sets = {
        name: frozenset(word(w) for w in data[name])
        for name in (
            "classifiers",
            "persons",
            "stops",
            "place_prepositions",
            "negated",
            "hypothetical",
            "future",
        )
    }
    return _Words(
        sets["classifiers"],
        {word(w): id for w, id in data["measures"].items()},
        {word(w): id for w, id in data["outcomes"].items()},
        sets["persons"],
        sets["stops"],
        sets["place_prepositions"],
        sets["negated"],
        sets["hypothetical"],
        sets["future"],
    )


def claims_fa(scene: Scene) -> Iterator[AnyClaim]:
    """The claims of a Persian or Dari text: one a number outside dates, one a time expression.

    Voices are those of `VoicesFa`; totals are linked to their parts within a sentence. Time and memory
    grow linearly with the text.
    """
    text = folded(scene.content)
    voices = VoicesFa(scene, text)
    free = [m for m in scene.numbers.mentions if scene.timed(m.core_start, m.core_end) is None]
    for _, group in groupby(free, key=lambda m: scene.sentence(m.core_start)):
        found: list[AnyClaim] = []
        for mention in group:
            found.append(_number(scene, text, mention, voices, found[-1] if found else None))
        yield from linked(scene, found)
    for time in scene.times:
        kind = _TIMES.get(time.role)
        if kind is not None:
            yield _time(scene, text, time, kind, voices)


def _number(
    scene: Scene, text: str, mention: QuantityMention, voices: VoicesFa, before: AnyClaim | None
) -> AnyClaim:
    kind = _KINDS.get(mention.quantity.dimension, ClaimKind.MEASURE)
    start, end = mention.start, mention.end
    sentence = _sentence(scene, start, end)
    clause = _clause(text, start, end, sentence)
    counted = None
    if kind in {ClaimKind.COUNT, ClaimKind.PROPORTION}:
        found = _counted(scene, text, end, clause[1])
        if found is not None:
            counted, end = found
        elif before is not None and before.kind is kind and _located_after(text, end):
            # "Of 73 attacks, 20 in Takhar": a number alone counts what the one before it counts.
            counted = before.counted
    time = _nearest_time(scene, start, sentence)
    place = _nearest_place(scene, text, start, sentence, voices.next_number(end))
    shape = AggregateClaim if kind is ClaimKind.COUNT else Claim
    return shape(
        id=claim_id(scene.document.text.id, start, end, kind, READER.name),
        source_id=scene.document.source.id,
        span=scene.span(start, end),
        kind=kind,
        attribution=voices.attribution(start, end),
        reader=READER,
        sentence=(sentence[0], max(sentence[1], end)),
        quantity=mention.quantity,
        quantity_span=scene.span(mention.start, mention.end),
        counted=counted,
        window=time.window if time is not None else None,
        window_span=scene.span(*time.outer) if time is not None else None,
        place=place.place if place is not None else None,
        place_span=scene.span(place.start, place.end) if place is not None else None,
        polarity=_polarity(text, clause, voices, start, end),
        modality=_modality(text, sentence, clause),
    )


def _time(scene: Scene, text: str, time: TimeMention, kind: ClaimKind, voices: VoicesFa) -> Claim:
    start, end = time.outer
    sentence = _sentence(scene, start, end)
    clause = _clause(text, start, end, sentence)
    return Claim(
        id=claim_id(scene.document.text.id, start, end, kind, READER.name),
        source_id=scene.document.source.id,
        span=scene.span(start, end),
        kind=kind,
        attribution=voices.attribution(start, end),
        reader=READER,
        sentence=sentence,
        quantity=time.quantity,
        quantity_span=scene.span(time.start, time.end) if time.quantity is not None else None,
        window=time.window,
        window_span=scene.span(start, end) if time.window is not None else None,
        polarity=_polarity(text, clause, voices, start, end),
        modality=_modality(text, sentence, clause),
    )


def _sentence(scene: Scene, start: int, end: int) -> tuple[int, int]:
    first, last = scene.sentence(start)
    return min(first, start), max(last, end)


def _clause(text: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """The stretch between commas and stops around a number, within `_REACH`."""
    low, high = max(sentence[0], start - _REACH), min(sentence[1], end + _REACH)
    for match in _CLAUSE.finditer(text, low, start):
        low = match.end()
    after = _CLAUSE.search(text, end, high)
    return low, max(end, after.start() if after else high)


def _counted(scene: Scene, text: str, at: int, limit: int) -> tuple[Counted, int] | None:
    """The nouns right after a number, and the offset at which they end; victims by what befell them."""
    words = _words()
    taken: list[re.Match[str]] = []
    rest = list(_WORD.finditer(text, at, limit))
    for match in rest:
        gap = text[taken[-1].end() if taken else at : match.start()]
        if gap.strip() or "\n" in gap or match[0] in words.stops or len(taken) == _LONGEST:
            break
        if match[0] in words.outcomes and taken:
            break
        taken.append(match)
        if match[0] not in words.classifiers and match[0] in words.measures:
            break
    if not taken:
        return None
    nouns = [m for m in taken if m[0] not in words.classifiers] or taken[:1]
    head = nouns[0][0]
    measure = words.measures.get(head)
    if measure in {None, "person"} and (head in words.persons or head in words.classifiers):
        number = next((m.start() for m in re.finditer(r"\d", text[at:limit])), limit - at) + at
        befell = next((m[0] for m in rest if m[0] in words.outcomes and m.start() < number), None)
        measure = words.outcomes[befell] if befell is not None else "person"
    end = taken[-1].end()
    said = scene.content[taken[0].start() : end]
    return Counted(said, head, measure if measure in scene.measures.by_id else None), end


def _nearest_time(scene: Scene, start: int, sentence: tuple[int, int]) -> TimeMention | None:
    """The time expression of the sentence that stands nearest to a number."""
    found = [
        t
        for t in _around(scene.times, start)
        if t.window is not None and t.role in _PLACED and sentence[0] <= t.start and t.end <= sentence[1]
    ]
    return min(found, key=lambda t: (abs(t.start - start), t.start), default=None)


def _nearest_place(
    scene: Scene, text: str, start: int, sentence: tuple[int, int], following: int
) -> PlaceMention | None:
    """The place of the sentence nearest to a number that a preposition puts something in.

    What stands behind the ``following`` number is where that one was.
    """
    found = [
        p
        for p in _around(scene.places, start)
        if sentence[0] <= p.start and p.end <= min(sentence[1], following) and _located(text, p.start)
    ]
    return min(found, key=lambda p: (abs(p.start - start), p.start), default=None)


def _around(mentions: Sequence[M], at: int) -> Sequence[M]:
    """The few mentions on either side of an offset."""
    low, high = (
        bisect_left(mentions, at - _REACH, key=_start),
        bisect_right(mentions, at + _REACH, key=_start),
    )
    return mentions[low:high]


def _start(mention: TimeMention | PlaceMention) -> int:
    return mention.start


def _located(text: str, start: int) -> bool:
    before = _WORD.findall(text, max(0, start - 24), start)
    return bool(before) and before[-1] in _words().prepositions


def _located_after(text: str, end: int) -> bool:
    """True where a place follows a number at once."""
    after = _WORD.search(text, end, end + 12)
    return after is not None and after[0] == "در" and not text[end : after.start()].strip()


def _polarity(text: str, clause: tuple[int, int], voices: VoicesFa, start: int, end: int) -> Polarity:
    if any(s.stance is Stance.DENIES for s in voices.around(start, end)):
        return Polarity.NEGATED
    found = _WORD.findall(text, *clause)
    return Polarity.NEGATED if any(w in _words().negated for w in found) else Polarity.AFFIRMED


def _modality(text: str, sentence: tuple[int, int], clause: tuple[int, int]) -> Modality:
    words = _WORD.findall(text, *clause)
    if "؟" in text[max(clause[1] - 1, clause[0]) : min(clause[1] + 1, sentence[1])]:
        return Modality.QUESTION
    if any(w in _words().hypothetical for w in words):
        return Modality.HYPOTHETICAL
    return Modality.FUTURE if any(w in _words().future for w in words) else Modality.ASSERTED
