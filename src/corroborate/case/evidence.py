"""What linked lists say of the slices that claims are about: recorded, and estimated."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from corroborate.case.membership import Shares, UnfitError, shares
from corroborate.case.silence import silences, told
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Refused
from corroborate.model.evidence import Slice, SliceEvidence
from corroborate.model.interval import Interval
from corroborate.model.linkage import Linkage
from corroborate.model.record import DefinitionCard, Standing
from corroborate.model.recordtable import NO_DAY, RecordTable
from corroborate.model.window import Window
from corroborate.wording import day, listed

UNSEEN = (
    "Where reporters cannot work, every list misses the same incidents: what is recorded stays a minimum, "
    "and both ends of an estimate are too low by what nobody could see."
)
"""What is said of every number that lists give."""

Estimator = Callable[[Sequence[CaptureHistories], tuple[float, float]], Estimate | Refused]

_EPOCH = date(1970, 1, 1)
_MOST_ROWS = 200_000
"""A figure names no more rows than this; how many there are is said."""


def _plain(_: str, code: str) -> str:
    return code


class Asked:
    """The lists of a case, their linkage and their cards, ready to be asked about slices.

    ``types`` map measures to the codes of the types of incident that they count, ``deaths`` are measures
    of the dead of incidents, and ``code_of`` gives a party's code in the lists by its name. An incident
    lies in a slice with the mean probability of its records; each draw of the linkage decides by that, so
    that a record at the edge of a window widens the interval. A party's own list is counted apart.
    ``namer`` gives the words for a column and a code of it.
    """

    def __init__(
        self,
        table: RecordTable,
        linkage: Linkage,
        cards: Mapping[str, DefinitionCard],
        *,
        types: Mapping[str, Sequence[str]],
        deaths: frozenset[str],
        code_of: Callable[[str], str],
        estimator: Estimator,
        seed: int,
        namer: Callable[[str, str], str] = _plain,
    ) -> None:
        self.table, self.linkage, self.cards = table, linkage, cards
        self.partitions = linkage.draws if linkage.draws is not None else linkage.partition[None, :]
        self.types, self.deaths, self.code_of = types, deaths, code_of
        self.estimator, self.seed, self.namer = estimator, seed, namer
        self.party = np.array([_is_party(cards.get(name)) for name in table.lists], bool)

    def of(self, about: Slice) -> SliceEvidence:
        """What the lists hold of a slice."""
        deaths = about.measure in self.deaths
        codes = self.types.get(about.measure)
        if codes is None and not deaths:
            return SliceEvidence(about, (), unfit="no list counts such things")
        try:
            inside = shares(about, self.table, None if deaths else codes, self.code_of)
        except UnfitError as unfit:
            return SliceEvidence(about, (), unfit=str(unfit))
        covering, left_out = self._covering(about.window)
        if not covering.any():
            return SliceEvidence(about, (), left_out=left_out, unfit="no list covers the whole window")
        third, own = covering & ~self.party, covering & self.party
        kept = third[self.table.list_index] & (inside > 0)
        lists = tuple(name for name, use in zip(self.table.lists, third, strict=True) if use)
        drawn = self._drawn(about, inside, third)
        own_drawn = self._drawn(about, inside, own) if own.any() else None
        tables = [] if deaths or not lists else [_table(draw, lists) for draw in drawn]
        estimated = self._estimate(tables, lists) if tables else None
        return SliceEvidence(
            about,
            lists,
            self._dead(drawn) if deaths else self.range_of(self._lost(about, drawn)),
            self._by_list(kept, third),
            estimated if isinstance(estimated, Estimate) else None,
            estimated if isinstance(estimated, Refused) else None,
            self.rows_of(kept),
            left_out,
            self._differs(lists),
            typical=_middle(tables),
            own=None if own_drawn is None or deaths else self.range_of([d.count for d in own_drawn]),
            limits=(UNSEEN, *told(silences(self.table, kept, _bounds(about.window), self.namer))),
        )

    def drawn(self, about: Slice) -> tuple[tuple[str, ...], list[Draw]]:
        """The third parties' lists that cover a slice, and its incidents in each draw of the linkage.

        A slice of no measure holds incidents of every type. Raises UnfitError where no list can speak of it.
        """
        inside = shares(about, self.table, self.types.get(about.measure), self.code_of)
        third = self._covering(about.window)[0] & ~self.party
        if not third.any():
            raise UnfitError("no list covers the whole window")
        names = tuple(name for name, use in zip(self.table.lists, third, strict=True) if use)
        return names, self._drawn(about, inside, third)

    def common_window(self) -> Window | None:
        """The window that all lists of third parties cover, or None where there is none."""
        spans = [self._window(j, name) for j, name in enumerate(self.table.lists) if not self.party[j]]
        first = max((a for a, _ in spans if a is not None), default=None)
        last = min((b for _, b in spans if b is not None), default=None)
        return None if first is None or last is None or first > last else Window.between(first, last)

    def _covering(self, window: Window | None) -> tuple[NDArray[np.bool_], dict[str, str]]:
        """Lists whose window holds the slice's, and why the others do not."""
        covers = np.zeros(len(self.table.lists), bool)
        left: dict[str, str] = {}
        for j, name in enumerate(self.table.lists):
            first, last = self._window(j, name)
            begins = None if window is None else window.start.last or window.start.first
            ends = None if window is None else window.end.first or window.end.last
            early = begins is not None and first is not None and first > begins
            late = ends is not None and last is not None and last < ends
            covers[j] = not (early or late)
            if early or late:
                left[name] = f"covers only {_shown(first)} to {_shown(last)}"
        return covers, left

    def _window(self, j: int, name: str) -> tuple[date | None, date | None]:
        card = self.cards.get(name)
        if card is not None and card.window is not None:
            return card.window.first, card.window.last
        own = self.table.list_index == j
        first = self.table.first_day[own & (self.table.first_day != NO_DAY)]
        last = self.table.last_day[own & (self.table.last_day != NO_DAY)]
        if not len(first) or not len(last):
            return None, None
        month = _EPOCH + timedelta(days=int(first.min()))
        until = _EPOCH + timedelta(days=int(last.max()))
        return month.replace(day=1), _month_end(until)

    def _drawn(self, about: Slice, inside: Shares, use: NDArray[np.bool_]) -> list[Draw]:
        """A draw of which incidents lie in the slice, for each draw of the linkage."""
        table = self.table
        rows = np.flatnonzero(use[table.list_index])
        bit = np.int64(1) << (np.cumsum(use) - 1)[table.list_index[rows]].astype(np.int64)
        key = self._key(about, "inside")
        drawn = []
        for number, partition in enumerate(self.partitions):
            _, cluster = np.unique(partition[rows], return_inverse=True)
            size = np.bincount(cluster)
            share = np.bincount(cluster, inside[rows]) / size
            chance = np.random.default_rng([key, number]).random(len(size))
            chosen = chance < share
            pattern = np.zeros(len(size), np.int64)
            np.bitwise_or.at(pattern, cluster, bit)
            drawn.append(Draw(rows, cluster, chosen, pattern))
        return drawn

    def _lost(self, about: Slice, drawn: Sequence[Draw]) -> list[float]:
        """How many incidents each draw has, less those that links never compared would join.

        Each draw loses links at a rate from between the limits of what candidates missed.
        """
        low, high = self.linkage.missed
        rng = np.random.default_rng(self._key(about, "missed"))
        counts = []
        for draw in drawn:
            rate = min(0.95, rng.uniform(low, high))
            links = float(draw.chosen[draw.cluster].sum()) - draw.count
            counts.append(max(1.0, draw.count - round(links * rate / (1 - rate))) if draw.count else 0.0)
        return counts

    def _key(self, about: Slice, what: str) -> int:
        words = f"{self.seed} {about.id} {what}".encode()
        return int.from_bytes(hashlib.sha256(words).digest()[:8], "big")

    def range_of(self, counts: Sequence[float]) -> Interval:
        """The interval of a number that each draw of the linkage has, in whole numbers outwards."""
        tail = (1 - self.linkage.level) / 2
        low = float(np.quantile(counts, tail, method="inverted_cdf"))
        high = float(np.quantile(counts, 1 - tail, method="inverted_cdf"))
        return Interval(int(low // 1), int(-(-high // 1)))

    def _dead(self, drawn: Sequence[Draw]) -> Interval:
        low = np.nan_to_num(self.table.deaths_low, nan=0.0)
        high = np.where(np.isnan(self.table.deaths_high), low, self.table.deaths_high)
        least, most = [], []
        for draw in drawn:
            smallest = np.full(len(draw.chosen), np.inf)
            largest = np.zeros(len(draw.chosen))
            np.minimum.at(smallest, draw.cluster, low[draw.rows])
            np.maximum.at(largest, draw.cluster, high[draw.rows])
            least.append(float(smallest[draw.chosen].sum()))
            most.append(float(largest[draw.chosen].sum()))
        top = self.range_of(most).high if np.isfinite(most).all() else None
        return Interval(self.range_of(least).low, top)

    def _estimate(self, tables: Sequence[CaptureHistories], lists: tuple[str, ...]) -> Estimate | Refused:
        if all(table.n == 0 for table in tables):
            return Refused("nothing_recorded", "no list records any of it.", None, lists, 0)
        return self.estimator(tables, self.linkage.missed)

    def _by_list(self, kept: NDArray[np.bool_], use: NDArray[np.bool_]) -> dict[str, int]:
        found = np.bincount(self.table.list_index[kept], minlength=len(self.table.lists))
        return {name: int(found[j]) for j, name in enumerate(self.table.lists) if use[j]}

    def rows_of(self, kept: NDArray[np.bool_]) -> tuple[str, ...]:
        """The rows of the table that are kept, as ``list:row``."""
        table = self.table
        where = np.flatnonzero(kept)[:_MOST_ROWS]
        return tuple(f"{table.lists[table.list_index[i]]}:{table.row_ids[i]}" for i in where)

    def _differs(self, lists: Sequence[str]) -> tuple[str, ...]:
        alike: dict[tuple[str, str], list[str]] = {}
        for name in lists:
            card = self.cards.get(name)
            alike.setdefault(("", "") if card is None else (card.unit, card.threshold), []).append(name)
        found = [
            f"{listed(names)} {'count' if len(names) > 1 else 'counts'} {unit}, {threshold}"
            if unit
            else f"what {listed(names)} {'count' if len(names) > 1 else 'counts'} as one is not stated"
            for (unit, threshold), names in alike.items()
        ]
        if len(self.partitions) < 2 and len(lists) > 1:
            found.append(f"the links between {listed(lists)} are taken as certain")
        return tuple(found)


class Draw:
    """One draw of the linkage within a slice.

    ``rows`` of the table belong to the incidents ``cluster``; ``chosen`` incidents lie in the slice, and
    ``pattern`` says on which lists each is.
    """

    __slots__ = ("chosen", "cluster", "pattern", "rows")

    def __init__(
        self,
        rows: NDArray[np.int64],
        cluster: NDArray[np.int64],
        chosen: NDArray[np.bool_],
        pattern: NDArray[np.int64],
    ) -> None:
        self.rows, self.cluster, self.chosen, self.pattern = rows, cluster, chosen, pattern

    @property
    def count(self) -> float:
        """How many incidents lie in the slice."""
        return float(self.chosen.sum())


def _table(draw: Draw, lists: tuple[str, ...]) -> CaptureHistories:
    patterns, counts = np.unique(draw.pattern[draw.chosen], return_counts=True)
    return CaptureHistories.of(lists, zip(patterns.tolist(), counts.tolist(), strict=True))


def _middle(tables: Sequence[CaptureHistories]) -> CaptureHistories | None:
    ranked = sorted(tables, key=lambda table: (table.n, table.digest))
    return ranked[len(ranked) // 2] if ranked else None


def _bounds(window: Window | None) -> tuple[int | None, int | None]:
    """The surest days of a window, in days since 1970."""
    ends = (None, None) if window is None else (window.start.last, window.end.first)
    first, last = (None if of is None else of.toordinal() - _EPOCH.toordinal() for of in ends)
    return first, last


def _is_party(card: DefinitionCard | None) -> bool:
    return card is not None and card.standing is not Standing.THIRD_PARTY


def _shown(value: date | None) -> str:
    return "an unknown day" if value is None else day(value)


def _month_end(of: date) -> date:
    return (of.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
