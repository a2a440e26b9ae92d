"""Many claims about one thing as arrays, to find the pairs that disagree without visiting each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corroborate.consistency.seen import Seen

BLOCK = 512
"""Rows that are compared with all others at a time."""

_FAR = 10**9


@dataclass(frozen=True, slots=True)
class Table:
    """Claims in columns; see ``disagreeing``."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]
    stated: NDArray[np.float64]
    start: NDArray[np.int64]
    """Earliest and latest first day, and earliest and latest last day, as ordinals."""
    actor: NDArray[np.int64]
    target: NDArray[np.int64]

    @classmethod
    def of(cls, claims: Sequence[Seen]) -> Table:
        """The columns of claims with quantities."""
        usual = [c.usual for c in claims]
        return cls(
            np.array([-np.inf if u.low is None else u.low for u in usual], float),
            np.array([np.inf if u.high is None else u.high for u in usual], float),
            np.array([np.nan if c.stated is None else c.stated for c in claims], float),
            np.array([_ends(c) for c in claims], np.int64).reshape(-1, 4),
            _codes([c.actor for c in claims]),
            _codes([c.target for c in claims]),
        )

    def disagreeing(self, most: int) -> Iterator[tuple[int, int]]:
        """Pairs ``i < j`` that may be about one thing and disagree, or say the same number; at most so many.

        They disagree where their usual readings do not meet and one window is the other or lies in it.
        """
        given = 0
        for first in range(0, len(self.low), BLOCK):
            rows = slice(first, min(first + BLOCK, len(self.low)))
            found = self._block(rows)
            for i, j in zip(*np.nonzero(found), strict=True):
                if given >= most:
                    return
                given += 1
                yield int(i) + first, int(j)

    def _block(self, rows: slice) -> NDArray[np.bool_]:
        a, b = slice(rows.start, rows.stop), slice(None)
        apart = (self.low[a, None] > self.high[None, b]) | (self.high[a, None] < self.low[None, b])
        x, y = self.start[a, None, :], self.start[None, b, :]
        inside = (x[..., 0] >= y[..., 1]) & (x[..., 3] <= y[..., 2])
        around = (y[..., 0] >= x[..., 1]) & (y[..., 3] <= x[..., 2])
        same = (x == y).all(axis=-1)
        telling = (apart & (inside | around | same)) | (self.stated[a, None] == self.stated[None, b])
        telling &= _may_agree(self.actor[a], self.actor) & _may_agree(self.target[a], self.target)
        columns = np.arange(len(self.low))
        return np.asarray(telling & (columns[None, :] > columns[a, None]))


def _may_agree(a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.asarray((a[:, None] == b[None, :]) | (a[:, None] < 0) | (b[None, :] < 0))


def _codes(names: Sequence[str | None]) -> NDArray[np.int64]:
    known: dict[str, int] = {}
    return np.array([-1 if n is None else known.setdefault(n, len(known)) for n in names], np.int64)


def _ends(claim: Seen) -> tuple[Any, ...]:
    window = claim.window
    if window is None:
        # A claim without a window is only ever the same as another without one.
        return -_FAR, _FAR, -_FAR, _FAR
    return (
        _ordinal(window.start.first, -_FAR),
        _ordinal(window.start.last, _FAR),
        _ordinal(window.end.first, -_FAR),
        _ordinal(window.end.last, _FAR),
    )


def _ordinal(day: date | None, missing: int) -> int:
    return missing if day is None else day.toordinal()
