"""Moves along the ridge of the latent classes' likelihood: everybody's class and the unseen summed out.

Gibbs sampling moves classes, rates and the unseen by turns, each held back by the others, in steps that
shrink with the size of the table. Hamiltonian moves (Neal 2011) of listing rates and weights together, on
the likelihood of the seen alone, go far in one sweep. As parts that are summed out must be drawn anew before
anything else looks at them (van Dyk & Park 2008), a trajectory stands at the beginning of a sweep.

Coordinates are the logits of the rates and, for each class, the logarithm of its share among the *seen*: the
table says much about that share and little about how many of the class were missed. Shares need not
add up to 1: their sum has a lognormal law of its own, of which nothing else depends.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.estimation.variates import gamma, normal, poisson, uniform

ADAPTING = 500
"""Trajectories over which the length of a step is learnt; the draws from then are dropped."""
_MOVED = 1e-8
"""Classes of less weight stay where they are; Gibbs sampling moves them freely."""
_ACCEPTED = 0.7
"""The share of trajectories to accept; about 0.65 is best in the limit (Beskos and others 2013)."""
_SEEN, _BASE, _MASS, _SIZE, _WORK, _PULL = range(6)


@njit(cache=True, nogil=True, error_model="numpy")
def longest(n: float) -> float:
    """The most steps of a trajectory: at a length of the order 1/√n a step, enough to cross the posterior."""
    return min(100.0, 8.0 + 1.5 * math.sqrt(n))


@njit(cache=True, nogil=True, error_model="numpy")
def travel(
    random: NDArray[Any],
    odds: NDArray[Any],
    base: NDArray[Any],
    weights: NDArray[Any],
    log_rest: NDArray[Any],
    unseen: NDArray[Any],
    alpha: float,
    counts: NDArray[Any],
    starts: NDArray[Any],
    members: NDArray[Any],
    a: float,
    b: float,
    n: float,
    limit: float,
    pace: NDArray[Any],
) -> None:
    """One trajectory of one chain; ``pace`` is the length of a step and how many it was learnt from."""
    lists, classes = odds.shape
    which, moved, last = _moving(weights)
    still = np.zeros(classes)
    held = np.zeros(counts.shape[0])
    at = np.empty((lists + 1, moved))
    total = math.exp(normal(random))
    ready, still_seen = _placed(odds, base, weights, which, starts, members, total, at, still, held)
    if not ready:
        return
    slope = np.empty((lists + 1, moved))
    rates = np.empty((3, lists, moved))
    scratch = np.empty((6, moved))
    tails = np.empty(classes)
    push = np.empty((lists + 1, moved))
    size = pace[0] * math.exp(0.6 * uniform(random) - 0.3)
    steps = 1 + int(uniform(random) * longest(n))
    energy, everything = 0.0, 0.0
    for step in range(steps + 1):
        ends = step in (0, steps)
        density = _log_density(
            at, which, last, still, held, still_seen, alpha, counts, starts, members, a, b, n, slope, rates,
            scratch, tails, ends,
        )  # fmt: skip
        if not math.isfinite(density):
            energy = -math.inf
            break
        if step == 0:
            everything = tails[0]
            energy -= density
        elif step == steps:
            energy += density
        share = 0.5 * size if ends else size
        for j in range(lists + 1):
            for k in range(moved):
                if step == 0:
                    push[j, k] = normal(random)
                    energy += 0.5 * push[j, k] * push[j, k]
                push[j, k] += share * slope[j, k]
                if step < steps:
                    at[j, k] += size * push[j, k]
                else:
                    energy -= 0.5 * push[j, k] * push[j, k]
    chance = math.exp(min(energy, 0.0)) if math.isfinite(energy) else 0.0
    if pace[1] < ADAPTING:
        pace[0] *= math.exp((chance - _ACCEPTED) / (pace[1] + 10.0) ** 0.6)
        pace[1] += 1.0
    if uniform(random) < chance and _allowed(
        random, base, unseen, which, still, rates[0], scratch, tails[0], n, limit
    ):
        _arrive(odds, base, weights, log_rest, which, last, still, rates[0], scratch, tails, everything)


@njit(cache=True, nogil=True, error_model="numpy")
def _moving(weights: NDArray[Any]) -> tuple[NDArray[Any], int, int]:
    """The place of each class among those that move, or −1; how many move; the last that does."""
    which = np.full(weights.shape[0], -1)
    moved, last = 0, 0
    for h in range(weights.shape[0]):
        if weights[h] > _MOVED:
            which[h] = moved
            moved += 1
            last = h
    return which, moved, last


@njit(cache=True, nogil=True, error_model="numpy")
def _placed(
    odds: NDArray[Any],
    base: NDArray[Any],
    weights: NDArray[Any],
    which: NDArray[Any],
    starts: NDArray[Any],
    members: NDArray[Any],
    total: float,
    at: NDArray[Any],
    still: NDArray[Any],
    held: NDArray[Any],
) -> tuple[bool, float]:
    """The coordinates of the classes that move, with seen shares that add up to ``total``.

    Of the others the mass of each (``still``), what they add to each cell (``held``), and what of them is
    seen. False where a rate is too close to 0 or 1 for a logit.
    """
    lists, classes = odds.shape
    seen = np.zeros(classes)
    whole = 0.0
    for h in range(classes):
        for j in range(lists):
            seen[h] += (1.0 - seen[h]) * odds[j, h] / (1.0 + odds[j, h])
        whole += weights[h] * seen[h]
    scale = total / whole
    still_seen = 0.0
    for h in range(classes):
        k = which[h]
        if k < 0:
            still[h] = weights[h] * scale
            still_seen += still[h] * seen[h]
            if still[h] > 0.0:
                for c in range(held.shape[0]):
                    value = still[h] * base[h]
                    for m in range(starts[c], starts[c + 1]):
                        value *= odds[members[m], h]
                    held[c] += value
            continue
        for j in range(lists):
            if not 1e-100 < odds[j, h] < 1e15:
                return False, 0.0
            at[j, k] = math.log(odds[j, h])
        at[lists, k] = math.log(weights[h] * seen[h] * scale)
    return True, still_seen


@njit(cache=True, nogil=True, error_model="numpy")
def _log_density(
    at: NDArray[Any],
    which: NDArray[Any],
    last: int,
    still: NDArray[Any],
    held: NDArray[Any],
    still_seen: float,
    alpha: float,
    counts: NDArray[Any],
    starts: NDArray[Any],
    members: NDArray[Any],
    a: float,
    b: float,
    n: float,
    slope: NDArray[Any],
    rates: NDArray[Any],
    scratch: NDArray[Any],
    tails: NDArray[Any],
    valued: bool,
) -> float:
    """The log density at coordinates, where ``valued``, and its gradient (``slope``) always.

    −inf where a cell leaves the range of floating point. With M the masses of the classes, s their chances
    to be seen, W = M s their seen shares, R the sums of M from a class on, and f the law of a class within
    the seen: Σ n_x log Σ W f(x) − n log ΣW, Beta(a, b) for the rates, and for the sticks α log M_K +
    Σ_{k<K} log M_k − Σ_{k<K} log R_k − α log R_1.
    """
    lists, moved = at.shape[0] - 1, at.shape[1]
    classes = which.shape[0]
    odds, rate, shown = rates[0], rates[1], rates[2]
    seen, base, mass = scratch[_SEEN], scratch[_BASE], scratch[_MASS]
    size, work, pull = scratch[_SIZE], scratch[_WORK], scratch[_PULL]
    seen[:] = 0.0
    base[:] = 1.0
    size[:] = 0.0
    shown[:] = 0.0
    for j in range(lists):
        for k in range(moved):
            odds[j, k] = math.exp(at[j, k])
            rate[j, k] = odds[j, k] / (1.0 + odds[j, k])
            seen[k] += (1.0 - seen[k]) * rate[j, k]
            base[k] *= 1.0 - rate[j, k]
    whole = still_seen
    for k in range(moved):
        share = math.exp(at[lists, k])
        whole += share
        mass[k] = share / seen[k]
    value = 0.0
    for c in range(counts.shape[0]):
        for k in range(moved):
            work[k] = mass[k] * base[k]
        for m in range(starts[c], starts[c + 1]):
            row = odds[members[m]]
            for k in range(moved):
                work[k] *= row[k]
        total = held[c]
        for k in range(moved):
            total += work[k]
        if not 1e-250 < total < 1e250:
            return -math.inf
        if valued:
            value += counts[c] * math.log(total)
        times = counts[c] / total
        for k in range(moved):
            work[k] *= times
            size[k] += work[k]
        for m in range(starts[c], starts[c + 1]):
            row = shown[members[m]]
            for k in range(moved):
                row[k] += work[k]
    tail = 0.0
    for h in range(classes - 1, -1, -1):
        tail += still[h] if which[h] < 0 else mass[which[h]]
        tails[h] = tail
    log_whole = math.log(whole)
    behind = alpha / tails[0]
    for h in range(last + 1):
        k = which[h]
        if h < classes - 1:
            behind += 1.0 / tails[h]
        if k >= 0:
            pull[k] = (alpha if h == classes - 1 else 1.0) - mass[k] * behind
            slope[lists, k] = pull[k] + size[k] - (n + log_whole) * mass[k] * seen[k] / whole
    for j in range(lists):
        for k in range(moved):
            given = rate[j, k] / seen[k]
            slope[j, k] = shown[j, k] - given * (size[k] + base[k] * pull[k]) + a - (a + b) * rate[j, k]
    if not valued:
        return 0.0
    value -= n * log_whole + 0.5 * log_whole * log_whole + alpha * math.log(tails[0])
    for h in range(last + 1):
        k = which[h]
        if h < classes - 1:
            value -= math.log(tails[h])
        if k >= 0:
            value += (alpha if h == classes - 1 else 1.0) * math.log(mass[k])
    for j in range(lists):
        for k in range(moved):
            value += a * at[j, k] + (a + b) * math.log(1.0 - rate[j, k])
    return value


@njit(cache=True, nogil=True, error_model="numpy")
def _allowed(
    random: NDArray[Any],
    base: NDArray[Any],
    unseen: NDArray[Any],
    which: NDArray[Any],
    still: NDArray[Any],
    odds: NDArray[Any],
    scratch: NDArray[Any],
    everything: float,
    n: float,
    limit: float,
) -> bool:
    """Whether the way back exists, and the unseen of the new place stay within the limit.

    The unseen are part of the state: where they could exceed the limit they are drawn with the move.
    """
    classes = which.shape[0]
    hidden = 0.0
    for h in range(classes):
        k = which[h]
        share = (still[h] if k < 0 else scratch[_MASS, k]) / everything
        if (share > _MOVED) != (k >= 0):
            return False
        hidden += share * (base[h] if k < 0 else scratch[_BASE, k])
        if k >= 0:
            for j in range(odds.shape[0]):
                if not 1e-100 < odds[j, k] < 1e15:
                    return False
    seen = 1.0 - hidden
    if not seen > 0.0:
        return False
    mean = n * hidden / seen
    if mean + 20.0 * math.sqrt(mean / seen) < limit:
        return True
    mixed = gamma(random, n) / seen
    if mixed * hidden > 4.0 * limit + 100.0:
        return False
    drawn = np.empty(classes)
    for h in range(classes):
        k = which[h]
        missed = still[h] * base[h] if k < 0 else scratch[_MASS, k] * scratch[_BASE, k]
        drawn[h] = poisson(random, mixed * missed / everything)
    if drawn.sum() > limit:
        return False
    unseen[:] = drawn
    return True


@njit(cache=True, nogil=True, error_model="numpy")
def _arrive(
    odds: NDArray[Any],
    base: NDArray[Any],
    weights: NDArray[Any],
    log_rest: NDArray[Any],
    which: NDArray[Any],
    last: int,
    still: NDArray[Any],
    moved: NDArray[Any],
    scratch: NDArray[Any],
    tails: NDArray[Any],
    everything: float,
) -> None:
    """Write the end of a trajectory into the chain: odds, and the sticks up to the last class that moved.

    Behind it the masses are as they were, and their sum may be as small as exp(-1e100): it is carried over as
    the logarithm that it had.
    """
    classes = which.shape[0]
    behind = log_rest[: last + 1].sum() + math.log(everything)
    for h in range(min(last + 1, classes - 1)):
        mine = still[h] if which[h] < 0 else scratch[_MASS, which[h]]
        if h == last:
            log_rest[h] = min(behind - math.log(tails[h]), 0.0)
        elif mine > 1e-3 * tails[h]:
            log_rest[h] = math.log(tails[h + 1] / tails[h])
        else:
            log_rest[h] = math.log1p(-mine / tails[h])
    reached = 0.0
    for h in range(classes):
        k = which[h]
        weights[h] = math.exp(reached) * (-math.expm1(log_rest[h]) if h < classes - 1 else 1.0)
        reached += log_rest[h]
        if k >= 0:
            base[h] = scratch[_BASE, k]
            odds[:, h] = moved[:, k]
