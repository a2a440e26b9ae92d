"""Columns of a user's own (RecordTable.extra): numbers, which may be codes that are typed digit by digit."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage.columns import Columns
from corroborate.linkage.fields import FieldLaw, Values, shares, tabled
from corroborate.linkage.laws.letters import apart, packed
from corroborate.linkage.laws.rarity import density, unrelated

SAME, ONE, TYPED, TWO, WITHIN_5, WITHIN_10, APART = range(7)

_LEVELS = ("the same", "1 apart", "one digit wrong", "2 apart", "within 5", "within 10", "over 10 apart")
_START = (0.8, 0.04, 0.06, 0.02, 0.02, 0.03, 0.03)
_EDGES = np.array([1e-9, 1.0001, 2.0001, 5.0001, 10.0001])
_BY_GAP = np.array([SAME, ONE, TWO, WITHIN_5, WITHIN_10, APART], np.uint8)


def laws_of(columns: Columns) -> list[FieldLaw]:
    """One law a column that the registry does not know by name."""
    return [FieldLaw(name, _LEVELS, _START, _number(name), near=True) for name in sorted(columns.table.extra)]


def _number(name: str) -> Callable[[Columns], Values | None]:
    def prepare(columns: Columns) -> Values | None:
        return numbers(np.asarray(columns.table.extra[name], np.float64)[columns.row], len(columns.lists))

    return prepare


def numbers(value: NDArray[np.float64], lists: int) -> Values | None:
    """Numbers (n,), NaN where none is stated: by gap or by digit: changed, added, left out or turned."""
    present = np.isfinite(value)
    if np.count_nonzero(present) < 2:
        return None
    stated, inverse, count = np.unique(value[present], return_inverse=True, return_counts=True)
    code = np.zeros(len(value), np.int32)
    code[present] = inverse.ravel()
    words = [str(int(v)) if v == int(v) else repr(float(v)) for v in stated.tolist()]
    text, start = packed(words)

    def levels(x: NDArray[np.integer], y: NDArray[np.integer]) -> NDArray[np.uint8]:
        level = _BY_GAP[np.searchsorted(_EDGES, np.abs(stated[x] - stated[y]), "right")]
        asked = np.flatnonzero(level > ONE)
        edits = np.empty(len(asked), np.int64)
        apart(text, start, x[asked], y[asked], 1, edits)
        level[asked[edits <= 1]] = TYPED
        return np.asarray(level, np.uint8)

    def compare(a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.uint8]:
        level = np.full(len(a), 255, np.uint8)
        both = np.flatnonzero(present[a] & present[b])
        level[both] = levels(code[a[both]], code[b[both]])
        return level

    tier = np.zeros(len(value), np.uint8)
    table = tabled(code, present, compare)
    share = shares(code, tier, present, table, compare, len(_LEVELS))
    n = int(count.sum())
    near = density(stated, count)
    share[:, 0, SAME] = unrelated(count, near, n, lists)
    if table is None:
        for level, width in ((ONE, 2), (TWO, 2), (WITHIN_5, 6), (WITHIN_10, 10)):
            share[:, 0, level] = near * width
    whole = np.maximum(share[:, 0, : len(_LEVELS)], 1e-9)
    share[:, 0, : len(_LEVELS)] = whole / whole.sum(axis=1, keepdims=True)
    return Values(present, tier, compare, code, share)
