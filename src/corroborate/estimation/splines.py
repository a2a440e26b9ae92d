"""Cubic splines of a log density in the logarithm of a number: their sums over whole numbers, compiled.

Nodes come with ``u``, the logarithm of each plus one, worked out once.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

_DIRECT = 16.0
"""Shorter stretches are summed number by number."""

_GAUSS, _WEIGHTS = np.polynomial.legendre.leggauss(6)


@njit(cache=True, nogil=True, error_model="numpy")
def spline(u: NDArray[Any], values: NDArray[Any]) -> NDArray[Any]:
    """Second derivatives of the cubic spline in u, at its ends those of a cubic through four."""
    size = u.shape[0]
    bend = np.zeros(size)
    if size < 3:
        return bend
    work = np.zeros(size)
    if size > 3:
        work[0] = _bend_at_end(u, values, int(np.int64(0)), int(np.int64(1)))
    for i in range(1, size - 1):
        left, right = u[i] - u[i - 1], u[i + 1] - u[i]
        share = left / (left + right)
        pivot = share * bend[i - 1] + 2.0
        bend[i] = (share - 1.0) / pivot
        slope = (values[i + 1] - values[i]) / right - (values[i] - values[i - 1]) / left
        work[i] = (6.0 * slope / (left + right) - share * work[i - 1]) / pivot
    bend[size - 1] = _bend_at_end(u, values, size - 1, int(np.int64(-1))) if size > 3 else 0.0
    for i in range(size - 2, -1, -1):
        bend[i] = bend[i] * bend[i + 1] + work[i]
    return bend


@njit(cache=True, nogil=True, error_model="numpy")
def _bend_at_end(u: NDArray[Any], values: NDArray[Any], end: int, step: int) -> float:
    """The second derivative at an end of the cubic through the four values there."""
    a, b, c, d = u[end], u[end + step], u[end + 2 * step], u[end + 3 * step]
    ab = (values[end + step] - values[end]) / (b - a)
    bc = (values[end + 2 * step] - values[end + step]) / (c - b)
    cd = (values[end + 3 * step] - values[end + 2 * step]) / (d - c)
    abc, bcd = (bc - ab) / (c - a), (cd - bc) / (d - b)
    return float(2.0 * abc + 2.0 * (bcd - abc) / (d - a) * (2.0 * a - b - c))


@njit(cache=True, nogil=True, error_model="numpy")
def spline_at(u: NDArray[Any], values: NDArray[Any], bend: NDArray[Any], i: int, x: float) -> float:
    """The spline within stretch ``i``."""
    width = u[i + 1] - u[i]
    b = (math.log(x + 1.0) - u[i]) / width
    a = 1.0 - b
    curve = (a * a * a - a) * bend[i] + (b * b * b - b) * bend[i + 1]
    return float(a * values[i] + b * values[i + 1] + curve * width * width / 6.0)


@njit(cache=True, nogil=True, error_model="numpy")
def _stretch(
    nodes: NDArray[Any],
    u: NDArray[Any],
    values: NDArray[Any],
    bend: NDArray[Any],
    i: int,
    last: float,
    peak: float,
) -> tuple[float, float]:
    """Mass and first moment of the whole numbers from node ``i`` to ``last``, relative to exp(peak).

    Long stretches by Gauss quadrature over the half-open cells, with the first Euler–Maclaurin term.
    """
    first = nodes[i]
    mass = math.exp(values[i] - peak)
    moment = mass * first
    if last == first:
        return mass, moment
    low, width = u[i], u[i + 1] - u[i]
    height, rise = values[i] - peak, values[i + 1] - values[i]
    left, right = bend[i] * width * width / 6.0, bend[i + 1] * width * width / 6.0
    if last - first < _DIRECT:
        k = first + 1.0
        while k <= last:
            b = (math.log(k + 1.0) - low) / width
            a = 1.0 - b
            p = math.exp(height + b * rise + (a * a * a - a) * left + (b * b * b - b) * right)
            mass += p
            moment += p * k
            k += 1.0
        return mass, moment
    begin, half = first - 0.5, (last - first + 1.0) / 2
    mass, moment = 0.0, 0.0
    for end in range(2):
        x = begin + 2 * half * end
        b = (math.log(x + 1.0) - low) / width
        a = 1.0 - b
        p = math.exp(height + b * rise + (a * a * a - a) * left + (b * b * b - b) * right)
        slope = (rise + (3 * b * b - 1) * right - (3 * a * a - 1) * left) / width / (x + 1.0)
        sign = 1.0 - 2.0 * end
        mass += sign * p * slope / 24.0
        moment += sign * p * (1.0 + x * slope) / 24.0
    for g in range(_GAUSS.shape[0]):
        x = begin + half * (1.0 + _GAUSS[g])
        b = (math.log(x + 1.0) - low) / width
        a = 1.0 - b
        p = math.exp(height + b * rise + (a * a * a - a) * left + (b * b * b - b) * right)
        p *= _WEIGHTS[g] * half
        mass += p
        moment += p * x
    return mass, moment


@njit(cache=True, nogil=True, error_model="numpy")
def masses_of(
    nodes: NDArray[Any], u: NDArray[Any], values: NDArray[Any], bend: NDArray[Any], peak: float
) -> tuple[NDArray[Any], NDArray[Any]]:
    """The mass and the first moment of every stretch between nodes, relative to exp(peak)."""
    size = nodes.shape[0]
    masses = np.empty(size)
    moments = np.empty(size)
    for i in range(size):
        last = nodes[i] if i == size - 1 else nodes[i + 1] - 1.0
        masses[i], moments[i] = _stretch(nodes, u, values, bend, i, last, peak)
    return masses, moments


@njit(cache=True, nogil=True, error_model="numpy")
def quantiles_of(
    nodes: NDArray[Any],
    u: NDArray[Any],
    values: NDArray[Any],
    bend: NDArray[Any],
    reached: NDArray[Any],
    levels: NDArray[Any],
    peak: float,
) -> tuple[NDArray[Any], NDArray[Any]]:
    """The smallest whole numbers at which the levels are reached, and the probability reached there."""
    numbers = np.empty(levels.shape[0])
    cdf = np.empty(levels.shape[0])
    for q in range(levels.shape[0]):
        i = np.searchsorted(reached, levels[q])
        if i >= nodes.shape[0] - 1:
            numbers[q] = nodes[-1]
            cdf[q] = 1.0
            continue
        before = reached[i - 1] if i else 0.0
        low, high = nodes[i], nodes[i + 1] - 1.0
        while low < high:
            middle = math.floor((low + high) / 2)
            part, _ = _stretch(nodes, u, values, bend, i, middle, peak)
            if before + part >= levels[q]:
                high = middle
            else:
                low = middle + 1.0
        numbers[q] = low
        part, _ = _stretch(nodes, u, values, bend, i, low, peak)
        cdf[q] = before + part
    return numbers, cdf
