"""The incidents of a simulated world: bursts in space and time, actors, types, severity."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from corroborate.lists.simulate.geography import Geography, moved
from corroborate.lists.simulate.persons import FAMILIES, GIVEN
from corroborate.lists.simulate.seeds import Part, stream_of
from corroborate.lists.simulate.settings import Setting
from corroborate.lists.simulate.trees import ACTOR, TYPE, means

TOWN_SPREAD_KM = 1.2
"""Standard deviation, north and east, of incidents around their settlement."""
SAME_TOWN = 0.6
SAME_DYAD = 0.9
SAME_TYPE = 0.6


@dataclass(frozen=True, slots=True)
class Incidents:
    """What truly happened, one row an incident; arrays of shape (N,).

    ``day`` int32 since 1970-01-01; ``burst`` int32 numbers the bursts, -1 outside of any. ``settlement``
    points into the geography; ``actor_a`` acts, ``actor_b`` suffers. In a world of persons ``given``,
    ``family`` point into the names and ``age`` (int16), ``sex`` (int8: 0 female, 1 male) describe the dead.
    """

    day: NDArray[np.int32]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    settlement: NDArray[np.int32]
    actor_a: NDArray[np.int32]
    actor_b: NDArray[np.int32]
    event_type: NDArray[np.int32]
    deaths: NDArray[np.int32]
    injured: NDArray[np.int32]
    burst: NDArray[np.int32]
    given: NDArray[np.int32]
    family: NDArray[np.int32]
    age: NDArray[np.int16]
    sex: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.day)

    def take(self, rows: NDArray[np.int64]) -> Incidents:
        """Some of the incidents, in the order asked."""
        return Incidents(*(getattr(self, column.name)[rows] for column in fields(self)))


@dataclass(frozen=True, slots=True)
class Climate:
    """What stays the same over the years: which dyads fight in which province, and by which means.

    ``dyads`` float64 (provinces, dyads) and ``types`` float64 (dyads, leaves of types) are cumulative.
    """

    dyads: NDArray[np.float64]
    types: NDArray[np.float64]


def climate(geography: Geography, setting: Setting, seed: int) -> Climate:
    """The climate of a world: provinces and dyads have their own habits."""
    rng = stream_of(seed, Part.CLIMATE)
    base = np.array([weight for _, _, weight in setting.dyads])
    base /= base.sum()
    dyads = rng.dirichlet(base * 8.0, len(geography.province_names))
    types = rng.gamma(np.maximum(means(setting.dyads) * 6.0, 1e-9))
    types /= types.sum(axis=1, keepdims=True)
    return Climate(_cumulative(dyads), _cumulative(types))


def _cumulative(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    total = np.cumsum(shares, axis=1)
    total[:, -1] = 1.0
    return total


def _picked(
    rng: np.random.Generator, table: NDArray[np.float64], rows: NDArray[np.int32]
) -> NDArray[np.int32]:
    """One column a row, drawn by the cumulative shares of the row of the table."""
    u = rng.random(len(rows))
    found: NDArray[np.int32] = (table[rows] < u[:, None]).sum(axis=1).astype(np.int32)
    return found


def draw(
    rng: np.random.Generator,
    count: int,
    days: tuple[int, int],
    geography: Geography,
    habits: Climate,
    setting: Setting,
) -> Incidents:
    """Incidents of the days ``[first, last]``, in the order of time."""
    parent, cluster, generation = _bursts(rng, round(count * setting.burst_share), setting.burst_size)
    alone = count - len(parent)
    parent = np.concatenate([parent, np.full(alone, -1, np.int64)])
    burst = np.concatenate([cluster, np.full(alone, -1, np.int32)])
    generation = np.concatenate([generation, np.zeros(alone, np.int32)])

    first, last = days
    when = first + rng.random(count) * (last + 1 - first)
    total = np.cumsum(geography.weight)
    where = np.minimum(np.searchsorted(total, rng.random(count) * total[-1]), len(total) - 1).astype(np.int32)
    dyad = np.zeros(count, np.int32)
    kind = np.zeros(count, np.int32)
    province = geography.province_of
    by_generation = np.argsort(generation, kind="stable")
    edges = np.searchsorted(generation[by_generation], np.arange(int(generation.max(initial=0)) + 2))
    for start, end in itertools.pairwise(edges):
        rows = by_generation[start:end]
        above = parent[rows]
        child = above >= 0
        mothers = above[child]
        if len(mothers):
            kids = rows[child]
            when[kids] = when[mothers] + rng.exponential(setting.burst_days, len(kids))
            town = where[mothers]
            k = geography.near.shape[1]
            if k:
                step = np.minimum(rng.geometric(0.4, len(kids)) - 1, k - 1)
                moves = rng.random(len(kids)) >= SAME_TOWN
                town = np.where(moves, geography.near[town, step], town)
            where[kids] = town
        fresh = _picked(rng, habits.dyads, province[where[rows]])
        keeps = child & (rng.random(len(rows)) < SAME_DYAD)
        dyad[rows] = np.where(keeps, dyad[above], fresh)
        new = _picked(rng, habits.types, dyad[rows])
        alike = keeps & (rng.random(len(rows)) < SAME_TYPE)
        kind[rows] = np.where(alike, kind[above], new)
    # What would happen after the last day is mirrored into the window, so that bursts stay close.
    when = np.where(when >= last + 1, 2 * (last + 1) - when - 1e-9, when)
    day = np.clip(np.floor(when), first, last).astype(np.int32)
    lat, lon = moved(
        geography.lat[where],
        geography.lon[where],
        TOWN_SPREAD_KM * np.sqrt(-2 * np.log1p(-rng.random(count))),
        rng.uniform(0, 2 * np.pi, count),
    )
    deaths, injured = _severity(rng, count, setting)
    sides = np.array([[ACTOR.code(a), ACTOR.code(b)] for a, b, _ in setting.dyads], np.int32)
    given, family, age, sex = _persons(rng, burst, setting)
    made = Incidents(
        day,
        lat,
        lon,
        where,
        sides[dyad, 0],
        sides[dyad, 1],
        TYPE.leaves[kind],
        deaths,
        injured,
        burst,
        given,
        family,
        age,
        sex,
    )
    return made.take(np.argsort(when, kind="stable"))


def _bursts(
    rng: np.random.Generator, target: int, size: float
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32]]:
    """Parents, bursts and generations of ``target`` incidents that excite each other (Hawkes & Oakes 1974).

    The first of a burst has 1 + Poisson(r) children and each other Poisson(r), with r such that a burst
    holds ``size`` incidents on average. A parent stands before its children.
    """
    ratio = (size - 2) / size
    seeds = int(1.3 * target / size) + 8 if target > 1 else 0
    parents = [np.full(seeds, -1, np.int64)]
    clusters = [np.arange(seeds, dtype=np.int32)]
    depths = [np.zeros(seeds, np.int32)]
    begun, made = 0, seeds
    while made > begun and made < 4 * target + 64:
        width = made - begun
        kids = rng.poisson(ratio, width) + (len(parents) == 1)
        parents.append(np.repeat(np.arange(begun, made), kids))
        clusters.append(np.repeat(clusters[-1], kids))
        depths.append(np.full(int(kids.sum()), len(depths), np.int32))
        begun, made = made, made + int(kids.sum())
    parent, cluster, depth = np.concatenate(parents), np.concatenate(clusters), np.concatenate(depths)
    kept = np.argsort(cluster, kind="stable")[:target]
    place = np.full(len(parent), -1, np.int64)
    place[kept] = np.arange(len(kept))
    above = parent[kept]
    return np.where(above >= 0, place[above], -1), cluster[kept], depth[kept]


def _severity(
    rng: np.random.Generator, count: int, setting: Setting
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Deaths by a Pareto law above nought, and injured beside them."""
    if setting.persons:
        return np.ones(count, np.int32), np.zeros(count, np.int32)
    size = np.floor((1 - rng.random(count)) ** (-1 / setting.tail))
    deadly = rng.random(count) < setting.deadly
    deaths = np.where(deadly, np.minimum(size, setting.most_deaths), 0).astype(np.int32)
    hurt = np.floor((0.4 + deaths) * rng.lognormal(0.2, 0.9, count))
    return deaths, np.minimum(hurt, 10 * setting.most_deaths).astype(np.int32)


def _persons(
    rng: np.random.Generator, burst: NDArray[np.int32], setting: Setting
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int16], NDArray[np.int8]]:
    """Given name, family name, age and sex; those who died in one burst are often kin."""
    count = len(burst) if setting.persons else 0
    sex = (rng.random(count) < 0.75).astype(np.int8)
    family = _zipf(rng, count, len(FAMILIES))
    if count:
        of_burst = _zipf(rng, int(burst.max(initial=-1)) + 2, len(FAMILIES))
        kin = (burst >= 0) & (rng.random(count) < 0.5)
        family = np.where(kin, of_burst[burst], family)
    given = _zipf(rng, count, len(GIVEN[0]))
    age = np.clip(np.round(rng.gamma(3.2, 9.5, count)), 0, 95).astype(np.int16)
    if count:
        return given, family.astype(np.int32), age, sex
    size = len(burst)
    none = np.full(size, -1, np.int32)
    return none, none, np.full(size, -1, np.int16), np.full(size, -1, np.int8)


def _zipf(rng: np.random.Generator, count: int, size: int) -> NDArray[np.int32]:
    """Positions in ``[0, size)``, the first the most common, by a flattened Zipf law."""
    total = np.cumsum((np.arange(size) + 4.0) ** -0.9)
    found: NDArray[np.int32] = np.searchsorted(total, rng.random(count) * total[-1]).astype(np.int32)
    return found
