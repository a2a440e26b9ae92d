"""Minimal conflicting sets: each minimal, all of them found, none invented."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.consistency.conflicts import minimal_conflicts
from corroborate.consistency.network import Network
from corroborate.consistency.propagation import Bound, Counts, Sum
from corroborate.model.interval import Interval

CONSTRAINTS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(-4, 4)), max_size=7)


def _network(constraints: list[tuple[int, int, int]]) -> Network:
    net = Network()
    for i, (s, t, days) in enumerate(constraints):
        net.at_most(str(t), str(s), days, i)
        net.at_most(str(s), str(t), 6, i)
    return net


def _all_minimal(items: int, holds: object) -> set[frozenset[int]]:
    found: set[frozenset[int]] = set()
    for size in range(items + 1):
        for chosen in combinations(range(items), size):
            subset = frozenset(chosen)
            if not any(f <= subset for f in found) and not holds(subset):  # type: ignore[operator]
                found.add(subset)
    return found


@settings(deadline=None)
@given(CONSTRAINTS)
def test_every_set_is_minimal_and_all_are_found(constraints: list[tuple[int, int, int]]) -> None:
    net = _network(constraints)
    result = minimal_conflicts(range(len(constraints)), net.conflict, most=1000, calls=100_000)
    assert result.complete
    for found in result.sets:
        assert net.conflict(found) is not None
        for item in found:
            assert net.conflict(found - {item}) is None
    assert set(result.sets) == _all_minimal(len(constraints), lambda s: net.conflict(s) is None)


BOUNDS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 30), st.integers(0, 10)), min_size=1, max_size=6
)
SUMS = st.lists(
    st.tuples(st.integers(0, 4), st.sets(st.integers(0, 4), min_size=1, max_size=3), st.booleans()),
    max_size=3,
)


def _counts(bounds: list[tuple[int, int, int]], sums: list[tuple[int, set[int], bool]]) -> Counts:
    counts = Counts()
    for i, (name, low, width) in enumerate(bounds):
        counts.bounds.append(Bound(f"v{name}", Interval(low, low + width), i))
    for whole, parts, exhaustive in sums:
        names = tuple(f"v{p}" for p in sorted(parts - {whole}))
        if names:
            counts.sums.append(Sum(f"v{whole}", names, exhaustive))
    return counts


@settings(deadline=None)
@given(BOUNDS, SUMS)
def test_count_conflicts_are_minimal(
    bounds: list[tuple[int, int, int]], sums: list[tuple[int, set[int], bool]]
) -> None:
    counts = _counts(bounds, sums)
    result = minimal_conflicts(range(len(bounds)), counts.conflict, most=1000, calls=100_000)
    for found in result.sets:
        assert counts.conflict(found) is not None
        for item in found:
            assert counts.conflict(found - {item}) is None


@settings(deadline=None)
@given(BOUNDS, SUMS, st.lists(st.integers(0, 30), min_size=5, max_size=5))
def test_what_truly_holds_is_never_a_conflict(
    bounds: list[tuple[int, int, int]], sums: list[tuple[int, set[int], bool]], values: list[int]
) -> None:
    counts = _counts(bounds, sums)
    truth = {f"v{i}": v for i, v in enumerate(values)}
    counts.sums = [
        s
        for s in counts.sums
        if (truth[s.whole] == sum(truth[p] for p in s.parts))
        or (not s.exhaustive and truth[s.whole] >= sum(truth[p] for p in s.parts))
    ]
    counts.bounds = [b for b in counts.bounds if truth[b.name] in b.interval]
    assert counts.conflict(frozenset(range(len(bounds)))) is None


def test_the_bound_on_how_many_is_said() -> None:
    counts = Counts([Bound("a", Interval.exactly(i), i) for i in range(30)])
    result = minimal_conflicts(range(30), counts.conflict, most=10, calls=100_000)
    assert len(result.sets) == 10
    assert not result.complete
    assert all(len(s) == 2 for s in result.sets)


def test_a_circle_of_sums_ends() -> None:
    counts = Counts(
        [Bound("a", Interval(1, None), 0), Bound("b", Interval(1, None), 1)],
        [Sum("a", ("b", "c"), True), Sum("b", ("a", "c"), True), Sum("c", ("a", "b"), True)],
        rounds=50,
    )
    solved = counts.solve({0, 1})
    assert isinstance(solved, dict)
