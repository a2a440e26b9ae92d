"""Lengths of time as ISO 8601 writes them: P2Y, PT90M, PXM where the count is vague."""

from __future__ import annotations

from corroborate.claims.time.numbers import Count
from corroborate.model.interval import Number

VALUE_UNIT = {
    "DE": "Y",
    "C": "DE",
    "ML": "C",
    "TH": "D",
    "TM": "D",
    "TS": "D",
    "FN": "W",
    "WE": "W",
    "H": "M",
}


def period(count: Count, unit: str) -> str:
    """The ISO 8601 duration of a count of units, with X for a vague one."""
    if count.ranged and count.high is not None:
        return period(Count.exactly(count.high), unit)
    if count.stated is None:
        letter, time = {"TH": ("H", True), "TM": ("M", True), "TS": ("S", True)}.get(unit, (unit, False))
        letter = {"FN": "W", "DE": "Y", "C": "CE", "Q": "Q"}.get(letter, letter)
        return f"P{'T' if time else ''}X{letter}"
    factor = {"FN": 2, "DE": 10, "C": 100, "ML": 1000, "Q": 3, "H": 6}.get(unit, 1)
    value = count.stated * factor
    letter = {"FN": "W", "DE": "Y", "C": "Y", "ML": "Y", "Q": "M", "H": "M"}.get(unit, unit)
    if letter.startswith("T"):
        return _clock_period(value, letter[1])
    if letter == "WE":
        return f"P{_digits(value)}WE"
    if value != int(value):
        for smaller, times in (("M", 12),) if letter == "Y" else (("D", 7),) if letter == "W" else ():
            if float(value * times).is_integer():
                return f"P{_digits(value * times)}{smaller}"
    return f"P{_digits(value)}{letter}"


def _digits(value: Number) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _clock_period(value: Number, letter: str) -> str:
    if value == int(value):
        return f"PT{_digits(value)}{letter}"
    whole = int(value)
    if letter == "H":
        minutes = round((value - whole) * 60)
        return f"PT{whole}H{minutes}M" if whole else f"PT{minutes}M"
    return f"PT{_digits(value)}{letter}"
