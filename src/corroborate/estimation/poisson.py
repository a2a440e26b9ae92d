"""Maximum likelihood for hierarchical log-linear models of a table with its unseen cell, compiled.

Tables are dense arrays over all 2^J patterns; the design is 1 where a term is part of a pattern, so that
X'WX holds sums over supersets of the union of two terms, and neither design nor product is ever built.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

OK = 0
NO_MAXIMUM = 1
NOT_IDENTIFIED = 2
BOTH = 3

_STEPS = 60


@njit(cache=True, nogil=True, error_model="numpy")
def superset_sums(values: NDArray[Any], lists: int) -> None:
    """Replace each entry by the sum over all patterns that hold it (zeta transform), in place."""
    for j in range(lists):
        bit = 1 << j
        for x in range(values.shape[0]):
            if not x & bit:
                values[x] += values[x | bit]


@njit(cache=True, nogil=True, error_model="numpy")
def fit(
    terms: NDArray[Any], size: int, counts: NDArray[Any], lists: int, mu: NDArray[Any], first: int
) -> tuple[float, float, int, int]:
    """Fit one model: log of the unseen count, log-likelihood, number of terms that were kept, status.

    ``terms[:size]`` are patterns, the empty one first; ``counts`` has 2^J entries. ``first`` is 1 where the
    unseen cell is unknown, 0 where ``counts[0]`` is taken as observed. Terms that no individual shows are
    set to minus infinity with all cells above them (Fienberg & Rinaldo 2012). ``mu`` receives the fitted
    cells, the unseen one included. The log-likelihood is the full Poisson one, factorials included. A status
    other than 0 comes without a fit; `NO_MAXIMUM` is decided by whether Newton's steps in the parameters
    vanish, which they do exactly where a maximum exists.
    """
    cells = 1 << lists
    seen = counts.copy()
    if first:
        seen[0] = 0.0
    superset_sums(seen, lists)
    kept = np.empty(size, np.int64)
    # Typed here and where `fit` is called: a literal would make each function below be compiled once more.
    number = int(np.int64(0))
    live = np.ones(cells, np.bool_)
    for t in range(size):
        if seen[terms[t]] > 0:
            kept[number] = terms[t]
            number += 1
        else:
            for x in range(cells):
                if x & terms[t] == terms[t]:
                    live[x] = False
    work = np.empty(cells)
    for x in range(cells):
        work[x] = 1.0 if live[x] and x >= first else 0.0
    superset_sums(work, lists)
    matrix = np.empty((number, number))
    for a in range(number):
        for b in range(a + 1):
            matrix[a, b] = work[kept[a] | kept[b]]
    if not _cholesky(matrix, number, 1e-9):
        return math.nan, math.nan, number, NOT_IDENTIFIED
    beta = np.zeros(number)
    step = np.empty(number)
    eta = np.empty(cells)
    # A first step from the counts themselves, as weighted least squares.
    for x in range(cells):
        mu[x] = counts[x] + 0.5 if live[x] and x >= first else 0.0
        work[x] = mu[x] * (math.log(mu[x]) - 1.0) + counts[x] if mu[x] > 0 else 0.0
    _normal(matrix, mu, kept, number, lists, eta)
    superset_sums(work, lists)
    for a in range(number):
        beta[a] = work[kept[a]]
    if not _cholesky(matrix, number, 1e-13):
        return math.nan, math.nan, number, NO_MAXIMUM
    _solve(matrix, beta, number)
    value = _predict(beta, kept, number, counts, live, lists, eta, mu, first)
    settled = False
    for _ in range(_STEPS):
        for x in range(cells):
            work[x] = counts[x] - mu[x] if live[x] and x >= first else 0.0
        superset_sums(work, lists)
        for a in range(number):
            step[a] = work[kept[a]]
        unseen = mu[0]
        if first:
            mu[0] = 0.0
        _normal(matrix, mu, kept, number, lists, eta)
        mu[0] = unseen
        if not _cholesky(matrix, number, 1e-13):
            break
        _solve(matrix, step, number)
        size_of_step = 0.0
        for a in range(number):
            size_of_step = max(size_of_step, abs(step[a]))
        if not size_of_step < 1e12:
            break
        scale = 1.0
        for _ in range(30):
            for a in range(number):
                beta[a] += scale * step[a]
            tried = _predict(beta, kept, number, counts, live, lists, eta, mu, first)
            if tried >= value - 1e-9 * (1.0 + abs(value)):
                value = tried
                break
            for a in range(number):
                beta[a] -= scale * step[a]
            scale *= 0.5
        if size_of_step < 1e-7:
            settled = True
            break
    if not settled:
        return math.nan, math.nan, number, NO_MAXIMUM
    likelihood = value
    for x in range(first, cells):
        likelihood -= math.lgamma(counts[x] + 1.0)
    return beta[0], likelihood, number, OK


@njit(cache=True, nogil=True, error_model="numpy")
def fit_all(
    terms: NDArray[Any], sizes: NDArray[Any], counts: NDArray[Any], lists: int
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
    """`fit` for many models, a row of ``terms`` each: unseen, log-likelihood, terms kept, status."""
    number = terms.shape[0]
    unseen = np.empty(number)
    likelihood = np.empty(number)
    kept = np.empty(number, np.int64)
    status = np.empty(number, np.int64)
    mu = np.empty(1 << lists)
    for m in range(number):
        log_unseen, likelihood[m], kept[m], status[m] = fit(
            terms[m], sizes[m], counts, lists, mu, int(np.int64(1))
        )
        unseen[m] = math.exp(log_unseen)
    return unseen, likelihood, kept, status


@njit(cache=True, nogil=True, error_model="numpy")
def _normal(
    matrix: NDArray[Any],
    weight: NDArray[Any],
    kept: NDArray[Any],
    number: int,
    lists: int,
    work: NDArray[Any],
) -> None:
    # Number by number: to assign an array to a slice compiles the words of its error, for seconds.
    for x in range(work.shape[0]):
        work[x] = weight[x]
    superset_sums(work, lists)
    for a in range(number):
        for b in range(a + 1):
            matrix[a, b] = work[kept[a] | kept[b]]


@njit(cache=True, nogil=True, error_model="numpy")
def _predict(
    beta: NDArray[Any],
    kept: NDArray[Any],
    number: int,
    counts: NDArray[Any],
    live: NDArray[Any],
    lists: int,
    eta: NDArray[Any],
    mu: NDArray[Any],
    first: int,
) -> float:
    eta[:] = 0.0
    for a in range(number):
        eta[kept[a]] = beta[a]
    for j in range(lists):
        bit = 1 << j
        for x in range(eta.shape[0]):
            if x & bit:
                eta[x] += eta[x ^ bit]
    value = 0.0
    for x in range(eta.shape[0]):
        if not live[x]:
            mu[x] = 0.0
            continue
        mu[x] = math.exp(min(eta[x], 700.0))
        if x >= first:
            value += counts[x] * eta[x] - mu[x]
    return value


@njit(cache=True, nogil=True, error_model="numpy")
def _cholesky(matrix: NDArray[Any], number: int, tolerance: float) -> bool:
    for a in range(number):
        total = matrix[a, a]
        full = total
        for c in range(a):
            total -= matrix[a, c] * matrix[a, c]
        if not total > tolerance * full:
            return False
        root = math.sqrt(total)
        matrix[a, a] = root
        for b in range(a + 1, number):
            total = matrix[b, a]
            for c in range(a):
                total -= matrix[b, c] * matrix[a, c]
            matrix[b, a] = total / root
    return True


@njit(cache=True, nogil=True, error_model="numpy")
def _solve(factor: NDArray[Any], vector: NDArray[Any], number: int) -> None:
    for a in range(number):
        total = vector[a]
        for c in range(a):
            total -= factor[a, c] * vector[c]
        vector[a] = total / factor[a, a]
    for a in range(number - 1, -1, -1):
        total = vector[a]
        for c in range(a + 1, number):
            total -= factor[c, a] * vector[c]
        vector[a] = total / factor[a, a]
