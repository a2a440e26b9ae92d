"""What does not verify."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that does not verify: what kind of thing, where it is, and what is wrong with it."""

    kind: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind} {self.where}: {self.what}"


Step = tuple[list[Problem], list[str], dict[str, int]]
"""What a step of verifying gives: problems, notes on what could not be verified, counts."""
