"""What two lists share at a glance: rows on the same day and close together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from corroborate.model.recordtable import NO_DAY, RecordTable

NEAR_KM = 10.0
EARTH_KM = 6371.0088
APART_KM = 1e5
"""Days are set so far apart in the index that no neighbour is of another day."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """``shared[i][j]`` rows of list i have a row of list j on the same day within NEAR_KM kilometres.

    ``compared[i]`` are the rows of list i that state one day and a point that is not the centre of an
    area; the others are not counted anywhere. The diagonal holds rows with another row of the same list.
    """

    lists: tuple[str, ...]
    compared: tuple[int, ...]
    shared: tuple[tuple[int, ...], ...]


def overlap(table: RecordTable, near_km: float = NEAR_KM) -> Overlap:
    """Count neighbours between every two lists; n log n in the number of rows."""
    usable = (
        (table.first_day != NO_DAY)
        & (table.first_day == table.last_day)
        & ~(np.isnan(table.lat) | np.isnan(table.lon))
        & ~table.centroid
    )
    points = []
    for j in range(len(table.lists)):
        rows = np.flatnonzero(usable & (table.list_index == j))
        points.append(_placed(table.lat[rows], table.lon[rows], table.first_day[rows]))
    # On the chord through the earth, as the index measures it.
    reach = 2 * EARTH_KM * np.sin(near_km / (2 * EARTH_KM))
    trees = [cKDTree(p, balanced_tree=False, compact_nodes=False) if len(p) else None for p in points]
    shared = []
    for i, own in enumerate(points):
        row = []
        for j, tree in enumerate(trees):
            if tree is None or not len(own):
                row.append(0)
                continue
            nearest = tree.query(own, k=[2 if i == j else 1], distance_upper_bound=reach)[0]
            row.append(int(np.isfinite(nearest).sum()))
        shared.append(tuple(row))
    return Overlap(table.lists, tuple(len(p) for p in points), tuple(shared))


def _placed(
    lat: NDArray[np.float64], lon: NDArray[np.float64], day: NDArray[np.int32]
) -> NDArray[np.float64]:
    """Points on the sphere, in km, with the day as a fourth coordinate."""
    a, b = np.radians(lat), np.radians(lon)
    flat = EARTH_KM * np.cos(a)
    return np.column_stack(
        [flat * np.cos(b), flat * np.sin(b), EARTH_KM * np.sin(a), day.astype(np.float64) * APART_KM]
    )
