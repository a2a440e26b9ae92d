"""Compiled search of neighbours in space and time, bounded for every record whatever the block."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

AROUND = 27
"""A cell and its neighbours in three dimensions."""


def grid(xyz: NDArray[np.float64], size: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The cell of each point and, for every cell in use, the numbers of the cells around it (-1 where empty).

    Cells are cubes of ``size`` km in space, so that no pole and no date line needs a special case.
    """
    steps = np.floor(xyz / size).astype(np.int64) + (1 << 19)
    used, cell = np.unique((steps[:, 0] << 40) | (steps[:, 1] << 20) | steps[:, 2], return_inverse=True)
    around = np.full((len(used), AROUND), -1, np.int64)
    shifts = [(a, b, c) for a in (-1, 0, 1) for b in (-1, 0, 1) for c in (-1, 0, 1)]
    for k, (a, b, c) in enumerate(shifts):
        wanted = used + (a << 40) + (b << 20) + c
        at = np.minimum(np.searchsorted(used, wanted), len(used) - 1)
        around[:, k] = np.where(used[at] == wanted, at, -1)
    return cell.astype(np.int64).ravel(), around


@njit(cache=True, nogil=True)
def _lower(days: NDArray[Any], start: int, end: int, day: int) -> int:
    while start < end:
        middle = (start + end) // 2
        if days[middle] < day:
            start = middle + 1
        else:
            end = middle
    return start


@njit(cache=True, nogil=True)
def _position(days: NDArray[Any], ranks: NDArray[Any], start: int, end: int, day: int, rank: int) -> int:
    while start < end:
        middle = (start + end) // 2
        if days[middle] < day or (days[middle] == day and ranks[middle] < rank):
            start = middle + 1
        else:
            end = middle
    return start


@njit(cache=True, nogil=True)
def spans(
    asking: NDArray[Any],
    cell: NDArray[Any],
    around: NDArray[Any],
    starts: NDArray[Any],
    days: NDArray[Any],
    first: NDArray[Any],
    last: NDArray[Any],
    width: int,
    window: int,
    most: int,
    span: NDArray[Any],
    load: NDArray[Any],
) -> None:
    """How many days each asking record may look to either side, so that at most ``most`` records stand there.

    ``span`` and ``load`` are indexed by record: the days (-1: too many on one day, look at the most alike
    only), and how many stand in the whole window.
    """
    for i in asking:
        c = cell[i]
        wide = window
        while True:
            total = 0
            for k in range(around.shape[1]):
                other = around[c, k]
                if other >= 0:
                    s = _lower(days, starts[other], starts[other + 1], first[i] - wide - width)
                    total += _lower(days, starts[other], starts[other + 1], last[i] + wide + 1) - s
            if wide == window:
                load[i] += total
            if total <= most:
                break
            if wide == 0:
                wide = -1
                break
            wide //= 2
        span[i] = min(span[i], wide)


@njit(cache=True, nogil=True)
def search(
    asking: NDArray[Any],
    cell: NDArray[Any],
    around: NDArray[Any],
    starts: NDArray[Any],
    indexed: NDArray[Any],
    days: NDArray[Any],
    ranks: NDArray[Any],
    rank: NDArray[Any],
    first: NDArray[Any],
    last: NDArray[Any],
    xyz: NDArray[Any],
    reach: NDArray[Any],
    area: NDArray[Any],
    span: NDArray[Any],
    seen: NDArray[Any],
    width: int,
    most: int,
    mutual: bool,
    spatial: bool,
    out_a: NDArray[Any],
    out_b: NDArray[Any],
) -> int:
    """Pairs of an asking record and an indexed one within reach and window; gives how many there are.

    ``indexed`` are the records of one index in the order of (cell, first day, rank), ``starts`` where each
    cell begins. ``mutual`` says that askers are indexed too, so that a pair is written by the lesser one
    unless the other cannot see it. Pairs beyond the room of ``out_a`` are counted, not written: call again
    with room. ``seen`` counts what was looked at.
    """
    found = 0
    room = out_a.shape[0]
    for i in asking:
        c = cell[i]
        wide = max(span[i], 0)
        cells = 0
        for k in range(around.shape[1]):
            if around[c, k] >= 0:
                cells += 1
        for k in range(around.shape[1]):
            other = around[c, k]
            if other < 0:
                continue
            s = _lower(days, starts[other], starts[other + 1], first[i] - wide - width)
            e = _lower(days, starts[other], starts[other + 1], last[i] + wide + 1)
            if span[i] < 0 and e - s > most // cells:
                # Too many on one day: those that stand nearest in the order of likeness.
                at = _position(days, ranks, s, e, first[i], rank[i])
                half = max(1, most // cells // 2)
                s, e = max(s, at - half), min(e, at + half)
            seen[i] += e - s
            for p in range(s, e):
                j = indexed[p]
                gap = max(first[j] - last[i], first[i] - last[j])
                if j == i or gap > wide:
                    continue
                if mutual and j < i and reach[j] == reach[i] and span[j] >= 0 and gap <= span[j]:
                    continue
                if spatial:
                    dx = xyz[i, 0] - xyz[j, 0]
                    dy = xyz[i, 1] - xyz[j, 1]
                    dz = xyz[i, 2] - xyz[j, 2]
                    r = max(reach[i], reach[j])
                    square = dx * dx + dy * dy + dz * dz
                    if square > r * r:
                        continue
                    # Of a wide area the named units say more than the distance of its centre.
                    if r > 100.0 and area[i] >= 0 and area[j] >= 0 and area[i] != area[j] and square > 1600.0:
                        continue
                if found < room:
                    out_a[found] = min(i, j)
                    out_b[found] = max(i, j)
                found += 1
    return found
