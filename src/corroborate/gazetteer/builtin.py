"""The gazetteer that ships: countries, first-level divisions, Afghan towns, regions."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from corroborate.model.place import Place, PlaceKind

SPREAD = 1.6
"""How much farther than a disc of its area a country reaches: convention."""
TOWN_KM = 10.0
"""Precision of a town's point: convention."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place under one of its names; ``weak`` names are words or names of other things too."""

    name: str
    place: Place
    weak: bool = False
    adjective: bool = False
    rank: int = 0
    """Higher ranks are meant more often, all else equal."""


def _rows(file: str) -> Iterator[list[str]]:
    text = (resources.files("corroborate.gazetteer") / "data" / file).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("|")


def _named(cell: str) -> Iterator[tuple[str, bool]]:
    for name in cell.split(";"):
        if name:
            yield name.rstrip("!"), name.endswith("!")


def _countries() -> Iterator[Entry]:
    for row in _rows("countries.psv"):
        code, name, others, adjectives, lat, lon, area, *rest = row
        radius = round(SPREAD * math.sqrt(float(area) / math.pi), 0) or 1.0
        place = Place(
            name.rstrip("!"), PlaceKind.COUNTRY, f"ISO:{code}", code, float(lat), float(lon), radius
        )
        for text, weak in (*_named(name), *_named(others)):
            yield Entry(text, place, weak, rank=3)
        for text, weak in _named(adjectives):
            yield Entry(text, place, weak, adjective=True, rank=3)
        if len(rest) == 3:
            names = list(_named(rest[0]))
            capital = Place(
                names[0][0],
                PlaceKind.SETTLEMENT,
                f"CAP:{code}",
                code,
                float(rest[1]),
                float(rest[2]),
                TOWN_KM,
            )
            for text, weak in names:
                yield Entry(text, capital, weak, rank=2)


def _divisions() -> Iterator[Entry]:
    for code, name, others, script, lat, lon, radius in _rows("divisions.psv"):
        place = Place(
            name.rstrip("!"),
            PlaceKind.ADMIN1,
            f"ISO:{code}",
            code[:2],
            float(lat),
            float(lon),
            float(radius),
        )
        for text, weak in (*_named(name), *_named(others), *_named(script)):
            yield Entry(text, place, weak, rank=1)


def _settlements() -> Iterator[Entry]:
    for ident, name, others, script, division, lat, lon in _rows("settlements.psv"):
        place = Place(
            name.rstrip("!"),
            PlaceKind.SETTLEMENT,
            ident,
            division[:2],
            float(lat),
            float(lon),
            TOWN_KM,
        )
        for text, weak in (*_named(name), *_named(others), *_named(script)):
            yield Entry(text, place, weak, rank=2)


def _regions() -> Iterator[Entry]:
    for ident, name, others, script, country, lat, lon, radius in _rows("regions.psv"):
        place = Place(
            name,
            PlaceKind.REGION,
            ident,
            country or None,
            float(lat),
            float(lon),
            float(radius),
        )
        for text, weak in (*_named(name), *_named(others), *_named(script)):
            yield Entry(text, place, weak, rank=0)


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """All names of the gazetteer that ships; a capital that is also listed as a town stands once."""
    towns = tuple(_settlements())
    known = {(e.name, e.place.country) for e in towns}
    countries = [
        e
        for e in _countries()
        if e.place.kind is not PlaceKind.SETTLEMENT or (e.name, e.place.country) not in known
    ]
    return (*countries, *_divisions(), *towns, *_regions())
