"""How many true pairs were never compared: an estimate from the data, with limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.stats import gamma

from corroborate.linkage.candidates import WINDOW
from corroborate.linkage.fit import Fitted

CONTROL = 40
"""Days by which the control is shifted: as many pairs as chance brings, none of one incident."""


@dataclass(frozen=True, slots=True)
class Missed:
    """The share of true pairs that were never compared: Gamma(shape) / scale, plus what full blocks cut."""

    excess: float
    shape: float
    scale: float
    cut: float

    def limits(self, level: float) -> tuple[float, float]:
        """Limits of the share."""
        low, high = (float(self.draws_at(q)) for q in ((1 - level) / 2, (1 + level) / 2))
        return max(0.0, min(low, 0.99)), max(0.0, min(high, 0.99))

    def draws_at(self, quantile: float | NDArray[np.float64]) -> NDArray[np.float64]:
        """The share at some quantiles, from 0 to 1."""
        missed = gamma.ppf(quantile, self.shape) / self.scale
        return np.asarray(np.clip(missed / (1.0 + missed) + self.cut, 0.0, 0.95))


def missed_of(fitted: Fitted) -> Missed:
    """Estimate the share from pairs that agree in what does not define the blocks.

    Among records of different lists with the same rare attributes (actors, type, deaths) and dates at
    most a day apart, those too far apart to be compared are counted, less as many as appear at a shift of
    CONTROL days; likewise the sure matches among those compared. What is left over is what place
    errors hid from the blocks. One half is added to the count (Jeffreys), so that none seen is not none.
    """
    c = fitted.columns
    weight = float(fitted.matched.sum())
    cut = float(fitted.candidates.cut.mean()) * 0.5 if len(fitted.candidates) else 0.0
    if not c.dated.any() or weight < 1 or not c.placed.any():
        return Missed(0.0, 0.5, max(weight, 1.0), cut)
    key, known = _attributes(fitted)
    if not known.any():
        return Missed(0.0, 0.5, max(weight, 1.0), cut)
    order = np.flatnonzero(known)
    order = order[np.lexsort((order, c.first[order], key[order]))]
    far, shifted = _count(order, key, c.first, fitted.records.list_of, c.xyz, 40.0, CONTROL)
    a, b = fitted.graph.a, fitted.graph.b
    near = known[a] & known[b] & (key[a] == key[b]) & (np.abs(c.first[a] - c.first[b]) <= 1)
    apart = np.sqrt(((c.xyz[a] - c.xyz[b]) ** 2).sum(axis=1)) > 40.0
    inside = float(fitted.matched[near & ~apart].sum())
    taken = float(fitted.matched[near & apart].sum())
    excess = max(far - shifted - taken, 0.0)
    spread = far + shifted
    # Moments of a gamma whose mean is the excess and whose variance that of the difference of counts.
    mean = excess + 0.5
    variance = spread + 0.5
    shape = mean * mean / variance
    return Missed(excess / max(inside, 1.0), shape, max(inside + taken, 1.0) * shape / mean, cut)


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
    shift: int,
) -> tuple[float, float]:
    """Pairs far apart with like attributes at most a day apart, and as many of a shift of some days."""
    at_once = 0.0
    shifted = 0.0
    n = order.shape[0]
    for x in range(n):
        i = order[x]
        for y in range(x + 1, n):
            j = order[y]
            gap = first[j] - first[i]
            if key[j] != key[i] or gap > shift + 1:
                break
            if list_of[i] == list_of[j] or 1 < gap < shift - 1:
                continue
            dx, dy, dz = xyz[i, 0] - xyz[j, 0], xyz[i, 1] - xyz[j, 1], xyz[i, 2] - xyz[j, 2]
            if dx * dx + dy * dy + dz * dz <= reach * reach:
                continue
            if gap <= 1:
                at_once += 1.0
            else:
                # Days 0 and 1 hold 3 of the signed gaps, the control 3 as well on one side of each pair.
                shifted += 1.0
    return at_once, shifted


__all__ = ["CONTROL", "WINDOW", "Missed", "missed_of"]
