from __future__ import annotations

import pytest

from corroborate.estimation.coverage import coverage, sample_coverage
from corroborate.estimation.lowerbound import at_least, chao, chao_loglinear
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Refused


def value(reference: list[dict[str, str]], dataset: str, method: str) -> float:
    return next(
        float(r["value"]) for r in reference if r["dataset"] == dataset and r["method"].startswith(method)
    )


NAMES = ["gaza3", "hare6", "hav3", "korea3", "kosovo", "my_spina3", "my_spina5", "ned5", "uk5", "uk6"]


@pytest.mark.shared
@pytest.mark.parametrize("name", NAMES)
def test_the_bounds_are_those_of_rcapture(name: str, table, reference) -> None:
    heterogeneous = value(reference, name, "Rcapture closedp.t Mh Chao")
    both = value(reference, name, "Rcapture closedp.t Mth Chao")
    assert chao_loglinear(table(name)) == pytest.approx(heterogeneous, rel=1e-6)
    assert chao_loglinear(table(name), time=True) == pytest.approx(both, rel=1e-6)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["gaza3", "hare6", "hav3", "korea3", "kosovo", "my_spina5", "uk5"])
def test_sample_coverage_is_that_of_care1(name: str, table, reference) -> None:
    found = sample_coverage(table(name))
    assert found.share == pytest.approx(value(reference, name, "CARE1 Chat"), abs=1e-6)
    assert found.independent == pytest.approx(value(reference, name, "CARE1 estN Indep"), rel=1e-8)
    assert found.high == pytest.approx(value(reference, name, "CARE1 estN HSC"), rel=1e-8)
    assert found.one_step == pytest.approx(value(reference, name, "CARE1 estN LSC"), rel=1e-8)


def test_chao_by_hand() -> None:
    table = CaptureHistories.of("abc", {1: 10, 2: 12, 4: 8, 3: 4, 5: 3, 6: 3, 7: 2})
    assert chao(table) == pytest.approx(42 + (2 / 6) * 30**2 / 10)
    assert chao(table, corrected=True) == pytest.approx(42 + (2 / 3) * 30 * 29 / (2 * 11))
    bound = at_least(table)
    assert bound.interval.low is not None
    assert bound.interval.high is not None
    assert 42 < bound.interval.low < bound.bound < bound.interval.high


def test_nobody_on_two_lists_has_the_corrected_bound_and_nobody_once_the_seen() -> None:
    assert chao(CaptureHistories.of("abc", {1: 5, 2: 5, 4: 5})) == pytest.approx(15 + (2 / 3) * 15 * 14 / 2)
    full = CaptureHistories.of("abc", {7: 9})
    assert at_least(full).interval.high == 9


def test_low_coverage_takes_the_one_step_estimate_and_says_so(drawn) -> None:
    low = coverage(drawn([0.1, 0.12, 0.08, 0.1], 3000, 1))
    assert isinstance(low, Estimate)
    assert low.settings["form"] == "one-step"
    assert "low_coverage" in {c.code for c in low.cautions}
    high = coverage(drawn([0.6, 0.5, 0.55, 0.6], 3000, 1))
    assert isinstance(high, Estimate)
    assert high.settings["form"] == "high"
    assert 3000 in high.interval


def test_coverage_without_overlap_is_refused() -> None:
    found = coverage(CaptureHistories.of("abc", {1: 5, 2: 5, 4: 5}))
    assert isinstance(found, Refused)
