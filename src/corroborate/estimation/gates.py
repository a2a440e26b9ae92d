"""What a table must have before any number is given, and what a reader must know of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corroborate.estimation.lowerbound import at_least
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Caution, Method, Refused

FEWEST_LISTS = 3
SMALL_LIST = 10
LITTLE_OVERLAP = 10
"""Fewer individuals than this on two lists or more is little to go by."""
LARGE_RATIO = 6.0


def usable(histories: CaptureHistories) -> CaptureHistories:
    """The table without the lists that hold nobody; a note says which."""
    empty = [name for name, size in zip(histories.lists, histories.sizes, strict=True) if size == 0]
    if not empty:
        return histories
    kept = histories.keeping(name for name in histories.lists if name not in empty)
    return replace(kept, notes=(*kept.notes, f"Left out, for they hold nobody: {', '.join(empty)}."))


_MORE_LISTS = ("a further independent list of the same events",)


def _too_few(lists: int) -> str:
    if lists < 2:
        return (
            "there is one usable list, and an estimate needs at least three, because one list alone says "
            "nothing of what it misses."
        )
    return (
        "there are two usable lists, and an estimate needs at least three, because with two the dependence "
        "between them cannot be told from the number that both miss."
    )


def refusal(histories: CaptureHistories, method: Method | None = None) -> Refused | None:
    """Why the table cannot carry an estimate by any model, or None.

    Fewer than three lists leave the dependence between two lists untestable; where the lists fall into
    groups that share nobody, nothing says how large the part that each group misses is.
    """
    if len(histories.lists) < FEWEST_LISTS:
        return refused(
            histories, "fewer_than_three_lists", _too_few(len(histories.lists)), method, _MORE_LISTS
        )
    groups = overlap_groups(histories)
    if len(groups) > 1:
        shown = "; ".join(", ".join(group) for group in groups)
        return refused(
            histories,
            "disconnected_overlap",
            f"the lists fall into groups that share nobody ({shown}), so nothing tells how many each group "
            "misses.",
            method,
            would_help=(
                "a list that overlaps with both groups",
                "a check of the linkage between the groups: matches may have been missed",
                "an estimate without the lists that overlap with no other",
            ),
        )
    return None


def refused(
    histories: CaptureHistories,
    code: str,
    reason: str,
    method: Method | None = None,
    would_help: tuple[str, ...] = (),
) -> Refused:
    """A refusal with Chao's bound beside it."""
    return Refused(
        code,
        reason,
        method,
        histories.lists,
        histories.n,
        at_least(histories) if histories.n and len(histories.lists) > 1 else None,
        would_help,
        cautions(histories),
        notes=histories.notes,
    )


def overlap_groups(histories: CaptureHistories) -> tuple[tuple[str, ...], ...]:
    """The lists in groups connected by individuals who are on two of them."""
    group = list(range(len(histories.lists)))

    def root(j: int) -> int:
        while group[j] != j:
            group[j] = group[group[j]]
            j = group[j]
        return j

    for pattern in histories.patterns:
        members = [j for j in range(len(histories.lists)) if pattern >> j & 1]
        for j in members[1:]:
            group[root(j)] = root(members[0])
    found: dict[int, list[str]] = {}
    for j, name in enumerate(histories.lists):
        found.setdefault(root(j), []).append(name)
    return tuple(tuple(names) for names in found.values())


def cautions(histories: CaptureHistories) -> tuple[Caution, ...]:
    """What the table itself gives cause to doubt: small lists, little overlap, a list inside another."""
    found = []
    small = [name for name, size in zip(histories.lists, histories.sizes, strict=True) if size < SMALL_LIST]
    if small:
        found.append(Caution("small_list", f"Fewer than {SMALL_LIST} individuals are on {', '.join(small)}."))
    shared = histories.n - histories.frequencies[0] if histories.lists else 0
    if shared < LITTLE_OVERLAP:
        found.append(
            Caution(
                "little_overlap",
                f"Only {shared} of {histories.n:,} individuals are on more than one list; the estimate hangs "
                "on each of them.",
            )
        )
    found.extend(
        Caution("list_inside_another", f"Everybody on {inner} is on {outer}, too; it may be a copy.")
        for inner, outer in _inside(histories)
    )
    return tuple(found)


def tied_up(histories: CaptureHistories, method: Method) -> Refused | None:
    """The refusal of a choice among log-linear models where a list of some size lies inside another.

    Every model that ties the two has a likelihood without a maximum, so that only models are left to
    choose from which cannot fit; their totals mean nothing.
    """
    sizes = dict(zip(histories.lists, histories.sizes, strict=True))
    held = [(inner, outer) for inner, outer in _inside(histories) if sizes[inner] >= SMALL_LIST]
    if not held:
        return None
    shown = "; ".join(f"{inner} inside {outer}" for inner, outer in held)
    return refused(
        histories,
        "list_inside_another",
        f"a list lies inside another ({shown}): log-linear models that tie the two have no maximum, and "
        "those that do not cannot fit.",
        method,
        ("an estimate without the list inside", "a check of whether it is a copy"),
    )


def ratio_caution(n: int, centre: float) -> tuple[Caution, ...]:
    """The caution for an estimate far beyond what was recorded."""
    if centre <= LARGE_RATIO * n:
        return ()
    return (
        Caution(
            "far_beyond_recorded",
            f"The estimate is {centre / n:.1f} times what was recorded: most of it is extrapolated.",
        ),
    )


def pair_margins(histories: CaptureHistories) -> NDArray[np.int64]:
    """How many are on both of two lists, for every pair; the sizes of the lists on the diagonal."""
    patterns = np.array(histories.patterns, np.int64)
    member = ((patterns[:, None] >> np.arange(len(histories.lists))) & 1).astype(float)
    counts = np.array(histories.counts, float)
    return np.asarray(np.rint(member.T @ (member * counts[:, None])), dtype=np.int64)


def _inside(histories: CaptureHistories) -> list[tuple[str, str]]:
    shared = pair_margins(histories)
    sizes = np.diagonal(shared)
    found = []
    for i, inner in enumerate(histories.lists):
        for j, outer in enumerate(histories.lists):
            same = shared[i, j]
            if i != j and sizes[i] > 1 and same == sizes[i] and (sizes[j] > same or i < j):
                found.append((inner, outer))
    return found
