"""How often intervals hold the truth where the model is right; the full runs are in benchmarks."""

from __future__ import annotations

import pytest

from corroborate.estimation.decomposable import decomposable
from corroborate.estimation.latent import latent
from corroborate.estimation.loglinear import by_steps, independence
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
