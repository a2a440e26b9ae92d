"""What "three years after" and "more than two decades ago" can mean in days and months."""

from __future__ import annotations

from datetime import date, timedelta

from corroborate.consistency.dates import FIRST, LAST, shift_months
from corroborate.model.interval import Interval, Number
from corroborate.model.quantity import Hedge, Quantity
from corroborate.model.window import DayRange

MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
"""Units that the calendar does not give a fixed number of days, in months."""

DAYS = {"day": 1, "week": 7, "fortnight": 14}
"""Units of a fixed number of days."""

LOW_IS_SAID = frozenset({Hedge.MORE, Hedge.LEAST})
HIGH_IS_SAID = frozenset({Hedge.LESS, Hedge.MOST, Hedge.ALMOST})


def spread(quantity: Quantity, *, usual: bool) -> Interval | None:
    """The units that may truly have passed when so many are said; None for a unit that is none of time.

    Time that has passed is told rounded or in full units, and nobody says which. So three years is
    from two and a half to just under four on the hard reading, and up to three and a half on the usual
    one. A number of days is exact, and so is an end that the words give as a bound ("more than").
    """
    value = quantity.usual if usual else quantity.hard
    if quantity.unit == "day":
        return value
    if quantity.unit not in MONTHS and quantity.unit not in DAYS:
        return None
    low: Number | None = value.low
    high: Number | None = value.high
    if low is not None and quantity.hedge not in LOW_IS_SAID:
        low = max(0, low - 0.5)
    if high is not None and quantity.hedge not in HIGH_IS_SAID:
        high = high + (0.5 if usual else 1)
    return Interval(low, high)


def elapsed(
    quantity: Quantity, anchor: DayRange, *, before: bool, usual: bool
) -> tuple[int | None, int | None]:
    """The first and last day, as ordinals, that lies so long before (or after) a day of ``anchor``."""
    passed = spread(quantity, usual=usual)
    if passed is None or quantity.unit is None:
        return None, None
    if before:
        first = None if passed.high is None else _shift(anchor.first, passed.high, quantity.unit, -1)
        last = None if passed.low is None else _shift(anchor.last, passed.low, quantity.unit, -1)
    else:
        first = None if passed.low is None else _shift(anchor.first, passed.low, quantity.unit, 1)
        last = None if passed.high is None else _shift(anchor.last, passed.high, quantity.unit, 1)
    return first, last


def _shift(day: date | None, units: Number, unit: str, sign: int) -> int | None:
    if day is None:
        return None
    if unit in DAYS:
        number = day.toordinal() + sign * round(units * DAYS[unit])
        return min(max(number, FIRST), LAST)
    months = units * MONTHS[unit]
    whole = int(months)
    months_12k = 12 * (LAST // 365)
    moved = shift_months(day, sign * min(whole, months_12k))
    rest = timedelta(days=round((months - whole) * 30.5))
    number = moved.toordinal() + sign * rest.days
    return min(max(number, FIRST), LAST)


def lengths(start: DayRange, end: DayRange) -> tuple[int | None, int | None]:
    """The fewest and most days from a first to a last day, both counted."""
    fewest = None
    if start.last is not None and end.first is not None:
        fewest = max(0, (end.first - start.last).days)
    most = None
    if start.first is not None and end.last is not None:
        most = (end.last - start.first).days + 1
    return fewest, most


def in_days(passed: Interval, unit: str) -> tuple[int, int | None]:
    """The fewest and most days that an interval of units can be, wherever in time it lies."""
    low = 0 if passed.low is None else passed.low
    if unit in DAYS:
        return int(low * DAYS[unit]), None if passed.high is None else round(passed.high * DAYS[unit])
    fewest = int(low * MONTHS[unit] * 30.4) - 3
    if passed.high is None:
        return max(0, fewest), None
    return max(0, fewest), int(passed.high * MONTHS[unit] * 30.5) + 3
