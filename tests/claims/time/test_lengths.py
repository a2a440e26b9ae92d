"""Lengths and ages with their hedges, and birth windows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.claims.time import TimeRole, birth_window, find_times
from corroborate.errors import InputError
from corroborate.model.interval import Interval
from corroborate.model.quantity import Dimension, Hedge
from corroborate.model.window import DayRange

PUBLISHED = DayRange.on(date(2024, 9, 1))


@pytest.mark.parametrize(
    ("text", "hedge", "low", "high", "unit"),
    [
        ("for two decades", Hedge.NONE, 20, 20, "year"),
        ("more than two and half decades ago", Hedge.MORE, 25, None, "year"),
        ("at least 72 hours", Hedge.LEAST, 72, None, "hour"),
        ("less than a decade", Hedge.LESS, None, 10, "year"),
        ("almost four years ago", Hedge.ALMOST, None, 4, "year"),
        ("about five months", Hedge.ABOUT, None, None, "month"),
        ("up to six weeks", Hedge.MOST, 0, 6, "week"),
        ("for several years", Hedge.VAGUE, 2, None, "year"),
        ("a hundred days", Hedge.NONE, 100, 100, "day"),
        ("twenty-five years", Hedge.NONE, 25, 25, "year"),
    ],
)
def test_hedged_length(text: str, hedge: Hedge, low: int | None, high: int | None, unit: str) -> None:
    (mention,) = find_times(text, published=PUBLISHED)
    size = mention.quantity
    assert size is not None
    assert (size.hedge, size.hard, size.unit) == (hedge, Interval(low, high), unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("aged 11 when he was killed", 11, 11),
        ("Massoud is now 35, and he leads", 35, 35),
        ("a 35-year-old man", 35, 35),
        ("She is 35 years old.", 35, 35),
        ("only around 4 years old", 3, 5),
        ("a man in his thirties", 30, 39),
        ("Mohamed, 24, rented a house", 24, 24),
    ],
)
def test_age(text: str, low: int, high: int) -> None:
    mention = next(m for m in find_times(text, published=PUBLISHED) if m.role is TimeRole.AGE)
    assert mention.quantity is not None
    assert mention.quantity.dimension is Dimension.AGE
    assert mention.quantity.usual == Interval(low, high)


def test_age_carries_the_clause_that_says_when() -> None:
    text = "you, aged 11 when he was assassinated by assassins"
    (mention,) = find_times(text, published=PUBLISHED)
    assert mention.event is not None
    assert text[slice(*mention.event)] == "he was assassinated by assassins"


def test_birth_window_of_eleven_on_9_september_2001() -> None:
    found = birth_window(Interval(11, 11), DayRange.on(date(2001, 9, 9)))
    assert found == DayRange(date(1989, 9, 10), date(1990, 9, 9))


def test_birth_window_leaves_open_ends_open_and_refuses_the_unborn() -> None:
    assert birth_window(Interval(18, None), DayRange.on(date(2020, 1, 1))).first is None
    assert birth_window(Interval(18, 18), DayRange(None, None)) == DayRange(None, None)
    with pytest.raises(InputError):
        birth_window(Interval(-3, -1), PUBLISHED)


def completed(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@given(
    st.dates(date(1900, 1, 1), date(2000, 12, 31)).filter(lambda d: (d.month, d.day) != (2, 29)),
    st.dates(date(2001, 1, 1), date(2090, 12, 31)).filter(lambda d: (d.month, d.day) != (2, 29)),
)
def test_birth_window_holds_exactly_the_births_of_an_age(born: date, on: date) -> None:
    age = completed(born, on)
    window = birth_window(Interval(age, age), DayRange.on(on))
    assert window.first is not None
    assert window.last is not None
    assert window.first <= born <= window.last
    older = birth_window(Interval(age + 1, age + 1), DayRange.on(on))
    assert older.last is not None
    assert older.last < window.first


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("two or three days", 2, 3, "day"),
        ("10-12 weeks", 10, 12, "week"),
        ("between two and three years", 2, 3, "year"),
        ("from three to five years", 3, 5, "year"),
        ("the last five or six years", 5, 6, "year"),
        ("twenty-five to thirty years", 25, 30, "year"),
        ("a year or two", 1, 2, "year"),
        ("a five-to-six-year term", 5, 6, "year"),
    ],
)
def test_two_numbers_of_a_length_are_a_range(text: str, low: int, high: int, unit: str) -> None:
    (mention,) = find_times(f"It lasted for {text}.", published=PUBLISHED)
    size = mention.quantity
    assert size is not None
    assert (size.hedge, size.hard, size.unit) == (Hedge.RANGE, Interval(low, high), unit)


def test_two_or_three_years_ago_is_a_stretch() -> None:
    (mention,) = find_times("It began two to three years ago.", published=PUBLISHED)
    assert PUBLISHED.first is not None
    assert mention.window is not None
    assert mention.window.start.first is not None
    assert mention.window.end.last is not None
    assert (mention.window.start.first.year, mention.window.end.last.year) == (
        PUBLISHED.first.year - 3,
        PUBLISHED.first.year - 2,
    )


def test_a_pair_of_years_is_no_length() -> None:
    (mention,) = find_times("in the 2012-13 financial year", published=PUBLISHED)
    assert mention.window is not None
    assert mention.window.start.first == date(2012, 1, 1)
