"""The time axis of a report: one bar for the days that each figure covers, drawn as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corroborate.model.assessment import Basis
from corroborate.model.interval import Interval
from corroborate.model.window import Window
from corroborate.report.local import Local
from corroborate.weighing import words

GAP = 14
"""Least distance between two labels of one row, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure to draw: what it says, the days it covers, and the days on which it was published."""

    figure: str
    href: str
    words: str
    lane: str
    basis: Basis
    window: Window
    value: Interval
    published: tuple[date, ...] = ()
    contradicted: bool = False
    laid: bool = False
    sum: str = ""
    """The parts of a figure that is laid end to end: ``29 + 52 + 56``."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A drawn bar: positions in units of the drawing; ``soft_*`` are the uncertain ends."""

    bar: Bar
    x: float
    width: float
    soft_left: float
    soft_right: float
    label: str
    label_x: float
    y: float
    open_left: bool
    open_right: bool
    diamonds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: its title, its height and the bars in it."""

    title: str
    basis: Basis
    y: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled day of the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with its size, its lanes and its axis."""

    name: str
    width: int
    height: float
    font: float
    top: float
    bottom: float
    bar: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]


def extent(bars: Sequence[Bar]) -> tuple[date, date] | None:
    """The first and last day that the axis shows: whole months around every known end."""
    known = [
        d
        for bar in bars
        for d in (
            bar.window.start.first,
            bar.window.start.last,
            bar.window.end.first,
            bar.window.end.last,
            *bar.published,
        )
        if d is not None
    ]
    if not known:
        return None
    first, last = min(known), max(known)
    end = date(last.year + (last.month == 12), last.month % 12 + 1, 1) if last.year < date.max.year else last
    return first.replace(day=1), end


def draw(bars: Sequence[Bar], name: str, width: int, font: float, local: Local) -> Chart | None:
    """The chart of some bars at one width; None where no bar has a known day."""
    span = extent(bars)
    if span is None:
        return None
    first, last = span
    pad, bar_height = font * 0.5, font * 1.05
    row = bar_height + font * 2.35
    scale = (width - 2 * pad) / max(1, (last - first).days)

    def at(day: date) -> float:
        return round(pad + (day - first).days * scale, 2)

    top = font * 2
    y = top + font * 0.4
    lanes = []
    for title, members in _lanes(bars).items():
        start = y
        y += font * 2.0 * len(_wrapped(title, width, font))
        rows: list[float] = []
        marks = []
        for bar in members:
            mark = _mark(bar, at, first, last, width, font, local)
            left = min(mark.x, mark.label_x)
            right = max(mark.x + mark.width, mark.label_x + _length(mark.label, font))
            index = next((i for i, end in enumerate(rows) if end <= left + 1), len(rows))
            if index == len(rows):
                rows.append(right)
            touching = right == mark.x + mark.width
            rows[index] = max(rows[index], right if touching else right + GAP)
            marks.append(_placed(mark, y + index * row + font * 1.35))
        y += len(rows) * row + font * 0.7
        lanes.append(Lane(title, members[0].basis, start, y - start, tuple(marks)))
        y += font * 0.5
    return Chart(
        name,
        width,
        round(y + top, 2),
        font,
        top,
        round(y, 2),
        bar_height,
        tuple(lanes),
        _ticks(first, last, at, width, font, local),
    )


def _wrapped(title: str, width: int, font: float) -> list[str]:
    """A title in as many lines as its width needs."""
    lines: list[str] = []
    for word in title.split():
        if lines and _length(f"{lines[-1]} {word}", font * 1.08) <= width - font:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def title_lines(lane: Lane, chart: Chart) -> list[str]:
    """The title of a lane in the lines in which the chart has room for it."""
    return _wrapped(lane.title, chart.width, chart.font)


def _lanes(bars: Sequence[Bar]) -> dict[str, list[Bar]]:
    lanes: dict[str, list[Bar]] = {}
    order = (
        Basis.VERIFIED,
        Basis.RECORDED,
        Basis.ESTIMATED,
        Basis.COUNTED_CLAIMS,
        Basis.CLAIMED,
        Basis.NOT_STATED,
    )
    for bar in sorted(bars, key=lambda b: (order.index(b.basis), b.contradicted)):
        lanes.setdefault(bar.lane, []).append(bar)
    for members in lanes.values():
        members.sort(
            key=lambda b: (
                not b.laid,
                b.window.start.first or date.min,
                b.window.end.last or date.max,
                b.figure,
            )
        )
    return lanes


def _mark(bar: Bar, at: object, first: date, last: date, width: int, font: float, local: Local) -> Mark:
    assert callable(at)
    start, end = bar.window.start, bar.window.end
    left = at(start.first or first)
    right = at(min(last, _after(end.last or last)))
    sure_left = at(start.last or start.first or first)
    sure_right = at(min(last, _after(end.first or end.last or last)))
    x, width_of = left, max(right - left, 2.0)
    label = f"{'✗ ' if bar.contradicted else ''}{bar.words} · {short(bar.window, local)}"
    if bar.sum and _length(f"{label} = {bar.sum}", font) < width - font:
        label = f"{bar.words} = {bar.sum} · {short(bar.window, local)}"
    room = max(font * 0.5, width - _length(label, font) - font * 0.5)
    return Mark(
        bar,
        x + 0.75,
        round(max(width_of - 1.5, 1.0), 2),
        round(min(max(0.0, sure_left - left), width_of), 2),
        round(min(max(0.0, right - sure_right), width_of), 2),
        label,
        round(min(x, room), 2),
        0.0,
        start.first is None,
        end.last is None,
        tuple(sorted({at(d) for d in bar.published if first <= d <= last})),
    )


def _after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _placed(mark: Mark, y: float) -> Mark:
    return Mark(
        mark.bar,
        mark.x,
        mark.width,
        mark.soft_left,
        mark.soft_right,
        mark.label,
        mark.label_x,
        round(y, 2),
        mark.open_left,
        mark.open_right,
        mark.diamonds,
    )


def _length(text: str, font: float) -> float:
    """About how wide a text is set: no font is measured, so the estimate is generous."""
    return len(text) * font * 0.56


def _ticks(first: date, last: date, at: object, width: int, font: float, local: Local) -> tuple[Tick, ...]:
    """First days of months or years, as many as have room."""
    assert callable(at)
    months = (last.year - first.year) * 12 + last.month - first.month
    room = max(2, int(width / (font * 6)))
    steps = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 120000)
    step = next(s for s in steps if months / s <= room)
    ticks = []
    for n in range(months + 1):
        year, month = divmod(first.year * 12 + first.month - 1 + n, 12)
        if (year * 12 + month) % step or year > date.max.year:
            continue
        x = at(date(year, month + 1, 1))
        label = local.year(year) if step >= 12 else local.month(date(year, month + 1, 1))
        if x + _length(label, font * 0.9) <= width:
            ticks.append(Tick(x, label))
    return tuple(ticks)


def short(window: Window, local: Local) -> str:
    """A window with short names of months, for a label: ``1 Feb–13 May 2024``."""
    text = local.window(window)
    for month in words.MONTHS:
        text = text.replace(month, month[:3])
    return text
