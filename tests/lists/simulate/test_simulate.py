"""Simulated lists: same seed same bytes, truth consistent with histories, laws near what was asked."""

from __future__ import annotations

import itertools
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.errors import SettingError
from corroborate.lists.simulate import FOUR_LISTS, PERSONS, simulate, stream


@given(st.integers(0, 2**40), st.integers(1, 400))
@settings(max_examples=25, deadline=None)
def test_truth_agrees_with_histories(seed: int, incidents: int) -> None:
    made = simulate(incidents=incidents, seed=seed)
    assert made.incidents == incidents
    assert len(made.truth) == len(made.table)
    pattern = np.zeros(incidents, np.int64)
    for j in range(len(made.table.lists)):
        pattern[made.truth[made.table.list_index == j]] |= 1 << j
    assert (pattern == made.pattern).all()
    assert made.histories.n == made.distinct == len(np.unique(made.truth))


def test_same_seed_same_bytes() -> None:
    a, b, c = (simulate(records=3000, seed=s) for s in (7, 7, 8))
    assert a.table.digest == b.table.digest
    assert (a.truth == b.truth).all()
    assert a.table.digest != c.table.digest


def test_row_order_says_nothing_of_the_incident() -> None:
    made = simulate(records=9000, seed=3)
    for j in range(4):
        of_list = made.table.list_index == j
        assert (np.diff(made.table.first_day[of_list]) >= 0).all()
        same_day = np.diff(made.table.first_day[of_list]) == 0
        up = np.diff(made.truth[of_list])[same_day] > 0
        assert 0.4 < up.mean() < 0.6


def test_persons_have_names_that_differ_between_lists() -> None:
    made = simulate(PERSONS, records=2000, seed=2)
    assert len(made.table.name) == len(made.table)
    assert made.table.sex is not None
    order = np.argsort(made.truth, kind="stable")
    pairs = [(a, b) for a, b in itertools.pairwise(order) if made.truth[a] == made.truth[b]]
    same = np.mean([made.table.name[a] == made.table.name[b] for a, b in pairs])
    assert 0.3 < same < 0.8


@pytest.mark.parametrize("sizes", [{}, {"records": 5, "incidents": 5}, {"records": 0}, {"incidents": -1}])
def test_a_size_that_is_none_is_refused(sizes: dict[str, int]) -> None:
    with pytest.raises(SettingError):
        simulate(FOUR_LISTS, seed=0, **sizes)


def test_stream_is_the_same_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corroborate.lists.simulate.simulated.BLOCK", 500)
    whole = simulate(incidents=1800, seed=4)
    blocks = list(stream(incidents=1800, seed=4))
    assert len(blocks) == 4
    assert (np.concatenate([b.truth for b in blocks]) == whole.truth).all()
    assert tuple(r for b in blocks for r in b.table.row_ids) == whole.table.row_ids
    for column in fields(whole.table):
        value = getattr(whole.table, column.name)
        if isinstance(value, np.ndarray):
            joined = np.concatenate([getattr(b.table, column.name) for b in blocks])
            assert np.array_equal(joined, value, equal_nan=value.dtype.kind == "f"), column.name
    for column in fields(whole.world):
        joined = np.concatenate([getattr(b.world, column.name) for b in blocks])
        assert np.array_equal(joined, getattr(whole.world, column.name)), column.name
    bursts = whole.world.burst[whole.world.burst >= 0]
    assert len(np.unique(bursts)) == bursts.max() + 1
    keys = set(zip(whole.table.list_index.tolist(), whole.table.row_ids, strict=True))
    assert len(keys) == len(whole.table)
