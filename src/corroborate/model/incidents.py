"""Incidents of a case by time and place, counted for drawings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Spell:
    """A week, month, quarter or year from ``first`` to ``last``, both included.

    ``by_list`` are the incidents that each list holds in it, ``shared[i]`` the distinct incidents that
    i + 1 of the lists hold: they add up to the incidents of the spell, each counted once.
    """

    first: date
    last: date
    by_list: Mapping[str, int]
    shared: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with its incidents: the true place lies within ``precision_km`` of the point.

    ``centroid`` says that the point stands for an area. ``spread_km`` is how far the points of several
    places lie apart that were put together so that a drawing stays small; 0 for one place.
    """

    lat: float
    lon: float
    precision_km: float | None
    centroid: bool
    count: int
    spread_km: float = 0.0


@dataclass(frozen=True, slots=True)
class Incidents:
    """Distinct incidents of third-party lists, each once where lists are linked, by time and place.

    ``total`` = those in ``spells`` + ``undated``, whose day is less sure than a spell is long; and those of
    ``spots`` + ``unplaced``. ``unit`` is ``week``, ``month``, ``quarter`` or ``year``. ``left_out`` are lists
    of a party's own claims. ``linked`` False where nobody said which records are the same, so that an
    incident on several lists counts several times.
    """

    lists: tuple[str, ...]
    total: int
    unit: str
    spells: tuple[Spell, ...] = ()
    undated: int = 0
    spots: tuple[Spot, ...] = ()
    unplaced: int = 0
    linked: bool = True
    left_out: tuple[str, ...] = ()
    totals: Mapping[str, int] = field(default_factory=dict)
    """Incidents a list."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The border of an area that the user supplied: its name, and rings of (longitude, latitude)."""

    name: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
