"""Dates of incidents: how many days one record's date lies after another's."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage.columns import Columns
from corroborate.linkage.fields import EVEN, INCIDENTS, FieldLaw, Values

_EDGES = np.array([1, 2, 3, 4, 8, 15])
"""Gaps in days at which a level begins: single days first, then about doublings."""

_FLIP = (0, 7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6)


def prepare(columns: Columns) -> Values | None:
    """Day ranges; two that overlap are equal, and equal is worth less the wider they are."""
    if np.count_nonzero(columns.dated) < 2:
        return None
    first, last = columns.first, columns.last

    def compare(a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.uint8]:
        later = np.searchsorted(_EDGES, np.maximum(first[b] - last[a], 0), "right")
        earlier = np.searchsorted(_EDGES, np.maximum(first[a] - last[b], 0), "right")
        level = np.where(earlier > 0, earlier + 6, later)
        return np.where(columns.dated[a] & columns.dated[b], level, 255).astype(np.uint8)

    return Values(
        present=columns.dated,
        tier=columns.day_tier.astype(np.uint8),
        compare=compare,
        code=np.zeros(len(columns), np.int32),
        share=EVEN,
        width=(last - first + 1).astype(np.float32),
    )


INCIDENTS.append(
    FieldLaw(
        "date",
        (
            "the same day", "1 day later", "2 days later", "3 days later", "4 to 7 days later",
            "8 to 14 days later", "over two weeks later", "1 day earlier", "2 days earlier",
            "3 days earlier", "4 to 7 days earlier", "8 to 14 days earlier", "over two weeks earlier",
        ),
        (0.7, 0.1, 0.03, 0.02, 0.03, 0.01, 0.002, 0.06, 0.02, 0.01, 0.02, 0.01, 0.002),
        prepare,
        kind="days",
        flip=_FLIP,
        days=(1, 1, 1, 1, 4, 7, 30, 1, 1, 1, 4, 7, 30),
    )
)  # fmt: skip
