"""What the checks write down: findings, and which claims were compared with something."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corroborate.consistency.seen import Seen
from corroborate.model.finding import Finding, Level, Sensitivity


@dataclass(slots=True)
class Sheet:
    """Collects findings of the checks; one finding per kind and set of claims.

    ``most`` is how many findings one kind may list at one level; the rest are counted.
    """

    most: int = 500
    found: dict[str, Finding] = field(default_factory=dict)
    compared: set[str] = field(default_factory=set)
    notes: dict[str, None] = field(default_factory=dict)
    count: dict[tuple[str, Level], int] = field(default_factory=lambda: defaultdict(int))

    def is_full(self, kind: str, level: Level, claims: Sequence[Seen]) -> bool:
        """True where a finding would not be listed any more; it is then counted, and its claims compared.

        Spares a check the wording of findings that nobody will see.
        """
        if self.count[kind, level] < self.most:
            return False
        self.count[kind, level] += 1
        self.looked_at(claims)
        return True

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
        if name in self.found:
            return
        self.count[kind, level] += 1
        if self.count[kind, level] <= self.most:
            self.found[name] = Finding(
                name, kind, level, strict, title, ids, tuple(working), tuple(sensitivity), tuple(separates)
            )

    def looked_at(self, claims: Iterable[Seen]) -> None:
        """Note that claims were compared with something, whether or not a finding came of it."""
        self.compared.update(c.id for c in claims)

    def note(self, words: str) -> None:
        """Say something about the check as a whole, once."""
        self.notes[words] = None

    def note_what_was_cut(self) -> None:
        """Say for every kind and level how many findings there were beyond those listed."""
        for (kind, level), number in sorted(self.count.items()):
            if number > self.most:
                self.note(
                    f"{number:,} findings of the kind {kind} ({level.replace('_', ' ')}); the first "
                    f"{self.most:,} are listed."
                )
