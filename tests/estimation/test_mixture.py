"""Linkage error inside the estimate."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from corroborate.errors import InputError, SettingError
from corroborate.estimation import estimate
from corroborate.estimation import mixture as mixture_module
from corroborate.estimation.mixture import estimate_over, evenly, mixture, restored
from corroborate.estimation.rubin import combined
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Method, Posterior, Refused

BASE = {1: 90, 2: 80, 4: 70, 3: 30, 5: 25, 6: 20, 7: 12}
ONE = CaptureHistories.of("abc", BASE)
OTHER = CaptureHistories.of("abc", {**BASE, 1: 120, 2: 110, 3: 10, 7: 4})


def test_equal_draws_are_the_estimate_itself_and_fitted_once() -> None:
    said: list[str] = []
    found = estimate_over([ONE] * 50, progress=said.append)
    alone = estimate(ONE, spread="none")
    assert isinstance(found, Estimate)
    assert isinstance(alone, Estimate)
    assert len(said) == 1
    assert found.diagnostics["between_share"] == 0
    assert found.interval.low == pytest.approx(alone.interval.low, abs=1)
    assert found.interval.high == pytest.approx(alone.interval.high, abs=1)


def test_draws_that_differ_widen_the_interval_and_say_how_much_comes_from_the_linkage() -> None:
    found = estimate_over([ONE, OTHER] * 20)
    low, high = estimate(ONE, spread="none"), estimate(OTHER, spread="none")
    assert isinstance(found, Estimate)
    assert isinstance(low, Estimate)
    assert isinstance(high, Estimate)
    assert found.interval.low == pytest.approx(low.interval.low, rel=0.05)
    assert low.interval.high < found.interval.high <= high.interval.high
    assert 0.3 < found.diagnostics["between_share"] < 1
    assert found.diagnostics["distinct_tables"] == 2
    assert found.mean == pytest.approx(((low.mean or 0) + (high.mean or 0)) / 2, rel=1e-9)


def test_a_mixture_is_the_average_of_its_parts() -> None:
    first = Posterior((9, 10, 20), (0.0, 0.5, 1.0))
    second = Posterior((29, 30, 40), (0.0, 0.5, 1.0))
    found = mixture([first, second], np.array([3.0, 1.0]))
    for value in (10, 15, 20, 30, 35, 40):
        assert found.at_most(value) == pytest.approx(
            0.75 * first.at_most(value) + 0.25 * second.at_most(value)
        )


def test_methods_without_a_posterior_are_combined_by_rubins_rules() -> None:
    found = estimate_over([ONE, ONE, OTHER, OTHER], method="independence")
    assert isinstance(found, Estimate)
    assert "Rubin" in found.settings["combined_by"]
    assert found.diagnostics["between_share"] > 0


def test_a_miss_rate_of_blocking_lowers_the_estimate() -> None:
    plain = estimate_over([ONE] * 30)
    given_back = estimate_over([ONE] * 30, missed=(0.1, 0.3), seed=3)
    assert isinstance(plain, Estimate)
    assert isinstance(given_back, Estimate)
    assert given_back.n < plain.n
    assert given_back.centre < plain.centre
    assert given_back.diagnostics["distinct_tables"] > 20
    assert given_back == estimate_over([ONE] * 30, missed=(0.1, 0.3), seed=3)
    with pytest.raises(SettingError, match="miss rate"):
        estimate_over([ONE], missed=(0.3, 0.1))


def test_matches_given_back_keep_the_sizes_of_the_lists() -> None:
    table = restored(ONE, 0.3, np.random.default_rng(1))
    assert table.sizes == ONE.sizes
    assert table.n < ONE.n
    assert restored(ONE, 0.0, np.random.default_rng(1)) == ONE


def test_draws_that_cannot_be_estimated_are_counted_and_then_refused() -> None:
    apart = CaptureHistories.of("abc", {1: 40, 2: 30, 3: 6, 4: 20})
    few = estimate_over([ONE] * 39 + [apart])
    assert isinstance(few, Estimate)
    assert few.diagnostics["draws_refused"] == 1
    assert "some_draws_refused" in {c.code for c in few.cautions}
    many = estimate_over([ONE] * 10 + [apart] * 2)
    assert isinstance(many, Refused)
    assert many.code == "draws_without_estimate"


def test_draws_must_be_there_and_have_the_same_lists() -> None:
    with pytest.raises(InputError, match="no draws"):
        estimate_over([])
    with pytest.raises(InputError, match="differ"):
        estimate_over([ONE, CaptureHistories.of("abd", BASE)])


def test_rubins_rules_by_hand() -> None:
    found = combined([1.0, 2.0, 3.0], [0.5, 0.5, 0.5])
    assert found.mean == 2.0
    assert found.between == pytest.approx(4 / 3)
    assert found.total == pytest.approx(0.5 + 4 / 3)
    assert found.freedom == pytest.approx(2 * (1 + 0.5 / (4 / 3)) ** 2)
    alone = combined([1.0], [1.0])
    assert (alone.low, alone.high) == pytest.approx((1 - 1.959964, 1 + 1.959964))
    with pytest.raises(InputError):
        combined([], [])


def test_one_reason_for_all_draws_is_the_reason_itself() -> None:
    alone = CaptureHistories.of("a", {1: 7})
    found = estimate_over([alone, CaptureHistories.of("a", {1: 8})])
    assert isinstance(found, Refused)
    assert found.code == "fewer_than_three_lists"
    assert found.words() == (
        "No estimate: there is one usable list, and an estimate needs at least three, because one list alone "
        "says nothing of what it misses."
    )
    two = estimate_over([CaptureHistories.of("ab", {1: 7, 2: 5, 3: 2})])
    assert isinstance(two, Refused)
    assert two.at_least is not None
    assert two.reason.startswith("there are two usable lists")


def test_the_latent_classes_are_tried_on_a_few_of_many_draws_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[float] = []

    def quickly(method: Method, histories: CaptureHistories, **given: Any) -> Estimate | Refused:
        asked.append(given["settings"].get("work", 0.0))
        return estimate(histories, spread="none")

    monkeypatch.setattr(mixture_module, "run", quickly)
    draws = [CaptureHistories.of("abc", {**BASE, 1: 90 + i}) for i in range(40)]
    assert [d.cells[1] for d in evenly(draws, 4)] == [90, 100, 110, 120]
    found = estimate_over(draws, method="latent")
    assert isinstance(found, Estimate)
    assert asked == [mixture_module.LATENT_WORK] * mixture_module.LATENT_DRAWS
    assert "draws_left_out" in {c.code for c in found.cautions}
    for given, settings in ((draws, {"work": 500.0}), (draws[:2] * 8, {})):
        every = estimate_over(given, method="latent", settings=settings)
        assert "draws_left_out" not in {c.code for c in every.cautions}
