"""The map of a profile: a panel a list, each point with the circle in which the true place lies, as SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corroborate.lists.profile import svg
from corroborate.lists.profile.outlines import Line
from corroborate.model.recordtable import RecordTable

KM_A_DEGREE = 111.195
WIDTH = 960.0
GAP = 16.0
MOST_PANELS = 12
MOST_MARKS = 2500
"""Marks of a panel; where there would be more, the grid on which points are joined is made coarser."""
MOST_INK = 0.12
"""Share of a panel that marks cover at most; with more rows they shrink, all by the same factor."""
POINT, CIRCLE = "#0b5563", "#8a4b00"


@dataclass(frozen=True, slots=True)
class Frame:
    """What part of the earth a panel shows, by an equirectangular projection true at the middle."""

    west: float
    south: float
    east: float
    north: float
    width: float

    @property
    def narrow(self) -> float:
        """How much shorter a degree of longitude is than one of latitude at the middle."""
        return max(math.cos(math.radians((self.south + self.north) / 2)), 0.05)

    @property
    def scale(self) -> float:
        """Pixels a degree of latitude."""
        return self.width / ((self.east - self.west) * self.narrow)

    @property
    def height(self) -> float:
        """Pixels from north to south."""
        return (self.north - self.south) * self.scale

    def at(
        self, lat: NDArray[np.float64], lon: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Points as pixels."""
        middle = (self.west + self.east) / 2
        from_middle = (lon - middle + 180.0) % 360.0 - 180.0
        x = (from_middle + (self.east - self.west) / 2) * self.narrow * self.scale
        return x, (self.north - lat) * self.scale


def draw_map(table: RecordTable, outlines: Sequence[Line] = ()) -> str:
    """Where the rows of each list are. Points that fall together are one mark with their number.

    A filled dot is a point that stands for itself, a hollow ring with a dashed circle one that stands for
    an area. Circles have the stated radius. At most MOST_PANELS lists are drawn; the rest is said.
    """
    known = ~(np.isnan(table.lat) | np.isnan(table.lon))
    lists = [j for j in range(len(table.lists)) if (known & (table.list_index == j)).any()]
    title = "Where the rows are"
    if not lists:
        note = svg.text(16, 40, "No list states a point.", size=14)
        return svg.page(WIDTH, 64, title, "There is nothing to draw.", [note], "map")
    shown = lists[:MOST_PANELS]
    across = 1 if len(shown) == 1 else 2
    panel = (WIDTH - 32 - GAP * (across - 1)) / across
    frame = _frame(table.lat[known], table.lon[known], panel)
    body = [
        svg.text(16, 28, title, size=18, weight=700),
        *_key(16, 44),
        _defined(outlines, frame),
    ]
    top = 76.0
    step = frame.height + 46
    described = []
    for place, j in enumerate(shown):
        x = 16 + (place % across) * (panel + GAP)
        y = top + (place // across) * step
        rows = np.flatnonzero(known & (table.list_index == j))
        total = int((table.list_index == j).sum())
        body += _panel(table, j, rows, total, frame, (x, y))
        described.append(f"{table.lists[j]}: {len(rows):,} of {total:,} rows have a point")
    height = top + math.ceil(len(shown) / across) * step
    if len(lists) > len(shown):
        left = ", ".join(table.lists[j] for j in lists[MOST_PANELS:])
        body.append(svg.text(16, height, svg.shortened(f"Not drawn: {left}", WIDTH - 32, 12), size=12))
        height += 18
    return svg.page(WIDTH, height, title, "; ".join(described), body, "map")


def _frame(lat: NDArray[np.float64], lon: NDArray[np.float64], width: float) -> Frame:
    """All points with a margin; the widest gap of longitudes is left outside, so that 180° is no border."""
    turned = np.unique(lon % 360.0)
    gaps = np.diff(np.append(turned, turned[0] + 360.0))
    widest = int(np.argmax(gaps))
    west = float(turned[(widest + 1) % len(turned)])
    east = west + 360.0 - float(gaps[widest])
    south, north = float(lat.min()), float(lat.max())
    margin = max((east - west) * 0.06, (north - south) * 0.06, 0.15)
    south, north = max(south - margin, -90.0), min(north + margin, 90.0)
    # No panel is more than a little higher than wide, nor a mere strip.
    narrow = max(math.cos(math.radians((south + north) / 2)), 0.05)
    wide, tall = (east - west + 2 * margin) * narrow, north - south
    extra = max(tall / 1.2 - wide, 0.0) / narrow / 2
    if tall < wide / 2.2:
        more = (wide / 2.2 - tall) / 2
        south, north = max(south - more, -90.0), min(north + more, 90.0)
    return Frame(west - margin - extra, south, east + margin + extra, north, width)


def _key(x: float, y: float) -> list[str]:
    ring = (
        f'<circle cx="{x + 248}" cy="{y + 5}" r="9" fill="{POINT}" fill-opacity="0.1" stroke="{POINT}" '
        'stroke-width="0.8"/>'
    )
    return [
        f'<circle cx="{x + 6}" cy="{y + 5}" r="3.5" fill="{POINT}"/>',
        svg.text(x + 18, y + 9, "a point", size=12, fill=svg.QUIET),
        f'<circle cx="{x + 86}" cy="{y + 5}" r="3.5" fill="none" stroke="{CIRCLE}" stroke-width="1.5"/>',
        svg.text(x + 98, y + 9, "the centre of an area", size=12, fill=svg.QUIET),
        ring,
        svg.text(x + 264, y + 9, "the true place lies within", size=12, fill=svg.QUIET),
        svg.text(x + 430, y + 9, "larger marks stand for more rows", size=12, fill=svg.QUIET),
    ]


def _defined(outlines: Sequence[Line], frame: Frame) -> str:
    """The outlines once, for every panel to use; segments that do not come near the frame are left out."""
    paths = []
    for line in outlines:
        x, y = frame.at(line[:, 1], line[:, 0])
        # A segment of more than half the globe goes the other way round, behind the picture.
        jumps = np.abs(np.diff(x)) > 180.0 * frame.scale * frame.narrow
        apart = (
            (np.maximum(x[1:], x[:-1]) < 0)
            | (np.minimum(x[1:], x[:-1]) > frame.width)
            | (np.maximum(y[1:], y[:-1]) < 0)
            | (np.minimum(y[1:], y[:-1]) > frame.height)
        )
        points: list[str] = []
        last = ""
        for i in np.flatnonzero(~(jumps | apart)).tolist():
            start, end = f"{x[i]:.1f} {y[i]:.1f}", f"{x[i + 1]:.1f} {y[i + 1]:.1f}"
            if start != last:
                points.append(f"M{start}")
            if end != start:
                points.append(f"L{end}")
            last = end
        if len(points) > 1:
            paths.append("".join(points))
    drawn = "".join(f'<path d="{p}"/>' for p in paths)
    return (
        f'<defs><clipPath id="map-clip"><rect width="{svg.number(frame.width)}" '
        f'height="{svg.number(frame.height)}"/></clipPath>'
        f'<g id="map-outlines" fill="none" stroke="#9a958a" stroke-width="0.8">{drawn}</g></defs>'
    )


def _panel(
    table: RecordTable,
    j: int,
    rows: NDArray[np.int64],
    total: int,
    frame: Frame,
    at: tuple[float, float],
) -> list[str]:
    x, y = at
    name = svg.shortened(table.lists[j], frame.width - 220, 13)
    said = f"{len(rows):,} of {total:,} rows have a point"
    return [
        svg.text(x, y + 12, name, size=13, weight=600),
        svg.text(x + frame.width, y + 12, said, size=12, fill=svg.QUIET, anchor="end"),
        f'<g transform="translate({svg.number(x)} {svg.number(y + 20)})" clip-path="url(#map-clip)">',
        f'<rect width="{svg.number(frame.width)}" height="{svg.number(frame.height)}" fill="{svg.EMPTY}"/>',
        '<use href="#map-outlines"/>',
        *_marks(table, rows, frame),
        "</g>",
        *_ruler(frame, x, y + 20 + frame.height),
    ]


def _marks(table: RecordTable, rows: NDArray[np.int64], frame: Frame) -> list[str]:
    """Circles first, dots above them; the largest circles lowest."""
    x, y = frame.at(table.lat[rows], table.lon[rows])
    km = np.nan_to_num(table.precision_km[rows].astype(np.float64), nan=0.0)
    hollow = table.centroid[rows]
    cell = 2.0
    size_class = np.clip(np.round(4 * np.log2(np.maximum(km, 0.1))), -14, 60).astype(np.int64) + 14
    kind = size_class * 2 + hollow
    while True:
        across = int(frame.width / cell) + 1
        spot = np.floor(y / cell).astype(np.int64) * across + np.floor(x / cell).astype(np.int64)
        groups, first, inverse, counts = np.unique(
            spot * 256 + kind, return_index=True, return_inverse=True, return_counts=True
        )
        if len(groups) <= MOST_MARKS or cell > frame.width:
            break
        cell *= max(1.3, (len(groups) / MOST_MARKS) ** 0.5)
    mean_x = np.bincount(inverse, x) / counts
    mean_y = np.bincount(inverse, y) / counts
    radius = np.bincount(inverse, km) / counts / KM_A_DEGREE * frame.scale
    empty = hollow[first]
    dot = np.minimum(1.4 + 0.9 * np.sqrt(counts), 16.0)
    ink = math.pi * float((dot**2).sum()) / (frame.width * frame.height)
    dot = np.maximum(dot * min(math.sqrt(MOST_INK / ink), 1.0), 0.7)
    order = np.argsort(-radius, kind="stable")
    circles, dots = [], []
    fade = 0.16 if len(order) < 400 else 0.07
    for i in order.tolist():
        place = f'cx="{mean_x[i]:.1f}" cy="{mean_y[i]:.1f}"'
        size = float(dot[i])
        colour = CIRCLE if empty[i] else POINT
        if radius[i] > size:
            dash = ' stroke-dasharray="3 3"' if empty[i] else ""
            circles.append(
                f'<circle {place} r="{radius[i]:.1f}" fill="{colour}" fill-opacity="{fade / 2:.2g}" '
                f'stroke="{colour}" stroke-opacity="{min(fade * 4, 0.7):.2g}" stroke-width="0.8"{dash}/>'
            )
        style = (
            f'fill="{svg.PAPER}" fill-opacity="0.6" stroke="{colour}" stroke-width="1.3"'
            if empty[i]
            else f'fill="{colour}" fill-opacity="0.75"'
        )
        dots.append(f'<circle {place} r="{size:.1f}" {style}><title>{counts[i]:,}</title></circle>')
    return circles + dots


def _ruler(frame: Frame, x: float, y: float) -> list[str]:
    """A scale of a round number of kilometres."""
    km_a_pixel = KM_A_DEGREE / frame.scale
    most = frame.width / 4 * km_a_pixel
    step = 10.0 ** math.floor(math.log10(most))
    km = max(n * step for n in (1, 2, 5) if n * step <= most)
    long = km / km_a_pixel
    bracket = f"M{svg.number(x)} {svg.number(y + 6)}v5h{svg.number(long)}v-5"
    return [
        f'<path d="{bracket}" fill="none" stroke="{svg.QUIET}" stroke-width="1"/>',
        svg.text(x + long + 6, y + 13, f"{km:,g} km", size=11, fill=svg.QUIET),
    ]
