"""Real files: nothing is lost, by an independent reading of the same bytes."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from corroborate.lists import read
from corroborate.model.record import ListRead, Record

pytestmark = pytest.mark.shared

TABLES = {
    "formats/ucdp_ged_afghanistan_2019_2022.csv": "ucdp-ged",
    "formats/maverick_event_reports_sample.csv": "maverick",
    "formats/acled_header_MADEUP.csv": "acled",
    "formats/airwars_victims_header_MADEUP.csv": "airwars-victims",
    "formats/gtd_header_MADEUP.csv": "gtd",
    "event_reports/civ2010_event_reports.csv": "maverick",
    "event_reports/maverick_civ_event_reports.csv": "maverick",
    "ged/ged231_car.csv": "ucdp-ged",
    "ged/ucdp_ged231_sample1000.csv": "ucdp-ged",
    "ged/ged_syria_2016_2019.csv.gz": "ucdp-ged",
}
READ: dict[str, ListRead] = {}


def rows_of(path: Path) -> list[dict[str, str]]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def read_once(shared: Path, name: str) -> ListRead:
    if name not in READ:
        READ[name] = read(shared / name)
    return READ[name]


def number(cell: str) -> float | None:
    return float(cell) if cell.strip() else None


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_of_every_real_table_is_kept(shared: Path, name: str) -> None:
    found = read_once(shared, name)
    there = rows_of(shared / name)
    assert found.format == TABLES[name]
    assert found.rejects == ()
    assert found.rows == len(there)
    assert [dict(r.row) for r in found.records] == there


@pytest.mark.parametrize("name", [n for n, f in TABLES.items() if f == "ucdp-ged"])
def test_the_values_of_ucdp_are_those_of_its_cells(shared: Path, name: str) -> None:
    for record in read_once(shared, name).records:
        row = record.row
        assert record.row_id == row["id"]
        start, end = (date.fromisoformat(row[c][:10]) for c in ("date_start", "date_end"))
        assert record.days.first is not None
        assert record.days.last is not None
        assert record.days.first <= start <= record.days.last
        if row["date_prec"] != "1":
            assert record.days.last >= end
        assert record.place is not None
        assert (record.place.lat, record.place.lon) == (float(row["latitude"]), float(row["longitude"]))
        figures = [int(row[c]) for c in ("low", "best", "high")]
        deaths = record.deaths["all"]
        assert (deaths.low, deaths.high) == (min(figures), max(figures))
        assert [a.name for a in record.actors] == [row["side_a"], row["side_b"]]


@pytest.mark.parametrize("name", [n for n, f in TABLES.items() if f == "maverick"][1:])
def test_the_known_defects_of_the_ivorian_reports_are_flagged(shared: Path, name: str) -> None:
    def codes(record: Record) -> set[str]:
        return {flag.code for flag in record.flags}

    counted = {"end-before-start": 0, "reported-before": 0, "long": 0, "year-differs": 0}
    for record in read_once(shared, name).records:
        row = record.row
        start = date.fromisoformat(row["date_start"])
        end = date.fromisoformat(row["date_end"]) if row["date_end"] else start
        told = re.search(r"\((\d{4}-\d\d-\d\d)\)", row["source"])
        year = re.search(r"(\d{4})$", row["election"])
        wrong = {
            "end-before-start": end < start,
            "reported-before": told is not None and date.fromisoformat(told[1]) < start,
            "long": end - start > timedelta(days=366),
            "year-differs": year is not None and abs(int(year[1]) - start.year) > 1,
        }
        for code, is_wrong in wrong.items():
            counted[code] += is_wrong
            assert (code in codes(record)) == is_wrong, (record.line, code)
        figures = {number(row[f"deaths_{c}"]) for c in ("low", "best", "high")} - {None}
        if figures:
            assert (record.deaths["all"].low, record.deaths["all"].high) == (min(figures), max(figures))  # type: ignore[type-var]
    assert counted["end-before-start"] > 0
    assert counted["reported-before"] > 0


def flat(value: Any) -> dict[str, str]:
    return {
        k: v if isinstance(v, str) else json.dumps(v, ensure_ascii=False)
        for k, v in value.items()
        if v is not None
    }


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("formats/ucdp_api_gedevents_page.json", "Result"),
        ("formats/acled_api_MADEUP.json", "data"),
        ("formats/timemap_events_MADEUP.json", ""),
        ("formats/airwars_incident_MADEUP.json", None),
    ],
)
def test_every_value_of_every_real_json_is_kept(shared: Path, name: str, path: str | None) -> None:
    document = json.loads((shared / name).read_text("utf-8"))
    objects = [document] if path is None else document[path] if path else document
    found = read_once(shared, name)
    assert (found.rows, found.rejects) == (len(objects), ())
    assert [dict(r.row) for r in found.records] == [flat(o) for o in objects]


@pytest.mark.parametrize("name", ["formats/gdelt20_export_MADEUP.CSV", "formats/gdelt20_mentions_MADEUP.CSV"])
def test_every_cell_of_gdelt_is_kept(shared: Path, name: str) -> None:
    lines = (shared / name).read_text("utf-8").splitlines()
    found = read_once(shared, name)
    assert [list(r.row.values()) for r in found.records] == [line.split("\t") for line in lines]


def test_the_page_of_the_api_and_the_file_tell_the_same(shared: Path) -> None:
    page = {r.row_id: r for r in read_once(shared, "formats/ucdp_api_gedevents_page.json").records}
    file = {r.row_id: r for r in read_once(shared, "formats/ucdp_ged_afghanistan_2019_2022.csv").records}
    for id, record in page.items():
        for name in ("days", "ended", "place", "actors", "deaths", "event_type", "sources", "admin1_id"):
            assert getattr(record, name) == getattr(file[id], name), (id, name)
