"""The marginal likelihoods behind the averaging over decomposable graphs, compiled.

After Dawid & Lauritzen (1993) and Madigan & York (1997): each of the 2^J cells has pseudo-count δ, and the
margin over a subset A of lists is Dirichlet with δ 2^(J−|A|) a cell.
"""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.estimation.graphs import Graphs
from corroborate.estimation.selection import THREADS

_LARGE = 10.0
"""From here on what Stirling's formula leaves is a series of a few terms, exact to 1e-14."""


@njit(cache=True, nogil=True, error_model="numpy")
def log_gamma_ratio(x: float, a: float, b: float) -> float:
    """Log Γ(x + a) − log Γ(x + b), without the loss of digits that the difference has for large x."""
    if x + min(a, b) < _LARGE:
        return math.lgamma(x + a) - math.lgamma(x + b)
    y, z = x + a, x + b
    return (y - 0.5) * math.log1p((a - b) / z) + (a - b) * (math.log(z) - 1.0) + _stirling(y) - _stirling(z)


@njit(cache=True, nogil=True, error_model="numpy")
def _stirling(x: float) -> float:
    i = 1.0 / x
    q = i * i
    return i * (1 / 12 - q * (1 / 360 - q * (1 / 1260 - q * (1 / 1680 - q * (1 / 1188 - q * 691 / 360360)))))


@njit(cache=True, nogil=True, error_model="numpy")
def fill(
    unseen: float, constants: NDArray[Any], empty: NDArray[Any], bottom: float, table: NDArray[Any]
) -> None:
    """The log marginal likelihood of every subset at one number of unseen; less it in the second half.

    `log_gamma_ratio` with what all subsets share worked out once.
    """
    size = constants.shape[0]
    z = unseen + bottom
    log_z = math.log(z)
    below = math.nan
    tail = _stirling(z)
    for s in range(1, size):
        y = unseen + empty[s]
        if y < _LARGE or z < _LARGE:
            below = math.lgamma(z) if math.isnan(below) else below
            value = constants[s] + math.lgamma(y) - below
        else:
            gap = empty[s] - bottom
            # Twice as fast, and up to here as exact as log1p.
            log_share = math.log(y / z) if z < 1e6 else math.log1p(gap / z)
            value = (y - 0.5) * log_share + gap * (log_z - 1.0) + _stirling(y) - tail
            value += constants[s]
        table[s] = value
        table[size + s] = -value


@njit(cache=True, nogil=True, error_model="numpy")
def subset_constants(
    patterns: NDArray[Any], counts: NDArray[Any], lists: int, delta: float
) -> tuple[NDArray[Any], NDArray[Any]]:
    """For every subset of lists: the part of its log marginal likelihood without n0, and its empty cell."""
    size = 1 << lists
    constants = np.zeros(size)
    empty = np.zeros(size)
    margin = np.empty(size)
    total = delta * size
    for subset in range(1, size):
        margin[:] = 0.0
        for c in range(patterns.shape[0]):
            margin[patterns[c] & subset] += counts[c]
        members = 0
        for j in range(lists):
            members += subset >> j & 1
        alpha = delta * 2.0 ** (lists - members)
        base = math.lgamma(alpha)
        value = math.lgamma(total) - base
        for cell in range(1, size):
            if cell & subset == cell and margin[cell] > 0:
                value += math.lgamma(margin[cell] + alpha) - base
        constants[subset] = value
        empty[subset] = margin[0] + alpha
    return constants, empty


@njit(cache=True, nogil=True, error_model="numpy")
def _log_sums(
    unseen: NDArray[Any],
    constants: NDArray[Any],
    empty: NDArray[Any],
    parts: NDArray[Any],
    lengths: NDArray[Any],
    bottom: float,
) -> tuple[NDArray[Any], NDArray[Any]]:
    """At each number of unseen: log of the sum over all graphs but the last, and the last alone."""
    size = constants.shape[0]
    nodes = unseen.shape[0]
    graphs = lengths.shape[0]
    totals = np.empty(nodes)
    complete = np.empty(nodes)
    table = np.zeros(2 * size)
    for i in range(nodes):
        fill(unseen[i], constants, empty, bottom, table)
        peak = -math.inf
        total = 0.0
        for g in range(graphs - 1):
            value = 0.0
            for k in range(lengths[g]):
                value += table[parts[g, k]]
            gap = value - peak
            if gap > 0.0:
                total = total * math.exp(-gap) + 1.0
                peak = value
            elif gap > -45.0:
                total += math.exp(gap)
        totals[i] = peak + math.log(total) if total > 0 else -math.inf
        complete[i] = table[size - 1]
    return totals, complete


@njit(cache=True, nogil=True, error_model="numpy")
def _shares(
    unseen: NDArray[Any],
    weights: NDArray[Any],
    constants: NDArray[Any],
    empty: NDArray[Any],
    parts: NDArray[Any],
    lengths: NDArray[Any],
    bottom: float,
    live: NDArray[Any],
) -> NDArray[Any]:
    size = constants.shape[0]
    graphs = live.shape[0]
    found = np.zeros(lengths.shape[0])
    logs = np.empty(graphs)
    table = np.zeros(2 * size)
    for i in range(unseen.shape[0]):
        fill(unseen[i], constants, empty, bottom, table)
        peak = -math.inf
        for g in range(graphs):
            value = 0.0
            for k in range(lengths[live[g]]):
                value += table[parts[live[g], k]]
            logs[g] = value
            peak = max(peak, value)
        total = 0.0
        for g in range(graphs):
            if logs[g] > peak - 45.0:
                total += math.exp(logs[g] - peak)
        for g in range(graphs):
            if logs[g] > peak - 45.0:
                found[live[g]] += weights[i] * math.exp(logs[g] - peak) / total
    return found


@njit(cache=True, nogil=True, error_model="numpy")
def _common(unseen: NDArray[Any], n: float, flat: bool) -> NDArray[Any]:
    found = np.empty(unseen.shape[0])
    for i in range(unseen.shape[0]):
        found[i] = shared(unseen[i], n, flat)
    return found


@njit(cache=True, nogil=True, error_model="numpy")
def shared(unseen: float, n: float, flat: bool) -> float:
    """What every graph shares at one number of unseen; see `common`."""
    value = log_gamma_ratio(unseen, n + 1.0, 1.0)
    return float(value) if flat else float(value - math.log(n + unseen))


@njit(cache=True, nogil=True, error_model="numpy")
def _complete_alone(
    unseen: NDArray[Any], constants: NDArray[Any], empty: NDArray[Any], bottom: float
) -> NDArray[Any]:
    found = np.empty(unseen.shape[0])
    last = constants.shape[0] - 1
    for i in range(unseen.shape[0]):
        found[i] = constants[last] + log_gamma_ratio(unseen[i], empty[last], bottom)
    return found


def complete_alone(
    unseen: NDArray[np.float64], constants: NDArray[Any], empty: NDArray[Any], bottom: float
) -> NDArray[np.float64]:
    """The log marginal likelihood of the complete graph."""
    return np.asarray(_complete_alone(unseen, constants, empty, bottom))


def common(unseen: NDArray[np.float64], n: int, flat: bool) -> NDArray[np.float64]:
    """What every graph shares: the multinomial coefficient, and the prior 1/N unless ``flat``."""
    return np.asarray(_common(unseen, float(n), flat))


def log_sums(
    unseen: NDArray[np.float64], constants: NDArray[Any], empty: NDArray[Any], graphs: Graphs, bottom: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """`_log_sums` with the nodes dealt out to threads where the work is worth it."""
    work = (constants, empty, graphs.parts, graphs.lengths, bottom)
    if len(unseen) * len(graphs) < 2_000_000:
        totals, complete = _log_sums(unseen, *work)
        return totals, complete
    with ThreadPoolExecutor(THREADS) as pool:
        parts = list(
            pool.map(
                lambda part: _log_sums(part, *work), np.array_split(unseen, min(len(unseen), 4 * THREADS))
            )
        )
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def shares(
    unseen: NDArray[np.float64],
    weights: NDArray[np.float64],
    constants: NDArray[Any],
    empty: NDArray[Any],
    graphs: Graphs,
    bottom: float,
    live: NDArray[np.int64],
) -> NDArray[np.float64]:
    """The posterior probability of each graph, averaged over nodes with weights; 0 for all but ``live``."""
    work = (constants, empty, graphs.parts, graphs.lengths, bottom, live)
    if len(unseen) * len(live) < 2_000_000:
        return np.asarray(_shares(unseen, weights, *work))
    cut = [part for part in np.array_split(np.arange(len(unseen)), 4 * THREADS) if len(part)]
    with ThreadPoolExecutor(THREADS) as pool:
        return np.asarray(sum(pool.map(lambda part: _shares(unseen[part], weights[part], *work), cut)))
