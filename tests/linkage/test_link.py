"""Linking from end to end: truth found, invariances, policies, decisions, and bad input."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.linkage.conftest import permuted, table_of

from corroborate.errors import SettingError
from corroborate.linkage.evaluate import evaluate
from corroborate.linkage.link import link
from corroborate.lists.simulate import Simulated
from corroborate.model.linkage import Linkage, LinkageRefused, PairDecision, PairVerdict
from corroborate.model.record import Duplicates
from corroborate.model.recordtable import RecordTable

SWEEPS = 100


def linked(table: RecordTable, **settings: object) -> Linkage:
    found = link(table, **{"sweeps": SWEEPS, **settings})  # type: ignore[arg-type]
    assert isinstance(found, Linkage)
    return found


def pairs_of(found: Linkage, table: RecordTable) -> dict[frozenset[tuple[str, str]], float]:
    def key(i: int) -> tuple[str, str]:
        return table.lists[table.list_index[i]], table.row_ids[i]

    return {
        frozenset((key(a), key(b))): p
        for (a, b), p in zip(found.pairs.tolist(), found.probability.tolist(), strict=True)
    }


def grid(n: int, step: float = 3.0) -> list[tuple[float, float]]:
    return [(step * (i % 10), step * (i // 10)) for i in range(n)]


@pytest.fixture(scope="module")
def whole(simulated: Simulated) -> Linkage:
    return linked(simulated.table, seed=4)


def test_finds_most_of_the_truth_and_says_how_sure(simulated: Simulated, whole: Linkage) -> None:
    scores = evaluate(whole, simulated.truth)
    assert scores.pairs.precision is not None
    assert scores.pairs.recall is not None
    assert scores.pairs.precision > 0.75
    assert scores.pairs.recall > 0.65
    sure = whole.probability > 0.95
    a, b = simulated.truth[whole.pairs[sure].T]
    assert np.mean(a == b) > 0.88


def test_row_order_and_list_order_change_nothing(simulated: Simulated, whole: Linkage) -> None:
    table = simulated.table
    order = np.random.default_rng(9).permutation(len(table))
    other = permuted(table, order, [2, 0, 3, 1])
    again = linked(other, seed=4)
    assert pairs_of(again, other) == pairs_of(whole, table)
    assert again.distinct == whole.distinct
    assert again.histories == whole.histories
    together = whole.partition[order][:, None] == whole.partition[order][None, :]
    assert ((again.partition[:, None] == again.partition[None, :]) == together).all()


def test_same_seed_same_result_and_the_draws_are_partitions(simulated: Simulated, whole: Linkage) -> None:
    again = linked(simulated.table, seed=4)
    assert (again.probability == whole.probability).all()
    assert again.draws is not None
    assert whole.draws is not None
    assert (again.draws == whole.draws).all()
    for labels, table in zip(whole.draws[:5], whole.histories[:5], strict=True):
        assert len(np.unique(labels)) == table.n


def test_interrupted_run_goes_on_to_the_same_result(
    simulated: Simulated, whole: Linkage, tmp_path: Path
) -> None:
    class Stop(Exception):  # noqa: N818
        pass

    def stop(done: int, total: int) -> None:
        assert total == 300
        if done > 200:
            raise Stop

    state = tmp_path / "state.npz"
    straight = linked(simulated.table, seed=4, sweeps=300)
    with pytest.raises(Stop):
        link(simulated.table, seed=4, sweeps=300, progress=stop, resume=state)
    resumed = linked(simulated.table, seed=4, sweeps=300, resume=state)
    assert (resumed.probability == straight.probability).all()
    assert resumed.histories == straight.histories
    with pytest.raises(SettingError, match="other records or settings"):
        link(simulated.table, seed=5, sweeps=300, resume=state)


def test_list_that_holds_nothing_twice_is_never_linked_with_itself(simulated: Simulated) -> None:
    names = simulated.table.lists
    found = linked(simulated.table, duplicates=dict.fromkeys(names, Duplicates.NONE))
    which = simulated.table.list_index
    for labels in (found.partition, *(found.draws if found.draws is not None else ())):
        keys = labels.astype(np.int64) * len(names) + which
        assert len(np.unique(keys)) == len(keys)


def test_decisions_are_heeded_and_contradictory_ones_are_shown(simulated: Simulated, whole: Linkage) -> None:
    table = simulated.table
    at = int(np.argmax(whole.probability))
    a, b = ((table.lists[table.list_index[i]], table.row_ids[i]) for i in whole.pairs[at].tolist())
    far = ("delta", table.row_ids[int(np.flatnonzero(table.list_index == table.lists.index("delta"))[-1])])
    apart = linked(table, decisions=[PairDecision(a, b, PairVerdict.DIFFERENT)])
    assert pairs_of(apart, table).get(frozenset((a, b)), 0.0) == 0.0
    joined = linked(table, decisions=[PairDecision(a, far, PairVerdict.SAME)])
    assert pairs_of(joined, table)[frozenset((a, far))] == 1.0
    for verdict in (PairVerdict.RELATED, PairVerdict.CANNOT_TELL):
        same = linked(table, seed=4, decisions=[PairDecision(a, b, verdict)])
        assert (same.probability == whole.probability).all()
    clash = [
        PairDecision(a, b, PairVerdict.SAME),
        PairDecision(a, b, PairVerdict.DIFFERENT, who="another"),
    ]
    assert linked(table, decisions=clash).contradictions


def test_lists_that_share_nothing_stay_apart() -> None:
    spots = grid(60)
    table = table_of(("a", "b"), [i % 2 for i in range(60)], [20 * i for i in range(60)], spots)
    found = linked(table)
    assert len(np.unique(found.partition)) == 60
    assert any(c.code == "no-candidates" for c in found.cautions)


def test_identical_lists_are_one() -> None:
    spots = grid(60) * 2
    days = [(i * 7) % 300 for i in range(60)] * 2
    table = table_of(("a", "b"), [0] * 60 + [1] * 60, days, spots, [float(i % 9) for i in range(60)] * 2)
    found = linked(table)
    assert (found.partition[:60] == found.partition[60:]).all()
    assert len(np.unique(found.partition)) == 60


def test_list_that_repeats_itself() -> None:
    spots = grid(60) * 2
    days = [(i * 7) % 300 for i in range(60)] * 2
    deaths = [float(i % 9) for i in range(60)] * 2
    table = table_of(("a",), [0] * 120, days, spots, deaths)
    found = linked(table, duplicates={"a": Duplicates.FREE})
    assert (found.partition[:60] == found.partition[60:]).all()
    refused = link(table, duplicates={"a": Duplicates.NONE})
    assert isinstance(refused, LinkageRefused)
    assert refused.code == "one-list"


def test_records_without_date_or_place_do_no_harm(simulated: Simulated) -> None:
    table = simulated.table
    n = len(table)
    bare = np.arange(n) % 7 == 0
    no_day = np.where(bare, np.int32(-(2**31)), table.first_day).astype(np.int32)
    lat = np.where(np.arange(n) % 5 == 0, np.nan, table.lat)
    found = linked(
        replace(
            table, first_day=no_day, last_day=np.where(bare, no_day, table.last_day).astype(np.int32), lat=lat
        )
    )
    scores = evaluate(found, simulated.truth)
    assert scores.pairs.precision is not None
    assert scores.pairs.precision > 0.6


def test_there_are_never_more_incidents_than_records(simulated: Simulated) -> None:
    unknown = np.full(len(simulated.table), -(2**31), np.int32)
    found = linked(replace(simulated.table, first_day=unknown, last_day=unknown))
    assert 1 <= found.distinct.low <= found.distinct.high <= len(simulated.table)


def test_fast_engine_says_what_it_is(simulated: Simulated) -> None:
    found = linked(simulated.table, engine="fast")
    assert found.engine == "fast"
    assert found.draws is None
    assert found.cautions[0].code == "fast"
    scores = evaluate(found, simulated.truth)
    assert scores.pairs.precision is not None
    assert scores.pairs.precision > 0.7


def test_too_few_records_are_refused() -> None:
    found = link(table_of(("a",), [0], [1], [(0.0, 0.0)]))
    assert isinstance(found, LinkageRefused)
    assert found.would_help


@pytest.mark.parametrize(
    "settings",
    [
        {"engine": "magic"}, {"sweeps": 3}, {"chains": 0}, {"level": 1.0}, {"preset": "cars"},
        {"duplicates": {"nobody": 1}}, {"duplicates": {"a": 0}},
    ],
)  # fmt: skip
def test_settings_that_cannot_be_used(settings: dict[str, object]) -> None:
    table = table_of(("a", "b"), [0, 1], [1, 1], [(0.0, 0.0), (0.0, 0.0)])
    with pytest.raises(SettingError):
        link(table, **settings)  # type: ignore[arg-type]


def test_records_that_nobody_can_compare_are_refused() -> None:
    """No dates, no places, or neither: not an interval that says that all are different."""
    spots, days = grid(30), list(range(30))
    for day, place in (([None] * 30, [None] * 30), ([None] * 30, spots), (days, [None] * 30)):
        found = link(table_of(("a", "b"), [i % 2 for i in range(30)], day, place))
        assert isinstance(found, LinkageRefused)
        assert found.code == "no-place-and-date"
        assert found.would_help


def test_one_place_and_day_that_hold_everything_are_refused() -> None:
    n = 100_000
    table = table_of(
        ("a", "b"), [i % 2 for i in range(n)], [3] * n, [(1.0, 1.0)] * n, [float(i % 50) for i in range(n)]
    )
    found = link(table, engine="fast")
    assert isinstance(found, LinkageRefused)
    assert found.code == "too-full"
    assert found.would_help


def test_a_list_that_repeats_itself_beside_another_leaves_the_other_linked() -> None:
    n = 60
    spots, days, deaths = grid(n), [(i * 7) % 300 for i in range(n)], [float(i % 9) for i in range(n)]
    table = table_of(("a", "b"), [0] * (2 * n) + [1] * n, days * 3, spots * 3, deaths * 3)
    found = linked(table)
    assert (found.partition[:n] == found.partition[2 * n :]).sum() + (
        found.partition[n : 2 * n] == found.partition[2 * n :]
    ).sum() >= n
    # The list breaks its policy in every second row, so the interval may lean to more by a little.
    assert found.distinct.low <= 1.05 * n <= found.distinct.high


def test_reports_are_linked_alike_whatever_list_stands_far_away(simulated: Simulated) -> None:
    t = simulated.table
    n = len(t)
    reports = replace(t, lists=("reports",), list_index=np.zeros(n, np.int16))
    one = np.flatnonzero(t.list_index == 0)
    both = t.taking(np.concatenate([np.arange(n), one]))
    far = np.arange(len(both)) >= n
    both = replace(
        both,
        lists=("reports", "far"),
        list_index=far.astype(np.int16),
        row_ids=(*t.row_ids, *(f"far-{t.row_ids[i]}" for i in one)),
        lat=np.where(far, -both.lat, both.lat),
        first_day=both.first_day + 5000 * far.astype(np.int32),
        last_day=both.last_day + 5000 * far.astype(np.int32),
    )
    free = {"reports": Duplicates.FREE}
    alone, beside = (linked(one, duplicates=free, seed=1) for one in (reports, both))
    held = [np.mean([len(np.unique(draw[:n])) for draw in one.draws]) for one in (alone, beside)]
    assert held[1] == pytest.approx(held[0], rel=0.05)
