"""What every field of every pair says, in log-odds, against the background of unrelated records nearby."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.linkage.candidates import WINDOW
from corroborate.linkage.columns import TIERS
from corroborate.linkage.fields import LEVELS
from corroborate.linkage.graph import Graph
from corroborate.linkage.model import Parameters, Records

NEAR = 3
"""Days on either side within which a burst's own rate is taken."""

RATE_STRENGTH = 2.0
"""Records by which a rate nearby is shrunk towards the rate farther off."""


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """Logarithms float32 (pairs, fields, 2): how common the level of a pair is among unrelated records.

    The last axis is whose surroundings are asked: those of ``a``, those of ``b``.
    """

    common: NDArray[np.float32]


def background(
    graph: Graph, records: Records, parameters: Parameters, matched: NDArray[np.float32]
) -> Background:
    """The background of every pair; ``matched`` (pairs,) is how likely each pair is one incident by now."""
    share = np.bincount(
        records.tier[:, _place(records)] if _place(records) >= 0 else np.zeros(len(records), np.int64),
        minlength=TIERS,
    )[:TIERS]
    common = np.zeros((len(graph), len(records.kind), 2), np.float32)
    _background(
        graph.start, graph.edge, graph.other, graph.a, graph.levels, matched,
        records.tier, records.width, records.code, records.share, records.offset, records.kind,
        records.flip, records.size, records.days, _place(records), _date(records),
        share / max(parameters.incidents, 1.0), parameters.strength,
        common,
    )  # fmt: skip
    return Background(common)


def _place(records: Records) -> int:
    at = np.flatnonzero(records.kind == 1)
    return int(at[0]) if len(at) else -1


def _date(records: Records) -> int:
    at = np.flatnonzero(records.kind == 2)
    return int(at[0]) if len(at) else -1


def weights(
    graph: Graph, records: Records, parameters: Parameters, ground: Background
) -> NDArray[np.float32]:
    """Log-odds float32 (pairs, fields, 2): the record's law at its level less the background.

    The last axis is who states the true value: ``a``, so that ``b`` is judged, or ``b``.
    """
    found = np.empty_like(ground.common)
    _weights(
        graph.a, graph.b, graph.levels, np.log(np.maximum(parameters.law, 1e-12)), records.list_of,
        records.tier, records.flip, ground.common, found,
    )  # fmt: skip
    return found


@njit(cache=True, nogil=True)
def _weights(
    a: NDArray[Any],
    b: NDArray[Any],
    levels: NDArray[Any],
    law: NDArray[Any],
    list_of: NDArray[Any],
    tier: NDArray[Any],
    flip: NDArray[Any],
    common: NDArray[Any],
    found: NDArray[Any],
) -> None:
    for e in range(a.shape[0]):
        i, j = a[e], b[e]
        for f in range(levels.shape[1]):
            level = levels[e, f]
            if level == 255:
                found[e, f, 0] = 0.0
                found[e, f, 1] = 0.0
                continue
            ti, tj = tier[i, f], tier[j, f]
            found[e, f, 0] = law[f, list_of[j], tj, ti, level] - common[e, f, 0]
            found[e, f, 1] = law[f, list_of[i], ti, tj, flip[f, level]] - common[e, f, 1]


@njit(cache=True, nogil=True)
def _background(
    start: NDArray[Any],
    edge: NDArray[Any],
    other: NDArray[Any],
    a: NDArray[Any],
    levels: NDArray[Any],
    matched: NDArray[Any],
    tier: NDArray[Any],
    width: NDArray[Any],
    code: NDArray[Any],
    share: NDArray[Any],
    offset: NDArray[Any],
    kind: NDArray[Any],
    flip: NDArray[Any],
    size: NDArray[Any],
    days: NDArray[Any],
    place: int,
    date: int,
    tier_rate: NDArray[Any],
    strength: NDArray[Any],
    common: NDArray[Any],
) -> None:
    """For every record count the levels among those around it, less what is likely one incident with it."""
    n = start.shape[0] - 1
    fields = kind.shape[0]
    # How places of each tier are spread over levels around a record of each tier, on average.
    spread = np.full((TIERS, TIERS, LEVELS), 1e-3)
    total = 0.0
    if place >= 0:
        for i in range(n):
            for p in range(start[i], start[i + 1]):
                e = edge[p]
                level = levels[e, place]
                if level != 255:
                    spread[tier[i, place], tier[other[p], place], level] += 1.0 - matched[e]
        for i in range(TIERS):
            number = 0.0
            for t in range(TIERS):
                for level in range(LEVELS):
                    number += spread[i, t, level]
            for t in range(TIERS):
                for level in range(LEVELS):
                    spread[i, t, level] /= number
        total = float(2 * a.shape[0])
    records_rate = 0.0
    for t in range(TIERS):
        records_rate += tier_rate[t]
    average = total / max(n, 1)
    near = np.empty((TIERS, LEVELS))
    far = np.empty((TIERS, LEVELS))
    count = np.empty((fields, TIERS, LEVELS))
    for i in range(n):
        near[:] = 0.0
        far[:] = 0.0
        count[:] = 0.0
        around = 0.0
        for p in range(start[i], start[i + 1]):
            e = edge[p]
            j = other[p]
            free = 1.0 - matched[e]
            for f in range(fields):
                level = levels[e, f]
                if level == 255:
                    continue
                if kind[f] == 0:
                    count[f, tier[j, f], level if a[e] == i else flip[f, level]] += free
                elif kind[f] == 1:
                    t = tier[j, f]
                    far[t, level] += free
                    around += free
                    gap = levels[e, date] if date >= 0 else 0
                    if gap == 255 or gap <= 3 or 7 <= gap <= 9:
                        near[t, level] += free
        window = 2.0 * WINDOW + width[i]
        close = 2.0 * NEAR + width[i]
        for p in range(start[i], start[i + 1]):
            e = edge[p]
            j = other[p]
            side = 0 if a[e] == i else 1
            # The pair itself is no witness of its own background.
            own = 1.0 - matched[e]
            for f in range(fields):
                level = levels[e, f]
                if level == 255:
                    continue
                if side == 1:
                    level = flip[f, level]
                if kind[f] == 0:
                    t = tier[j, f]
                    base = share[offset[f] + code[i, f], t, level]
                    seen = 0.0
                    for k in range(size[f]):
                        seen += count[f, t, k]
                    value = (max(count[f, t, level] - own, 0.0) + strength[f] * base) / (
                        max(seen - own, 0.0) + strength[f]
                    )
                elif kind[f] == 1:
                    t = tier[j, f]
                    gap = levels[e, date] if date >= 0 else 0
                    inside = own if gap == 255 or gap <= 3 or 7 <= gap <= 9 else 0.0
                    density = (max(around - own, 0.0) + RATE_STRENGTH) / (
                        window * (1.0 + RATE_STRENGTH / max(average, 1e-9))
                    )
                    rate = density * spread[tier[i, f], t, level]
                    wide = width[j] - 1.0
                    rate = (max(far[t, level] - own, 0.0) + RATE_STRENGTH) / (
                        window + wide + RATE_STRENGTH / rate
                    )
                    rate = (max(near[t, level] - inside, 0.0) + RATE_STRENGTH) / (
                        close + wide + RATE_STRENGTH / rate
                    )
                    value = rate / max(tier_rate[t], 1e-9)
                else:
                    value = days[level]
                    if level == 0:
                        value = width[i] + width[j] - 1.0
                common[e, f, side] = np.log(value)
