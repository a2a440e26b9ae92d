"""Whether chains agree: rank-normalised split R-hat and effective sample size (Vehtari et al. 2021)."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.fft import next_fast_len
from scipy.special import ndtri


def r_hat(draws: NDArray[np.float64]) -> float:
    """The larger of the bulk and the tail R-hat of chains (rows); 1 where they agree, nan where constant."""
    folded = np.abs(draws - np.median(draws))
    return max(_plain_r_hat(_normal_scores(_split(draws))), _plain_r_hat(_normal_scores(_split(folded))))


def effective_size(draws: NDArray[np.float64]) -> float:
    """How many independent draws the chains (rows) are worth for the bulk of the distribution."""
    return _plain_size(_normal_scores(_split(draws)))


def _split(draws: NDArray[np.float64]) -> NDArray[np.float64]:
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, -half:]])


def _normal_scores(draws: NDArray[np.float64]) -> NDArray[np.float64]:
    _, places, times = np.unique(draws, return_inverse=True, return_counts=True)
    mean_rank = np.cumsum(times) - (times - 1) / 2
    ranks = mean_rank[places].reshape(draws.shape)
    return np.asarray(ndtri((ranks - 0.375) / (draws.size + 0.25)), dtype=np.float64)


def _plain_r_hat(draws: NDArray[np.float64]) -> float:
    length = draws.shape[1]
    within = float(draws.var(axis=1, ddof=1).mean())
    between = float(draws.mean(axis=1).var(ddof=1))
    if within == 0.0:
        return 1.0 if between == 0.0 else math.inf
    return math.sqrt((length - 1) / length + between / within)


def _plain_size(draws: NDArray[np.float64]) -> float:
    chains, length = draws.shape
    if float(draws.var()) == 0.0:
        return float(draws.size)
    centred = draws - draws.mean(axis=1, keepdims=True)
    width = next_fast_len(2 * length)
    spectrum = np.fft.rfft(centred, width, axis=1)
    covariance = np.fft.irfft(spectrum * np.conj(spectrum), width, axis=1)[:, :length] / length
    within = float(covariance[:, 0].mean()) * length / (length - 1)
    total = within * (length - 1) / length + float(draws.mean(axis=1).var(ddof=1) if chains > 1 else 0.0)
    correlation = 1.0 - (within - covariance.mean(axis=0)) / total
    pairs = correlation[: length // 2 * 2].reshape(-1, 2).sum(axis=1)
    negative = np.flatnonzero(pairs < 0)
    pairs = np.minimum.accumulate(pairs[: negative[0]] if len(negative) else pairs)
    time = max(-1.0 + 2.0 * float(pairs.sum()), 1.0 / math.log10(draws.size))
    return draws.size / time
