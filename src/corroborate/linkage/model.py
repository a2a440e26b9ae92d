"""The parameters of the linkage model, and what of the records its kernels need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage.columns import TIERS, Columns
from corroborate.linkage.fields import EVEN, LEVELS, FieldLaw, Values

STATES = 4
"""How the fields before agree: nothing compared, all the same, one differs, more differ."""

KINDS = {"share": 0, "rate": 1, "days": 2}


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """The records as the kernels see them; F fields, n records, L lists.

    ``present`` bool (n, F), ``tier`` uint8 (n, F), ``width`` float32 (n,) days of the date. ``code`` int32
    (n, F) points into ``share`` float32 (rows, TIERS, LEVELS) from ``offset`` (F,) on. ``kind`` int64 (F,)
    as in KINDS; ``flip`` int64 (F, LEVELS); ``size`` int64 (F,) the number of levels; ``days`` (LEVELS,).
    ``near`` bool (F,) says in which fields wrong statements are near each other.
    ``span`` is how many days the lists cover; ``key`` uint64 (n,) the hashes of the records, ``crowd``
    (n,) how many records a day the days around it hold, wherever. ``total`` is how many records there are
    in all, of which these may be some. ``source`` int64 (n,) numbers the sources of each list, -1 unknown;
    ``broad`` bool (n,) says whose source tells of days far apart.
    """

    names: tuple[str, ...]
    list_of: NDArray[np.int64]
    lists: tuple[str, ...]
    present: NDArray[np.bool_]
    tier: NDArray[np.uint8]
    width: NDArray[np.float32]
    code: NDArray[np.int32]
    share: NDArray[np.float32]
    offset: NDArray[np.int64]
    kind: NDArray[np.int64]
    near: NDArray[np.bool_]
    flip: NDArray[np.int64]
    size: NDArray[np.int64]
    days: NDArray[np.float64]
    span: float
    key: NDArray[np.uint64]
    crowd: NDArray[np.float64]
    total: int
    source: NDArray[np.int64]
    broad: NDArray[np.bool_]

    def units(self, once: NDArray[np.bool_]) -> NDArray[np.int64]:
        """What each record (n,) stands in that holds an incident once: its list, else its source, else -1."""
        own = np.where(self.source >= 0, len(self.lists) + self.source, -1)
        found: NDArray[np.int64] = np.where(once[self.list_of], self.list_of, own)
        return found

    def __len__(self) -> int:
        return len(self.list_of)

    @classmethod
    def of(cls, columns: Columns, laws: Sequence[tuple[FieldLaw, Values]]) -> Records:
        """The records of a table under some laws."""
        n, count = len(columns), len(laws)
        flip = np.tile(np.arange(LEVELS), (max(count, 1), 1))
        days = np.ones(LEVELS)
        width = np.ones(n, np.float32)
        offset = np.zeros(max(count, 1), np.int64)
        tables: list[NDArray[np.float32]] = []
        for f, (law, values) in enumerate(laws):
            if law.flip:
                flip[f, : len(law.flip)] = law.flip
            if law.kind == "days":
                days[: len(law.days)] = law.days
                width = width if values.width is None else values.width
            offset[f] = sum(t.shape[0] for t in tables)
            tables.append(values.share)
        dated = columns.dated
        span = float(columns.last[dated].max() - columns.first[dated].min() + 1) if dated.any() else 1.0
        none = np.zeros((n, max(count, 1)))
        return cls(
            names=tuple(law.name for law, _ in laws),
            list_of=columns.list_of.astype(np.int64),
            lists=columns.lists,
            present=np.stack([v.present for _, v in laws], axis=1) if laws else none.astype(np.bool_),
            tier=np.stack([np.minimum(v.tier, TIERS - 1) for _, v in laws], axis=1).astype(np.uint8)
            if laws
            else none.astype(np.uint8),
            width=width,
            code=np.stack([v.code for _, v in laws], axis=1).astype(np.int32)
            if laws
            else none.astype(np.int32),
            share=np.concatenate(tables) if tables else EVEN,
            offset=offset,
            kind=np.array([KINDS[law.kind] for law, _ in laws] or [0], np.int64),
            near=np.array([law.near for law, _ in laws] or [False]),
            flip=flip.astype(np.int64),
            size=np.array([len(law.levels) for law, _ in laws] or [1], np.int64),
            days=days,
            span=span,
            key=columns.key,
            crowd=_crowd(columns),
            total=n,
            source=columns.source,
            broad=_broad(columns),
        )

    def taking(self, rows: NDArray[np.int64]) -> Records:
        """Some of the records, as the sampler needs them: without what backgrounds are made of."""
        return replace(
            self,
            list_of=self.list_of[rows],
            present=self.present[rows],
            tier=self.tier[rows],
            width=self.width[rows],
            code=np.zeros((len(rows), 0), np.int32),
            share=EVEN,
            key=self.key[rows],
            crowd=self.crowd[rows],
            source=self.source[rows],
            broad=self.broad[rows],
        )


BROAD = 60
"""Days that a source must cover for its incidents to be a sample of how incidents crowd: then most of what
is near could as well have been far. Convention: thrice the window of comparison, both ways."""


def _broad(columns: Columns) -> NDArray[np.bool_]:
    named = (columns.source >= 0) & columns.dated
    size = int(columns.source.max(initial=-1)) + 1
    first, last = np.full(size, np.iinfo(np.int64).max), np.full(size, np.iinfo(np.int64).min)
    np.minimum.at(first, columns.source[named], columns.first[named])
    np.maximum.at(last, columns.source[named], columns.first[named])
    wide = last - np.minimum(first, last) >= BROAD
    return np.asarray(named & wide[np.maximum(columns.source, 0)] if size else named, np.bool_)


_AROUND = 3
"""Days to either side in which crowds are counted."""


def _crowd(columns: Columns) -> NDArray[np.float64]:
    """Records a day within three days of each record, itself left out; 0 for those of no known day."""
    days = np.sort(columns.first[columns.dated])
    upper = np.searchsorted(days, columns.last + _AROUND, "right")
    lower = np.searchsorted(days, columns.first - _AROUND, "left")
    width = columns.last - columns.first + 1 + 2 * _AROUND
    found: NDArray[np.float64] = np.where(columns.dated, np.maximum(upper - lower - 1, 0) / width, 0.0)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Parameters:
    """What is learnt.

    ``law`` float64 (F, L, TIERS, TIERS, LEVELS): how likely a record of a list and of its own tier states
    the field at each level from the true value, known as finely as the second tier says; rows add up to 1.
    ``pattern`` float64 (2^L,) is the share of recorded incidents on exactly these lists, or, of more than
    MOST_TABLED lists, empty; then ``odds`` (L,) of independent lists make it. ``again`` (L,)
    is the chance that a list holds an incident once more. ``incidents`` is how many there are on the
    lists; ``strength`` (F,) how many records a field's background nearby is shrunk by. ``trust`` (F,) is what
    the evidence of each field is multiplied by and ``shift`` what is added to the log-odds of a pair, as the
    controls say. ``tied`` float64 (F, STATES, LEVELS) is what laws of pairs of statements are
    multiplied by, by how the fields before agree: a record written badly is bad in several fields.
    """

    law: NDArray[np.float64]
    pattern: NDArray[np.float64]
    odds: NDArray[np.float64]
    again: NDArray[np.float64]
    incidents: float
    strength: NDArray[np.float64]
    trust: NDArray[np.float64]
    tied: NDArray[np.float64]
    shift: float = 0.0

    @property
    def share(self) -> NDArray[np.float64]:
        """The share of all incidents, recorded or not, that each list holds, were they independent (L,)."""
        found: NDArray[np.float64] = self.odds / (1 + self.odds)
        return found

    def but(self, **changes: object) -> Parameters:
        """The same with some changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


STRENGTH = {"share": 20.0, "rate": 12.0, "days": 1.0}
"""Records by which what is seen around one record is shrunk towards what is usual, by kind of field."""

MOST_TABLED = 12
"""Lists up to which every pattern of lists has its own share."""


def start(laws: Sequence[tuple[FieldLaw, Values]], records: Records) -> Parameters:
    """Where learning begins: the laws' own weights, and lists that hold two fifths of all incidents.

    Only a start: on data that say anything, what is learnt forgets it.
    """
    lists = len(records.lists)
    law = np.zeros((max(len(laws), 1), lists, TIERS, TIERS, LEVELS))
    law[..., 0] = 1.0
    for f, (field_law, _) in enumerate(laws):
        weights = np.array(field_law.start)
        law[f, ..., : len(weights)] = weights / weights.sum()
        law[f, ..., len(weights) :] = 0.0
    size = np.bincount(records.list_of, minlength=lists)
    return Parameters(
        law=law,
        pattern=independent(np.full(lists, 0.4)) if lists <= MOST_TABLED else np.zeros(0),
        odds=np.full(lists, 0.4 / 0.6),
        again=np.full(lists, 0.03),
        incidents=float(size.sum()) / max(1.0, 0.4 * lists / (1 - 0.6**lists)),
        strength=np.array([STRENGTH[law.kind] for law, _ in laws] or [1.0]),
        trust=np.ones(max(len(laws), 1)),
        tied=np.ones((max(len(laws), 1), STATES, LEVELS)),
    )


def independent(coverage: NDArray[np.float64]) -> NDArray[np.float64]:
    """The shares of patterns of lists that record independently, among incidents on at least one."""
    lists = len(coverage)
    masks = np.arange(1 << lists)
    on = (masks[:, None] >> np.arange(lists)) & 1
    share = np.prod(np.where(on == 1, coverage, 1 - coverage), axis=1)
    share[0] = 0.0
    found: NDArray[np.float64] = share / share.sum()
    return found
