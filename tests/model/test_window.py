"""Windows: two ends, each of which may be uncertain."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.errors import DateError
from corroborate.model.window import Anchor, AnchorKind, DayRange, Window

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def window(a: date, b: date) -> Window:
    return Window.between(min(a, b), max(a, b))


@given(DAYS, DAYS, DAYS, DAYS)
def test_apart_and_within_agree_with_the_days(a: date, b: date, c: date, d: date) -> None:
    x, y = window(a, b), window(c, d)
    shares_a_day = max(min(a, b), min(c, d)) <= min(max(a, b), max(c, d))
    assert x.surely_apart(y) == (not shares_a_day)
    assert x.surely_within(y) == (min(c, d) <= min(a, b) and max(a, b) <= max(c, d))


@given(DAYS, st.integers(0, 4000))
def test_days_count_both_ends(first: date, more: int) -> None:
    assert Window.between(first, first + timedelta(days=more)).days == more + 1


def test_an_uncertain_end_is_never_surely_anything() -> None:
    some = Window(
        DayRange(date(2024, 1, 1), date(2024, 1, 31)),
        DayRange(None, date(2024, 6, 30)),
        "since January",
        Anchor(AnchorKind.PUBLISHED),
    )
    year = Window.between(date(2024, 1, 15), date(2024, 12, 31))
    assert not some.surely_within(year)
    assert not some.surely_apart(year)
    assert some.days is None
    assert some.outer == DayRange(date(2024, 1, 1), date(2024, 6, 30))


def test_a_range_must_not_end_before_it_starts() -> None:
    with pytest.raises(DateError, match=r"2024-02-01\.\.2024-01-01"):
        DayRange(date(2024, 2, 1), date(2024, 1, 1))


def test_how_a_range_is_printed() -> None:
    assert str(DayRange.on(date(2024, 9, 1))) == "2024-09-01"
    assert str(DayRange(None, date(2024, 9, 1))) == "…..2024-09-01"
