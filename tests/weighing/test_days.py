"""Arithmetic of windows with uncertain ends."""

from __future__ import annotations

from datetime import date, timedelta

from builder import exactly
from hypothesis import given
from hypothesis import strategies as st

from corroborate.model.interval import Interval
from corroborate.model.window import Anchor, AnchorKind, DayRange, Window
from corroborate.weighing import days

DAYS = st.dates(date(2020, 1, 1), date(2021, 12, 31))


@st.composite
def windows(draw):
    a, b, c, d = sorted(draw(st.lists(DAYS, min_size=4, max_size=4)))
    return Window(DayRange(a, b), DayRange(c, d), "", Anchor(AnchorKind.EXPLICIT))


def inside(window, draw):
    first = draw(st.dates(window.start.first, window.start.last))
    last = draw(st.dates(max(first, window.end.first), window.end.last))
    return first, last


@given(windows(), windows(), st.data())
def test_what_two_windows_share_lies_in_the_bounds_whatever_their_ends_are(a, b, data):
    (a1, a2), (b1, b2) = inside(a, data.draw), inside(b, data.draw)
    real = max(0, (min(a2, b2) - max(a1, b1)).days + 1)
    assert real in days.shared(a, b)


@given(windows(), st.data())
def test_a_length_lies_in_its_bounds(a, data):
    first, last = inside(a, data.draw)
    assert (last - first).days + 1 in days.length(a)


@given(windows(), windows())
def test_sharing_has_no_order(a, b):
    assert days.shared(a, b) == days.shared(b, a)
    assert days.compatible(a, b) == days.compatible(b, a)


@given(windows(), windows())
def test_what_both_say_is_no_wider_than_either(a, b):
    both = days.narrowed(a, b)
    assert days.length(both).high <= days.length(a).high


def test_an_open_end_bounds_nothing():
    now = exactly(date(2024, 1, 1), date(2024, 1, 31))
    open_end = Window(
        DayRange.on(date(2024, 1, 10)), DayRange(date(2024, 1, 20), None), "", Anchor(AnchorKind.NONE)
    )
    assert days.shared(now, open_end) == Interval(11, 22)
    assert days.length(open_end) == Interval(11, None)


def test_bounds_are_given_for_exact_windows_alone():
    first = date(2024, 2, 1)
    assert days.bounds(exactly(first, first + timedelta(5))) == (first, first + timedelta(5))
    assert days.bounds(Window(DayRange(first, None), DayRange.on(first), "", Anchor(AnchorKind.NONE))) is None
