"""Difference constraints: feasible exactly where no negative cycle is, and what is reported is a cycle."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.consistency import network
from corroborate.consistency.network import Network, negative_cycle


def _arrays(edges: list[tuple[int, int, int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    columns = np.array(edges, np.int64).reshape(-1, 3)
    return columns[:, 0], columns[:, 1], columns[:, 2]


def _feasible_by_floyd(variables: int, edges: list[tuple[int, int, int]]) -> bool:
    far = 10**9
    d = [[0 if i == j else far for j in range(variables)] for i in range(variables)]
    for s, t, w in edges:
        d[s][t] = min(d[s][t], w)
    for k in range(variables):
        for i in range(variables):
            for j in range(variables):
                d[i][j] = min(d[i][j], d[i][k] + d[k][j])
    return all(d[i][i] >= 0 for i in range(variables))


EDGES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(-20, 20)), max_size=25)


@given(EDGES)
def test_a_cycle_is_found_exactly_where_one_is(edges: list[tuple[int, int, int]]) -> None:
    cycle = negative_cycle(7, *_arrays(edges))
    assert (cycle is None) == _feasible_by_floyd(7, edges)
    if cycle is not None:
        chosen = [edges[i] for i in cycle]
        assert sum(w for _, _, w in chosen) < 0
        assert all(a[1] == b[0] for a, b in zip(chosen, chosen[1:] + chosen[:1], strict=True))
        assert len({s for s, _, _ in chosen}) == len(chosen)


def test_compiled_and_plain_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(7)
    for _ in range(20):
        edges = [(draw.randrange(30), draw.randrange(30), draw.randint(-3, 30)) for _ in range(90)]
        monkeypatch.setattr(network, "COMPILE_FROM", 10**9)
        plain = negative_cycle(40, *_arrays(edges))
        monkeypatch.setattr(network, "COMPILE_FROM", 0)
        assert negative_cycle(40, *_arrays(edges)) == plain


@settings(max_examples=50)
@given(st.integers(-400, 400), st.integers(0, 200), st.integers(0, 300))
def test_bounds_of_a_variable(offset: int, width: int, gap: int) -> None:
    net = Network()
    first = 730_000 + offset
    net.between("a", first, first + width, 0)
    net.at_most("b", "a", gap, 1)
    net.at_most("a", "b", 0, 1)
    assert net.conflict() is None
    assert net.bounds("b", {0, 1}) == (first, first + width + gap)


def test_a_long_chain_and_its_contradiction() -> None:
    net = Network()
    for i in range(300):
        net.at_most(f"e{i}", f"e{i + 1}", -1, i)
    assert net.conflict() is None
    net.at_most("e300", "e0", 299, 300)
    assert net.conflict() == frozenset(range(301))
    assert net.conflict(set(range(1, 301))) is None
