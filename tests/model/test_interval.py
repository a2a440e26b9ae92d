"""Intervals: closed, open-ended where the words are, never a midpoint."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.errors import InputError
from corroborate.model.interval import Interval

ENDS = st.one_of(st.none(), st.integers(-1000, 1000))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(ENDS), draw(ENDS)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Interval(low, high)


@given(intervals(), intervals(), st.integers(-1500, 1500))
def test_an_intersection_holds_what_both_hold(a: Interval, b: Interval, x: int) -> None:
    both = a & b
    assert (x in a and x in b) == (both is not None and x in both)
    assert a.overlaps(b) == (both is not None)


@given(intervals(), intervals(), st.integers(-1000, 1000), st.integers(-1000, 1000))
def test_a_sum_holds_every_sum(a: Interval, b: Interval, x: int, y: int) -> None:
    if x in a and y in b:
        assert x + y in a + b


@given(intervals(), intervals())
def test_within_means_that_the_intersection_changes_nothing(a: Interval, b: Interval) -> None:
    assert a.within(b) == ((a & b) == a)


@given(intervals(), st.integers(0, 5))
def test_scaling_keeps_the_order_of_the_ends(a: Interval, factor: int) -> None:
    scaled = a.scaled(factor)
    assert (scaled.low is None) == (a.low is None)
    assert scaled.is_bounded == a.is_bounded


def test_an_interval_must_not_end_before_it_starts() -> None:
    with pytest.raises(InputError, match=r"\[2, 1\]"):
        Interval(2, 1)


def test_there_is_no_midpoint() -> None:
    assert not [name for name in dir(Interval) if "mid" in name or "mean" in name or "centre" in name]
