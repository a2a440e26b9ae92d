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

FEW = 8
"""Records whose products of weights stay within floating point, whatever the weights."""

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


@njit(cache=True, nogil=True, error_model="numpy")
def fields_score(
    begin: int,
    end: int,
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
    """The log of the marginal likelihood of fields ``begin`` to ``end`` over that of the records alone.

    In each field each record of the finest tier in turn is taken to state the true value (with the chance
    ``sure``), the others to be drawn from it; or none of them does. A record that does not state a field,
    or states it wrongly, is worth ``miss`` where it is most crowded. ``terms`` gets what each candidate of
    the last field adds, at position k that of none; all zero where fewer than two records state it.
    ``steps`` int64 is scratch: products of many factors leave the range of floating point.

    All fields in one function: a call costs more than a field.
    """
    logs = 0.0
    product = 1.0
    for f in range(begin, end):
        finest = 255
        stated = 0
        worth = miss[members[0], f]
        for x in range(k):
            i = members[x]
            terms[x] = 0.0
            worth = min(worth, miss[i, f])
            if present[i, f]:
                stated += 1
                finest = min(finest, tier[i, f])
        terms[k] = 0.0
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
                        # What cannot be compared (255) says nothing: two such statements are one, too.
                        if (levels[e, f] == 0 or levels[e, f] == 255) and tier[j, f] == finest:
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
            product *= ratio
            logs += far * STEP
        for _ in range(max(stated, 1), k):
            product *= worth
            if product < SMALL:
                product *= GREAT
                logs -= STEP
        if product < SMALL or product > GREAT:
            logs += math.log(product)
            product = 1.0
    return logs + math.log(product)


@njit(cache=True, nogil=True, error_model="numpy", forceinline=True)
def few_score(
    k: int,
    members: NDArray[Any],
    pair: NDArray[Any],
    room: NDArray[Any],
    levels: NDArray[Any],
    weight: NDArray[Any],
    present: NDArray[Any],
    tier: NDArray[Any],
    sure: NDArray[Any],
    list_of: NDArray[Any],
    miss: NDArray[Any],
) -> float:
    """`fields_score` of all fields of at most FEW records, whose products never leave floating point.

    Pair by pair and not field by field, as the weights lie in memory. ``room`` float64 (2 FEW + 2, F) is
    scratch.
    """
    fields = levels.shape[1]
    product, alike = room[:FEW], room[FEW : 2 * FEW]
    finest, worth = room[2 * FEW], room[2 * FEW + 1]
    for f in range(fields):
        finest[f] = 255.0
        worth[f] = miss[members[0], f]
    for x in range(k):
        i = members[x]
        for f in range(fields):
            product[x, f] = 1.0
            alike[x, f] = 1.0
            worth[f] = min(worth[f], miss[i, f])
            if present[i, f]:
                finest[f] = min(finest[f], tier[i, f])
    for x in range(k):
        i = members[x]
        for y in range(x + 1, k):
            j = members[y]
            e = pair[x, y]
            if e < 0:
                for f in range(fields):
                    if present[i, f] and present[j, f]:
                        product[x, f] *= UNSEEN * worth[f]
                        product[y, f] *= UNSEEN * worth[f]
                continue
            for f in range(fields):
                product[x, f] *= weight[e, f, 0]
                product[y, f] *= weight[e, f, 1]
                level = levels[e, f]
                if level == 0 or (level == 255 and present[i, f] and present[j, f]):
                    alike[x, f] += tier[j, f] == finest[f]
                    alike[y, f] += tier[i, f] == finest[f]
    logs, whole = 0.0, 1.0
    for f in range(fields):
        stated = 0
        ratio, nobody = 0.0, 1.0
        for x in range(k):
            i = members[x]
            if present[i, f]:
                theta = sure[f, list_of[i], tier[i, f]]
                nobody *= max(1.0 - theta, 1e-12)
                if stated > 0:
                    nobody *= worth[f]
                stated += 1
                if tier[i, f] == finest[f]:
                    ratio += theta * product[x, f] / alike[x, f]
        if stated >= 2:
            whole *= ratio + nobody
        for _ in range(max(stated, 1), k):
            whole *= worth[f]
        if whole < SMALL or whole > GREAT:
            logs += math.log(whole)
            whole = 1.0
    return logs + math.log(whole)


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
            # Which of its records came first nobody knows: k of one list stand in k! orders.
            total += again[one] + math.log(held[one] + 1.0)
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


@njit(cache=True, nogil=True, error_model="numpy", forceinline=True)
def cluster_score(
    k: int,
    members: NDArray[Any],
    pair: NDArray[Any],
    terms: NDArray[Any],
    steps: NDArray[Any],
    room: NDArray[Any],
    held: NDArray[Any],
    start: NDArray[Any],
    other: NDArray[Any],
    edge: NDArray[Any],
    levels: NDArray[Any],
    weight: NDArray[Any],
    both: NDArray[Any],
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

    ``both`` float64 (pairs,) holds this for each pair by itself, ``verdict`` float32 (pairs,) what
    reviewers said of it.
    """
    if k < 2:
        return 0.0
    if k == 2:
        p = edge_between(start, other, members[0], members[1])
        if p >= 0:
            return float(both[edge[p]])
    total = prior_score(k, members, list_of, pattern, first, again, ceiling, held) + base * (k - 1)
    for x in range(k):
        pair[x, x] = -1
        for y in range(x + 1, k):
            p = edge_between(start, other, members[x], members[y])
            e = edge[p] if p >= 0 else -1
            pair[x, y] = e
            pair[y, x] = e
            if e >= 0:
                total += verdict[e]
    if k <= FEW:
        return total + few_score(k, members, pair, room, levels, weight, present, tier, sure, list_of, miss)
    return total + fields_score(
        0, levels.shape[1], k, members, pair, levels, weight, present, tier, sure, list_of, miss, terms, steps
    )


def field_scores(
    a: NDArray[np.int32],
    b: NDArray[np.int32],
    levels: NDArray[np.uint8],
    weight: NDArray[np.float32],
    true: NDArray[np.float32],
    tier: NDArray[np.uint8],
    miss: NDArray[np.float32],
    *,
    apart: bool = False,
) -> NDArray[np.float64]:
    """The log-odds of each pair by itself (pairs,), or ``apart`` those of each of its fields (pairs, F).

    `fields_score` of two records, written out: most clusters that are ever looked at are pairs. ``true``
    (n, F) is as `truths` gives it.
    """
    said = np.empty((len(a), tier.shape[1] if apart else 1))
    _field_odds(a, b, levels, weight, true, tier, miss, said)
    np.log(said, out=said)
    return said if apart else said[:, 0]


def truths(
    sure: NDArray[np.float64],
    list_of: NDArray[np.int64],
    tier: NDArray[np.uint8],
    present: NDArray[np.bool_],
) -> NDArray[np.float32]:
    """The chance float32 (n, F) that what a record states of a field is true; 0 where it states nothing."""
    found = sure[np.arange(tier.shape[1])[None, :], list_of[:, None], tier] * present
    return found.astype(np.float32)


@njit(cache=True, nogil=True, error_model="numpy")
def _field_odds(
    a: NDArray[Any],
    b: NDArray[Any],
    levels: NDArray[Any],
    weight: NDArray[Any],
    true: NDArray[Any],
    tier: NDArray[Any],
    miss: NDArray[Any],
    said: NDArray[Any],
) -> None:
    fields = levels.shape[1]
    apart = said.shape[1] == fields
    for e in range(a.shape[0]):
        i, j = a[e], b[e]
        product = 1.0
        for f in range(fields):
            worth = min(miss[i, f], miss[j, f])
            one, two = true[i, f], true[j, f]
            ti, tj = tier[i, f], tier[j, f]
            # Without branches: which way they go is chance, and a wrong guess costs more than the sum.
            share = 0.5 if (ti == tj) & ((levels[e, f] == 0) | (levels[e, f] == 255)) else 1.0
            there = one * weight[e, f, 0] if ti <= tj else 0.0
            back = two * weight[e, f, 1] if tj <= ti else 0.0
            nobody = worth * max(1.0 - one, 1e-12) * max(1.0 - two, 1e-12)
            ratio = nobody + share * (there + back) if (one > 0.0) & (two > 0.0) else worth
            if apart:
                said[e, f] = ratio
            product *= ratio
        if not apart:
            said[e, 0] = product
