"""Borders for the map of a report, from a GeoJSON file that the user names in case.toml (RFC 7946)."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corroborate.case.files import sha256_file
from corroborate.errors import SettingError
from corroborate.model.incidents import Outline

MOST_BYTES = 64_000_000
"""A file beyond this is no file of outlines."""
MOST_POINTS = 6_000
"""Points that a drawing has room for; borders are simplified until so many are left."""
NAMES = ("name", "NAME", "shapeName", "NAME_1", "ADM1_EN", "admin1Name", "title")
"""Properties that may hold the name of an area, the first found."""

Point = tuple[float, float]


def read(folder: Path, name: str) -> tuple[Outline, ...]:
    """The areas of a GeoJSON file beside or below a case, simplified to what a drawing can show.

    Points are longitude and latitude in degrees. Raises SettingError for a file that is not there, too
    large, no GeoJSON, or without an area.
    """
    path = _path(folder, name)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _unfit(path, "the file is too large for outlines")
        told = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise _unfit(path, "the file of outlines cannot be read") from error
    except (ValueError, RecursionError) as error:
        raise _unfit(path, "the file of outlines is no JSON") from error
    found = [(_name(f), tuple(_rings(path, _geometry(f)))) for f in _features(told)]
    found = [(name, rings) for name, rings in found if rings]
    if not found:
        raise _unfit(path, "the file of outlines holds no polygon")
    return tuple(Outline(name, rings) for name, rings in _simplified(found))


def sha256(folder: Path, name: str) -> str:
    """The hash of the file, which the method of the report prints."""
    path = _path(folder, name)
    if not path.is_file():
        raise _unfit(path, "the file of outlines cannot be read")
    return sha256_file(path)


def _path(folder: Path, name: str) -> Path:
    return folder / Path(name).expanduser()


def _unfit(path: Path, what: str) -> SettingError:
    return SettingError(what, value=path, hint="name a GeoJSON file of areas as outlines in case.toml")


def _features(told: Any) -> Iterator[Any]:
    kind = told.get("type") if isinstance(told, dict) else None
    features = told.get("features") if kind == "FeatureCollection" else [told]
    yield from (f for f in features if isinstance(f, dict)) if isinstance(features, list) else ()


def _geometry(feature: dict[str, Any]) -> Any:
    return feature.get("geometry") if feature.get("type") == "Feature" else feature


def _name(feature: dict[str, Any]) -> str:
    known = feature.get("properties")
    known = known if isinstance(known, dict) else {}
    return next((str(known[key]) for key in NAMES if known.get(key)), "")


def _rings(path: Path, geometry: Any) -> Iterator[tuple[Point, ...]]:
    if not isinstance(geometry, dict):
        return
    shape = geometry.get("coordinates")
    kind = geometry.get("type")
    polygons: Any = [shape] if kind == "Polygon" else shape if kind == "MultiPolygon" else []
    try:
        for polygon in polygons:
            for ring in polygon:
                points = tuple((float(p[0]), float(p[1])) for p in ring)
                if not all(abs(x) <= 180 and abs(y) <= 90 for x, y in points):
                    raise _unfit(path, "the outlines are not in degrees of longitude and latitude")
                if len(points) >= 4:
                    yield points
    except (TypeError, ValueError, IndexError) as error:
        raise _unfit(path, "the file of outlines holds a broken polygon") from error


def _simplified(
    found: list[tuple[str, tuple[tuple[Point, ...], ...]]],
) -> list[tuple[str, tuple[tuple[Point, ...], ...]]]:
    """The same borders with no more points than a drawing has room for."""
    xs = [x for _, rings in found for ring in rings for x, _ in ring]
    ys = [y for _, rings in found for ring in rings for _, y in ring]
    size = max(max(xs) - min(xs), max(ys) - min(ys), 1e-9)
    tolerance = size / 4000
    while True:
        made = [(name, tuple(_ring(ring, tolerance) for ring in rings)) for name, rings in found]
        made = [(name, tuple(r for r in rings if len(r) >= 4)) for name, rings in made]
        made = [(name, rings) for name, rings in made if rings]
        if sum(len(ring) for _, rings in made for ring in rings) <= MOST_POINTS:
            return made
        tolerance *= 2


def _ring(points: Sequence[Point], tolerance: float) -> tuple[Point, ...]:
    """A ring without points nearer to each other than the tolerance; linear in its points."""
    kept = [points[0]]
    for point in points[1:-1]:
        if math.hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= tolerance:
            kept.append(point)
    rounded = [(round(x, 4), round(y, 4)) for x, y in kept]
    return (*rounded, rounded[0])
