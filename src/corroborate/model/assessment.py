"""Assessments: what claims are worth against each other and against the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corroborate.model.finding import Level
from corroborate.model.independence import Dependence
from corroborate.model.interval import Interval
from corroborate.model.window import Window


class Rating(StrEnum):
    """What a claim is worth against the evidence at hand, by the printed rules."""

    SUPPORTED = "supported"
    POSSIBLE = "within_what_is_possible"
    EXCEEDS = "exceeds_the_evidence"
    CONTRADICTED = "contradicted"
    INCOMPARABLE = "incomparable"
    NOT_CHECKABLE = "not_checkable"


class Basis(StrEnum):
    """How a figure was come by; no two are ever mixed."""

    VERIFIED = "verified"
    """A third party verified incidents."""
    COUNTED_CLAIMS = "counted_claims"
    """A third party counted what a party claims."""
    CLAIMED = "claimed"
    """A party to the conflict claims."""
    RECORDED = "recorded"
    """Distinct incidents that linked lists hold."""
    ESTIMATED = "estimated"
    """Incidents in all, those nobody recorded included."""
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number computed from claims, with its working; resolves to the claims it rests on (C14).

    ``value`` is what the figure is, as an interval; ``label`` what it counts; ``words`` how it is
    printed. ``claims`` and ``rows`` may not both be empty.
    """

    id: str
    label: str
    value: Interval
    words: str
    claims: tuple[str, ...]
    working: tuple[str, ...] = ()
    window: Window | None = None
    basis: Basis = Basis.NOT_STATED
    rows: tuple[str, ...] = ()
    unit: str | None = None
    kind: str = "count"
    """``count`` as stated, ``laid`` end to end, ``within`` another's window, ``share`` of two counts,
    ``stratum`` of one part of what lists hold."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures about one thing set side by side, and what separates them.

    ``measure`` and ``actor`` say what the figures have in common. ``figures`` are ids, ``separates`` the
    reasons for which they are not the same count, ``conclusion`` one sentence.
    """

    id: str
    measure: str
    actor: str
    figures: tuple[str, ...]
    separates: tuple[str, ...]
    conclusion: str
    working: tuple[str, ...] = ()
    kind: str = ""
    """``evidence``, ``pair`` printed side by side, ``misquote``, ``copies``."""
    level: Level = Level.DIFFERS
    claims: tuple[str, ...] = ()
    """The claims whose words show it, the ones that are compared first."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one claim is worth: the rule that decided, its working, and the assumption it turns on."""

    claim_id: str
    rating: Rating
    rule: str
    working: tuple[str, ...]
    assumption: str | None = None
    against: tuple[str, ...] = ()
    """Ids of the figures and claims that it was weighed against."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """The result of weighing: derived figures, comparisons, an assessment a claim, what ties sources."""

    figures: tuple[Figure, ...]
    comparisons: tuple[Comparison, ...]
    assessments: tuple[Assessment, ...]
    dependences: tuple[Dependence, ...] = ()
