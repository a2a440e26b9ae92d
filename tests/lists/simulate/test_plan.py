"""Planning: true histories without records, widths that fall with completeness, refusals counted."""

from __future__ import annotations

import pytest

from corroborate.errors import SettingError
from corroborate.lists.simulate import FOUR_LISTS, simulate
from corroborate.lists.simulate.plan import Plan, plan, planned, true_histories
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Method, Refused
from corroborate.model.interval import Interval


def chao(table: CaptureHistories, seed: int) -> Estimate | Refused:
    """A crude estimator, quick enough for tests."""
    once, twice = table.frequencies[0], table.frequencies[1]
    if twice < 5:
        return Refused("few", "too few are on two lists", None, table.lists, table.n)
    unseen = once**2 / (2 * twice)
    centre = table.n + unseen
    return Estimate(
        Method.CHAO,
        table.lists,
        table.n,
        centre,
        Interval(round(table.n + unseen / 1.3), round(table.n + unseen * 1.3)),
        "nothing",
    )


def test_histories_are_those_of_the_world() -> None:
    made = simulate(incidents=1500, seed=12)
    assert true_histories(FOUR_LISTS, 1500, 12) == made.histories


def test_more_complete_lists_narrow_the_interval() -> None:
    rows = list(plan(chao, incidents=600, lists=(3, 5), coverages=(0.1, 0.4), replicates=5, seed=1))
    assert [(r.lists, r.coverage) for r in rows] == [(3, 0.1), (3, 0.4), (5, 0.1), (5, 0.4)]
    widths = [r.width for r in rows]
    assert widths[0] is not None
    assert widths[1] is not None
    assert widths[0] > widths[1]
    assert rows[3].recorded > rows[1].recorded > rows[0].recorded
    assert rows == list(plan(chao, incidents=600, lists=(3, 5), coverages=(0.1, 0.4), replicates=5, seed=1))


def test_refusals_are_counted_with_their_reason() -> None:
    row = next(plan(chao, incidents=10, lists=(3,), coverages=(0.02,), replicates=4, seed=1))
    assert row.refused == 1.0
    assert row.width is None
    assert row.reason == "too few are on two lists"
    assert not row.reaches(1.0)


def test_what_reaches_a_width() -> None:
    good = Plan(3, 0.3, 100, 10, 0.6, 0.1, 0.9, 0.0, 0.0)
    assert good.reaches(0.1)
    assert not good.reaches(0.05)
    assert not Plan(3, 0.3, 100, 10, 0.6, 0.1, 0.5, 0.0, 0.0).reaches(0.1)


@pytest.mark.parametrize(("lists", "coverage"), [(1, 0.2), (3, 0.9), (6, 0.5), (9, 0.05)])
def test_planned_settings_have_the_mean_asked(lists: int, coverage: float) -> None:
    made = planned(FOUR_LISTS, lists, coverage).checked()
    assert len(made.lists) == lists
    assert sum(s.coverage for s in made.lists) / lists == pytest.approx(coverage, abs=1e-6)
    assert max(s.coverage for s in made.lists) <= 0.97


def test_impossible_plans_are_refused() -> None:
    for lists, coverage in ((0, 0.5), (3, 0.0), (3, 0.99)):
        with pytest.raises(SettingError):
            planned(FOUR_LISTS, lists, coverage)
    with pytest.raises(SettingError):
        list(plan(chao, replicates=0))
    with pytest.raises(SettingError):
        true_histories(FOUR_LISTS, 10**8, 1)
