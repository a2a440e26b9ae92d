"""The source that a record rests on: one source seldom tells of one incident in two rows of one list."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage.columns import Columns
from corroborate.linkage.fields import INCIDENTS, SOURCE, FieldLaw, Values, shares


def prepare(columns: Columns) -> Values | None:
    """Whether two records of one list rest on the same source; agreement, here, speaks against."""
    unit = columns.source
    present = unit >= 0
    count = np.bincount(unit[present]) if present.any() else np.zeros(1, np.int64)
    if count.max(initial=0) < 2:
        return None

    def compare(a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.uint8]:
        return np.where(present[a] & present[b], unit[a] == unit[b], 255).astype(np.uint8)

    code = np.where(present, unit, 0).astype(np.int32)
    tier = np.zeros(len(unit), np.uint8)
    found = shares(code, tier, present, None, compare, 2)
    # The chance of the same source is exact by value; it stands at the level of agreement, which is 1.
    found[..., :2] = found[..., 1::-1]
    return Values(present, tier, compare, code, found)


INCIDENTS.append(
    FieldLaw(SOURCE, ("another source", "the same source of the same list"), (0.98, 0.02), prepare)
)
