"""Partitions drawn from pair probabilities that another program gives."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.linkage.variates import seed_state, uniform

BURN = 50
THIN = 5
SUREST = 13.8
"""Log-odds of one in a million: no pair counts as surer than that, so that no pair can be beyond doubt."""


def drawn(
    n: int,
    pairs: NDArray[np.int32],
    probability: NDArray[np.float32],
    list_of: NDArray[np.int64],
    ceiling: NDArray[np.int64],
    *,
    draws: int,
    seed: int,
    key: NDArray[np.uint64],
) -> NDArray[np.int32]:
    """Partitions int32 (draws, n) under given probabilities that two records are the same.

    Each sweep takes every record out and puts it back: alone, or into a cluster by the odds that it has
    with the cluster's records on average, so that a cluster of many records is no stronger evidence than
    its pairs are. Pairs that are not given count as the least likely of those that are. No list holds an
    incident more often than its ``ceiling``. Sweeps before the 50th are thrown away, then every fifth is
    kept. The order of records does not matter: streams go by ``key``, the hashes of the records.
    """
    order = np.lexsort((np.arange(n), key)).astype(np.int64)
    rank = np.empty(n, np.int64)
    rank[order] = np.arange(n)
    a, b = rank[pairs[:, 0]], rank[pairs[:, 1]]
    p = np.clip(probability.astype(np.float64), 1e-9, 1 - 1e-9)
    odds = np.clip(np.log(p / (1 - p)), -SUREST, SUREST)
    least = float(odds.min()) if len(odds) else -SUREST
    both = np.concatenate([a, b])
    other = np.concatenate([b, a])
    sort = np.lexsort((other, both))
    start = np.searchsorted(both[sort], np.arange(n + 1)).astype(np.int64)
    found = _sweeps(
        start,
        other[sort].astype(np.int64),
        np.concatenate([odds, odds])[sort],
        list_of[order].astype(np.int64),
        ceiling.astype(np.int64),
        min(least, 0.0),
        draws,
        seed,
    )
    result: NDArray[np.int32] = found[:, rank]
    return result


@njit(cache=True, nogil=True)
def _sweeps(
    start: NDArray[Any],
    other: NDArray[Any],
    odds: NDArray[Any],
    list_of: NDArray[Any],
    ceiling: NDArray[Any],
    least: float,
    draws: int,
    seed: int,
) -> NDArray[Any]:
    n = len(start) - 1
    label = np.arange(n)
    members = np.full(n, -1)
    after = np.full(n, -1)
    before = np.full(n, -1)
    size = np.ones(n, np.int64)
    for i in range(n):
        members[i] = i
    free = np.empty(n, np.int64)
    spare = 0
    state = np.empty(4, np.uint64)
    kept = np.empty((draws, n), np.int32)
    at = np.full(n, -1)
    total = np.zeros(n)
    known = np.zeros(n, np.int64)
    seen = np.empty(n, np.int64)
    weight = np.empty(n)
    for sweep in range(BURN + draws * THIN):
        seed_state(state, seed, sweep + 1, 0)
        for i in range(n):
            if start[i] == start[i + 1]:
                continue
            old = label[i]
            if before[i] >= 0:
                after[before[i]] = after[i]
            else:
                members[old] = after[i]
            if after[i] >= 0:
                before[after[i]] = before[i]
            size[old] -= 1
            if size[old] == 0:
                free[spare] = old
                spare += 1
            count = 0
            for e in range(start[i], start[i + 1]):
                c = label[other[e]]
                if size[c] == 0:
                    continue
                if at[c] != i:
                    at[c] = i
                    total[c] = 0.0
                    known[c] = 0
                    seen[count] = c
                    count += 1
                total[c] += odds[e]
                known[c] += 1
            mass = 1.0
            for s in range(count):
                c = seen[s]
                held = 0
                j = members[c]
                while j >= 0:
                    if list_of[j] == list_of[i]:
                        held += 1
                    j = after[j]
                w = 0.0
                if held < ceiling[list_of[i]]:
                    w = np.exp((total[c] + least * (size[c] - known[c])) / size[c])
                weight[s] = w
                mass += w
                at[c] = -1
            u = uniform(state) * mass - 1.0
            new = -1
            if u >= 0:
                for s in range(count):
                    u -= weight[s]
                    if u < 0:
                        new = seen[s]
                        break
            if new < 0:
                spare -= 1
                new = free[spare]
                members[new] = -1
            label[i] = new
            before[i] = -1
            after[i] = members[new]
            if members[new] >= 0:
                before[members[new]] = i
            members[new] = i
            size[new] += 1
        past = sweep - BURN
        if past >= 0 and past % THIN == THIN - 1:
            kept[past // THIN] = _least_member(label, n)
    return kept


@njit(cache=True, nogil=True)
def _least_member(label: NDArray[Any], n: int) -> NDArray[Any]:
    """Each record's cluster, named by the least of its records."""
    first = np.full(n, -1, np.int32)
    found = np.empty(n, np.int32)
    for i in range(n):
        if first[label[i]] < 0:
            first[label[i]] = i
        found[i] = first[label[i]]
    return found
