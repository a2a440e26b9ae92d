"""A table of records in canonical order, with what linkage derives from it: places in km, tiers, keys."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corroborate.model.recordtable import NO_DAY, RecordTable

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""

PLACE_TIERS = (2.0, 10.0, 50.0)
"""Radii in km that part exact points, towns, districts and wider areas (conventions of GED and ACLED)."""

DAY_TIERS = (1, 7, 31)
"""Lengths in days that part dates known to the day, the week, the month, and wider ones."""

TIERS = 4

REGION = 1.5
"""Degrees of the squares by which records are ordered: a few times as wide as towns reach."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Columns in canonical order: by region, first day, and a hash of list id and row id.

    No order of input shows, and records that are compared stand near each other in memory. ``row[i]`` is
    the table's row of canonical record ``i``; ``key`` the hashes. ``lists`` are
    sorted by id and ``list_of`` points into them. ``first`` ≤ ``last`` are days where ``dated``; ``xyz``
    float64 (n, 3) is the point on the sphere in km where ``placed``. ``source`` numbers what each record of a
    list rests on, apart for each list, -1 unknown.
    """

    table: RecordTable
    row: NDArray[np.int64]
    key: NDArray[np.uint64]
    lists: tuple[str, ...]
    list_of: NDArray[np.int16]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    dated: NDArray[np.bool_]
    xyz: NDArray[np.float64]
    placed: NDArray[np.bool_]
    place_tier: NDArray[np.int8]
    day_tier: NDArray[np.int8]
    source: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.row)

    @classmethod
    def of(cls, table: RecordTable) -> Columns:
        """The columns of a table."""
        keys = _keys(table)
        order = np.lexsort(
            (keys, _days(table.first_day, table.last_day)[0], _region(table.lat, table.lon))
        ).astype(np.int64)
        lists = tuple(sorted(table.lists))
        rank = np.array([lists.index(name) for name in table.lists], np.int16)
        first, last, dated = _days(table.first_day[order], table.last_day[order])
        if table.ended is not None:
            # Days on which an incident went on are days on which another list may have it.
            last = np.where(dated, np.maximum(last, table.ended[order]), last).astype(np.int32)
        source = np.full(len(table), -1, np.int64)
        if table.source is not None:
            told = table.source[order].astype(np.int64)
            named = told >= 0
            key = table.list_index[order].astype(np.int64) << 32 | told
            source[named] = np.unique(key[named], return_inverse=True)[1]
        lat, lon = table.lat[order], table.lon[order]
        placed = np.isfinite(lat) & np.isfinite(lon)
        precision = table.precision_km[order]
        centroid = table.centroid[order]
        settled = table.settlement[order] >= 0
        # Where a list states no radius: a centroid stands for a town where one is named, else for an area.
        assumed = np.where(centroid, np.where(settled, PLACE_TIERS[1], PLACE_TIERS[2]), PLACE_TIERS[0])
        radius = np.where(np.isfinite(precision), precision, assumed)
        return cls(
            table=table,
            row=order,
            key=keys[order],
            lists=lists,
            list_of=rank[table.list_index[order]] if len(lists) else table.list_index[order],
            first=first,
            last=last,
            dated=dated,
            xyz=_sphere(np.where(placed, lat, 0.0), np.where(placed, lon, 0.0)),
            placed=placed,
            place_tier=np.searchsorted(PLACE_TIERS, radius, "left").astype(np.int8),
            day_tier=np.searchsorted(DAY_TIERS, last - first + 1, "left").astype(np.int8),
            source=source,
        )


def _keys(table: RecordTable) -> NDArray[np.uint64]:
    prefixes = [hashlib.blake2b(f"{name}\0".encode(), digest_size=8) for name in table.lists]
    found = bytearray(8 * len(table))
    lists = table.list_index.tolist()
    for i, row_id in enumerate(table.row_ids):
        hashed = prefixes[lists[i]].copy()
        hashed.update(row_id.encode())
        found[8 * i : 8 * i + 8] = hashed.digest()
    return np.frombuffer(bytes(found), np.uint64)


def _region(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.int64]:
    """The square of REGION degrees that each point lies in; -1 where there is none."""
    placed = np.isfinite(lat) & np.isfinite(lon)
    south, west = np.where(placed, lat, 0.0) + 90.0, np.where(placed, lon, 0.0) + 180.0
    square = np.floor(south / REGION) * 1024 + np.floor(west / REGION)
    return np.where(placed, square, -1).astype(np.int64)


def _days(
    first: NDArray[np.int32], last: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.bool_]]:
    dated = (first != NO_DAY) | (last != NO_DAY)
    low = np.where(first == NO_DAY, last, first)
    high = np.where(last == NO_DAY, first, last)
    swapped = low > high
    low, high = np.where(swapped, high, low), np.where(swapped, low, high)
    return np.where(dated, low, 0).astype(np.int32), np.where(dated, high, 0).astype(np.int32), dated


def _sphere(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
    phi, lam = np.radians(lat), np.radians(lon)
    return EARTH_KM * np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], axis=1)
