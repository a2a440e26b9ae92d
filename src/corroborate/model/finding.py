"""Findings: sets of claims that cannot all hold, or that agree, with their working."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding matters."""

    AGREES = "agrees"
    DIFFERS = "differs"
    CHANGES = "changes_conclusion"


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Something on which a finding turns.

    ``on`` names the assumption ("publication day of the interview"), ``holds`` says in words where
    the finding stands ("for any publication before 10 September 2024"), ``vanishes`` where it goes away.
    """

    on: str
    holds: str
    vanishes: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A minimal set of claims with the recomputation that shows how they stand to each other.

    ``kind`` is the registered name of the check (``sum``, ``age``). ``strict`` is True for a
    contradiction of hard bounds and False for a tension of usual readings. ``claims`` are claim ids:
    removing any one of them removes the finding. ``working`` is the recomputation, a line a step.
    """

    id: str
    kind: str
    level: Level
    strict: bool
    title: str
    claims: tuple[str, ...]
    working: tuple[str, ...]
    sensitivity: tuple[Sensitivity, ...] = ()
    separates: tuple[str, ...] = ()
    """What separates the figures without contradiction: other windows, definitions, statuses."""


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A numeric claim that no check applied to, and why."""

    claim_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of checking: findings, and the count of what was and was not checked (C22)."""

    findings: tuple[Finding, ...]
    checked: tuple[str, ...]
    not_checked: tuple[NotChecked, ...]
    notes: tuple[str, ...] = ()
    """What holds of the check as a whole: bounds that cut it off, metadata that contradicts itself."""
