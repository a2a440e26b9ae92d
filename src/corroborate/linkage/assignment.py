"""A partition from pair scores alone: pairs by falling score, each list at its ceiling at most."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.linkage.graph import Graph
from corroborate.linkage.scoring import LARGEST


def greedy(
    graph: Graph,
    list_of: NDArray[np.int64],
    lists: int,
    odds: NDArray[np.float64],
    ceiling: NDArray[np.int64],
    least: float = 0.0,
) -> NDArray[np.int32]:
    """Join pairs whose log-odds exceed ``least``, the surest first, where no ceiling is broken.

    Two clusters are joined only where the pairs between them speak for it in sum: one sure pair does not
    chain what the others part.
    """
    wanted = np.flatnonzero(odds > least)
    order = wanted[np.lexsort((wanted, -odds[wanted]))].astype(np.int64)
    label: NDArray[np.int32] = _greedy(
        graph.n, graph.a, graph.b, graph.start, graph.edge, graph.other, list_of, lists,
        np.asarray(odds, np.float64), np.minimum(ceiling, LARGEST), order,
    )  # fmt: skip
    return label


@njit(cache=True, nogil=True)
def _greedy(
    n: int,
    a: NDArray[Any],
    b: NDArray[Any],
    start: NDArray[Any],
    edge: NDArray[Any],
    other: NDArray[Any],
    list_of: NDArray[Any],
    lists: int,
    odds: NDArray[Any],
    ceiling: NDArray[Any],
    order: NDArray[Any],
) -> NDArray[Any]:
    label = np.arange(n).astype(np.int32)
    next_of = np.arange(n).astype(np.int32)
    size = np.ones(n, np.int32)
    held = np.zeros(lists, np.int64)
    for e in order:
        x, y = label[a[e]], label[b[e]]
        if x == y or size[x] + size[y] >= LARGEST:
            continue
        fits = True
        for begin in (x, y):
            at = begin
            while True:
                held[list_of[at]] += 1
                if held[list_of[at]] > ceiling[list_of[at]]:
                    fits = False
                at = next_of[at]
                if at == begin:
                    break
        total = 0.0
        for begin in (x, y):
            at = begin
            while True:
                held[list_of[at]] = 0
                if fits and begin == x:
                    for p in range(start[at], start[at + 1]):
                        if label[other[p]] == y:
                            total += odds[edge[p]]
                at = next_of[at]
                if at == begin:
                    break
        if not fits or total <= 0.0:
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
    return label
