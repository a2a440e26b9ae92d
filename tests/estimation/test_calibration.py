"""How often intervals hold the truth where the model is right; the full runs are in benchmarks."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from corroborate.estimation.decomposable import decomposable
from corroborate.estimation.gibbs import Cells, Chain, Priors, advance
from corroborate.estimation.latent import latent
from corroborate.estimation.loglinear import by_steps, independence
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate


@pytest.mark.parametrize("pull", [0.0, 0.3])
def test_decomposable_graphs_hold_the_truth(drawn, pull: float) -> None:
    held = 0
    for seed in range(150):
        found = decomposable(drawn([0.3, 0.25, 0.35, 0.3], 500, seed, pull))
        assert isinstance(found, Estimate)
        held += 500 in found.interval
    assert 0.90 <= held / 150 <= 0.995


def test_independence_and_steps_hold_the_truth(drawn) -> None:
    held = {"independence": 0, "steps": 0}
    for seed in range(150):
        table = drawn([0.3, 0.25, 0.35, 0.3], 500, 1000 + seed)
        for name, found in (
            ("independence", independence(table)),
            ("steps", by_steps(table, replicates=300)),
        ):
            assert isinstance(found, Estimate)
            held[name] += 500 in found.interval
    assert 0.90 <= held["independence"] / 150 <= 0.99
    assert 0.85 <= held["steps"] / 150 <= 0.99


@pytest.mark.slow
def test_latent_classes_hold_the_truth(drawn) -> None:
    held = tried = 0
    for seed in range(6):
        found = latent(drawn([0.3, 0.25, 0.35, 0.3], 500, 2000 + seed), wanted=400, most_sweeps=40_000)
        if isinstance(found, Estimate):
            tried += 1
            held += 500 in found.interval
    assert tried >= 2
    assert held >= tried - 1


def test_a_truth_from_the_prior_of_the_latent_classes_has_a_uniform_rank() -> None:
    """Simulation-based calibration (Talts et al. 2018) of Gibbs steps, trajectories and ceiling together."""
    random = np.random.default_rng(8)
    totals = np.arange(60, 241)
    ranks: list[float] = []
    while len(ranks) < 80:
        total = int(random.choice(totals, p=(1 / totals) / (1 / totals).sum()))
        sticks = -np.log1p(-random.random(2)) / max(float(random.gamma(0.25, 4.0)), 1e-200)
        rest = np.exp(-np.concatenate([[0.0], np.cumsum(sticks)]))
        weights = rest * -np.expm1(-np.append(sticks, np.inf))
        member = random.choice(3, size=total, p=weights / weights.sum())
        patterns = (random.random((total, 3)) < random.random((3, 3))[member]) @ [1, 2, 4]
        values, counts = np.unique(patterns[patterns > 0], return_counts=True)
        table = CaptureHistories.of("abc", zip(values.tolist(), counts.tolist(), strict=True))
        if not 0 < table.n < 240:
            continue
        # The ceiling is the upper limit of the prior; leaving out draws below 60 conditions on the lower.
        priors = Priors(classes=3, ceiling=(240 - table.n) / table.n)
        cells = Cells.of(table)
        chain = Chain.start(cells, priors, 1, len(ranks), min(0.3, priors.ceiling / 2))
        advance(chain, cells, priors, 600, 600)
        drawn = table.n + advance(chain, cells, priors, 2_500, 5)[:, 0]
        drawn = drawn[drawn >= 60]
        if len(drawn) >= 50:
            tied = float(np.mean(drawn == total))
            ranks.append(float(np.mean(drawn < total)) + float(random.random()) * tied)
    observed, _ = np.histogram(ranks, bins=8, range=(0, 1))
    assert stats.chisquare(observed).pvalue > 1e-3
