"""Days that lie some units of time from another, and how exactly the words mean them."""

from __future__ import annotations

from datetime import date

from corroborate.claims.time.calendar import (
    DAYS_IN,
    GRANULARITY,
    MONTHS_IN,
    Stretch,
    month_of,
    shift,
    stretch_of,
)
from corroborate.claims.time.numbers import Count
from corroborate.model.window import Granularity


def moved(today: date, count: Count, unit: str, sign: int) -> date:
    """The day ``count`` units from another; half units in months or days."""
    value = count.low if count.stated is None else count.stated
    if unit == "TH":
        return shift(today, sign * int(value // 24), "D")
    if value == int(value):
        return shift(today, sign * int(value), unit)
    if unit in MONTHS_IN:
        return shift(today, sign * round(value * MONTHS_IN[unit]), "M")
    return shift(today, sign * round(value * DAYS_IN.get(unit, 0)), "D")


def around(when: date, unit: str, count: Count) -> tuple[Stretch, Granularity]:
    """The stretch that a day some units away stands for, as coarse as its words.

    "Three years ago" is meant to the nearest month or so, half a month either side; "a decade ago" and
    ten years or more are meant to the year, centuries to the decade (convention).
    """
    years = (count.low if count.stated is None else count.stated) * MONTHS_IN.get(unit, 0) / 12
    if unit in {"C", "ML"}:
        return stretch_of(when, "DE"), Granularity.DECADE
    if years >= 10 or unit == "DE" or (unit == "Y" and count.stated is None):
        return stretch_of(when, "Y"), Granularity.YEAR
    if unit == "Y":
        low, high = shift(when, -15, "D"), shift(when, 15, "D")
        return (month_of(low.year, low.month)[0], month_of(high.year, high.month)[1]), Granularity.MONTH
    return stretch_of(when, unit if unit in {"W", "M", "Q", "H", "D", "FN"} else "D"), GRANULARITY[unit]
