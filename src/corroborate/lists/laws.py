"""Laws of precision codes, written as words in a mapping."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corroborate.errors import SettingError
from corroborate.model.place import PlaceKind

DATE_LAWS = (
    "exact",
    "stated",
    "around N",
    "week",
    "month",
    "year",
    "stated or around N",
    "stated or week",
    "stated or month",
    "stated or year",
    "unknown",
)
"""exact: the day as it stands. stated: some day from begin to end. around N: N days either side. week: three
days either side. month, year: the calendar month or year. "stated or X": from begin to end, and X where the
two are one day. unknown: the day as it stands, with a flag."""


@dataclass(frozen=True, slots=True)
class DateLaw:
    """What a date code means: ``stated`` takes begin to end, ``unit`` widens a single day."""

    stated: bool
    unit: str
    days: int = 0


@dataclass(frozen=True, slots=True)
class PlaceLaw:
    """What a place code means: what the point stands for, and the radius in km in which the place lies."""

    kind: PlaceKind
    km: float | None


def date_law(words: str) -> DateLaw:
    """A law of dates; raises SettingError for one that does not exist.

    >>> date_law("stated or month")
    DateLaw(stated=True, unit='month', days=0)
    """
    stated = words.startswith("stated")
    unit = words.removeprefix("stated").removeprefix(" or ").strip() if stated else words
    if found := re.fullmatch(r"around (\d{1,3})", unit):
        return DateLaw(stated, "around", int(found[1]))
    if unit == "week":
        return DateLaw(stated, "around", 3)
    if unit in {"month", "year"} or (stated and not unit) or (not stated and unit in {"exact", "unknown"}):
        return DateLaw(stated, unit)
    raise SettingError(
        "a date code has a law that does not exist", value=words, hint=f"one of {', '.join(DATE_LAWS)}"
    )


def place_law(words: str) -> PlaceLaw:
    """A law of places, such as ``settlement 5 km`` or ``country``; raises SettingError for any other."""
    found = re.fullmatch(r"([a-z0-9]+)(?: (\d+(?:\.\d+)?) km)?", words)
    if found is None or found[1] not in set(PlaceKind):
        kinds = ", ".join(PlaceKind)
        raise SettingError(
            "a place code has a law that does not exist",
            value=words,
            hint=f"write KIND or KIND N km, with KIND one of {kinds}",
        )
    return PlaceLaw(PlaceKind(found[1]), float(found[2]) if found[2] else None)
