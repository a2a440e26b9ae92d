"""Lower bounds that define what is counted are no counts; lower bounds of one event are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from corroborate.claims import read
from corroborate.claims.thresholds import REASON
from corroborate.model.claim import ClaimKind, Reading
from corroborate.model.dossier import Document
from corroborate.model.source import Source
from corroborate.model.text import Text
from corroborate.text import segment


def reading(content: str) -> Reading:
    source = Source("0" * 64, "a", "text/plain", len(content), datetime(2024, 9, 1, tzinfo=UTC))
    text = Text.derive(source.id, content, "test", "1")
    return read(Document(source, text, segment(text)))


def counts(content: str) -> list[str]:
    found = reading(content).claims
    return [c.quantity.words for c in found if c.kind is ClaimKind.COUNT and c.quantity is not None]


@pytest.mark.parametrize(
    ("content", "number", "others"),
    [
        ("The mission verified attacks in which at least one person was killed.", "one", []),
        ("The list holds events with at least 25 deaths.", "25", []),
        ("It records battles causing at least 25 battle-related deaths in a year.", "25", []),
        ("Mass killings are defined as incidents with four or more fatalities.", "four", []),
        ("Massacres, defined as the killing of three or more people, rose.", "three", []),
        ("An attack that killed at least one person counts.", "one", []),
        ("The dataset includes any incident that killed at least 25 people.", "25", []),
        ("Only attacks in which two or more people died are counted.", "two", []),
        ("Each event in which more than five people were hurt is listed.", "five", []),
        ("The project counts attacks that left at least four people dead.", "four", []),
        ("The threshold of 25 deaths was crossed.", "25", []),
        ("We considered incidents involving at least three victims.", "three", []),
        ("Of 222 claims, 137 were attacks in which at least one person was killed.", "one", ["222", "137"]),
        ("The 137 attacks in which at least one person was killed were verified.", "one", ["137"]),
        ("Incidents with 10 or more casualties became rarer.", "10", []),
    ],
)
def test_what_defines_is_no_count(content: str, number: str, others: list[str]) -> None:
    assert counts(content) == others
    assert [(u.span.quote, u.reason) for u in reading(content).unread] == [(number, REASON)]


@pytest.mark.parametrize(
    ("content", "number"),
    [
        ("On Monday there was an attack in which at least 25 people were killed.", "at least 25"),
        ("They carried out 14 operations in which at least 25 Taliban were killed.", "at least 25"),
        ("The attack, in which at least 25 people were killed, was claimed by IS.", "at least 25"),
        ("A series of attacks in which at least 25 people were killed shook the city.", "at least 25"),
        ("An attack that killed at least one person was reported on Monday.", "at least one"),
        ("The report includes an attack that killed at least 25 people.", "at least 25"),
        ("The clashes that left at least 25 people dead lasted a week.", "at least 25"),
        ("He is the commander of a group with at least 5,000 fighters.", "at least 5,000"),
        ("At least one person was killed in attacks in Kabul.", "At least one"),
    ],
)
def test_what_tells_of_events_is_a_count(content: str, number: str) -> None:
    assert number in counts(content)


def test_the_clause_narrows_what_is_counted() -> None:
    found = reading("The UN verified 137 attacks in which at least one person was killed.").claims
    counted = next(c.counted for c in found if c.quantity is not None and c.quantity.words == "137")
    assert counted is not None
    assert counted.measure == "attack"
    assert counted.modifiers == ("in which at least one person was killed",)
