"""Properties of the number grammar on arbitrary text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.claims.quantities import find_quantities

PIECES = """one two twenty -five hundred thousand million and a half third 5 1,061 1.061 2024 9/11 % $ €
between to –
more than at least fewer of dozens several few ½ . , ; ( ) ’ - years old km in ten 3-4 k point minus"""
WORDS = st.sampled_from([*PIECES.split(), "\n"])


def check(text: str) -> None:
    found = find_quantities(text)
    places = [(m.core_start, m.core_end) for m in found.mentions] + [(s.start, s.end) for s in found.skipped]
    for start, end in places:
        assert 0 <= start < end <= len(text)
    for m in found.mentions:
        assert m.start <= m.core_start < m.core_end <= m.end
        assert m.quantity.words == text[m.start : m.end]
        assert m.quantity.core == text[m.core_start : m.core_end]
    for start, end in found.tokens:
        holders = [p for p in places if p[0] <= start and end <= p[1]]
        assert len(holders) == 1, (text[start:end], places)


@pytest.mark.parametrize("text", ["0T", "5m", "5m people", "2b", "1/2T", "3k"])
def test_a_doubtful_suffix_is_accounted_for(text: str) -> None:
    check(text)


@given(st.text())
def test_every_number_of_any_text_is_read_or_skipped_once(text: str) -> None:
    check(text)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_every_number_of_number_like_text_is_read_or_skipped_once(text: str) -> None:
    check(text)


@given(st.lists(WORDS, max_size=12).map("".join))
def test_every_number_of_glued_text_is_read_or_skipped_once(text: str) -> None:
    check(text)


@given(st.text(alphabet="0123456789.,- /%$abk½٫٬۱", max_size=60))
def test_every_number_of_digit_soup_is_read_or_skipped_once(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "1,111,",
        "one hundred and ",
        "1 in 2 in ",
        "9-",
        "more than ",
        "((",
        "1.1.1.",
        "twenty-",
        "$",
        "٣٣ ",
    ],
)
def test_work_is_linear_on_hostile_text(piece: str, work: Callable[[Callable[[], object]], int]) -> None:
    def spent(size: int) -> int:
        text = piece * (size // len(piece))
        return work(lambda: find_quantities(text))

    spent(100)
    small, large = spent(1_500), spent(6_000)
    assert large < 5 * small + 200
