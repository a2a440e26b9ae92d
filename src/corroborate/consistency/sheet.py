"""What the checks write down: findings, and which claims were compared with something."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corroborate.consistency.seen import Seen
from corroborate.model.finding import Finding, Level, Sensitivity


@dataclass(slots=True)
class Sheet:
    """Collects findings of the checks; one finding per kind and set of claims."""

    found: dict[str, Finding] = field(default_factory=dict)
    compared: set[str] = field(default_factory=set)
    notes: dict[str, None] = field(default_factory=dict)

    def add(
        self,
        kind: str,
        level: Level,
        title: str,
        claims: Sequence[Seen],
        working: Iterable[str],
        *,
        strict: bool = False,
        sensitivity: Iterable[Sensitivity] = (),
        separates: Iterable[str] = (),
    ) -> None:
        """Write a finding down; its id is a hash of kind and claims, so that it is stable."""
        ids = tuple(c.id for c in sorted(claims, key=lambda c: c.number))
        digest = hashlib.sha256("\x1f".join((kind, *sorted(ids))).encode()).hexdigest()[:16]
        self.compared.update(ids)
        name = f"{kind}-{digest}"
        if name not in self.found:
            self.found[name] = Finding(
                name, kind, level, strict, title, ids, tuple(working), tuple(sensitivity), tuple(separates)
            )

    def looked_at(self, claims: Iterable[Seen]) -> None:
        """Note that claims were compared with something, whether or not a finding came of it."""
        self.compared.update(c.id for c in claims)

    def note(self, words: str) -> None:
        """Say something about the check as a whole, once."""
        self.notes[words] = None
