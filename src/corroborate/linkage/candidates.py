"""Candidate pairs of incidents: neighbours in space and time, as far as each record's precision reaches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage.blocking import grid, search, spans
from corroborate.linkage.columns import DAY_TIERS, Columns
from corroborate.linkage.laws.texts import words

WINDOW = 10
"""Days between two dates beyond which two records are not compared; the miss rate counts what lies beyond."""

MOST = 250
"""Neighbours that one record is compared with at most in one index; more, and the window narrows."""

REACHES = (40.0, 80.0, 160.0, 320.0, 640.0, 1280.0)
"""Km within which records are compared: doublings, so that bins of distance end where a reach ends."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Pairs ``a`` < ``b`` (int32 canonical records), each once, in ascending order.

    ``cut`` float32 (n,) is the share of a record's neighbours that a full block kept from being compared.
    """

    a: NDArray[np.int32]
    b: NDArray[np.int32]
    cut: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.a)

    def adding(self, a: NDArray[np.int32], b: NDArray[np.int32]) -> Candidates:
        """The same with some more pairs, such as reviewers judged."""
        if not len(a):
            return self
        code = np.union1d(self.a.astype(np.int64) << 32 | self.b, a.astype(np.int64) << 32 | b)
        return Candidates((code >> 32).astype(np.int32), (code & 0xFFFFFFFF).astype(np.int32), self.cut)


def reaches(columns: Columns) -> NDArray[np.float64]:
    """How far from its point a record's partner may stand: the next doubling beyond what its tier spans."""
    radius = columns.table.precision_km[columns.row].astype(np.float64)
    base = np.array([REACHES[0], REACHES[0], REACHES[1], REACHES[2]])[columns.place_tier]
    wide = (columns.place_tier == 3) & np.isfinite(radius) & (radius * 1.5 > REACHES[2])
    at = np.minimum(np.searchsorted(REACHES, radius * 1.5, "left"), len(REACHES) - 1)
    found: NDArray[np.float64] = np.where(wide, np.asarray(REACHES)[np.where(wide, at, 0)], base)
    return found


def neighbours(
    columns: Columns, *, window: int = WINDOW, most: int = MOST, on: Search | None = None
) -> Candidates:
    """All pairs near each other in space and time, each record with a bounded number of others.

    ``on`` searches an index elsewhere than in this process; what it finds must be the same.
    """
    n = len(columns)
    reach = reaches(columns)
    rank = _likeness(columns)
    seen = np.zeros(n, np.int64)
    load = np.zeros(n, np.int64)
    finder = _Finder(columns, reach, rank, window, most, seen, load, on or Index.found)
    whole = columns.placed & columns.dated
    for size in np.unique(reach[whole]):
        cell, around = grid(columns.xyz[whole], float(size))
        cells = np.full(n, -1, np.int64)
        cells[whole] = cell
        finder.ask(whole & (reach == size), whole & (reach <= size), cells, around, spatial=True)
    for code, asks in _codes(columns):
        # Records without a point (or a date) ask by the names of units that they share with others.
        known = code >= 0
        one = np.arange(int(code.max()) + 1 if known.any() else 0)[:, None]
        finder.ask(asks & columns.dated, known & columns.dated, code, one, spatial=False)
        finder.ask(asks & ~columns.dated, known, code, one, spatial=False, dated=False)
    a, b = finder.pairs()
    apart = np.sqrt(((columns.xyz[a] - columns.xyz[b]) ** 2).sum(axis=1)) > np.maximum(reach[a], reach[b])
    kept = ~(apart & columns.placed[a] & columns.placed[b])
    a, b = a[kept], b[kept]
    cut = np.where(load > 0, 1.0 - np.minimum(seen, load) / np.maximum(load, 1), 0.0)
    return Candidates(a, b, cut.astype(np.float32))


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Records in the order of (cell, first day, likeness), to be asked what is near others; see `search`."""

    cell: NDArray[np.int64]
    around: NDArray[np.int64]
    starts: NDArray[np.int64]
    order: NDArray[np.int64]
    days: NDArray[np.int32]
    ranks: NDArray[np.int64]
    rank: NDArray[np.int64]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    xyz: NDArray[np.float64]
    reach: NDArray[np.float64]
    area: NDArray[np.int32]
    span: NDArray[np.int64]
    width: int
    most: int
    mutual: bool
    spatial: bool

    def found(self, asking: NDArray[np.int64]) -> Found:
        """What is near some records."""
        room = 4 * len(asking) + 1024
        while True:
            out = np.empty((2, room), np.int32)
            looked = np.zeros(len(self.cell), np.int64)
            count = search(
                asking, self.cell, self.around, self.starts, self.order, self.days, self.ranks, self.rank,
                self.first, self.last, self.xyz, self.reach, self.area, self.span, looked, self.width,
                self.most, self.mutual, self.spatial, out[0], out[1],
            )  # fmt: skip
            if count <= room:
                return Found(out[0, :count].copy(), out[1, :count].copy(), looked[asking])
            room = count


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Pairs ``a`` < ``b`` int32 that a search found, and at how many others each asking record looked."""

    a: NDArray[np.int32]
    b: NDArray[np.int32]
    looked: NDArray[np.int64]


Search = Callable[[Index, NDArray[np.int64]], Found]


class _Finder:
    """Asks one index after another and keeps the pairs."""

    def __init__(
        self,
        columns: Columns,
        reach: NDArray[np.float64],
        rank: NDArray[np.int64],
        window: int,
        most: int,
        seen: NDArray[np.int64],
        load: NDArray[np.int64],
        on: Search,
    ) -> None:
        self.on = on
        self.columns, self.reach, self.rank = columns, reach, rank
        self.window, self.most, self.seen, self.load = window, most, seen, load
        self.area = columns.table.admin1[columns.row].astype(np.int32)
        self.found: list[tuple[NDArray[np.int32], NDArray[np.int32]]] = []

    def ask(
        self,
        askers: NDArray[np.bool_],
        indexed: NDArray[np.bool_],
        cell: NDArray[np.int64],
        around: NDArray[np.int64],
        *,
        spatial: bool,
        dated: bool = True,
    ) -> None:
        """Pairs of each asking record and those of the index around it."""
        asking = np.flatnonzero(askers)
        if not len(asking):
            return
        c = self.columns
        zero = np.zeros(len(c), np.int32)
        first, last = (c.first, c.last) if dated else (zero, zero)
        tiers = c.day_tier if dated else np.zeros(len(c), np.int8)
        for tier in np.unique(tiers[indexed]):
            members = np.flatnonzero(indexed & (tiers == tier))
            order = members[np.lexsort((members, self.rank[members], first[members], cell[members]))]
            starts = np.searchsorted(cell[order], np.arange(len(around) + 1))
            width = int((last[order] - first[order]).max(initial=0))
            days, ranks = first[order], self.rank[order]
            span = np.full(len(c), self.window, np.int64)
            spans(
                asking,
                cell,
                around,
                starts,
                days,
                first,
                last,
                width,
                self.window,
                self.most,
                span,
                self.load,
            )
            mutual = spatial and int(tier) == 0 and bool((tiers[asking] == 0).all())
            index = Index(
                cell, around, starts, order, days, ranks, self.rank, first, last, c.xyz, self.reach,
                self.area, span, width, self.most, mutual, spatial,
            )  # fmt: skip
            found = self.on(index, asking)
            self.seen[asking] += found.looked
            self.found.append((found.a, found.b))

    def pairs(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """All pairs once, ascending."""
        if not self.found:
            return np.zeros(0, np.int32), np.zeros(0, np.int32)
        a = np.concatenate([x for x, _ in self.found])
        b = np.concatenate([y for _, y in self.found])
        code = np.sort(a.astype(np.int64) << 32 | b)
        if len(code):
            code = code[np.concatenate([[True], code[1:] != code[:-1]])]
        return (code >> 32).astype(np.int32), (code & 0xFFFFFFFF).astype(np.int32)


def _likeness(columns: Columns) -> NDArray[np.int64]:
    """An order in which records with like actors, type and deaths stand side by side."""
    t, row = columns.table, columns.row
    low = np.minimum(t.actor_a[row], t.actor_b[row])
    high = np.maximum(t.actor_a[row], t.actor_b[row])
    deaths = np.nan_to_num(t.deaths_low[row], nan=-1.0, posinf=-2.0)
    order = np.lexsort((np.arange(len(row)), deaths, t.event_type[row], low, high))
    rank = np.empty(len(row), np.int64)
    rank[order] = np.arange(len(row))
    return rank


def _codes(columns: Columns) -> list[tuple[NDArray[np.int64], NDArray[np.bool_]]]:
    """Keys of records without point or date: the finest named unit, else the actors; the same words."""
    t, row = columns.table, columns.row
    lacking = ~(columns.placed & columns.dated)
    if not lacking.any():
        return []
    found = []
    left = lacking.copy()
    for column in (t.settlement, t.admin2, t.admin1):
        code = column[row].astype(np.int64)
        code = _dense(np.where(np.isin(code, code[left & (code >= 0)]), code, -1))
        # Records with a finer unit ask by that; the others are only found.
        found.append((code, left & (code >= 0)))
        left = left & (code < 0)
    low = np.minimum(t.actor_a[row], t.actor_b[row]).astype(np.int64)
    high = np.maximum(t.actor_a[row], t.actor_b[row]).astype(np.int64)
    dyad = np.where(high >= 0, (high << 32) | (low + 1), -1)
    dyad = _dense(np.where(np.isin(dyad, dyad[left & (dyad >= 0)]), dyad, -1))
    found.append((dyad, left & (dyad >= 0)))
    if t.text:
        told = [" ".join(sorted(set(words(t.text[i])))) for i in row.tolist()]
        asked = sorted({one for one, k in zip(told, lacking.tolist(), strict=True) if one and k})
        number = {one: k for k, one in enumerate(asked)}
        body = np.array([number.get(one, -1) for one in told], np.int64)
        found.append((body, lacking & (body >= 0)))
    return found


def _dense(code: NDArray[np.int64]) -> NDArray[np.int64]:
    used = np.unique(code[code >= 0])
    found: NDArray[np.int64] = np.where(code >= 0, np.searchsorted(used, code), -1)
    return found


__all__ = ["DAY_TIERS", "Candidates", "neighbours", "reaches"]
