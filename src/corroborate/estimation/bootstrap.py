"""Bootstrap intervals with the choice of the model repeated (Chan, Silverman & Vincent 2021)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from corroborate.estimation.selection import dense
from corroborate.model.capture import CaptureHistories
from corroborate.model.interval import Interval

Totals = Callable[[NDArray[Any]], NDArray[np.float64]]
"""From tables (rows of 2^J counts) to totals, infinite where there is none."""


def resampled(histories: CaptureHistories, replicates: int, seed: int) -> NDArray[np.float64]:
    """Tables drawn from the observed cells, each with the same number of individuals."""
    counts = dense(histories)
    drawn = np.zeros((replicates, len(counts)))
    random = np.random.default_rng(seed)
    places = list(histories.patterns)
    drawn[:, places] = random.multinomial(histories.n, counts[places] / histories.n, size=replicates)
    return drawn


def with_chance(histories: CaptureHistories, totals: NDArray[np.float64], seed: int) -> NDArray[np.float64]:
    """Totals of bootstrap tables with what chance adds to the unseen.

    Tables of the same number of individuals tell how surely the share of the unseen is known (Chan, Silverman
    & Vincent 2021), but even if it were known, how many go unseen is chance: negative binomial, given how
    many were seen. Without it intervals are too short where the lists hold a large part of all.
    """
    random = np.random.default_rng([seed, 17])
    n = histories.n
    found = totals.copy()
    more = np.isfinite(totals) & (totals > n)
    # As a Poisson variate with a gamma mean, which holds for unseen beyond all whole numbers, too.
    mean = random.gamma(n, (totals[more] - n) / n)
    small = mean < 1e15
    mean[small] = random.poisson(mean[small])
    found[more] = n + mean
    return found


def bca(
    histories: CaptureHistories, centre: float, replicates: NDArray[np.float64], totals: Totals, level: float
) -> tuple[Interval, dict[str, float]]:
    """The bias-corrected and accelerated interval (Efron 1987), and its two constants.

    ``replicates`` are the totals of the bootstrap tables. An end that falls among replicates without
    an estimate is open.
    """
    below = float(np.mean(replicates < centre) + np.mean(replicates == centre) / 2)
    shift = float(ndtri(min(max(below, 0.5 / len(replicates)), 1 - 0.5 / len(replicates))))
    acceleration = _acceleration(histories, totals)
    ordered = np.sort(replicates)
    ends = []
    for tail in ((1 - level) / 2, (1 + level) / 2):
        z = shift + float(ndtri(tail))
        bent = 1 - acceleration * z
        adjusted = float(ndtr(shift + z / bent)) if bent > 0 else float(tail > 0.5)
        ends.append(_order_statistic(ordered, adjusted))
    low = max(math.floor(ends[0]), histories.n) if math.isfinite(ends[0]) else histories.n
    high = max(math.ceil(ends[1]), low) if math.isfinite(ends[1]) else None
    return Interval(low, high), {
        "bias_correction": shift,
        "acceleration": acceleration,
        "replicates_without_estimate": float(np.mean(~np.isfinite(replicates))),
    }


def _acceleration(histories: CaptureHistories, totals: Totals) -> float:
    weights = np.asarray(histories.counts, dtype=float)
    tables = np.repeat(dense(histories)[None, :], len(weights), axis=0)
    tables[np.arange(len(weights)), list(histories.patterns)] -= 1
    left = totals(tables)
    whole = np.isfinite(left)
    if not whole.any():
        return 0.0
    weights, left = weights[whole], left[whole]
    apart = np.average(left, weights=weights) - left
    square = float(np.sum(weights * apart**2))
    return float(np.sum(weights * apart**3)) / (6 * square**1.5) if square > 0 else 0.0


def _order_statistic(ordered: NDArray[np.float64], level: float) -> float:
    place = level * (len(ordered) - 1)
    low, high = math.floor(place), math.ceil(place)
    if low == high or not math.isfinite(ordered[high]):
        return float(ordered[high])
    return float(ordered[low] + (ordered[high] - ordered[low]) * (place - low))
