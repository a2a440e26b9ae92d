"""People's verdicts on single claims, as entries of the decision log (C9, C10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from corroborate.case.codec import digest
from corroborate.case.pairs import UNDO
from corroborate.case.store import Store
from corroborate.errors import InputError
from corroborate.model.claim import AnyClaim
from corroborate.model.decision import Decision
from corroborate.model.finding import NotChecked

NOT_REVIEWED = "read by a machine and not reviewed by anybody"
"""Why a claim that a model proposed takes no part in findings and figures."""


class ReviewVerdict(StrEnum):
    """What somebody decided on a claim as it was read."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class ReviewState(StrEnum):
    """Where a claim stands: only what a machine read needs a review, anything can be rejected."""

    NOT_NEEDED = "not_needed"
    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


ACTIONS = {ReviewVerdict.ACCEPTED: "accept a claim", ReviewVerdict.REJECTED: "reject a claim"}
_VERDICTS = {action: verdict for verdict, action in ACTIONS.items()}


@dataclass(frozen=True, slots=True)
class Review:
    """A verdict that stands: on which claim, by whom, why, and the number of its entry in the log."""

    claim_id: str
    verdict: ReviewVerdict
    who: str
    why: str
    number: int


def standing(log: Sequence[Decision]) -> dict[str, Review]:
    """The last verdict on each claim that was not taken back, by the id of the claim."""
    found: dict[int, Review] = {}
    for entry in log:
        verdict = _VERDICTS.get(entry.action)
        if verdict is not None:
            found[entry.number] = Review(entry.on, verdict, entry.who, entry.why, entry.number)
        elif entry.action == UNDO:
            found.pop(int(entry.on), None)
    return {review.claim_id: review for review in found.values()}


def state(claim: AnyClaim, reviews: Mapping[str, Review]) -> ReviewState:
    """Where a claim stands."""
    review = reviews.get(claim.id)
    if review is not None:
        return ReviewState(review.verdict.value)
    return ReviewState.UNREVIEWED if claim.reader.machine else ReviewState.NOT_NEEDED


def called(claims: Sequence[AnyClaim], name: str) -> AnyClaim:
    """The claim with an id, or the only one whose id starts so; raises InputError for none or several."""
    found = [c for c in claims if c.id == name] or [c for c in claims if name and c.id.startswith(name)]
    if not found:
        raise InputError(
            "no claim has this id", value=name, hint="`corroborate review CASE --list --all` lists them"
        )
    if len({c.id for c in found}) > 1:
        raise InputError(
            f"{len(found)} claims have an id that starts so", value=name, hint="write more of it"
        )
    return found[0]


def usable(claims: Iterable[AnyClaim], reviews: Mapping[str, Review]) -> tuple[AnyClaim, ...]:
    """The claims that findings and figures may rest on: accepted, or read by rules and not rejected."""
    fit = {ReviewState.NOT_NEEDED, ReviewState.ACCEPTED}
    return tuple(c for c in claims if state(c, reviews) in fit)


def left_out(claims: Iterable[AnyClaim], reviews: Mapping[str, Review]) -> tuple[NotChecked, ...]:
    """The claims that findings and figures do not rest on, each with the reason (C22)."""
    found = []
    for claim in claims:
        stands = state(claim, reviews)
        if stands is ReviewState.UNREVIEWED:
            found.append(NotChecked(claim.id, NOT_REVIEWED))
        elif stands is ReviewState.REJECTED:
            review = reviews[claim.id]
            found.append(NotChecked(claim.id, f"rejected by {review.who}: {review.why}"))
    return tuple(found)


def key(reviews: Mapping[str, Review]) -> tuple[str, ...]:
    """What of the reviews a result depends on: nothing where there are none."""
    if not reviews:
        return ()
    told = (f"{r.claim_id} {r.verdict.value} {r.who} {r.why}" for r in reviews.values())
    return (digest(*sorted(told)),)


def decide(
    store: Store, claim: AnyClaim, verdict: ReviewVerdict, *, who: str, why: str, when: datetime
) -> Decision:
    """Append a verdict to the log; raises InputError where ``who`` or ``why`` is empty."""
    if not who.strip() or not why.strip():
        raise InputError("a verdict on a claim needs a name and a reason", hint="say who decides and why")
    with store.transaction():
        return store.decide(
            who=who, when=when, action=ACTIONS[verdict], on=claim.id, why=why, shown=shown(claim)
        )


def shown(claim: AnyClaim) -> str:
    """What a reviewer decides on, kept in the log even where the claim is later read otherwise."""
    read = "" if claim.quantity is None else f" → {claim.quantity.words}"
    return f"{claim.span.quote}{read} ({claim.reader.model_id or claim.reader.name}, {claim.span.text_id})"
