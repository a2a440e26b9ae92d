"""Outlines of countries and provinces from GeoJSON or TopoJSON files that the user supplies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import UnreadableError

Line = NDArray[np.float64]
"""Longitude and latitude, shape (points, 2)."""
_DEPTH = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}
MOST_NESTED = 64


def read_outlines(path: Path) -> tuple[Line, ...]:
    """The lines of a GeoJSON (RFC 7946) or TopoJSON file, as degrees.

    Points and what has no geometry are left out. Raises UnreadableError where the file is neither, or where
    a coordinate is no longitude and latitude.
    """
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise UnreadableError("the outlines cannot be read", value=path) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            "the outlines are not JSON", value=path, hint="give GeoJSON or TopoJSON"
        ) from error
    if not isinstance(data, dict):
        raise UnreadableError("the outlines are neither GeoJSON nor TopoJSON", value=path)
    try:
        lines = tuple(_topology(data) if data.get("type") == "Topology" else _geometries(data, 0))
    except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
        raise UnreadableError(
            "the outlines are not as GeoJSON or TopoJSON has them", value=path, hint=str(error)
        ) from error
    for line in lines:
        if not np.isfinite(line).all() or (np.abs(line) > (360, 90)).any():
            raise UnreadableError(
                "the outlines hold what is no longitude and latitude",
                value=path,
                hint="project them to WGS 84 degrees",
            )
    if not lines:
        raise UnreadableError("the file holds no outlines", value=path, hint="give GeoJSON or TopoJSON")
    return lines


def _geometries(data: dict[str, Any], depth: int) -> Iterator[Line]:
    if depth > MOST_NESTED:
        raise ValueError("nested too deep")
    kind = data.get("type")
    if kind == "FeatureCollection":
        for feature in data["features"]:
            yield from _geometries(feature, depth + 1)
    elif kind == "Feature":
        if data.get("geometry") is not None:
            yield from _geometries(data["geometry"], depth + 1)
    elif kind == "GeometryCollection":
        for geometry in data["geometries"]:
            yield from _geometries(geometry, depth + 1)
    elif kind in _DEPTH:
        yield from _lines(data["coordinates"], _DEPTH[kind])
    elif kind not in {"Point", "MultiPoint"}:
        raise ValueError(f"unknown type {kind!r}")


def _lines(coordinates: Any, depth: int) -> Iterator[Line]:
    if depth:
        for part in coordinates:
            yield from _lines(part, depth - 1)
        return
    points = np.array([[point[0], point[1]] for point in coordinates], np.float64)
    if len(points) > 1:
        yield points


def _topology(data: dict[str, Any]) -> Iterator[Line]:
    """Each arc once: borders that two areas share are drawn once."""
    transform = data.get("transform")
    for arc in data["arcs"]:
        points = np.array([[point[0], point[1]] for point in arc], np.float64)
        if transform is not None:
            points = np.cumsum(points, axis=0) * transform["scale"] + transform["translate"]
        if len(points) > 1:
            yield points
