"""Claims from numbers: counts, shares, money, measured amounts, with everything that belongs to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from corroborate.claims.ages import subject_before
from corroborate.claims.attach import Attached, Attacher, Coverage
from corroborate.claims.counted import Thing, find_counted
from corroborate.claims.former import is_former
from corroborate.claims.history import History
from corroborate.claims.horizon import mood_of, until_published
from corroborate.claims.identity import READER, claim_id
from corroborate.claims.members import Members
from corroborate.claims.parts import linked
from corroborate.claims.quantities import QuantityMention
from corroborate.claims.scene import Scene
from corroborate.claims.sharing import as_kind
from corroborate.claims.statuses import settled
from corroborate.claims.thresholds import narrowed
from corroborate.claims.vocabulary import happens, one_event
from corroborate.model.claim import AggregateClaim, AnyClaim, Claim, ClaimKind, IncidentClaim, Polarity
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
_TOLD = frozenset({ClaimKind.COUNT, ClaimKind.PROPORTION, ClaimKind.MONEY})
COUNTING = frozenset({Dimension.COUNT, Dimension.SHARE})


def count_claims(scene: Scene, members: Members) -> list[AnyClaim]:
    """A claim for every quantity that no time expression holds, in the order of the text."""
    coverage, history = Coverage(scene), History(scene)
    free = [m for m in scene.numbers.mentions if scene.timed(m.core_start, m.core_end) is None]
    found: list[AnyClaim] = []
    for sentence, group in groupby(free, key=lambda m: scene.sentence(m.core_start)):
        found.extend(_sentence(scene, sentence, list(group), coverage, members, history))
    return settled(scene, found)


def _sentence(
    scene: Scene,
    sentence: tuple[int, int],
    mentions: Sequence[QuantityMention],
    coverage: Coverage,
    members: Members,
    history: History,
) -> Iterator[AnyClaim]:
    sentence = (sentence[0], max(sentence[1], mentions[-1].end))
    numbers = [(scene.word_at(m.start), _after(scene, m)) for m in mentions]
    things = find_counted(
        scene.words, numbers, sentence, scene.measures, members.resolve, language=scene.language
    )
    things = [t if m.quantity.dimension in COUNTING or _own(t, n) else None
              for t, m, n in zip(things, mentions, numbers, strict=True)]  # fmt: skip
    things = [t if m.quantity.dimension not in COUNTING else history.inherited(t, n, m.quantity, sentence)
              for t, m, n in zip(things, mentions, numbers, strict=True)]  # fmt: skip
    if scene.defining:
        things = [narrowed(scene, t) if t is not None else None for t in things]
    extents = [_extent(scene, m, t, n) for m, t, n in zip(mentions, things, numbers, strict=True)]
    attacher = Attacher(scene, sentence, extents)
    claims = [
        _claim(scene, sentence, n, mention, things[n], extents[n], attacher, coverage, history, members)
        for n, mention in enumerate(mentions)
    ]
    result = linked(scene, claims)
    history.add(result)
    return iter(result)


def _own(thing: Thing | None, number: tuple[int, int]) -> bool:
    """True where the words right after the number say what it is of: "$5 million worth of weapons"."""
    return thing is not None and thing.first >= number[1] and thing.last > thing.first


def _after(scene: Scene, mention: QuantityMention) -> int:
    return scene.word_at(mention.end)


def _extent(
    scene: Scene, mention: QuantityMention, thing: Thing | None, number: tuple[int, int]
) -> tuple[int, int]:
    """The offsets of a number with the words right after it that say what it counts."""
    end = mention.end
    if thing is not None and thing.last > max(number[0], thing.first):
        end = max(end, scene.words[thing.last - 1].end)
    return mention.start, end


def _claim(
    scene: Scene,
    sentence: tuple[int, int],
    n: int,
    mention: QuantityMention,
    thing: Thing | None,
    extent: tuple[int, int],
    attacher: Attacher,
    coverage: Coverage,
    history: History,
    members: Members,
) -> AnyClaim:
    start, end = extent
    kind = KINDS.get(mention.quantity.dimension, ClaimKind.MEASURE)
    counted = thing.counted if thing is not None else None
    attribution = scene.voices.attribution(start, end)
    if counted is not None:
        counted = members.told(counted, attribution)
    event = happens(counted, scene.measures, scene.language)
    former = is_former(scene, mention.start)
    when = attacher.own(n) if former else attacher.window(n, happens=event)
    event = event and not former
    if when is None and event and kind in {ClaimKind.COUNT, ClaimKind.PROPORTION}:
        when = history.window(sentence)
    if when is None and event and kind in {ClaimKind.COUNT, ClaimKind.PROPORTION}:
        when = coverage.of(start, sentence, reported=len(attribution.voices) > 1)
    window = when.window if when else None
    if when is not None and window is not None and kind in _TOLD:
        window = until_published(scene, window, (when.start, when.end), start, end)
    where = attacher.place(n)
    claim = Claim(
        id=claim_id(scene.document.text.id, start, end, kind),
        source_id=scene.document.source.id,
        span=scene.span(start, end),
        kind=kind,
        attribution=attribution,
        reader=READER,
        sentence=sentence,
        quantity=mention.quantity,
        quantity_span=scene.span(mention.start, mention.end),
        counted=counted,
        window=window,
        window_span=scene.span(when.start, when.end) if when else None,
        place=where.place if where else None,
        place_span=scene.span(where.start, where.end) if where else None,
        polarity=_polarity(scene, mention, thing, end),
        modality=mood_of(scene, start, end, window),
        subject=subject_before(scene, start, sentence, members.resolve) if kind is ClaimKind.AGE else None,
    )
    if kind is not ClaimKind.COUNT:
        return claim
    return as_kind(IncidentClaim if _incident(scene, claim, when) else AggregateClaim, claim)


def _polarity(scene: Scene, mention: QuantityMention, thing: Thing | None, end: int) -> Polarity:
    """Negated also where what happened to the things is: "12 people were not killed"."""
    found = scene.voices.polarity(mention.start, end)
    behind = thing is not None and thing.verb is not None and scene.words[thing.verb].start >= mention.end
    if found is Polarity.AFFIRMED and behind and scene.voices.denied_behind(mention.start, mention.end):
        return Polarity.NEGATED
    return found


def _incident(scene: Scene, claim: Claim, when: Attached | None) -> bool:
    return one_event(claim, scene.content[slice(*claim.sentence)], when.window if when else None, scene)
