"""The pictures of a profile: well-formed, escaped, nothing drawn outside, looked at by a browser's parser."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from lists_builder import Row, table_of

from corroborate.errors import UnreadableError
from corroborate.lists.profile import calendar, draw_map, profile, read_outlines
from corroborate.lists.profile.map import MOST_MARKS
from corroborate.lists.simulate import FOUR_LISTS, simulate
from corroborate.model.recordtable import RecordTable

SVG = "{http://www.w3.org/2000/svg}"


def drawn(words: str) -> ElementTree.Element:
    assert "http" not in words.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "nan" not in re.sub(r">[^<]*<", "", words)
    return ElementTree.fromstring(words)


def rects(svg: ElementTree.Element) -> list[str]:
    return [
        e.findtext(f"{SVG}title") or "" for e in svg.iter(f"{SVG}rect") if e.find(f"{SVG}title") is not None
    ]


def test_calendar_cells_say_their_counts() -> None:
    rows = [
        Row("a", "2023-12-31"),
        Row("a", "2024-01-05"),
        Row("a", "2024-01-20"),
        Row("b <&>", "2024-03-01"),
    ]
    svg = drawn(calendar(profile(table_of(rows))))
    said = rects(svg)
    assert "a, December 2023: 1" in said
    assert "a, January 2024: 2" in said
    assert "a, February 2024: 0" in said
    assert "b <&>, March 2024: 1" in said
    assert len(said) == 8
    assert svg.findtext(f"{SVG}title") == "Rows per month of each list"


@pytest.mark.parametrize(
    ("last", "unit"),
    [("2003-12-01", "month"), ("2010-01-01", "quarter"), ("2060-01-01", "year"), ("2200-01-01", "5 years")],
)
def test_long_windows_have_wider_cells(last: str, unit: str) -> None:
    found = profile(table_of([Row("a", "2000-01-01"), Row("a", last)]))
    svg = drawn(calendar(found))
    assert svg.findtext(f"{SVG}title") == f"Rows per {unit} of each list"
    said = rects(svg)
    assert len(said) <= 72
    assert sum(int(s.rpartition(" ")[2]) for s in said) == 2


def test_rows_without_a_month_are_said_and_none_at_all_too() -> None:
    words = calendar(profile(table_of([Row("a"), Row("a", None)])))
    assert "1 rows are not drawn" in words
    assert "No list states a day" in calendar(profile(table_of([Row("a", None)])))


def test_colours_follow_counts() -> None:
    rows = [Row("a", "2024-01-05")] * 100 + [Row("a", "2024-02-05")]
    svg = drawn(calendar(profile(table_of(rows))))
    fills = [e.get("fill") for e in svg.iter(f"{SVG}rect") if e.find(f"{SVG}title") is not None]
    assert fills == ["#0b5563", "#dbe9ec"]


def marks(svg: ElementTree.Element) -> list[ElementTree.Element]:
    return [e for e in svg.iter(f"{SVG}circle") if e.find(f"{SVG}title") is not None]


def test_map_marks_stand_for_all_rows() -> None:
    made = simulate(replace(FOUR_LISTS, country="AF", days=100), incidents=3000, seed=1)
    svg = drawn(draw_map(made.table))
    total = sum(int((e.findtext(f"{SVG}title") or "0").replace(",", "")) for e in marks(svg))
    assert total == len(made.table)


def test_map_joins_marks_where_there_are_too_many() -> None:
    made = simulate(incidents=30_000, seed=1)
    svg = drawn(draw_map(made.table))
    assert len(marks(svg)) <= 4 * MOST_MARKS
    total = sum(int((e.findtext(f"{SVG}title") or "0").replace(",", "")) for e in marks(svg))
    assert total == len(made.table)


def test_points_lie_within_their_panel() -> None:
    rows = [Row("a", lat=la, lon=lo, km=1.0) for la, lo in ((30.0, 60.0), (38.0, 75.0), (34.0, 66.0))]
    svg = drawn(draw_map(table_of(rows)))
    clip = svg.find(f".//{SVG}clipPath/{SVG}rect")
    assert clip is not None
    wide, tall = float(clip.get("width", 0)), float(clip.get("height", 0))
    for mark in marks(svg):
        assert 0 < float(mark.get("cx", -1)) < wide
        assert 0 < float(mark.get("cy", -1)) < tall


@pytest.mark.parametrize(
    "points",
    [
        [(0.0, 179.9), (0.5, -179.9)],
        [(90.0, 0.0), (-90.0, 10.0)],
        [(34.0, 69.0), (34.0, 69.0)],
        [(0.0, -180.0), (0.0, 180.0)],
        [(10.0, float(x)) for x in range(-180, 180, 10)],
    ],
)
def test_odd_places_can_be_drawn(points: list[tuple[float, float]]) -> None:
    svg = drawn(draw_map(table_of([Row("a", lat=la, lon=lo, km=5.0) for la, lo in points])))
    clip = svg.find(f".//{SVG}clipPath/{SVG}rect")
    assert clip is not None
    assert 0 < float(clip.get("height", 0)) < 3000
    assert all(-1 <= float(m.get("cx", -9)) <= float(clip.get("width", 0)) + 1 for m in marks(svg))


def test_the_date_line_is_no_border() -> None:
    svg = drawn(draw_map(table_of([Row("a", lat=0.0, lon=179.9), Row("a", lat=0.0, lon=-179.9)])))
    assert {e.text for e in svg.iter(f"{SVG}text")} & {"5 km", "10 km"}


def test_centres_of_areas_are_hollow() -> None:
    rows = [
        Row("a", lat=34.0, lon=69.0, km=100.0, centroid=True),
        Row("a", lat=34.5, lon=69.0, km=5.0),
        Row("a", lat=36.5, lon=71.0),
    ]
    svg = drawn(draw_map(table_of(rows)))
    hollow = [m for m in marks(svg) if m.get("stroke")]
    assert len(hollow) == 1
    dashed = [e for e in svg.iter(f"{SVG}circle") if e.get("stroke-dasharray")]
    assert len(dashed) == 1


def test_lists_without_points() -> None:
    assert "No list states a point" in draw_map(table_of([Row("a")]))
    many = [Row(f"list {i}", lat=float(i), lon=float(i)) for i in range(15)]
    words = draw_map(table_of(many))
    assert "Not drawn: list 12, list 13, list 14" in words


GEOJSON = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "geometry": None},
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}},
        {
            "type": "Feature",
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[[[60, 30], [75, 30, 5], [75, 38], [60, 30]]]],
            },
        },
        {
            "type": "Feature",
            "geometry": {
                "type": "GeometryCollection",
                "geometries": [{"type": "LineString", "coordinates": [[61, 31], [62, 32]]}],
            },
        },
    ],
}
TOPOJSON = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.25], "translate": [60, 30]},
    "arcs": [[[0, 0], [2, 4], [2, 4]]],
    "objects": {},
}


def test_outlines_of_both_kinds(tmp_path: Path) -> None:
    geo, topo = tmp_path / "a.geojson", tmp_path / "a.topo.json"
    geo.write_text("\ufeff" + json.dumps(GEOJSON), "utf-8")
    topo.write_text(json.dumps(TOPOJSON))
    lines = read_outlines(geo)
    assert [line.shape for line in lines] == [(4, 2), (2, 2)]
    (arc,) = read_outlines(topo)
    assert arc.tolist() == [[60.0, 30.0], [61.0, 31.0], [62.0, 32.0]]
    plain = {**TOPOJSON, "transform": None, "arcs": [[[60, 30], [61, 31]]]}
    topo.write_text(json.dumps(plain))
    assert read_outlines(topo)[0].tolist() == [[60, 30], [61, 31]]
    table = table_of([Row("a", lat=31.0, lon=61.0), Row("a", lat=36.0, lon=70.0)])
    svg = drawn(draw_map(table, lines))
    paths = svg.findall(f".//{SVG}g[@id='map-outlines']/{SVG}path")
    assert len(paths) == 2


@pytest.mark.parametrize(
    "words",
    [
        "",
        "[]",
        "{}",
        "no json",
        '{"type": "Feature"}',
        '{"type": "Point", "coordinates": [1, 2]}',
        '{"type": "LineString", "coordinates": [["a", 1], [2, 3]]}',
        '{"type": "LineString", "coordinates": [[500000, 4000000], [500100, 4000100]]}',
        '{"type": "LineString", "coordinates": [[NaN, 1], [2, 3]]}',
        '{"type": "LineString", "coordinates": 7}',
        '{"type": "Topology"}',
        '{"type": "Topology", "arcs": [[[0, 0], [1, 1]]], "transform": {}}',
        '{"type": "Topology", "arcs": [[[0, 0], [1, 1]]], "transform": {"scale": 1, "translate": "x"}}',
        "[" * 100_000,
    ],
)
def test_outlines_that_are_none_are_refused(tmp_path: Path, words: str) -> None:
    file = tmp_path / "o.json"
    file.write_text(words)
    with pytest.raises(UnreadableError):
        read_outlines(file)


def test_nested_collections_and_missing_files(tmp_path: Path) -> None:
    nested: dict[str, object] = {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}
    for _ in range(100):
        nested = {"type": "GeometryCollection", "geometries": [nested]}
    file = tmp_path / "o.json"
    file.write_text(json.dumps(nested))
    with pytest.raises(UnreadableError, match="deep"):
        read_outlines(file)
    with pytest.raises(UnreadableError):
        read_outlines(tmp_path / "none.json")


@pytest.mark.shared
def test_real_outlines(shared: Path) -> None:
    lines = read_outlines(shared / "gazetteer" / "afg.topo.json")
    every = np.concatenate(lines)
    assert (every.min(axis=0) > (60, 29)).all()
    assert (every.max(axis=0) < (75.5, 39)).all()


def test_same_table_same_pictures() -> None:
    table: RecordTable = simulate(incidents=500, seed=2).table
    assert draw_map(table) == draw_map(table)
    assert calendar(profile(table)) == calendar(profile(table))
