"""Moves over partitions, compiled: single records, swaps within a list, and splits and merges of clusters."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.linkage.scoring import LARGEST, cluster_score
from corroborate.linkage.variates import seed_state, uniform

WHOLE = 0.1
"""The share of proposals that split or merge whole clusters."""


@njit(cache=True, nogil=True)
def _gather(next_of: NDArray[Any], i: int, out: NDArray[Any]) -> int:
    """The members of the cluster of a record, ascending; gives how many."""
    k = 0
    at = i
    while True:
        x = k
        while x > 0 and out[x - 1] > at:
            out[x] = out[x - 1]
            x -= 1
        out[x] = at
        k += 1
        at = next_of[at]
        if at == i or k == LARGEST:
            return k


@njit(cache=True, nogil=True)
def _tie(
    label: NDArray[Any],
    next_of: NDArray[Any],
    score: NDArray[Any],
    k: int,
    members: NDArray[Any],
    value: float,
) -> None:
    """Make some records one cluster, named by its least record."""
    for x in range(k):
        label[members[x]] = members[0]
        next_of[members[x]] = members[(x + 1) % k]
    score[members[0]] = value


@njit(cache=True, nogil=True)
def _without(k: int, members: NDArray[Any], i: int, out: NDArray[Any]) -> int:
    size = 0
    for x in range(k):
        if members[x] != i:
            out[size] = members[x]
            size += 1
    return size


@njit(cache=True, nogil=True)
def _with(k: int, members: NDArray[Any], i: int, out: NDArray[Any]) -> int:
    size = 0
    placed = False
    for x in range(k):
        if not placed and members[x] > i:
            out[size] = i
            size += 1
            placed = True
        out[size] = members[x]
        size += 1
    if not placed:
        out[size] = i
        size += 1
    return size


@njit(cache=True, nogil=True)
def _pull(
    i: int,
    name: int,
    start: NDArray[Any],
    other: NDArray[Any],
    draw: NDArray[Any],
    label: NDArray[Any],
    but: int,
) -> float:
    """How strongly a record is drawn to the members of a cluster, one of them left out."""
    total = 0.0
    for p in range(start[i], start[i + 1]):
        if other[p] != but and label[other[p]] == name:
            total += draw[p]
    return total


@njit(cache=True, nogil=True)
def run(
    seed: int,
    epoch: int,
    sweeps: int,
    every: int,
    comp_start: NDArray[Any],
    comp_member: NDArray[Any],
    key: NDArray[Any],
    label: NDArray[Any],
    next_of: NDArray[Any],
    score: NDArray[Any],
    draw: NDArray[Any],
    pull: NDArray[Any],
    together: NDArray[Any],
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
) -> int:
    """Sweep over every component; gives how many moves were taken.

    ``draw`` float32 (2 pairs,) are the pulls by which partners are proposed and ``pull`` (n,) their sums
    with 1 for staying alone. Every ``every`` sweeps ``together`` (pairs,) counts who is in one cluster.
    """
    state = np.empty(4, np.uint64)
    pair = np.empty((LARGEST, LARGEST), np.int32)
    terms = np.empty(LARGEST + 1)
    held = np.zeros(again.shape[0], np.int64)
    here = np.empty(LARGEST + 1, np.int64)
    there = np.empty(LARGEST + 1, np.int64)
    one = np.empty(LARGEST + 1, np.int64)
    two = np.empty(LARGEST + 1, np.int64)
    taken = 0
    for c in range(comp_start.shape[0] - 1):
        begin, end = comp_start[c], comp_start[c + 1]
        if end - begin < 2:
            continue
        seed_state(state, seed, key[comp_member[begin]], epoch)
        for sweep in range(sweeps):
            for _ in range(begin, end):
                # At random, not in turn: a swap is proposed from either of its two records.
                i = comp_member[begin + int(uniform(state) * (end - begin))]
                u = uniform(state) * pull[i]
                j = -1
                if u >= 1.0:
                    u -= 1.0
                    for p in range(start[i], start[i + 1]):
                        u -= draw[p]
                        j = other[p]
                        if u < 0.0:
                            break
                apart = j < 0 or label[j] != label[i]
                whole = j >= 0 and uniform(state) < WHOLE
                if not whole and ((j < 0 and next_of[i] == i) or (j >= 0 and not apart)):
                    continue
                kh = _gather(next_of, i, here)
                old = score[label[i]] if kh > 1 else 0.0
                if j < 0:
                    # Out into a cluster of its own.
                    k1 = _without(kh, here, i, one)
                    back = (1.0 - WHOLE) * _pull(i, label[i], start, other, draw, label, i)
                    if back <= 0.0:
                        continue
                    if not _single(i, list_of, here, kh):
                        back *= 0.5
                    s1 = cluster_score(
                        k1, one, pair, terms, held, start, other, edge, levels, weight, alone, present,
                        tier, sure, list_of, miss, base, pattern, first, again, ceiling, verdict,
                    )  # fmt: skip
                    if math.log(uniform(state)) < s1 - old + math.log(back):
                        _tie(label, next_of, score, k1, one, s1)
                        label[i] = i
                        next_of[i] = i
                        score[i] = 0.0
                        taken += 1
                    continue
                if not apart:
                    if kh == 2:
                        continue
                    # Split: i and j apart, the others by coin.
                    k1 = 0
                    k2 = 0
                    for x in range(kh):
                        if here[x] == i or (here[x] != j and uniform(state) < 0.5):
                            one[k1] = here[x]
                            k1 += 1
                        else:
                            two[k2] = here[x]
                            k2 += 1
                    s1 = cluster_score(
                        k1, one, pair, terms, held, start, other, edge, levels, weight, alone, present,
                        tier, sure, list_of, miss, base, pattern, first, again, ceiling, verdict,
                    )  # fmt: skip
                    s2 = cluster_score(
                        k2, two, pair, terms, held, start, other, edge, levels, weight, alone, present,
                        tier, sure, list_of, miss, base, pattern, first, again, ceiling, verdict,
                    )  # fmt: skip
                    if math.log(uniform(state)) < s1 + s2 - old + (kh - 2) * math.log(2.0):
                        _tie(label, next_of, score, k1, one, s1)
                        _tie(label, next_of, score, k2, two, s2)
                        taken += 1
                    continue
                kt = _gather(next_of, j, there)
                if kt + kh >= LARGEST:
                    continue
                theirs = score[label[j]] if kt > 1 else 0.0
                if whole:
                    if kt + kh == 2:
                        continue
                    k1 = 0
                    for x in range(kh):
                        one[k1] = here[x]
                        k1 += 1
                    for x in range(kt):
                        k1 = _with(k1, one, there[x], two)
                        for y in range(k1):
                            one[y] = two[y]
                    s1 = cluster_score(
                        k1, one, pair, terms, held, start, other, edge, levels, weight, alone, present,
                        tier, sure, list_of, miss, base, pattern, first, again, ceiling, verdict,
                    )  # fmt: skip
                    if math.log(uniform(state)) < s1 - old - theirs - (k1 - 2) * math.log(2.0):
                        _tie(label, next_of, score, k1, one, s1)
                        taken += 1
                    continue
                # How many of its list are there already.
                rival = 0
                for x in range(kt):
                    if list_of[there[x]] == list_of[i]:
                        rival += 1
                swap = rival > 0 and (rival >= ceiling[list_of[i]] or uniform(state) < 0.5)
                if swap:
                    pick = int(uniform(state) * rival)
                    r = -1
                    for x in range(kt):
                        if list_of[there[x]] == list_of[i]:
                            if pick == 0:
                                r = there[x]
                                break
                            pick -= 1
                    # The records of the list in both clusters, so that the way back is as likely.
                    forth = _pull(i, label[j], start, other, draw, label, -1) / pull[i]
                    forth += _pull(r, label[i], start, other, draw, label, -1) / pull[r]
                    back = forth - _pull(i, label[j], start, other, draw, label, r) / pull[i]
                    back -= _pull(r, label[i], start, other, draw, label, i) / pull[r]
                    back += _pull(i, label[i], start, other, draw, label, i) / pull[i]
                    back += _pull(r, label[j], start, other, draw, label, r) / pull[r]
                    if back <= 0.0 or forth <= 0.0:
                        continue
                    mine = 0
                    for x in range(kh):
                        if list_of[here[x]] == list_of[i]:
                            mine += 1
                    if mine != 1 or rival != 1:
                        continue
                    k1 = _without(kh, here, i, two)
                    k1 = _with(k1, two, r, one)
                    k2 = _without(kt, there, r, here)
                    k2 = _with(k2, here, i, two)
                    s1 = cluster_score(
                        k1, one, pair, terms, held, start, other, edge, levels, weight, alone, present,
                        tier, sure, list_of, miss, base, pattern, first, again, ceiling, verdict,
                    )  # fmt: skip
                    s2 = cluster_score(
                        k2, two, pair, terms, held, start, other, edge, levels, weight, alone, present,
                        tier, sure, list_of, miss, base, pattern, first, again, ceiling, verdict,
                    )  # fmt: skip
                    if math.log(uniform(state)) < s1 + s2 - old - theirs + math.log(back / forth):
                        _tie(label, next_of, score, k1, one, s1)
                        _tie(label, next_of, score, k2, two, s2)
                        taken += 1
                    continue
                forth = _pull(i, label[j], start, other, draw, label, i)
                if rival > 0:
                    forth *= 0.5
                back = 1.0 / (1.0 - WHOLE)
                k1 = _without(kh, here, i, one)
                if k1 > 0:
                    back = _pull(i, label[i], start, other, draw, label, i)
                    if back <= 0.0:
                        continue
                    if not _single(i, list_of, here, kh):
                        back *= 0.5
                k2 = _with(kt, there, i, two)
                s1 = cluster_score(
                    k1, one, pair, terms, held, start, other, edge, levels, weight, alone, present,
                    tier, sure, list_of, miss, base, pattern, first, again, ceiling, verdict,
                )  # fmt: skip
                s2 = cluster_score(
                    k2, two, pair, terms, held, start, other, edge, levels, weight, alone, present,
                    tier, sure, list_of, miss, base, pattern, first, again, ceiling, verdict,
                )  # fmt: skip
                if math.log(uniform(state)) < s1 + s2 - old - theirs + math.log(back / forth):
                    if k1 > 0:
                        _tie(label, next_of, score, k1, one, s1)
                    _tie(label, next_of, score, k2, two, s2)
                    taken += 1
            if (sweep + 1) % every == 0:
                for m in range(begin, end):
                    i = comp_member[m]
                    if next_of[i] != i:
                        for p in range(start[i], start[i + 1]):
                            if other[p] > i and label[other[p]] == label[i]:
                                together[edge[p]] += 1
    return taken


@njit(cache=True, nogil=True)
def _single(i: int, list_of: NDArray[Any], members: NDArray[Any], k: int) -> bool:
    """True where no other member is of the list of ``i``."""
    others = 0
    for x in range(k):
        if members[x] != i and list_of[members[x]] == list_of[i]:
            others += 1
    return others == 0


@njit(cache=True, nogil=True)
def rescore(
    label: NDArray[Any],
    next_of: NDArray[Any],
    score: NDArray[Any],
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
) -> None:
    """Score every cluster of a partition."""
    pair = np.empty((LARGEST, LARGEST), np.int32)
    terms = np.empty(LARGEST + 1)
    held = np.zeros(again.shape[0], np.int64)
    members = np.empty(LARGEST + 1, np.int64)
    for i in range(label.shape[0]):
        if label[i] == i and next_of[i] != i:
            k = _gather(next_of, i, members)
            score[i] = cluster_score(
                k, members, pair, terms, held, start, other, edge, levels, weight, alone, present, tier,
                sure, list_of, miss, base, pattern, first, again, ceiling, verdict,
            )  # fmt: skip
