"""What a run gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RunResult:
    """What one run did, and what the case holds now.

    ``computed`` and ``kept`` count subjects by stage: texts, readings, the case as a whole. ``changes``
    are the edits of case.toml that it honoured, a sentence each. ``findings`` counts them by level.
    """

    computed: Mapping[str, int]
    kept: Mapping[str, int]
    changes: tuple[str, ...]
    sources: int
    texts: int
    claims: int
    numeric_tokens: int
    unread: int
    refusals: int
    unreadable: int
    findings: Mapping[str, int]
    figures: int
    warnings: tuple[str, ...] = ()
    """What could not be done, a sentence each: questions that a model did not answer."""

    @property
    def changed(self) -> bool:
        """False where nothing had changed since the last run, so that nothing was done."""
        return bool(self.computed or self.changes)


@dataclass(frozen=True, slots=True)
class Run:
    """What the store remembers of a run that changed something."""

    when: datetime
    state: str
    computed: Mapping[str, int]
    tool: str
