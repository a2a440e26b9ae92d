"""Points of long countries and far islands are not doubted; points of other countries are."""

from __future__ import annotations

import pytest

from corroborate.gazetteer.builtin import entries
from corroborate.lists import Mapping, read
from corroborate.lists.lookups import territories

from .conftest import Write, row

INSIDE = [
    ("Chile", -53.16, -70.91), ("Chile", -18.48, -70.33), ("Chile", -27.15, -109.43),
    ("Norway", 70.37, 31.11), ("Norway", 78.22, 15.65), ("Indonesia", 5.55, 95.32),
    ("Indonesia", -2.53, 140.72), ("Malaysia", 6.44, 100.2),
    ("Malaysia", 5.98, 116.07), ("Japan", 26.21, 127.68), ("Japan", 43.06, 141.35), ("Gambia", 13.43, -13.85),
    ("Cuba", 20.35, -74.5), ("Ecuador", -0.74, -90.31), ("Spain", 28.46, -16.25), ("Portugal", 37.74, -25.67),
    ("Kiribati", 1.87, -157.43), ("United States", 21.31, -157.86), ("United States", 61.22, -149.9),
    ("France", -20.88, 55.45), ("Fiji", -16.6, -179.9), ("Maldives", -0.6, 73.1), ("Vietnam", 8.6, 104.7),
    ("Seychelles", -9.4, 46.2), ("Russia", 66.0, -170.0), ("Greece", 36.15, 29.59),
]  # fmt: skip
OUTSIDE = [
    ("Chile", -34.6, -48.4), ("Norway", 48.86, 2.35), ("Afghanistan", 15.35, 44.2), ("Japan", 13.75, 100.5),
    ("Gambia", 9.06, 7.49), ("Malaysia", 28.61, 77.21), ("Indonesia", 35.68, 139.69), ("Cuba", 4.71, -74.07),
]  # fmt: skip


@pytest.mark.parametrize(("points", "flagged"), [(INSIDE, False), (OUTSIDE, True)])
def test_only_points_far_outside_are_flagged(
    points: list[tuple[str, float, float]], flagged: bool, write: Write, mapping: Mapping
) -> None:
    rows = [
        row(str(n), Country=land, Lat=str(lat), Lon=str(lon), Province="", Place="")
        for n, (land, lat, lon) in enumerate(points)
    ]
    doubted = {"outside-country", "sign", "swapped"}
    found = read(write(rows), mapping=mapping).records
    assert [bool(doubted & {f.code for f in r.flags}) for r in found] == [flagged] * len(points)


def test_parts_belong_to_countries_and_lie_on_the_globe() -> None:
    countries = {e.place.country for e in entries()}
    assert set(territories()) <= countries
    for parts in territories().values():
        for lat, lon, km in parts:
            assert abs(lat) <= 90
            assert abs(lon) <= 180
            assert 0 < km <= 2000
