"""Statements that differ in how much they say and in nothing else."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest

from corroborate.claims import read
from corroborate.model.claim import AnyClaim, ClaimKind
from corroborate.model.dossier import Document
from corroborate.model.source import Source
from corroborate.model.text import Text
from corroborate.model.window import DayRange
from corroborate.text import segment

KINDS = frozenset({ClaimKind.EXISTENCE, ClaimKind.PROPORTION})


def told(content: str) -> list[AnyClaim]:
    """The claims of whole clauses, which no noun alone gives."""
    data = content.encode()
    now = datetime(2024, 9, 2, tzinfo=UTC)
    day = DayRange.on(date(2024, 9, 1))
    source = Source(hashlib.sha256(data).hexdigest(), "a.txt", "text/plain", len(data), now, published=day)
    text = Text.derive(source.id, content, "plain", "1")
    found = read(Document(source, text, tuple(segment(text)))).claims
    return [c for c in found if c.event == c.span.quote and c.kind in KINDS]


@pytest.mark.parametrize(
    ("one", "two", "kind"),
    [
        (
            "We rely solely on gifts from friends.",
            "We rely partly on gifts from friends.",
            ClaimKind.PROPORTION,
        ),
        (
            "Every house in the village fell down.",
            "Half of the houses in the village fell down.",
            ClaimKind.PROPORTION,
        ),
        (
            "There was no warning before the strike.",
            "There was a brief warning before the strike.",
            ClaimKind.EXISTENCE,
        ),
        (
            "They never received a reply from him.",
            "They received a short reply from him.",
            ClaimKind.EXISTENCE,
        ),
    ],
)
def test_two_clauses_of_one_wording_are_claims(one: str, two: str, kind: ClaimKind) -> None:
    first, second = told(f"{one} It rained. {two}")
    assert first.kind is second.kind is kind
    assert {first.span.quote, second.span.quote} == {one.rstrip("."), two.rstrip(".")}
    assert first.counted == second.counted
    assert first.quantity is not None
    assert first.quantity.hard.is_exact


@pytest.mark.parametrize(
    "text",
    [
        "We rely solely on gifts from friends.",
        "There was no warning before the strike. There was a brief warning after the march.",
        "No, wait a minute. Wait a minute.",
        "They never gave us a reply. Give us a reply.",
        "We rely solely on gifts from friends. Do we rely partly on gifts from friends?",
        "The men did not rely on gifts. The men rely on gifts.",
    ],
)
def test_anything_less_alike_gives_no_claim(text: str) -> None:
    assert told(text) == []
