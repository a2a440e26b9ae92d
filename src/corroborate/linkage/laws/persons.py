"""What lists say of persons beside names and dates: age, sex and place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage.columns import Columns
from corroborate.linkage.fields import PERSONS, FieldLaw, Values, numbered, shares, tabled


def age(columns: Columns) -> Values | None:
    """Age in years."""
    t, row = columns.table, columns.row
    if t.age_low is None or t.age_high is None:
        return None
    low, high = t.age_low[row], t.age_high[row]
    return close(np.where(np.isfinite(low), low, high), np.where(np.isfinite(high), high, low))


def close(low: NDArray[np.float64], high: NDArray[np.float64]) -> Values | None:
    """A number whose differences matter, not its ratios."""
    present = np.isfinite(low) & np.isfinite(high)
    if np.count_nonzero(present) < 2:
        return None
    bottom, top = np.where(present, low, 0.0), np.where(present, high, 0.0)
    edges = np.array([1e-9, 1.0001, 2.0001, 5.0001, 10.0001])

    def compare(a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.uint8]:
        gap = np.maximum(np.maximum(bottom[a], bottom[b]) - np.minimum(top[a], top[b]), 0.0)
        level = np.searchsorted(edges, gap, "right")
        return np.where(present[a] & present[b], level, 255).astype(np.uint8)

    code = np.where(present, numbered(np.where(present, bottom, np.inf), np.where(present, top, np.inf)), 0)
    tier = np.where(bottom == top, 0, 1).astype(np.uint8)
    share = shares(code, tier, present, tabled(code, present, compare), compare, 6)
    return Values(present, tier, compare, code.astype(np.int32), share)


def sex(columns: Columns) -> Values | None:
    """Female or male."""
    if columns.table.sex is None:
        return None
    value = columns.table.sex[columns.row]
    return same(np.where(value >= 0, value, np.nan).astype(np.float64))


def same(value: NDArray[np.float64]) -> Values | None:
    """A value that is the same or is not."""
    present = np.isfinite(value)
    if np.count_nonzero(present) < 2:
        return None
    code = np.where(present, numbered(np.where(present, value, np.inf)), 0).astype(np.int32)

    def compare(a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.uint8]:
        return np.where(present[a] & present[b], code[a] != code[b], 255).astype(np.uint8)

    tier = np.zeros(len(value), np.uint8)
    return Values(present, tier, compare, code, shares(code, tier, present, None, compare, 2))


def unit(columns: Columns) -> Values | None:
    """The finest unit of place that two records name."""
    t, row = columns.table, columns.row
    units = np.stack([t.settlement[row], t.admin2[row], t.admin1[row]])
    present = np.asarray((units >= 0).any(axis=0), np.bool_)
    if np.count_nonzero(present) < 2:
        return None
    tier = np.where(units[0] >= 0, 0, np.where(units[1] >= 0, 1, 2)).astype(np.uint8)

    def compare(a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.uint8]:
        level = np.full(len(a), 255)
        for k in (2, 1, 0):
            both = (units[k][a] >= 0) & (units[k][b] >= 0)
            equal = units[k][a] == units[k][b]
            level = np.where(both & equal, k, np.where(both & (level == 255), 3, level))
        # Of one tier the same finest unit is equal, whichever tier that is.
        alike = (tier[a] == tier[b]) & (level == tier[a])
        return np.where(alike, 0, np.where((level == 0), 0, level)).astype(np.uint8)

    finest = np.choose(tier, units)
    code = np.where(present, numbered(tier, finest), 0).astype(np.int32)
    return Values(present, tier, compare, code, shares(code, tier, present, None, compare, 4))


PERSONS.append(
    FieldLaw(
        "age",
        (
            "the same",
            "a year apart",
            "2 years apart",
            "within 5 years",
            "within 10 years",
            "over 10 years apart",
        ),
        (0.7, 0.12, 0.06, 0.06, 0.03, 0.03),
        age,
        near=True,
    )
)
PERSONS.append(FieldLaw("sex", ("the same", "different"), (0.98, 0.02), sex, near=True))
PERSONS.append(
    FieldLaw(
        "place",
        ("the same unit", "the same district", "the same province", "different"),
        (0.7, 0.1, 0.1, 0.1),
        unit,
        near=True,
    )
)
