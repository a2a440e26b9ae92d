"""Tokens taken from the words of a text are those that are scanned from its letters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.claims.time.tokens import Tokens
from corroborate.claims.words import cut

PIECES = [
    "killed", "Mr.", "etc.", "..", ".", "a.m.", "a. m.", "p", "m", "A", "FY", "FY 24", "Q1", "10:30", "10",
    "12/5/2024", "2024-01-01T10:00Z", "2024", "the '90s", "1990s", "-", "U.S.", "don't", "they'll", "it’s",
    "'s", "group’s", "’s", "s",
    "5.5%", "1,000", "35-year-old", "http://x.y/z).", "'", "''", "--", "\n", " ", "\t", "é", "İ", "½", "A1",
    "x_y", "attacks'", "٣",
    "\u0301", "\u202e", "ʼ", "THE", "am", "5pm", "\u2028", "\xa0", "$", "(", ")", ";", "–", "21st", "\ud800",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map("\n".join),
)


def columns(tokens: Tokens) -> tuple[object, ...]:
    return tokens.codes, tokens.starts, tokens.ends, tokens.values


@given(TEXTS)
@settings(max_examples=500, deadline=None)
def test_both_ways_give_the_same_tokens(content: str) -> None:
    assert columns(Tokens(content, known=cut(content))) == columns(Tokens(content))


@pytest.mark.parametrize(
    "content",
    ["It fell in Tana.\nMore at 5 p. m. on Monday.", "they'll go at 10 a.m.", "FY 24 and Q1", "\n\nMay 5\n"],
)
def test_where_words_do_not_tell(content: str) -> None:
    assert columns(Tokens(content, known=cut(content))) == columns(Tokens(content))


def test_a_stretch_may_begin_and_end_within_a_word() -> None:
    content = "1,000,000 attacks, 1,000,000"
    words = cut(content)
    inner = type(words)([start - 4 for start in words.starts[1:]], words.forms[1:])
    assert columns(Tokens(content[4:-4], known=inner)) == columns(Tokens(content[4:-4]))
