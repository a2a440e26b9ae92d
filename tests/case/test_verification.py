"""Verifying: one flipped byte anywhere is named."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import corroborate as cb
from corroborate.case import Case, database, schema, seal
from corroborate.case.codec import decode, encode
from corroborate.case.verification import Problem
from corroborate.model.claim import AggregateClaim
from corroborate.model.text import Text

from .conftest import LATER, reseal

Tamper = Callable[..., None]


def flip(path: Path, at: int) -> None:
    """Flip one bit of one byte."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    mode = path.stat().st_mode
    path.chmod(0o644)
    path.write_bytes(data)
    path.chmod(mode)


def problems(case: Case) -> list[Problem]:
    found = case.verify()
    assert not found.ok
    return list(found.problems)


def test_a_case_that_was_left_alone_verifies(reported: Case) -> None:
    found = reported.verify()
    assert found.ok
    assert found.notes == ()
    assert found.counted["originals"] == 2
    assert found.counted["texts derived again"] == 2
    assert found.counted["spans"] >= found.counted["claims"] > 0
    assert found.counted["reports"] == 1


def test_verifying_changes_nothing(reported: Case) -> None:
    before = {p: p.read_bytes() for p in reported.path.rglob("*") if p.is_file()}
    reported.verify()
    assert {p: p.read_bytes() for p in reported.path.rglob("*") if p.is_file()} == before


def test_c01_a_flipped_byte_of_an_original_is_named(reported: Case) -> None:
    for source in reported.sources():
        path = reported.path / "originals" / source.id[:2] / source.id
        flip(path, 20)
        assert any(p.kind == "original" and source.id in p.where for p in problems(reported))
        flip(path, 20)
    assert reported.verify().ok


def test_a_missing_and_a_foreign_original_are_named(reported: Case) -> None:
    source = reported.sources()[0]
    path = reported.path / "originals" / source.id[:2] / source.id
    path.rename(path.with_name("0" * 64))
    found = problems(reported)
    assert any("missing" in p.what and source.id in p.where for p in found)
    assert any("0" * 64 in p.where for p in found)


@pytest.mark.parametrize("part", range(12))
def test_a_flipped_byte_of_the_database_file_is_named(reported: Case, part: int) -> None:
    path = reported.path / database.NAME
    size = path.stat().st_size
    flip(path, (size - 1) * part // 11)
    assert any(p.where == "case.db" for p in problems(reported))


@pytest.mark.parametrize("name", ["case.seal", "case.toml", "report/report.html", "report/figures.json"])
@pytest.mark.parametrize("part", range(4))
def test_a_flipped_byte_of_any_other_file_is_named(reported: Case, name: str, part: int) -> None:
    path = reported.path / name
    flip(path, (path.stat().st_size - 1) * part // 3)
    if name == "case.toml" and part == 0:
        with pytest.raises(cb.CorroborateError):
            reported.run(now=LATER)
    named = Path(name).name
    assert any(named in p.where or (named == "case.seal" and named in p.what) for p in problems(reported))


def test_a_changed_figure_of_the_page_is_shown_with_what_it_should_be(reported: Case) -> None:
    path = reported.path / "report" / "report.html"
    page = path.read_bytes()
    assert b"207" in page
    path.write_bytes(page.replace(b"207", b"208", 1))
    line = next(p for p in problems(reported) if "line" in p.where)
    assert "208" in line.what
    assert "207" in line.what


def test_a_missing_report_or_manifest_is_named(reported: Case) -> None:
    (reported.path / "report" / "figures.json").unlink()
    assert any("figures.json" in p.where and "missing" in p.what for p in problems(reported))
    (reported.path / "report" / "report.html").unlink()
    assert any("report.html" in p.where and "missing" in p.what for p in problems(reported))


TABLES = [table.name for table in schema.metadata.sorted_tables]


@pytest.mark.parametrize("table", TABLES)
def test_one_changed_character_in_any_column_of_any_table_is_named(
    reported: Case, tamper: Tamper, table: str
) -> None:
    connection = sqlite3.connect(reported.path / database.NAME)
    rows = connection.execute(f"SELECT rowid, * FROM {table} LIMIT 1").fetchall()
    connection.close()
    rowid, *values = rows[0]
    path = reported.path / database.NAME
    whole = path.read_bytes()
    columns = schema.metadata.tables[table].columns.keys()
    for name, value in zip(columns, values, strict=True):
        to = value + 100 if isinstance(value, int) else value[:-3] + chr(ord(value[-3]) ^ 1) + value[-2:]
        if name in {"listed", "included"}:
            to = 0
        quoted = f"'{to.replace(chr(39), chr(39) * 2)}'" if isinstance(to, str) else to
        tamper(reported, f"UPDATE {table} SET {name} = {quoted} WHERE rowid = {rowid}")
        assert any(p.kind == f"row of {table}" for p in problems(reported)), name
        path.write_bytes(whole)
        reseal(reported)
    assert reported.verify().ok


def test_bytes_that_are_no_longer_utf8_are_named_by_their_row(reported: Case, tamper: Tamper) -> None:
    tamper(
        reported,
        "UPDATE claims SET body = CAST(x'ff' || substr(CAST(body AS BLOB), 2) AS TEXT) WHERE ord = 0",
    )
    assert any(p.kind == "row of claims" for p in problems(reported))


@pytest.mark.parametrize("table", ["claims", "texts", "findings", "coverage", "assessments", "segments"])
def test_a_deleted_row_is_named(reported: Case, tamper: Tamper, table: str) -> None:
    tamper(reported, f"DELETE FROM {table} WHERE rowid = (SELECT min(rowid) FROM {table})")
    assert any(p.kind == "stage" for p in problems(reported))


def put(case: Case, tamper: Tamper, table: str, row: dict[str, object]) -> None:
    """Put a row in place of the one with its key, with the hash that it must have."""
    sealed = schema.sealed(schema.metadata.tables[table], row)
    values = ", ".join(
        str(v) if isinstance(v, int) else "'" + str(v).replace("'", "''") + "'" for v in sealed.values()
    )
    tamper(case, f"INSERT OR REPLACE INTO {table} ({', '.join(sealed)}) VALUES ({values})")


def row_of(case: Case, table: str, *holding: str) -> dict[str, object]:
    connection = sqlite3.connect(case.path / database.NAME)
    connection.row_factory = sqlite3.Row
    rows = connection.execute(f"SELECT * FROM {table} ORDER BY ord").fetchall()
    connection.close()
    row = next(dict(row) for row in rows if all(part in row["body"] for part in holding))
    del row["hash"]
    return row


def test_c04_a_quote_changed_together_with_its_row_hash_is_named(reported: Case, tamper: Tamper) -> None:
    row = row_of(reported, "claims", '"quote":"207')
    row["body"] = str(row["body"]).replace("207", "208")
    put(reported, tamper, "claims", row)
    found = problems(reported)
    assert any(p.kind == "span" and "208" in p.what for p in found)
    assert any(p.kind == "stage" and p.where.startswith("claims") for p in found)


def test_c03_a_text_changed_together_with_its_row_hash_is_named(reported: Case, tamper: Tamper) -> None:
    row = row_of(reported, "texts", "207")
    row["body"] = str(row["body"]).replace("207", "208")
    put(reported, tamper, "texts", row)
    assert any(p.kind == "text" and "hash" in p.what for p in problems(reported))


def test_c03_a_text_made_up_anew_is_not_what_the_original_gives(reported: Case, tamper: Tamper) -> None:
    row = row_of(reported, "texts", "207")
    text = decode(Text, str(row["body"]))
    other = Text.derive(
        text.source_id, text.content.replace("207", "208"), text.extractor, text.extractor_version
    )
    tamper(reported, f"DELETE FROM texts WHERE id = '{text.id}'")
    put(reported, tamper, "texts", {**row, "id": other.id, "body": encode(other)})
    found = problems(reported)
    assert any(p.kind == "text" and "other words" in p.what for p in found)


def test_c14_a_figure_whose_claim_is_gone_is_named(reported: Case, tamper: Tamper) -> None:
    finding = next(f for f in reported.findings())
    tamper(reported, f"DELETE FROM claims WHERE id = '{finding.claims[0]}'")
    found = problems(reported)
    assert any(p.kind == "finding" and finding.claims[0] in p.what for p in found)


def test_a_database_that_is_no_database_is_named(reported: Case) -> None:
    (reported.path / database.NAME).write_bytes(b"nothing of the kind" * 500)
    assert any("cannot be read" in p.what for p in problems(reported))
    with pytest.raises(cb.NotACaseError):
        reported.claims()


def test_a_report_of_an_earlier_state_is_a_note(reported: Case, tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    new.write_text("In May 2024 they counted 12 attacks.", "utf-8")
    reported.add(new, now=LATER)
    reported.run(now=LATER)
    found = reported.verify()
    assert found.ok
    assert any("earlier state" in note for note in found.notes)


def test_a_case_added_to_but_not_run_is_a_note(case: Case) -> None:
    found = case.verify()
    assert found.ok
    assert any("run it again" in note for note in found.notes)


def test_a_case_without_its_seal_is_a_note(reported: Case) -> None:
    seal.take_off(reported.path)
    found = reported.verify()
    assert found.ok
    assert any("seal" in note for note in found.notes)


def test_what_is_no_case_or_a_newer_one_is_refused(reported: Case, tmp_path: Path, tamper: Tamper) -> None:
    with pytest.raises(cb.NotACaseError):
        Case(tmp_path / "nowhere").verify()
    tamper(reported, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(cb.NewerCaseError):
        reported.verify()
    with pytest.raises(cb.NewerCaseError):
        Case.open(reported.path)


def test_every_span_of_a_claim_is_checked(reported: Case, tamper: Tamper) -> None:
    row = row_of(reported, "claims", '"core":"207"', '"quantity_span":{')
    claim = decode(AggregateClaim, str(row["body"]))
    assert claim.quantity_span is not None
    at = f'"start":{claim.quantity_span.start},"end":{claim.quantity_span.end}'
    body = str(row["body"])
    row["body"] = body.replace(at, at.replace(f'"end":{claim.quantity_span.end}', '"end":9'))
    assert row["body"] != body
    put(reported, tamper, "claims", row)
    assert any(p.kind == "span" for p in problems(reported))
