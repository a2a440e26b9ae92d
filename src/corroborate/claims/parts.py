"""Parts of a total, as a sentence gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from corroborate.claims.scene import Scene
from corroborate.lexicons import load
from corroborate.model.claim import AnyClaim, ClaimKind, Status
from corroborate.model.place import PlaceKind
from corroborate.model.quantity import Dimension

_OF = re.compile(r"of (?:all |all the |the |these |those )?$", re.IGNORECASE)
"""Before a total whose parts follow: "Of the 214 attacks, 137 were verified"."""

FAR = 200
"""Code points between a total and the first of its parts at most."""


@cache
def _cues(language: str) -> tuple[re.Pattern[str], ...]:
    data = load("counted", language)["parts"]
    return tuple(re.compile(data[name], re.IGNORECASE) for name in ("all", "some", "total", "of_them"))


def linked(scene: Scene, claims: Sequence[AnyClaim]) -> list[AnyClaim]:
    """The claims of one sentence, totals with the ids of their parts.

    "73 attacks: 53 by A and 20 by B" and "29 attacks, with 20 in Kabul, 6 in Takhar, 2 in Baghlan and 1
    in Parwan" give all there is (``partition``); "including" and "of which" give some. "53 and 20, a
    total of 73" has its total last.
    """
    every, some, total, of_them = _cues(scene.language)
    result = list(claims)
    for i, whole in enumerate(result):
        if not _countable(whole):
            continue
        if total.search(scene.content[max(whole.sentence[0], whole.span.start - 30) : whole.span.start + 12]):
            before = [c for c in result[:i] if _may_be_part(scene, c, whole)]
            if len(before) >= 2:
                result[i] = _with(whole, before, partition=True)
                _hand_down(scene, result, result[i], before)
                continue
        first = _next_part(scene, result, i)
        if first is None:
            continue
        ends = whole.span.end if whole.span.end <= first.span.start else _number_end(whole)
        between = scene.content[ends : first.span.start]
        behind = scene.content[_number_end(first) : first.sentence[1]]
        opened = _OF.match(scene.content, whole.sentence[0], whole.span.start) is not None and i == 0
        given = opened or some.search(between) is not None or (of_them.match(behind) and len(between) < 40)
        if not given and not every.search(between):
            continue
        found = [c for c in result[i + 1 :] if _may_be_part(scene, c, whole)]
        if given:
            result[i] = _with(whole, found, partition=False)
            _hand_down(scene, result, whole, found)
            break
        found = [c for c in found if not _elsewhere(c, whole)]
        if len(found) >= 2:
            result[i] = _with(whole, found, partition=_adds_no_people(scene, whole, found))
            _hand_down(scene, result, whole, found)
            break
    return result


def _next_part(scene: Scene, claims: Sequence[AnyClaim], i: int) -> AnyClaim | None:
    """The first claim near behind a whole that may be a part of it; claims are in text order."""
    whole = claims[i]
    for k in range(i + 1, len(claims)):
        if claims[k].span.start > whole.span.end + FAR:
            return None
        if _may_be_part(scene, claims[k], whole):
            return claims[k]
    return None


def _hand_down(scene: Scene, result: list[AnyClaim], whole: AnyClaim, parts: Sequence[AnyClaim]) -> None:
    """Give parts what the words say once, for their total: window, place, actor, target, status, voices."""
    ids = {p.id for p in parts}
    victims = load("counted", scene.language).get("victims", ())
    top = whole.counted.measure if whole.counted is not None else None
    harmed = top is not None and (
        top in victims or top == "casualty" or "casualty" in scene.measures.broader(top)
    )
    happened = top if harmed else None
    for i, part in enumerate(result):
        if part.id not in ids or part.counted is None or whole.counted is None:
            continue
        mine, its = part.counted, whole.counted
        if happened is not None and _people(scene, mine.measure) and mine.measure != its.measure:
            # "17 dead, including 4 civilians": the civilians are dead as well.
            mine = replace(mine, measure=its.measure, head=its.head, modifiers=(*mine.modifiers, mine.head))
        result[i] = replace(
            part,
            counted=replace(
                mine,
                actor=mine.actor or its.actor,
                target=mine.target or its.target,
                status=its.status if mine.status is Status.NOT_STATED else mine.status,
            ),
            window=part.window or whole.window,
            window_span=part.window_span if part.window else whole.window_span,
            place=part.place or whole.place,
            place_span=part.place_span if part.place else whole.place_span,
            attribution=max(part.attribution, whole.attribution, key=lambda a: len(a.voices)),
        )


def _with(whole: AnyClaim, parts: Sequence[AnyClaim], *, partition: bool) -> AnyClaim:
    return replace(whole, total_of=tuple(p.id for p in parts), partition=partition)


def _number_end(claim: AnyClaim) -> int:
    return claim.quantity_span.end if claim.quantity_span is not None else claim.span.end


def _people(scene: Scene, measure: str | None) -> bool:
    """True for people by what they are: civilians, children, soldiers."""
    return measure is not None and (measure == "person" or "person" in scene.measures.broader(measure))


def _countable(claim: AnyClaim) -> bool:
    return claim.kind is ClaimKind.COUNT and claim.quantity is not None and claim.counted is not None


def _may_be_part(scene: Scene, part: AnyClaim, whole: AnyClaim) -> bool:
    a, b = part.counted, whole.counted
    if a is None or b is None or part.quantity is None or part.quantity.dimension is not Dimension.COUNT:
        return False
    if a.measure is not None and b.measure is not None:
        narrower = scene.measures.includes(b.measure, a.measure)
        people = "person" in scene.measures.broader(a.measure) and (
            b.measure in {"killed", "injured", "casualty", "displaced", "person"}
            or b.measure in load("counted", scene.language).get("victims", ())
        )
        return narrower or people
    return a.head == b.head


_WIDTH = (PlaceKind.EXACT, PlaceKind.SETTLEMENT, PlaceKind.ADMIN2, PlaceKind.ADMIN1, PlaceKind.COUNTRY)


def _elsewhere(part: AnyClaim, whole: AnyClaim) -> bool:
    """True where a place that is no wider than the part's own, and another, bounds the whole."""
    mine, its = part.place, whole.place
    if mine is None or its is None or mine.id is None or its.id is None:
        return False
    readings = (its, *its.alternatives)
    if any(p.id in {q.id for q in readings} for p in (mine, *mine.alternatives)):
        return False
    if mine.kind not in _WIDTH or any(p.kind not in _WIDTH for p in readings):
        return False
    return _WIDTH.index(mine.kind) >= max(_WIDTH.index(p.kind) for p in readings)


def _adds_no_people(scene: Scene, whole: AnyClaim, parts: Sequence[AnyClaim]) -> bool:
    """False where the parts are of another kind than the whole: children among the killed."""
    assert whole.counted is not None
    top = whole.counted.measure
    things = [p.counted.measure for p in parts if p.counted is not None]
    return top is None or all(m is not None and scene.measures.includes(top, m) for m in things)
