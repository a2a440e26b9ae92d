"""Rubin's rules: one estimate from several completed data sets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

from corroborate.errors import InputError


@dataclass(frozen=True, slots=True)
class Combined:
    """Mean, variance within and between, degrees of freedom, and the interval."""

    mean: float
    within: float
    between: float
    freedom: float
    low: float
    high: float

    @property
    def total(self) -> float:
        """The total variance."""
        return self.within + self.between


def combined(
    means: Sequence[float] | NDArray[np.float64],
    variances: Sequence[float] | NDArray[np.float64],
    level: float = 0.95,
) -> Combined:
    """Combine m estimates and their variances (Rubin 1987).

    T = W + (1 + 1/m) B with (m − 1)(1 + W / ((1 + 1/m) B))² degrees of freedom. ``between`` holds (1 + 1/m)
    B.
    """
    m = len(means)
    if m == 0:
        raise InputError("there is nothing to combine")
    mean = float(np.mean(means))
    within = float(np.mean(variances))
    between = (1 + 1 / m) * float(np.var(means, ddof=1)) if m > 1 else 0.0
    freedom = (m - 1) * (1 + within / between) ** 2 if between > 0 else math.inf
    tail = (1 + level) / 2
    factor = float(ndtri(tail) if math.isinf(freedom) else stdtrit(freedom, tail))
    reach = factor * math.sqrt(within + between)
    return Combined(mean, within, between, freedom, mean - reach, mean + reach)
