"""Decisions are chained: an altered entry no longer has its hash (C9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from corroborate.model.decision import GENESIS, Decision

NOW = datetime(2025, 1, 1, tzinfo=UTC)


def chain(n: int) -> list[Decision]:
    out: list[Decision] = []
    for i in range(n):
        last = out[-1] if out else None
        out.append(
            Decision.after(last, who="ana", when=NOW, action="accept", on=f"c{i}", why="read", shown="words")
        )
    return out


def test_c09_each_decision_is_chained_to_the_one_before() -> None:
    first, second, third = chain(3)
    assert first.previous == GENESIS
    assert (second.previous, third.previous) == (first.hash, second.hash)
    assert all(d.hash == d.expected_hash() for d in (first, second, third))


def test_c09_any_altered_field_shows() -> None:
    entry = chain(2)[1]
    for change in (
        {"who": "eve"},
        {"why": "told to"},
        {"action": "reject"},
        {"previous": GENESIS},
        {"number": 9},
    ):
        assert replace(entry, **change).expected_hash() != entry.hash  # type: ignore[arg-type]
