"""How figures are put in words."""

from __future__ import annotations

import doctest
from datetime import date

import pytest
from builder import exactly
from hypothesis import given
from hypothesis import strategies as st

from corroborate.model.interval import Interval
from corroborate.model.window import DayRange
from corroborate.weighing import basis, names, ratio, words


@pytest.mark.parametrize("module", [words, names, basis])
def test_the_examples_in_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (137, 137, "137"),
        (161, None, "161 or more"),
        (None, 19, "at most 19"),
        (29, 81, "29 to 81"),
        (None, None, "any number"),
    ],
)
def test_an_interval_keeps_both_ends(low, high, said):
    assert words.interval(Interval(low, high)) == said


@given(st.floats(0, 3), st.floats(0, 3))
def test_a_share_that_is_a_range_is_rounded_outwards(a, b):
    low, high = sorted((a, b))
    said = words.percent(Interval(low, high)) if low != high else None
    if said is None:
        return
    numbers = [int(n) for n in said.replace("%", "").replace("or less", "").split(" to ")]
    assert numbers[-1] >= high * 100 - 1e-6
    if len(numbers) == 2:
        assert numbers[0] <= low * 100 + 1e-6


def test_windows_name_the_year_once():
    assert words.window(exactly(date(2024, 2, 1), date(2024, 5, 13))) == "1 February–13 May 2024"
    assert words.window(exactly(date(2023, 11, 1), date(2024, 1, 31))) == "1 November 2023–31 January 2024"
    assert words.window(None) == "no window stated"
    assert words.days(DayRange(None, date(2024, 1, 2))) == "a day up to 2 January 2024"


def test_a_ratio_of_ranges_holds_every_ratio():
    share = ratio.share(Interval(29, 81), Interval(161, None))
    assert share == Interval(0.0, 81 / 161)
    assert ratio.share(Interval(5, 5), Interval(0, 10)).high is None


def test_long_lists_say_how_much_is_left():
    assert words.brief([str(n) for n in range(20)], at_most=3) == ["0", "1", "2", "and 17 more."]
