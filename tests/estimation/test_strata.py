from __future__ import annotations

import pytest

from corroborate.errors import TableError
from corroborate.estimation.strata import estimate_strata
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Refused


@pytest.fixture(scope="module")
def tables(drawn):
    return {f"s{i}": drawn([0.35, 0.3, 0.25], 250 + 150 * i, 20 + i) for i in range(5)}


def test_strata_are_pooled_and_their_total_holds_the_truth(tables) -> None:
    found = estimate_strata(tables)
    truth = sum(250 + 150 * i for i in range(5))
    assert found.total is not None
    assert found.unpooled is not None
    assert truth in found.total
    for stratum in found.strata:
        assert isinstance(stratum.result, Estimate)
        assert stratum.pooled is not None
    widths = [
        (s.pooled.high - s.pooled.low, s.result.interval.high - s.result.interval.low) for s in found.strata
    ]
    assert sum(p for p, _ in widths) < sum(alone for _, alone in widths)
    assert found == estimate_strata(tables)


def test_a_small_stratum_is_refused_alone_and_counted_as_recorded(tables) -> None:
    small = CaptureHistories.of("abc", {1: 3, 2: 2})
    found = estimate_strata({**tables, "small": small})
    without = estimate_strata(tables)
    assert isinstance(found.strata[-1].result, Refused)
    assert found.strata[-1].pooled is None
    assert found.total is not None
    assert without.total is not None
    assert found.total.low == without.total.low + small.n
    assert "small" in found.words[0]


def test_two_strata_are_not_pooled(tables) -> None:
    found = estimate_strata({name: tables[name] for name in ("s0", "s1")})
    assert found.spread_between is None
    assert all(s.pooled is None for s in found.strata)
    assert any("not pooled" in w for w in found.words)


def test_missing_strata_are_filled_in_and_said_so(tables) -> None:
    unplaced = CaptureHistories.of("abc", {1: 40, 2: 30, 3: 20, 7: 5})
    found = estimate_strata(tables, unplaced=unplaced, imputations=4, seed=2)
    assert found.n == sum(t.n for t in tables.values()) + 95
    assert any("Rubin" in w for w in found.words)
    for stratum in found.strata:
        assert isinstance(stratum.result, Estimate)
        assert "strata_filled_in" in {c.code for c in stratum.result.cautions}
    assert sum(s.result.n for s in found.strata) == pytest.approx(found.n, abs=3)


def test_no_stratum_with_an_estimate_gives_no_total() -> None:
    found = estimate_strata({"a": CaptureHistories.of("abc", {1: 3, 2: 2})})
    assert found.total is None
    assert found.centre is None


def test_strata_must_be_there_and_have_the_same_lists(tables) -> None:
    with pytest.raises(TableError, match="no strata"):
        estimate_strata({})
    with pytest.raises(TableError, match="differ"):
        estimate_strata({"a": tables["s0"], "b": CaptureHistories.of("xyz", {1: 1})})


def test_a_stratum_with_small_lists_is_refused_even_where_it_could_be_fitted(tables) -> None:
    small = CaptureHistories.of("abc", {1: 8, 2: 7, 4: 4, 3: 4, 5: 2, 6: 2, 7: 1})
    found = estimate_strata({**tables, "small": small})
    assert isinstance(found.strata[-1].result, Refused)
    assert found.strata[-1].result.code == "stratum_too_small"
    assert "only 2 of 3 lists" in found.strata[-1].result.reason


def test_a_stratum_without_an_upper_end_is_refused_alone(tables) -> None:
    loose = CaptureHistories.of("abc", {1: 40, 2: 40, 4: 40, 3: 1, 5: 1, 6: 1})
    given = {"method": "loglinear-bic", "settings": {"replicates": 300}}
    found = estimate_strata({**tables, "loose": loose}, **given)
    assert found.total is not None
    last = found.strata[-1].result
    assert isinstance(last, Refused)
    assert last.code == "no_upper_end"
