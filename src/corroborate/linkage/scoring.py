"""The marginal likelihood of a cluster: the incident is integrated out over the values its records state."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

LARGEST = 256
"""Records in one cluster at most."""

CENTRES = 8
"""Records of a cluster whose statements are tried as the true value of a field, at most."""

UNSEEN = -3.0
"""What a field of a pair says that was never compared: that it was left out speaks against it."""

NEVER = -60.0
"""What breaks the policy of a list is worth so little; a reviewer's verdict is worth more."""


@njit(cache=True, nogil=True)
def edge_between(start: NDArray[Any], other: NDArray[Any], i: int, j: int) -> int:
    """The position of ``j`` among the others of ``i``, or -1."""
    low, high = start[i], start[i + 1]
    while low < high:
        middle = (low + high) // 2
        if other[middle] < j:
            low = middle + 1
        else:
            high = middle
    return low if low < start[i + 1] and other[low] == j else -1


@njit(cache=True, nogil=True)
def absence(f: int, k: int, members: NDArray[Any], miss: NDArray[Any]) -> float:
    """What a record that does not state a field, or states it wrongly, is worth: where it is most crowded."""
    least = miss[members[0], f]
    for x in range(1, k):
        least = min(least, miss[members[x], f])
    return float(least)


@njit(cache=True, nogil=True)
def field_score(
    f: int,
    k: int,
    members: NDArray[Any],
    pair: NDArray[Any],
    levels: NDArray[Any],
    weight: NDArray[Any],
    present: NDArray[Any],
    tier: NDArray[Any],
    sure: NDArray[Any],
    list_of: NDArray[Any],
    miss: NDArray[Any],
    terms: NDArray[Any],
) -> float:
    """The log of one field's marginal likelihood over that of its records alone.

    Each record of the finest tier in turn is taken to state the true value (with the chance ``sure``), the
    others to be drawn from it; or none of them does. ``terms`` gets the logs of the candidates, the last
    one (position k) that of none.
    """
    finest = 255
    stated = 0
    for x in range(k):
        terms[x] = -math.inf
        if present[members[x], f]:
            stated += 1
            finest = min(finest, tier[members[x], f])
    worth = absence(f, k, members, miss)
    absent = (k - max(stated, 1)) * worth
    terms[k] = -math.inf
    if stated < 2:
        return float(absent)
    tried = 0
    peak = -math.inf
    nobody = (stated - 1) * worth
    for x in range(k):
        i = members[x]
        if not present[i, f]:
            continue
        theta = sure[f, list_of[i], tier[i, f]]
        nobody += math.log(max(1.0 - theta, 1e-12))
        if tier[i, f] != finest or tried == CENTRES:
            continue
        tried += 1
        alike = 1
        total = math.log(theta)
        for y in range(k):
            j = members[y]
            if y == x or not present[j, f]:
                continue
            e = pair[x, y]
            if e < 0:
                total += UNSEEN + worth
                continue
            total += weight[e, f, 0 if i < j else 1]
            if levels[e, f] == 0 and tier[j, f] == finest:
                alike += 1
        terms[x] = total - math.log(alike)
        peak = max(peak, terms[x])
    terms[k] = nobody
    peak = max(peak, nobody)
    total = math.exp(nobody - peak)
    for x in range(k):
        if terms[x] > -math.inf:
            total += math.exp(terms[x] - peak)
    return float(absent + peak + math.log(total))


@njit(cache=True, nogil=True)
def prior_score(
    k: int,
    members: NDArray[Any],
    list_of: NDArray[Any],
    pattern: NDArray[Any],
    first: NDArray[Any],
    again: NDArray[Any],
    ceiling: NDArray[Any],
    held: NDArray[Any],
) -> float:
    """The log prior of a cluster over that of its records alone.

    ``pattern`` holds logs by mask where it is not empty; else ``first`` (L + 1,) the logs of the share of
    incidents on one list alone and, last, of what each further list of lists that are independent adds.
    ``again`` (L,) is the log chance of once more; ``held`` (L,) is scratch of zeros, left so.
    """
    total = 0.0
    mask = 0
    lists = 0
    for x in range(k):
        one = list_of[members[x]]
        if held[one] == 0:
            mask |= 1 << one
            lists += 1
            if not pattern.shape[0]:
                total += first[one]
        else:
            total += again[one]
            if held[one] >= ceiling[one]:
                total += NEVER
        held[one] += 1
    for x in range(k):
        one = list_of[members[x]]
        total -= pattern[1 << one] if pattern.shape[0] else first[one]
        if held[one] > 0:
            held[one] = 0
    if pattern.shape[0]:
        total += pattern[mask]
    else:
        total += (lists - 1) * first[first.shape[0] - 1]
    return float(total)


@njit(cache=True, nogil=True)
def cluster_score(
    k: int,
    members: NDArray[Any],
    pair: NDArray[Any],
    terms: NDArray[Any],
    held: NDArray[Any],
    start: NDArray[Any],
    other: NDArray[Any],
    edge: NDArray[Any],
    levels: NDArray[Any],
    weight: NDArray[Any],
    alone: NDArray[Any],
    present: NDArray[Any],
    tier: NDArray[Any],
    sure: NDArray[Any],
    list_of: NDArray[Any],
    miss: NDArray[Any],
    base: float,
    pattern: NDArray[Any],
    first: NDArray[Any],
    again: NDArray[Any],
    ceiling: NDArray[Any],
    verdict: NDArray[Any],
) -> float:
    """The log weight of a cluster over that of its records alone; 0 for one record.

    ``alone`` float32 (pairs,) holds the sum of the fields of each pair by itself, ``verdict`` float32
    (pairs,) what reviewers said of it.
    """
    if k < 2:
        return 0.0
    total = prior_score(k, members, list_of, pattern, first, again, ceiling, held) + base * (k - 1)
    if k == 2:
        p = edge_between(start, other, members[0], members[1])
        if p >= 0:
            return float(total + alone[edge[p]] + verdict[edge[p]])
    for x in range(k):
        pair[x, x] = -1
        for y in range(x + 1, k):
            p = edge_between(start, other, members[x], members[y])
            e = edge[p] if p >= 0 else -1
            pair[x, y] = e
            pair[y, x] = e
            if e >= 0:
                total += verdict[e]
    for f in range(levels.shape[1]):
        total += field_score(f, k, members, pair, levels, weight, present, tier, sure, list_of, miss, terms)
    return total


@njit(cache=True, nogil=True)
def pair_scores(
    a: NDArray[Any],
    b: NDArray[Any],
    levels: NDArray[Any],
    weight: NDArray[Any],
    present: NDArray[Any],
    tier: NDArray[Any],
    sure: NDArray[Any],
    list_of: NDArray[Any],
    miss: NDArray[Any],
    alone: NDArray[Any],
) -> None:
    """Fill ``alone``: the sum of the fields of each pair by itself."""
    members = np.empty(2, np.int64)
    pair = np.empty((2, 2), np.int64)
    terms = np.empty(3)
    for e in range(a.shape[0]):
        members[0], members[1] = a[e], b[e]
        pair[0, 1] = e
        pair[1, 0] = e
        total = 0.0
        for f in range(levels.shape[1]):
            total += field_score(
                f, 2, members, pair, levels, weight, present, tier, sure, list_of, miss, terms
            )
        alone[e] = total
