"""Difference constraints over days: a simple temporal network, solved by Bellman–Ford.

Dechter, Meiri & Pearl 1991. A constraint ``target - source <= days`` is an edge; the constraints can
all hold exactly where the graph has no negative cycle, and a negative cycle is a set that cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np

from corroborate.consistency.dates import FIRST, LAST

ORIGIN = 0
"""The variable that stands for day 0, so that an absolute date is a difference to it."""

COMPILE_FROM = 5_000
"""Edges times variables from which compiling the loop pays for itself."""


@dataclass(frozen=True, slots=True)
class Edge:
    """``target - source <= days``, because of ``why`` (a claim's number, or None for what is always so)."""

    source: int
    target: int
    days: int
    why: int | None


@dataclass(slots=True)
class Network:
    """Variables named by strings and the constraints between them, in whole days."""

    names: dict[str, int] = field(default_factory=lambda: {"": ORIGIN})
    edges: list[Edge] = field(default_factory=list)

    def variable(self, name: str) -> int:
        """The number of a variable, made on first use."""
        return self.names.setdefault(name, len(self.names))

    def at_most(self, target: str, source: str, days: int, why: int | None) -> None:
        """Add ``target - source <= days``; the name "" is the origin."""
        self.edges.append(Edge(self.variable(source), self.variable(target), days, why))

    def between(self, name: str, first: int | None, last: int | None, why: int | None) -> None:
        """Add that a variable lies in ``[first, last]``, given as proleptic ordinals."""
        if last is not None:
            self.at_most(name, "", last, why)
        if first is not None:
            self.at_most("", name, -first, why)

    def conflict(self, claims: Iterable[int] | None = None) -> frozenset[int] | None:
        """The claims of one negative cycle among the given claims' constraints (all by default).

        None where all of them can hold together. An empty set says that what is always so cannot hold.
        """
        kept = None if claims is None else frozenset(claims)
        edges = [e for e in self.edges if e.why is None or kept is None or e.why in kept]
        cycle = negative_cycle(
            len(self.names),
            np.array([e.source for e in edges], np.int64),
            np.array([e.target for e in edges], np.int64),
            np.array([e.days for e in edges], np.int64),
        )
        if cycle is None:
            return None
        return frozenset(why for i in cycle if (why := edges[i].why) is not None)

    def bounds(self, name: str, claims: Iterable[int]) -> tuple[int, int]:
        """The first and last day that a variable can have under the given claims, which must agree.

        Ordinals, within the years 1 to 9999.
        """
        kept = frozenset(claims)
        edges = [e for e in self.edges if e.why is None or e.why in kept]
        at = self.names[name]
        last = _distance(len(self.names), [(e.source, e.target, e.days) for e in edges], at)
        first = _distance(len(self.names), [(e.target, e.source, e.days) for e in edges], at)
        return max(FIRST, -first), min(LAST, last)


def negative_cycle(
    variables: int,
    source: np.ndarray[Any, np.dtype[np.int64]],
    target: np.ndarray[Any, np.dtype[np.int64]],
    days: np.ndarray[Any, np.dtype[np.int64]],
) -> list[int] | None:
    """The edges of one simple negative cycle, in order, or None where there is none.

    Bellman–Ford from a source that reaches every variable at no cost; the parents are searched for a
    cycle after every pass, so that a short cycle is found early. O(variables · edges).
    """
    if not len(source):
        return None
    search = _compiled() if variables * len(source) >= COMPILE_FROM else _search
    if search is _search:
        found = _search(variables, source.tolist(), target.tolist(), days.tolist())
    else:
        found = search(variables, source, target, days)
    return [int(i) for i in found] if len(found) else None


@lru_cache(maxsize=1)
def _compiled() -> Callable[..., Any]:
    from numba import njit

    compiled: Callable[..., Any] = njit(cache=True)(_search)
    return compiled


def _search(variables: Any, source: Any, target: Any, days: Any) -> Any:
    distance = [0] * variables
    parent = [-1] * variables
    seen = [0] * variables
    stamp = 0
    for _ in range(variables + 1):
        changed = False
        for i in range(len(source)):
            d = distance[source[i]] + days[i]
            if d < distance[target[i]]:
                distance[target[i]] = d
                parent[target[i]] = i
                changed = True
        if not changed:
            break
        start = stamp
        for v in range(variables):
            stamp += 1
            at = v
            while parent[at] >= 0 and seen[at] <= start:
                seen[at] = stamp
                at = source[parent[at]]
            if parent[at] >= 0 and seen[at] == stamp:
                cycle = [parent[at]]
                on = source[parent[at]]
                while on != at:
                    cycle.append(parent[on])
                    on = source[parent[on]]
                return cycle[::-1]
    return [-1][:0]


def _distance(variables: int, edges: list[tuple[int, int, int]], to: int) -> int:
    far = LAST + 1
    distance = [far] * variables
    distance[ORIGIN] = 0
    for _ in range(variables):
        changed = False
        for s, t, d in edges:
            if distance[s] < far and distance[s] + d < distance[t]:
                distance[t] = distance[s] + d
                changed = True
        if not changed:
            break
    return distance[to]
