"""Whole sentences: what each number counts, by whom, on whom, where, and its parts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from corroborate.claims import read
from corroborate.model.claim import AnyClaim, Modality, Status
from corroborate.model.dossier import Document
from corroborate.model.source import Source
from corroborate.model.text import Text
from corroborate.text import segment

_HERE = Path(__file__).parent
TABLE: dict[str, dict[str, str]] = {
    **yaml.safe_load((_HERE / "sentences.yaml").read_text("utf-8")),
    **yaml.safe_load((_HERE / "wordings.yaml").read_text("utf-8")),
}


def told(claim: AnyClaim, words: dict[str, str]) -> str:
    """A claim as the table writes it."""
    counted = claim.counted
    assert counted is not None
    parts = [counted.measure or f"({counted.head})"]
    if counted.modifiers:
        parts.append("narrowed to " + ", ".join(counted.modifiers))
    if counted.actor:
        parts.append(f"by {counted.actor}")
    if counted.target:
        parts.append(f"on {counted.target}")
    if claim.place:
        parts.append(f"in {claim.place.name}")
    if counted.status is not Status.NOT_STATED:
        parts.append(counted.status.value)
    if claim.modality is not Modality.ASSERTED:
        parts.append(claim.modality.value)
    if claim.total_of:
        parts.append("of which " + " + ".join(words[id] for id in claim.total_of))
    return "; ".join(parts)


def claims_of(content: str) -> tuple[AnyClaim, ...]:
    source = Source(
        "0" * 64, "a", "text/plain", len(content), datetime(2024, 9, 1, tzinfo=UTC), author="the author"
    )
    text = Text.derive(source.id, content, "test", "1")
    return read(Document(source, text, segment(text))).claims


@pytest.mark.parametrize("sentence", TABLE)
def test_what_a_careful_reader_takes(sentence: str) -> None:
    found = [c for c in claims_of(sentence) if c.quantity is not None and c.counted is not None]
    words: dict[str, Any] = {c.id: c.quantity.words for c in found if c.quantity is not None}
    by_words = {words[c.id]: told(c, words) for c in found}
    assert {number: by_words.get(number) for number in TABLE[sentence]} == TABLE[sentence]


def test_the_table_is_large_and_of_many_kinds() -> None:
    everything = " ".join(line for numbers in TABLE.values() for line in numbers.values())
    assert len(TABLE) >= 60
    assert all(sign in everything for sign in ("; by ", "; on ", "; in ", "of which", "narrowed to", "goal"))


@pytest.mark.parametrize("sentence", TABLE)
def test_no_claim_reaches_past_its_sentence(sentence: str) -> None:
    content = f"{sentence} {sentence}\n{sentence}"
    for claim in claims_of(content):
        assert claim.sentence[0] <= claim.span.start <= claim.span.end <= claim.sentence[1]
        assert "\n" not in claim.span.quote
