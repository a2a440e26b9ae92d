"""Spans: exact words at exact places, for every kind of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.errors import InexactQuoteError
from corroborate.model.span import Span

AWKWARD = st.sampled_from(
    ["\r\n", "é", "e\u0301", "👩‍👩‍👧", "الطالبان", "\u200f", "۲۷", "\x00", " ", "a", "1", "\n\n"]
)
TEXTS = st.one_of(st.text(min_size=1), st.lists(AWKWARD, min_size=1).map("".join))


@st.composite
def text_and_range(draw: st.DrawFn) -> tuple[str, int, int]:
    content = draw(TEXTS)
    start = draw(st.integers(0, len(content) - 1))
    return content, start, draw(st.integers(start + 1, len(content)))


@given(text_and_range())
def test_c04_the_words_at_a_span_are_its_quote(case: tuple[str, int, int]) -> None:
    content, start, end = case
    span = Span.of("t", content, start, end)
    assert content[span.start : span.end] == span.quote
    assert content[: span.start].endswith(span.prefix)
    assert content[span.end :].startswith(span.suffix)
    span.check(content)


@given(text_and_range())
def test_c04_one_passage_carries_several_spans(case: tuple[str, int, int]) -> None:
    content, start, end = case
    whole, part = Span.of("t", content, 0, len(content)), Span.of("t", content, start, end)
    assert whole.overlaps(part)
    assert part.overlaps(whole)
    assert not part.overlaps(Span.of("other", content, start, end))


@given(st.text(max_size=40), st.text(max_size=40))
def test_c05_a_five_made_six_is_always_refused(before: str, after: str) -> None:
    content = before + "5,000 soldiers" + after
    with pytest.raises(InexactQuoteError):
        Span.quoting("t", content, "6,000 soldiers", start=len(before))
    with pytest.raises(InexactQuoteError):
        Span.of("t", content, len(before), len(before) + 14).check(content.replace("5,000", "6,000"))


def test_c05_a_quote_that_stands_twice_needs_its_position() -> None:
    content = "29 attacks, and 29 attacks"
    with pytest.raises(InexactQuoteError, match="more than one place"):
        Span.quoting("t", content, "29 attacks")
    assert Span.quoting("t", content, "29 attacks", start=16).start == 16


def test_c05_a_quote_that_is_not_there_is_refused() -> None:
    with pytest.raises(InexactQuoteError, match="not in the text"):
        Span.quoting("t", "29 attacks", "30 attacks")
    with pytest.raises(InexactQuoteError):
        Span.quoting("t", "29 attacks", "")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 11)])
def test_a_span_outside_its_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(InexactQuoteError):
        Span.of("t", "29 attacks", start, end)


def test_a_changed_context_is_noticed() -> None:
    span = Span.of("t", "killed 12 people", 7, 9)
    with pytest.raises(InexactQuoteError, match="context"):
        span.check("hurted 12 people")
