"""The decision log: appended only, hash-chained, its head anchored outside (C9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.model.decision import GENESIS, Decision


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the log stood at some moment: how many decisions, and the hash of the last."""

    count: int
    head: str

    @classmethod
    def of(cls, log: Sequence[Decision]) -> Anchor:
        """The anchor of a log as it stands."""
        return cls(len(log), log[-1].hash if log else GENESIS)


def broken(log: Sequence[Decision]) -> list[str]:
    """What is wrong within a log: altered, missing, or reordered decisions, one sentence each."""
    problems = [] if log else ["the log is empty; every case begins with a decision"]
    previous, expected = GENESIS, 1
    for decision in log:
        if decision.number != expected:
            missing = f"decision {expected}" + (
                f" to {decision.number - 1}" if decision.number - 1 > expected else ""
            )
            problems.append(f"{missing} is missing from the log")
        elif decision.previous != previous:
            problems.append(
                f"decision {decision.number} does not follow the one before it: its link is broken"
            )
        if decision.expected_hash() != decision.hash:
            problems.append(f"decision {decision.number} was altered: its hash does not fit its words")
        previous, expected = decision.hash, decision.number + 1
    return problems


def astray(log: Sequence[Decision], anchor: Anchor, named: str) -> list[str]:
    """How a log departs from an anchor that was kept elsewhere; ``named`` says where."""
    if anchor.count == 0:
        return []
    at = {decision.number: decision for decision in log}.get(anchor.count)
    if at is None:
        return [f"the log was cut: {named} saw {anchor.count} decisions, the log holds {len(log)}"]
    if at.hash != anchor.head:
        return [f"the log was rewritten: decision {anchor.count} is not the one that {named} saw"]
    return []
