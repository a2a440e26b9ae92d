"""Columns of a user's own (RecordTable.extra): whole numbers of few values are codes, others numbers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from corroborate.linkage.columns import Columns
from corroborate.linkage.fields import FieldLaw, Values
from corroborate.linkage.laws.persons import close, same


def laws_of(columns: Columns) -> list[FieldLaw]:
    """One law a column that the registry does not know by name."""
    return [_law(name) for name in sorted(columns.table.extra)]


def _law(name: str) -> FieldLaw:
    return FieldLaw(
        name,
        ("the same", "1 apart", "2 apart", "within 5", "within 10", "over 10 apart"),
        (0.8, 0.06, 0.04, 0.04, 0.03, 0.03),
        _number(name),
    )


def _number(name: str) -> Callable[[Columns], Values | None]:
    def prepare(columns: Columns) -> Values | None:
        value = np.asarray(columns.table.extra[name], np.float64)[columns.row]
        return close(value, value)

    return prepare


__all__ = ["laws_of", "same"]
