"""Small tables of records, and simulated ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from corroborate.lists.simulate import Simulated, simulate
from corroborate.model.recordtable import NO_DAY, RecordTable, Tree

NONE = Tree((), np.zeros(0, np.int32))


def table_of(
    lists: Sequence[str],
    which: Sequence[int],
    day: Sequence[int | None],
    place: Sequence[tuple[float, float] | None],
    deaths: Sequence[float] | None = None,
    **columns: object,
) -> RecordTable:
    """A table of points and days; what is not given is unknown."""
    n = len(which)
    days = np.array([NO_DAY if d is None else d for d in day], np.int32)
    at = np.array([(np.nan, np.nan) if p is None else p for p in place], np.float64).reshape(n, 2)
    unknown = np.full(n, -1, np.int32)
    low = np.full(n, np.nan) if deaths is None else np.array(deaths, np.float64)
    made: dict[str, object] = {
        "lists": tuple(lists), "list_index": np.array(which, np.int16),
        "row_ids": tuple(f"r{i}" for i in range(n)), "first_day": days, "last_day": days, "lat": at[:, 0],
        "lon": at[:, 1], "precision_km": np.full(n, 1.0, np.float32), "centroid": np.zeros(n, np.bool_),
        "admin1": unknown, "admin2": unknown, "settlement": unknown, "actor_a": unknown, "actor_b": unknown,
        "event_type": unknown, "deaths_low": low, "deaths_high": low, "injured_low": np.full(n, np.nan),
        "injured_high": np.full(n, np.nan), "actor_tree": NONE, "type_tree": NONE,
    }  # fmt: skip
    return RecordTable(**{**made, **columns})  # type: ignore[arg-type]


def permuted(table: RecordTable, order: NDArray[np.int64], lists: Sequence[int] | None = None) -> RecordTable:
    """The same records in another order, and the lists in another."""
    changes: dict[str, object] = {}
    for column in fields(table):
        value = getattr(table, column.name)
        if isinstance(value, np.ndarray):
            changes[column.name] = value[order]
        elif column.name in ("row_ids", "name", "text") and len(value):
            changes[column.name] = tuple(value[i] for i in order)
    if lists is not None:
        changes["lists"] = tuple(table.lists[k] for k in lists)
        back = np.argsort(np.array(lists)).astype(np.int16)
        changes["list_index"] = back[table.list_index[order]]
    return replace(table, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def simulated() -> Simulated:
    return simulate(records=700, seed=3)
