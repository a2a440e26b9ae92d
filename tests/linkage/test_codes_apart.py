"""Lists whose codes never agree are linked by what does."""

from dataclasses import replace

import numpy as np
import pytest

from corroborate.linkage.evaluate import evaluate
from corroborate.linkage.link import link
from corroborate.lists.simulate import FOUR_LISTS, simulate
from corroborate.model.recordtable import Tree


@pytest.fixture(scope="module")
def world():
    return simulate(FOUR_LISTS, records=500, seed=6)


def with_own_codes(table):
    """The table with each list coding types and actors in branches of its own."""
    lists = len(table.lists)

    def moved(tree, *columns):
        size = len(tree.codes)
        codes = tuple(f"{name}/{code}" for name in table.lists for code in tree.codes)
        parent = [np.where(tree.parent < 0, -1, tree.parent + size * j) for j in range(lists)]
        wide = Tree(codes, np.concatenate(parent).astype(np.int32))
        shifted = [np.where(c >= 0, c + size * table.list_index, c).astype(np.int32) for c in columns]
        return wide, shifted

    types, (event_type,) = moved(table.type_tree, table.event_type)
    actors, (a, b) = moved(table.actor_tree, table.actor_a, table.actor_b)
    return replace(table, type_tree=types, event_type=event_type, actor_tree=actors, actor_a=a, actor_b=b)


def test_lists_with_codes_of_their_own_are_still_linked(world):
    found = evaluate(link(with_own_codes(world.table), sweeps=120, seed=1), world.truth)
    assert found.pairs.recall > 0.4
    assert found.pairs.precision > 0.6
