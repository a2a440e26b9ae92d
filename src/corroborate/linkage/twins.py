"""Twins of a user's own lists: records like theirs whose truth is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import InputError
from corroborate.model.linkage import Linkage
from corroborate.model.record import Duplicates
from corroborate.model.recordtable import NO_DAY, RecordTable

SURE = 0.9
"""Pairs at least so probable show how records of one incident differ. Convention."""

Ints = NDArray[np.int64]


def twin(table: RecordTable, linkage: Linkage, seed: int) -> tuple[RecordTable, NDArray[np.int32]]:
    """A table of as many records on the same lists, and the true incident of each, int32 (n,).

    The incidents are those of the point partition. Of each, one record is drawn to be the truth; every
    record of it is then made anew: it departs from the truth as the second record of a sure pair, drawn
    among those whose second record is of its list, departs from the first, in days, in place, in parties,
    type and size, and states its place and day as precisely as that one does. How lists differ is thus
    taken from the data and who is the same is known. Errors of the linkage itself are inherited: a twin
    shows whether the method covers a world like the one that it found. Raises InputError where no pair is
    sure enough.
    """
    sure = linkage.probability >= SURE
    a, b = linkage.pairs[sure, 0].astype(np.int64), linkage.pairs[sure, 1].astype(np.int64)
    first, second = np.concatenate([a, b]), np.concatenate([b, a])
    if not len(first):
        raise InputError(
            "no pair of records is sure enough to show how the lists differ",
            value=f"none of {len(linkage.pairs):,} is at least {SURE:.0%} probable",
        )
    rng = np.random.default_rng(seed)
    labels = np.unique(linkage.partition, return_inverse=True)[1].astype(np.int64).reshape(-1)
    truth = _one_of_each(labels, rng)[labels]
    shown = _shown(table, second, rng)
    made = _made(table, truth, first[shown], second[shown], rng)
    return made, labels.astype(np.int32)


def policy_of(linkage: Linkage) -> dict[str, Duplicates | int]:
    """How often each list may hold an incident, as the linkage was told: twins are linked alike."""
    found: dict[str, Duplicates | int] = {}
    for part in linkage.settings.get("duplicates", "").split("; "):
        name, colon, rule = part.rpartition(": ")
        if colon:
            most = rule.removeprefix("at most ")
            found[name] = int(most) if most.isdigit() else Duplicates(rule)
    return found


def _one_of_each(labels: Ints, rng: np.random.Generator) -> Ints:
    """For each incident one of its records, by chance."""
    order = rng.permutation(len(labels))
    chosen = np.empty(int(labels.max()) + 1, np.int64)
    chosen[labels[order]] = order
    return chosen


def _shown(table: RecordTable, second: Ints, rng: np.random.Generator) -> Ints:
    """For each record a sure pair whose second record is of its list, or any where its list has none."""
    found = rng.integers(len(second), size=len(table))
    of = table.list_index[second]
    for j in range(len(table.lists)):
        own, pool = np.flatnonzero(table.list_index == j), np.flatnonzero(of == j)
        if len(pool):
            found[own] = pool[rng.integers(len(pool), size=len(own))]
    return found


def _made(table: RecordTable, truth: Ints, x: Ints, y: Ints, rng: np.random.Generator) -> RecordTable:
    dated = (
        (table.first_day != NO_DAY)[truth] & (table.first_day != NO_DAY)[x] & (table.first_day != NO_DAY)[y]
    )
    shift = np.where(dated, table.first_day[y].astype(np.int64) - table.first_day[x], 0)
    width = np.where(table.last_day[y] == NO_DAY, 0, table.last_day[y].astype(np.int64) - table.first_day[y])
    day = np.where(dated, table.first_day[truth] + shift, NO_DAY)
    end = np.where(dated, day + np.clip(width, 0, None), NO_DAY)
    placed = np.isfinite(table.lat)[truth] & np.isfinite(table.lat)[x] & np.isfinite(table.lat)[y]
    lat = np.where(placed, np.clip(table.lat[truth] + table.lat[y] - table.lat[x], -90, 90), np.nan)
    lon = np.where(placed, table.lon[truth] + table.lon[y] - table.lon[x], np.nan)
    stranger = rng.integers(len(table), size=len(table))

    def coded(column: NDArray[np.int32]) -> NDArray[np.int32]:
        """The truth's code where the pair agrees, a stranger's where not, none where the second has none."""
        same = (column[x] == column[y]) | (column[x] < 0)
        result: NDArray[np.int32] = np.where(
            column[y] < 0, -1, np.where(same, column[truth], column[stranger])
        ).astype(np.int32)
        return result

    def sized(low: NDArray[np.float64]) -> NDArray[np.float64]:
        """The truth's number, changed by the factor between the pair."""
        ratio = np.where(
            low[x] > 0, low[y] / np.where(low[x] > 0, low[x], 1), np.where(low[y] > 0, np.nan, 1)
        )
        result: NDArray[np.float64] = np.where(
            np.isfinite(ratio), np.round(low[truth] * ratio), np.where(np.isnan(low[y]), np.nan, low[y])
        )
        return result

    deaths, injured = sized(table.deaths_low), sized(table.injured_low)
    return replace(
        table,
        first_day=day.astype(np.int32),
        last_day=end.astype(np.int32),
        lat=lat,
        lon=lon,
        precision_km=table.precision_km[y],
        centroid=table.centroid[y],
        admin1=coded(table.admin1),
        admin2=coded(table.admin2),
        settlement=coded(table.settlement),
        actor_a=coded(table.actor_a),
        actor_b=coded(table.actor_b),
        event_type=coded(table.event_type),
        deaths_low=deaths,
        deaths_high=deaths + np.nan_to_num(table.deaths_high[y] - table.deaths_low[y], posinf=np.inf),
        injured_low=injured,
        injured_high=injured + np.nan_to_num(table.injured_high[y] - table.injured_low[y], posinf=np.inf),
        text=(),
    )
