"""Compiled counts of what unrelated records around each record look like."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.linkage.columns import TIERS
from corroborate.linkage.fields import LEVELS

GAPS = 7
"""Classes of gaps between dates: 0, 1, 2, 3 days, 4 to 7, 8 and more, and dates that are wide or unknown."""

_GAP = np.array([0, 1, 2, 3, 4, 5, 5, 1, 2, 3, 4, 5, 5, 6, 6, 6])
_NEARNESS = np.array([0, 0, 1, 1, 2, 3, 3, 3, 3, 3, 1, 2, 3, 3, 3, 3])
CLOSENESS = 48
"""Classes of what else two records share: four of time by four of space by three of the fields before."""

WIDE = 6

MOST_GROWTH = 10.0
"""How much more crowded the nearest days may be than those a week off, where only that tells."""


@njit(cache=True, nogil=True)
def gap_of(level: int, wide: float) -> int:
    """The class of a gap, from the level of the date and the days that both dates span beyond one each."""
    if level == 255 or wide > 0.0:
        return WIDE
    return int(_GAP[level])


@njit(cache=True, nogil=True)
def closeness(gap: int, place: int) -> int:
    """How near two records are in time and space, as a class: the first of three, no field compared yet."""
    time = 0 if gap <= 1 else (1 if gap <= 3 else (2 if gap == 4 else 3))
    space = 3 if place == 255 else int(_NEARNESS[place])
    return 3 * (4 * time + space)


@njit(cache=True, nogil=True)
def shared_before(before: int, level: int) -> int:
    """0: no field before was stated by both; 1: one of them differed; 2: all were equal."""
    return 1 if level != 0 or before == 1 else 2


@njit(cache=True, nogil=True)
def usual(
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
    place: int,
    date: int,
    unit: NDArray[Any],
    lists: int,
    broad: NDArray[Any],
    part: NDArray[Any],
    observed: NDArray[Any],
    expected: NDArray[Any],
    count: NDArray[Any],
    bursts: NDArray[Any],
) -> None:
    """Count what unrelated records nearby look like, over all records.

    Pairs of one ``unit`` (n,; see `Records.units`) are two incidents; units up to ``lists`` are lists, others
    sources. ``observed`` and ``expected`` (2, F, CLOSENESS, TIERS, TIERS, LEVELS) are levels of pairs of one
    unit and of all pairs, as they are and as they would be were records near each other like any. ``count``
    (3, GAPS, TIERS, TIERS, LEVELS) is how many of one list, of one unit, and of all stand at each level of
    place. ``bursts`` (GAPS,) counts pairs by gap within those units that are ``broad`` (n,), of whatever
    place. Each record is a ``part`` (n,) of its incident.
    """
    fields = kind.shape[0]
    for i in range(start.shape[0] - 1):
        for p in range(start[i], start[i + 1]):
            e = edge[p]
            j = other[p]
            free = (1.0 - matched[e]) * part[i] * part[j]
            near = levels[e, place] if place >= 0 else 255
            gap = gap_of(levels[e, date] if date >= 0 else 255, width[i] + width[j] - 2.0)
            close = closeness(gap, near)
            within = 0 if unit[i] == unit[j] and unit[i] >= 0 else 1
            if within == 0 and broad[i]:
                bursts[gap] += 1.0
            before = 0
            for f in range(fields):
                level = levels[e, f]
                if level == 255:
                    continue
                if a[e] != i:
                    level = flip[f, level]
                ti, tj = tier[i, f], tier[j, f]
                if kind[f] == 0:
                    row = offset[f] + code[i, f]
                    for w in range(within, 2):
                        observed[w, f, close + before, ti, tj, level] += free
                        for k in range(size[f]):
                            expected[w, f, close + before, ti, tj, k] += free * share[row, tj, k]
                    before = shared_before(before, level)
                elif kind[f] == 1:
                    for w in range(within, 2):
                        count[1 + w, gap, ti, tj, level] += free
                    if within == 0 and unit[i] < lists:
                        count[0, gap, ti, tj, level] += free


def tilts(
    observed: NDArray[np.float64],
    expected: NDArray[np.float64],
    reports: bool,
    strength: float,
) -> NDArray[np.float64]:
    """By how much more common each level is among near records: within units, shrunk to all pairs, to 1.

    Of ``reports`` what is near may be matches: it is told from what is far, and from the pairs of one unit.
    """
    ratio = np.ones(expected.shape[1:])
    for w in (1, 0):
        total = expected[w].sum(axis=-1, keepdims=True)
        prior = strength * (expected[w] + 1e-6) / (total + expected.shape[-1] * 1e-6)
        ratio = (observed[w] + prior * ratio) / (expected[w] + prior)
        if w == 1 and reports:
            ratio[:, :12] = ratio[:, 24:36]
            ratio[:, 12:24] = ratio[:, 24:36]
    return ratio


def rates(
    count: NDArray[np.float64],
    held: NDArray[np.float64],
    once: NDArray[np.bool_],
    bursts: NDArray[np.float64],
    reports: bool,
    incidents: float,
    gap_days: NDArray[np.float64],
    strength: float,
) -> NDArray[np.float64]:
    """Unrelated incidents a day (GAPS, TIERS, TIERS, LEVELS) around a record, by gap, tiers and level.

    Pairs within a list that holds an incident once are known not to match, so they say how incidents
    crowd; where those are few all pairs, less likely matches, stand in, or of ``reports`` what they tell
    themselves. ``held`` (L, TIERS) are the records of each list and tier; ``bursts`` (GAPS,) are pairs
    within broad sources by gap.
    """
    whole = held.sum(axis=0)
    exposed = np.stack([held[once].T @ held[once], whole[:, None] * whole[None, :]]) / max(incidents, 1.0)
    days = gap_days[:, None, None, None]
    usual = (count[2] + 1e-3) / (days * np.maximum(exposed[1], 1e-9)[None, :, :, None] + 1e-9)
    if reports:
        usual = _crowds(usual, count[1], bursts, gap_days, strength)
    found: NDArray[np.float64] = (count[0] + strength) / (
        days * exposed[0][None, :, :, None] + strength / usual
    )
    return found


def _crowds(
    everywhere: NDArray[np.float64],
    within: NDArray[np.float64],
    bursts: NDArray[np.float64],
    gap_days: NDArray[np.float64],
    strength: float,
) -> NDArray[np.float64]:
    """How incidents crowd by what reports tell themselves.

    What lies within a week may be matches, so it is told from what lies beyond, and from how much more
    incidents of one broad source crowd on near days than on days further off.
    """
    growth = np.clip(everywhere[4].sum() / max(everywhere[5].sum(), 1e-12), 1.0, MOST_GROWTH)
    daily = bursts / gap_days
    grown = (daily[:5] + strength * growth / gap_days[:5]) / (daily[5] + strength / gap_days[5])
    whole = everywhere[5].sum(axis=-1)
    shares = within[:5] + strength * everywhere[4] / everywhere[4].sum(axis=-1, keepdims=True)
    shares /= shares.sum(axis=-1, keepdims=True)
    found = everywhere.copy()
    found[:5] = np.maximum(grown, 1.0)[:, None, None, None] * whole[None, :, :, None] * shares
    return found


@njit(cache=True, nogil=True)
def around(
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
    tilt: NDArray[Any],
    rate: NDArray[Any],
    gap_days: NDArray[Any],
    window: float,
    timed: NDArray[Any],
    part: NDArray[Any],
    common: NDArray[Any],
) -> None:
    """How common the level of each pair is around each of its records: what is usual there, and seen there.

    What is seen is every unrelated record around but the other one of the pair itself; of k records that tell
    of one incident each is a ``part`` (n,) of it, so that incidents crowd, not reports.
    """
    fields = kind.shape[0]
    seen = np.empty((fields, TIERS, LEVELS))
    meant = np.empty((fields, TIERS, LEVELS))
    far = np.empty((TIERS, LEVELS))
    near = np.empty((TIERS, LEVELS))
    base = np.empty(LEVELS)
    far_rate = np.zeros((TIERS, TIERS, LEVELS))
    near_rate = np.zeros((TIERS, TIERS, LEVELS))
    for t in range(TIERS):
        for u in range(TIERS):
            for k in range(LEVELS):
                for gap in range(GAPS - 1):
                    far_rate[t, u, k] += tier_rate[u] * gap_days[gap] * rate[gap, t, u, k]
                    if gap <= 3:
                        near_rate[t, u, k] += tier_rate[u] * gap_days[gap] * rate[gap, t, u, k]
    for i in range(start.shape[0] - 1):
        seen[:] = 0.0
        meant[:] = 0.0
        far[:] = 0.0
        near[:] = 0.0
        total = 0.0
        for p in range(start[i], start[i + 1]):
            e = edge[p]
            j = other[p]
            free = (1.0 - matched[e]) * part[j]
            at = levels[e, place] if place >= 0 else 255
            gap = gap_of(levels[e, date] if date >= 0 else 255, width[i] + width[j] - 2.0)
            close = closeness(gap, at)
            before = 0
            for f in range(fields):
                level = levels[e, f]
                if level == 255:
                    continue
                if a[e] != i:
                    level = flip[f, level]
                if kind[f] == 0:
                    t = tier[j, f]
                    ti = tier[i, f]
                    row = offset[f] + code[i, f]
                    seen[f, t, level] += free
                    whole = 0.0
                    for k in range(size[f]):
                        base[k] = share[row, t, k] * tilt[f, close + before, ti, t, k]
                        whole += base[k]
                    for k in range(size[f]):
                        meant[f, t, k] += free * base[k] / whole
                    before = shared_before(before, level)
                elif kind[f] == 1 and gap != WIDE:
                    far[tier[j, f], level] += free
                    total += free
                    if gap <= 3:
                        near[tier[j, f], level] += free
        usually = 0.0
        if place >= 0:
            for t in range(TIERS):
                for k in range(LEVELS):
                    usually += far_rate[tier[i, place], t, k]
        for p in range(start[i], start[i + 1]):
            e = edge[p]
            j = other[p]
            side = 0 if a[e] == i else 1
            own = (1.0 - matched[e]) * part[j]
            at = levels[e, place] if place >= 0 else 255
            wide = width[i] + width[j] - 2.0
            gap = gap_of(levels[e, date] if date >= 0 else 255, wide)
            close = closeness(gap, at)
            before = 0
            for f in range(fields):
                level = levels[e, f]
                if level == 255:
                    continue
                if side == 1:
                    level = flip[f, level]
                t = tier[j, f]
                ti = tier[i, f]
                if kind[f] == 0:
                    row = offset[f] + code[i, f]
                    whole = 0.0
                    for k in range(size[f]):
                        base[k] = share[row, t, k] * tilt[f, close + before, ti, t, k]
                        whole += base[k]
                    before = shared_before(before, level)
                    norm = 0.0
                    for k in range(size[f]):
                        base[k] /= whole
                        prior = strength[f] * base[k]
                        mine = own if k == level else 0.0
                        base[k] *= (max(seen[f, t, k] - mine, 0.0) + prior) / (
                            max(meant[f, t, k] - own * base[k], 0.0) + prior
                        )
                        norm += base[k]
                    value = base[level] / norm
                elif kind[f] == 1:
                    s = strength[f]
                    away = 0.0 if gap == WIDE else own
                    dense = (max(total - away, 0.0) + s) / (usually + s) if timed[i] else 1.0
                    local = (max(far[t, level] - away, 0.0) + s) / (far_rate[ti, t, level] * dense + s)
                    if not timed[i]:
                        # Nobody knows what stood around a record of no day: ask what is usual.
                        local = 1.0
                    if gap == WIDE:
                        value = far_rate[ti, t, level] / max(tier_rate[t], 1e-9) / window * dense * local
                    else:
                        away = own if gap <= 3 else 0.0
                        burst = (max(near[t, level] - away, 0.0) + s) / (
                            near_rate[ti, t, level] * dense * local + s
                        )
                        value = rate[gap, ti, t, level] * dense * local
                        if gap <= 3:
                            value *= burst
                else:
                    value = days[level]
                    if level == 0:
                        value = width[i] + width[j] - 1.0
                common[e, f, side] = np.log(value)
