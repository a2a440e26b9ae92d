"""Decomposable graphs on a handful of lists: all of them, with their cliques and separators."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.errors import RefusalError

MOST_LISTS = 7


@dataclass(frozen=True, slots=True, eq=False)
class Graphs:
    """All decomposable graphs on some lists, the one without edges first, the complete one last.

    Row ``g`` of ``parts`` holds the cliques of graph ``g`` as patterns, then its separators as 2^J plus the
    pattern; ``lengths[g]`` entries are in use. ``edges[g]`` is the graph as bits over pairs of lists.
    """

    lists: int
    parts: NDArray[np.int16]
    lengths: NDArray[np.int16]
    edges: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.lengths)

    def cliques(self, graph: int) -> tuple[int, ...]:
        """The cliques of one graph as patterns."""
        used = self.parts[graph, : self.lengths[graph]]
        return tuple(int(p) for p in used if p < 1 << self.lists)

    def separators(self, graph: int) -> tuple[int, ...]:
        """The separators of one graph as patterns, empty ones left out."""
        used = self.parts[graph, : self.lengths[graph]]
        return tuple(int(p) - (1 << self.lists) for p in used if p >= 1 << self.lists)


@lru_cache(maxsize=8)
def decomposable_graphs(lists: int) -> Graphs:
    """Every chordal graph on 2 to 7 labelled lists: 2, 8, 61, 822, 18,154, 617,675 of them."""
    if not 2 <= lists <= MOST_LISTS:
        raise RefusalError(
            f"decomposable graphs are averaged over for 2 to {MOST_LISTS} lists",
            value=lists,
            hint="choose lists, or use the method latent",
        )
    ends = np.array(list(combinations(range(lists), 2)), np.int64)
    parts, lengths, edges = _enumerated(lists, ends)
    return Graphs(lists, parts, lengths, edges)


@njit(cache=True, nogil=True)
def _enumerated(lists: int, ends: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    masks = 1 << ends.shape[0]
    row = np.empty(3 * lists, np.int16)
    near = np.empty(lists, np.int64)
    number = 0
    for mask in range(masks):
        if _walk(lists, ends, mask, near, row) > 0:
            number += 1
    parts = np.zeros((number, 2 * lists - 1), np.int16)
    lengths = np.empty(number, np.int16)
    edges = np.empty(number, np.int64)
    number = 0
    for mask in range(masks):
        length = _walk(lists, ends, mask, near, row)
        if length > 0:
            for k in range(length):
                parts[number, k] = row[k]
            lengths[number] = length
            edges[number] = mask
            number += 1
    return parts, lengths, edges


@njit(cache=True, nogil=True)
def _walk(lists: int, ends: NDArray[Any], mask: int, near: NDArray[Any], row: NDArray[Any]) -> int:
    """Maximum-cardinality search: cliques and separators into ``row``, or 0 where the graph has a hole."""
    near[:] = 0
    for e in range(ends.shape[0]):
        if mask >> e & 1:
            near[ends[e, 0]] |= 1 << ends[e, 1]
            near[ends[e, 1]] |= 1 << ends[e, 0]
    done = 0
    clique = 0
    before = -1
    cliques = 0
    separators = 0
    for _ in range(lists):
        best = -1
        chosen = 0
        for v in range(lists):
            if not done >> v & 1:
                degree = _bits(near[v] & done)
                if degree > best:
                    best = degree
                    chosen = v
        known = near[chosen] & done
        for v in range(lists):
            if known >> v & 1 and (known & ~(1 << v)) & ~near[v]:
                return 0
        if best == before + 1:
            clique |= 1 << chosen
        else:
            row[cliques] = clique
            cliques += 1
            if known:
                row[row.shape[0] - 1 - separators] = known | 1 << lists
                separators += 1
            clique = known | 1 << chosen
        before = best
        done |= 1 << chosen
    row[cliques] = clique
    cliques += 1
    for s in range(separators):
        row[cliques + s] = row[row.shape[0] - 1 - s]
    return cliques + separators


@njit(cache=True, nogil=True)
def _bits(word: int) -> int:
    found = 0
    while word:
        word &= word - 1
        found += 1
    return found
