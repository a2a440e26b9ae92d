"""What is not asserted is marked: planned, supposed, asked, denied, doubted; sentences of our own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from corroborate.claims import read
from corroborate.model.claim import AnyClaim, ClaimKind, Modality, Polarity
from corroborate.model.dossier import Document
from corroborate.model.source import Source
from corroborate.model.text import Text
from corroborate.text import segment

TABLE: dict[str, str] = yaml.safe_load((Path(__file__).parent / "moods.yaml").read_text("utf-8"))


def count(content: str) -> AnyClaim:
    source = Source("0" * 64, "a", "text/plain", len(content), datetime(2024, 9, 1, tzinfo=UTC))
    text = Text.derive(source.id, content, "test", "1")
    found = read(Document(source, text, segment(text))).claims
    return next(c for c in found if c.kind is ClaimKind.COUNT and c.quantity is not None)


@pytest.mark.parametrize(
    ("content", "mood"),
    [
        ("The army plans to recruit 5,000 men.", Modality.GOAL),
        ("They hope to train 400 officers.", Modality.GOAL),
        ("The agency aims to feed 2,000 people.", Modality.GOAL),
        ("The army should send 2,000 soldiers.", Modality.GOAL),
        ("The plan was to capture 6 districts.", Modality.GOAL),
        ("The army is to send 900 soldiers.", Modality.FUTURE),
        ("The Front vowed to carry out 100 attacks.", Modality.FUTURE),
        ("The group threatened to kill 20 hostages.", Modality.FUTURE),
        ("The government will release 500 prisoners next month.", Modality.FUTURE),
        ("Did the Front carry out 92 attacks?", Modality.QUESTION),
        ("If the talks fail, 300 fighters will return.", Modality.HYPOTHETICAL),
        ("Unless aid arrives, 900 families will leave.", Modality.HYPOTHETICAL),
        ("Had the dam failed, 9,000 people would have died.", Modality.HYPOTHETICAL),
        ("It would have cost 300 lives.", Modality.HYPOTHETICAL),
        ("The group could have as many as 10,000 fighters.", Modality.HYPOTHETICAL),
        ("Up to 40,000 people may flee.", Modality.HYPOTHETICAL),
        ("The minister asked whether 30 men had been arrested.", Modality.HYPOTHETICAL),
        ("Suppose 300 men attack the base.", Modality.HYPOTHETICAL),
        ("Imagine that 300 men attack the base.", Modality.HYPOTHETICAL),
        ("It was not possible to confirm that 20 people were killed.", Modality.HYPOTHETICAL),
        ("There is no evidence that 50 people were killed.", Modality.HYPOTHETICAL),
        ("Nobody believes that 300 people were killed.", Modality.HYPOTHETICAL),
        ("The UN doubts that 92 attacks took place.", Modality.HYPOTHETICAL),
        ("When the talks failed, 300 fighters returned.", Modality.ASSERTED),
        ("Although it rained, 300 people marched.", Modality.ASSERTED),
        ("The army must have lost 50 men.", Modality.ASSERTED),
        ("There is evidence that 50 people were killed.", Modality.ASSERTED),
        ("The UN confirmed that 92 attacks took place.", Modality.ASSERTED),
    ],
)
def test_mood(content: str, mood: Modality) -> None:
    assert count(content).modality is mood


@pytest.mark.parametrize(
    "content",
    [
        "The ministry denied that 12 soldiers had been killed.",
        "The Taliban rejected reports that 40 of its men had died.",
        "The army refuted a claim that it had lost 15 soldiers.",
        "A spokesman dismissed as false reports that 8 people had been killed.",
        "The group has not carried out 92 attacks.",
        "It is not true that 12 civilians died.",
        "It is not the case that 12 civilians died.",
        "The army failed to capture 3 villages.",
        "They crossed the river without losing 12 men.",
    ],
)
def test_what_is_denied_is_negated(content: str) -> None:
    assert count(content).polarity is Polarity.NEGATED


@pytest.mark.parametrize(
    "content",
    [
        "It is true that 12 civilians died.",
        "The group not only fled; it lost 92 men.",
        "The army failed, and 3 villages were lost.",
        "No fewer than 12 people died.",
    ],
)
def test_what_is_affirmed_is_not_negated(content: str) -> None:
    assert count(content).polarity is Polarity.AFFIRMED


@pytest.mark.parametrize("content", TABLE)
def test_a_table_of_moods_and_denials(content: str) -> None:
    found = count(content)
    assert f"{found.modality.value} {found.polarity.value}" == TABLE[content]
