"""The logarithm of the unseen as mean and variance, the scale on which estimates are combined."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ndtri

from corroborate.errors import SettingError
from corroborate.model.estimate import Estimate


def log_unseen(estimate: Estimate) -> tuple[float, float]:
    """Mean and variance of log n0, none at all counted as a half.

    From the posterior where there is one, else from the centre and the width of the interval.
    Raises SettingError for an interval that is open.
    """
    if estimate.posterior is not None:
        values = np.asarray(estimate.posterior.values, float) - estimate.n
        masses = np.diff(np.asarray(estimate.posterior.cdf), prepend=0.0)
        before = np.concatenate([[values[0]], values[:-1] + 1])
        logs = np.log(np.maximum((values + before) / 2, 0.5))
        mean = float(np.average(logs, weights=masses))
        return mean, float(np.average((logs - mean) ** 2, weights=masses))
    low, high = estimate.interval.low, estimate.interval.high
    if low is None or high is None:
        raise SettingError("an estimate without an upper end cannot be combined", value=estimate.method)
    z = 2 * float(ndtri((1 + estimate.level) / 2))
    width = math.log(max(high - estimate.n, 0.5)) - math.log(max(low - estimate.n, 0.5))
    return math.log(max(estimate.centre - estimate.n, 0.5)), (width / z) ** 2
