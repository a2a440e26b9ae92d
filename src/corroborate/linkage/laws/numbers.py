"""Counts of people, as ranges: deaths and injured."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage.columns import Columns
from corroborate.linkage.fields import INCIDENTS, PERSONS, FieldLaw, Values, numbered, shares

_RATIOS = np.log([1.0001, 1.26, 1.6, 2.5, 6.3])
"""Ratios of (count + 1/2) at which a level begins: a tenth, a fifth, two and four fifths of a decade."""


def counts(low: NDArray[np.float64], high: NDArray[np.float64]) -> Values | None:
    """Two ranges: equal numbers, overlapping ranges, or the ratio of their nearest ends."""
    present = np.isfinite(low) | np.isfinite(high)
    if np.count_nonzero(present) < 2:
        return None
    bottom = np.where(np.isfinite(low), low, 0.0)
    top = np.where(np.isfinite(high), high, np.where(np.isfinite(low) & np.isinf(high), np.inf, bottom))
    top = np.maximum(top, bottom)
    exact = bottom == top

    def level_of(
        b0: NDArray[np.float64], t0: NDArray[np.float64], b1: NDArray[np.float64], t1: NDArray[np.float64]
    ) -> NDArray[np.uint8]:
        gap = np.maximum(b0, b1), np.minimum(t0, t1)
        apart = np.log((gap[0] + 0.5) / (np.minimum(gap[1], gap[0]) + 0.5))
        level = np.searchsorted(_RATIOS, apart, "right") + 1
        level = np.where((np.minimum(t0, t1) == 0) & (np.maximum(b0, b1) > 0), 7, level)
        return np.where((b0 == b1) & (t0 == t1), 0, level).astype(np.uint8)

    def compare(a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.uint8]:
        level = level_of(bottom[a], top[a], bottom[b], top[b])
        return np.where(present[a] & present[b], level, 255).astype(np.uint8)

    code = numbered(np.where(present, bottom, -1.0), np.where(present, top, -1.0))
    values, at = np.unique(code[present], return_index=True)
    code = np.where(present, np.searchsorted(values, code), 0).astype(np.int32)
    lows, highs = bottom[present][at], top[present][at]
    tier = np.where(exact, 0, 1).astype(np.uint8)
    table = None
    if len(values) <= _MOST_VALUES:
        table = level_of(lows[:, None], highs[:, None], lows[None, :], highs[None, :])
    return Values(present, tier, compare, code, shares(code, tier, present, table, compare, 8))


_MOST_VALUES = 2000
"""Distinct ranges up to which all are compared beforehand (4 MB)."""

_LEVELS = (
    "the same", "overlapping ranges", "within a quarter", "within 60%", "within 2.5 times",
    "within 6.3 times", "over 6.3 times apart", "nobody against somebody",
)  # fmt: skip
_START = (0.45, 0.1, 0.14, 0.12, 0.09, 0.05, 0.02, 0.03)


def _law(name: str, low: str, high: str) -> FieldLaw:
    def prepare(columns: Columns) -> Values | None:
        t, row = columns.table, columns.row
        return counts(getattr(t, low)[row], getattr(t, high)[row])

    return FieldLaw(name, _LEVELS, _START, prepare)


Law = Callable[[Columns], Values | None]
INCIDENTS.append(_law("deaths", "deaths_low", "deaths_high"))
INCIDENTS.append(_law("injured", "injured_low", "injured_high"))
__all__ = ["INCIDENTS", "PERSONS", "counts"]
