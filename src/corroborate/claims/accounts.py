"""What was not read: every numeric token that is in no claim, with its reason (C22)."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.claims.scene import Scene
from corroborate.model.claim import AnyClaim, Unread


def unread(scene: Scene, claims: Sequence[AnyClaim]) -> tuple[Unread, ...]:
    """The numeric tokens outside every claim."""
    covered = _merged(
        (span.start, span.end)
        for claim in claims
        for span in (claim.span, claim.quantity_span, claim.window_span)
        if span is not None
    )
    why = {(s.start, s.end): s.reason for s in scene.numbers.skipped}
    times = _merged((t.start, t.end) for t in scene.times)
    found: list[Unread] = []
    i = j = 0
    for start, end in scene.numbers.tokens:
        while i < len(covered) and covered[i][1] <= start:
            i += 1
        while j < len(times) and times[j][1] <= start:
            j += 1
        if i < len(covered) and covered[i][0] <= start and end <= covered[i][1]:
            continue
        inside = j < len(times) and times[j][0] <= start
        reason = why.get((start, end)) or ("time expression without a window" if inside else "no claim")
        found.append(Unread(scene.span(start, end), reason))
    return tuple(found)


def _merged(spans: object) -> list[tuple[int, int]]:
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):  # type: ignore[call-overload]
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result
