"""Dates of persons: which parts agree, by how many digits, and how common that is."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.linkage.conftest import table_of

from corroborate.linkage.columns import Columns
from corroborate.linkage.fields import Values
from corroborate.linkage.laws import calendar
from corroborate.linkage.laws.calendar import _LEVELS, dates


def day(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def prepared(days: list[int]) -> tuple[Columns, Values]:
    columns = Columns.of(table_of(["a"], [0] * len(days), days, [None] * len(days)))
    values = dates(columns)
    assert values is not None
    return columns, values


@pytest.mark.parametrize(
    ("one", "two", "level"),
    [
        ("1959-04-07", "1959-04-07", calendar.SAME),
        ("1959-04-30", "1959-05-01", calendar.NEXT),
        ("1959-04-07", "1959-04-12", calendar.WEEK),
        ("1959-04-07", "1959-07-04", calendar.TURNED),
        ("1959-04-07", "1959-04-17", calendar.DAY_TYPED),
        ("1959-04-02", "1959-04-30", calendar.DAY),
        ("1959-04-07", "1959-11-07", calendar.MONTH),
        ("1959-04-07", "1995-04-07", calendar.YEAR_TYPED),
        ("1959-04-07", "1972-04-09", calendar.ONLY_ONE),
        ("1959-04-07", "1956-04-07", calendar.YEAR_TYPED),
        ("1959-04-07", "1549-04-07", calendar.YEAR),
        ("1959-04-07", "1595-04-07", calendar.YEAR),
        ("1959-04-07", "1995-06-30", calendar.APART),
        ("1959-04-07", "1958-04-17", calendar.TWO_TYPED),
        ("1959-04-07", "1959-11-28", calendar.ONLY_YEAR),
        ("1959-04-28", "1959-05-09", calendar.WITHIN_MONTH),
    ],
)
def test_levels_of_dates(one: str, two: str, level: int) -> None:
    _, values = prepared([day(one), day(two)])
    a, b = np.array([0], np.int32), np.array([1], np.int32)
    assert _LEVELS[values.compare(a, b)[0]] == _LEVELS[level]
    assert values.compare(b, a)[0] == level


def drawn(n: int) -> NDArray[np.int64]:
    rng = np.random.default_rng(1)
    return rng.integers(day("1940-01-01"), day("2000-01-01"), n)


def test_how_common_a_level_is_among_chance_pairs() -> None:
    days = drawn(2500)
    _, values = prepared(days.tolist())
    a, b = np.triu_indices(len(days), 1)
    seen = np.bincount(values.compare(a.astype(np.int32), b.astype(np.int32)), minlength=15)[:15]
    said = values.share[values.code, 0, :15].mean(axis=0)
    seen_share = seen / seen.sum()
    for level in range(15):
        if seen[level] > 300:
            assert said[level] == pytest.approx(seen_share[level], rel=0.35), _LEVELS[level]


def test_a_day_that_stands_for_unknown_ones_is_common() -> None:
    days = [*drawn(500).tolist(), *[day("1970-01-01")] * 60]
    columns, values = prepared(days)
    first = columns.first == day("1970-01-01")
    same = values.share[values.code, 0, calendar.SAME]
    assert same[first].min() > 0.05
    assert np.median(same[~first]) < 0.001


def test_a_birthday_of_a_year_alone_is_not_read_as_its_first_of_january() -> None:
    first, last = day("1959-01-01"), day("1959-12-31")
    table = table_of(["a"], [0, 0], [first, day("1958-01-01")], [None, None])
    table.last_day[:] = [last, day("1958-01-01")]
    values = dates(Columns.of(table))
    assert values is not None
    found = values.compare(np.array([0], np.int32), np.array([1], np.int32))[0]
    assert found in (calendar.NEXT, calendar.APART)
