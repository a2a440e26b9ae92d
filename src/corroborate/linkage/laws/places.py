"""Places: how far apart two points are, or which named unit is the finest that two records share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage.columns import Columns
from corroborate.linkage.fields import EVEN, INCIDENTS, FieldLaw, Values

_EDGES = np.array([0.2, 2.0, 5.0, 10.0, 20.0, 40.0, 80.0, 160.0])
"""Km at which a level begins: below the first two points are one; then about doublings."""


def prepare(columns: Columns) -> Values | None:
    """Points with their tier of precision; names of units where a record has no point."""
    t, row = columns.table, columns.row
    units = np.stack([t.settlement[row], t.admin2[row], t.admin1[row]])
    named = (units >= 0).any(axis=0)
    present = columns.placed | named
    if np.count_nonzero(present) < 2:
        return None
    xyz = columns.xyz
    finest = np.where(units[0] >= 0, 1, np.where(units[1] >= 0, 2, 3))

    def compare(a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.uint8]:
        apart = np.sqrt(((xyz[a] - xyz[b]) ** 2).sum(axis=1))
        level = np.searchsorted(_EDGES, apart, "right")
        lacking = ~(columns.placed[a] & columns.placed[b])
        if lacking.any():
            shared = np.full(len(a), 13)
            for k, unit in ((12, units[2]), (11, units[1]), (10, units[0])):
                both = (unit[a] >= 0) & (unit[b] >= 0)
                shared = np.where(both, np.where(unit[a] == unit[b], k, np.where(k == 12, 9, shared)), shared)
            shared = np.where(shared == 13, 255, shared)
            level = np.where(lacking, shared, level)
        return np.where(present[a] & present[b], level, 255).astype(np.uint8)

    return Values(
        present=present,
        tier=np.where(columns.placed, columns.place_tier, finest).astype(np.uint8),
        compare=compare,
        code=np.zeros(len(columns), np.int32),
        share=EVEN,
    )


INCIDENTS.append(
    FieldLaw(
        "place",
        (
            "the same point", "within 2 km", "2 to 5 km apart", "5 to 10 km apart", "10 to 20 km apart",
            "20 to 40 km apart", "40 to 80 km apart", "80 to 160 km apart", "over 160 km apart",
            "another province", "the same settlement", "the same district", "the same province",
        ),
        (0.5, 0.15, 0.1, 0.06, 0.06, 0.06, 0.03, 0.01, 0.005, 0.005, 0.2, 0.2, 0.2),
        prepare,
        kind="rate",
    )
)  # fmt: skip
