"""Incidents in space: circles as wide as each place is unsure, on outlines or a plain graticule, as SVG."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corroborate.model.incidents import Outline, Spot
from corroborate.report.against import SIZES

KM = 111.2
"""Kilometres a degree of latitude."""
At = Callable[[float, float], tuple[float, float]]
"""From longitude and latitude to the place in the drawing."""
STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0)
"""Degrees between two lines of a graticule."""
SCALES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
"""Kilometres that a scale bar may stand for."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A spot as it is drawn; ``reach`` is the radius within which the true place lies.

    ``dot`` is a radius whose area goes by the number of incidents; ``hollow`` where the point stands for an
    area.
    """

    x: float
    y: float
    reach: float
    dot: float
    hollow: bool
    spot: Spot


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the graticule: its path, and its label with where that stands."""

    path: str
    label: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Map:
    """The drawing at one width.

    ``outlines`` are names and paths, ``scale`` is the length of the bar and its kilometres.
    """

    name: str
    width: int
    height: float
    font: float
    circles: tuple[Circle, ...]
    outlines: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    scale: tuple[float, int]


def drawings(spots: Sequence[Spot], outlines: Sequence[Outline] = ()) -> tuple[Map, ...]:
    """The map for a wide and for a narrow page; none where there is no place to draw.

    Equirectangular, true to scale along the middle parallel, so that a circle of so many kilometres is a
    circle there (Snyder 1987).
    """
    return tuple(_draw(spots, outlines, *size) for size in SIZES) if spots else ()


def _draw(spots: Sequence[Spot], outlines: Sequence[Outline], name: str, width: int, font: float) -> Map:
    west, south, east, north = _bounds(spots, outlines)
    squeeze = max(0.05, math.cos(math.radians((south + north) / 2)))
    across, up = (east - west) * squeeze, north - south
    scale = width / across
    height = min(max(up * scale, width * 0.35), width * 1.1)
    scale = min(scale, height / up)
    left = (width - across * scale) / 2

    def at(lon: float, lat: float) -> tuple[float, float]:
        return round(left + (lon - west) * squeeze * scale, 1), round((north - lat) * scale, 1)

    most = max(spot.count for spot in spots)
    circles = []
    for spot in spots:
        x, y = at(spot.lon, spot.lat)
        reach = ((spot.precision_km or 0.0) + spot.spread_km) / KM * scale
        dot = 2.2 + (font * 0.75) * math.sqrt(spot.count / most)
        circles.append(Circle(x, y, round(reach, 1), round(dot, 1), spot.centroid, spot))
    shown = tuple((o.name, _path(o, at)) for o in outlines)
    length, km = _scale(scale, width)
    return Map(
        name,
        width,
        round(height, 1),
        font,
        tuple(circles),
        shown,
        _graticule(west, south, east, north, at, width, height, font),
        (length, km),
    )


def _bounds(spots: Sequence[Spot], outlines: Sequence[Outline]) -> tuple[float, float, float, float]:
    """West, south, east, north of what is drawn, with a margin; an outline without a spot near is no part."""
    lons, lats = [s.lon for s in spots], [s.lat for s in spots]
    west, south, east, north = min(lons), min(lats), max(lons), max(lats)
    for outline in outlines:
        for ring in outline.rings:
            xs, ys = [p[0] for p in ring], [p[1] for p in ring]
            if any(min(xs) <= s.lon <= max(xs) and min(ys) <= s.lat <= max(ys) for s in spots):
                west, south = min(west, *xs), min(south, *ys)
                east, north = max(east, *xs), max(north, *ys)
    margin = max(0.3, 0.06 * max(east - west, north - south))
    return (
        max(-180.0, west - margin),
        max(-90.0, south - margin),
        min(180.0, east + margin),
        min(90.0, north + margin),
    )


def _path(outline: Outline, at: At) -> str:
    parts = []
    for ring in outline.rings:
        points = [at(lon, lat) for lon, lat in ring]
        parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "z")
    return "".join(parts)


def _graticule(
    west: float, south: float, east: float, north: float, at: At, width: int, height: float, font: float
) -> tuple[Line, ...]:
    room = max(2, int(width / (font * 9)))
    step = next((s for s in STEPS if max(east - west, north - south) / s <= room), STEPS[-1])
    found = []
    for n in range(math.ceil(west / step), math.floor(east / step) + 1):
        x = at(n * step, south)[0]
        found.append(Line(f"M{x:g} 0V{height:g}", _degrees(n * step, "E", "W"), x, height - 4, "middle"))
    for n in range(math.ceil(south / step), math.floor(north / step) + 1):
        y = at(west, n * step)[1]
        if y < height - font * 1.5:
            found.append(Line(f"M0 {y:g}H{width}", _degrees(n * step, "N", "S"), 3, y - 3, "start"))
    return tuple(found)


def _degrees(value: float, plus: str, minus: str) -> str:
    side = "" if value == 0 else plus if value > 0 else minus
    return f"{abs(value):g}°{side}"


def _scale(scale: float, width: int) -> tuple[float, int]:
    """The length of a scale bar, at most a quarter of the width, and the kilometres that it stands for."""
    km = max((k for k in SCALES if k / KM * scale <= width / 4), default=SCALES[0])
    return round(km / KM * scale, 1), km
