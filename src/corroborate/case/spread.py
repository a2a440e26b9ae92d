"""Incidents of a case by time and place: what a timeline and a map draw, whatever the number of records."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from corroborate.model.incidents import Incidents, Spell, Spot
from corroborate.model.record import DefinitionCard, Standing
from corroborate.model.recordtable import NO_DAY, RecordTable

MOST_SPELLS = 54
"""Spells that a drawing has room for."""
MOST_WEEKS = 30
"""Weeks beyond which months are easier to read."""
MOST_SPOTS = 300
"""Places that a drawing has room for; nearer ones are put together beyond it."""
KM = 111.2
"""Kilometres a degree of latitude."""
CELLS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 90.0)
"""Sizes in degrees of the cells within which places are put together."""

_EPOCH = date(1970, 1, 1)


def incidents(
    table: RecordTable,
    partition: NDArray[np.int32] | None,
    cards: Mapping[str, DefinitionCard],
) -> Incidents:
    """The incidents of third-party lists by time and place; linear in the records.

    ``partition`` int32 (n,) has equal labels for records of one incident; None where lists are not linked.
    Each incident stands where its most precise record puts it, in place and in time.
    """
    third = np.array([not _is_party(cards.get(name)) for name in table.lists], bool)
    lists = tuple(name for name, kept in zip(table.lists, third, strict=True) if kept)
    left_out = tuple(name for name, kept in zip(table.lists, third, strict=True) if not kept)
    rows = np.flatnonzero(third[table.list_index]) if len(table) else np.zeros(0, np.int64)
    labels = np.arange(len(rows)) if partition is None else partition[rows]
    _, cluster = np.unique(labels, return_inverse=True)
    total = int(cluster.max()) + 1 if len(cluster) else 0
    on = np.zeros((len(lists), total), bool)
    order = np.cumsum(third) - 1
    on[order[table.list_index[rows]], cluster] = True
    first, last = _days(table, rows, cluster, total)
    unit, spells, dated = _spells(first, last, on, lists)
    spots, placed = _spots(table, rows, cluster, total)
    return Incidents(
        lists,
        total,
        unit,
        spells,
        total - dated,
        spots,
        total - placed,
        partition is not None,
        left_out,
        {name: int(on[i].sum()) for i, name in enumerate(lists)},
    )


def _is_party(card: DefinitionCard | None) -> bool:
    return card is not None and card.standing is not Standing.THIRD_PARTY


def _days(
    table: RecordTable, rows: NDArray[np.int64], cluster: NDArray[np.int64], total: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First and last day that each incident can have begun on, by its narrowest record; NO_DAY unknown."""
    first, last = table.first_day[rows].astype(np.int64), table.last_day[rows].astype(np.int64)
    width = np.where((first == NO_DAY) | (last == NO_DAY), np.iinfo(np.int64).max, last - first)
    best = _best(width, cluster, total)
    return first[best], last[best]


def _best(of: NDArray[np.generic], cluster: NDArray[np.int64], total: int) -> NDArray[np.int64]:
    """The row of each incident with the least value, the first of several."""
    order = np.lexsort((np.arange(len(cluster)), of, cluster))
    starts = np.searchsorted(cluster[order], np.arange(total))
    return order[starts]


def _spells(
    first: NDArray[np.int64], last: NDArray[np.int64], on: NDArray[np.bool_], lists: tuple[str, ...]
) -> tuple[str, tuple[Spell, ...], int]:
    known = (first != NO_DAY) & (last != NO_DAY)
    if not known.any():
        return "month", (), 0
    begins = _EPOCH + timedelta(days=int(first[known].min()))
    ends = _EPOCH + timedelta(days=int(last[known].max()))
    for unit in ("week", "month", "quarter", "year"):
        starts = list(_starts(unit, begins, ends))
        if len(starts) - 1 <= (MOST_WEEKS if unit == "week" else MOST_SPELLS):
            break
    while len(starts) - 1 > MOST_SPELLS:
        starts = [*starts[:-1:2], starts[-1]]
        unit = "years"
    edges = np.array([(day - _EPOCH).days for day in starts], np.int64)
    at = np.searchsorted(edges, first, side="right") - 1
    sure = known & (at >= 0) & (at == np.searchsorted(edges, last, side="right") - 1)
    shares = on.sum(axis=0)
    found = []
    for i, start in enumerate(starts[:-1]):
        inside = sure & (at == i)
        held = {name: int(on[j, inside].sum()) for j, name in enumerate(lists)}
        shared = np.bincount(shares[inside], minlength=len(lists) + 1)[1:]
        found.append(Spell(start, starts[i + 1] - timedelta(days=1), held, tuple(shared.tolist())))
    return unit, tuple(found), int(sure.sum())


def _starts(unit: str, first: date, last: date) -> Iterator[date]:
    """The first days of the units from the one that holds a day, up to the first after the last day."""
    if unit == "week":
        at = first - timedelta(days=first.weekday())
    else:
        months = {"month": 1, "quarter": 3, "year": 12}[unit]
        at = date(first.year, (first.month - 1) // months * months + 1, 1)
    yield at
    while at <= last:
        if unit == "week":
            at += timedelta(days=7)
        else:
            year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
            if year > date.max.year:
                return
            at = date(year, month + 1, 1)
        yield at


def _spots(
    table: RecordTable, rows: NDArray[np.int64], cluster: NDArray[np.int64], total: int
) -> tuple[tuple[Spot, ...], int]:
    """The places of incidents, and how many incidents have one."""
    lat, lon = table.lat[rows], table.lon[rows]
    known = np.isfinite(lat) & np.isfinite(lon)
    precision = table.precision_km[rows].astype(np.float64)
    unsure = np.where(np.isnan(precision), 1e6, precision) + np.where(table.centroid[rows], 1e-3, 0.0)
    best = _best(np.where(known, unsure, np.inf), cluster, total)
    best = best[known[best]]
    if not len(best):
        return (), 0
    lat, lon, precision = lat[best], lon[best], precision[best]
    centroid = table.centroid[rows][best]
    for cell in (0.001, *CELLS):
        kind = np.where(np.isnan(precision), -1, np.ceil(np.log2(np.maximum(precision, 1.0))))
        keys = np.stack([np.floor(lat / cell), np.floor(lon / cell), kind, centroid], axis=1)
        _, group, counts = np.unique(keys, axis=0, return_inverse=True, return_counts=True)
        if len(counts) <= MOST_SPOTS:
            break
    group = group.reshape(-1)
    middle_lat = np.bincount(group, lat) / counts
    middle_lon = np.bincount(group, lon) / counts
    away = KM * np.hypot(
        lat - middle_lat[group], (lon - middle_lon[group]) * np.cos(np.radians(middle_lat[group]))
    )
    spread, most = np.zeros(len(counts)), np.zeros(len(counts))
    np.maximum.at(spread, group, away)
    np.maximum.at(most, group, np.nan_to_num(precision, nan=0.0))
    hollow, unstated = np.zeros(len(counts), bool), np.zeros(len(counts), bool)
    hollow[group], unstated[group] = centroid, np.isnan(precision)
    found = [
        Spot(
            round(float(middle_lat[i]), 4),
            round(float(middle_lon[i]), 4),
            None if unstated[i] else round(float(most[i]), 1),
            bool(hollow[i]),
            int(counts[i]),
            round(float(spread[i]), 1) if spread[i] >= 0.1 else 0.0,
        )
        for i in range(len(counts))
    ]
    found.sort(key=lambda s: (-(s.precision_km or math.inf), -s.count, s.lat, s.lon))
    return tuple(found), len(best)
