"""Silences: months and places of which no list holds anything although much was to be expected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from corroborate.case.silence import MOST, Silence, silences, told
from corroborate.lists.simulate import FOUR_LISTS, simulate

EPOCH = date(1970, 1, 1).toordinal()
PLACES = ("north", "south", "west")


def table(counts, *, year=2024):
    """A table with so many records in each place (rows) and month (columns) of a year."""
    days, where = [], []
    for place, row in enumerate(counts):
        for month, n in enumerate(row):
            first = date(year + month // 12, month % 12 + 1, 1).toordinal() - EPOCH
            days += [first + i % 28 for i in range(n)]
            where += [place] * n
    base = simulate(FOUR_LISTS, records=len(days) * 2 + 50, seed=1).table
    kept = np.arange(len(base)) < len(days)
    first = base.first_day.copy()
    first[kept] = days
    admin1 = np.full(len(base), -1, np.int32)
    admin1[kept] = where
    found = replace(
        base, first_day=first, last_day=first, admin1=admin1, place_names={"admin1": PLACES[: len(counts)]}
    )
    return found, kept


def found(counts, days=(None, None)):
    made, kept = table(counts)
    return silences(made, kept, days, lambda _, key: key.title())


def day(year, month, of):
    return date(year, month, of).toordinal() - EPOCH


def test_a_place_that_falls_silent_while_others_do_not_is_told():
    (one,) = found([[20] * 12, [20, 20, 20, 0, 0, 0, 20, 20, 20, 20, 20, 20], [20] * 12])
    assert (one.place, one.months) == ("South", (54 * 12 + 3, 54 * 12 + 5))
    assert 30 < one.expected < 60
    assert one.words.startswith(
        "No list records anything in South from April 2024 to June 2024, where about "
    )


def test_months_in_which_every_place_is_silent_are_told_once():
    row = [15, 15, 15, 15, 0, 0, 15, 15, 15, 15, 15, 15]
    (one,) = found([row, row, row])
    assert (one.place, one.months[1] - one.months[0]) == ("", 1)
    assert "in May 2024 to June" not in one.words
    assert "from May 2024 to June 2024" in one.words


def test_few_records_and_places_that_are_always_quiet_say_nothing():
    assert found([[2, 1, 0, 2, 1, 2, 0, 1, 2, 2, 1, 0]]) == []
    assert found([[20] * 12, [0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]]) == []


def test_bursts_are_no_silences():
    """What comes in bursts leaves months empty by chance."""
    rng = np.random.default_rng(3)
    counts = rng.poisson(rng.gamma(0.3, 10, (3, 24))).tolist()
    assert found(counts) == []


def test_only_whole_months_of_the_window_count():
    row = [0, 0, 30, 30, 30, 30, 30, 30, 30, 30, 0, 0]
    assert found([row]) == []
    (before, after) = found([row], (day(2024, 1, 1), day(2024, 12, 31)))
    assert {before.months[0] % 12, after.months[0] % 12} == {0, 10}
    assert found([row], (day(2024, 2, 2), day(2024, 11, 29))) == []


def test_what_it_does_to_the_numbers_is_said_once_and_many_are_counted():
    many = [Silence("", (m, m), 20.0, 1e-9) for m in range(MOST + 2)]
    lines = told(many)
    assert len(lines) == MOST + 2
    assert lines[-2] == "There are 2 more such silences."
    assert "both ends of an estimate are too low" in lines[-1]
    assert told([]) == ()
