"""No number where there can be none: the reason, Chao's bound, and what would help."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corroborate.errors import SettingError
from corroborate.estimation import estimate
from corroborate.estimation.gates import cautions, overlap_groups, usable
from corroborate.estimation.loglinear import one, search
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Method, Refused

Table = Callable[[str], CaptureHistories]

GOOD = {1: 60, 2: 50, 4: 40, 3: 20, 5: 15, 6: 12, 7: 6}


@pytest.mark.parametrize(
    ("lists", "cells", "code"),
    [
        ("ab", {1: 10, 2: 8, 3: 4}, "fewer_than_three_lists"),
        ("abc", {1: 10, 2: 8, 3: 4}, "fewer_than_three_lists"),
        ("abc", {1: 40, 2: 30, 3: 6, 4: 20}, "disconnected_overlap"),
        ("abcd", {1: 40, 2: 30, 3: 6, 4: 20, 8: 9, 12: 4}, "disconnected_overlap"),
        ("abc", {1: 5, 2: 5, 4: 5}, "disconnected_overlap"),
    ],
)
def test_a_table_that_cannot_carry_an_estimate_is_refused(
    lists: str, cells: dict[int, int], code: str
) -> None:
    found = estimate(CaptureHistories.of(lists, cells))
    assert isinstance(found, Refused)
    assert found.code == code
    assert found.at_least is not None
    assert found.at_least.bound >= found.n
    assert found.would_help
    assert "At least" in found.words()


def test_groups_of_lists_that_share_nobody() -> None:
    table = CaptureHistories.of("abcde", {0b00011: 1, 0b00110: 1, 0b11000: 2, 0b00001: 3})
    assert overlap_groups(table) == (("a", "b", "c"), ("d", "e"))


def test_a_list_that_holds_nobody_is_left_out_and_said_so() -> None:
    table = usable(CaptureHistories.of("abcd", GOOD))
    assert table.lists == ("a", "b", "c")
    assert table.notes == ("Left out, for they hold nobody: d.",)
    result = estimate(CaptureHistories.of("abcd", GOOD), spread="none")
    assert isinstance(result, Estimate)
    assert result.notes == table.notes


def test_small_lists_little_overlap_and_a_list_inside_another_are_said() -> None:
    table = CaptureHistories.of("abc", {1: 40, 2: 30, 3: 3, 7: 2})
    codes = {c.code for c in cautions(table)}
    assert codes == {"small_list", "little_overlap", "list_inside_another"}
    assert not cautions(CaptureHistories.of("abc", GOOD))


def test_a_list_of_one_and_a_list_inside_another_have_estimates_or_reasons() -> None:
    for extra in ({0b1011: 1}, {0b1001: 12}, {0b1000: 1, 0b1001: 1}):
        found = estimate(CaptureHistories.of("abcd", {**GOOD, **extra}), spread="quick")
        assert isinstance(found, Estimate)
        assert found.interval.low is not None
        assert found.interval.low >= found.n


def test_a_model_without_a_maximum_is_refused_by_name() -> None:
    # No individual is on lists b and c but not on a: the effect of b and c runs off.
    table = CaptureHistories.of("abc", {1: 5, 2: 5, 4: 41, 3: 54, 5: 6, 7: 12})
    found = one(table, (3, 5, 6))
    assert isinstance(found, Refused)
    assert found.code == "model_has_no_estimate"
    assert "[12.13.23]" in found.reason
    assert search(table).passed == 6


def test_settings_that_do_not_exist_are_errors() -> None:
    table = CaptureHistories.of("abc", GOOD)
    with pytest.raises(SettingError, match="no such method"):
        estimate(table, method="guess")
    with pytest.raises(SettingError, match="no such setting"):
        estimate(table, settings={"dleta": 1})
    with pytest.raises(SettingError, match="level"):
        estimate(table, level=1.0)
    with pytest.raises(SettingError, match="no such spread"):
        estimate(table, spread="wide")


@pytest.mark.parametrize(("method", "lists"), [("decomposable", 8), ("stepwise", 13), ("loglinear-bic", 13)])
def test_too_many_lists_for_a_method_is_a_refusal_with_a_way_out(method: str, lists: int) -> None:
    cells = {(1 << j) | 1: 5 for j in range(1, lists)} | {1 << j: 9 for j in range(lists)}
    found = estimate(
        CaptureHistories.of([f"l{j}" for j in range(lists)], cells), method=method, spread="none"
    )
    assert isinstance(found, Refused)
    assert found.code == "method_cannot"
    assert found.would_help


def test_lower_bounds_and_two_lists_are_never_results() -> None:
    table = CaptureHistories.of("abc", GOOD)
    for method in ("chao", "chapman"):
        assert isinstance(estimate(table, method=method, spread="none"), Refused)


@pytest.mark.parametrize("method", ["loglinear-bic", "loglinear-aic", "stepwise"])
def test_no_choice_of_models_where_a_list_lies_inside_another(method: str) -> None:
    cells = {1: 90, 2: 80, 4: 30, 3: 40, 5: 15, 6: 14, 7: 6, 12: 25, 13: 10, 14: 9, 15: 4}
    found = estimate(CaptureHistories.of("abcd", cells), method=method, spread="none")
    assert isinstance(found, Refused)
    assert found.code == "list_inside_another"
    assert "d inside c" in found.reason


@pytest.mark.shared
@pytest.mark.parametrize("name", ["artificial3", "verdata_reclutamiento_hombre1998_d81_R1"])
@pytest.mark.parametrize("method", ["auto", *Method])
def test_published_tables_whose_lists_share_nobody_are_refused_by_every_method(
    name: str, method: str, table: Table
) -> None:
    found = estimate(table(name), method=method, spread="none")
    assert isinstance(found, Refused)
    assert found.code == "disconnected_overlap"
    assert found.at_least is not None
    assert found.would_help
