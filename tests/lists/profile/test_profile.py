"""Counts of a profile against tables small enough to count by hand, and against brute force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lists_builder import Row, table_of

from corroborate.lists.profile import profile
from corroborate.lists.profile.duplicates import suspected
from corroborate.lists.profile.overlap import overlap
from corroborate.lists.simulate import FOUR_LISTS, PERSONS, simulate
from corroborate.lists.simulate.geography import distance_km


def test_a_list_at_a_glance() -> None:
    found = profile(
        table_of(
            [
                Row("a", "2024-01-05", lat=34.0, lon=69.0, km=0.5, town=1, admin1=1, admin2=1, a=0, b=1),
                Row("a", "2024-01-20", span=7, lat=34.0, lon=69.0, km=25.0, centroid=True, low=3, high=9),
                Row("a", "2024-03-01", span=31, lat=34.0, lon=69.0, km=5.0, low=2, high=float("inf")),
                Row("a", "2024-03-01", span=60, admin1=2),
                Row("a", None, lat=34.0, lon=69.0),
            ]
        )
    )
    (one,) = found.lists
    assert (one.rows, one.first, one.last) == (5, date(2024, 1, 5), date(2024, 4, 29))
    assert one.days == {
        "a day": 1,
        "up to a week": 1,
        "up to a month": 1,
        "longer": 1,
        "open at an end": 0,
        "no day": 1,
    }
    assert {k: v for k, v in one.places.items() if v} == {
        "a point within 1 km": 1,
        "a point within 10 km": 1,
        "a point, precision not stated": 1,
        "the centre of an area": 1,
        "an area by name only": 1,
    }
    assert one.missing["day"] == 1
    assert one.missing["point"] == 1
    assert one.missing["any actor"] == one.missing["second actor"] == 4
    assert one.missing["deaths"] == 3
    assert one.months == {date(2024, 1, 1): 2, date(2024, 3, 1): 1}
    assert one.not_in_months == 2
    assert (one.deaths_low, one.deaths_high, one.open_deaths) == (5.0, 9.0, 1)


def test_suspected_duplicates_need_day_place_and_actors() -> None:
    same = {"town": 4, "a": 0, "b": 1}
    rows = [
        Row("a", "2024-03-01", **same, low=1),
        Row("a", "2024-03-01", town=4, a=1, b=0, low=7),
        Row("a", "2024-03-02", **same),
        Row("a", "2024-03-01", town=5, a=0, b=1),
        Row("a", "2024-03-01", town=4, a=0, b=2),
        Row("b", "2024-03-01", **same),
        Row("a", None, **same),
        Row("a", None, **same),
        Row("a", "2024-03-01", lat=34.0, lon=69.0, centroid=True, a=0, b=1),
        Row("a", "2024-03-01", lat=34.0, lon=69.0, centroid=True, a=0, b=1),
        Row("a", "2024-03-01", lat=34.0, lon=69.0, a=0, b=1),
        Row("a", "2024-03-01", lat=34.00001, lon=69.0, a=0, b=1),
    ]
    found = profile(table_of(rows))
    a, b = found.lists
    assert (a.duplicates, a.groups) == (2, 2)
    assert b.duplicates == 0
    assert sorted(e.rows for e in a.examples) == [("a0", "a1"), ("a10", "a11")]
    assert a.examples[0].first_day == date(2024, 3, 1)


def test_persons_are_duplicates_only_by_name() -> None:
    rows = [
        Row("a", town=4, name="ali karim"),
        Row("a", town=4, name="ali karim"),
        Row("a", town=4, name="omar karim"),
        Row("a", town=4, name=""),
        Row("a", town=4, name=""),
    ]
    found = profile(table_of(rows, persons=True)).lists[0]
    assert (found.duplicates, found.groups) == (1, 1)
    assert found.missing["name"] == 2
    assert found.missing["age"] == 5


def test_simulated_duplicates_are_suspected() -> None:
    setting = replace(FOUR_LISTS, lists=(replace(FOUR_LISTS.lists[0], duplicates=0.3),), dependence={})
    made = simulate(setting, incidents=3000, seed=3)
    group = suspected(made.table)
    _, first, sizes = np.unique(group[group >= 0], return_index=True, return_counts=True)
    kept = made.truth[group >= 0]
    pairs = [(kept[i], n) for i, n in zip(first, sizes, strict=True) if n > 1]
    assert len(pairs) > 50
    assert (
        profile(made.table).lists[0].duplicates
        > profile(simulate(incidents=3000, seed=3).table).lists[0].duplicates
    )


@given(st.integers(0, 2**32), st.integers(1, 60))
@settings(max_examples=20, deadline=None)
def test_overlap_is_what_brute_force_says(seed: int, incidents: int) -> None:
    setting = replace(FOUR_LISTS, provinces=1, days=4)
    table = simulate(setting, incidents=incidents, seed=seed).table
    found = overlap(table)
    usable = (table.first_day == table.last_day) & ~table.centroid & ~np.isnan(table.lat)
    for i in range(4):
        own = np.flatnonzero(usable & (table.list_index == i))
        assert found.compared[i] == len(own)
        for j in range(4):
            others = np.flatnonzero(usable & (table.list_index == j))
            near = 0
            for row in own.tolist():
                same = others[(table.first_day[others] == table.first_day[row]) & (others != row)]
                away = distance_km(table.lat[row], table.lon[row], table.lat[same], table.lon[same])
                near += bool((away <= 10.0).any())
            assert found.shared[i][j] == near


def test_overlap_across_the_date_line_and_the_poles() -> None:
    rows = [
        Row("a", lat=0.0, lon=179.99),
        Row("b", lat=0.0, lon=-179.99),
        Row("a", lat=89.99, lon=0.0),
        Row("b", lat=89.99, lon=180.0),
        Row("b", "2024-03-02", lat=0.0, lon=179.99),
    ]
    found = overlap(table_of(rows))
    assert found.shared == ((0, 2), (2, 0))


def test_empty_lists_and_tables() -> None:
    nobody = profile(table_of([], lists=("a", "b")))
    assert nobody.rows == 0
    assert [one.first for one in nobody.lists] == [None, None]
    assert nobody.overlap.shared == ((0, 0), (0, 0))
    assert profile(table_of([Row("a", None)])).lists[0].months == {}


@pytest.mark.parametrize("setting", [FOUR_LISTS, PERSONS])
def test_counts_add_up(setting: object) -> None:
    made = simulate(setting, incidents=1500, seed=1)  # type: ignore[arg-type]
    found = profile(made.table)
    assert found.rows == len(made.table)
    for one in found.lists:
        assert sum(one.days.values()) == sum(one.places.values()) == one.rows
        assert sum(one.months.values()) + one.not_in_months == one.rows
        assert all(0 <= n <= one.rows for n in one.missing.values())
