"""Claims from time expressions: dates of events, durations, elapsed times, ages."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corroborate.claims.ages import subject_after, subject_before
from corroborate.claims.counted.actors import Resolve
from corroborate.claims.events import event_of
from corroborate.claims.horizon import mood_of
from corroborate.claims.identity import READER, claim_id
from corroborate.claims.members import Members
from corroborate.claims.quantities import QuantityMention
from corroborate.claims.scene import Scene
from corroborate.claims.time import TimeMention, TimeRole
from corroborate.model.claim import Claim, ClaimKind
from corroborate.model.quantity import Dimension, Quantity
from corroborate.model.span import Span
from corroborate.model.window import Anchor, AnchorKind, Granularity, Window

KINDS = {
    TimeRole.POINT: ClaimKind.DATE,
    TimeRole.SPAN: ClaimKind.DATE,
    TimeRole.DURATION: ClaimKind.DURATION,
    TimeRole.ELAPSED: ClaimKind.ELAPSED,
    TimeRole.AGE: ClaimKind.AGE,
}


def time_claims(scene: Scene, members: Members) -> Iterator[Claim]:
    """A claim for every time expression that says when something was, how long, or how old."""
    starts = [m.core_start for m in scene.numbers.mentions]
    for mention in scene.times:
        kind = KINDS.get(mention.role)
        if kind is not None:
            yield _claim(scene, mention, kind, _number_in(scene, mention, starts), members)


def _number_in(scene: Scene, mention: TimeMention, starts: Sequence[int]) -> QuantityMention | None:
    """The one number inside a time expression, as the number grammar reads it."""
    low, high = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
    if high - low != 1:
        return None
    found = scene.numbers.mentions[low]
    return found if found.core_end <= mention.end else None


def _claim(
    scene: Scene, mention: TimeMention, kind: ClaimKind, number: QuantityMention | None, members: Members
) -> Claim:
    start, end = mention.outer
    if number is not None and number.quantity.dimension is Dimension.AGE:
        kind = ClaimKind.AGE
    quantity = _quantity(mention, number, kind)
    if number is not None and quantity is not mention.quantity and quantity is not None:
        start, end = min(start, number.start), max(end, number.end)
    sentence = scene.sentence(mention.start)
    sentence = (min(sentence[0], start), max(sentence[1], end))
    window: Window | None = mention.window
    at: tuple[int, int] | None = mention.outer
    subject = None
    event = event_of(scene, mention, sentence, members.resolve)
    if kind is ClaimKind.AGE:
        subject = _aged(scene, start, end, sentence, members.resolve)
        if window is None:
            window, at = _age_window(scene, mention, sentence)
    elif event is not None:
        subject = event.subject
    return Claim(
        id=claim_id(scene.document.text.id, start, end, kind),
        source_id=scene.document.source.id,
        span=scene.span(start, end),
        kind=kind,
        attribution=scene.voices.attribution(start, end),
        reader=READER,
        sentence=sentence,
        quantity=quantity,
        quantity_span=_quantity_span(scene, mention, number, quantity),
        window=window,
        window_span=scene.span(*at) if window is not None and at is not None else None,
        polarity=scene.voices.polarity(start, end),
        modality=mood_of(scene, start, end, window),
        subject=subject,
        event=event.words if event is not None else None,
    )


def _quantity(mention: TimeMention, number: QuantityMention | None, kind: ClaimKind) -> Quantity | None:
    """The number grammar's reading where it is one of a length or an age, with its hedge."""
    if kind is ClaimKind.DATE:
        return mention.quantity
    if number is not None and number.quantity.dimension in {Dimension.DURATION, Dimension.AGE}:
        if kind is ClaimKind.AGE and number.quantity.dimension is Dimension.DURATION:
            return replace(number.quantity, dimension=Dimension.AGE)
        return number.quantity
    return mention.quantity


def _quantity_span(
    scene: Scene, mention: TimeMention, number: QuantityMention | None, quantity: Quantity | None
) -> Span | None:
    if quantity is None:
        return None
    if number is not None and quantity is not mention.quantity:
        return scene.span(number.start, number.end)
    at = scene.content.find(quantity.words, mention.start, mention.end) if quantity.words else -1
    return scene.span(at, at + len(quantity.words)) if at >= 0 else scene.span(mention.start, mention.end)


def _aged(scene: Scene, start: int, end: int, sentence: tuple[int, int], resolve: Resolve) -> str | None:
    if "-" in scene.content[start:end]:
        return subject_after(scene, end, sentence, resolve) or subject_before(scene, start, sentence, resolve)
    return subject_before(scene, start, sentence, resolve)


def _age_window(
    scene: Scene, mention: TimeMention, sentence: tuple[int, int]
) -> tuple[Window | None, tuple[int, int] | None]:
    """When somebody was that old: the nearest time of the sentence, or publication for the present tense."""
    placed = [
        t
        for t in scene.within(scene.times, *sentence)
        if t is not mention
        and t.window is not None
        and t.role in {TimeRole.POINT, TimeRole.SPAN, TimeRole.ELAPSED}
    ]
    after = [t for t in placed if t.start >= mention.end]
    chosen = min(after or placed, key=lambda t: abs(t.start - mention.start), default=None)
    if chosen is not None:
        return chosen.window, chosen.outer
    published = scene.document.published
    verb = _present(scene, mention, sentence)
    if published is None or verb is None:
        return None, None
    start, end = verb
    anchor = Anchor(AnchorKind.PUBLISHED, published, scene.content[start:end])
    return Window(published, published, scene.content[start:end], anchor, Granularity.DAY), verb


def _present(scene: Scene, mention: TimeMention, sentence: tuple[int, int]) -> tuple[int, int] | None:
    """The verb in the present before an age: "is now 35"."""
    k = scene.word_at(mention.start) - 1
    for j in range(k, max(-1, k - 4), -1):
        word = scene.words[j]
        if word.start < sentence[0]:
            return None
        if word.tag in {"AUX", "VERB"}:
            return (word.start, word.end) if word.lower in {"is", "am", "are", "'s", "’s", "turns"} else None
    return None
