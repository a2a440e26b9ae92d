"""Small dense Poisson regressions, for the models that are not hierarchical."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import RefusalError


def poisson_fit(
    design: NDArray[Any], response: NDArray[Any], offset: NDArray[Any], steps: int = 200
) -> NDArray[np.float64]:
    """Coefficients of a log-linear Poisson model by Newton's method with step halving.

    ``design`` is cells × terms; raises RefusalError where the likelihood has no maximum that is found.
    """
    design = design.astype(float)
    start = np.log(response + 0.5) - offset
    beta = np.linalg.lstsq(design, start, rcond=None)[0]
    value = _log_likelihood(design, response, offset, beta)
    for _ in range(steps):
        mu = np.exp(design @ beta + offset)
        step = np.linalg.lstsq(design.T @ (design * mu[:, None]), design.T @ (response - mu), rcond=None)[0]
        scale = 1.0
        while scale > 1e-10:
            tried = _log_likelihood(design, response, offset, beta + scale * step)
            if tried >= value - 1e-12 * abs(value):
                break
            scale /= 2
        beta = beta + scale * step
        value = tried
        if np.max(np.abs(scale * step)) < 1e-10:
            return np.asarray(beta, dtype=np.float64)
    if np.max(np.abs(design.T @ (response - np.exp(design @ beta + offset)))) < 1e-6 * max(
        1.0, response.sum()
    ):
        return np.asarray(beta, dtype=np.float64)
    raise RefusalError("a model's likelihood has no maximum")


def _log_likelihood(
    design: NDArray[Any], response: NDArray[Any], offset: NDArray[Any], beta: NDArray[Any]
) -> float:
    eta = np.minimum(design @ beta + offset, 700.0)
    return float(response @ eta - np.exp(eta).sum())
