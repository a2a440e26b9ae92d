"""How many true pairs were never compared: an estimate from the data, with limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.stats import beta, gamma

from corroborate.linkage.fit import Fitted

CONTROLS = (10, 17, 24, 31, 38, 45, 52, 59, 66)
"""Days by which the controls are shifted: as many pairs as chance brings, none of one incident."""

SIDES = 2
"""A control looks so many days before and after; at once, a day apart at most, both are the same days."""

REACH_KM = 40.0
"""Pairs farther apart than this show what place errors hid; nearer ones are always compared."""

PRIOR = (1.0, 19.0)
"""Beta prior of the share: one in twenty, which is what blocking was measured to lose (5.5 %) where the
truth was known. Where a table has few rare records the answer stays near it, and says so by its width."""

SHARES = np.linspace(0.0, 0.6, 1201)
"""The grid of shares on which a posterior stands."""


@dataclass(frozen=True, slots=True, eq=False)
class Missed:
    """The share of true pairs that were never compared: the posterior on a grid, and what full blocks cut."""

    cdf: NDArray[np.float64]
    cut: float

    def limits(self, level: float) -> tuple[float, float]:
        """Limits of the share."""
        low, high = (float(self.draws_at(q)) for q in ((1 - level) / 2, (1 + level) / 2))
        return max(0.0, min(low, 0.99)), max(0.0, min(high, 0.99))

    def draws_at(self, quantile: float | NDArray[np.float64]) -> NDArray[np.float64]:
        """The share at some quantiles, from 0 to 1."""
        return np.asarray(np.clip(np.interp(quantile, self.cdf, SHARES) + self.cut, 0.0, 0.95))


def missed_by_place(fitted: Fitted) -> Missed:
    """Estimate the share from pairs that agree in what does not define the blocks.

    Among records of different lists with the same rare attributes (actors, type, deaths) and dates at
    most a day apart, those too far apart to be compared are counted. Chance brings as many as stand at a
    shift of some days, averaged over CONTROLS; what is more than that is what place errors hid from the
    blocks, beside the sure matches among those compared. Both counts are Poisson, chance with its own
    uncertainty, the share with the prior PRIOR.
    """
    c = fitted.columns
    cut = cut_of(fitted)
    if not c.dated.any() or not c.placed.any():
        return Missed(_posterior(0.0, 0.0, 0.0), cut)
    key, known = _attributes(fitted)
    order = np.flatnonzero(known)
    order = order[np.lexsort((order, c.first[order], key[order]))]
    shifts = np.array(CONTROLS, np.int64)
    met = np.zeros(len(key), np.int64)
    far, shifted = _count(order, key, c.first, fitted.records.list_of, c.xyz, REACH_KM, shifts, met)
    # A record that is far off is so from all others of its incident: pairs come in such heaps.
    heaps = float((met * met).sum() / max(met.sum(), 1))
    a, b = fitted.graph.a, fitted.graph.b
    near = known[a] & known[b] & (key[a] == key[b]) & (np.abs(c.first[a] - c.first[b]) <= 1)
    apart = np.sqrt(((c.xyz[a] - c.xyz[b]) ** 2).sum(axis=1)) > REACH_KM
    inside = float(fitted.matched[near & ~apart].sum())
    taken = float(fitted.matched[near & apart].sum())
    return Missed(_posterior(max(far - taken, 0.0), shifted, inside + taken, max(heaps, 1.0)), cut)


def cut_of(fitted: Fitted) -> float:
    """The share of true pairs that full blocks are taken to cost: half of what they cut."""
    return float(fitted.candidates.cut.mean()) * 0.5 if len(fitted.candidates) else 0.0


def _posterior(far: float, shifted: float, inside: float, heaps: float = 1.0) -> NDArray[np.float64]:
    """The distribution of the share given pairs far apart, pairs of all controls, and matches compared.

    Pairs far apart come ``heaps`` at a time, so that they say as much as so many times fewer.
    """
    chance = gamma.ppf((np.arange(40) + 0.5) / 40, shifted + 0.5) / (SIDES * len(CONTROLS))
    rate = chance[None, :] + (inside * SHARES / (1 - SHARES))[:, None]
    logs = far * np.log(np.maximum(rate, 1e-12)) - rate
    weight = np.exp((logs - logs.max()) / heaps).mean(axis=1) * beta.pdf(SHARES, *PRIOR)
    total = np.cumsum(weight)
    return rising(total / total[-1])


def rising(cdf: NDArray[np.float64]) -> NDArray[np.float64]:
    """A distribution on SHARES made strictly rising, so that each quantile is one share."""
    found = cdf + np.arange(len(cdf)) * 1e-12
    return np.asarray(found / found[-1], np.float64)


def _attributes(fitted: Fitted) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """A key of attributes that are not place or date, for records that state a rare combination."""
    r = fitted.records
    fields = [f for f, kind in enumerate(r.kind) if kind == 0 and r.present[:, f].any()][:3]
    known = np.asarray(fitted.columns.dated & fitted.columns.placed & (fitted.columns.place_tier <= 1))
    known = known & (fitted.columns.first == fitted.columns.last)
    key = np.zeros(len(r), np.int64)
    for f in fields:
        known = known & r.present[:, f] & (r.tier[:, f] == 0)
        key = key * 1_000_003 + r.code[:, f]
    if not fields:
        return key, np.zeros(len(r), np.bool_)
    _, dense, size = np.unique(key, return_inverse=True, return_counts=True)
    # Rare: in all the days of the lists no more than about one a month.
    rare = size[dense.ravel()] <= max(4.0, r.span / 15)
    return key, np.asarray(known & rare)


@njit(cache=True, nogil=True)
def _count(
    order: NDArray[Any],
    key: NDArray[Any],
    first: NDArray[Any],
    list_of: NDArray[Any],
    xyz: NDArray[Any],
    reach: float,
    shifts: NDArray[Any],
    met: NDArray[Any],
) -> tuple[float, float]:
    """Pairs far apart with like attributes at most a day apart, and those of all shifts together.

    ``met`` (n,) counts of each record the pairs at most a day apart.
    """
    at_once = 0.0
    shifted = 0.0
    n = order.shape[0]
    for x in range(n):
        i = order[x]
        for y in range(x + 1, n):
            j = order[y]
            gap = first[j] - first[i]
            if key[j] != key[i] or gap > shifts[-1] + 1:
                break
            if list_of[i] == list_of[j]:
                continue
            of_shift = 0
            for shift in shifts:
                if shift - 1 <= gap <= shift + 1:
                    of_shift += 1
            if gap > 1 and of_shift == 0:
                continue
            dx, dy, dz = xyz[i, 0] - xyz[j, 0], xyz[i, 1] - xyz[j, 1], xyz[i, 2] - xyz[j, 2]
            if dx * dx + dy * dy + dz * dz <= reach * reach:
                continue
            if gap <= 1:
                at_once += 1.0
                met[i] += 1
                met[j] += 1
            else:
                shifted += of_shift
    return at_once, shifted
