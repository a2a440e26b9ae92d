"""A linkage comes back from disk as it was, and a changed file is noticed."""

import duckdb
import numpy as np
import pytest

from corroborate.case.linkagefile import PAIRS, RECORDS, REST, load, save
from corroborate.errors import HashMismatchError
from corroborate.lists.simulate import FOUR_LISTS, simulate
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Caution
from corroborate.model.interval import Interval
from corroborate.model.linkage import (
    Contradiction,
    Linkage,
    PairDecision,
    PairVerdict,
    Undecided,
)


def made(table, draws=3):
    n = len(table)
    partitions = np.arange(n, dtype=np.int32) // np.array([[1], [2], [3]], np.int32)[:draws]
    decision = PairDecision(("a", "1"), ("b", "2"), PairVerdict.SAME, "ana", 4)
    return Linkage(
        table.lists,
        table.digest,
        np.array([[0, 1], [1, 2]], np.int32),
        np.array([0.25, 0.999], np.float32),
        np.arange(n, dtype=np.int32) // 2,
        (CaptureHistories.of(table.lists, {1: 3, 3: 2}),),
        Interval(3, 9),
        (0.01, 0.04),
        "sampler",
        partitions if draws else None,
        parameters={"date": 0.5},
        settings={"seed": "1"},
        cautions=(Caution("x", "y."),),
        undecided=(Undecided(("a", "1"), ("b", "2"), 0.5, 0.7),),
        contradictions=(Contradiction((decision,), "no."),),
    )


@pytest.fixture(scope="module")
def table():
    return simulate(FOUR_LISTS, records=40, seed=1).table


@pytest.mark.parametrize("draws", [0, 1, 3])
def test_round_trip(tmp_path, table, draws):
    before = made(table, draws)
    folder = tmp_path / "it's here"
    first = save(before, table, folder)
    after = load(folder)
    for name in ("pairs", "probability", "partition"):
        assert np.array_equal(getattr(before, name), getattr(after, name))
    assert (after.draws is None) == (before.draws is None)
    assert draws == 0 or np.array_equal(after.draws, before.draws)
    for name in ("lists", "histories", "distinct", "missed", "undecided", "contradictions", "cautions"):
        assert getattr(after, name) == getattr(before, name)
    assert save(after, table, tmp_path / "again") == first


def test_others_can_read_it_with_duckdb(tmp_path, table):
    save(made(table), table, tmp_path)
    first = duckdb.sql(f"select * from '{tmp_path / RECORDS}'").limit(1).fetchall()[0]
    assert first == (table.lists[table.list_index[0]], table.row_ids[0], 0, [0, 0, 0])
    assert duckdb.sql(f"select count(*) from '{tmp_path / PAIRS}'").fetchall() == [(2,)]


def test_nothing_there_and_a_changed_file(tmp_path, table):
    assert load(tmp_path / "none") is None
    save(made(table), table, tmp_path)
    data = bytearray((tmp_path / PAIRS).read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / PAIRS).write_bytes(data)
    with pytest.raises(HashMismatchError, match=r"pairs\.parquet"):
        load(tmp_path)
    (tmp_path / REST).write_text("{")
    with pytest.raises(HashMismatchError):
        load(tmp_path)
