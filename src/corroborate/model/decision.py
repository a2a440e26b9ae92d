"""Decisions of people and machines, hash-chained."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

GENESIS = "0" * 64
"""What the first decision of a case is chained to."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what, when, on what, why, and what was shown; chained to the one before (C9)."""

    number: int
    who: str
    when: datetime
    action: str
    on: str
    why: str
    shown: str
    previous: str
    hash: str

    @classmethod
    def after(
        cls, last: Decision | None, *, who: str, when: datetime, action: str, on: str, why: str, shown: str
    ) -> Decision:
        """The next decision of a chain, with its hash computed."""
        number = last.number + 1 if last else 1
        previous = last.hash if last else GENESIS
        draft = cls(number, who, when, action, on, why, shown, previous, "")
        return cls(number, who, when, action, on, why, shown, previous, draft.expected_hash())

    def expected_hash(self) -> str:
        """The SHA-256 over every other field; differs from ``hash`` where the entry was altered."""
        fields = [
            self.number,
            self.who,
            self.when.isoformat(),
            self.action,
            self.on,
            self.why,
            self.shown,
            self.previous,
        ]
        return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()
