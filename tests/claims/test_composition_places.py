"""Where all of a group are: "our bases are all in the country"."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from corroborate.claims import read
from corroborate.model.claim import AnyClaim, ClaimKind
from corroborate.model.dossier import Document
from corroborate.model.interval import Interval
from corroborate.model.source import Source
from corroborate.model.text import Text
from corroborate.text import segment


def proportions(content: str) -> list[AnyClaim]:
    source = Source("0" * 64, "a", "text/plain", len(content), datetime(2024, 9, 1, tzinfo=UTC))
    text = Text.derive(source.id, content, "test", "1")
    found = read(Document(source, text, segment(text))).claims
    return [c for c in found if c.kind is ClaimKind.PROPORTION]


@pytest.mark.parametrize(
    ("content", "words", "group"),
    [
        ("Our bases and our units are all in the country.", "all in the country", "our units"),
        ("Their fighters are all in Kabul.", "all in Kabul", "Their fighters"),
        ("The camps were entirely inside the province.", "entirely inside the province", "The camps"),
    ],
)
def test_all_of_a_group_are_in_a_place(content: str, words: str, group: str) -> None:
    (claim,) = proportions(content)
    assert (claim.span.quote, claim.subject) == (words, group)
    assert claim.quantity is not None
    assert claim.quantity.hard == Interval.exactly(1)


@pytest.mark.parametrize(
    "content",
    ["They are all in agreement.", "We are all in this together.", "He was all in.", "The men are in Kabul."],
)
def test_what_is_no_place_claims_nothing(content: str) -> None:
    assert proportions(content) == []
