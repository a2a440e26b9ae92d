"""Difference constraints over days: a simple temporal network, solved by Bellman–Ford.

Dechter, Meiri & Pearl 1991. A constraint ``target - source <= days`` is an edge; the constraints can
all hold exactly where the graph has no negative cycle, and a negative cycle is a set that cannot.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corroborate.consistency.dates import FIRST, LAST

ORIGIN = 0
"""The variable that stands for day 0, so that an absolute date is a difference to it."""


class Edge(NamedTuple):
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
            len(self.names), [e.source for e in edges], [e.target for e in edges], [e.days for e in edges]
        )
        if cycle is None:
            return None
        return frozenset(why for i in cycle if (why := edges[i].why) is not None)

    def is_circle(self, core: frozenset[int]) -> bool:
        """True where a conflict has just one constraint for each of its claims, and so is minimal.

        It is then one simple cycle, and any of its constraints less leaves none.
        """
        return sum(e.why is None or e.why in core for e in self.edges) == len(core)

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
    variables: int, source: Sequence[int], target: Sequence[int], days: Sequence[int]
) -> list[int] | None:
    """The edges of one simple negative cycle, in order, or None where there is none.

    Bellman–Ford in the order of Goldberg & Radzik 1993: what can be lowered is lowered from first to last
    along the edges that would lower it, so that a chain settles in one pass whatever order it was said in.
    After every pass the parents are searched for a cycle. O(variables · edges) at worst.
    """
    out: list[list[int]] = [[] for _ in range(variables)]
    for i, s in enumerate(source):
        out[s].append(i)
    distance, parent = [0] * variables, [-1] * variables
    waiting = list(range(variables))
    while waiting:
        order, in_order = _from_first_to_last(waiting, out, target, days, distance)
        waiting = []
        for u in order:
            in_order[u] = 0
            for i in out[u]:
                v = target[i]
                if distance[u] + days[i] < distance[v]:
                    distance[v] = distance[u] + days[i]
                    parent[v] = i
                    if not in_order[v]:
                        waiting.append(v)
        cycle = _cycle_of_parents(parent, source)
        if cycle is not None:
            return cycle
    return None


def _from_first_to_last(
    waiting: Sequence[int],
    out: Sequence[Sequence[int]],
    target: Sequence[int],
    days: Sequence[int],
    distance: Sequence[int],
) -> tuple[list[int], bytearray]:
    """The variables that a pass has to look at, each before those that it may lower, and a mark for each."""
    met = bytearray(len(out))
    order: list[int] = []
    for root in waiting:
        if met[root] or not any(distance[root] + days[i] < distance[target[i]] for i in out[root]):
            continue
        met[root] = 1
        stack = [(root, iter(out[root]))]
        while stack:
            u, rest = stack[-1]
            for i in rest:
                v = target[i]
                if not met[v] and distance[u] + days[i] <= distance[v]:
                    met[v] = 1
                    stack.append((v, iter(out[v])))
                    break
            else:
                order.append(u)
                stack.pop()
    return order[::-1], met


def _cycle_of_parents(parent: Sequence[int], source: Sequence[int]) -> list[int] | None:
    seen = [-1] * len(parent)
    for v in range(len(parent)):
        at = v
        while parent[at] >= 0 and seen[at] < 0:
            seen[at] = v
            at = source[parent[at]]
        if parent[at] >= 0 and seen[at] == v:
            cycle = [parent[at]]
            while (on := source[cycle[-1]]) != at:
                cycle.append(parent[on])
            return cycle[::-1]
    return None


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
