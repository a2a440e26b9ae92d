"""The posterior of the unseen over decomposable graphs in one compiled call.

The same steps as `grid.grid` with the densities of `marginal`, without a way back to Python between them: on
small tables that way back takes longer than the work.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.estimation.grid import Grid, beyond, leaps, left_over, opened, start, to_split, woven
from corroborate.estimation.marginal import fill, shared, subset_constants
from corroborate.estimation.splines import masses_of, spline

MOST_GRAPHS = 1000
"""With more graphs the work is worth more than one thread."""
_NEGLIGIBLE = -36.0
"""Log share of a graph from which on it is left out, once numbers lie so close that shares hardly change."""


Nodes = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]
"""Numbers, log(number + 1), and a log density there."""


def log_sum(density: Nodes) -> float:
    """The logarithm of the sum of a smooth density over all whole numbers from its first node to its last."""
    nodes, logs, values = density
    peak = float(values.max())
    masses, _ = masses_of(nodes, logs, values, spline(logs, values), peak)
    return peak + math.log(float(masses.sum()))


@njit(cache=True, nogil=True, error_model="numpy")
def _sums(
    unseen: NDArray[Any],
    n: float,
    flat: bool,
    constants: NDArray[Any],
    empty: NDArray[Any],
    parts: NDArray[Any],
    lengths: NDArray[Any],
    live: NDArray[Any],
    highest: NDArray[Any],
    bottom: float,
    totals: NDArray[Any],
    complete: NDArray[Any],
) -> None:
    """The log density over the ``live`` graphs, and of the complete graph; raises ``highest`` log shares."""
    table = np.zeros(2 * constants.shape[0])
    logs = np.empty(live.shape[0])
    for i in range(unseen.shape[0]):
        fill(unseen[i], constants, empty, bottom, table)
        peak = -math.inf
        for k in range(live.shape[0]):
            g = live[k]
            value = 0.0
            for p in range(lengths[g]):
                value += table[parts[g, p]]
            logs[k] = value
            peak = max(peak, value)
        total = 0.0
        for k in range(live.shape[0]):
            gap = logs[k] - peak
            if gap > -45.0:
                total += math.exp(gap)
            highest[live[k]] = max(highest[live[k]], gap)
        base = shared(unseen[i], n, flat)
        totals[i] = peak + math.log(total) + base
        complete[i] = table[constants.shape[0] - 1] + base


@njit(cache=True, nogil=True, error_model="numpy")
def _with_complete(totals: NDArray[Any], complete: NDArray[Any]) -> None:
    for i in range(totals.shape[0]):
        high, low = max(totals[i], complete[i]), min(totals[i], complete[i])
        totals[i] = high + math.log1p(math.exp(low - high))


@njit(cache=True, nogil=True, error_model="numpy")
def _posterior(
    patterns: NDArray[Any],
    counts: NDArray[Any],
    lists: int,
    delta: float,
    flat: bool,
    saturated: bool,
    parts: NDArray[Any],
    lengths: NDArray[Any],
    first: int,
    top: int,
) -> tuple[Any, ...]:
    n = counts.sum()
    bottom = n + delta * 2.0**lists
    constants, empty = subset_constants(patterns, counts, lists, delta)
    live = np.arange(lengths.shape[0] - 1)
    highest = np.full(lengths.shape[0], -math.inf)
    nodes = start(first, top if top >= 0 else max(20 * int(n), 1000), n)
    values, complete = np.empty(nodes.shape[0]), np.empty(nodes.shape[0])
    _sums(nodes, n, flat, constants, empty, parts, lengths, live, highest, bottom, values, complete)
    limit = max(n, 1000.0) * 1e6
    while top < 0 and beyond(nodes, values) > 1e-9 and nodes[-1] < limit:
        more = start(int(nodes[-1]) + 1, int(nodes[-1]) * 8, n)
        extra, alone = np.empty(more.shape[0]), np.empty(more.shape[0])
        _sums(more, n, flat, constants, empty, parts, lengths, live, highest, bottom, extra, alone)
        nodes = np.concatenate((nodes, more))
        values, complete = np.concatenate((values, extra)), np.concatenate((complete, alone))
    logs = np.log(nodes + 1.0)
    # The density of the complete graph is so smooth that the first numbers are enough for its sum.
    density = (nodes, logs, complete)
    if saturated:
        _with_complete(values, complete)
    open_ = opened(logs, values, n)
    thinned = False
    for _ in range(60):
        places, fresh, between, guess, height = to_split(nodes, logs, values, open_)
        if places.shape[0] == 0:
            break
        if not thinned and not leaps(logs, values, height):
            live = live[highest[live] > _NEGLIGIBLE]
            thinned = True
        known, apart = np.empty(fresh.shape[0]), np.empty(fresh.shape[0])
        _sums(fresh, n, flat, constants, empty, parts, lengths, live, highest, bottom, known, apart)
        if saturated:
            _with_complete(known, apart)
        nodes, logs, values, open_ = woven(
            nodes, logs, values, open_, places, fresh, between, known, guess, height
        )
    bend = spline(logs, values)
    peak = values.max()
    masses, moments = masses_of(nodes, logs, values, bend, peak)
    total = masses.sum()
    tail = left_over(nodes, values, peak, total)
    masses /= total
    moments /= total
    log_total = peak + math.log(total)
    if saturated:
        live = np.append(live, lengths.shape[0] - 1)
    return nodes, logs, values, bend, masses, moments, log_total, tail, density, constants, empty, live


def posterior(
    patterns: NDArray[np.int64],
    counts: NDArray[np.float64],
    lists: int,
    delta: float,
    flat: bool,
    saturated: bool,
    parts: NDArray[Any],
    lengths: NDArray[Any],
    first: int,
    top: int | None,
) -> tuple[Grid, Nodes, NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """The distribution of the unseen, the complete graph's density, what subsets hold, its graphs.

    ``counts`` belong to ``patterns``; ``parts`` and ``lengths`` are those of `Graphs`. The complete graph is
    part of the distribution where ``saturated``. Graphs without a share to speak of are not named.
    """
    found = _posterior(
        patterns, counts, lists, delta, flat, saturated, parts, lengths, first, -1 if top is None else top
    )
    return Grid(*found[:8]), *found[8:]
