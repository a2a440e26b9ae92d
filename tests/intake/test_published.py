"""Stated publication dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.errors import DateError
from corroborate.intake import parse_published
from corroborate.model.window import DayRange


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2024-09-01", "2024-09-01", "2024-09-01"),
        ("2024-09", "2024-09-01", "2024-09-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-03-01..2024-03-05", "2024-03-01", "2024-03-05"),
        ("2024-03..2024-05", "2024-03-01", "2024-05-31"),
        ("2023 .. 2024-02", "2023-01-01", "2024-02-29"),
        ("1 September 2024", "2024-09-01", "2024-09-01"),
        ("1st Sept. 2024", "2024-09-01", "2024-09-01"),
        ("September 1, 2024", "2024-09-01", "2024-09-01"),
        ("Sep 1 2024", "2024-09-01", "2024-09-01"),
        ("september 2024", "2024-09-01", "2024-09-30"),
        ("  2024-09-01 ", "2024-09-01", "2024-09-01"),
        ("28 February 2024..1 March 2024", "2024-02-28", "2024-03-01"),
    ],
)
def test_stated_dates(words: str, first: str, last: str) -> None:
    assert parse_published(words) == DayRange(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "words",
    [
        "",
        "soon",
        "31/02/2024",
        "03/04/2024",
        "2024-02-30",
        "2024-13",
        "0000",
        "24-09-01",
        "2024-9-1",
        "2024-09-01T10:00",
        "1 Septembre 2024",
        "32 May 2024",
        "2024-03-05..2024-03-01",
        "2024..2025..2026",
        "2024-03-01..",
        "..",
        "۲۰۲۴-۰۹-۰۱",
        "1 2024",
    ],
)
def test_anything_else_is_refused_with_the_value_and_a_hint(words: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_published(words)
    assert caught.value.value == repr(words)
    assert "2024-09-01" in str(caught.value.hint)
    assert "\n" not in str(caught.value)


@settings(deadline=None)
@given(st.dates(), st.dates())
def test_iso_days_and_ranges_come_back(a: date, b: date) -> None:
    first, last = sorted((a, b))
    assert parse_published(f"{first}..{last}") == DayRange(first, last)
    assert parse_published(str(first)).is_exact


@settings(deadline=None)
@given(st.text(max_size=30))
def test_arbitrary_words_are_read_or_refused(words: str) -> None:
    try:
        found = parse_published(words)
    except DateError:
        return
    assert found.first is not None
    assert found.last is not None
