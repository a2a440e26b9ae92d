"""Moves over partitions, compiled: single records, swaps within a list, and splits and merges of clusters."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.linkage.scoring import FEW, LARGEST, cluster_score, edge_between
from corroborate.linkage.variates import following, mixed, seed_state

WHOLE = 0.1
"""The share of proposals that split or merge whole clusters."""

STRETCH = 512
"""Neighbouring records that are swept over several times before the next ones: they stay in cache."""

KNOWN = 1 << 13
"""Scores of clusters that are kept at hand, by the hashes of their members."""


@njit(cache=True, nogil=True)
def rings(label: NDArray[Any]) -> NDArray[Any]:
    """The members of every cluster as a ring: the next greater one of each record, the least after the last.

    ``label`` names each cluster by its least record.
    """
    n = label.shape[0]
    ring = np.arange(n).astype(np.int32)
    last = np.arange(n).astype(np.int32)
    for i in range(n):
        name = label[i]
        if name != i:
            ring[last[name]] = i
            ring[i] = name
            last[name] = i
    return ring


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
def _pulls(
    i: int,
    name: int,
    but: int,
    own: int,
    start: NDArray[Any],
    other: NDArray[Any],
    draw: NDArray[Any],
    label: NDArray[Any],
) -> tuple[float, float, float]:
    """How strongly a record is drawn to the cluster ``name``, of that to the record ``but``, to ``own``."""
    there, to_but, home = 0.0, 0.0, 0.0
    for p in range(start[i], start[i + 1]):
        j = other[p]
        if label[j] == name:
            there += draw[p]
            if j == but:
                to_but = draw[p]
        elif label[j] == own:
            home += draw[p]
    return there, to_but, home


@njit(cache=True, nogil=True, error_model="numpy")
def run(
    seed: int,
    epoch: int,
    sweeps: int,
    every: int,
    starts: NDArray[Any],
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
) -> int:
    """Sweep over every component, its records standing together from ``starts`` on; gives the moves taken.

    Each record in turn proposes a move that it alone could take back, so that the moves of every record by
    themselves leave the posterior as it is, in whatever order and however often they are made.

    ``draw`` float32 (2 pairs,) are the pulls by which partners are proposed and ``pull`` (n,) their sums
    with 1 for staying alone. Every ``every`` sweeps ``together`` (pairs,) counts who is in one cluster.
    """
    state = np.empty(4, np.uint64)
    pair = np.empty((LARGEST, LARGEST), np.int32)
    terms = np.empty(LARGEST + 1)
    steps = np.zeros(LARGEST + 1, np.int64)
    room = np.empty((2 * FEW + 2, levels.shape[1]))
    held = np.zeros(again.shape[0], np.int64)
    here = np.empty(LARGEST + 1, np.int64)
    there = np.empty(LARGEST + 1, np.int64)
    made = np.empty((2, LARGEST + 1), np.int64)
    size = np.zeros(2, np.int64)
    value = np.zeros(2)
    known = np.zeros(KNOWN, np.uint64)
    worth = np.empty(KNOWN)
    one, two = made[0], made[1]
    # Of a type: each literal that is passed on would have a function compiled once more.
    nobody = int(np.int64(-1))
    taken = 0
    for c in range(starts.shape[0] - 1):
        begin, end = starts[c], starts[c + 1]
        if end - begin < 2:
            continue
        seed_state(state, seed, key[begin], epoch)
        s0, s1, s2, s3 = state[0], state[1], state[2], state[3]
        # Every second epoch stretches end elsewhere.
        low = begin
        high = begin + (STRETCH if epoch % 2 else STRETCH // 2)
        while low < end:
            high = min(high, end)
            for sweep in range(sweeps):
                for i in range(low, high):
                    u, s0, s1, s2, s3 = following(s0, s1, s2, s3)
                    u *= pull[i]
                    j = -1
                    if u >= 1.0:
                        u -= 1.0
                        for p in range(start[i], start[i + 1]):
                            u -= draw[p]
                            j = other[p]
                            if u < 0.0:
                                break
                    apart = j < 0 or label[j] != label[i]
                    whole = False
                    if j >= 0:
                        u, s0, s1, s2, s3 = following(s0, s1, s2, s3)
                        whole = u < WHOLE
                    if not whole and ((j < 0 and next_of[i] == i) or (j >= 0 and not apart)):
                        continue
                    kh = _gather(next_of, i, here)
                    kt = 0
                    old = score[label[i]] if kh > 1 else 0.0
                    # ``one`` and ``two`` become the clusters that are proposed, ``log_way`` how much
                    # more likely the way back is than the way there.
                    if j < 0:
                        # Out into a cluster of its own.
                        back, _, _ = _pulls(i, label[i], nobody, nobody, start, other, draw, label)
                        back *= 1.0 - WHOLE
                        if back <= 0.0:
                            continue
                        if not _single(i, list_of, here, kh):
                            back *= 0.5
                        size[0] = _without(kh, here, i, one)
                        two[0] = i
                        size[1] = 1
                        log_way = math.log(back)
                    elif not apart:
                        if kh == 2:
                            continue
                        # Split: i and j apart, the others by coin.
                        size[:] = 0
                        for x in range(kh):
                            u, s0, s1, s2, s3 = following(s0, s1, s2, s3)
                            side = 0 if here[x] == i or (here[x] != j and u < 0.5) else 1
                            made[side, size[side]] = here[x]
                            size[side] += 1
                        log_way = (kh - 2) * math.log(2.0)
                    else:
                        kt = _gather(next_of, j, there)
                        if kt + kh >= LARGEST:
                            continue
                        if kt > 1:
                            old += score[label[j]]
                        if whole:
                            if kt + kh == 2:
                                continue
                            size[0] = _merged(kh, here, kt, there, one)
                            size[1] = 0
                            log_way = -(size[0] - 2) * math.log(2.0)
                        else:
                            # How many of its list are there already.
                            rival = _count(kt, there, list_of, list_of[i])
                            swap = False
                            if rival > 0:
                                u, s0, s1, s2, s3 = following(s0, s1, s2, s3)
                                swap = rival >= ceiling[list_of[i]] or u < 0.5
                            if swap:
                                r = -1
                                for x in range(kt):
                                    if list_of[there[x]] == list_of[i]:
                                        r = there[x]
                                if rival != 1 or _count(kh, here, list_of, list_of[i]) != 1:
                                    continue
                                forth, to_r, home = _pulls(
                                    i, label[j], r, label[i], start, other, draw, label
                                )
                                back = to_r + home
                                if back <= 0.0:
                                    continue
                                k = _without(kh, here, i, two)
                                size[0] = _with(k, two, r, one)
                                k = _without(kt, there, r, here)
                                size[1] = _with(k, here, i, two)
                                log_way = math.log(back / forth)
                            else:
                                forth, _, home = _pulls(
                                    i, label[j], nobody, label[i], start, other, draw, label
                                )
                                if rival > 0:
                                    forth *= 0.5
                                back = 1.0 / (1.0 - WHOLE)
                                size[0] = _without(kh, here, i, one)
                                if size[0] > 0:
                                    back = home
                                    if back <= 0.0:
                                        continue
                                    if not _single(i, list_of, here, kh):
                                        back *= 0.5
                                size[1] = _with(kt, there, i, two)
                                log_way = math.log(back / forth)
                    gain = log_way - old
                    for side in range(2):
                        value[side] = 0.0
                        if size[side] < 2:
                            continue
                        if size[side] == 2:
                            p = edge_between(start, other, made[side, 0], made[side, 1])
                            if p >= 0:
                                value[side] = both[edge[p]]
                                gain += value[side]
                                continue
                        # Few clusters are proposed again and again: their scores hold while parameters do.
                        name = np.uint64(0)
                        for x in range(size[side]):
                            name ^= mixed(made[side, x])
                        at = name % np.uint64(KNOWN)
                        if known[at] != name:
                            known[at] = name
                            worth[at] = cluster_score(
                                size[side], made[side], pair, terms, steps, room, held, start, other, edge,
                                levels, weight, both, present, tier, sure, list_of, miss, base, pattern,
                                first, again, ceiling, verdict,
                            )  # fmt: skip
                        value[side] = worth[at]
                        gain += value[side]
                    u, s0, s1, s2, s3 = following(s0, s1, s2, s3)
                    if math.log(u) < gain:
                        for side in range(2):
                            if size[side] > 0:
                                _tie(label, next_of, score, size[side], made[side], value[side])
                        taken += 1
                if (sweep + 1) % every == 0:
                    for i in range(low, high):
                        if next_of[i] != i:
                            for p in range(start[i], start[i + 1]):
                                if other[p] > i and label[other[p]] == label[i]:
                                    together[edge[p]] += 1
            low, high = high, high + STRETCH
    return taken


@njit(cache=True, nogil=True)
def _merged(k: int, members: NDArray[Any], m: int, others: NDArray[Any], out: NDArray[Any]) -> int:
    """The members of two clusters, ascending."""
    x = 0
    y = 0
    for at in range(k + m):
        if y == m or (x < k and members[x] < others[y]):
            out[at] = members[x]
            x += 1
        else:
            out[at] = others[y]
            y += 1
    return k + m


@njit(cache=True, nogil=True)
def _count(k: int, members: NDArray[Any], list_of: NDArray[Any], one: int) -> int:
    """How many members are of a list."""
    found = 0
    for x in range(k):
        if list_of[members[x]] == one:
            found += 1
    return found


@njit(cache=True, nogil=True)
def _single(i: int, list_of: NDArray[Any], members: NDArray[Any], k: int) -> bool:
    """True where no other member is of the list of ``i``."""
    return _count(k, members, list_of, list_of[i]) == 1


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
) -> None:
    """Score every cluster of a partition."""
    pair = np.empty((LARGEST, LARGEST), np.int32)
    terms = np.empty(LARGEST + 1)
    steps = np.zeros(LARGEST + 1, np.int64)
    room = np.empty((2 * FEW + 2, levels.shape[1]))
    held = np.zeros(again.shape[0], np.int64)
    members = np.empty(LARGEST + 1, np.int64)
    for i in range(label.shape[0]):
        if label[i] == i and next_of[i] != i:
            k = _gather(next_of, i, members)
            score[i] = cluster_score(
                k, members, pair, terms, steps, room, held, start, other, edge, levels, weight, both, present,
                tier, sure, list_of, miss, base, pattern, first, again, ceiling, verdict,
            )  # fmt: skip
