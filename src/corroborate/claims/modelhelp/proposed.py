"""From a model's proposals to claims: every word located exactly, every number read again by the rules."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corroborate.claims.counts import KINDS
from corroborate.claims.identity import claim_id
from corroborate.claims.modelhelp.answer import Answer, Misshapen, Proposal, parsed
from corroborate.claims.quantities import QuantityMention, find_quantities
from corroborate.claims.scene import Scene
from corroborate.claims.time import TimeMention, TimeRole
from corroborate.claims.words import words as read_words
from corroborate.claims.worth import weighed
from corroborate.errors import InexactQuoteError, UnreadableError
from corroborate.gazetteer import Gazetteer
from corroborate.lexicons import measures as built_in
from corroborate.model.attribution import Attribution, Voice
from corroborate.model.claim import (
    AggregateClaim,
    AnyClaim,
    Claim,
    ClaimKind,
    Counted,
    Reader,
    Reading,
    Refusal,
)
from corroborate.model.dossier import Document
from corroborate.model.measure import Measures
from corroborate.model.quantity import Dimension, Hedge, Quantity
from corroborate.model.span import Span

NAME = "language model, not reviewed"
VERSION = "1"
BEFORE = 4
"""Words before a number that are read with it, so that no hedge is lost."""
_PLACED = frozenset({TimeRole.POINT, TimeRole.SPAN, TimeRole.ELAPSED})


@dataclass(frozen=True, slots=True)
class Helped:
    """A reading with what a model added, and how many proposals said what the rules had read already."""

    reading: Reading
    accepted: int = 0
    duplicates: int = 0
    refused: int = 0


def helped(
    document: Document,
    reading: Reading,
    answers: tuple[Answer, ...],
    *,
    measures: Measures | None = None,
    language: str = "en",
    gazetteer: Gazetteer | None = None,
) -> Helped:
    """The deterministic reading with the claims that a model proposes beside it.

    Nothing of ``reading`` is changed or left out. A proposal becomes a claim only where its quote, number,
    thing counted, speaker and time stand in the text word by word, and where the rules read in the words
    of the number the value that the model gives; else it is a refusal (C5). One whose number the rules
    have read already is dropped and counted. Claims carry the model's id and the hash of the prompt (C10).
    """
    given = [a for a in answers if a.content is not None]
    if not given:
        return Helped(reading)
    scene = Scene.of(document, measures or built_in(), language, gazetteer)
    known = _Known(reading)
    claims: list[AnyClaim] = []
    refusals: list[Refusal] = []
    duplicates = 0
    for answer in given:
        for proposal in _proposals(scene, answer, refusals):
            try:
                claim = _claim(scene, answer, proposal)
            except InexactQuoteError as error:
                refusals.append(_refusal(scene, answer, proposal.quote, str(error)))
                continue
            if known.has(claim):
                duplicates += 1
                continue
            known.add(claim)
            claims.append(weighed(scene, claim))
    merged = sorted((*reading.claims, *claims), key=lambda c: (c.span.start, c.span.end, c.id))
    added = replace(reading, claims=tuple(merged), refusals=(*reading.refusals, *refusals))
    return Helped(added, len(claims), duplicates, len(refusals))


class _Known:
    """Which numbers of a text are read already."""

    def __init__(self, reading: Reading) -> None:
        self.taken: set[int] = set()
        for claim in reading.claims:
            self.add(claim)

    def add(self, claim: AnyClaim) -> None:
        at = claim.quantity_span or claim.span
        self.taken.update(range(at.start, at.end))

    def has(self, claim: AnyClaim) -> bool:
        at = claim.quantity_span or claim.span
        return any(i in self.taken for i in range(at.start, at.end))


def _proposals(scene: Scene, answer: Answer, refusals: list[Refusal]) -> list[Proposal]:
    assert answer.content is not None
    try:
        found = parsed(answer.content)
    except UnreadableError as error:
        refusals.append(_refusal(scene, answer, str(error.value), error.what))
        return []
    refusals.extend(_refusal(scene, answer, p.words, p.reason) for p in found if isinstance(p, Misshapen))
    return [p for p in found if isinstance(p, Proposal)]


def _refusal(scene: Scene, answer: Answer, quote: str, reason: str) -> Refusal:
    # JSON can carry half of a surrogate pair, which no text that is stored can.
    shown = quote.encode("utf-8", "backslashreplace").decode("utf-8")
    return Refusal(scene.document.text.id, shown, f"model {answer.model_id}", reason)


def _claim(scene: Scene, answer: Answer, proposal: Proposal) -> AnyClaim:
    """The claim of a proposal; raises InexactQuoteError for anything that the text does not carry."""
    quote = _within(scene, proposal.quote, answer.start, answer.end, "the quote")
    number = _within(scene, proposal.number_words, quote.start, quote.end, "the words of the number")
    thing = time = None
    if proposal.counted is not None:
        thing = _near(scene, proposal.counted, quote, number, "what is counted")
    if proposal.time_words is not None:
        time = _within(scene, proposal.time_words, quote.start, quote.end, "the words of the time")
    mention = _read_again(scene, proposal, quote, number, thing)
    start, end = mention.start, mention.end
    if thing is not None:
        start, end = min(start, thing.start), max(end, thing.end)
    kind = KINDS.get(mention.quantity.dimension, ClaimKind.MEASURE)
    when = _time_at(scene, time) if time is not None else None
    sentence = scene.sentence(quote.start)
    shape = AggregateClaim if kind is ClaimKind.COUNT else Claim
    return shape(
        id=claim_id(
            scene.document.text.id, start, end, kind, f"{NAME}\x1f{answer.model_id}\x1f{answer.prompt_hash}"
        ),
        source_id=scene.document.source.id,
        span=scene.span(start, end),
        kind=kind,
        attribution=_attribution(scene, proposal, start, end),
        reader=Reader(NAME, VERSION, machine=True, model_id=answer.model_id, prompt_hash=answer.prompt_hash),
        sentence=(min(sentence[0], start), max(sentence[1], end)),
        quantity=mention.quantity,
        quantity_span=scene.span(mention.start, mention.end),
        counted=_counted(scene, thing) if thing is not None else None,
        window=when.window if when is not None else None,
        window_span=scene.span(*when.outer) if when is not None else None,
        polarity=scene.voices.polarity(start, end),
        modality=scene.voices.modality(start, end),
    )


def _within(scene: Scene, words: str, start: int, end: int, what: str) -> Span:
    """The span of words that stand once, exactly, in a stretch of the text."""
    at = scene.content.find(words, start, end)
    if at < 0:
        raise InexactQuoteError(f"{what} is not in the text as quoted", value=repr(words))
    if scene.content.find(words, at + 1, end) >= 0:
        raise InexactQuoteError(f"{what} stands in more than one place", value=repr(words))
    return Span.quoting(scene.document.text.id, scene.content, words, at)


def _near(scene: Scene, words: str, quote: Span, number: Span, what: str) -> Span:
    """The span of words in the quote, the nearest to the number where they stand more than once."""
    found = []
    at = scene.content.find(words, quote.start, quote.end)
    while at >= 0:
        found.append(at)
        at = scene.content.find(words, at + 1, quote.end)
    if not found:
        raise InexactQuoteError(f"{what} is not in the quote", value=repr(words))
    nearest = min(found, key=lambda a: (abs(a - number.start), a))
    return Span.quoting(scene.document.text.id, scene.content, words, nearest)


def _read_again(
    scene: Scene, proposal: Proposal, quote: Span, number: Span, thing: Span | None
) -> QuantityMention:
    """What the rules read in the words of the number; refused where that is not what the model says."""
    if _cut(scene.content, number):
        raise InexactQuoteError(
            "these words are a piece of a longer number or word", value=repr(number.quote)
        )
    mention = _in_context(scene, quote, number) or _alone(scene, quote, number, thing)
    if mention is None:
        raise InexactQuoteError("the rules read no number in these words", value=repr(number.quote))
    if proposal.value is not None and not _carries(mention.quantity, proposal.value):
        raise InexactQuoteError(
            f"the words {number.quote!r} do not carry the value that the model gives", value=proposal.value
        )
    return mention


def _in_context(scene: Scene, quote: Span, number: Span) -> QuantityMention | None:
    """The number as it is read in the whole text, with its hedge."""
    for mention in scene.numbers.mentions:
        if mention.core_end > number.start and mention.core_start < number.end:
            whole = number.start <= mention.core_start and mention.core_end <= number.end
            if not whole or mention.start < quote.start or mention.end > quote.end:
                raise InexactQuoteError(
                    f"in the text these words belong to {mention.quantity.words!r}", value=repr(number.quote)
                )
            return mention
    return None


def _cut(content: str, number: Span) -> bool:
    """True where the words of a number begin or end inside a longer one: the 5 of 25, of 2.5, of 5,000."""
    before, after = content[max(0, number.start - 2) : number.start], content[number.end : number.end + 2]
    if before[-1:].isalnum() and number.quote[0].isalnum():
        return True
    if after[:1].isalnum() and number.quote[-1].isalnum():
        return True
    joined = ".,/٫٬"
    return (
        number.quote[0].isdecimal() and before[-1:] in joined and before[:1].isdecimal() and len(before) == 2
    ) or (number.quote[-1].isdecimal() and after[:1] in joined and after[1:].isdecimal() and len(after) == 2)


def _alone(scene: Scene, quote: Span, number: Span, thing: Span | None) -> QuantityMention | None:
    """A number that the rules take for something else in the text, read with a few words around it."""
    end = max(number.end, thing.end if thing is not None else 0)
    starts = [w.start for w in scene.words[: scene.word_at(number.start)] if w.start >= quote.start]
    for start in (*starts[-BEFORE:], number.start):
        found = find_quantities(scene.content[start:end], language=scene.language)
        mine = [m for m in found.mentions if m.core_end + start > number.start]
        if len(mine) == 1 and mine[0].core_start + start >= number.start:
            mention = mine[0]
            return QuantityMention(
                mention.start + start,
                mention.end + start,
                mention.core_start + start,
                mention.core_end + start,
                mention.quantity,
            )
    return None


def _carries(quantity: Quantity, value: int | float) -> bool:
    """True where a value is one that the words say: the number said, or an end of the range said."""
    values: tuple[int | float, ...] = (value,)
    if quantity.dimension is Dimension.SHARE:
        values = (value, value / 100)
    if quantity.stated is not None:
        said: tuple[int | float, ...] = (quantity.stated,)
    elif quantity.hedge is Hedge.VAGUE:
        return False
    else:
        said = tuple(end for end in (quantity.hard.low, quantity.hard.high) if end is not None)
    return any(abs(v - s) <= 1e-9 * max(1.0, abs(s)) for v in values for s in said)


def _time_at(scene: Scene, time: Span) -> TimeMention | None:
    """The time expression that the rules read in these words, with its window."""
    found = [
        t
        for t in scene.times
        if t.start < time.end and t.end > time.start and t.window is not None and t.role in _PLACED
    ]
    return max(found, key=lambda t: (min(t.end, time.end) - max(t.start, time.start), -t.start), default=None)


def _counted(scene: Scene, thing: Span) -> Counted:
    tagged = [w for w in read_words(thing.quote) if w.tag not in {"PUNCT", "DET"}]
    nouns = [w for w in tagged if w.tag in {"NOUN", "PROPN"}]
    head = (nouns or tagged)[-1].lemma if tagged else thing.quote
    measure = scene.measures.match(thing.quote) or scene.measures.match(head)
    return Counted(thing.quote, head, measure)


def _attribution(scene: Scene, proposal: Proposal, start: int, end: int) -> Attribution:
    """The voices as the rules read them; a speaker whom the model names stands inside the author."""
    if proposal.speaker is None:
        return scene.voices.attribution(start, end)
    author = scene.voices.author
    if proposal.speaker.casefold() == author.casefold():
        return Attribution((Voice(author),))
    at = scene.content.rfind(proposal.speaker, 0, end)
    at = at if at >= 0 else scene.content.find(proposal.speaker)
    if at < 0:
        raise InexactQuoteError("the speaker is not named in the text", value=repr(proposal.speaker))
    named = Span.quoting(scene.document.text.id, scene.content, proposal.speaker, at)
    name = scene.voices.resolve(named.start, named.end) or proposal.speaker
    return Attribution((Voice(author), Voice(name, words=named)))
