"""Errors come many in one record: how the levels of a field depend on how the fields before agree."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.linkage.fields import LEVELS
from corroborate.linkage.graph import Graph
from corroborate.linkage.model import STATES, Parameters, Records

STRENGTH = 20.0
"""Pairs by which the levels in one state of the fields before are shrunk to those in all."""


@njit(cache=True, nogil=True, forceinline=True)
def state_after(state: int, level: int) -> int:
    """How the fields up to one agree, from how those before it do and its level (stated by both)."""
    if level == 0:
        return max(state, 1)
    return 2 if state <= 1 else 3


def ties_of(
    graph: Graph, records: Records, parameters: Parameters, matched: NDArray[np.float32]
) -> NDArray[np.float64]:
    """By how much likelier each level of a field is in each state (F, STATES, LEVELS) of the fields before.

    Only of fields whose law is that of pairs of statements; 1 elsewhere.
    """
    shape = (len(records.kind), STATES, LEVELS)
    observed, expected = np.zeros(shape), np.zeros(shape)
    if not records.near.any():
        return np.ones(shape)
    _count(
        graph.a, graph.b, graph.levels, matched, parameters.law, records.near, records.tier, records.list_of,
        records.flip, observed, expected,
    )  # fmt: skip
    total = expected.sum(axis=-1, keepdims=True)
    prior = STRENGTH * (expected + 1e-6) / (total + LEVELS * 1e-6)
    found = (observed + prior) / (expected + prior)
    # What is shared out by the fields before leaves a field as a whole as it was.
    found[:, 0] = 1.0
    return np.asarray(np.where(records.near[:, None, None], found, 1.0), np.float64)


@njit(cache=True, nogil=True)
def _count(
    a: NDArray[Any],
    b: NDArray[Any],
    levels: NDArray[Any],
    matched: NDArray[Any],
    law: NDArray[Any],
    near: NDArray[Any],
    tier: NDArray[Any],
    list_of: NDArray[Any],
    flip: NDArray[Any],
    observed: NDArray[Any],
    expected: NDArray[Any],
) -> None:
    for e in range(a.shape[0]):
        if matched[e] <= 0.01:
            continue
        i, j = a[e], b[e]
        state = 0
        for f in range(levels.shape[1]):
            level = levels[e, f]
            if level == 255:
                continue
            if near[f]:
                ti, tj = tier[i, f], tier[j, f]
                observed[f, state, level] += matched[e]
                for k in range(LEVELS):
                    there = law[f, list_of[j], tj, ti, k]
                    back = law[f, list_of[i], ti, tj, flip[f, k]]
                    both = 0.5 * (there + back) if ti == tj else (there if tj > ti else back)
                    expected[f, state, k] += matched[e] * both
            state = state_after(state, level)
