"""What publication does to claims: the past ends there, what begins after it is to come."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from corroborate.claims import read
from corroborate.model.claim import AnyClaim, ClaimKind, Modality
from corroborate.model.dossier import Document
from corroborate.model.quantity import Dimension
from corroborate.model.source import Source
from corroborate.model.text import Text
from corroborate.model.window import DayRange
from corroborate.text import segment

PUBLISHED = date(2024, 9, 1)


def claims_of(content: str) -> list[AnyClaim]:
    source = Source(
        "0" * 64,
        "note",
        "text/plain",
        len(content),
        datetime(2024, 9, 2, tzinfo=UTC),
        published=DayRange.on(PUBLISHED),
    )
    text = Text.derive(source.id, content, "test", "1")
    return list(read(Document(source, text, segment(text))).claims)


def claim_of(content: str, words: str) -> AnyClaim:
    return next(c for c in claims_of(content) if words in c.span.quote)


@pytest.mark.parametrize(
    ("content", "words", "ends"),
    [
        ("In 2024 the group carried out 200 attacks.", "200", date(2024, 9, 1)),
        ("In September 2024 the group carried out 12 attacks.", "12", date(2024, 9, 1)),
        ("In 2023 the group carried out 200 attacks.", "200", date(2023, 12, 31)),
        ("In the second half of 2024 the group carried out 90 attacks.", "90", date(2024, 12, 31)),
        ("From 1 May to 31 October 2024 the group carried out 90 attacks.", "90", date(2024, 10, 31)),
    ],
)
def test_a_past_count_of_a_year_or_month_ends_with_publication(content: str, words: str, ends: date) -> None:
    window = claim_of(content, words).window
    assert window is not None
    assert window.end == DayRange.on(ends)


@pytest.mark.parametrize(
    ("content", "words", "modality"),
    [
        ("A decade from now 50 million people live there.", "50 million", Modality.FUTURE),
        ("A decade from now, will 50 million people live there?", "50 million", Modality.QUESTION),
        ("The summit in May 2025 brings together 40 states.", "40", Modality.FUTURE),
        ("From January to March 2025 the group carried out 40 attacks.", "40", Modality.ASSERTED),
        ("Today 50 million people live there.", "50 million", Modality.ASSERTED),
    ],
)
def test_what_begins_after_publication_is_to_come_unless_told_as_past(
    content: str, words: str, modality: Modality
) -> None:
    assert claim_of(content, words).modality is modality


def test_a_length_with_both_its_ends_is_the_stretch_between_them() -> None:
    content = "It counted 49 attacks in the three months from 1 November 2023 to 31 January 2024."
    window = claim_of(content, "49").window
    assert window is not None
    assert (window.start, window.end) == (DayRange.on(date(2023, 11, 1)), DayRange.on(date(2024, 1, 31)))
    dated = claim_of(content, "three months")
    assert dated.quantity is not None
    assert dated.quantity.stated == 3


@pytest.mark.parametrize(
    ("content", "first", "last"),
    [
        (
            "From 1 May to 31 July 2024 there were 40 attacks. It saw 9 raids in the same period.",
            date(2024, 5, 1),
            date(2024, 7, 31),
        ),
        (
            "From 1 May to 31 July 2024 there were 40 attacks. It saw 9 raids in the same period last year.",
            date(2023, 5, 1),
            date(2023, 7, 31),
        ),
    ],
)
def test_the_same_period_is_the_whole_of_it(content: str, first: date, last: date) -> None:
    window = claim_of(content, "9 raids").window
    assert window is not None
    assert (window.start, window.end) == (DayRange.on(first), DayRange.on(last))


@pytest.mark.parametrize(
    "content", ["The 82-year-old's car broke.", "The 82-year-old left.", "He is 82 years old."]
)
def test_an_age_is_an_age_however_written(content: str) -> None:
    found = claim_of(content, "82")
    assert found.kind is ClaimKind.AGE
    assert found.quantity is not None
    assert found.quantity.dimension is Dimension.AGE
