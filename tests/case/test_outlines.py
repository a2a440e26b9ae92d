"""Borders from GeoJSON: what is read, what is simplified, what is refused."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from corroborate.case.outlines import MOST_POINTS, read, sha256
from corroborate.errors import SettingError

SQUARE = [[68.0, 34.0], [70.0, 34.0], [70.0, 35.0], [68.0, 35.0], [68.0, 34.0]]


def write(folder: Path, told: object) -> str:
    (folder / "borders.geojson").write_text(told if isinstance(told, str) else json.dumps(told), "utf-8")
    return "borders.geojson"


def feature(kind: str, coordinates: object, **names: str) -> dict[str, object]:
    return {"type": "Feature", "properties": names, "geometry": {"type": kind, "coordinates": coordinates}}


def test_polygons_and_multipolygons_are_read_with_their_names(tmp_path: Path) -> None:
    both = [feature("Polygon", [SQUARE], NAME_1="Kabul"), feature("MultiPolygon", [[SQUARE], [SQUARE]])]
    both.append(feature("Point", [69.0, 34.0]))
    one, two = read(tmp_path, write(tmp_path, {"type": "FeatureCollection", "features": both}))
    assert (one.name, len(one.rings), two.name, len(two.rings)) == ("Kabul", 1, "", 2)
    assert one.rings[0][0] == one.rings[0][-1] == (68.0, 34.0)
    assert len(sha256(tmp_path, "borders.geojson")) == 64


def test_a_long_border_is_simplified_to_what_can_be_drawn(tmp_path: Path) -> None:
    n = 60_000
    ring = [[10 * math.cos(i / n * math.tau), 10 * math.sin(i / n * math.tau)] for i in range(n)]
    (only,) = read(tmp_path, write(tmp_path, {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}))
    assert 500 < len(only.rings[0]) <= MOST_POINTS
    assert all(abs(math.hypot(x, y) - 10) < 0.01 for x, y in only.rings[0])


@pytest.mark.parametrize(
    "told",
    [
        "not json",
        "[1, 2]",
        "{}",
        {"type": "FeatureCollection", "features": []},
        {"type": "Polygon", "coordinates": [[["a", 1], [2, 3], [4, 5], ["a", 1]]]},
        {"type": "Polygon", "coordinates": 7},
        {"type": "Polygon", "coordinates": [[[500000, 4000000]] * 5]},
        "[" * 100_000,
    ],
)
def test_what_is_no_map_is_refused(tmp_path: Path, told: object) -> None:
    with pytest.raises(SettingError):
        read(tmp_path, write(tmp_path, told))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    for ask in (read, sha256):
        with pytest.raises(SettingError, match="cannot be read"):
            ask(tmp_path, "nowhere.geojson")
