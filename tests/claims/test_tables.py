"""Rows of bare numbers."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from corroborate.claims import read
from corroborate.claims.tables import FEWEST, LONGEST, without_tables
from corroborate.model.dossier import Document
from corroborate.model.source import Source
from corroborate.model.text import Text
from corroborate.text import segment

ROW = " ".join(str(n) for n in range(100, 140))


def document(content: str) -> Document:
    """A document of a text with its segments."""
    source = Source("0" * 64, "x", "text/plain", 1, datetime(2024, 1, 1, tzinfo=UTC))
    text = Text.derive(source.id, content, "x", "1")
    return Document(source, text, tuple(segment(text)))


def test_a_row_of_bare_numbers_is_listed_as_one_with_how_many_it_holds() -> None:
    content = f"He counted 12 {ROW} 20 people. Then 5 people died."
    reading = read(document(content))
    assert [c.span.quote for c in reading.claims] == ["12", "20 people", "5 people died"]
    (left,) = reading.unread
    assert left.span.quote == ROW
    assert content[left.span.start : left.span.end] == ROW
    assert left.reason == "40 bare numbers in a row, as in a table"
    assert reading.numeric_tokens == 4


def test_few_numbers_in_a_row_are_read_each_by_itself() -> None:
    doc = document("The counts were 3, 14, 15, 9, 2, 6, 5, 3 and 5 people.")
    assert without_tables(doc) == (doc, ())
    assert len(read(doc).claims) > 5


def test_numbers_with_words_between_are_no_row() -> None:
    doc = document(" ".join(f"{n} killed," for n in range(100)))
    assert without_tables(doc) == (doc, ())


def test_one_number_of_many_digits_is_no_row() -> None:
    doc = document("7" * 5000)
    assert without_tables(doc) == (doc, ())
    assert len(read(doc).unread) == 1


def test_a_column_is_a_row() -> None:
    content = "Killed\n" + "\n".join(str(n) for n in range(200, 300)) + "\n\nFive men fled."
    reading = read(document(content))
    assert sum(int(u.reason.split()[0]) for u in reading.unread) == 98
    assert reading.claims[-1].span.quote == "Five men fled"


def test_grouped_numbers_count_as_one_and_lists_by_their_parts() -> None:
    def numbers(row: str) -> int:
        return sum(int(u.reason.split()[0]) for u in without_tables(document(f"0 {row} 0"))[1])

    assert numbers(" ".join(["1,234,567"] * 20)) == 20
    assert numbers(" ".join(["12.5"] * 20)) == 20
    assert numbers(",".join(["7"] * 180)) == 180


@given(
    st.lists(st.integers(0, 10**6), min_size=FEWEST + 2, max_size=400),
    st.sampled_from([" ", "\n", " | ", "; ", " → ", "😀"]),
)
def test_no_number_of_a_row_is_lost(row: list[int], between: str) -> None:
    content = between.join(map(str, row))
    plain, left = without_tables(document(content))
    assert len(plain.text.content) == len(content)
    assert plain.text.content.replace(between.strip() or " ", " ").split() == [str(row[0]), str(row[-1])]
    assert sum(int(u.reason.split()[0]) for u in left) == len(row) - 2
    assert between.join(u.span.quote for u in left) == between.join(map(str, row[1:-1]))
    assert all(u.span.end - u.span.start <= LONGEST + 20 for u in left)
