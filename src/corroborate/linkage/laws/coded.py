"""Codes of taxonomies: the pair of actors, without order, and the type of event."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage.columns import Columns
from corroborate.linkage.fields import INCIDENTS, FieldLaw, Values, numbered, shares
from corroborate.model.recordtable import Tree

EQUAL, WITHIN, KIN, APART = 0, 1, 2, 3


def relations(tree: Tree) -> NDArray[np.uint8]:
    """How two codes stand to each other: equal, one holds the other, of one root, or apart.

    uint8 (codes + 1, codes + 1); the last row and column stand for an unknown code and hold WITHIN.
    """
    size = len(tree.codes)
    paths: list[list[int]] = []
    for code in range(size):
        path = [code]
        while tree.parent[path[-1]] >= 0 and len(path) <= size:
            path.append(int(tree.parent[path[-1]]))
        paths.append(path)
    root = np.array([path[-1] for path in paths], np.int64)
    found = np.full((size + 1, size + 1), WITHIN, np.uint8)
    found[:size, :size] = np.where(root[:, None] == root[None, :], KIN, APART)
    for code, path in enumerate(paths):
        found[code, path] = WITHIN
        found[path, code] = WITHIN
        found[code, code] = EQUAL
    return found


def _depth(tree: Tree, code: NDArray[np.int32]) -> NDArray[np.uint8]:
    """0 for a code that holds no finer one, 1 for one that does."""
    coarse = np.zeros(len(tree.codes) + 1, np.uint8)
    coarse[tree.parent[tree.parent >= 0]] = 1
    found: NDArray[np.uint8] = coarse[code]
    return found


_DYADS = np.array(
    # Levels by the relations of the two sides under the better of the two orders.
    [[0, 1, 3, 4], [1, 2, 4, 5], [3, 4, 6, 7], [4, 5, 7, 8]],
    np.uint8,
)


def actors(columns: Columns) -> Values | None:
    """The two actors, whichever stands first."""
    t, row = columns.table, columns.row
    a, b = t.actor_a[row], t.actor_b[row]
    low, high = np.minimum(a, b), np.maximum(a, b)
    present = high >= 0
    if np.count_nonzero(present) < 2:
        return None
    tree = t.actor_tree
    relation = relations(tree)
    code = np.where(present, numbered(low, high), 0).astype(np.int32)
    values, at = np.unique(code[present], return_index=True)
    code = np.where(present, np.searchsorted(values, code), 0).astype(np.int32)
    lows, highs = low[present][at], high[present][at]
    table = None
    if len(values) <= _MOST_DYADS:
        # Unknown codes point at the last row of the relations.
        straight = _DYADS[relation[lows[:, None], lows], relation[highs[:, None], highs]]
        crossed = _DYADS[relation[lows[:, None], highs], relation[highs[:, None], lows]]
        table = np.minimum(straight, crossed)
        np.fill_diagonal(table, 0)

    def compare(x: NDArray[np.int32], y: NDArray[np.int32]) -> NDArray[np.uint8]:
        if table is not None:
            level = table[code[x], code[y]]
        else:
            straight = _DYADS[relation[low[x], low[y]], relation[high[x], high[y]]]
            crossed = _DYADS[relation[low[x], high[y]], relation[high[x], low[y]]]
            level = np.where(code[x] == code[y], 0, np.minimum(straight, crossed)).astype(np.uint8)
        return np.where(present[x] & present[y], level, 255).astype(np.uint8)

    tier = np.where(low < 0, 2, np.maximum(_depth(tree, low), _depth(tree, high))).astype(np.uint8)
    return Values(present, tier, compare, code, shares(code, tier, present, table, compare, 9))


_MOST_DYADS = 3000
"""Distinct pairs of actors up to which all are compared beforehand (9 MB)."""


def types(columns: Columns) -> Values | None:
    """The type of event."""
    t, row = columns.table, columns.row
    kind = t.event_type[row]
    present = kind >= 0
    if np.count_nonzero(present) < 2:
        return None
    relation = relations(t.type_tree)
    code = np.where(present, kind, 0).astype(np.int32)

    def compare(x: NDArray[np.int32], y: NDArray[np.int32]) -> NDArray[np.uint8]:
        return np.where(present[x] & present[y], relation[kind[x], kind[y]], 255).astype(np.uint8)

    size = min(len(t.type_tree.codes), int(code.max()) + 1)
    tier = np.where(present, _depth(t.type_tree, kind), 0).astype(np.uint8)
    return Values(
        present, tier, compare, code, shares(code, tier, present, relation[:size, :size], compare, 4)
    )


INCIDENTS.append(
    FieldLaw(
        "actors",
        (
            "the same", "one side the same, the other within", "within each other on both sides",
            "one side the same, the other akin", "one side the same or akin, the other apart or within",
            "one side within, the other apart", "akin on both sides", "akin on one side", "apart",
        ),
        (0.5, 0.2, 0.08, 0.06, 0.06, 0.03, 0.03, 0.02, 0.02),
        actors,
        coded=True,
    )
)  # fmt: skip
INCIDENTS.append(
    FieldLaw(
        "type",
        ("the same", "one holds the other", "of one kind", "apart"),
        (0.65, 0.15, 0.12, 0.08),
        types,
        coded=True,
    )
)
