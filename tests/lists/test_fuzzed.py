"""Files that are broken in any way are refused or read with all rows accounted for, never anything else."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pytest

from corroborate.errors import InputError
from corroborate.lists import from_dict, read

MAPPING = from_dict({"name": "m", "columns": {"id": "id", "begin": "date", "deaths": "deaths", "text": "t"}})
ROWS = [{"id": f"x{i}", "date": f"2024-03-{i + 1:02}", "deaths": i, "t": "é, “one”\nmore"} for i in range(12)]
BITS = (
    b"\x00", b'"', b"\n", b"\r", b",", b";", b"\xff", b"\xef\xbb\xbf", b"{", b"]", b"=1+1", b"\\", b"1e400",
    b"-9", b"99999999999999999999", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80", b"31/02/2024", b"dozens",
)  # fmt: skip


def _csv(path: Path) -> None:
    lines = ["id,date,deaths,t", *(f'{r["id"]},{r["date"]},{r["deaths"]},"{r["t"]}"' for r in ROWS)]
    path.write_text("\n".join(lines), "utf-8")


def _xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(list(ROWS[0]))
    for one in ROWS:
        book.active.append(list(one.values()))
    book.active.merge_cells("A3:B3")
    held = io.BytesIO()
    book.save(held)
    # The same bytes at any time of day.
    with zipfile.ZipFile(held) as packed, zipfile.ZipFile(path, "w") as made:
        for name in packed.namelist():
            content = b"" if name == "docProps/core.xml" else packed.read(name)
            made.writestr(zipfile.ZipInfo(name), content or b'<p xmlns="x"/>')


def _parquet(path: Path) -> None:
    duckdb.sql(
        "COPY (SELECT 'x' || i AS id, DATE '2024-03-01' + i::INT AS date, [i] AS l, {'a': i} AS s,"
        " i AS deaths, 'a'::BLOB AS b, TIME '10:00' AS t, 'inf'::DOUBLE AS f, INTERVAL 1 day AS v"
        " FROM range(12) r(i))"
        f" TO '{path}' (FORMAT parquet)"
    )


def _gzip(path: Path) -> None:
    _csv(path)
    path.write_bytes(gzip.compress(path.read_bytes(), mtime=0))


WRITERS: dict[str, Callable[[Path], object]] = {
    "csv": _csv,
    "json": lambda p: p.write_text(json.dumps({"data": ROWS}), "utf-8"),
    "jsonl": lambda p: p.write_text("\n".join(map(json.dumps, ROWS)), "utf-8"),
    "xlsx": _xlsx,
    "parquet": _parquet,
    "csv.gz": _gzip,
}


def broken(data: bytes, draw: random.Random) -> bytes:
    """The bytes cut off, with a gap, or with some changed, put in or doubled."""
    made = bytearray(data)
    kind = draw.random()
    if kind < 0.15:
        return bytes(made[: draw.randrange(len(made))])
    for _ in range(draw.choice((1, 1, 2, 8))):
        at = draw.randrange(len(made))
        how = draw.random()
        if how < 0.4:
            made[at] = draw.randrange(256)
        elif how < 0.8:
            made[at:at] = draw.choice(BITS)
        elif how < 0.9:
            del made[at : at + draw.randrange(40)]
        else:
            made[at:at] = made[: draw.randrange(60)]
    return bytes(made) or b"x"


@pytest.mark.parametrize("kind", WRITERS)
def test_a_broken_file_is_refused_or_read_with_every_row_accounted_for(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"given.{kind}"
    WRITERS[kind](path)
    whole = path.read_bytes()
    assert len(read(path, mapping=MAPPING).records) == len(ROWS)
    draw = random.Random(f"{kind} 1")
    outcomes = {"read": 0, "refused": 0}
    for _ in range(14):
        path.write_bytes(broken(whole, draw))
        try:
            found = read(path, mapping=MAPPING)
        except InputError:
            outcomes["refused"] += 1
            continue
        assert found.rows == len(found.records) + len(found.rejects) + sum(found.left_out.values())
        assert all(reject.reason for reject in found.rejects)
        outcomes["read"] += 1
    assert sum(outcomes.values()) == 14
    assert outcomes["refused"] or kind in {"csv", "json", "jsonl"}


def test_a_hidden_sheet_is_taken_only_where_no_other_holds_a_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.sheet_state = "hidden"
    for sheet, id in ((book.active, "old"), (book.create_sheet("shown"), "new")):
        sheet.append(["id", "date", "deaths", "t"])
        sheet.append([id, "2024-03-01", 2, "x"])
    book.save(tmp_path / "two.xlsx")
    assert [r.row_id for r in read(tmp_path / "two.xlsx", mapping=MAPPING).records] == ["new"]
