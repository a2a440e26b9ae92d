from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.claims.voices.index import Index
from corroborate.claims.voices.layout import MOST, paragraphs, sentences
from corroborate.claims.voices.quotes import quotations
from corroborate.claims.words import words


def quoted(content: str) -> list[str]:
    found = words(content)
    return [
        content[found[q.first].start : found[q.last - 1].end]
        for q in quotations(found, paragraphs(content, found))
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("He said “yes” and ''no''.", ["“yes”", "''no''"]),
        ("A “first.\n“Second,” he said.", ["“first.", "“Second,”"]),
        ('A stray " mark.\n"Yes."', ['"Yes."']),
        ("A 5’10” man and a 6” nail.", []),
        ("It ended” here.", []),
        ("He said: “We go on and on and on. Then nothing.", ["“We go on and on and on. Then nothing."]),
    ],
)
def test_quotations(content: str, expected: list[str]) -> None:
    assert quoted(content) == expected


@given(st.text(alphabet="ab.\n\"“”''«» A"))
def test_quotations_are_ordered_and_apart(content: str) -> None:
    found = words(content)
    end = 0
    for quote in quotations(found, paragraphs(content, found)):
        assert end <= quote.first < quote.last <= len(found)
        end = quote.last


@given(st.text(alphabet='ab.?!\n"”) AB'))
def test_every_word_is_in_one_sentence(content: str) -> None:
    found = words(content)
    covered = [
        i for p in paragraphs(content, found) for s in sentences(found, p) for i in range(s.first, s.last)
    ]
    assert covered == list(range(len(found)))


def test_no_sentence_is_longer_than_the_bound() -> None:
    found = words("word " * 1000)
    parts = sentences(found, paragraphs("word " * 1000, found)[0])
    assert max(s.last - s.first for s in parts) <= MOST


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))), st.integers(-1, 21))
def test_the_index_finds_what_holds_a_place(ranges: list[tuple[int, int]], place: int) -> None:
    index = Index((a, b, n) for n, (a, b) in enumerate(ranges))
    assert set(index.at(place)) == {n for n, (a, b) in enumerate(ranges) if a <= place < b}
