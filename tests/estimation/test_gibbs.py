"""Moves of labels: they leave the law of the sticks and of who is where alone, and chains do not stick."""

from __future__ import annotations

import numpy as np
import pytest
from numba import njit
from scipy import stats

from corroborate.estimation.gibbs import Cells, Chain, Priors, _swap, advance
from corroborate.estimation.variates import state_of
from corroborate.model.capture import CaptureHistories


@njit
def moved(random, log_rest, weights, sizes, alpha, times):
    classes = log_rest.shape[1]
    odds, base, unseen = np.ones((1, classes)), np.ones(classes), np.zeros(classes)
    for i in range(log_rest.shape[0]):
        for _ in range(times):
            _swap(random, odds, base, weights[i], log_rest[i], sizes[i], unseen, alpha)


@pytest.mark.parametrize(("classes", "alpha"), [(2, 0.4), (3, 2.5), (4, 0.7)])
def test_moves_of_labels_leave_the_prior_alone(classes: int, alpha: float) -> None:
    random = np.random.default_rng(classes)
    sticks = random.beta(1, alpha, (40_000, classes))
    sticks[:, -1] = 1.0
    log_rest = np.log1p(-sticks, where=sticks < 1, out=np.zeros_like(sticks))
    before = np.cumprod(np.hstack([np.ones((len(sticks), 1)), 1 - sticks[:, :-1]]), axis=1)
    weights = sticks * before
    sizes = np.array([random.multinomial(6, w / w.sum()) for w in weights], float)
    found = sizes.copy()
    moved(state_of(3, classes), log_rest, weights, found, alpha, 3)
    assert np.mean((found != sizes).any(axis=1)) > 0.2
    for k in range(classes - 1):
        assert stats.kstest(-np.expm1(log_rest[:, k]), stats.beta(1, alpha).cdf).pvalue > 1e-3
        # Who is where still goes by the weights, wherever these went.
        gap = found[:, k] - 6 * weights[:, k]
        assert abs(gap.mean()) < 4 * gap.std() / len(gap) ** 0.5
    assert weights.sum(axis=1) == pytest.approx(1.0)
    reached = np.hstack([np.zeros((len(sticks), 1)), np.cumsum(log_rest[:, :-1], axis=1)])
    last = np.exp(reached[:, -1])
    assert weights[:, -1] == pytest.approx(last, abs=1e-12)


def test_a_chain_exchanges_its_two_large_classes() -> None:
    """Many unseen in one class, most of the seen in another: the order must not stay what it was."""
    random = np.random.default_rng(5)
    rates = np.where(random.random((6000, 1)) < 0.1, [[0.6, 0.7, 0.5, 0.65]], [[0.06, 0.04, 0.05, 0.08]])
    patterns = ((random.random((6000, 4)) < rates) << np.arange(4)).sum(axis=1)
    values, counts = np.unique(patterns[patterns > 0], return_counts=True)
    cells = Cells.of(CaptureHistories.of("abcd", zip(values.tolist(), counts.tolist(), strict=True)))
    priors = Priors(classes=5)
    chain = Chain.start(cells, priors, 1, 0, 2.0)
    first = []
    for _ in range(300):
        advance(chain, cells, priors, 10, 10)
        first.append(int(np.argmax(chain.weights)) == 0)
    changes = int(np.sum(np.diff(np.array(first[50:], int)) != 0))
    assert changes > 10
