"""Log-linear models against a slow likelihood, a linear programme, other packages and published figures."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.stats import poisson

from corroborate.errors import RefusalError, SettingError
from corroborate.estimation import hierarchy
from corroborate.estimation.bootstrap import with_chance
from corroborate.estimation.existence import OK, status
from corroborate.estimation.loglinear import best, by_steps, independence, one, search
from corroborate.estimation.poisson import fit_all
from corroborate.estimation.selection import dense, matrix_of, poisson_tail
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Refused


def slow_fit(table: CaptureHistories, model: tuple[int, ...]) -> tuple[float, float]:
    """Total and log-likelihood by a general optimiser over a full design matrix."""
    lists = len(table.lists)
    cells = range(1, 1 << lists)
    terms = [0, *(1 << j for j in range(lists)), *model]
    terms = [t for t in terms if table.margin(t) > 0]
    alive = [x for x in cells if all(table.margin(t) > 0 for t in model if x & t == t)]
    design = np.array([[float(x & t == t) for t in terms] for x in alive])
    counts = np.array([table.cells.get(x, 0) for x in alive], float)

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        mu = np.exp(design @ beta)
        return float(mu.sum() - counts @ (design @ beta)), design.T @ (mu - counts)

    start = np.zeros(len(terms))
    start[0] = np.log(counts.mean() + 1)
    solved = minimize(loss, start, jac=True, method="BFGS", options={"gtol": 1e-9, "maxiter": 5000})
    mu = np.exp(design @ solved.x)
    return table.n + float(np.exp(solved.x[0])), float(poisson.logpmf(counts, mu).sum())


def test_fits_are_those_of_a_slow_likelihood() -> None:
    table = CaptureHistories.of(
        "abcd", {1: 60, 2: 50, 4: 40, 8: 31, 3: 20, 5: 15, 6: 12, 9: 7, 10: 5, 12: 9, 7: 6, 15: 2, 14: 3}
    )
    checked = 0
    for model in hierarchy.models(4, 3)[::7]:
        if status(table, model) != OK:
            continue
        terms, sizes = matrix_of([model], 4)
        unseen, likelihood, _, state = fit_all(terms, sizes, dense(table), 4)
        assert state[0] == OK
        total, log_likelihood = slow_fit(table, model)
        assert table.n + unseen[0] == pytest.approx(total, rel=1e-5)
        assert likelihood[0] == pytest.approx(log_likelihood, abs=1e-5)
        checked += 1
    assert checked > 10


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.integers(1, 15), st.integers(1, 40), min_size=4), st.integers(0, 112))
def test_newton_settles_where_the_linear_programme_says_that_it_can(
    cells: dict[int, int], which: int
) -> None:
    table = CaptureHistories.of("abcd", cells)
    model = hierarchy.models(4, 3)[which]
    terms, sizes = matrix_of([model], 4)
    _, _, _, state = fit_all(terms, sizes, dense(table), 4)
    assert (state[0] == OK) == (status(table, model) == OK)


def test_all_hierarchical_models() -> None:
    assert [len(hierarchy.models(j, o)) for j, o in ((3, 2), (4, 3), (5, 2), (5, 3))] == [8, 113, 1024, 6212]
    for model in hierarchy.models(4, 3):
        for term in model:
            parts = [t for t in range(1, term) if t & term == t and t.bit_count() > 1]
            assert set(parts) <= set(model)
    with pytest.raises(RefusalError, match="more than"):
        hierarchy.models(7, 2)


def test_names_and_what_they_stand_for() -> None:
    assert hierarchy.name((3, 5, 6, 7), 4) == "[123.4]"
    assert hierarchy.name((), 3) == "[1.2.3]"
    assert hierarchy.name((3 << 9,), 11).startswith("[10-11.1.")
    names = ("LA", "NG", "GP", "IO")
    assert hierarchy.parsed("[123.4]", names) == (3, 5, 6, 7)
    assert hierarchy.parsed("LA*NG+GP*IO", names) == (3, 12)
    with pytest.raises(SettingError, match="not there"):
        hierarchy.parsed("15", names)


def test_poisson_tails() -> None:
    for mean in (0.3, 4.0, 77.7, 5000.0):
        for count in {0, 1, int(mean), int(mean * 1.2) + 1, int(mean * 0.7)}:
            tails = poisson.cdf(count, mean), poisson.sf(count - 1, mean)
            expected = tails[0] if count < mean else tails[1]
            assert poisson_tail(float(count), mean) == pytest.approx(expected, rel=1e-9)


PUBLISHED = ["kosovo", "uk5", "korea3", "my_spina5", "my_spina3", "ned5", "hav3", "gaza3", "artificial3"]


def expected(reference: list[dict[str, str]], dataset: str, method: str) -> dict[str, str]:
    return next(r for r in reference if r["dataset"] == dataset and r["method"] == method)


@pytest.mark.shared
@pytest.mark.parametrize("name", PUBLISHED)
def test_the_best_model_is_that_of_other_packages(name: str, table, reference) -> None:
    row = expected(reference, name, "MultipleSystemsEstimation bic")
    found = search(table(name))
    lists = len(table(name).lists)
    assert hierarchy.name(found.models[0], lists) in row["quantity"]
    assert found.totals[0] == pytest.approx(float(row["value"]), rel=1e-6)
    said = dict(part.split("=") for part in row["source"].split() if part.startswith(("BIC=", "nmodels=")))
    assert found.criteria[0] == pytest.approx(float(said["BIC"].rstrip(";")), abs=1e-4)
    assert found.passed == int(said["nmodels"].rstrip(";"))


@pytest.mark.shared
@pytest.mark.parametrize("criterion", ["aic", "bic"])
@pytest.mark.parametrize("name", ["kosovo", "uk5", "my_spina5", "ned5", "korea3"])
def test_the_search_is_that_of_rcapture(name: str, criterion: str, table, reference) -> None:
    row = expected(reference, name, f"Rcapture closedpMS.t best {criterion.upper()}")
    order = int(row["settings"].split("maxorder=")[1].split(",")[0])
    found = search(table(name), criterion=criterion, order=order)
    assert found.totals[0] == pytest.approx(float(row["value"]), rel=1e-6)


@pytest.mark.shared
@pytest.mark.parametrize("name", [*(n for n in PUBLISHED if n != "my_spina3"), "uk6"])
def test_the_stepwise_choice_is_that_of_other_packages(name: str, table, reference) -> None:
    row = expected(reference, name, "MultipleSystemsEstimation stepwise")
    found = by_steps(table(name), replicates=20)
    assert isinstance(found, Estimate)
    assert found.centre == pytest.approx(float(row["value"]), rel=1e-6)
    assert found.shares[0].name in row["quantity"]


@pytest.mark.shared
@pytest.mark.parametrize(("name", "bounds"), [("kosovo", (12573, 16596)), ("korea3", (123, 441))])
def test_the_stepwise_bca_interval(name: str, bounds: tuple[float, float], table) -> None:
    found = by_steps(table(name), replicates=4000, seed=1)
    assert isinstance(found, Estimate)
    assert found.interval.low == pytest.approx(bounds[0], rel=0.03)
    assert found.interval.high == pytest.approx(bounds[1], rel=0.03)


@pytest.mark.shared
@pytest.mark.parametrize(("name", "bounds"), [("kosovo", (6947, 18010)), ("korea3", (128, 349))])
def test_the_published_bca_interval_with_selection(name: str, bounds: tuple[float, float], table) -> None:
    found = best(table(name), replicates=4000, seed=1)
    assert isinstance(found, Estimate)
    assert found.interval.low == pytest.approx(bounds[0], rel=0.03)
    assert found.interval.high == pytest.approx(bounds[1], rel=0.03)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["kosovo", "uk5", "my_spina5", "hav3"])
def test_the_profile_interval_of_independence(name: str, table, reference) -> None:
    row = expected(reference, name, "Rcapture closedpCI.t Mt ")
    found = independence(table(name))
    assert isinstance(found, Estimate)
    assert found.interval.low == pytest.approx(float(row["lower"]), abs=1.5)
    assert found.interval.high == pytest.approx(float(row["upper"]), abs=1.5)


@pytest.mark.shared
def test_the_model_of_three_pairs_has_no_maximum_in_korea(table) -> None:
    found = one(table("korea3"), hierarchy.pairs(3))
    assert isinstance(found, Refused)


def test_same_seed_same_interval(drawn) -> None:
    table = drawn([0.3, 0.3, 0.2, 0.25], 800, 3, pull=0.2)
    assert best(table, replicates=100, seed=4) == best(table, replicates=100, seed=4)
    assert by_steps(table, replicates=100, seed=4) == by_steps(table, replicates=100, seed=4)
    assert by_steps(table, replicates=100, seed=4) != by_steps(table, replicates=100, seed=5)


def test_no_model_at_all_is_refused() -> None:
    # Nobody is on two lists, so nothing bounds the total.
    table = CaptureHistories.of("abc", {1: 20, 2: 20, 4: 20})
    found = best(table, replicates=10)
    assert isinstance(found, Refused)
    assert found.code == "no_model_passes"
    assert isinstance(by_steps(table, replicates=10), Refused)


def test_lists_that_hold_the_same_are_refused() -> None:
    found = best(CaptureHistories.of("abc", {7: 50}), replicates=10)
    assert isinstance(found, Refused)
    assert found.code == "list_inside_another"


def test_pairs_are_all_pairs() -> None:
    assert set(hierarchy.pairs(4)) == {1 << i | 1 << j for i, j in combinations(range(4), 2)}


def test_chance_adds_the_spread_of_a_negative_binomial_to_the_unseen() -> None:
    table = CaptureHistories.of("abc", {1: 40, 2: 30, 4: 20, 7: 10})
    given = np.array([100.0, np.inf, *[400.0] * 200_000])
    found = with_chance(table, given, seed=3)
    assert found[0] == 100.0
    assert found[1] == np.inf
    assert found[2:].mean() == pytest.approx(400, rel=2e-3)
    # n (1 - p) / p^2 with p = 100 / 400
    assert found[2:].var() == pytest.approx(100 * 0.75 / 0.0625, rel=0.02)
    assert found[2:].min() >= 100
    assert np.isfinite(with_chance(table, np.array([1e18, 1e300]), seed=3)).all()
    assert np.array_equal(with_chance(table, given, seed=3), found)
