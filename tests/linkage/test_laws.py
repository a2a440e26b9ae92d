"""Field laws: levels as they are named, both ways round, and backgrounds that add up."""

from __future__ import annotations

import numpy as np
import pytest

from corroborate.linkage.columns import Columns
from corroborate.linkage.diagnostics import effective_size, r_hat
from corroborate.linkage.fields import MISSING
from corroborate.linkage.graph import prepared
from corroborate.linkage.laws.coded import APART, EQUAL, KIN, WITHIN, relations
from corroborate.linkage.laws.letters import edits, packed
from corroborate.linkage.presets import PRESETS
from corroborate.lists.simulate import Simulated
from corroborate.model.recordtable import Tree


def test_levels_turn_round_and_shares_add_up(simulated: Simulated) -> None:
    columns = Columns.of(simulated.table)
    rng = np.random.default_rng(2)
    a = rng.integers(0, len(columns), 4000).astype(np.int32)
    b = rng.integers(0, len(columns), 4000).astype(np.int32)
    laws = prepared(PRESETS["incidents"].laws, columns)
    assert [law.name for law, _ in laws] == ["actors", "type", "date", "deaths", "injured", "place"]
    for law, values in laws:
        level, back = values.compare(a, b), values.compare(b, a)
        known = level != MISSING
        assert (level[known] < len(law.levels)).all()
        assert len(law.start) == len(law.levels)
        flip = np.array(law.flip) if law.flip else np.arange(len(law.levels))
        assert (flip[level[known]] == back[known]).all()
        assert (values.compare(a, a)[values.present[a]] == 0).all()
        if law.kind == "share":
            total = values.share[:, :, : len(law.levels)].sum(axis=-1)
            assert total == pytest.approx(np.ones_like(total), abs=1e-4)


def test_relations_of_a_tree() -> None:
    tree = Tree(("state", "army", "police", "rebels"), np.array([-1, 0, 0, -1], np.int32))
    found = relations(tree)
    assert found[1, 1] == EQUAL
    assert found[0, 1] == found[1, 0] == WITHIN
    assert found[1, 2] == KIN
    assert found[1, 3] == APART


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("meier", "meyer", 1),
        ("anna", "naan", 2),
        ("ab", "ba", 1),
        ("", "abc", 3),
        ("karim", "karim", 0),
        ("abcdef", "uvwxyz", 4),
    ],
)
def test_edits(one: str, two: str, apart: int) -> None:
    text, start = packed([one, two])
    assert edits(text, start[0], len(one), start[1], len(two), 3) == apart


def test_chains_that_agree_and_chains_that_do_not() -> None:
    rng = np.random.default_rng(3)
    agree = rng.normal(size=(2, 500))
    assert r_hat(agree) == pytest.approx(1.0, abs=0.02)
    assert 600 < effective_size(agree) < 1400
    assert r_hat(agree + np.array([[0.0], [3.0]])) > 1.5
    slow = np.cumsum(rng.normal(size=(2, 500)), axis=1)
    assert effective_size(slow) < 50
    assert r_hat(np.ones((2, 10))) == 1.0
