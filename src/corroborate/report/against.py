"""Claims set against what lists record and what was estimated: intervals on one axis, drawn as SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.model.assessment import Basis
from corroborate.model.interval import Interval


@dataclass(frozen=True, slots=True)
class Line:
    """One interval to draw: the figure that it is, its words, what it is, and how it is known."""

    figure: str
    href: str
    words: str
    label: str
    basis: Basis
    value: Interval


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn interval: its ends in units of the drawing; an open end runs into the margin."""

    line: Line
    y: float
    left: float
    right: float
    open_left: bool
    open_right: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """Intervals on one logarithmic axis of counts."""

    name: str
    width: int
    height: float
    font: float
    drawn: tuple[Drawn, ...]
    ticks: tuple[tuple[float, str], ...]


def draw(lines: Sequence[Line], name: str, width: int, font: float) -> Axis | None:
    """The drawing of some intervals; None where none of them has an end.

    Counts stand by the logarithm of one more than they are, so that nought has a place.
    """
    ends = [e for line in lines for e in (line.value.low, line.value.high) if e is not None]
    if not ends:
        return None
    pad = font
    low, high = _place(min(ends)), _place(max(ends))
    spread = max(high - low, math.log(2))
    low, high = max(0.0, low - 0.12 * spread), high + 0.12 * spread
    row = font * 3.1

    def at(value: float) -> float:
        return round(pad + (_place(value) - low) / (high - low) * (width - 2 * pad), 2)

    drawn = []
    for i, line in enumerate(lines):
        left = pad if line.value.low is None else at(line.value.low)
        right = width - pad if line.value.high is None else at(line.value.high)
        y = round(font * 2.6 + i * row + font * 1.2, 2)
        drawn.append(Drawn(line, y, left, right, line.value.low is None, line.value.high is None))
    ticks = tuple((at(v), f"{v:,}") for v in _ticks(low, high, width, font))
    return Axis(name, width, round(font * 3.4 + len(lines) * row, 2), font, tuple(drawn), ticks)


def _place(value: float) -> float:
    return math.log1p(max(0.0, value))


def _ticks(low: float, high: float, width: int, font: float) -> list[int]:
    """Round numbers, as many as have room."""
    room = max(2, int(width / (font * 5)))
    for steps in ((1, 2, 5), (1, 3), (1,)):
        found = [
            step * 10**power
            for power in range(16)
            for step in steps
            if low <= math.log1p(step * 10**power) <= high
        ]
        if len(found) <= room:
            break
    return found[:room]
