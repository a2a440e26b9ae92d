"""Solar and lunar Hijri days on the Gregorian calendar, by jdatetime and hijridate."""

from __future__ import annotations

from datetime import date, timedelta

import jdatetime
from hijridate import Hijri

from corroborate.claims.time.calendar import Stretch
from corroborate.errors import DateError

SIGHTING = 1
"""Days by which the sighting of the moon may move a lunar date from the reckoned one."""


def solar_day(year: int, month: int, number: int) -> date:
    """A day of the Solar Hijri calendar; raises DateError where it has none.

    >>> solar_day(1400, 5, 24)
    datetime.date(2021, 8, 15)
    """
    try:
        found: date = jdatetime.date(year, month, number).togregorian()
    except (ValueError, OverflowError):
        raise DateError(
            "the Solar Hijri calendar has no such day", value=f"{year}-{month}-{number}"
        ) from None
    return date(found.year, found.month, found.day)


def solar_month(year: int, month: int) -> Stretch:
    """All days of a month of the Solar Hijri calendar."""
    first = solar_day(year, month, 1)
    after = solar_day(year + 1, 1, 1) if month == 12 else solar_day(year, month + 1, 1)
    return first, after - timedelta(days=1)


def solar_year(year: int) -> Stretch:
    """All days of a Solar Hijri year, from one March to the next."""
    return solar_day(year, 1, 1), solar_day(year + 1, 1, 1) - timedelta(days=1)


def lunar_day(year: int, month: int, number: int) -> date:
    """A day of the Umm al-Qura calendar (years 1343–1500); raises DateError outside it."""
    try:
        found = Hijri(year, month, number).to_gregorian()
    except (ValueError, OverflowError):
        raise DateError(
            "the lunar Hijri calendar has no such day", value=f"{year}-{month}-{number}"
        ) from None
    return date(found.year, found.month, found.day)


def lunar_month(year: int, month: int) -> Stretch:
    """All days of a lunar month as reckoned; by sight it may begin and end a day apart."""
    first = lunar_day(year, month, 1)
    after = lunar_day(year + 1, 1, 1) if month == 12 else lunar_day(year, month + 1, 1)
    return first, after - timedelta(days=1)


def lunar_year(year: int) -> Stretch:
    """All days of a lunar year as reckoned."""
    return lunar_day(year, 1, 1), lunar_day(year + 1, 1, 1) - timedelta(days=1)
