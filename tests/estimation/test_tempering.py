"""Ladders of chains: the same posterior as chains by themselves, and exchanges that are right."""

from __future__ import annotations

import math

import numpy as np
import pytest

from corroborate.estimation.chains import sample, tempered
from corroborate.estimation.gibbs import Priors
from corroborate.estimation.latent import latent
from corroborate.estimation.modes import elsewhere
from corroborate.estimation.tempering import Ladder, Rungs, ladders
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Refused

from .test_latent import one_class_posterior


def test_rungs_are_thinned_tables_the_whole_one_first() -> None:
    table = CaptureHistories.of("abc", {1: 40, 2: 30, 3: 5, 4: 20, 5: 1, 6: 1, 7: 1})
    rungs = Rungs.of(table, [1.0, 0.8, 0.5, 0.4999, 0.1])
    assert rungs.counts[0].tolist() == [40, 30, 5, 20, 1, 1, 1]
    assert len(rungs) == 4
    assert np.all(np.diff(rungs.counts, axis=0) <= 0)
    for share, counts in zip(rungs.shares, rungs.counts, strict=True):
        assert np.abs(counts - share * rungs.counts[0]).max() < 1
    assert 0 < rungs.counts[2, 4:].sum() < 3
    assert [int(c.counts.sum()) for c in rungs.cells] == rungs.counts.sum(axis=1).tolist()


def slow_log_likelihood(table: CaptureHistories, counts: list[float], odds, weights, ceiling: float) -> float:
    """From the definition: every pattern, then the unseen summed one by one up to the ceiling."""
    rates = odds / (1 + odds)

    def chance(pattern: int) -> float:
        total = 0.0
        for k, weight in enumerate(weights):
            for j in range(len(table.lists)):
                weight *= rates[j, k] if pattern >> j & 1 else 1 - rates[j, k]
            total += weight
        return total

    n = int(sum(counts))
    hidden = chance(0)
    logs = sum(c * math.log(chance(p)) for p, c in zip(table.patterns, counts, strict=True))
    unseen = np.arange(int(ceiling * n) + 1)
    ways = np.array([math.lgamma(n + u) - math.lgamma(u + 1) - math.lgamma(n) for u in unseen])
    terms = ways + unseen * math.log(hidden)
    return logs + float(np.logaddexp.reduce(terms))


def test_exchanges_weigh_the_likelihood_with_the_unseen_summed_out(drawn) -> None:
    table = drawn([0.3, 0.25, 0.4], 150, 3)
    ladder = Ladder(Rungs.of(table, [1.0, 0.5, 0.2]), Priors(classes=3, ceiling=2.0), 1, 0)
    ladder.advance(6, 5)
    found = ladder._log_likelihoods()
    for i in range(3):
        for s, chain in enumerate(ladder.chains):
            slow = slow_log_likelihood(table, ladder.rungs.counts[i].tolist(), chain.odds, chain.weights, 2.0)
            assert found[i, s] == pytest.approx(slow, abs=1e-6)


def test_a_ladder_with_one_class_has_the_exact_posterior(drawn) -> None:
    table = drawn([0.3, 0.25, 0.4], 300, 7)
    exact = np.cumsum(one_class_posterior(table, 20.0))
    found = tempered(table, priors=Priors(classes=1), seed=2, wanted=4000, work=10.0)
    assert found.rungs > 2
    unseen = np.sort(found.unseen.ravel())
    for level in (0.025, 0.25, 0.5, 0.75, 0.975):
        value = int(np.searchsorted(exact, level))
        below = float(np.searchsorted(unseen, value, side="right")) / len(unseen)
        assert below == pytest.approx(float(exact[value]), abs=0.02)


def test_a_ladder_agrees_with_chains_by_themselves(drawn) -> None:
    table = drawn([0.35, 0.3, 0.4, 0.3], 300, 4)
    alone = sample(table, seed=1, wanted=600, most_sweeps=20_000)
    ladder = tempered(table, seed=1, wanted=600, work=12.0)
    for level in (0.05, 0.5, 0.95):
        assert np.quantile(table.n + ladder.unseen, level) == pytest.approx(
            np.quantile(table.n + alone.unseen, level), rel=0.02
        )


def test_rungs_are_spaced_by_rejection_and_the_same_for_the_same_seed(drawn) -> None:
    table = drawn([0.3, 0.25, 0.4], 400, 5)
    first, second = ladders(table, Priors(classes=4), 3, 2)
    assert first.rungs is second.rungs
    assert np.array_equal(first.advance(20, 5), ladders(table, Priors(classes=4), 3, 2)[0].advance(20, 5))
    first.advance(600, 5)
    rate = first.rejected / first.tried
    assert rate.max() < 0.85
    assert first.rungs.shares[0] == 1.0
    assert np.all(np.diff(first.rungs.shares) < 0)


def test_chains_that_do_not_agree_are_followed_by_ladders() -> None:
    # Two places: two lists hold nearly the same people, and a third hardly anybody of them.
    table = CaptureHistories.of("abc", {1: 400, 2: 60, 3: 200, 4: 150, 5: 3, 6: 1, 7: 2})
    found = latent(table, seed=1, most_sweeps=600, wanted=10_000)
    assert isinstance(found, Estimate | Refused)
    assert found.diagnostics["rungs"] > 1
    plain = latent(table, seed=1, most_sweeps=600, wanted=10_000, tempering=False)
    assert plain.diagnostics["rungs"] == 1


def test_a_place_where_a_chain_stayed_and_the_ladders_hardly_went_is_told() -> None:
    random = np.random.default_rng(4)
    plain = np.vstack([random.normal(m, 300, 2000).round() for m in (5_000, 5_050, 60_000)])
    ladders = np.concatenate([random.normal(5_000, 300, 9_900), random.normal(60_000, 300, 100)]).round()
    (place,) = elsewhere(plain, ladders, 1_000, 0.95)
    assert place.chains == 1
    assert place.centre == pytest.approx(61_000, rel=0.01)
    assert place.share == pytest.approx(0.0095, abs=0.002)
    assert elsewhere(plain[:2], ladders, 1_000, 0.95) == ()
    # Nothing is left out where the interval holds both places.
    assert elsewhere(plain, plain.ravel(), 1_000, 0.95) == ()
