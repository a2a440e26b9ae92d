"""Claims of order, of none and little by a predicate, and of whom a group is made up."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from corroborate.claims import read
from corroborate.model.claim import AnyClaim, ClaimKind, Modality
from corroborate.model.dossier import Document
from corroborate.model.source import Source
from corroborate.model.text import Text
from corroborate.model.window import DayRange
from corroborate.text import segment


def claims(content: str, kind: ClaimKind) -> list[AnyClaim]:
    source = Source(
        "0" * 64,
        "text.txt",
        "text/plain",
        len(content.encode()),
        datetime(2024, 9, 2, tzinfo=UTC),
        published=DayRange.on(date(2024, 9, 1)),
    )
    text = Text.derive(source.id, content, "plain", "1")
    return [c for c in read(Document(source, text, tuple(segment(text)))).claims if c.kind is kind]


@pytest.mark.parametrize(
    ("sentence", "event", "link", "other"),
    [
        (
            "The bridge was finished before the war began.",
            "The bridge was finished",
            "before",
            "the war began",
        ),
        ("The mayor left shortly after the fire broke out.", "The mayor left", "after", "the fire broke out"),
        (
            "Before the war began, the bridge was finished.",
            "the bridge was finished",
            "Before",
            "the war began",
        ),
        (
            "The contract was signed prior to the inspection.",
            "The contract was signed",
            "prior to",
            "the inspection",
        ),
        ("The election followed the attack.", "The election", "followed", "the attack"),
    ],
)
def test_orders_are_read(sentence: str, event: str, link: str, other: str) -> None:
    (claim,) = claims(sentence, ClaimKind.ORDER)
    assert claim.event == event
    assert claim.window is not None
    assert claim.window.anchor.words == other
    assert claim.window_span is not None
    assert claim.window_span.quote == link
    assert sentence[claim.span.start : claim.span.end] == claim.span.quote


@pytest.mark.parametrize(
    "sentence",
    [
        "He stood before the court.",
        "They always left before the guards came.",
        "The town fell before Monday.",
        "The school opened two years before the war began.",
        "He did not leave before the war began.",
        "Did the bridge open before the war began?",
        "They left before the army could arrive.",
    ],
)
def test_what_tells_no_order(sentence: str) -> None:
    assert not claims(sentence, ClaimKind.ORDER)


@pytest.mark.parametrize(
    ("sentence", "high"),
    [
        ("Foreign aid is non-existent.", 0),
        ("Outside help never came.", 0),
        ("Nobody gives us outside help.", 0),
        ("The village was cut off from all medical care.", 0),
        ("Foreign aid has been minimal.", None),
        ("The foreign aid that reaches us is limited.", None),
        ("State funding remains scarce.", None),
    ],
)
def test_none_and_little_by_a_predicate(sentence: str, high: int | None) -> None:
    found = claims(sentence, ClaimKind.EXISTENCE)
    assert [c.quantity.hard.high for c in found if c.quantity is not None] == [high]
    assert all(sentence[c.span.start : c.span.end] == c.span.quote for c in found)


def test_a_bare_noun_that_is_limited_claims_nothing() -> None:
    assert not claims("Time is limited.", ClaimKind.EXISTENCE)


@pytest.mark.parametrize(
    ("sentence", "low", "group"),
    [
        ("All members of the team are qualified nurses.", 1, "All members of the team"),
        ("Our team is made up of street vendors only.", 1, "Our team"),
        ("The club comprises foreign nationals exclusively.", 1, "The club"),
        ("Most of the members are farmers.", 0, "Most of the members"),
        ("The force is partly made up of students.", 0, "The force"),
        ("Our team is made up of old men and others.", 0, "Our team"),
        ("Only volunteers serve in the unit.", 1, "in the unit"),
    ],
)
def test_who_makes_up_a_group(sentence: str, low: int, group: str) -> None:
    found = [c for c in claims(sentence, ClaimKind.PROPORTION) if c.subject is not None]
    assert [(c.quantity.hard.low, c.subject) for c in found if c.quantity is not None] == [(low, group)]


def test_what_makes_up_no_group() -> None:
    for sentence in (
        "The members are not all farmers.",
        "The members met farmers.",
        "The farmers are tired.",
    ):
        found = [c for c in claims(sentence, ClaimKind.PROPORTION) if c.quantity and c.quantity.hard.low == 1]
        assert not found, sentence


def test_a_hypothetical_is_not_asserted() -> None:
    for claim in claims("If the bridge was finished before the war began, they lied.", ClaimKind.ORDER):
        assert claim.modality is not Modality.ASSERTED
