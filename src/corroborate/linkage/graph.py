"""The sparse graph of candidate pairs, with the level of every field on every pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.linkage.columns import Columns
from corroborate.linkage.fields import FieldLaw, Values

_CHUNK = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Pairs ``a`` < ``b`` in ascending order, with rows of ``levels`` uint8 (pairs, fields).

    ``start`` int64 (n + 1) and ``edge``, ``other`` int32 (2 pairs) list the pairs of every record, the
    others ascending.
    """

    a: NDArray[np.int32]
    b: NDArray[np.int32]
    levels: NDArray[np.uint8]
    start: NDArray[np.int64]
    edge: NDArray[np.int32]
    other: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.a)

    @property
    def n(self) -> int:
        """How many records there are."""
        return len(self.start) - 1

    @classmethod
    def of(cls, n: int, a: NDArray[np.int32], b: NDArray[np.int32], levels: NDArray[np.uint8]) -> Graph:
        """The graph of pairs that ascend."""
        start, edge, other = _adjacency(n, a, b)
        return cls(a, b, levels, start, edge, other)

    def keeping(self, kept: NDArray[np.bool_]) -> Graph:
        """The same records with fewer pairs."""
        return Graph.of(self.n, self.a[kept], self.b[kept], self.levels[kept])

    def components(self) -> NDArray[np.int32]:
        """For each record the least record that a path of pairs leads to."""
        found: NDArray[np.int32] = _components(self.n, self.a, self.b)
        return found


def compare(
    laws: Sequence[tuple[FieldLaw, Values]], a: NDArray[np.int32], b: NDArray[np.int32]
) -> NDArray[np.uint8]:
    """The levels of all fields for pairs of records."""
    levels = np.empty((len(a), len(laws)), np.uint8)
    for begin in range(0, len(a), _CHUNK):
        part = slice(begin, begin + _CHUNK)
        for f, (_, values) in enumerate(laws):
            levels[part, f] = values.compare(a[part], b[part])
    return levels


def prepared(laws: Sequence[FieldLaw], columns: Columns) -> list[tuple[FieldLaw, Values]]:
    """The laws whose field at least two records state, with its values."""
    found = [(law, law.prepare(columns)) for law in laws]
    return [(law, values) for law, values in found if values is not None]


@njit(cache=True, nogil=True)
def _adjacency(n: int, a: NDArray[Any], b: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    start = np.zeros(n + 1, np.int64)
    for e in range(a.shape[0]):
        start[a[e] + 1] += 1
        start[b[e] + 1] += 1
    for i in range(n):
        start[i + 1] += start[i]
    edge = np.empty(2 * a.shape[0], np.int32)
    other = np.empty(2 * a.shape[0], np.int32)
    at = start[:-1].copy()
    # First the lesser others, then the greater: pairs ascend, so each half ascends.
    for e in range(a.shape[0]):
        p = at[b[e]]
        edge[p], other[p] = e, a[e]
        at[b[e]] += 1
    for e in range(a.shape[0]):
        p = at[a[e]]
        edge[p], other[p] = e, b[e]
        at[a[e]] += 1
    return start, edge, other


@njit(cache=True, nogil=True)
def _components(n: int, a: NDArray[Any], b: NDArray[Any]) -> NDArray[Any]:
    root = np.arange(n).astype(np.int32)
    for e in range(a.shape[0]):
        x, y = a[e], b[e]
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        while root[y] != y:
            root[y] = root[root[y]]
            y = root[y]
        if x < y:
            root[y] = x
        else:
            root[x] = y
    for i in range(n):
        x = i
        while root[x] != x:
            x = root[x]
        root[i] = x
    return root
