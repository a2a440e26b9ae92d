"""Lists as Parquet: the same as in memory, whole or not there, taken up again; and the table of all lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corroborate.errors import CorroborateError, SettingError, TableError
from corroborate.lists import (
    Mapping,
    Options,
    counts_of,
    import_list,
    read,
    stored_records,
    stored_rejects,
    table,
)
from corroborate.lists.workspace import Workspace
from corroborate.model.recordtable import NO_DAY, RecordTable

from .conftest import HEADER, Write, row

ROWS = [
    row("a", What="two\nlines"),
    row("b", Lat="91"),
    row("c", Dead="12", Most="", Who="Government of Mali", Country="Mali", Province="Gao", Place="Gao"),
    row("d", Day="", Dead="", Least="", Most="", Who="", Lat="", Lon="", Province="", Place=""),
    row("e", Dead="dozens"),
    row("f", Who="The Ones", What="quarrel"),
]


def test_an_import_gives_what_reading_gives(write: Write, mapping: Mapping, tmp_path: Path) -> None:
    path = write(ROWS)
    told: list[float] = []
    counts = import_list(
        path, tmp_path / "out", name="ours", options=Options(mapping), step=lambda _, done: told.append(done)
    )
    whole = read(path, name="ours", mapping=mapping)
    assert len(told) == 4
    assert told == sorted(told)
    assert told[-1] < 1
    assert (counts.rows, counts.records, counts.rejected) == (6, 4, 2)
    assert tuple(stored_records(tmp_path / "out")) == whole.records
    assert stored_rejects(tmp_path / "out", "ours.csv") == whole.rejects
    assert counts_of(tmp_path / "out") == counts
    assert (counts.card, counts.unmapped) == (whole.card, whole.unmapped)
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "counts.json", "raw.parquet", "records.parquet", "rejects.parquet",
    ]  # fmt: skip
    assert [r.row_id for r in stored_records(tmp_path / "out", "deaths_high >= 12")] == ["c"]


def test_rejects_without_cells_are_kept_too(tmp_path: Path, mapping: Mapping) -> None:
    path = tmp_path / "x.csv"
    path.write_text(
        "\n".join([",".join(HEADER), ",".join(row("1")), "2,3", ",".join(row("4", Lat="91"))]), "utf-8"
    )
    import_list(path, tmp_path / "out", options=Options(mapping))
    assert [(r.line, bool(r.row)) for r in stored_rejects(tmp_path / "out", "x.csv")] == [
        (3, False),
        (4, True),
    ]


def test_an_import_that_was_interrupted_goes_on(
    write: Write, mapping: Mapping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(ROWS)

    def stop(what: str, _: float) -> None:
        if what.startswith("writing"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_list(path, tmp_path / "out", name="ours", options=Options(mapping), step=stop)
    assert not (tmp_path / "out").exists()
    assert (tmp_path / ".out.part" / "raw.parquet").is_file()
    monkeypatch.setattr("corroborate.lists.reading.load", lambda *_, **__: pytest.fail("it was read again"))
    import_list(path, tmp_path / "out", name="ours", options=Options(mapping))
    monkeypatch.undo()
    assert tuple(stored_records(tmp_path / "out")) == read(path, name="ours", mapping=mapping).records
    assert [p.name for p in tmp_path.glob(".out*")] == []


def test_an_import_that_fails_leaves_nothing_and_keeps_what_was_there(
    write: Write, mapping: Mapping, tmp_path: Path
) -> None:
    import_list(write(ROWS), tmp_path / "out", options=Options(mapping))
    before = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()}
    with pytest.raises(TableError):
        import_list(write(ROWS, HEADER[::-1], name="other.csv"), tmp_path / "out")
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == before
    assert [p.name for p in tmp_path.glob(".out*")] == []


def test_rows_that_do_not_add_up_are_never_let_through(
    write: Write, mapping: Mapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Workspace.keep

    def losing(self: Workspace, name: str, select: str, about: dict[str, object] | None = None) -> int:
        return kept(self, name, f"{select} AND n <> 1" if name == "records" else select, about)

    monkeypatch.setattr(Workspace, "keep", losing)
    with pytest.raises(CorroborateError, match="do not add up"):
        read(write(ROWS), mapping=mapping)


def both_ways(write: Write, mapping: Mapping, tmp_path: Path) -> tuple[RecordTable, RecordTable]:
    other = [row("a", Who="Afghan army", What="clash", Country="AFGHANISTAN", Province="Herāt Province")]
    paths = {"ours": write(ROWS), "theirs": write(other, name="theirs.csv")}
    for name, path in paths.items():
        import_list(path, tmp_path / name, name=name, options=Options(mapping))
    of_files = table({name: tmp_path / name / "records.parquet" for name in paths})
    of_records = table(*(read(path, name=name, mapping=mapping) for name, path in paths.items()))
    return of_files, of_records


def test_a_table_of_files_and_of_records_is_the_same(write: Write, mapping: Mapping, tmp_path: Path) -> None:
    of_files, of_records = both_ways(write, mapping, tmp_path)
    assert of_files.digest == of_records.digest
    found = of_files
    assert (found.lists, found.row_ids) == (("ours", "theirs"), ("a", "c", "d", "f", "a"))
    assert found.list_index.tolist() == [0, 0, 0, 0, 1]
    assert found.first_day[2] == found.last_day[2] == NO_DAY
    assert found.first_day[0] == (np.datetime64("2024-03-09") - np.datetime64("1970-01-01")).astype(int)
    # The same place under two spellings has one code, and an unknown one none.
    assert found.admin1[0] == found.admin1[4] != found.admin1[1] >= 0
    assert found.admin1[2] == -1
    assert np.isnan(found.deaths_low[2])
    assert (found.deaths_low[1], found.deaths_high[1]) == (3, 12)
    assert found.actor_b.tolist() == [-1] * 5
    assert found.centroid.tolist() == [False, False, True, False, False]


def test_the_trees_of_a_table_hold_all_that_is_above(write: Write, mapping: Mapping, tmp_path: Path) -> None:
    found, _ = both_ways(write, mapping, tmp_path)

    def path(tree: object, code: int) -> list[str]:
        names = []
        while code >= 0:
            names.append(tree.codes[code])  # type: ignore[attr-defined]
            code = int(tree.parent[code])  # type: ignore[attr-defined]
        return names

    actors = [path(found.actor_tree, int(code)) for code in found.actor_a]
    assert actors[0] == ["group-taliban", "rebels", "organised-group"]
    assert actors[1] == ["state:ML", "state"]
    assert actors[2] == []
    assert actors[3] == ["name:the ones"]
    assert actors[4] == ["military:AF", "state:AF", "state"]
    types = [path(found.type_tree, int(code)) for code in found.event_type]
    assert types[4] == ["clash", "fighting", "violence"]
    assert types[3] == []


def test_a_row_id_that_stands_twice_over_files_of_one_list_is_refused(write: Write, mapping: Mapping) -> None:
    once = read(write([row("a")]), mapping=mapping)
    with pytest.raises(TableError, match="stands twice"):
        table(once, once.records)


def test_c11_stated_rules_keep_some_records(write: Write, mapping: Mapping, tmp_path: Path) -> None:
    rows = [row("a", Dead="0", Least="0", Most="0"), row("b"), row("c", Dead="0", Least="0", Most="2")]
    found = read(write(rows), mapping=mapping)
    kept: Callable[..., tuple[str, ...]] = lambda *rules: table(found, rules=rules).row_ids  # noqa: E731
    assert kept() == ("a", "b", "c")
    assert kept("deadly") == ("b",)
    assert kept("possibly-deadly") == ("b", "c")
    assert kept("possibly-deadly", "day-known") == ("b", "c")
    with pytest.raises(SettingError, match="no such rule"):
        kept("serious")


def test_no_records_make_an_empty_table() -> None:
    assert len(table([])) == 0


def test_a_mapping_is_told_by_all_of_it(mapping: Mapping) -> None:
    assert mapping.digest == replace(mapping).digest
    assert (
        len({mapping.digest, replace(mapping, decimal=",").digest, replace(mapping, years_off=1).digest}) == 3
    )
