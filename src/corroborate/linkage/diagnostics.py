"""Whether chains agree: R-hat and effective sample sizes of series, one row a chain."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri
from scipy.stats import rankdata


def r_hat(series: NDArray[np.float64]) -> float:
    """Rank-normalised split R-hat (Vehtari et al. 2021, Bayesian Analysis); 1 where all is one value."""
    halves = _halves(series)
    if halves.shape[1] < 2 or np.ptp(halves) == 0:
        return 1.0
    ranked = ndtri((rankdata(halves).reshape(halves.shape) - 0.375) / (halves.size + 0.25))
    within = float(ranked.var(axis=1, ddof=1).mean())
    between = float(ranked.mean(axis=1).var(ddof=1))
    if within <= 0:
        return float("inf")
    n = halves.shape[1]
    return float(np.sqrt((n - 1) / n + between / within))


def effective_size(series: NDArray[np.float64]) -> float:
    """How many independent draws the chains are worth (Geyer 1992's initial monotone sequence)."""
    halves = _halves(series)
    m, n = halves.shape
    if n < 4 or np.ptp(halves) == 0:
        return float(series.size)
    centred = halves - halves.mean(axis=1, keepdims=True)
    size = 1 << (2 * n - 1).bit_length()
    spectrum = np.abs(np.fft.rfft(centred, size, axis=1)) ** 2
    covariance = np.fft.irfft(spectrum, size, axis=1)[:, :n].mean(axis=0) / n
    within = covariance[0] * n / (n - 1)
    total = within * (n - 1) / n + (float(halves.mean(axis=1).var(ddof=1)) if m > 1 else 0.0)
    rho = 1.0 - (within - covariance * n / (n - 1)) / total
    pairs = rho[: n // 2 * 2].reshape(-1, 2).sum(axis=1)
    ends = np.flatnonzero(pairs <= 0)
    pairs = np.minimum.accumulate(pairs[: ends[0] if len(ends) else len(pairs)])
    tau = max(2.0 * float(pairs.sum()) - 1.0, 1.0 / np.log10(max(m * n, 10)))
    return float(m * n / tau)


def _halves(series: NDArray[np.float64]) -> NDArray[np.float64]:
    half = series.shape[1] // 2
    return np.concatenate([series[:, :half], series[:, series.shape[1] - half :]])
