"""Pairs that the data leave open, with how far the number of distinct incidents moves with each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage.fit import Fitted
from corroborate.linkage.graph import Graph
from corroborate.model.linkage import Undecided

MOST = 500
OPEN = (0.05, 0.95)


def undecided_of(
    fitted: Fitted, graph: Graph, probability: NDArray[np.float32], draws: list[NDArray[np.int32]]
) -> tuple[Undecided, ...]:
    """The pairs nearest to even odds first, at most MOST.

    How far the count moves is taken from the draws: clusters around the pair when it is apart, less those
    when it is together; 1 where too few draws show one of the two.
    """
    held = np.flatnonzero((probability > OPEN[0]) & (probability < OPEN[1]))
    held = held[np.lexsort((held, np.abs(probability[held] - 0.5)))][:MOST]
    t, row = fitted.columns.table, fitted.columns.row
    kept = np.stack(draws) if draws else np.zeros((0, graph.n), np.int32)
    found = []
    for e in held:
        i, j = int(graph.a[e]), int(graph.b[e])
        around = np.unique(
            np.concatenate(
                [graph.other[graph.start[x] : graph.start[x + 1]] for x in (i, j)] + [np.array([i, j])]
            )
        )[:200]
        moves = 1.0
        if len(kept):
            labels = np.sort(kept[:, around], axis=1)
            number = 1 + (labels[:, 1:] != labels[:, :-1]).sum(axis=1)
            same = kept[:, i] == kept[:, j]
            if 5 <= same.sum() <= len(same) - 5:
                moves = float(number[~same].mean() - number[same].mean())
        first, second = sorted((int(row[i]), int(row[j])))
        found.append(
            Undecided(
                (t.lists[t.list_index[first]], t.row_ids[first]),
                (t.lists[t.list_index[second]], t.row_ids[second]),
                float(probability[e]),
                moves,
            )
        )
    return tuple(found)
