"""What one cell says: days and counts, or why it cannot be read."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.lists.cells import Amount, Days, amount, days
from corroborate.model.interval import Interval

DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("cell", "forms", "first", "last"),
    [
        ("2024-03-09", (), "2024-03-09", "2024-03-09"),
        ("2024-03-09T00:00:00Z", (), "2024-03-09", "2024-03-09"),
        ("2024-03-09 23:59:00+04:30", ("iso",), "2024-03-09", "2024-03-09"),
        ("2024/3/9", (), "2024-03-09", "2024-03-09"),
        ("2024-02", (), "2024-02-01", "2024-02-29"),
        ("2023", (), "2023-01-01", "2023-12-31"),
        ("2023-00-00", (), "2023-01-01", "2023-12-31"),
        ("2023-4-0", (), "2023-04-01", "2023-04-30"),
        ("20240309", (), "2024-03-09", "2024-03-09"),
        ("20240309123000", ("compact",), "2024-03-09", "2024-03-09"),
        ("09/03/2024", ("dmy",), "2024-03-09", "2024-03-09"),
        ("09.03.2024", ("mdy",), "2024-09-03", "2024-09-03"),
        ("25/03/2024", (), "2024-03-25", "2024-03-25"),
        ("03/25/2024 12:00 AM", (), "2024-03-25", "2024-03-25"),
        ("05/05/2024", (), "2024-05-05", "2024-05-05"),
        ("9 March 2024", (), "2024-03-09", "2024-03-09"),
        ("March 9, 2024", (), "2024-03-09", "2024-03-09"),
        ("09-Mar-2024", ("dmy",), "2024-03-09", "2024-03-09"),
        ("March 2024", (), "2024-03-01", "2024-03-31"),
        ("1622160000000", ("iso", "epoch_ms"), "2021-05-28", "2021-05-28"),
        ("1622160000", ("epoch_s",), "2021-05-28", "2021-05-28"),
    ],
)
def test_days_of_a_cell(cell: str, forms: tuple[str, ...], first: str, last: str) -> None:
    assert days(cell, forms) == Days(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("cell", "forms", "reason"),
    [
        ("03/04/2024", (), "state the form"),
        ("03/04/2024", ("dmy", "mdy"), "state the form"),
        ("03/25/2024", ("dmy",), "day first"),
        ("25/03/2024", ("mdy",), "month first"),
        ("2024-02-30", (), "day that does not exist"),
        ("2024-13-01", (), "month that does not exist"),
        ("2024-00-12", (), "day without its month"),
        ("0007-01-01", (), "year that cannot be"),
        ("yesterday", (), "not a date"),
        ("20240309", ("dmy",), "not a date"),
        ("2024-03-09", ("dmy",), "another form"),
        ("99999999999999", ("epoch_ms",), "cannot be"),
    ],
)
def test_a_date_that_cannot_be_read_says_why(cell: str, forms: tuple[str, ...], reason: str) -> None:
    found = days(cell, forms)
    assert isinstance(found, str)
    assert reason in found


@given(DATES)
def test_every_form_of_a_day_gives_that_day(day: date) -> None:
    for cell, form in (
        (day.isoformat(), "iso"),
        (day.strftime("%Y%m%d"), "compact"),
        (day.strftime("%d/%m/%Y"), "dmy"),
        (day.strftime("%m/%d/%Y"), "mdy"),
        (day.strftime("%d %B %Y"), "dmy"),
    ):
        assert days(cell, (form,)) == Days(day, day)


@given(st.text(max_size=40))
def test_any_text_is_days_or_a_reason(cell: str) -> None:
    found = days(cell)
    assert isinstance(found, str | Days)


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("0", 0, 0),
        ("12.0", 12, 12),
        ("1,200", 1200, 1200),
        ("1 200", 1200, 1200),
        ("3-5", 3, 5),
        ("3 – 5", 3, 5),
        ("1,000 to 1,200", 1000, 1200),
        ("10+", 10, math.inf),
        (">= 4", 4, math.inf),
        (">4", 5, math.inf),
        ("more than 4", 5, math.inf),
        ("at least 4", 4, math.inf),
        ("up to 7", 0, 7),
        ("<7", 0, 6),
        ("fewer than 7", 0, 6),
    ],
)
def test_counts_of_a_cell(cell: str, low: float, high: float) -> None:
    assert amount(cell) == Amount(low, high)


def test_the_decimal_sign_decides_what_groups() -> None:
    assert amount("1.200", ",") == Amount(1200, 1200)
    assert amount("1.250", ".") == "a count with a fraction"
    assert amount("2,5", ".") == "a count with a fraction"
    assert amount("3,0", ",") == amount("3.0", ".") == Amount(3, 3)
    assert "two numbers" in str(amount("1.000", "."))


@pytest.mark.parametrize("cell", ["dozens", "several", "many", "a few", "dozens wounded", "ten"])
def test_c07_vague_words_are_never_a_number(cell: str) -> None:
    assert amount(cell) == "not a count"


@pytest.mark.parametrize(
    ("cell", "reason"), [("-3", "below zero"), ("5-3", "ends before"), ("3.5", "fraction")]
)
def test_a_count_that_cannot_be_says_why(cell: str, reason: str) -> None:
    assert reason in str(amount(cell))


def test_words_are_left_to_the_reader_of_quantities() -> None:
    def words(text: str) -> Interval | None:
        return Interval(24, None) if text == "dozens" else None

    assert amount("dozens", words=words) == Amount(24, math.inf)
    assert amount("a lot", words=words) == "not a count"


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_ranges_keep_their_ends(a: int, b: int) -> None:
    low, high = sorted((a, b))
    assert amount(f"{low}-{high}") == Amount(low, high)
    assert amount(f"{low:,}") == Amount(low, low)


@given(st.text(max_size=40))
def test_any_text_is_a_count_or_a_reason(cell: str) -> None:
    found = amount(cell)
    assert isinstance(found, str) or 0 <= found.low <= found.high
