"""Candidates: what is near is found once, bounded in full blocks, with what was cut accounted for."""

from __future__ import annotations

import numpy as np
from tests.linkage.conftest import permuted, table_of

from corroborate.linkage.candidates import MOST, neighbours, reaches
from corroborate.linkage.columns import Columns
from corroborate.linkage.link import link
from corroborate.lists.simulate import Simulated, preset, simulate
from corroborate.model.linkage import Linkage


def test_finds_what_a_search_of_all_pairs_finds(simulated: Simulated) -> None:
    columns = Columns.of(simulated.table)
    found = neighbours(columns, most=10_000)
    reach = reaches(columns)
    n = len(columns)
    a, b = np.triu_indices(n, 1)
    apart = np.sqrt(((columns.xyz[a] - columns.xyz[b]) ** 2).sum(axis=1))
    gap = np.maximum(columns.first[a] - columns.last[b], columns.first[b] - columns.last[a])
    whole = columns.placed & columns.dated
    widest = np.maximum(reach[a], reach[b])
    area = simulated.table.admin1[columns.row]
    parted = (widest > 100) & (area[a] >= 0) & (area[b] >= 0) & (area[a] != area[b]) & (apart > 40)
    wanted = whole[a] & whole[b] & (apart <= widest) & (gap <= 10) & ~parted
    expected = set(zip(a[wanted].tolist(), b[wanted].tolist(), strict=True))
    got = set(zip(found.a.tolist(), found.b.tolist(), strict=True))
    assert len(got) == len(found)
    both = whole[found.a] & whole[found.b]
    assert set(zip(found.a[both].tolist(), found.b[both].tolist(), strict=True)) == expected
    assert (found.cut == 0).all()


def test_most_true_pairs_are_candidates(simulated: Simulated) -> None:
    columns = Columns.of(simulated.table)
    found = neighbours(columns)
    truth = simulated.truth[columns.row]
    _, sizes = np.unique(truth, return_counts=True)
    assert (truth[found.a] == truth[found.b]).sum() > 0.93 * (sizes * (sizes - 1) // 2).sum()


def test_one_place_and_day_that_hold_everything_stay_bounded() -> None:
    n = 5_000
    table = table_of(
        ("a", "b"), [i % 2 for i in range(n)], [3] * n, [(1.0, 1.0)] * n, [float(i % 50) for i in range(n)]
    )
    found = neighbours(Columns.of(table))
    assert len(found) <= n * MOST
    assert found.cut.mean() > 0.9


def test_date_line_and_poles_part_nothing() -> None:
    table = table_of(
        ("a", "b"),
        [0, 1, 0, 1],
        [1, 1, 1, 1],
        [(0.0, 179.95), (0.0, -179.95), (89.99, 10.0), (89.99, -170.0)],
    )
    found = neighbours(Columns.of(table))
    assert len(found) == 2


def test_canonical_order_is_that_of_ids_alone(simulated: Simulated) -> None:
    table = simulated.table
    order = np.random.default_rng(1).permutation(len(table))
    one, two = Columns.of(table), Columns.of(permuted(table, order, [3, 2, 1, 0]))
    assert (one.key == two.key).all()
    assert (one.first == two.first).all()
    assert (order[two.row] == one.row).all()
    assert one.lists == two.lists


def test_some_rows_of_a_table(simulated: Simulated) -> None:
    table = simulated.table
    rows = np.array([5, 2, 9], np.int64)
    some = table.taking(rows)
    assert some.row_ids == tuple(table.row_ids[i] for i in (5, 2, 9))
    assert (some.lat == table.lat[rows]).all() or np.isnan(table.lat[rows]).any()
    assert some.lists == table.lists


def test_the_share_that_place_errors_hide_is_told_from_pairs_far_apart() -> None:
    stated, real = [], []
    for seed in (1, 2, 3):
        made = simulate(preset("linkage-reference"), records=10_000, seed=seed)
        found = link(made.table, engine="fast")
        assert isinstance(found, Linkage)
        stated.append(found.missed)
        columns = Columns.of(made.table)
        truth = made.truth[columns.row]
        candidates = neighbours(columns)
        compared = int((truth[candidates.a] == truth[candidates.b]).sum())
        size = np.unique(truth, return_counts=True)[1]
        real.append(1 - compared / int((size * (size - 1) // 2).sum()))
    assert sum(low <= share <= high for (low, high), share in zip(stated, real, strict=True)) >= 2
