"""Claims from numbers: counts, shares, money, measured amounts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from corroborate.claims.counted import Thing, find_counted
from corroborate.claims.identity import READER, claim_id
from corroborate.claims.quantities import QuantityMention
from corroborate.claims.scene import Scene
from corroborate.claims.time import TimeMention, TimeRole
from corroborate.model.claim import AggregateClaim, AnyClaim, Claim, ClaimKind, IncidentClaim
from corroborate.model.quantity import Dimension

KINDS = {
    Dimension.COUNT: ClaimKind.COUNT,
    Dimension.SHARE: ClaimKind.PROPORTION,
    Dimension.MONEY: ClaimKind.MONEY,
    Dimension.DURATION: ClaimKind.DURATION,
    Dimension.AGE: ClaimKind.AGE,
    Dimension.RATIO: ClaimKind.COMPARISON,
    Dimension.ORDINAL: ClaimKind.ORDER,
}


def count_claims(scene: Scene) -> Iterator[AnyClaim]:
    """A claim for every quantity that no time expression holds."""
    for mention in scene.numbers.mentions:
        if scene.timed(mention.core_start, mention.core_end) is None:
            yield _claim(scene, mention)


def _claim(scene: Scene, mention: QuantityMention) -> AnyClaim:
    sentence = scene.sentence(mention.core_start)
    sentence = (sentence[0], max(sentence[1], mention.end))
    first, last = scene.word_at(mention.start), scene.word_at(mention.end)
    thing = find_counted(
        scene.words, first, last, sentence, scene.measures, scene.voices.resolve, language=scene.language
    )
    start, end = mention.start, mention.end
    if thing is not None and thing.first >= last and scene.words[thing.last - 1].end > end:
        end = scene.words[thing.last - 1].end
    kind = KINDS.get(mention.quantity.dimension, ClaimKind.MEASURE)
    when = nearest(scene, scene.times, mention, sentence)
    where = nearest_place(scene, mention, sentence)
    shape = Claim
    if kind is ClaimKind.COUNT:
        shape = IncidentClaim if _one_event(scene, thing, when) else AggregateClaim
    return shape(
        id=claim_id(scene.document.text.id, start, end, kind),
        source_id=scene.document.source.id,
        span=scene.span(start, end),
        kind=kind,
        attribution=scene.voices.attribution(start, end),
        reader=READER,
        sentence=sentence,
        quantity=mention.quantity,
        quantity_span=scene.span(mention.start, mention.end),
        counted=thing.counted if thing else None,
        window=when.window if when else None,
        window_span=scene.span(*when.outer) if when else None,
        place=where.place if where else None,
        place_span=scene.span(where.start, where.end) if where else None,
        polarity=scene.voices.polarity(start, end),
        modality=scene.voices.modality(start, end),
    )


def nearest(scene, times, mention, sentence):
    """The window that belongs to a number: of its sentence, the nearest with a window."""
    best = None
    for time in scene.within(times, *sentence):
        if time.window is None or time.role not in {TimeRole.POINT, TimeRole.SPAN}:
            continue
        gap = min(abs(time.start - mention.end), abs(mention.start - time.end))
        if best is None or gap < best[0]:
            best = (gap, time)
    return best[1] if best else None


def nearest_place(scene, mention, sentence):
    best = None
    for place in scene.places:
        if place.start < sentence[0] or place.end > sentence[1]:
            continue
        gap = min(abs(place.start - mention.end), abs(mention.start - place.end))
        if best is None or gap < best[0]:
            best = (gap, place)
    return best[1] if best else None


def _one_event(scene, thing, when) -> bool:
    return False
