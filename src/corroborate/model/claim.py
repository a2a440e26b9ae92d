"""Claims: exact words, who says them, what is counted, how much, when, where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from corroborate.model.attribution import Attribution
from corroborate.model.interval import Interval
from corroborate.model.place import Place
from corroborate.model.quantity import Quantity
from corroborate.model.span import Span
from corroborate.model.window import Window


class ClaimKind(StrEnum):
    """What sort of statement a claim is."""

    COUNT = "count"
    PROPORTION = "proportion"
    MONEY = "money"
    MEASURE = "measure"
    """A distance, weight, area or other measured amount."""
    DATE = "date"
    DURATION = "duration"
    ELAPSED = "elapsed"
    """Time between an event and an anchor: "three years after", "third anniversary"."""
    AGE = "age"
    ORDER = "order"
    COMPARISON = "comparison"
    EXISTENCE = "existence"
    """"no external support", "minimal support", "solely", "all"."""


class Polarity(StrEnum):
    """Whether the words affirm or deny."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Modality(StrEnum):
    """Whether the words claim at all: only ``ASSERTED`` is ever counted as a claim about the world."""

    ASSERTED = "asserted"
    HYPOTHETICAL = "hypothetical"
    FUTURE = "future"
    QUESTION = "question"
    GOAL = "goal"


class Status(StrEnum):
    """How what is counted is said to be known."""

    VERIFIED = "verified"
    CONFIRMED = "confirmed"
    CLAIMED = "claimed"
    ALLEGED = "alleged"
    ESTIMATED = "estimated"
    REPORTED = "reported"
    COUNTED_CLAIMS = "counted_claims"
    """A third party counted what a party claims."""
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts, by the lexicon and in the words.

    ``measure`` is an id of the measures lexicon (``attack``, ``killed``), None where no entry fits.
    ``words`` are the words of the thing ("military operations"), ``head`` its head noun's base form,
    ``actor`` who does or holds it, ``target`` against whom; ``definition`` narrows it in words.
    """

    words: str
    head: str
    measure: str | None = None
    actor: str | None = None
    target: str | None = None
    status: Status = Status.NOT_STATED
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """What read a claim: the rules of a language, or a model; a machine's reading says so (C10)."""

    name: str
    version: str
    machine: bool = False
    model_id: str | None = None
    prompt_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that could be true or false, at an exact span of one text.

    ``span`` covers the words of the claim; ``quantity_span``, ``window_span`` and ``place_span`` the words
    of its parts, so that no parsed value is ever shown without its words (C6). ``total_of`` holds the
    ids of claims that the words give as parts of this one. ``subject`` is who or what an age, date or
    duration is about ("Ahmad Massoud"), ``event`` the event in words ("father assassinated").
    ``sentence`` is the sentence around it, by offsets into the same text.
    """

    id: str
    source_id: str
    span: Span
    kind: ClaimKind
    attribution: Attribution
    reader: Reader
    sentence: tuple[int, int]
    quantity: Quantity | None = None
    quantity_span: Span | None = None
    counted: Counted | None = None
    window: Window | None = None
    window_span: Span | None = None
    place: Place | None = None
    place_span: Span | None = None
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    subject: str | None = None
    event: str | None = None
    total_of: tuple[str, ...] = ()
    partition: bool = False
    """True where the words give ``total_of`` as all that makes up this claim: "73: 53 and 20"; False after
    "including" and "of which", which leave room for others."""
    worth: float = 0.0
    """Check-worthiness 0..1: ranks, never drops."""


@dataclass(frozen=True, slots=True)
class AggregateClaim(Claim):
    """A claim about many incidents or things at once: "207 operations this year"."""


@dataclass(frozen=True, slots=True)
class IncidentClaim(Claim):
    """A claim about one incident: "killed three soldiers in Panjshir on Monday"."""


AnyClaim = Claim | AggregateClaim | IncidentClaim


def total(claims: Sequence[AggregateClaim]) -> Interval:
    """The hard interval of the sum of aggregate claims; incident claims are refused (C8).

    Raises InputError where a claim is no aggregate or has no quantity.
    """
    from corroborate.errors import InputError

    result = Interval.exactly(0)
    for claim in claims:
        if not isinstance(claim, AggregateClaim) or claim.quantity is None:
            raise InputError("only aggregate claims with a quantity can be summed", value=claim.span.quote)
        result = result + claim.quantity.hard
    return result


@dataclass(frozen=True, slots=True)
class Unread:
    """A numeric token that became no claim, with the reason (C22)."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A quote that was refused because it is not exact, kept for the log (C5)."""

    text_id: str
    quote: str
    proposed_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read from one text: claims, what was not read, what was refused.

    ``numeric_tokens`` counts the numeric tokens of the text; each is in a claim or in ``unread``.
    """

    claims: tuple[AnyClaim, ...]
    unread: tuple[Unread, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    numeric_tokens: int = 0
