"""Choice of a log-linear model, compiled, so that a bootstrap can repeat it in every replicate."""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.errors import RefusalError
from corroborate.estimation.hierarchy import Model
from corroborate.estimation.poisson import OK, fit, superset_sums
from corroborate.model.capture import CaptureHistories

MOST_LISTS = 12
"""Log-linear models of more lists would need more than 4,096 cells."""

THREADS = 2


def dense(histories: CaptureHistories) -> NDArray[np.float64]:
    """The counts over all 2^J patterns; raises RefusalError for more lists than can be held so."""
    if len(histories.lists) > MOST_LISTS:
        raise RefusalError(
            f"log-linear models take at most {MOST_LISTS} lists",
            value=len(histories.lists),
            hint="choose lists, or use the method latent",
        )
    found = np.zeros(1 << len(histories.lists))
    for pattern, count in zip(histories.patterns, histories.counts, strict=True):
        found[pattern] = count
    return found


def matrix_of(models: Sequence[Model], lists: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Models as rows of terms, the empty term and the main effects first, and how many terms each has."""
    base = [0, *(1 << j for j in range(lists))]
    terms = np.zeros((len(models), len(base) + max((len(m) for m in models), default=0)), np.int64)
    sizes = np.empty(len(models), np.int64)
    terms[:, : len(base)] = base
    for i, model in enumerate(models):
        terms[i, len(base) : len(base) + len(model)] = model
        sizes[i] = len(base) + len(model)
    return terms, sizes


def best_totals(
    tables: NDArray[Any], terms: NDArray[Any], sizes: NDArray[Any], lists: int, by_bic: bool
) -> NDArray[np.float64]:
    """The total by the best model of each table (rows of 2^J counts); infinite where none passes."""
    return _in_threads(tables, lambda part: _best_totals(part, terms, sizes, lists, by_bic))


def stepwise_totals(tables: NDArray[Any], lists: int, threshold: float) -> NDArray[np.float64]:
    """The total by stepwise choice in each table; infinite where not even independence passes."""
    return _in_threads(tables, lambda part: _stepwise_totals(part, lists, threshold))


def _in_threads(tables: NDArray[Any], work: Any) -> NDArray[np.float64]:
    parts = [part for part in np.array_split(tables, THREADS * 4) if len(part)]
    if len(tables) < 16:
        return np.asarray(work(tables))
    with ThreadPoolExecutor(THREADS) as pool:
        return np.concatenate(list(pool.map(work, parts)))


@njit(cache=True, nogil=True, error_model="numpy")
def _best_totals(
    tables: NDArray[Any], terms: NDArray[Any], sizes: NDArray[Any], lists: int, by_bic: bool
) -> NDArray[Any]:
    found = np.empty(tables.shape[0])
    mu = np.empty(1 << lists)
    for b in range(tables.shape[0]):
        n = tables[b].sum()
        penalty = math.log(n) if by_bic else 2.0
        best = math.inf
        total = math.inf
        for m in range(terms.shape[0]):
            unseen, likelihood, _, status = fit(terms[m], sizes[m], tables[b], lists, mu, int(np.int64(1)))
            if status == OK:
                value = -2.0 * likelihood + penalty * sizes[m]
                if value < best:
                    best = value
                    total = n + math.exp(unseen)
        found[b] = total
    return found


@njit(cache=True, nogil=True, error_model="numpy")
def _stepwise_totals(tables: NDArray[Any], lists: int, threshold: float) -> NDArray[Any]:
    found = np.empty(tables.shape[0])
    terms = np.empty(1 + lists + lists * (lists - 1) // 2, np.int64)
    for b in range(tables.shape[0]):
        unseen, _, _ = stepwise(tables[b], lists, threshold, terms)
        found[b] = tables[b].sum() + unseen
    return found


@njit(cache=True, nogil=True, error_model="numpy")
def stepwise(
    counts: NDArray[Any], lists: int, threshold: float, terms: NDArray[Any]
) -> tuple[float, int, float]:
    """Pair effects added by their Poisson p-value until none is below the threshold.

    Gives the unseen, the number of terms now in ``terms``, and the log-likelihood; the unseen is infinite
    where independence itself has no estimate (Chan, Silverman & Vincent 2021).
    """
    cells = 1 << lists
    mu = np.empty(cells)
    margins = np.empty(cells)
    seen = counts.copy()
    seen[0] = 0.0
    superset_sums(seen, lists)
    terms[0] = 0
    for j in range(lists):
        terms[j + 1] = 1 << j
    size = lists + 1
    unseen, likelihood, _, status = fit(terms, size, counts, lists, mu, int(np.int64(1)))
    if status != OK:
        return math.inf, size, math.nan
    chosen = np.zeros(cells, np.bool_)
    failed = np.zeros(cells, np.bool_)
    while True:
        for x in range(cells):
            margins[x] = mu[x]
        margins[0] = 0.0
        superset_sums(margins, lists)
        failed[:] = False
        added = False
        while not added:
            best = threshold
            pair = 0
            for i in range(lists):
                for j in range(i + 1, lists):
                    term = 1 << i | 1 << j
                    if not chosen[term] and not failed[term]:
                        p = poisson_tail(seen[term], margins[term])
                        if p < best:
                            best = p
                            pair = term
            if pair == 0:
                return math.exp(unseen), size, likelihood
            terms[size] = pair
            tried, likely, _, status = fit(terms, size + 1, counts, lists, mu, int(np.int64(1)))
            if status == OK:
                unseen, likelihood = tried, likely
                chosen[pair] = True
                size += 1
                added = True
            else:
                failed[pair] = True


@njit(cache=True, nogil=True, error_model="numpy")
def poisson_tail(count: float, mean: float) -> float:
    """The smaller of P(X ≤ count) and P(X ≥ count) for a Poisson variable, at most about a half."""
    if mean <= 0.0:
        return 1.0 if count == 0 else 0.0
    term = math.exp(count * math.log(mean) - mean - math.lgamma(count + 1.0))
    total = term
    k = count
    if count < mean:
        while k > 0 and term > total * 1e-17:
            term *= k / mean
            k -= 1.0
            total += term
    else:
        while term > total * 1e-17:
            k += 1.0
            term *= mean / k
            total += term
    return total
