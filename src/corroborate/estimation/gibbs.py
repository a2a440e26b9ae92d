"""One chain of the latent class sampler (Manrique-Vallier 2016), compiled, with moves that swap labels.

A sweep begins with a move along the ridge of the likelihood; see `trajectories`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.estimation.trajectories import travel
from corroborate.estimation.variates import (
    binomial,
    gamma,
    log_gamma,
    poisson,
    state_of,
    uniform,
)
from corroborate.model.capture import CaptureHistories

_ONE_BY_ONE = 5
"""Cells of up to so many individuals are dealt out one by one; larger ones by binomials."""


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The observed cells: counts, and the lists of each pattern in one row."""

    counts: NDArray[np.int64]
    starts: NDArray[np.int64]
    members: NDArray[np.int64]
    lists: int

    @classmethod
    def of(cls, histories: CaptureHistories) -> Cells:
        """The cells of a table."""
        members = [[j for j in range(len(histories.lists)) if p >> j & 1] for p in histories.patterns]
        starts = np.cumsum([0, *(len(m) for m in members)])
        return cls(
            np.array(histories.counts, np.int64),
            np.array(starts, np.int64),
            np.array([j for m in members for j in m], np.int64),
            len(histories.lists),
        )


@dataclass(frozen=True, slots=True)
class Priors:
    """λ ~ Beta(a, b) for every list and class; α ~ Gamma(shape, rate); at most ``classes`` classes."""

    classes: int = 10
    a: float = 1.0
    b: float = 1.0
    shape: float = 0.25
    rate: float = 0.25
    ceiling: float = 20.0
    """The unseen are at most so many times the seen."""


@dataclass(slots=True, eq=False)
class Chain:
    """Where one chain is; `advance` moves it on."""

    random: NDArray[np.uint64]
    odds: NDArray[np.float64]
    base: NDArray[np.float64]
    weights: NDArray[np.float64]
    log_rest: NDArray[np.float64]
    sizes: NDArray[np.float64]
    unseen: NDArray[np.float64]
    alpha: NDArray[np.float64]
    pace: NDArray[np.float64]
    """Length of a step of a trajectory, and how many trajectories it was learnt from; 0 for none."""

    @classmethod
    def start(cls, cells: Cells, priors: Priors, seed: int, stream: int, ratio: float) -> Chain:
        """A chain that begins with ``ratio`` times as many unseen as seen, and with classes drawn anew."""
        random = np.random.default_rng(np.random.SeedSequence([seed, stream, 1]))
        k, lists = priors.classes, cells.lists
        n = int(cells.counts.sum())
        shown = np.zeros(lists)
        for c, count in enumerate(cells.counts):
            shown[cells.members[cells.starts[c] : cells.starts[c + 1]]] += count
        # Rates as if everybody were alike, each class off by a random factor.
        rate = np.clip(shown / (n * (1.0 + ratio)), 1e-6, 0.95)
        odds = (rate / (1 - rate))[:, None] * np.exp(random.normal(0.0, 1.0, (lists, k)))
        share = random.dirichlet(np.ones(k))
        share = np.ascontiguousarray(np.sort(share)[::-1])
        rest = np.maximum(1.0 - np.cumsum(share), 1e-12)
        before = np.concatenate([[1.0], rest[:-1]])
        unseen = np.zeros(k)
        unseen[0] = float(int(ratio * n))
        return cls(
            state_of(seed, stream),
            odds,
            np.prod(1.0 / (1.0 + odds), axis=0),
            share,
            np.log(rest / before),
            np.zeros(k),
            unseen,
            np.array([1.0]),
            np.array([2.0 / math.sqrt(n), 0.0]),
        )


def advance(chain: Chain, cells: Cells, priors: Priors, sweeps: int, thin: int) -> NDArray[np.float64]:
    """Run a chain on; gives the unseen, every ``thin`` sweeps, and the number of classes in use."""
    return np.asarray(
        _advance(
            chain.random,
            chain.odds,
            chain.base,
            chain.weights,
            chain.log_rest,
            chain.sizes,
            chain.unseen,
            chain.alpha,
            chain.pace,
            cells.counts,
            cells.starts,
            cells.members,
            priors.a,
            priors.b,
            priors.shape,
            priors.rate,
            priors.ceiling * float(cells.counts.sum()),
            sweeps,
            thin,
        )
    )


@njit(cache=True, nogil=True, error_model="numpy")
def _advance(
    random: NDArray[Any],
    odds: NDArray[Any],
    base: NDArray[Any],
    weights: NDArray[Any],
    log_rest: NDArray[Any],
    sizes: NDArray[Any],
    unseen: NDArray[Any],
    alpha: NDArray[Any],
    pace: NDArray[Any],
    counts: NDArray[Any],
    starts: NDArray[Any],
    members: NDArray[Any],
    a: float,
    b: float,
    shape: float,
    rate: float,
    limit: float,
    sweeps: int,
    thin: int,
) -> NDArray[Any]:
    lists, classes = odds.shape
    shown = np.empty((lists, classes))
    scaled = np.empty(classes)
    work = np.empty(classes)
    kept = np.empty((sweeps // thin, 2))
    n = float(counts.sum())
    for sweep in range(sweeps):
        if pace[0] > 0.0:
            travel(
                random, odds, base, weights, log_rest, unseen, alpha[0], counts, starts, members, a, b, n,
                limit, pace,
            )  # fmt: skip
        for k in range(classes):
            scaled[k] = weights[k] * base[k]
        _deal(random, odds, weights, scaled, counts, starts, members, shown, sizes, work)
        _draw_unseen(random, scaled, unseen, n, limit, work)
        _draw_rates(random, odds, base, shown, sizes, unseen, a, b)
        _draw_weights(random, weights, log_rest, sizes, unseen, alpha, shape, rate)
        _swap(random, odds, base, weights, log_rest, sizes, unseen, alpha[0])
        if (sweep + 1) % thin == 0:
            used = 0
            for k in range(classes):
                if sizes[k] > 0:
                    used += 1
            kept[(sweep + 1) // thin - 1, 0] = unseen.sum()
            kept[(sweep + 1) // thin - 1, 1] = used
    return kept


@njit(cache=True, nogil=True, error_model="numpy")
def _deal(
    random: NDArray[Any],
    odds: NDArray[Any],
    weights: NDArray[Any],
    scaled: NDArray[Any],
    counts: NDArray[Any],
    starts: NDArray[Any],
    members: NDArray[Any],
    shown: NDArray[Any],
    sizes: NDArray[Any],
    work: NDArray[Any],
) -> None:
    """Deal the individuals of each cell out to the classes."""
    classes = scaled.shape[0]
    shown[:] = 0.0
    sizes[:] = 0.0
    for c in range(counts.shape[0]):
        for k in range(classes):
            work[k] = scaled[k]
        for m in range(starts[c], starts[c + 1]):
            row = odds[members[m]]
            for k in range(classes):
                work[k] *= row[k]
        total = 0.0
        for k in range(classes):
            total += work[k]
        if not 1e-280 < total < 1e280:
            total = _rescaled(odds, weights, members[starts[c] : starts[c + 1]], work)
        left = counts[c]
        if left <= _ONE_BY_ONE:
            for _ in range(left):
                u = uniform(random) * total
                k = 0
                reached = work[0]
                while reached < u and k < classes - 1:
                    k += 1
                    reached += work[k]
                sizes[k] += 1.0
                for m in range(starts[c], starts[c + 1]):
                    shown[members[m], k] += 1.0
            continue
        for k in range(classes):
            if left == 0:
                break
            last = k == classes - 1 or work[k] >= total
            drawn = left if last else binomial(random, left, work[k] / total)
            total -= work[k]
            if drawn:
                left -= drawn
                sizes[k] += drawn
                for m in range(starts[c], starts[c + 1]):
                    shown[members[m], k] += drawn


@njit(cache=True, nogil=True, error_model="numpy")
def _rescaled(odds: NDArray[Any], weights: NDArray[Any], on: NDArray[Any], work: NDArray[Any]) -> float:
    """The weights of the classes for one cell by logarithms, the largest 1; gives their sum.

    For cells whose product of odds leaves the range of floating point: dozens of lists that hold
    nearly everybody.
    """
    lists, classes = odds.shape
    peak = -math.inf
    for k in range(classes):
        work[k] = math.log(weights[k]) if weights[k] > 0.0 else -math.inf
        for j in range(lists):
            work[k] -= math.log1p(odds[j, k])
        for j in on:
            work[k] += math.log(odds[j, k])
        peak = max(peak, work[k])
    total = 0.0
    for k in range(classes):
        work[k] = math.exp(work[k] - peak)
        total += work[k]
    return total


@njit(cache=True, nogil=True, error_model="numpy")
def _draw_unseen(
    random: NDArray[Any],
    scaled: NDArray[Any],
    unseen: NDArray[Any],
    n: float,
    limit: float,
    work: NDArray[Any],
) -> None:
    """Negative binomial number of unseen, by class, as gamma-mixed Poisson variates.

    A draw beyond the limit is drawn again a few times; if none fits, the chain stays where it is, which
    is a Metropolis step with the full conditional as its proposal.
    """
    classes = scaled.shape[0]
    hidden = 0.0
    for k in range(classes):
        hidden += scaled[k]
    if not hidden < 1.0:
        return
    for _ in range(8):
        mixed = gamma(random, n) / (1.0 - hidden)
        if mixed * hidden > 4.0 * limit + 100.0:
            continue
        total = 0.0
        for k in range(classes):
            work[k] = poisson(random, mixed * scaled[k])
            total += work[k]
        if total <= limit:
            for k in range(classes):
                unseen[k] = work[k]
            return


@njit(cache=True, nogil=True, error_model="numpy")
def _draw_rates(
    random: NDArray[Any],
    odds: NDArray[Any],
    base: NDArray[Any],
    shown: NDArray[Any],
    sizes: NDArray[Any],
    unseen: NDArray[Any],
    a: float,
    b: float,
) -> None:
    lists, classes = odds.shape
    flat = a == 1.0 and b == 1.0
    for k in range(classes):
        size = sizes[k] + unseen[k]
        product = 1.0
        if size == 0.0 and flat:
            for j in range(lists):
                u = uniform(random)
                odds[j, k] = u / (1.0 - u)
                product *= 1.0 - u
        else:
            for j in range(lists):
                yes, no = a + shown[j, k], b + size - shown[j, k]
                if yes >= 1.0 and no >= 1.0:
                    x = gamma(random, yes)
                    y = gamma(random, no)
                    odds[j, k] = x / y
                    product *= y / (x + y)
                else:
                    gap = log_gamma(random, yes) - log_gamma(random, no)
                    odds[j, k] = math.exp(min(max(gap, -600.0), 600.0))
                    product *= 1.0 / (1.0 + odds[j, k])
        base[k] = product


@njit(cache=True, nogil=True, error_model="numpy")
def _draw_weights(
    random: NDArray[Any],
    weights: NDArray[Any],
    log_rest: NDArray[Any],
    sizes: NDArray[Any],
    unseen: NDArray[Any],
    alpha: NDArray[Any],
    shape: float,
    rate: float,
) -> None:
    """Stick-breaking weights and their concentration, in logarithms: alpha reaches 1e-100."""
    classes = weights.shape[0]
    behind = sizes.sum() + unseen.sum()
    reached = 0.0
    total = 0.0
    for k in range(classes - 1):
        size = sizes[k] + unseen[k]
        behind -= size
        first = log_gamma(random, 1.0 + size)
        rest = log_gamma(random, alpha[0] + max(behind, 0.0))
        if first > rest:
            both = first + math.log1p(math.exp(rest - first))
        else:
            both = rest + math.log1p(math.exp(first - rest))
        weights[k] = math.exp(reached + first - both)
        log_rest[k] = rest - both
        reached += log_rest[k]
        total += log_rest[k]
    weights[classes - 1] = math.exp(reached)
    log_rest[classes - 1] = 0.0
    alpha[0] = math.exp(log_gamma(random, shape + classes - 1.0) - math.log(rate - total))


@njit(cache=True, nogil=True, error_model="numpy")
def _swap(
    random: NDArray[Any],
    odds: NDArray[Any],
    base: NDArray[Any],
    weights: NDArray[Any],
    log_rest: NDArray[Any],
    sizes: NDArray[Any],
    unseen: NDArray[Any],
    alpha: float,
) -> None:
    """Metropolis moves of labels: swaps of contents, and of neighbours with their sticks or their weights.

    The first two are those of Papaspiliopoulos & Roberts (2008), two tries each. They hardly ever exchange
    two large classes, whose order matters to the prior: that takes neighbours that keep their weights (as
    Hastie, Liverani & Richardson 2015), every pair in turn.
    """
    classes = weights.shape[0]
    for k in range(classes - 1):
        _swap_weights(random, odds, base, weights, log_rest, sizes, unseen, alpha, k)
    for _ in range(2):
        k = int(uniform(random) * classes)
        other = int(uniform(random) * classes)
        gap = sizes[other] + unseen[other] - sizes[k] - unseen[k]
        gain = -math.inf
        if k != other and weights[k] > 0.0 and weights[other] > 0.0:
            gain = gap * (math.log(weights[k]) - math.log(weights[other]))
        if math.log(uniform(random)) < gain:
            _exchange(odds, base, sizes, unseen, k, other)
        k = int(uniform(random) * (classes - 2))
        if classes > 2:
            gain = (sizes[k] + unseen[k]) * log_rest[k + 1] - (sizes[k + 1] + unseen[k + 1]) * log_rest[k]
            if math.log(uniform(random)) < gain:
                _exchange(odds, base, sizes, unseen, k, k + 1)
                log_rest[k], log_rest[k + 1] = log_rest[k + 1], log_rest[k]
                reached = 0.0
                for h in range(k):
                    reached += log_rest[h]
                for h in range(k, k + 2):
                    weights[h] = math.exp(reached) * -math.expm1(log_rest[h])
                    reached += log_rest[h]


@njit(cache=True, nogil=True, error_model="numpy")
def _swap_weights(
    random: NDArray[Any],
    odds: NDArray[Any],
    base: NDArray[Any],
    weights: NDArray[Any],
    log_rest: NDArray[Any],
    sizes: NDArray[Any],
    unseen: NDArray[Any],
    alpha: float,
    k: int,
) -> None:
    """Exchange class k and the next, each with its weight: the likelihood stays, the prior changes little.

    As a law of the weights, sticks of Beta(1, α) have the density w_K^(α−1) / Π_{k<K} R_k with R_k the sum of
    the weights from k on: only R_{k+1} changes, or, for the last two classes, w_K.
    """
    last = k == log_rest.shape[0] - 2
    both = log_rest[k] + log_rest[k + 1]
    share = -math.expm1(log_rest[k]) + (0.0 if last else math.exp(both))
    if share <= 0.0:
        return
    rest = min(math.log(share), 0.0)
    gain = log_rest[k] - rest
    if math.log(uniform(random)) >= (gain * (1.0 - alpha) if last else gain):
        return
    _exchange(odds, base, sizes, unseen, k, k + 1)
    weights[k], weights[k + 1] = weights[k + 1], weights[k]
    log_rest[k] = rest
    if not last:
        log_rest[k + 1] = min(both - rest, 0.0)


@njit(cache=True, nogil=True, error_model="numpy")
def _exchange(
    odds: NDArray[Any], base: NDArray[Any], sizes: NDArray[Any], unseen: NDArray[Any], k: int, other: int
) -> None:
    for j in range(odds.shape[0]):
        odds[j, k], odds[j, other] = odds[j, other], odds[j, k]
    base[k], base[other] = base[other], base[k]
    sizes[k], sizes[other] = sizes[other], sizes[k]
    unseen[k], unseen[other] = unseen[other], unseen[k]
