"""Random variates for compiled samplers, each drawn from a state of its own: same seed, same draws.

Bits by xoshiro256++ (Blackman & Vigna 2021); normals by the ziggurat (Marsaglia & Tsang 2000), gammas by
Marsaglia & Tsang (2000), binomials and Poisson variates by inversion or transformed
rejection (Hörmann 1993).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit, uint64
from numpy.typing import NDArray

_LAYERS = 256
_RIGHT = 3.6541528853610088
_AREA = 0.00492867323399


def _ziggurat() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    edges = np.empty(_LAYERS + 1)
    edges[0] = _AREA / math.exp(-0.5 * _RIGHT**2)
    edges[1] = _RIGHT
    for i in range(2, _LAYERS):
        height = math.exp(-0.5 * edges[i - 1] ** 2) + _AREA / edges[i - 1]
        edges[i] = math.sqrt(-2 * math.log(height))
    edges[_LAYERS] = 0.0
    return edges, np.exp(-0.5 * edges**2)


_EDGES, _HEIGHTS = _ziggurat()


def state_of(seed: int, stream: int) -> NDArray[np.uint64]:
    """The state of one stream of a seed."""
    return np.asarray(np.random.SeedSequence([seed, stream]).generate_state(4, np.uint64), np.uint64)


@njit(cache=True, nogil=True)
def bits(state: NDArray[Any]) -> Any:
    """64 random bits."""
    a, b, c, d = state[0], state[1], state[2], state[3]
    total = a + d
    result = ((total << uint64(23)) | (total >> uint64(41))) + a
    moved = b << uint64(17)
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= moved
    d = (d << uint64(45)) | (d >> uint64(19))
    state[0], state[1], state[2], state[3] = a, b, c, d
    return result


@njit(cache=True, nogil=True)
def uniform(state: NDArray[Any]) -> float:
    """Uniform on the open interval from 0 to 1."""
    return (float(bits(state) >> uint64(11)) + 0.5) * 1.1102230246251565e-16


@njit(cache=True, nogil=True)
def normal(state: NDArray[Any]) -> float:
    """Standard normal."""
    while True:
        word = bits(state)
        layer = int(word & uint64(255))
        sign = -1.0 if word & uint64(256) else 1.0
        x = float(word >> uint64(11)) * 1.1102230246251565e-16 * _EDGES[layer]
        if x < _EDGES[layer + 1]:
            return float(sign * x)
        if layer == 0:
            while True:
                tail = -math.log(uniform(state)) / _RIGHT
                if -2.0 * math.log(uniform(state)) > tail * tail:
                    return sign * (_RIGHT + tail)
        height = _HEIGHTS[layer] + uniform(state) * (_HEIGHTS[layer + 1] - _HEIGHTS[layer])
        if height < math.exp(-0.5 * x * x):
            return float(sign * x)


@njit(cache=True, nogil=True)
def gamma(state: NDArray[Any], shape: float) -> float:
    """Gamma with scale 1 and a shape of at least 1."""
    d = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        x = normal(state)
        v = 1.0 + c * x
        if v <= 0.0:
            continue
        v = v * v * v
        u = uniform(state)
        square = x * x
        if u < 1.0 - 0.0331 * square * square:
            return d * v
        if math.log(u) < 0.5 * square + d * (1.0 - v + math.log(v)):
            return d * v


@njit(cache=True, nogil=True)
def log_gamma(state: NDArray[Any], shape: float) -> float:
    """Logarithm of a gamma variate, safe for shapes down to the smallest numbers."""
    if shape >= 1.0:
        return math.log(gamma(state, shape))
    return math.log(gamma(state, shape + 1.0)) + math.log(uniform(state)) / shape


@njit(cache=True, nogil=True)
def poisson(state: NDArray[Any], mean: float) -> int:
    """Poisson."""
    if mean <= 0.0:
        return 0
    if mean < 10.0:
        u = uniform(state)
        if u > mean:
            return 0
        u = 1.0 - u
        term = math.exp(-mean)
        total = term
        k = 0
        while u > total and k < 200:
            k += 1
            term *= mean / k
            total += term
        return k
    b = 0.931 + 2.53 * math.sqrt(mean)
    a = -0.059 + 0.02483 * b
    right = 0.9277 - 3.6224 / (b - 2.0)
    while True:
        u = uniform(state) - 0.5
        v = uniform(state)
        us = 0.5 - abs(u)
        k = math.floor((2.0 * a / us + b) * u + mean + 0.43)
        if us >= 0.07 and v <= right:
            return k
        if k < 0 or (us < 0.013 and v > us):
            continue
        inverse = 1.1239 + 1.1328 / (b - 3.4)
        if math.log(v) + math.log(inverse) - math.log(a / (us * us) + b) <= (
            k * math.log(mean) - mean - math.lgamma(k + 1.0)
        ):
            return k


@njit(cache=True, nogil=True)
def binomial(state: NDArray[Any], n: int, p: float) -> int:
    """Binomial."""
    if n <= 0 or p <= 0.0:
        return 0
    if p >= 1.0:
        return n
    if p > 0.5:
        return n - binomial_low(state, n, 1.0 - p)
    return binomial_low(state, n, p)


@njit(cache=True, nogil=True)
def binomial_low(state: NDArray[Any], n: int, p: float) -> int:
    """Binomial with a probability of at most one half."""
    mean = n * p
    if mean < 10.0:
        u = uniform(state)
        if u > mean:
            return 0
        u = 1.0 - u
        ratio = p / (1.0 - p)
        term = math.exp(n * math.log1p(-p))
        total = term
        k = 0
        while u > total and k < n:
            k += 1
            term *= ratio * (n - k + 1) / k
            total += term
        return k
    spread = math.sqrt(mean * (1.0 - p))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * p
    c = mean + 0.5
    right = 0.92 - 4.2 / b
    while True:
        u = uniform(state) - 0.5
        v = uniform(state)
        us = 0.5 - abs(u)
        k = math.floor((2.0 * a / us + b) * u + c)
        if us >= 0.07 and v <= right:
            return k
        if k < 0 or k > n:
            continue
        alpha = (2.83 + 5.1 / b) * spread
        ratio = p / (1.0 - p)
        m = math.floor((n + 1) * p)
        v = math.log(v * alpha / (a / (us * us) + b))
        bound = (
            (m + 0.5) * math.log((m + 1) / (ratio * (n - m + 1)))
            + (n + 1) * math.log((n - m + 1) / (n - k + 1))
            + (k + 0.5) * math.log(ratio * (n - k + 1) / (k + 1))
            + _rest(m)
            + _rest(n - m)
            - _rest(k)
            - _rest(n - k)
        )
        if v <= bound:
            return k


@njit(cache=True, nogil=True)
def _rest(k: float) -> float:
    """What Stirling's formula leaves of log k!."""
    if k < 10.0:
        x = k + 1.0
        return math.lgamma(x) - (x - 0.5) * math.log(x) + x - 0.9189385332046727
    x = k + 1.0
    square = 1.0 / (x * x)
    return (1 / 12 - (1 / 360 - square / 1260) * square) / x
