"""Every kind of file that holds the same table gives the same records; broken ones are refused."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corroborate.errors import CorroborateError, FileTypeError, InputError, TableError, UnreadableError
from corroborate.lists import Mapping, from_dict, read

from .conftest import HEADER, Write, row

ROWS = [row("1"), row("2", What="a “quoted”\nline, and more", Dead="7", Most="9"), row("3", Who="گروه")]


def _csv(path: Path, **dialect: str) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, **dialect).writerows([HEADER, *ROWS])  # type: ignore[arg-type]
    return path


def _json(path: Path, wrap: Callable[[list[dict[str, str]]], object]) -> Path:
    rows = [dict(zip(HEADER, r, strict=True)) for r in ROWS]
    path.write_text(json.dumps(wrap(rows), indent=1), "utf-8")
    return path


def _excel(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.create_sheet("Notes", 0).append(["nothing here"])
    for cells in (HEADER, *ROWS):
        book.worksheets[1].append(cells)
    book.save(path)
    return path


def _parquet(path: Path) -> Path:
    plain = _csv(path.with_suffix(".csv"))
    rows = f"SELECT * FROM read_csv('{plain}', all_varchar=true, nullstr='~')"
    duckdb.sql(f"COPY ({rows}) TO '{path}' (FORMAT parquet)")
    return path


def _zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        package.write(_csv(path.with_suffix(".csv")), "inside.csv")
    return path


MAKERS: dict[str, Callable[[Path], Path]] = {
    "a.csv": _csv,
    "semicolons.csv": lambda p: _csv(p, delimiter=";"),
    "tabs.tsv": lambda p: _csv(p, delimiter="\t"),
    "unix.csv": lambda p: _csv(p, lineterminator="\n"),
    "no-suffix": _csv,
    "a.xlsx": _excel,
    "list.json": lambda p: _json(p, lambda rows: rows),
    "envelope.json": lambda p: _json(p, lambda rows: {"status": 200, "meta": {"n": [1]}, "data": rows}),
    "a.parquet": _parquet,
    "a.zip": _zip,
}


@pytest.mark.parametrize("name", MAKERS)
def test_every_kind_of_file_gives_the_same_records(name: str, tmp_path: Path, mapping: Mapping) -> None:
    found = read(MAKERS[name](tmp_path / name), mapping=mapping, name="ours")
    assert (found.rows, found.rejects) == (3, ())
    assert [dict(r.row) for r in found.records] == [dict(zip(HEADER, r, strict=True)) for r in ROWS]
    assert found.records[1].deaths["all"].high == 9
    assert found.records[2].actors[0].name == "گروه"


def test_lines_of_objects_with_fields_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        '{"d": "2024-01-01", "n": 3}',
        "",
        '{"d": "2024-01-02", "more": [1, {"a": null}]}',
        '{"d": nul}',
        '{"d": "2024-01-03"}',
    ]
    path.write_text("\n".join(lines), "utf-8")
    found = read(path, mapping=from_dict({"columns": {"begin": "d"}}))
    assert [(r.line, dict(r.row)) for r in found.records] == [
        (1, {"d": "2024-01-01", "n": "3"}),
        (3, {"d": "2024-01-02", "more": '[1, {"a": null}]'}),
        (5, {"d": "2024-01-03"}),
    ]
    assert [(r.line, r.reason[:8]) for r in found.rejects] == [(4, "not JSON")]
    assert found.rows == 4


def test_utf16_and_other_encodings_are_read_and_said(tmp_path: Path, mapping: Mapping) -> None:
    text = _csv(tmp_path / "u.csv").read_text("utf-8")
    wide = tmp_path / "wide.csv"
    wide.write_bytes(text.encode("utf-16"))
    assert [r.row["Who"] for r in read(wide, mapping=mapping).records] == ["Taliban", "Taliban", "گروه"]
    latin = tmp_path / "latin.csv"
    body = "\n".join(";".join(row(str(i), Place="Fáryáb é", What="tué à l’aube")) for i in range(40))
    latin.write_bytes((";".join(HEADER) + "\n" + body).encode("cp1252"))
    found = read(latin, mapping=mapping)
    assert len(found.records) == 40
    assert found.records[0].place is not None
    assert found.records[0].place.name == "Fáryáb é"
    assert "encoding" in found.notes[0]


def test_rows_in_another_encoding_than_the_rest_are_rejects(tmp_path: Path, mapping: Mapping) -> None:
    lines = [",".join(row(str(i), Place="Zürich")).encode("utf-8") for i in range(5)]
    lines[2] = ",".join(row("2", Place="Zürich")).encode("latin-1")
    path = tmp_path / "mixed.csv"
    path.write_bytes(b"\n".join([",".join(HEADER).encode(), *lines]))
    found = read(path, mapping=mapping)
    assert [r.row_id for r in found.records] == ["0", "1", "3", "4"]
    assert [(r.line, r.column, r.reason) for r in found.rejects] == [
        (4, "column 4", "bytes that are not UTF-8")
    ]


def test_a_file_that_is_cut_off_keeps_its_whole_rows(tmp_path: Path, mapping: Mapping) -> None:
    text = _csv(tmp_path / "whole.csv").read_bytes()
    path = tmp_path / "cut.csv"
    path.write_bytes(text[: text.index(b"quoted")])
    found = read(path, mapping=mapping)
    assert ([r.row_id for r in found.records], found.rows) == (["1"], 2)
    assert [(r.line, r.reason) for r in found.rejects] == [(3, "a quote that is never closed")]
    cut = tmp_path / "cut.json"
    whole = _json(tmp_path / "whole.json", lambda rows: rows).read_text("utf-8")
    cut.write_text(whole[:-200], "utf-8")
    found = read(cut, mapping=mapping)
    assert (len(found.records), len(found.rejects)) == (2, 1)


def test_rows_of_another_width_are_rejects_with_their_line(tmp_path: Path, mapping: Mapping) -> None:
    path = tmp_path / "wide.csv"
    lines = [",".join(HEADER), ",".join(row("1")), "2,3", "", ",".join(row("4")), ",".join([*row("5"), "x"])]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    found = read(path, mapping=mapping)
    assert [(r.row_id, r.line) for r in found.records] == [("1", 2), ("4", 5)]
    assert [(r.line, r.reason) for r in found.rejects] == [
        (3, "2 cells where the table has 13 columns"),
        (6, "14 cells where the table has 13 columns"),
    ]


def test_a_stray_quote_costs_one_row_and_not_the_rest(tmp_path: Path, mapping: Mapping) -> None:
    path = tmp_path / "stray.csv"
    lines = [
        ",".join(HEADER),
        ",".join(row("1")),
        ",".join(row("2", What='"open')),
        *(",".join(row(str(i))) for i in range(3, 3000)),
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    found = read(path, mapping=mapping)
    assert (len(found.records), len(found.rejects), found.rows) == (2998, 1, 2999)


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("empty.csv", b"", UnreadableError),
        ("blank.csv", b"\n\n  \n", UnreadableError),
        ("words.csv", b"nothing but words\nand more words\n", UnreadableError),
        ("binary.csv", bytes(range(256)) * 40, UnreadableError),
        ("cut.parquet", b"PAR1" + b"\x00" * 50, UnreadableError),
        ("cut.xlsx", b"PK\x03\x04" + b"\x00" * 50, UnreadableError),
        ("cut.gz", gzip.compress(b"a,b\n1,2\n" * 999, mtime=0)[:40], UnreadableError),
        ("old.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 50, UnreadableError),
        ("nothing.json", b"{}", InputError),
        ("list.json", b"[]", UnreadableError),
        ("deep.json", b'[{"a":' * 100_000, InputError),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_is_no_table_is_refused(
    tmp_path: Path, mapping: Mapping, name: str, data: bytes, error: type[CorroborateError]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error):
        read(path, mapping=mapping)


def test_bombs_are_refused_before_the_disk_is_full(
    tmp_path: Path, mapping: Mapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corroborate.lists.unpacking.SAFE", 1 << 20)
    packed = tmp_path / "bomb.csv.gz"
    packed.write_bytes(gzip.compress(b"a,b\n" + b"1,2\n" * 3_000_000, mtime=0))
    with pytest.raises(FileTypeError, match="unpacks to more than 200 times"):
        read(packed, mapping=mapping)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b" " * 30_000_000)
    book = tmp_path / "bomb.xlsx"
    book.write_bytes(buffer.getvalue())
    with pytest.raises(FileTypeError, match="unpacks to more than 200 times"):
        read(book, mapping=mapping)
    two = tmp_path / "two.zip"
    with zipfile.ZipFile(two, "w") as package:
        package.writestr("a.csv", "a,b\n1,2\n")
        package.writestr("b.csv", "a,b\n1,2\n")
    with pytest.raises(FileTypeError, match="2 files"):
        read(two, mapping=mapping)


def test_ten_thousand_columns_are_refused_by_their_number(tmp_path: Path, mapping: Mapping) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("\n".join(",".join(f"{k}{i}" for i in range(10_000)) for k in "cv") + "\n", "utf-8")
    with pytest.raises(TableError, match="10,000 columns"):
        read(path, mapping=mapping)


def test_formulas_stay_words(write: Write, mapping: Mapping) -> None:
    (record,) = read(
        write([row(What='=HYPERLINK("http://example.org","x")', Who="@SUM(1+1)")]), mapping=mapping
    ).records
    assert record.row["What"] == '=HYPERLINK("http://example.org","x")'
    assert record.type_words == '=HYPERLINK("http://example.org","x")'


def test_headers_that_repeat_or_are_empty_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "h.csv"
    path.write_text("day,Day,day,\n2024-01-01,a,b,c\n", "utf-8")
    (record,) = read(path, mapping=from_dict({"columns": {"begin": "day"}})).records
    assert dict(record.row) == {"day": "2024-01-01", "Day": "a", "day (2)": "b", "column 4": "c"}


CELLS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00\ue000"), max_size=12)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6), st.sampled_from(",;\t"))
def test_row_to_record_to_row_loses_nothing(
    tmp_path: Path, rows: list[tuple[str, str, str]], delimiter: str
) -> None:
    path = tmp_path / "r.csv"
    header = ["first column", "second column", "third column"]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    found = read(path, mapping=from_dict({"columns": {"text": header}}))
    assert [list(r.row.values()) for r in found.records] == [list(r) for r in rows]
    assert found.rejects == ()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(min_size=1, max_size=300),
    st.integers(0, 10**6),
    st.sampled_from(["a.csv", "list.json", "tabs.tsv"]),
)
def test_any_damage_is_read_or_refused_and_adds_up(
    tmp_path: Path, mapping: Mapping, noise: bytes, at: int, name: str
) -> None:
    path = MAKERS[name](tmp_path / name)
    data = path.read_bytes()
    path.write_bytes(data[: at % len(data)] + noise + data[at % len(data) + len(noise) // 2 :])
    try:
        found = read(path, mapping=mapping)
    except InputError:
        return
    assert found.rows == len(found.records) + len(found.rejects)
