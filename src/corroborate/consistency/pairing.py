"""Gives every number of a series its own time: "12 in April and 15 in May"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from corroborate.model.claim import AnyClaim, ClaimKind


def each_its_own_time(claims: Sequence[AnyClaim]) -> list[AnyClaim]:
    """The claims in the order given; a number that was given the time of the one before it takes its own.

    Only where a date that belongs to no other number stands between a number and the next one, or the end
    of its sentence.
    """
    sentences: dict[tuple[str, tuple[int, int]], list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        sentences[claim.span.text_id, claim.sentence].append(index)
    told = list(claims)
    for members in sentences.values():
        numbers = sorted((i for i in members if _is_number(claims[i])), key=lambda i: _at(claims[i]))
        dates = [
            claims[i] for i in members if claims[i].kind is ClaimKind.DATE and claims[i].window is not None
        ]
        if len(numbers) < 2 or len(dates) < 2:
            continue
        spans = {c.window_span for i in numbers if (c := claims[i]).window_span is not None}
        for place, index in enumerate(numbers[1:], 1):
            claim, earlier = claims[index], claims[numbers[place - 1]]
            if claim.window_span is None or claim.window_span != earlier.window_span:
                continue
            if claim.window_span.start > claim.span.start:
                continue
            end = _at(claims[numbers[place + 1]]) if place + 1 < len(numbers) else claim.sentence[1]
            own = [d for d in dates if claim.span.end <= d.span.start < end and d.span not in spans]
            if len(own) == 1:
                told[index] = replace(claim, window=own[0].window, window_span=own[0].span)
    return told


def _is_number(claim: AnyClaim) -> bool:
    return claim.quantity is not None and claim.counted is not None


def _at(claim: AnyClaim) -> int:
    return (claim.quantity_span or claim.span).start
