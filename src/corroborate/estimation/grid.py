"""A distribution over whole numbers from few evaluations of its log density."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.estimation.splines import masses_of, quantiles_of, spline, spline_at

LogDensity = Callable[[NDArray[np.float64]], NDArray[np.float64]]

_EXACT_TO = 16
_TOLERANCE = 1.5e-4
_STEP = 3.0
_FEW = 1000.0
_GENTLE = 1.0
"""Log units between two nodes above which nothing is taken on trust."""
_DEPTH = 36.0
"""Log units below the peak from which on nothing matters."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Nodes (whole numbers, ascending), the log density there, and the mass of each stretch between nodes.

    ``masses[i]`` belongs to the whole numbers from ``nodes[i]`` up to but not including ``nodes[i + 1]``, the
    last to the last node alone; they add up to 1. ``tail`` is an estimate of what lies beyond.
    """

    nodes: NDArray[np.float64]
    logs: NDArray[np.float64]
    """log(node + 1), in which the density is smooth."""
    values: NDArray[np.float64]
    bend: NDArray[np.float64]
    masses: NDArray[np.float64]
    moments: NDArray[np.float64]
    log_total: float
    tail: float

    @property
    def mean(self) -> float:
        """The mean; of little meaning where the tail is heavy."""
        return float(self.moments.sum())

    def quantile(self, level: float) -> int:
        """The smallest whole number at which the cumulated probability reaches a level."""
        return int(self.quantiles(np.array([level]))[0])

    def quantiles(self, levels: NDArray[np.float64]) -> NDArray[np.float64]:
        """`quantile` for several levels."""
        numbers, _ = quantiles_of(
            self.nodes, self.logs, self.values, self.bend, np.cumsum(self.masses), levels, self.log_total
        )
        return np.asarray(numbers, dtype=np.float64)

    def mode(self) -> int:
        """The whole number of the highest probability."""
        i = int(np.argmax(self.values))
        low = int(self.nodes[max(i - 1, 0)])
        high = int(self.nodes[min(i + 1, len(self.nodes) - 1)])
        while high - low > 2:
            third = (high - low) // 3
            if self._at(low + third) < self._at(high - third):
                low += third
            else:
                high -= third
        return max(range(low, high + 1), key=self._at)

    def _at(self, k: int) -> float:
        i = min(int(np.searchsorted(self.nodes, k, side="right")) - 1, len(self.nodes) - 2)
        return float(spline_at(self.logs, self.values, self.bend, i, float(k)))

    def points(self, steps: int = 400) -> tuple[list[int], list[float]]:
        """Numbers and cumulated probabilities at about equal steps, finer in the tails."""
        even = (np.arange(steps) + 0.5) / steps
        tails = np.array([1e-5, 1e-4, 5e-4])
        levels = np.concatenate([tails, even, 1 - tails[::-1]])
        reached = np.cumsum(self.masses)
        numbers, cdf = quantiles_of(
            self.nodes, self.logs, self.values, self.bend, reached, np.sort(levels), self.log_total
        )
        found = {int(self.nodes[0]) - 1: 0.0}
        found.update(zip(numbers.astype(int).tolist(), np.minimum(cdf, 1.0).tolist(), strict=True))
        found[int(self.nodes[-1])] = 1.0
        return list(found), list(found.values())


def grid(log_density: LogDensity, first: int, top: int | None, scale: int) -> Grid:
    """Find where a density lies, and its sums over all whole numbers from ``first`` on.

    ``log_density`` takes an array of numbers and must be smooth in the logarithm. ``scale`` is the order of
    magnitude to look at first; without ``top`` the range grows until what lies beyond is below 1e-8.
    Stretches are halved until a cubic in the logarithm predicts their middles to a millionth of the mass.
    """
    end = top if top is not None else max(20 * scale, 1000)
    nodes = start(first, end, float(scale))
    values = log_density(nodes)
    limit = max(scale, 1000) * 1e6
    while top is None and beyond(nodes, values) > 1e-9 and nodes[-1] < limit:
        more = start(int(nodes[-1]) + 1, int(nodes[-1]) * 8, float(scale))
        more = more[more > nodes[-1]]
        nodes, values = np.concatenate([nodes, more]), np.concatenate([values, log_density(more)])
    logs = np.log(nodes + 1.0)
    open_ = opened(logs, values, float(scale))
    for _ in range(60):
        places, fresh, between, guess, height_ = to_split(nodes, logs, values, open_)
        if not len(places):
            break
        known = log_density(fresh)
        nodes, logs, values, open_ = woven(
            nodes, logs, values, open_, places, fresh, between, known, guess, height_
        )
    return _finished(nodes, logs, values)


def every(log_density: LogDensity, first: int, top: int) -> Grid:
    """The same with every whole number evaluated, as a check."""
    nodes = np.arange(first, top + 1, dtype=float)
    values = np.concatenate([log_density(part) for part in np.array_split(nodes, max(1, len(nodes) // 4096))])
    return _finished(nodes, np.log(nodes + 1.0), values)


def _finished(nodes: NDArray[np.float64], logs: NDArray[np.float64], values: NDArray[np.float64]) -> Grid:
    bend = spline(logs, values)
    peak = float(values.max())
    masses, moments = masses_of(nodes, logs, values, bend, peak)
    total = float(masses.sum())
    return Grid(
        nodes,
        logs,
        values,
        bend,
        masses / total,
        moments / total,
        peak + math.log(total),
        left_over(nodes, values, peak, total),
    )


@njit(cache=True, nogil=True, error_model="numpy")
def left_over(nodes: NDArray[Any], values: NDArray[Any], peak: float, total: float) -> float:
    """What lies beyond the last number, as `beyond`, where the sum of all is known."""
    return float(min(1.0, math.exp(values[-1] - peak) * (nodes[-1] + 1.0) / total))


@njit(cache=True, nogil=True, error_model="numpy")
def start(first: int, end: int, scale: float) -> NDArray[Any]:
    """Numbers to begin with: each of the smallest, then steps that are even in the logarithm.

    The larger the ``scale`` the narrower a peak can be, and the finer the steps.
    """
    spacing = min(0.16, max(0.04, 0.16 * (1000.0 / max(scale, 1.0)) ** 0.25))
    dense = max(first, _EXACT_TO)
    steps = max(2, math.ceil(math.log((end + 1.0) / (dense + 1.0)) / spacing) + 1) if end > dense else 0
    found = np.empty(max(0, min(_EXACT_TO, end) - first + 1) + steps + 1)
    number = 0
    for k in range(first, min(_EXACT_TO, end) + 1):
        found[number] = k
        number += 1
    for i in range(steps):
        share = i / (steps - 1.0)
        k = round(math.exp((1.0 - share) * math.log(dense + 1.0) + share * math.log(end + 1.0))) - 1
        k = min(max(k, first), end)
        if number == 0 or k > found[number - 1]:
            found[number] = k
            number += 1
    return found[:number]


@njit(cache=True, nogil=True, error_model="numpy")
def beyond(nodes: NDArray[Any], values: NDArray[Any]) -> float:
    """The mass of the last number times how many there are, as a share of all."""
    size = nodes.shape[0]
    peak = -math.inf
    total = 0.0
    for i in range(size):
        low, high = nodes[max(i - 1, 0)], nodes[min(i + 1, size - 1)]
        width = (high - low) / 2.0 if 0 < i < size - 1 else high - low
        log = values[i] + math.log(max(width, 1.0))
        if log > peak:
            total = total * math.exp(peak - log) + 1.0
            peak = log
        else:
            total += math.exp(log - peak)
    log = values[size - 1] + math.log(nodes[size - 1] + 1.0) - peak - math.log(total)
    return math.exp(min(0.0, log))


@njit(cache=True, nogil=True, error_model="numpy")
def opened(logs: NDArray[Any], values: NDArray[Any], scale: float) -> NDArray[Any]:
    """Which stretches between the first nodes to look into: all, or what their own nodes leave in doubt.

    Up to `_FEW` individuals make peaks wide enough for the first nodes to see each of them. There a cubic
    through the neighbours of a node says how well one half as wide will do.
    """
    size = logs.shape[0]
    found = np.ones(size - 1, np.bool_)
    if scale > _FEW or size < 8:
        return found
    top = height(logs, values)
    doubtful = np.ones(size, np.bool_)
    for i in range(2, size - 2):
        weight = math.exp(min(0.0, values[i] + logs[i] - top))
        leap = max(abs(values[i] - values[i - 1]), abs(values[i + 1] - values[i]))
        error = abs(_through(logs, values, i - 2, i - 1, i + 1, i + 2, logs[i]) - values[i])
        doubtful[i] = error * weight > _TOLERANCE or leap > _GENTLE
    for i in range(size - 1):
        found[i] = doubtful[i] or doubtful[i + 1]
    return found


@njit(cache=True, nogil=True, error_model="numpy")
def to_split(
    nodes: NDArray[Any], logs: NDArray[Any], values: NDArray[Any], open_: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any], float]:
    """The open stretches that matter, the number amid each and its log, what a cubic says there, the height.

    What matters has mass to speak of, or lies beside a peak that nodes may have straddled. The cubic goes
    through the four nodes around.
    """
    size = nodes.shape[0]
    top = height(logs, values)
    places = np.empty(size - 1, np.int64)
    fresh = np.empty(size - 1)
    between = np.empty(size - 1)
    guess = np.empty(size - 1)
    number = 0
    for i in range(size - 1):
        if not open_[i] or nodes[i + 1] - nodes[i] <= 1.0:
            continue
        middle = math.floor((nodes[i] + nodes[i + 1]) / 2.0)
        at = math.log(middle + 1.0)
        said = _cubic_at(logs, values, i, at)
        matters = max(values[i], values[i + 1], said) + logs[i + 1] > top - _DEPTH
        if not matters and abs(values[i + 1] - values[i]) > _STEP:
            matters = _is_peak(values, i) or _is_peak(values, i + 1)
        if matters:
            places[number], fresh[number], between[number], guess[number] = i, middle, at, said
            number += 1
    return places[:number], fresh[:number], between[:number], guess[:number], top


@njit(cache=True, nogil=True, error_model="numpy")
def _cubic_at(logs: NDArray[Any], values: NDArray[Any], i: int, at: float) -> float:
    """The polynomial through the four nodes around a stretch; a line where there are fewer."""
    if logs.shape[0] < 4:
        share = (at - logs[i]) / (logs[i + 1] - logs[i])
        return float((1.0 - share) * values[i] + share * values[i + 1])
    first = max(0, min(i - 1, logs.shape[0] - 4))
    return _through(logs, values, first, first + 1, first + 2, first + 3, at)


@njit(cache=True, nogil=True, error_model="numpy")
def _through(logs: NDArray[Any], values: NDArray[Any], i: int, j: int, k: int, m: int, at: float) -> float:
    """The cubic through four nodes."""
    a, b, c, d = logs[i], logs[j], logs[k], logs[m]
    to_a, to_b, to_c, to_d = at - a, at - b, at - c, at - d
    found = values[i] * to_b * to_c * to_d / ((a - b) * (a - c) * (a - d))
    found += values[j] * to_a * to_c * to_d / ((b - a) * (b - c) * (b - d))
    found += values[k] * to_a * to_b * to_d / ((c - a) * (c - b) * (c - d))
    found += values[m] * to_a * to_b * to_c / ((d - a) * (d - b) * (d - c))
    return float(found)


@njit(cache=True, nogil=True, error_model="numpy")
def height(logs: NDArray[Any], values: NDArray[Any]) -> float:
    """The highest log mass of a stretch as long as its numbers are large, against which others count."""
    top = -math.inf
    for i in range(logs.shape[0]):
        top = max(top, values[i] + logs[i])
    return top


@njit(cache=True, nogil=True, error_model="numpy")
def leaps(logs: NDArray[Any], values: NDArray[Any], top: float) -> bool:
    """Whether the log density leaps between two nodes that matter, so that more may lie between them."""
    for i in range(values.shape[0] - 1):
        matters = max(values[i], values[i + 1]) + logs[i + 1] > top - _DEPTH
        if matters and abs(values[i + 1] - values[i]) > _STEP:
            return True
    return False


@njit(cache=True, nogil=True, error_model="numpy")
def _is_peak(values: NDArray[Any], i: int) -> bool:
    if i == 0 or i == values.shape[0] - 1:
        return True
    return bool(values[i] >= values[i - 1] and values[i] >= values[i + 1])


@njit(cache=True, nogil=True, error_model="numpy")
def woven(
    nodes: NDArray[Any],
    logs: NDArray[Any],
    values: NDArray[Any],
    open_: NDArray[Any],
    places: NDArray[Any],
    fresh: NDArray[Any],
    between: NDArray[Any],
    known: NDArray[Any],
    guess: NDArray[Any],
    top: float,
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
    """The nodes with the fresh ones among them; halves stay open where the spline erred or it leaps.

    So does the half beside such a place, for its own middle may have been right by chance.
    """
    size, more = nodes.shape[0], fresh.shape[0]
    highest = max(top, height(between, known))
    all_nodes = np.empty(size + more)
    all_logs = np.empty(size + more)
    all_values = np.empty(size + more)
    halves = np.empty(size + more - 1, np.bool_)
    rough = np.zeros(size + 1, np.bool_)
    for k in range(more):
        i = places[k]
        weight = math.exp(min(0.0, known[k] + between[k] - top))
        rough[i] = abs(guess[k] - known[k]) * weight > _TOLERANCE
        if max(values[i], values[i + 1], known[k]) + between[k] > highest - 25.0:
            leap = max(abs(known[k] - values[i]), abs(known[k] - values[i + 1]))
            rough[i] = rough[i] or leap > _STEP
    at = 0
    k = 0
    for i in range(size):
        all_nodes[at], all_logs[at], all_values[at] = nodes[i], logs[i], values[i]
        if i == size - 1:
            break
        if k < more and places[k] == i:
            halves[at] = rough[i] or rough[i - 1]
            halves[at + 1] = rough[i] or rough[i + 1]
            all_nodes[at + 1], all_logs[at + 1], all_values[at + 1] = fresh[k], between[k], known[k]
            at += 2
            k += 1
        else:
            halves[at] = open_[i]
            at += 1
    return all_nodes, all_logs, all_values, halves
