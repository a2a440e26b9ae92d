"""Claims share what is equal in them, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.claims import read
from corroborate.claims.sharing import Quoter, Sharing
from corroborate.errors import InexactQuoteError
from corroborate.model.dossier import Document
from corroborate.model.interval import Interval
from corroborate.model.quantity import Quantity
from corroborate.model.source import Source
from corroborate.model.span import Span
from corroborate.model.text import Text
from corroborate.text import segment


def document(content: str) -> Document:
    """A document of a text with its segments."""
    source = Source("0" * 64, "x", "text/plain", 1, datetime(2024, 1, 1, tzinfo=UTC))
    text = Text.derive(source.id, content, "x", "1")
    return Document(source, text, tuple(segment(text)))


def test_equal_parts_of_claims_are_one_object() -> None:
    first, second = (
        c
        for c in read(document("In Kabul 5 men were killed. In Kabul 5 men were killed.")).claims
        if c.counted
    )
    assert first.span != second.span
    assert first.quantity is second.quantity
    assert first.counted is second.counted
    assert first.place is second.place
    assert first.attribution is second.attribution


def test_whole_and_broken_numbers_that_are_equal_stay_apart() -> None:
    claim = read(document("5 men were killed.")).claims[0]
    whole, broken = (Quantity(Interval.exactly(n), Interval.exactly(n), "5", "5", stated=n) for n in (5, 5.0))
    sharing = Sharing()
    shown = [repr(sharing.claim(replace(claim, quantity=q), 0.5).quantity) for q in (whole, broken)]
    assert shown == [repr(whole), repr(broken)]


@given(st.text(min_size=1, max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80))))
def test_spans_are_those_of_the_text(content: str, places: list[tuple[int, int]]) -> None:
    quoter = Quoter("t", content)
    for start, end in places:
        if 0 <= start < end <= len(content):
            assert quoter.span(start, end) == Span.of("t", content, start, end)
        else:
            with pytest.raises(InexactQuoteError):
                quoter.span(start, end)
