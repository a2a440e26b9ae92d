"""Trajectories of the latent classes: the density that they follow, from its definition, and its gradient."""

from __future__ import annotations

import math

import numpy as np
import pytest

from corroborate.estimation.gibbs import Cells, Chain, Priors, advance
from corroborate.estimation.trajectories import _log_density
from corroborate.model.capture import CaptureHistories

A, B, ALPHA = 1.3, 0.7, 0.4
LISTS = 3
TABLE = CaptureHistories.of("abc", {1: 14, 2: 9, 3: 5, 4: 21, 5: 3, 7: 2})


def fast(at: np.ndarray, which: list[int], still: list[float], rates_of_still: np.ndarray) -> tuple:
    """The compiled density and gradient; ``still`` are masses of classes that do not move."""
    cells = Cells.of(TABLE)
    moved = at.shape[1]
    members = np.array([[p >> j & 1 for j in range(LISTS)] for p in TABLE.patterns])
    held, still_seen = np.zeros(len(TABLE.patterns)), 0.0
    for mass, rate in zip(still, rates_of_still, strict=True):
        held += mass * np.prod(np.where(members, rate, 1 - rate), axis=1)
        still_seen += mass * (1 - np.prod(1 - rate))
    slope = np.empty((LISTS + 1, moved))
    last = max(h for h, k in enumerate(which) if k >= 0)
    value = _log_density(
        at, np.array(which), last, np.array(still), held, still_seen, ALPHA, cells.counts, cells.starts,
        cells.members, A, B, float(TABLE.n), slope, np.empty((3, LISTS, moved)), np.empty((6, moved)),
        np.empty(len(which)), True,
    )  # fmt: skip
    return value, slope


def parts(at: np.ndarray, which: list[int], still: list[float], rates_of_still: np.ndarray) -> tuple:
    """Rates, weights and the sum of the seen shares of all classes."""
    rates, masses = [], []
    for h, k in enumerate(which):
        rate = rates_of_still[h] if k < 0 else 1 / (1 + np.exp(-at[:LISTS, k]))
        seen = 1 - np.prod(1 - rate)
        rates.append(rate)
        masses.append(still[h] if k < 0 else math.exp(at[LISTS, k]) / seen)
    seen = np.array([1 - np.prod(1 - r) for r in rates])
    return np.array(rates), np.array(masses) / sum(masses), float(seen @ masses)


def slow(at: np.ndarray, which: list[int], still: list[float], rates_of_still: np.ndarray) -> float:
    """From the model: likelihood of the seen, priors of rates and sticks, and the change of variables."""
    rates, weights, whole = parts(at, which, still, rates_of_still)
    found = -TABLE.n * math.log(1 - float(weights @ np.prod(1 - rates, axis=1)))
    for pattern, count in TABLE.cells.items():
        on = np.array([pattern >> j & 1 for j in range(LISTS)])
        found += count * math.log(float(weights @ np.prod(np.where(on, rates, 1 - rates), axis=1)))
    for h, k in enumerate(which):
        if k >= 0:
            found += float(np.sum((A - 1) * np.log(rates[h]) + (B - 1) * np.log(1 - rates[h])))
    for stick in sticks(weights):
        found += math.log(ALPHA) + (ALPHA - 1) * math.log(1 - stick)
    found += -0.5 * math.log(whole) ** 2 - math.log(whole)

    # The volume that the coordinates of all classes, those that do not move included, have in the model's.
    classes = len(which)
    full = np.empty((LISTS + 1, classes))
    for h, k in enumerate(which):
        if k >= 0:
            full[:, h] = at[:, k]
        else:
            rate = rates_of_still[h]
            full[:LISTS, h] = np.log(rate / (1 - rate))
            full[LISTS, h] = math.log(still[h] * (1 - np.prod(1 - rate)))

    def model(flat: np.ndarray) -> np.ndarray:
        rates, weights, whole = parts(
            flat.reshape(LISTS + 1, classes), list(range(classes)), [0.0] * classes, np.empty((classes, 0))
        )
        return np.concatenate([rates.ravel(), sticks(weights), [whole]])

    flat, step = full.ravel(), 1e-6
    jacobian = np.array(
        [(model(flat + step * e) - model(flat - step * e)) / (2 * step) for e in np.eye(flat.size)]
    )
    return found + float(np.linalg.slogdet(jacobian)[1])


def sticks(weights: np.ndarray) -> np.ndarray:
    rest = 1 - np.concatenate([[0.0], np.cumsum(weights)[:-1]])
    return (weights / rest)[:-1]


SETTINGS = [
    ([0, 1, 2], [0.0, 0.0, 0.0]),
    ([0], [0.0]),
    ([0, -1, 1, -1], [0.0, 0.2, 0.0, 0.1]),
    ([-1, 0, 1], [0.3, 0.0, 0.0]),
]


@pytest.mark.parametrize(("which", "still"), SETTINGS)
def test_the_density_is_that_of_the_model(which: list[int], still: list[float]) -> None:
    random = np.random.default_rng(5)
    moved = sum(k >= 0 for k in which)
    fixed = random.uniform(0.1, 0.6, (len(which), LISTS))
    points = [random.normal(0, 0.8, (LISTS + 1, moved)) for _ in range(4)]
    # Up to what does not depend on where one is.
    gaps = [fast(p, which, still, fixed)[0] - slow(p, which, still, fixed) for p in points]
    assert np.ptp(gaps) == pytest.approx(0.0, abs=1e-5)


@pytest.mark.parametrize(("which", "still"), SETTINGS)
def test_the_gradient_is_that_of_the_density(which: list[int], still: list[float]) -> None:
    random = np.random.default_rng(6)
    moved = sum(k >= 0 for k in which)
    fixed = random.uniform(0.1, 0.6, (len(which), LISTS))
    at = random.normal(0, 0.8, (LISTS + 1, moved))
    _, slope = fast(at, which, still, fixed)
    for j in range(LISTS + 1):
        for k in range(moved):
            ahead, behind = at.copy(), at.copy()
            ahead[j, k] += 1e-5
            behind[j, k] -= 1e-5
            rise = fast(ahead, which, still, fixed)[0] - fast(behind, which, still, fixed)[0]
            assert slope[j, k] == pytest.approx(rise / 2e-5, abs=1e-5)


def test_sticks_and_weights_fit_after_trajectories() -> None:
    cells, priors = Cells.of(TABLE), Priors(classes=6)
    chain = Chain.start(cells, priors, 3, 0, 1.0)
    for _ in range(50):
        advance(chain, cells, priors, 5, 5)
        reached = np.concatenate([[0.0], np.cumsum(chain.log_rest)[:-1]])
        own = np.append(-np.expm1(chain.log_rest[:-1]), 1.0)
        assert chain.weights == pytest.approx(np.exp(reached) * own, abs=1e-12)
        assert chain.weights.sum() == pytest.approx(1.0)
        assert chain.base == pytest.approx(np.prod(1 / (1 + chain.odds), axis=0))
    assert chain.pace[1] > 0
