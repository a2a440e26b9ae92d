"""Calendar arithmetic that is exact to the day: ages, anniversaries, years that have passed."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from corroborate.model.window import DayRange

DAY = timedelta(days=1)
FIRST, LAST = date.min.toordinal(), date.max.toordinal()


def years_before(day: date, years: int) -> date | None:
    """The same calendar day so many years earlier (later where negative); None outside years 1 to 9999.

    29 February becomes 28 February where the year has none.

    >>> years_before(date(2024, 2, 29), 35)
    datetime.date(1989, 2, 28)
    """
    year = day.year - years
    if not date.min.year <= year <= date.max.year:
        return None
    if day.month == 2 and day.day == 29 and not calendar.isleap(year):
        return date(year, 2, 28)
    return day.replace(year=year)


def born(low: int, high: int, first: date | None, last: date | None) -> DayRange:
    """The days of birth of somebody aged ``low`` to ``high`` full years on some day of ``[first, last]``.

    Aged 11 on 9 September 2001 is born from 10 September 1989 to 9 September 1990. Whoever is born on
    29 February turns a year older on 28 February or 1 March; both readings are let in.

    >>> str(born(11, 11, date(2001, 9, 9), date(2001, 9, 9)))
    '1989-09-10..1990-09-09'
    """
    earliest = None if first is None else years_before(first, high + 1)
    latest = None if last is None else years_before(last, low)
    if latest is not None and (latest.month, latest.day) == (2, 28) and calendar.isleap(latest.year):
        leap_last = last is not None and calendar.isleap(last.year)
        latest = latest if leap_last else latest + DAY
    return DayRange(None if earliest is None else earliest + DAY, latest)


def days_in_years(low: int, high: int) -> tuple[int, int]:
    """The fewest days in ``low`` years and the most in ``high``, wherever in time they lie.

    >>> days_in_years(1, 1), days_in_years(4, 4)
    ((365, 366), (1460, 1461))
    """
    return 365 * low + _fewest_leap_days(low), 365 * high + -(-high // 4)


def _fewest_leap_days(years: int) -> int:
    # Across a century that is no leap year eight years may pass without 29 February.
    return max(0, years // 4 - (1 if years < 100 else years // 100 + 1))


def shift_months(day: date, months: int) -> date:
    """The same day of the month so many months later, or the month's last day where it has none.

    >>> shift_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    year = min(max(year, date.min.year), date.max.year)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_apart(a: date, b: date) -> int:
    """Calendar months from the month of ``a`` to the month of ``b``."""
    return (b.year - a.year) * 12 + b.month - a.month
