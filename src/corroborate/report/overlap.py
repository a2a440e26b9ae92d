"""How lists overlap: how many incidents are on exactly which lists, as bars over dots."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.model.capture import CaptureHistories

MOST = 24
"""Patterns that one drawing holds, those of most incidents first; how many are left out is said."""


@dataclass(frozen=True, slots=True)
class Column:
    """One pattern of lists: how many incidents have it, and which lists it holds."""

    x: float
    top: float
    height: float
    count: int
    on: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """The drawing: a column a pattern, a row a list."""

    width: float
    height: float
    bottom: float
    step: float
    rows: tuple[tuple[float, str, int], ...]
    """Of each list: its place, its name, how many incidents it holds."""
    columns: tuple[Column, ...]
    left_out: int
    """Incidents with patterns that are not drawn."""
    names: float
    """Width of the names."""


def overlap(table: CaptureHistories) -> Overlap:
    """The drawing of a table of capture histories."""
    cells = sorted(table.cells.items(), key=lambda c: (-c[1], c[0]))
    drawn, rest = cells[:MOST], cells[MOST:]
    names = 8.0 + 7.2 * max((len(name) for name in table.lists), default=0) + 46
    step, tall, row = 30.0, 130.0, 24.0
    most = max((count for _, count in drawn), default=1)
    bottom = tall + 22
    columns = tuple(
        Column(
            names + step * (i + 0.5),
            round(bottom - tall * count / most, 2),
            round(tall * count / most, 2),
            count,
            tuple(bool(pattern >> j & 1) for j in range(len(table.lists))),
        )
        for i, (pattern, count) in enumerate(drawn)
    )
    rows = tuple(
        (bottom + 18 + row * j, name, size)
        for j, (name, size) in enumerate(zip(table.lists, table.sizes, strict=True))
    )
    return Overlap(
        names + step * max(1, len(drawn)) + 8,
        bottom + 12 + row * len(table.lists),
        bottom,
        step,
        rows,
        columns,
        sum(count for _, count in rest),
        names,
    )
