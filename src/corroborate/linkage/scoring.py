"""The marginal likelihood of a cluster: the incident is integrated out over the values its records state."""

from __future__ import annotations

import math
from typing import Any

from numba import njit
from numpy.typing import NDArray

LARGEST = 256
"""Records in one cluster at most."""

CENTRES = 8
"""Records of a cluster whose statements are tried as the true value of a field, at most."""

UNSEEN = math.exp(-3.0)
"""What a field of a pair says that was never compared: that it was left out speaks against it."""

GREAT = 2.0**300
SMALL = 2.0**-300
STEP = 300 * math.log(2.0)
"""A product is kept between SMALL and GREAT, with the steps of STEP by which it was moved."""

NEVER = -60.0
"""What breaks the policy of a list is worth so little; a reviewer's verdict is worth more."""


@njit(cache=True, nogil=True, forceinline=True)
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


@njit(cache=True, nogil=True, forceinline=True)
def absence(f: int, k: int, members: NDArray[Any], miss: NDArray[Any]) -> float:
    """What a record that does not state a field, or states it wrongly, is worth: where it is most crowded."""
    least = miss[members[0], f]
    for x in range(1, k):
        least = min(least, miss[members[x], f])
    return float(least)


@njit(cache=True, nogil=True, error_model="numpy", forceinline=True)
def field_ratio(
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
    steps: NDArray[Any],
) -> tuple[float, int]:
    """One field's marginal likelihood over that of its records alone, as a number and steps of STEP.

    Each record of the finest tier in turn is taken to state the true value (with the chance ``sure``), the
    others to be drawn from it; or none of them does. ``terms`` gets what each candidate adds, the last one
    (position k) that of none; what they add up to is the ratio but for records that do not state the field.
    ``steps`` int64 is scratch: products of many factors leave the range of floating point.
    """
    finest = 255
    stated = 0
    for x in range(k):
        terms[x] = 0.0
        if present[members[x], f]:
            stated += 1
            finest = min(finest, tier[members[x], f])
    worth = absence(f, k, members, miss)
    terms[k] = 0.0
    ratio, far = 1.0, 0
    if stated >= 2:
        tried = 0
        others = 0
        nobody, low = 1.0, 0
        for x in range(k):
            i = members[x]
            if not present[i, f]:
                continue
            theta = sure[f, list_of[i], tier[i, f]]
            nobody *= max(1.0 - theta, 1e-12)
            if others > 0:
                nobody *= worth
            others += 1
            if nobody < SMALL:
                nobody *= GREAT
                low -= 1
            if tier[i, f] != finest or tried == CENTRES:
                continue
            tried += 1
            alike = 1
            total, step = theta, 0
            for y in range(k):
                j = members[y]
                if y == x or not present[j, f]:
                    continue
                e = pair[x, y]
                if e < 0:
                    total *= UNSEEN * worth
                else:
                    total *= weight[e, f, 0 if i < j else 1]
                    if levels[e, f] == 0 and tier[j, f] == finest:
                        alike += 1
                if total < SMALL:
                    total *= GREAT
                    step -= 1
                elif total > GREAT:
                    total *= SMALL
                    step += 1
            terms[x] = total / alike
            steps[x] = step
        terms[k] = nobody
        steps[k] = low
        far = low
        for x in range(k):
            if terms[x] > 0.0:
                far = max(far, steps[x])
        ratio = 0.0
        for x in range(k + 1):
            if terms[x] > 0.0:
                if steps[x] < far:
                    terms[x] *= GREAT ** (steps[x] - far)
                ratio += terms[x]
    for _ in range(max(stated, 1), k):
        ratio *= worth
        if ratio < SMALL:
            ratio *= GREAT
            far -= 1
    return ratio, far


@njit(cache=True, nogil=True, forceinline=True)
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
    steps: NDArray[Any],
) -> float:
    """The logarithm of `field_ratio`."""
    ratio, far = field_ratio(
        f, k, members, pair, levels, weight, present, tier, sure, list_of, miss, terms, steps
    )
    return math.log(ratio) + far * STEP


@njit(cache=True, nogil=True, forceinline=True)
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


@njit(cache=True, nogil=True, error_model="numpy")
def cluster_score(
    k: int,
    members: NDArray[Any],
    pair: NDArray[Any],
    terms: NDArray[Any],
    steps: NDArray[Any],
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
    product = 1.0
    for f in range(levels.shape[1]):
        ratio, far = field_ratio(
            f, k, members, pair, levels, weight, present, tier, sure, list_of, miss, terms, steps
        )
        total += far * STEP
        product *= ratio
        if product < SMALL or product > GREAT:
            total += math.log(product)
            product = 1.0
    return total + math.log(product)


@njit(cache=True, nogil=True, error_model="numpy", forceinline=True)
def pair_ratio(
    e: int,
    f: int,
    i: int,
    j: int,
    levels: NDArray[Any],
    weight: NDArray[Any],
    present: NDArray[Any],
    tier: NDArray[Any],
    sure: NDArray[Any],
    list_of: NDArray[Any],
    miss: NDArray[Any],
) -> float:
    """`field_ratio` of two records, written out: most clusters that are ever looked at are pairs."""
    worth = min(miss[i, f], miss[j, f])
    if not (present[i, f] and present[j, f]):
        return float(worth)
    ti, tj = tier[i, f], tier[j, f]
    one, two = sure[f, list_of[i], ti], sure[f, list_of[j], tj]
    ratio = 0.0
    if ti <= tj:
        ratio += one * weight[e, f, 0]
    if tj <= ti:
        ratio += two * weight[e, f, 1]
    if ti == tj and levels[e, f] == 0:
        ratio *= 0.5
    return float(ratio + max(1.0 - one, 1e-12) * max(1.0 - two, 1e-12) * worth)


@njit(cache=True, nogil=True)
def field_scores(
    a: NDArray[Any],
    b: NDArray[Any],
    levels: NDArray[Any],
    weight: NDArray[Any],
    present: NDArray[Any],
    tier: NDArray[Any],
    sure: NDArray[Any],
    list_of: NDArray[Any],
    miss: NDArray[Any],
    said: NDArray[Any],
) -> None:
    """Fill ``said`` (pairs, fields): the log-odds of each field of each pair by itself."""
    for e in range(a.shape[0]):
        for f in range(levels.shape[1]):
            said[e, f] = math.log(
                pair_ratio(e, f, a[e], b[e], levels, weight, present, tier, sure, list_of, miss)
            )


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
    """Fill ``alone``: the sum of the log-odds of the fields of each pair by itself."""
    for e in range(a.shape[0]):
        product = 1.0
        for f in range(levels.shape[1]):
            product *= pair_ratio(e, f, a[e], b[e], levels, weight, present, tier, sure, list_of, miss)
        alone[e] = math.log(product)
