"""Strata together: partial pooling on log(unseen / seen), and the total over completions."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corroborate.model.interval import Interval

DRAWS = 20_000
FEWEST_TO_POOL = 3


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """Strata with an estimate on the scale of log(unseen / seen): completions × strata.

    ``seen`` are the recorded, ``mean`` and ``variance`` of the log ratio; ``outside`` (one a completion) who
    was recorded in no stratum with an estimate.
    """

    seen: NDArray[np.float64]
    mean: NDArray[np.float64]
    variance: NDArray[np.float64]
    outside: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Together:
    """What strata give in all: the total with and without pooling, and each stratum pooled."""

    total: Interval
    unpooled: Interval
    centre: float
    strata: tuple[Interval, ...]
    spread_between: float | None


def together(scale: Scale, level: float, seed: int) -> Together:
    """The total over all completions in equal parts; strata learn from each other where there are three.

    Between completions the log ratios are spread by Rubin's factor (1 + 1/m), so that few of them do
    not understate what the filling in leaves open.
    """
    random = np.random.default_rng([seed, 13])
    times, strata = scale.mean.shape
    mean = scale.mean
    if times > 1:
        centre = mean.mean(axis=0)
        mean = centre + math.sqrt((times + 1) / (times - 1)) * (mean - centre)
    each = max(20, DRAWS // times)
    pooling = strata >= FEWEST_TO_POOL
    plain, shared, spreads = [], [], []
    for c in range(times):
        apart = random.normal(mean[c], np.sqrt(scale.variance[c]), (each, strata))
        plain.append((scale.seen[c] * (1 + np.exp(apart)), scale.outside[c]))
        if pooling:
            drawn, spread = pooled(mean[c], scale.variance[c], random, each)
            shared.append((scale.seen[c] * (1 + np.exp(drawn)), scale.outside[c]))
            spreads.append(spread)
    chosen = shared if pooling else plain
    tails = [(1 - level) / 2, 0.5, (1 + level) / 2]
    low, centre_, high = np.quantile(np.concatenate([s.sum(axis=1) + o for s, o in chosen]), tails)
    alone = np.quantile(np.concatenate([s.sum(axis=1) + o for s, o in plain]), tails)
    ends = np.quantile(np.concatenate([s for s, _ in chosen]), tails, axis=0)
    return Together(
        Interval(math.floor(low), math.ceil(high)),
        Interval(math.floor(alone[0]), math.ceil(alone[2])),
        float(centre_),
        tuple(Interval(math.floor(a), math.ceil(b)) for a, b in zip(ends[0], ends[2], strict=True)),
        float(np.mean(spreads)) if spreads else None,
    )


def pooled(
    mean: NDArray[np.float64], variance: NDArray[np.float64], random: np.random.Generator, draws: int = DRAWS
) -> tuple[NDArray[np.float64], float]:
    """Draws of every stratum's log ratio given all, and the posterior mean of the spread between strata.

    y_s ~ N(θ_s, v_s), θ_s ~ N(μ, τ²), flat on μ and τ (Gelman 2006).
    """
    top = 4 * max(float(mean.std(ddof=1)), float(np.sqrt(variance.mean())), 1e-3)
    grid = np.linspace(top / 400, top, 400)
    precision = 1 / (variance[None, :] + grid[:, None] ** 2)
    centre = (precision * mean).sum(axis=1) / precision.sum(axis=1)
    logs = 0.5 * np.log(precision).sum(axis=1) - 0.5 * np.log(precision.sum(axis=1))
    logs -= 0.5 * (precision * (mean[None, :] - centre[:, None]) ** 2).sum(axis=1)
    odds = np.exp(logs - logs.max())
    odds /= odds.sum()
    place = random.choice(len(grid), size=draws, p=odds)
    tau = grid[place]
    mu = random.normal(centre[place], 1 / np.sqrt(precision.sum(axis=1))[place])
    pull = tau[:, None] ** 2 / (tau[:, None] ** 2 + variance[None, :])
    location = pull * mean + (1 - pull) * mu[:, None]
    drawn = random.normal(location, np.sqrt(pull * variance[None, :]))
    return drawn, float((grid * odds).sum())
