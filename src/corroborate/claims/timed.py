"""Claims from time expressions: dates of events, durations, elapsed times, ages."""

from __future__ import annotations

from collections.abc import Iterator

from corroborate.claims.identity import READER, claim_id
from corroborate.claims.scene import Scene
from corroborate.claims.time import TimeMention, TimeRole
from corroborate.model.claim import Claim, ClaimKind

KINDS = {
    TimeRole.POINT: ClaimKind.DATE,
    TimeRole.SPAN: ClaimKind.DATE,
    TimeRole.DURATION: ClaimKind.DURATION,
    TimeRole.ELAPSED: ClaimKind.ELAPSED,
    TimeRole.AGE: ClaimKind.AGE,
}


def time_claims(scene: Scene) -> Iterator[Claim]:
    """A claim for every time expression that says when something was, or how long."""
    for mention in scene.times:
        kind = KINDS.get(mention.role)
        if kind is None:
            continue
        yield _claim(scene, mention, kind)


def _claim(scene: Scene, mention: TimeMention, kind: ClaimKind) -> Claim:
    start, end = mention.outer
    sentence = scene.sentence(mention.start)
    event = scene.content[slice(*mention.event)] if mention.event else None
    return Claim(
        id=claim_id(scene.document.text.id, start, end, kind),
        source_id=scene.document.source.id,
        span=scene.span(start, end),
        kind=kind,
        attribution=scene.voices.attribution(start, end),
        reader=READER,
        sentence=(sentence[0], max(sentence[1], end)),
        quantity=mention.quantity,
        quantity_span=scene.span(mention.start, mention.end) if mention.quantity else None,
        window=mention.window,
        window_span=scene.span(start, end) if mention.window else None,
        polarity=scene.voices.polarity(start, end),
        modality=scene.voices.modality(start, end),
        event=event,
    )
