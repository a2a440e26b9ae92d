"""Lists in a case: read by a run, only when something changed, and by the commands."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from corroborate.case import Case
from corroborate.cli.main import run
from corroborate.errors import InputError, SettingError
from corroborate.model.interval import Interval
from corroborate.model.source import Nature

from .conftest import HEADER, Write, row

NOW = datetime(2025, 3, 10, 12, 0, tzinfo=UTC)
LIST = """
[[list]]
name = "Ours"
dates = "iso"
[list.columns]
id = "ID"
begin = "Day"
settlement = "Place"
country = "Country"
deaths = "Dead"
"actor.side" = "Who"
type = ["What"]
[list.card]
unit = "an attack"
window = "2020-01-01..2024-12-31"
"""


@pytest.fixture
def case(tmp_path: Path, write: Write) -> Case:
    made = Case.create(tmp_path / "case", title="Attacks", question="How many?", now=NOW)
    path = write([row("1"), row("2", Dead="dozens"), row("3", Day="soon"), row("4", Dead="unclear")])
    made.add(path, list_name="Ours", nature=Nature.LIST, now=NOW)
    return made


def state(case: Case, text: str) -> None:
    path = case.path / "case.toml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_a_list_of_no_known_format_is_warned_of_and_the_run_goes_on(case: Case) -> None:
    result = case.run(now=NOW)
    assert "ours.csv could not be read: the format of the list is not known" in result.warnings[0]
    assert "corroborate lists map ours.csv" in result.warnings[0]
    assert case.is_current()
    assert case.run(now=NOW).warnings == result.warnings
    assert list(case.records()) == []
    with pytest.raises(InputError, match="no list that was read"):
        case.record_table()


def test_a_run_reads_a_list_once_and_again_when_its_mapping_changes(case: Case) -> None:
    state(case, LIST)
    first = case.run(now=NOW)
    assert (first.computed["lists"], first.warnings) == (1, ())
    assert [r.row_id for r in case.records()] == ["1", "2"]
    # Words are read by the reader of quantities: never a single number (C7).
    assert [r.deaths["all"] for r in case.records()] == [Interval(3, 3), Interval(24, None)]
    assert [(r.line, r.value) for r in case.lists.rejects()] == [(4, "soon"), (5, "unclear")]
    (counts,) = case.lists.counts.values()
    assert (counts.card.unit, counts.card.threshold) == ("an attack", "not stated")
    assert (counts.rows, counts.records, counts.rejected) == (4, 2, 2)
    assert len(case.record_table()) == 2
    second = case.run(now=NOW)
    assert (second.kept["lists"], second.changed) == (1, False)
    folders = set((case.path / "records").iterdir())
    path = case.path / "case.toml"
    path.write_text(path.read_text("utf-8").replace('deaths = "Dead"\n', ""), "utf-8")
    assert not case.is_current()
    case.run(now=NOW)
    assert [r.row_id for r in case.records()] == ["1", "2", "4"]
    assert folders.isdisjoint((case.path / "records").iterdir())
    assert case.verify().problems == ()


def test_records_that_were_deleted_are_read_again(case: Case) -> None:
    state(case, LIST)
    case.run(now=NOW)
    (folder,) = (case.path / "records").iterdir()
    (folder / "counts.json").unlink()
    assert case.run(now=NOW).computed["lists"] == 1
    assert len(list(case.records())) == 2


def test_a_list_taken_out_of_the_case_takes_its_records_along(case: Case) -> None:
    state(case, LIST)
    case.run(now=NOW)
    path = case.path / "case.toml"
    text = path.read_text("utf-8")
    start = text.rindex("[[source]]")
    path.write_text(text[:start] + text[text.index("[[list]]") :], "utf-8")
    case.run(now=NOW)
    assert list(case.records()) == []


def test_an_excel_list_is_taken_in(case: Case, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for cells in (HEADER, row("9")):
        book.worksheets[0].append(cells)
    book.save(tmp_path / "more.xlsx")
    case.add(tmp_path / "more.xlsx", list_name="Ours", nature=Nature.LIST, now=NOW)
    state(case, LIST)
    case.run(now=NOW)
    assert [r.row_id for r in case.records()] == ["1", "2", "9"]
    assert case.record_table().lists == ("Ours",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[list]]\ndates = 'iso'\n", "a name of its own"),
        ("[[list]]\nname = 'a'\n[[list]]\nname = 'a'\n", "a name of its own"),
        ("[[list]]\nname = 'a'\nformat = 'excel'\n", "no such format"),
        ("[[list]]\nname = 'a'\n[list.columns]\nwhen = 'Day'\n", "does not exist"),
        ("[[list]]\nname = 'a'\n[list.card]\nkind = 'x'\n", "does not have|does not exist"),
        ("[taxonomy]\nplaces = 1\n", "does not exist"),
    ],
)
def test_a_list_in_case_toml_that_cannot_be_used_is_refused(case: Case, text: str, said: str) -> None:
    state(case, "\n" + text)
    with pytest.raises(SettingError, match=said):
        case.run(now=NOW)


def test_words_of_the_case_are_known_to_its_lists(case: Case) -> None:
    state(case, LIST + '[taxonomy.events.words]\nambush = "assassination"\n')
    case.run(now=NOW)
    assert {r.event_type for r in case.records()} == {"assassination"}


Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(a) for a in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_lists_map_shows_and_writes_once_confirmed(cli: Cli, case: Case, write: Write) -> None:
    path = write([row("1")])
    code, out, _ = cli("lists", "map", path, "--name", "Ours")
    assert (code, "[[list]]" in out) == (0, True), out
    code, _, err = cli("lists", "map", path, "--name", "Ours", "--case", case.path)
    assert (code, "not confirmed" in err) == (2, True)
    assert "[[list]]" not in (case.path / "case.toml").read_text("utf-8")
    assert cli("lists", "map", path, "--name", "Ours", "--case", case.path, "--yes")[0] == 0
    assert case.settings.lists[0]["columns"]["begin"] == "Day"
    code, _, err = cli("lists", "map", path, "--name", "Ours", "--case", case.path, "--yes")
    assert (code, "a list of that name" in err) == (2, True)
    assert case.run(now=NOW).computed["lists"] == 1


def test_lists_read_shows_counts_rejects_and_what_is_not_known(cli: Cli, case: Case, write: Write) -> None:
    state(case, LIST)
    path = write([row("1", What="quarrel"), row("2", Dead="\x1b[31munclear")])
    code, out, _ = cli("lists", "read", path, "--case", case.path, "--name", "Ours")
    assert code == 0
    assert "2 rows = 1 records + 1 rejects + 0 left out" in out
    assert "line 3, Dead" in out
    assert "Not known to the events: quarrel (1)" in out
    assert "\x1b" not in out
    code, out, _ = cli("lists", "read", path, "--case", case.path, "--name", "Ours", "--json")
    data: dict[str, Any] = json.loads(out)["data"]
    assert (data["rows"], data["records"], data["rejected"]) == (2, 1, 1)
    assert data["rejects"][0]["line"] == 3
    assert data["card"]["unit"] == "an attack"
    code, out, err = cli("lists", "read", path)
    assert (code, "lists map" in err) == (2, True)
    assert cli("lists", "read", path, "--case", case.path, "--name", "Other")[0] == 2
    assert cli("lists", "read", path, "--format", "none")[0] == 2


def test_lists_read_keeps_records_where_asked(cli: Cli, case: Case, write: Write, tmp_path: Path) -> None:
    state(case, LIST)
    given = ("--case", case.path, "--name", "Ours", "--out", tmp_path / "o")
    assert cli("lists", "read", write([row("1")]), *given)[0] == 0
    assert (tmp_path / "o" / "records.parquet").is_file()


def test_c01_a_flipped_byte_of_a_table_is_named_and_the_next_run_mends_it(case: Case) -> None:
    state(case, LIST)
    case.run(now=NOW)
    found = case.verify()
    assert (found.ok, found.counted["tables"]) == (True, 5)
    before = {p: p.read_bytes() for p in sorted((case.path / "records").rglob("*")) if p.is_file()}
    assert {p.name for p in before} == {"records.parquet", "raw.parquet", "rejects.parquet", "counts.json"}
    for path, data in before.items():
        path.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])
        (told,) = case.verify().problems
        assert (told.kind, path.name in told.where, "changed" in told.what) == ("table", True, True)
        path.unlink()
        (told,) = case.verify().problems
        assert "missing" in told.what
        case.run(now=NOW)
        assert case.verify().ok
    assert {p: p.read_bytes() for p in before} == before
    (next(iter(before)).parent / "more.parquet").write_bytes(b"PAR1")
    assert [p.where.rpartition("/")[2] for p in case.verify().problems] == ["more.parquet"]
