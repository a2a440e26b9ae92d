"""Rows of one list that look like one another: the same days, the same place, the same actors."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from corroborate.model.recordtable import NO_DAY, RecordTable

POINT_DEGREES = 1e-3
"""Points are the same where they agree to this, about 100 m."""


def suspected(table: RecordTable) -> NDArray[np.int64]:
    """A group number a row, equal where rows look like one another; -1 where that cannot be judged.

    A row needs a day and a place: a point that is not the centre of an area, or else a named town. Actors
    are compared unordered, "unknown" being a value like others; types and deaths are not compared, since
    a second report often changes them. Where the lists name persons, the names must agree too.
    """
    n = len(table)
    found = np.full(n, -1, np.int64)
    point = ~(np.isnan(table.lat) | np.isnan(table.lon) | table.centroid)
    town = table.settlement >= 0
    rows = np.flatnonzero((table.first_day != NO_DAY) & (table.last_day != NO_DAY) & (point | town))
    if table.name:
        named = np.fromiter((bool(name) for name in table.name), np.bool_, n)
        rows = rows[named[rows]]
    if not len(rows):
        return found
    # Where a town is named, its name is the place: points of one town scatter.
    use_town = town[rows]
    lat = np.where(use_town, 0, np.round(np.nan_to_num(table.lat[rows]) / POINT_DEGREES)).astype(np.int64)
    lon = np.where(use_town, 0, np.round(np.nan_to_num(table.lon[rows]) / POINT_DEGREES)).astype(np.int64)
    a, b = table.actor_a[rows], table.actor_b[rows]
    keys: list[NDArray[Any]] = [
        table.list_index[rows],
        table.first_day[rows],
        table.last_day[rows],
        np.where(use_town, table.settlement[rows], -1),
        lat,
        lon,
        np.minimum(a, b),
        np.maximum(a, b),
    ]
    if table.name:
        numbers: dict[str, int] = {}
        keys.append(
            np.fromiter(
                (numbers.setdefault(table.name[i], len(numbers)) for i in rows.tolist()), np.int64, len(rows)
            )
        )
    order = np.lexsort(keys[::-1])
    differs = np.zeros(len(rows), np.bool_)
    for key in keys:
        sorted_key = key[order]
        differs[1:] |= sorted_key[1:] != sorted_key[:-1]
    found[rows[order]] = np.cumsum(differs)
    return found
