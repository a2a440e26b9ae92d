"""What a list writes down of the incidents that it records, errors and all."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corroborate.lists.simulate.geography import Geography
from corroborate.lists.simulate.persons import stated
from corroborate.lists.simulate.settings import DATE_ERRORS, ListSetting
from corroborate.lists.simulate.trees import ACTOR, TYPE, Coded
from corroborate.lists.simulate.world import Incidents

EXACT, TOWN, DISTRICT, PROVINCE, NOWHERE = range(5)
"""Levels on which a record states its place."""
LEVEL_KM = (1.0, 5.0, 25.0)
"""Stated precision of an exact place, a town and a district; a province has its own."""
EXACT_KM = 0.4
MISLABELLED_NEAR = 0.6
"""Share of wrong towns that are neighbours of the right one, and of wrong codes that are sisters."""

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Observed:
    """Records of one list; the columns mean what those of RecordTable mean.

    ``incident`` int64 is the row of the true incident; ``level`` int8 the level of the stated place and
    ``wrong_place`` whether it names another town; ``shift`` int8 the error of the reported day.
    """

    incident: Rows
    first_day: NDArray[np.int32]
    last_day: NDArray[np.int32]
    shift: NDArray[np.int8]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    precision_km: NDArray[np.float32]
    level: NDArray[np.int8]
    wrong_place: NDArray[np.bool_]
    admin1: NDArray[np.int32]
    admin2: NDArray[np.int32]
    settlement: NDArray[np.int32]
    actor_a: NDArray[np.int32]
    actor_b: NDArray[np.int32]
    event_type: NDArray[np.int32]
    deaths_low: NDArray[np.float64]
    deaths_high: NDArray[np.float64]
    injured: NDArray[np.float64]
    age: NDArray[np.float64]
    sex: NDArray[np.int8]
    name: tuple[str, ...]

    def in_order(self) -> Observed:
        """By reported day, and by chance within a day, as the rows came: never by incident."""
        order = np.argsort(self.first_day, kind="stable")
        columns: dict[str, Any] = {}
        for column in fields(self):
            value = getattr(self, column.name)
            if isinstance(value, tuple):
                columns[column.name] = tuple(value[i] for i in order) if value else ()
            else:
                columns[column.name] = value[order] if len(value) else value
        return Observed(**columns)


def observe(
    rng: np.random.Generator, incidents: Incidents, rows: Rows, geography: Geography, one: ListSetting
) -> Observed:
    """The records that a list makes of the incidents in ``rows``, duplicates included, in its own order."""
    again = rows[rng.random(len(rows)) < one.duplicates]
    rows = rng.permutation(np.concatenate([rows, again]))
    true = incidents.take(rows)
    n = len(rows)
    first, last, shift = _days(rng, true.day, one)
    place = _places(rng, true, geography, one)
    a, b = _actors(rng, true.actor_a, one), _actors(rng, true.actor_b, one)
    swap = rng.random(n) < one.swapped
    low, high = _deaths(rng, true.deaths, one)
    injured = _count(rng, true.injured, one)
    injured[rng.random(n) < one.injured_missing] = np.nan
    age, sex = np.full(0, np.nan), np.zeros(0, np.int8)
    name: tuple[str, ...] = ()
    if true.given.max(initial=-1) >= 0:
        age, sex, name = _person(rng, true, one)
        low[:], high[:] = 1.0, 1.0
        injured[:] = np.nan
    return Observed(
        rows,
        first,
        last,
        shift,
        *place,
        np.where(swap, b, a),
        np.where(swap, a, b),
        _coded(rng, TYPE, true.event_type, (0.0, one.type_noise, one.coarse_type)),
        low,
        high,
        injured,
        age,
        sex,
        name,
    ).in_order()


def _days(
    rng: np.random.Generator, true: NDArray[np.int32], one: ListSetting
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int8]]:
    n = len(true)
    kind = np.minimum(np.searchsorted(np.cumsum(one.date_error), rng.random(n)), len(DATE_ERRORS) - 1)
    bounds = np.array(DATE_ERRORS)
    size = bounds[kind, 0] + (rng.random(n) * (bounds[kind, 1] + 1 - bounds[kind, 0])).astype(np.int64)
    shift = np.where(rng.random(n) < one.late, size, -size).astype(np.int8)
    day = true + shift
    first, last = day.copy(), day.copy()
    how = rng.random(n)
    week = how < one.week
    back = rng.integers(0, 7, n)
    first[week] = (day - back)[week]
    last[week] = first[week] + 6
    month = (how >= one.week) & (how < one.week + one.month)
    named = day[month].astype("datetime64[D]").astype("datetime64[M]")
    first[month] = named.astype("datetime64[D]").astype(np.int32)
    last[month] = (named + 1).astype("datetime64[D]").astype(np.int32) - 1
    return first.astype(np.int32), last.astype(np.int32), shift


def _places(
    rng: np.random.Generator, true: Incidents, geography: Geography, one: ListSetting
) -> tuple[
    NDArray[np.float64],
    NDArray[np.float64],
    NDArray[np.float32],
    NDArray[np.int8],
    NDArray[np.bool_],
    NDArray[np.int32],
    NDArray[np.int32],
    NDArray[np.int32],
]:
    n = len(true)
    law = one.place
    shares = np.cumsum([law.exact, law.town, law.district, law.province])
    level = np.searchsorted(shares - 1e-12, rng.random(n)).astype(np.int8)
    wrong = rng.random(n) < law.wrong
    town = true.settlement.copy()
    if len(geography.names) > 1:
        k = geography.near.shape[1]
        beside = geography.near[town, rng.integers(0, k, n)]
        far = ((town + 1 + rng.integers(0, len(geography.names) - 1, n)) % len(geography.names)).astype(
            np.int32
        )
        other = np.where(rng.random(n) < MISLABELLED_NEAR, beside, far)
        town = np.where(wrong, other, town)
    else:
        wrong[:] = False
    district = geography.settlement_of[town]
    province = geography.district_of[district]
    # Who names the wrong town has no exact point to give.
    level = np.where(wrong & (level == EXACT), TOWN, level).astype(np.int8)
    blur = rng.normal(0, EXACT_KM / 111.2, (2, n))
    lat = np.select(
        [level == EXACT, level == TOWN, level == DISTRICT, level == PROVINCE],
        [
            true.lat + blur[0],
            geography.lat[town],
            geography.district_lat[district],
            geography.province_lat[province],
        ],
        np.nan,
    )
    lon = np.select(
        [level == EXACT, level == TOWN, level == DISTRICT, level == PROVINCE],
        [
            true.lon + blur[1],
            geography.lon[town],
            geography.district_lon[district],
            geography.province_lon[province],
        ],
        np.nan,
    )
    km = np.select(
        [level == EXACT, level == TOWN, level == DISTRICT, level == PROVINCE],
        [
            np.full(n, LEVEL_KM[0]),
            np.full(n, LEVEL_KM[1]),
            np.full(n, LEVEL_KM[2]),
            geography.province_km[province],
        ],
        np.nan,
    ).astype(np.float32)
    admin1 = np.where(level <= PROVINCE, province, -1).astype(np.int32)
    admin2 = np.where(level <= DISTRICT, district, -1).astype(np.int32)
    named = np.where(level <= TOWN, town, -1).astype(np.int32)
    return lat, lon, km, level, wrong, admin1, admin2, named


def _actors(rng: np.random.Generator, true: NDArray[np.int32], one: ListSetting) -> NDArray[np.int32]:
    return _coded(rng, ACTOR, true, (one.actor_unknown, one.actor_wrong, one.coarse_actor))


def _coded(
    rng: np.random.Generator, tree: Coded, true: NDArray[np.int32], shares: tuple[float, float, float]
) -> NDArray[np.int32]:
    """Codes as a list states them: unknown, wrong, or on the coarse level, by their shares."""
    unknown, wrong, coarse = shares
    chance = rng.random(len(true))
    code = np.where(chance < unknown + wrong, tree.other(rng, true, MISLABELLED_NEAR), true)
    code = np.where(rng.random(len(true)) < coarse, tree.tree.parent[code], code)
    return np.where(chance < unknown, -1, code).astype(np.int32)


def _count(rng: np.random.Generator, true: NDArray[np.int32], one: ListSetting) -> NDArray[np.float64]:
    """A count with a multiplicative error, rounded where people round."""
    n = len(true)
    seen = np.maximum(np.round(true * one.inflation * rng.lognormal(0, one.death_error, n)), 1.0)
    step = np.select([seen < 8, seen < 50, seen < 500], [1.0, 5.0, 10.0], 100.0)
    heaped = rng.random(n) < one.heaped
    seen = np.where(heaped, np.maximum(np.round(seen / step), 1.0) * step, seen)
    return np.where(true == 0, (rng.random(n) < 0.03).astype(np.float64), seen)


def _deaths(
    rng: np.random.Generator, true: NDArray[np.int32], one: ListSetting
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    n = len(true)
    best = _count(rng, true, one)
    ranged = rng.random(n) < one.ranged
    low = np.where(ranged, np.floor(best * rng.uniform(0.6, 1.0, n)), best)
    high = np.where(ranged, np.ceil(best * rng.uniform(1.0, 1.6, n)), best)
    missing = rng.random(n) < one.deaths_missing
    low[missing] = np.nan
    high[missing] = np.nan
    return low, high


def _person(
    rng: np.random.Generator, true: Incidents, one: ListSetting
) -> tuple[NDArray[np.float64], NDArray[np.int8], tuple[str, ...]]:
    n = len(true)
    error = np.where(rng.random(n) < 0.3, np.round(rng.normal(0, 2, n)), 0)
    age = np.maximum(true.age + error, 0.0)
    heaped = (rng.random(n) < 0.15) & (age >= 18)
    age = np.where(heaped, np.round(age / 5) * 5, age)
    age[rng.random(n) < 0.15] = np.nan
    chance = rng.random(n)
    sex = np.where(chance < 0.03, -1, np.where(chance < 0.035, 1 - true.sex, true.sex)).astype(np.int8)
    return age, sex, stated(rng, true.sex, true.given, true.family, one.respelt, one.typos)
