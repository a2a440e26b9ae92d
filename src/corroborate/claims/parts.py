"""Parts of a total, as a sentence gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from corroborate.claims.scene import Scene
from corroborate.lexicons import load
from corroborate.model.claim import AnyClaim, ClaimKind, Status
from corroborate.model.quantity import Dimension


@cache
def _cues(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = load("counted", language)["parts"]
    return tuple(re.compile(data[name], re.IGNORECASE) for name in ("all", "some", "total"))  # type: ignore[return-value]


def linked(scene: Scene, claims: Sequence[AnyClaim]) -> list[AnyClaim]:
    """The claims of one sentence, totals with the ids of their parts.

    "73 attacks: 53 by A and 20 by B" and "29 attacks, with 20 in Kabul, 6 in Takhar, 2 in Baghlan and 1
    in Parwan" give all there is (``partition``); "including" and "of which" give some. "53 and 20, a
    total of 73" has its total last.
    """
    every, some, total = _cues(scene.language)
    result = list(claims)
    for i, whole in enumerate(result):
        if not _countable(whole):
            continue
        if total.search(scene.content[max(whole.sentence[0], whole.span.start - 30) : whole.span.start + 12]):
            before = [c for c in result[:i] if _may_be_part(scene, c, whole)]
            if len(before) >= 2:
                result[i] = _with(whole, before, partition=True)
                _hand_down(result, result[i], before)
                continue
        after = result[i + 1 :]
        if not after:
            break
        found = [c for c in after if _may_be_part(scene, c, whole)]
        if not found:
            continue
        between = scene.content[whole.span.end : found[0].span.start]
        if len(between) > 200:
            continue
        only_some = some.search(between)
        if only_some is not None:
            result[i] = _with(whole, found, partition=False)
            _hand_down(result, whole, found)
            break
        if every.search(between) and len(found) >= 2:
            result[i] = _with(whole, found, partition=_adds_no_people(scene, whole, found))
            _hand_down(result, whole, found)
            break
    return result


def _hand_down(result: list[AnyClaim], whole: AnyClaim, parts: Sequence[AnyClaim]) -> None:
    """Give parts what the words say once, for their total: window, place, actor, target, status, voices."""
    ids = {p.id for p in parts}
    for i, part in enumerate(result):
        if part.id not in ids or part.counted is None or whole.counted is None:
            continue
        mine, its = part.counted, whole.counted
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


def _countable(claim: AnyClaim) -> bool:
    return claim.kind is ClaimKind.COUNT and claim.quantity is not None and claim.counted is not None


def _may_be_part(scene: Scene, part: AnyClaim, whole: AnyClaim) -> bool:
    a, b = part.counted, whole.counted
    if a is None or b is None or part.quantity is None or part.quantity.dimension is not Dimension.COUNT:
        return False
    if a.measure is not None and b.measure is not None:
        narrower = scene.measures.includes(b.measure, a.measure)
        people = "person" in scene.measures.broader(a.measure) and b.measure in {
            "killed",
            "injured",
            "casualty",
            "displaced",
            "person",
        }
        return narrower or people
    return a.head == b.head


def _adds_no_people(scene: Scene, whole: AnyClaim, parts: Sequence[AnyClaim]) -> bool:
    """False where the parts are of another kind than the whole: children among the killed."""
    assert whole.counted is not None
    top = whole.counted.measure
    things = [p.counted.measure for p in parts if p.counted is not None]
    return top is None or all(m is not None and scene.measures.includes(top, m) for m in things)
