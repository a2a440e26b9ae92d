"""Calendar arithmetic, held against counting day by day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from corroborate.consistency.dates import born, days_in_years, years_before
from corroborate.consistency.rebase import rebased
from corroborate.model.window import Anchor, AnchorKind, DayRange, Granularity, Window

DAYS = st.dates(date(1850, 1, 1), date(2100, 12, 31))


def _age(birth: date, on: date, *, leap_on_first_of_march: bool) -> int:
    month, day = birth.month, birth.day
    try:
        birthday = date(on.year, month, day)
    except ValueError:
        birthday = date(on.year, 3, 1) if leap_on_first_of_march else date(on.year, 2, 28)
    return on.year - birth.year - (on < birthday)


@given(DAYS, st.integers(0, 110))
def test_born_is_exact_to_the_day(on: date, years: int) -> None:
    found = born(years, years, on, on)
    assert found.first is not None
    assert found.last is not None
    day = found.first - timedelta(days=3)
    while day <= found.last + timedelta(days=3):
        fits = any(_age(day, on, leap_on_first_of_march=m) == years for m in (True, False))
        assert fits == (found.first <= day <= found.last)
        day += (
            timedelta(days=1)
            if abs((day - found.first).days) < 5 or (found.last - day).days < 5
            else (timedelta(days=30))
        )


def test_born_of_the_example() -> None:
    assert str(born(11, 11, date(2001, 9, 9), date(2001, 9, 9))) == "1989-09-10..1990-09-09"
    assert str(born(35, 35, date(2024, 9, 1), date(2024, 9, 1))) == "1988-09-02..1989-09-01"


def test_born_on_a_leap_day() -> None:
    assert born(35, 35, date(2024, 2, 29), date(2024, 2, 29)) == DayRange(date(1988, 3, 1), date(1989, 2, 28))
    assert date(1988, 2, 29) <= (born(35, 35, date(2023, 2, 28), date(2023, 2, 28)).last or date.min)


@given(DAYS, st.integers(0, 120))
def test_days_in_years_holds_everywhere(on: date, years: int) -> None:
    earlier = years_before(on, years)
    assert earlier is not None
    fewest, most = days_in_years(years, years)
    assert fewest <= (on - earlier).days <= most


def _hanging(first: date, last: date, published: date, granularity: Granularity) -> Window:
    anchor = Anchor(AnchorKind.PUBLISHED, DayRange.on(published))
    return Window(DayRange.on(first), DayRange.on(last), "", anchor, granularity)


def test_windows_move_with_the_publication() -> None:
    half = _hanging(date(2024, 1, 1), date(2024, 6, 30), date(2024, 9, 1), Granularity.HALF)
    assert rebased(half, date(2023, 12, 5)).outer == DayRange(date(2023, 1, 1), date(2023, 6, 30))
    month = _hanging(date(2024, 8, 1), date(2024, 8, 31), date(2024, 9, 1), Granularity.MONTH)
    assert rebased(month, date(2024, 3, 31)).outer == DayRange(date(2024, 2, 1), date(2024, 2, 29))
    year = _hanging(date(2024, 1, 1), date(2024, 9, 1), date(2024, 9, 1), Granularity.YEAR)
    assert rebased(year, date(2024, 10, 2)).outer == DayRange(date(2024, 1, 1), date(2024, 10, 2))
    fixed = Window.between(date(2024, 1, 1), date(2024, 6, 30))
    assert rebased(fixed, date(2020, 1, 1)) == fixed
