"""Minimal conflicting sets: all of them up to a bound, each of them truly minimal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Oracle = Callable[[frozenset[int]], frozenset[int] | None]
"""Given a set of items: a subset of it that cannot hold together, or None where all of it can."""


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Minimal conflicting sets, smallest first; ``complete`` is False where the bound cut the search."""

    sets: tuple[frozenset[int], ...]
    complete: bool


def shrink(
    core: frozenset[int], oracle: Oracle, is_minimal: Callable[[frozenset[int]], bool] | None = None
) -> frozenset[int]:
    """A minimal conflicting subset: removing any one item from it restores consistency.

    Deletion filter, from the highest number down, so that what was said first is kept. ``is_minimal`` may
    say of a set that it surely is, which spares the questions.
    """
    if is_minimal is not None and is_minimal(core):
        return core
    for item in sorted(core, reverse=True):
        if item in core and (smaller := oracle(core - {item})) is not None:
            core = smaller
    return core


def minimal_conflicts(
    items: Iterable[int],
    oracle: Oracle,
    *,
    most: int,
    calls: int,
    is_minimal: Callable[[frozenset[int]], bool] | None = None,
) -> Conflicts:
    """All minimal conflicting sets of ``items``, at most ``most``, asking the oracle at most ``calls`` times.

    Any minimal set other than the one found lacks one of its items, so that searching the items
    without each of its items in turn finds all (Reiter 1987, without pruning of the tree).
    """
    found: list[frozenset[int]] = []
    queue = [frozenset(items)]
    met = set(queue)
    asked = 0

    def ask(subset: frozenset[int]) -> frozenset[int] | None:
        nonlocal asked
        asked += 1
        return oracle(subset)

    while queue:
        if len(found) >= most or asked >= calls:
            return Conflicts(_ranked(found), False)
        here = queue.pop(0)
        core = next((f for f in found if f <= here), None)
        if core is None:
            core = ask(here)
            if core is None:
                continue
            core = shrink(core, ask, is_minimal)
            found.append(core)
        for item in sorted(core):
            rest = here - {item}
            if rest not in met and len(met) <= calls:
                met.add(rest)
                queue.append(rest)
    return Conflicts(_ranked(found), len(met) <= calls)


def _ranked(sets: list[frozenset[int]]) -> tuple[frozenset[int], ...]:
    return tuple(sorted(sets, key=lambda s: (len(s), sorted(s))))
