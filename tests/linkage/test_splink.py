"""Splink's predictions in and out, and partitions drawn from given probabilities."""

import duckdb
import numpy as np
import pytest

from corroborate.errors import InputError, TableError
from corroborate.linkage.given import drawn
from corroborate.linkage.splink import from_splink, read_predictions, to_splink
from corroborate.lists.simulate import FOUR_LISTS, simulate

KEY = np.arange(1, 9, dtype=np.uint64) * np.uint64(7919)


@pytest.fixture(scope="module")
def world():
    return simulate(FOUR_LISTS, records=60, seed=5)


def predictions(path, table, rows, *, sources=True, extra=()):
    held = {
        "match_probability": np.array([r[2] for r in rows], float),
        "unique_id_l": np.array([table.row_ids[r[0]] for r in rows] + list(extra), object)[: len(rows)],
        "unique_id_r": np.array([table.row_ids[r[1]] for r in rows], object),
    }
    if sources:
        held["source_dataset_l"] = np.array([table.lists[table.list_index[r[0]]] for r in rows], object)
        held["source_dataset_r"] = np.array([table.lists[table.list_index[r[1]]] for r in rows], object)
    duckdb.connect().execute(f"copy (select * from held) to '{path}'")
    return path


def shares(pairs, p, lists, ceiling=(1, 1, 1), n=4, draws=3000):
    found = drawn(
        n,
        np.array(pairs, np.int32).reshape(-1, 2),
        np.array(p, np.float32),
        np.array(lists),
        np.array(ceiling),
        draws=draws,
        seed=1,
        key=KEY[:n],
    )
    return found, [float((found[:, a] == found[:, b]).mean()) for a, b in pairs]


def test_a_single_pair_is_together_as_often_as_stated():
    for p in (0.05, 0.5, 0.9):
        _, (share,) = shares([(0, 1)], [p], [0, 1, 2, 2])
        assert share == pytest.approx(p, abs=0.03)


def test_a_list_that_holds_an_incident_once_is_never_joined_with_itself():
    found, _ = shares([(0, 1), (1, 2)], [0.9, 0.9], [0, 1, 0, 2])
    assert (found[:, 0] != found[:, 2]).all()
    loose, _ = shares([(0, 1), (1, 2), (0, 2)], [0.9, 0.9, 0.9], [0, 1, 0, 2], ceiling=(2, 1, 1))
    assert (loose[:, 0] == loose[:, 2]).any()


def test_what_three_records_say_together_is_no_surer_than_its_pairs():
    _, found = shares([(0, 1), (0, 2), (1, 2)], [0.5, 0.5, 0.5], [0, 1, 2, 2])
    assert max(found) < 0.7


def test_the_order_of_records_changes_nothing():
    pairs, p = [(0, 1), (1, 2), (2, 3)], [0.4, 0.6, 0.7]
    found, _ = shares(pairs, p, [0, 1, 2, 0], draws=20)
    turn = np.array([2, 0, 3, 1])
    again = drawn(
        4,
        np.sort(np.argsort(turn)[np.array(pairs)], axis=1).astype(np.int32),
        np.array(p, np.float32),
        np.array([0, 1, 2, 0])[turn],
        np.array([1, 1, 1]),
        draws=20,
        seed=1,
        key=KEY[:4][turn],
    )
    same = found[:, :, None] == found[:, None, :]
    assert np.array_equal(same[:, turn][:, :, turn], again[:, :, None] == again[:, None, :])


def test_predictions_find_their_records_and_what_does_not_fit_is_counted(tmp_path, world):
    table = world.table
    path = predictions(tmp_path / "p.parquet", table, [(5, 2, 0.4), (2, 5, 0.7), (3, 3, 0.9)])
    pairs, probability, aside = read_predictions(path, table)
    assert pairs.tolist() == [[2, 5]]
    assert probability.tolist() == pytest.approx([0.7])
    assert aside == 1


def test_files_that_are_no_predictions_are_named(tmp_path, world):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(TableError, match="match_probability"):
        read_predictions(tmp_path / "x.csv", world.table)
    (tmp_path / "y.parquet").write_bytes(b"PAR1 nothing")
    with pytest.raises(TableError):
        read_predictions(tmp_path / "y.parquet", world.table)
    with pytest.raises(InputError):
        read_predictions(tmp_path / "none.parquet", world.table)
    (tmp_path / "z.csv").write_text("match_probability,unique_id_l,unique_id_r\n0.5,q,r\n")
    with pytest.raises(InputError, match="names two records"):
        read_predictions(tmp_path / "z.csv", world.table)


def test_a_linkage_from_splink_carries_draws_cautions_and_comes_back(tmp_path, world):
    table = world.table
    rows = [
        (i, j, 0.95 if world.truth[i] == world.truth[j] else 0.02)
        for i in range(len(table))
        for j in range(i)
        if world.truth[i] == world.truth[j] or (i + j) % 7 == 0
    ]
    path = predictions(tmp_path / "p.parquet", table, rows)
    made = from_splink(path, table, draws=50, seed=2)
    assert made.histories[0].lists == table.lists
    assert all(h.n == len(set(d)) for h, d in zip(made.histories, made.draws.tolist(), strict=True))
    assert made.distinct.low <= made.distinct.high < len(table)
    assert "stated_probabilities" in {c.code for c in made.cautions}
    assert np.array_equal(made.draws, from_splink(path, table, draws=50, seed=2).draws)
    out = tmp_path / "o'ut.csv"
    assert to_splink(made, table, out) == len(made.pairs)
    pairs, probability, aside = read_predictions(out, table)
    assert np.array_equal(pairs, made.pairs)
    assert probability == pytest.approx(made.probability, abs=1e-6)
    assert aside == 0
