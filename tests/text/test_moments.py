"""Moments of publication."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.text.moments import moment


@pytest.mark.parametrize(
    "value",
    [
        "1898370900",
        1898370900,
        "1898370900000",
        "2030-02-26T21:15:00Z",
        "2030-02-26T21:15:00.000Z",
        "2030-02-27T01:45:00+04:30",
        "2030-02-26 21:15:00 UTC",
        "2030-02-26 21:15:00 +0000",
        "Tue Feb 26 21:15:00 +0000 2030",
        "Tue, 26 Feb 2030 21:15:00 GMT",
    ],
)
def test_moments_with_a_zone_are_instants(value: object) -> None:
    found = moment(value)
    assert found.at == datetime(2030, 2, 26, 21, 15, tzinfo=UTC)
    assert found.published is not None
    assert str(found.published) == "2030-02-26"
    assert found.warning is None


@pytest.mark.parametrize(
    "value",
    [
        "2030-02-26",
        "20300226",
        "26.02.2030",
        "02/26/2030",
        "26/02/2030 21:15",
        "26 February 2030",
        "Feb. 26, 2030",
    ],
)
def test_days_are_days(value: str) -> None:
    found = moment(value)
    assert (str(found.published), found.at, found.warning) == ("2030-02-26", None, None)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "no date is stated"),
        ("", "no date is stated"),
        ("03/04/2030", "two orders"),
        ("soon", "cannot be read"),
        ("2030-02-30", "no calendar"),
        ("30 Februany 2030", "no calendar"),
        ("13/13/2030", "no calendar"),
        ("Tue Foo 26 21:15:00 +0000 2030", "no calendar"),
    ],
)
def test_what_is_no_date_says_why(value: object, said: str) -> None:
    found = moment(value)
    assert (found.published, found.at) == (None, None)
    assert said in str(found.warning)


@settings(deadline=None)
@given(st.dates(min_value=date(1900, 1, 1)))
def test_iso_days_come_back(day: date) -> None:
    assert str(moment(day.isoformat()).published) == day.isoformat()


@settings(deadline=None)
@given(st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.lists(st.integers(), max_size=2)))
def test_any_value_is_read_or_says_why(value: object) -> None:
    found = moment(value)
    assert found.published is not None or found.warning
