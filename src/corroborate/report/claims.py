"""Claims as the page shows them: words in context, voices, window, value beside its words, rating."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.model.assessment import Assessment
from corroborate.model.claim import AnyClaim, IncidentClaim
from corroborate.model.decision import Decision
from corroborate.model.dossier import Document
from corroborate.model.source import NOT_STATED
from corroborate.model.span import Span
from corroborate.model.window import AnchorKind, Window
from corroborate.report import anchors
from corroborate.report.catalogue import Catalogue
from corroborate.report.figures import VALUE, claim_words
from corroborate.report.handling import Handled
from corroborate.weighing import BY_ID, words

REACH = 280
"""Code points of a very long sentence that are shown on either side of the words of a claim."""

ACCEPT, REJECT, TAKE_BACK = "accept a claim", "reject a claim", "take back a judgement"
"""Actions of the decision log by which a person reviews a claim."""

NEAR = 40
"""The same for a claim that is printed in one line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of quoted text and how it is set: ``""`` around, ``q`` claim, ``n`` number, ``w`` window."""

    text: str
    set: str = ""


@dataclass(frozen=True, slots=True)
class VoiceView:
    """One link of a chain as it is printed."""

    name: str
    stance: str
    knowledge: str


@dataclass(frozen=True, slots=True)
class RatingView:
    """A rating with its rule and working."""

    name: str
    label: str
    rule: str
    rule_anchor: str
    sentence: str
    working: tuple[str, ...]
    assumption: str | None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """The entry of one claim."""

    anchor: str
    figure: str | None
    words: str
    value: str
    usual: str | None
    unit: str
    what: str
    kind: str
    pieces: tuple[Piece, ...]
    language: str | None
    voices: tuple[VoiceView, ...]
    status: str
    happened: str
    happened_words: str | None
    resolved: str | None
    reported: str
    place: str | None
    source: str
    source_anchor: str
    text_id: str
    position: str
    page: str | None
    modality: str | None
    machine: str | None
    rating: RatingView | None
    rests: tuple[tuple[str, str], ...]
    """Anchor and words of the computed figures that rest on this claim."""
    withheld: bool = False
    brief: bool = False
    """True where the case holds so many claims that this one is printed in one line."""

    @property
    def is_aside(self) -> bool:
        """True for a statement without a number that nothing was made of: it is folded away."""
        return self.figure is None and self.rating is None and not self.rests and not self.withheld


def view(
    claim: AnyClaim,
    document: Document,
    assessment: Assessment | None,
    rests: Sequence[tuple[str, str]],
    handled: Handled,
    source_name: str,
    t: Catalogue,
    *,
    brief: bool = False,
    accepted: bool = False,
) -> ClaimView:
    """The entry of a claim; of a withheld source nothing but that it is there."""
    hidden = claim.id in handled.withheld_claims
    quantity, counted = claim.quantity, claim.counted
    return ClaimView(
        anchors.claim(claim.id),
        None if quantity is None or hidden else VALUE + claim.id,
        t("claims.withheld") if hidden else claim_words(claim),
        "" if quantity is None or hidden else t.local.interval(quantity.hard),
        None
        if quantity is None or hidden or quantity.usual == quantity.hard
        else t.local.interval(quantity.usual),
        "" if quantity is None or quantity.unit is None else quantity.unit,
        "" if hidden else _what(claim),
        t("claims.incident") if isinstance(claim, IncidentClaim) else t(f"kind.{claim.kind}"),
        () if hidden else pieces(claim, document.text.content, NEAR if brief else REACH),
        None if document.source.language == NOT_STATED else document.source.language,
        ()
        if hidden
        else tuple(
            VoiceView(v.name, t(f"stance.{v.stance}"), t(f"knowledge.{v.knowledge}"))
            for v in claim.attribution.voices
        ),
        "" if counted is None else t(f"status.{counted.status}"),
        t.local.window(claim.window),
        None if claim.window_span is None or hidden else claim.window_span.quote,
        _resolved(claim.window, t),
        t("not_stated") if document.published is None else t.local.days(document.published),
        None if claim.place is None or hidden else _place(claim),
        source_name,
        anchors.source(claim.source_id),
        claim.span.text_id,
        f"{claim.span.start}–{claim.span.end}",
        document.text.place_of(claim.span.start),
        None if claim.modality == "asserted" else t(f"modality.{claim.modality}"),
        _machine(claim, t, accepted=accepted),
        None if hidden or _is_idle(claim, assessment) else rating(assessment, t),
        tuple(rests),
        hidden,
        brief,
    )


def _machine(claim: AnyClaim, t: Catalogue, *, accepted: bool) -> str | None:
    """What a machine's reading says of itself (C10), and whether a person accepted it."""
    if not claim.reader.machine:
        return None
    key = "claims.accepted" if accepted else "claims.machine"
    return t(key, model=claim.reader.model_id or claim.reader.name)


def accepted_in(decisions: Sequence[Decision]) -> frozenset[str]:
    """The ids of claims whose last review in the log accepts them."""
    standing: dict[str, Decision] = {}
    for decision in decisions:
        if decision.action in {ACCEPT, REJECT}:
            standing[str(decision.number)] = decision
        elif decision.action == TAKE_BACK:
            standing.pop(decision.on, None)
    last = {d.on: d.action for d in standing.values()}
    return frozenset(on for on, action in last.items() if action == ACCEPT)


def _is_idle(claim: AnyClaim, assessment: Assessment | None) -> bool:
    """True where a statement without a number has nothing beside it, so that a rating says nothing."""
    return claim.quantity is None and assessment is not None and assessment.rule == "W14-nothing-beside-it"


def rating(assessment: Assessment | None, t: Catalogue) -> RatingView | None:
    """A rating as it is printed."""
    if assessment is None:
        return None
    rule = BY_ID.get(assessment.rule)
    return RatingView(
        assessment.rating,
        t(f"rating.{assessment.rating}"),
        assessment.rule,
        anchors.rule(assessment.rule),
        t.choose(f"rule.{rule.id}", rule.sentence) if rule else "",
        assessment.working,
        assessment.assumption,
    )


def pieces(claim: AnyClaim, content: str, reach: int = REACH) -> tuple[Piece, ...]:
    """The sentence around a claim in pieces, the claim's own words and their parts marked."""
    span = claim.span
    first, last = claim.sentence
    if not first <= span.start <= span.end <= last:
        first, last = span.start - len(span.prefix), span.end + len(span.suffix)
    start, end = max(first, span.start - reach), min(last, span.end + reach)
    marks: list[tuple[int, int, str]] = [(span.start, span.end, "q")]
    marks += [
        (part.start, part.end, name)
        for part, name in ((claim.window_span, "w"), (claim.place_span, "p"), (claim.quantity_span, "n"))
        if part is not None and part.text_id == span.text_id
    ]
    cuts = sorted({start, end, *(min(max(x, start), end) for a, b, _ in marks for x in (a, b))})
    found = [Piece("… ")] if start > first else []
    for a, b in itertools.pairwise(cuts):
        names = [name for x, y, name in marks if x <= a and b <= y]
        found.append(Piece(content[a:b], " ".join(names)))
    if end < last:
        found.append(Piece(" …"))
    return _trimmed(found)


def quoted(span: Span) -> tuple[Piece, ...]:
    """Words in their stored context."""
    return _trimmed([Piece(span.prefix), Piece(span.quote, "q"), Piece(span.suffix)])


def _trimmed(found: list[Piece]) -> tuple[Piece, ...]:
    if found and not found[0].set:
        found[0] = Piece(found[0].text.lstrip(), "")
    if found and not found[-1].set:
        found[-1] = Piece(found[-1].text.rstrip(), "")
    return tuple(p for p in found if p.text)


def _what(claim: AnyClaim) -> str:
    counted = claim.counted
    if counted is None:
        return " · ".join(x for x in (claim.subject, claim.event) if x)
    actor = f" · {counted.actor}" if counted.actor else ""
    return f"{counted.words}{actor}"


def _place(claim: AnyClaim) -> str:
    place = claim.place
    if place is None:
        return ""
    said = claim.place_span.quote if claim.place_span else (place.words or place.name)
    about = f", ± {words.number(place.precision_km)} km" if place.precision_km else ""
    same = "" if said == place.name else f" = {place.name}"
    return f"“{said}”{same} ({place.kind.replace('_', ' ')}{about})"


def _resolved(window: Window | None, t: Catalogue) -> str | None:
    """What a window was resolved against, in words."""
    if window is None or window.anchor.kind is AnchorKind.EXPLICIT:
        return None
    day = "" if window.anchor.days is None else t.local.days(window.anchor.days)
    said = f" “{window.anchor.words}”" if window.anchor.words else ""
    other = len(window.alternatives)
    more = t("claims.alternatives", n=other) if other else ""
    return " ".join(x for x in (t(f"anchor.{window.anchor.kind}") + said, day, more) if x)
