"""Claims set against what lists record and what was estimated: intervals on one axis, drawn as SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.model.assessment import Basis
from corroborate.model.interval import Interval


@dataclass(frozen=True, slots=True)
class Line:
    """One interval to draw: the figure that it is, its words, what it is, and how it is known.

    ``figure`` is "" for an interval that stands in a table beside it, where ``href`` leads. ``least`` is a
    number of recorded that is drawn on the same line.
    """

    figure: str
    href: str
    words: str
    label: str
    basis: Basis
    value: Interval
    least: int | None = None
    name: str = ""
    """What tells the line from others of one kind, short enough for a phone; stands in place of the label."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn interval: its ends in units of the drawing; an open end runs into the margin.

    ``top`` and ``height`` are of the whole row, which is a link; ``y`` is the middle of the bar. ``marker``
    is the path of the sign of an exact number, whose shape says how it is known; "" for a range.
    """

    line: Line
    top: float
    height: float
    y: float
    left: float
    right: float
    open_left: bool
    open_right: bool
    marker: str = ""
    least: str = ""
    """The path of the sign of the recorded number beside an interval."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Intervals on one axis of counts; ``by_factors`` where equal steps are equal ratios."""

    name: str
    width: int
    height: float
    font: float
    drawn: tuple[Drawn, ...]
    ticks: tuple[tuple[float, int], ...]
    by_factors: bool


SIZES = (("wide", 940, 13.0), ("narrow", 344, 12.0))
"""The two drawings of an axis: name, width in units of the drawing, height of the letters."""

FACTORS = 30
"""An axis goes by factors where its largest number is more than so many times the smallest."""

ROW = 3.3
"""Height of a row in heights of the letters: never less than 24 units, so that a finger finds it."""


def draw(lines: Sequence[Line], name: str, width: int, font: float) -> Axis | None:
    """The drawing of some intervals; None where none of them has an end.

    The axis begins at nought; where the largest number is more than FACTORS times the smallest it goes by
    factors, each count standing by the logarithm of one more than it is.
    """
    ends = [e for line in lines for e in (line.value.low, line.value.high, line.least) if e is not None]
    if not ends:
        return None
    pad = font
    by_factors = max(ends) > FACTORS * max(1, min(ends))
    place = math.log1p if by_factors else float
    low, high = (place(max(0, min(ends))) if by_factors else 0.0), place(max(1, *ends))
    spread = max(high - low, math.log(2))
    low, high = max(0.0, low - 0.12 * spread), high + 0.08 * spread
    row = font * ROW
    head = font * 2.2

    def at(value: float) -> float:
        return round(pad + (place(max(0, value)) - low) / (high - low) * (width - 2 * pad), 2)

    drawn = []
    for i, line in enumerate(lines):
        least = 0 if line.value.low is None and not by_factors else line.value.low
        left = pad if least is None else at(least)
        right = width - pad if line.value.high is None else at(line.value.high)
        top = round(head + i * row, 2)
        y = round(top + row * 0.7, 2)
        sign = marker(line.basis, left, y, font * 0.62) if line.value.is_exact else ""
        drawn.append(
            Drawn(
                line,
                top,
                round(row, 2),
                y,
                left,
                right,
                least is None,
                line.value.high is None,
                sign,
                "" if line.least is None else marker(Basis.RECORDED, at(line.least), y, font * 0.42),
            )
        )
    room = max(2, int(width / (font * 5)))
    steps = _factors(low, high, room) if by_factors else round_steps(high, room)
    ticks = tuple((at(v), v) for v in steps)
    return Axis(
        name, width, round(head + len(lines) * row + font * 0.6, 2), font, tuple(drawn), ticks, by_factors
    )


def drawings(lines: Sequence[Line]) -> tuple[Axis, ...]:
    """The drawing for a wide and for a narrow page; none where there is nothing to draw."""
    found = (draw(lines, name, width, font) for name, width, font in SIZES)
    return tuple(axis for axis in found if axis is not None)


def marker(basis: Basis, x: float, y: float, r: float) -> str:
    """The path of a sign around a place: its shape says how a number is known, without colour."""
    steps: tuple[tuple[float, float], ...]
    if basis is Basis.CLAIMED:
        steps = ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0))
    elif basis is Basis.COUNTED_CLAIMS:
        steps = ((0, -1.2), (1.15, 0.9), (-1.15, 0.9))
    elif basis in {Basis.RECORDED, Basis.ESTIMATED}:
        steps = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    elif basis is Basis.NOT_STATED:
        steps = ((-1.1, -0.45), (-0.45, -1.1), (0, -0.65), (0.45, -1.1), (1.1, -0.45), (0.65, 0),
                 (1.1, 0.45), (0.45, 1.1), (0, 0.65), (-0.45, 1.1), (-1.1, 0.45), (-0.65, 0))  # fmt: skip
    else:
        return (
            f"M{x - r:.2f} {y:.2f}a{r:.2f} {r:.2f} 0 1 0 {2 * r:.2f} 0a{r:.2f} {r:.2f} 0 1 0 {-2 * r:.2f} 0z"
        )
    return "M" + "L".join(f"{x + r * dx:.2f} {y + r * dy:.2f}" for dx, dy in steps) + "z"


def _factors(low: float, high: float, room: int) -> list[int]:
    """Round numbers of an axis by factors, as many as have room."""
    found: list[int] = []
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


def round_steps(high: float, room: int) -> list[int]:
    """Round numbers from nought on, as many as have room."""
    power = 10 ** max(0, math.floor(math.log10(max(1.0, high / room))))
    step = next(s * power for s in (1, 2, 5, 10, 20, 50) if high / (s * power) <= room)
    return list(range(0, math.floor(high) + 1, step))
