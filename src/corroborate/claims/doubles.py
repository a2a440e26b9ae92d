"""Statements that two readers read from the same words: the fuller one stays."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.model.claim import AnyClaim, ClaimKind


def without_doubles(claims: Sequence[AnyClaim]) -> list[AnyClaim]:
    """Claims in the order of the text, without those that say less of the same words.

    A share of a thing ("all the guns") gives way to the claim around it that also says whose it is ("they
    have all the guns"), and to a count of the very same words ("a handful of guns").
    """
    counts = {(c.span.start, c.span.end) for c in claims if c.kind is ClaimKind.COUNT}
    owned: dict[tuple[int, str | None], list[AnyClaim]] = {}
    for claim in claims:
        if claim.kind is ClaimKind.PROPORTION and claim.subject is not None:
            owned.setdefault((claim.sentence[0], _head(claim)), []).append(claim)
    return [c for c in claims if not _is_less(c, counts, owned)]


def _is_less(
    claim: AnyClaim,
    counts: set[tuple[int, int]],
    owned: dict[tuple[int, str | None], list[AnyClaim]],
) -> bool:
    if claim.kind is not ClaimKind.PROPORTION or claim.subject is not None:
        return False
    if (claim.span.start, claim.span.end) in counts:
        return True
    return any(
        fuller.span.start <= claim.span.start
        and claim.span.end <= fuller.span.end
        and _bounds(fuller) == _bounds(claim)
        for fuller in owned.get((claim.sentence[0], _head(claim)), ())
    )


def _head(claim: AnyClaim) -> str | None:
    return None if claim.counted is None else claim.counted.head


def _bounds(claim: AnyClaim) -> object:
    return None if claim.quantity is None else claim.quantity.hard
