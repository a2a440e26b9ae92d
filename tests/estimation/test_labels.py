"""Strata over draws of the linkage: labels that lack a value, draws that differ, totals that add up."""

from __future__ import annotations

import numpy as np
import pytest

from corroborate.errors import TableError
from corroborate.estimation.labels import completed, label_words, merged, tables_by_label
from corroborate.estimation.pooling import Scale, together
from corroborate.estimation.strata import estimate_strata, estimate_strata_over
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Refused


@pytest.fixture(scope="module")
def draw(drawn):
    return {
        (p, m): drawn([0.35, 0.3, 0.25], 300 + 40 * i, 50 + i)
        for i, (p, m) in enumerate([("x", "1"), ("x", "2"), ("y", "1"), ("y", "2")])
    }


def test_incidents_become_tables_by_label() -> None:
    found = tables_by_label("abc", [1, 3, 3, 7], [("x",), ("y",), ("y",), (None,)])
    assert list(found) == [("x",), ("y",), (None,)]
    assert found[("y",)].cells == {3: 2}
    assert merged(found.values()).cells == {1: 1, 3: 2, 7: 1}
    assert label_words(("x", None)) == "x · not known"
    with pytest.raises(TableError, match="one label an incident"):
        tables_by_label("abc", [1, 2], [("x",)])
    with pytest.raises(TableError, match="differ in length"):
        tables_by_label("abc", [1, 2], [("x",), ("x", "1")])


def test_who_lacks_a_value_goes_only_where_the_rest_agrees(draw) -> None:
    partly = CaptureHistories.of("abc", {1: 50, 7: 9})
    random = np.random.default_rng(1)
    filled, left = completed({**draw, ("x", None): partly}, list(draw), random)
    assert left == 0
    assert sum(filled[("x", m)].n - draw[("x", m)].n for m in "12") == partly.n
    assert all(filled[("y", m)] == draw[("y", m)] for m in "12")
    filled, left = completed({**draw, ("z", None): partly}, list(draw), random)
    assert left == partly.n
    assert filled == draw


def test_odds_follow_who_has_the_same_pattern() -> None:
    tables = {("x",): CaptureHistories.of("ab", {1: 900, 2: 10}), ("y",): CaptureHistories.of("ab", {2: 990})}
    random = np.random.default_rng(2)
    lacking = CaptureHistories.of("ab", {1: 500, 2: 500})
    filled, _ = completed({**tables, (None,): lacking}, list(tables), random)
    assert filled[("x",)].cells[1] - 900 > 480
    assert filled[("y",)].cells[2] - 990 > 450


def test_equal_draws_are_one(draw) -> None:
    one, three = estimate_strata_over([draw]), estimate_strata_over([draw] * 3)
    for a, b in zip(one.strata, three.strata, strict=True):
        assert isinstance(a.result, Estimate)
        assert isinstance(b.result, Estimate)
        assert b.result.interval.low == pytest.approx(a.result.interval.low, abs=2)
        assert b.result.diagnostics["between_share"] == 0
    assert one.total is not None
    assert three.total is not None
    assert three.total.low == pytest.approx(one.total.low, rel=0.02)
    assert one.n == three.n == sum(t.n for t in draw.values())


def test_what_moves_between_strata_widens_them_and_not_the_total(drawn) -> None:
    """A group of incidents is now in one stratum, now in the other; the total knows that it is one."""
    fixed = {("x",): drawn([0.4, 0.4, 0.4], 400, 1), ("y",): drawn([0.4, 0.4, 0.4], 400, 2)}
    moving = drawn([0.4, 0.4, 0.4], 250, 3)
    draws = [{**fixed, (name,): merged([fixed[(name,)], moving])} for name in ("x", "y") for _ in range(10)]
    found = estimate_strata_over(draws)
    still = estimate_strata({"x": fixed[("x",)], "y": merged([fixed[("y",)], moving])})
    assert found.total is not None
    assert still.total is not None

    def width(result, i):
        return result.strata[i].result.interval.high - result.strata[i].result.interval.low

    assert width(found, 0) > 2 * width(still, 0)
    assert found.total.high - found.total.low < 1.3 * (still.total.high - still.total.low)


def test_the_total_holds_the_truth_as_often_as_it_says(drawn) -> None:
    held = 0
    for seed in range(60):
        tables = {f"s{i}": drawn([0.35, 0.3, 0.3], 250, 1000 + 10 * seed + i) for i in range(4)}
        found = estimate_strata(tables, seed=seed)
        held += found.total is not None and 1000 in found.total
    assert 0.85 <= held / 60 <= 1.0


def test_missing_strata_widen_what_is_said_of_each(drawn) -> None:
    """Half of the labels lost: the total stays, each stratum is told less exactly."""
    tables = {f"s{i}": drawn([0.4, 0.35, 0.3], 500, 70 + i) for i in range(3)}
    kept, lost = {}, []
    random = np.random.default_rng(4)
    for name, table in tables.items():
        away = {p: int(random.binomial(c, 0.5)) for p, c in table.cells.items()}
        kept[name] = CaptureHistories.of("abc", {p: c - away[p] for p, c in table.cells.items()})
        lost.append(CaptureHistories.of("abc", away))
    found = estimate_strata(kept, unplaced=merged(lost), imputations=30, seed=1)
    whole = estimate_strata(tables)
    assert found.total is not None
    assert whole.total is not None
    assert found.total.overlaps(whole.total)
    assert 1500 in found.total
    for a, b in zip(found.strata, whole.strata, strict=True):
        assert isinstance(a.result, Estimate)
        assert isinstance(b.result, Estimate)
        assert a.result.interval.high - a.result.interval.low > b.result.interval.high - b.result.interval.low


def test_a_stratum_refused_in_some_draws_is_refused_where_they_are_many(draw) -> None:
    small = {**draw, ("z", "1"): CaptureHistories.of("abc", {1: 3, 2: 4})}
    found = estimate_strata_over([draw] * 8 + [small] * 2)
    assert isinstance(found.strata[-1].result, Refused)
    assert found.strata[-1].name == "z · 1"
    assert found.total is not None


def test_matches_that_blocking_missed_lower_the_total(draw) -> None:
    plain = estimate_strata_over([draw] * 10)
    given_back = estimate_strata_over([draw] * 10, missed=(0.1, 0.15), seed=3)
    assert plain.centre is not None
    assert given_back.centre is not None
    assert given_back.centre < plain.centre


def test_rubins_factor_is_in_the_spread_between_completions() -> None:
    mean = np.array([[0.0], [0.4]])
    scale = Scale(np.full((2, 1), 1e6), mean, np.full((2, 1), 1e-8), np.zeros(2))
    found = together(scale, 0.95, 1)
    low, high = np.log(np.array([found.total.low, found.total.high]) / 1e6 - 1)
    # Two values 0.4 apart have variance 0.08, times 1 + 1/2, which two points 0.69 apart have.
    assert high - low == pytest.approx(2 * np.sqrt(0.08 * 1.5), rel=0.01)


def test_labels_must_be_there_and_agree(draw) -> None:
    with pytest.raises(TableError, match="a value for every stratum"):
        estimate_strata_over([{("x", None): draw[("x", "1")]}])
    with pytest.raises(TableError, match="differ in length"):
        estimate_strata_over([{("x",): draw[("x", "1")], ("x", "1"): draw[("x", "1")]}])
    with pytest.raises(TableError, match="holds nobody"):
        estimate_strata_over([draw, {}])
