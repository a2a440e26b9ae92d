"""One partition for a posterior: that of least expected loss, and draws as capture histories."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.linkage.graph import Graph
from corroborate.linkage.model import MOST_TABLED
from corroborate.model.capture import CaptureHistories

_SWEEPS = 20


def least_loss(graph: Graph, probability: NDArray[np.float32]) -> NDArray[np.int32]:
    """The partition of least expected Binder loss that single moves reach: uint labels by least record.

    A pair together gains its probability less one half, a pair that is not in the graph loses one half
    (Binder 1978; Dahl 2006). Starts with pairs by falling probability and moves records until none gains.
    """
    gain = probability.astype(np.float64) - 0.5
    wanted = np.flatnonzero(gain > 0)
    order = wanted[np.lexsort((wanted, -gain[wanted]))].astype(np.int64)
    label: NDArray[np.int32] = _least_loss(
        graph.n, graph.a, graph.b, graph.start, graph.edge, graph.other, gain, order
    )
    return label


@njit(cache=True, nogil=True)
def _least_loss(
    n: int,
    a: NDArray[Any],
    b: NDArray[Any],
    start: NDArray[Any],
    edge: NDArray[Any],
    other: NDArray[Any],
    gain: NDArray[Any],
    order: NDArray[Any],
) -> NDArray[Any]:
    label = np.arange(n).astype(np.int32)
    next_of = np.arange(n).astype(np.int32)
    size = np.ones(n, np.int32)
    for e in order:
        x, y = label[a[e]], label[b[e]]
        if x == y:
            continue
        total = -0.5 * size[x] * size[y]
        at = x if size[x] < size[y] else y
        far = y if size[x] < size[y] else x
        begin = at
        while True:
            for p in range(start[at], start[at + 1]):
                if label[other[p]] == far:
                    total += gain[edge[p]] + 0.5
            at = next_of[at]
            if at == begin:
                break
        if total <= 0.0:
            continue
        low, high = min(x, y), max(x, y)
        at = high
        while True:
            label[at] = low
            at = next_of[at]
            if at == high:
                break
        next_of[low], next_of[high] = next_of[high], next_of[low]
        size[low] += size[high]
        size[high] = 0
    for _ in range(_SWEEPS):
        moved = False
        for i in range(n):
            best = -1
            most = 1e-9
            stay = -0.5 * (size[label[i]] - 1)
            for p in range(start[i], start[i + 1]):
                if label[other[p]] == label[i]:
                    stay += gain[edge[p]] + 0.5
            for p in range(start[i], start[i + 1]):
                j = other[p]
                if label[j] == label[i] or gain[edge[p]] <= -0.49:
                    continue
                total = -0.5 * size[label[j]]
                for q in range(start[i], start[i + 1]):
                    if label[other[q]] == label[j]:
                        total += gain[edge[q]] + 0.5
                if total - stay > most:
                    most = total - stay
                    best = label[j]
            if best < 0 and -stay > 1e-9 and size[label[i]] > 1:
                best = -2
            if best == -1:
                continue
            moved = True
            size[label[i]] -= 1
            if best == -2:
                # A name that nobody uses: that of the record itself, unless it still names others.
                fresh = i
                while size[fresh] > 0:
                    fresh = (fresh + 1) % n
                label[i] = fresh
            else:
                label[i] = best
            size[label[i]] += 1
        if not moved:
            break
    return label


@njit(cache=True, nogil=True)
def _masks(label: NDArray[Any], list_of: NDArray[Any]) -> NDArray[Any]:
    found = np.zeros(label.shape[0], np.int64)
    for i in range(label.shape[0]):
        found[label[i]] |= np.int64(1) << list_of[i]
    return found


def patterns_of(
    label: NDArray[np.int32], list_of: NDArray[np.int64], lists: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The patterns of lists that the clusters of a partition have, ascending, with how many have each."""
    masks = _masks(label, list_of)
    if lists <= MOST_TABLED:
        counts = np.bincount(masks)
        counts[0] = 0
        patterns = np.flatnonzero(counts)
        return patterns.astype(np.int64), counts[patterns].astype(np.int64)
    patterns, counts = np.unique(masks[masks != 0], return_counts=True)
    return patterns.astype(np.int64), counts.astype(np.int64)


def histories(
    label: NDArray[np.int32], list_of: NDArray[np.int64], lists: tuple[str, ...]
) -> CaptureHistories:
    """The capture histories of one partition."""
    patterns, counts = patterns_of(label, list_of, len(lists))
    return CaptureHistories.of(lists, zip(patterns.tolist(), counts.tolist(), strict=True))
