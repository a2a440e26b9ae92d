"""Latent classes: variates, an exact posterior, agreement of chains, honesty where they do not agree."""

from __future__ import annotations

import numpy as np
import pytest
from numba import njit
from scipy import stats
from scipy.special import betaln, gammaln

from corroborate.errors import SettingError
from corroborate.estimation.chains import sample
from corroborate.estimation.convergence import effective_size, r_hat
from corroborate.estimation.gibbs import Priors
from corroborate.estimation.latent import latent
from corroborate.estimation.modes import modes, posterior_of
from corroborate.estimation.variates import (
    binomial,
    gamma,
    log_gamma,
    normal,
    poisson,
    state_of,
    uniform,
)
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Refused


@njit
def draws(kind, state, size, a, b):
    found = np.empty(size)
    for i in range(size):
        if kind == 0:
            found[i] = uniform(state)
        elif kind == 1:
            found[i] = normal(state)
        elif kind == 2:
            found[i] = gamma(state, a)
        elif kind == 3:
            found[i] = log_gamma(state, a)
        elif kind == 4:
            found[i] = poisson(state, a)
        else:
            found[i] = binomial(state, int(a), b)
    return found


@pytest.mark.parametrize(
    ("kind", "a", "law"),
    [
        (0, 0.0, stats.uniform()),
        (1, 0.0, stats.norm()),
        (2, 1.0, stats.gamma(1.0)),
        (2, 7.3, stats.gamma(7.3)),
        (3, 0.2, stats.loggamma(0.2)),
        (3, 3.0, stats.loggamma(3.0)),
    ],
)
def test_continuous_variates(kind: int, a: float, law: stats.rv_continuous) -> None:
    assert stats.kstest(draws(kind, state_of(1, kind), 100_000, a, 0.0), law.cdf).pvalue > 1e-4


@pytest.mark.parametrize(
    ("kind", "a", "b", "law"),
    [
        (4, 0.05, 0.0, stats.poisson(0.05)),
        (4, 3.0, 0.0, stats.poisson(3.0)),
        (4, 40.0, 0.0, stats.poisson(40.0)),
        (5, 6.0, 0.3, stats.binom(6, 0.3)),
        (5, 1000.0, 0.004, stats.binom(1000, 0.004)),
        (5, 80.0, 0.45, stats.binom(80, 0.45)),
        (5, 80.0, 0.9, stats.binom(80, 0.9)),
    ],
)
def test_counting_variates(kind: int, a: float, b: float, law: stats.rv_discrete) -> None:
    found = draws(kind, state_of(2, kind), 200_000, a, b).astype(int)
    expected = law.pmf(np.arange(found.max() + 1)) * len(found)
    observed = np.bincount(found)
    large = expected > 5
    rest = len(found) - expected[large].sum()
    told = [*observed[large], len(found) - observed[large].sum()]
    statistic = sum((o - e) ** 2 / e for o, e in zip(told, [*expected[large], rest], strict=True) if e > 1)
    assert stats.chi2(large.sum()).sf(statistic) > 1e-4


def test_a_log_gamma_variate_of_a_tiny_shape_is_finite() -> None:
    assert np.isfinite(draws(3, state_of(3, 0), 100, 1e-100, 0.0)).all()


def one_class_posterior(table: CaptureHistories, ceiling: float) -> np.ndarray:
    """p(n0) with one class, the rates integrated out under flat priors: exact."""
    unseen = np.arange(int(ceiling * table.n) + 1)
    total = table.n + unseen
    logs = gammaln(total + 1) - gammaln(unseen + 1) - np.log(total)
    for size in table.sizes:
        logs += betaln(1 + size, 1 + total - size)
    weight = np.exp(logs - logs.max())
    return weight / weight.sum()


def test_one_class_has_its_exact_posterior(drawn) -> None:
    table = drawn([0.3, 0.25, 0.4], 300, 7)
    exact = one_class_posterior(table, 20.0)
    found = sample(table, priors=Priors(classes=1), seed=2, wanted=10_000, most_sweeps=15_000, thin=2)
    unseen = np.sort(found.unseen.ravel())
    for level in (0.025, 0.25, 0.5, 0.75, 0.975):
        value = int(np.searchsorted(np.cumsum(exact), level))
        below = float(np.searchsorted(unseen, value, side="right")) / len(unseen)
        assert below == pytest.approx(float(np.cumsum(exact)[value]), abs=0.015)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("korea3", (124, 138, 202)),
        ("my_spina3", (686, 733, 826)),
        ("my_spina5", (590, 629, 719)),
        ("hare6", (70, 76, 90)),
    ],
)
def test_the_posterior_is_that_of_a_long_run_of_lcmcr(
    name: str, expected: tuple[int, int, int], table
) -> None:
    found = latent(table(name), seed=1)
    assert isinstance(found, Estimate)
    assert found.diagnostics["r_hat"] <= 1.01
    assert found.diagnostics["effective_size"] >= 1000
    assert found.centre == pytest.approx(expected[1], rel=0.02)
    assert found.interval.low == pytest.approx(expected[0], rel=0.05)
    assert found.interval.high == pytest.approx(expected[2], rel=0.05)


@pytest.mark.shared
@pytest.mark.slow
def test_chains_that_settle_apart_are_a_refusal_with_the_modes_apart(table) -> None:
    found = latent(table("ned5"), seed=1, most_sweeps=15_000, tempering=False)
    assert isinstance(found, Refused)
    assert found.code in {"chains_settle_apart", "chains_not_converged"}
    assert sum(m.chains for m in found.modes) == 6
    assert found.diagnostics["r_hat"] > 1.01


@pytest.mark.shared
def test_chains_that_have_not_run_long_enough_are_a_refusal(table) -> None:
    found = latent(table("gaza3"), seed=1, most_sweeps=300, tempering=False)
    assert isinstance(found, Refused)
    assert found.code in {"chains_not_converged", "chains_settle_apart"}
    assert found.at_least is not None


@pytest.mark.shared
@pytest.mark.slow
def test_a_long_ridge_is_crossed_by_chains_alone(table) -> None:
    """Three lists and ten classes: LCMCR's four chains disagree after a million sweeps each (R-hat 1.24)."""
    found = latent(table("gaza3"), seed=1)
    assert isinstance(found, Estimate)
    assert found.diagnostics["rungs"] == 1
    assert found.centre == pytest.approx(56_300, rel=0.04)


def test_same_seed_same_draws_whatever_the_threads(drawn) -> None:
    table = drawn([0.3, 0.25, 0.4, 0.2], 200, 7)
    first = sample(table, seed=5, most_sweeps=2_000)
    assert np.array_equal(first.unseen, sample(table, seed=5, most_sweeps=2_000).unseen)
    assert not np.array_equal(first.unseen, sample(table, seed=6, most_sweeps=2_000).unseen)


def test_other_priors_for_the_rates(drawn) -> None:
    table = drawn([0.2, 0.25, 0.3], 300, 9)
    flat = sample(table, seed=1, wanted=200, most_sweeps=20_000)
    low = sample(table, priors=Priors(a=0.5, b=4.0), seed=1, wanted=200, most_sweeps=20_000)
    assert np.median(low.unseen) > np.median(flat.unseen)


def test_a_table_too_large_for_the_work_is_refused_before_it_starts() -> None:
    random = np.random.default_rng(3)
    patterns = np.unique(random.integers(1, 1 << 30, 60_000))
    wide = CaptureHistories.of([f"l{j}" for j in range(30)], ((int(p), 6) for p in patterns))
    found = latent(wide, work=10.0)
    assert isinstance(found, Refused)
    assert found.code == "table_too_large"
    assert "hours" in found.reason


def test_settings_that_cannot_be() -> None:
    table = CaptureHistories.of("abc", {1: 5, 2: 6, 4: 7, 3: 4, 5: 3, 6: 2})
    with pytest.raises(SettingError, match="two chains"):
        sample(table, chains=1)
    with pytest.raises(SettingError, match="200 sweeps"):
        latent(table, most_sweeps=20)
    with pytest.raises(SettingError, match="positive"):
        sample(table, priors=Priors(a=0.0))


def test_agreement_and_size_of_chains() -> None:
    random = np.random.default_rng(1)
    fine = random.normal(size=(4, 1000))
    assert r_hat(fine) < 1.01
    assert effective_size(fine) == pytest.approx(4000, rel=0.2)
    assert r_hat(fine + np.array([[0], [0], [0], [3]])) > 1.3
    slow = np.cumsum(random.normal(size=(4, 1000)), axis=1)
    assert effective_size(slow) < 100
    noise = random.normal(size=(4, 5000))
    correlated = noise.copy()
    for i in range(1, 5000):
        correlated[:, i] = 0.9 * correlated[:, i - 1] + noise[:, i]
    assert effective_size(correlated) == pytest.approx(20_000 * 0.1 / 1.9, rel=0.25)
    assert r_hat(np.ones((4, 100))) == 1.0


def test_modes_are_told_apart() -> None:
    random = np.random.default_rng(1)
    near = random.normal(100, 5, size=(3, 500))
    far = random.normal(400, 5, size=(1, 500))
    found = modes(np.concatenate([near, far]), 50, 0.95)
    assert [m.chains for m in found] == [3, 1]
    assert found[0].centre == pytest.approx(150, abs=2)
    assert found[1].centre == pytest.approx(450, abs=2)


def test_whole_numbers_close_to_none_are_one_place() -> None:
    few = np.random.default_rng(2).poisson(1.2, size=(4, 3000)).astype(float)
    assert len(modes(few, 50, 0.95)) == 1


def test_a_posterior_of_draws_has_their_quantiles() -> None:
    totals = np.sort(np.random.default_rng(1).poisson(500, 20_000).astype(float))
    found = posterior_of(totals)
    for level in (0.025, 0.5, 0.975):
        assert found.quantile(level) == pytest.approx(np.quantile(totals, level), abs=1.01)
    assert found.at_most(0) == 0
    assert found.at_most(10**6) == 1


def test_lists_that_hold_nearly_everybody_stay_within_floating_point() -> None:
    lists = [f"l{j}" for j in range(60)]
    everywhere = (1 << 60) - 1
    cells = {everywhere: 10**8, everywhere ^ 1: 40, everywhere ^ 2: 30, 3: 2}
    found = sample(CaptureHistories.of(lists, cells), seed=1, chains=2, most_sweeps=200)
    assert np.isfinite(found.unseen).all()
    assert np.median(found.unseen) < 10**7
