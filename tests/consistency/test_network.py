"""Difference constraints: feasible exactly where no negative cycle is, and what is reported is a cycle."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.consistency.network import Network, negative_cycle


def _columns(edges: list[tuple[int, int, int]]) -> tuple[list[int], list[int], list[int]]:
    return [s for s, _, _ in edges], [t for _, t, _ in edges], [w for _, _, w in edges]


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


@settings(deadline=None)
@given(EDGES)
def test_a_cycle_is_found_exactly_where_one_is(edges: list[tuple[int, int, int]]) -> None:
    cycle = negative_cycle(7, *_columns(edges))
    assert (cycle is None) == _feasible_by_floyd(7, edges)
    if cycle is not None:
        chosen = [edges[i] for i in cycle]
        assert sum(w for _, _, w in chosen) < 0
        assert all(a[1] == b[0] for a, b in zip(chosen, chosen[1:] + chosen[:1], strict=True))
        assert len({s for s, _, _ in chosen}) == len(chosen)


def test_a_circle_of_one_constraint_each_is_minimal_and_others_need_not_be() -> None:
    net = Network()
    net.at_most("a", "b", -1, 0)
    net.at_most("b", "a", 0, 1)
    assert net.conflict() == {0, 1}
    assert net.is_circle(frozenset({0, 1}))
    net.at_most("b", "c", 5, 1)
    assert not net.is_circle(frozenset({0, 1}))


@settings(max_examples=50, deadline=None)
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
