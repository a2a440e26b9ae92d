"""The command ``estimate``, run as its module registers it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from corroborate.cli.estimate import register
from corroborate.errors import SettingError, TableError, UnreadableError

TABLE = "a,b,c,count\n1,0,0,60\n0,1,0,50\n0,0,1,40\n1,1,0,20\n1,0,1,15\n0,1,1,12\n1,1,1,6\n"


def call(*arguments: object) -> Result:
    app = typer.Typer()
    register(app)
    app.command("other")(lambda: None)
    return CliRunner().invoke(app, ["estimate", *map(str, arguments)])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "lists.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_a_table_is_estimated_in_words(table: Path) -> None:
    found = call(table, "--quick")
    assert found.exit_code == 0
    assert found.stdout.startswith("Between ")
    for part in ("The same lists by every method", "What changes the number", "Before you use the number"):
        assert part in found.stdout
    assert len(found.stdout.splitlines()) < 40
    assert "assumption that the lists cannot test" not in found.stdout


def test_details_spell_out_every_assumption_and_change(table: Path) -> None:
    short, long = call(table, "--quick").stdout, call(table, "--quick", "--details").stdout
    assert "another prior, 5 tried" in short
    for part in ("assumption that the lists cannot test", "delta a quarter", "a and b alone (naive)"):
        assert part in long
        assert part not in short


def test_and_in_json(table: Path) -> None:
    answer = json.loads(call(table, "--quick", "--json").stdout)
    assert answer["ok"] is True
    assert answer["command"] == "estimate"
    assert answer["data"]["kind"] == "estimate"
    assert answer["data"]["n"] == 203
    assert answer["data"]["interval"]["low"] >= 203


def test_a_refusal_is_a_result_with_exit_code_5(tmp_path: Path) -> None:
    path = tmp_path / "apart.csv"
    path.write_text("A,B,C,count\n1,1,0,6\n1,0,0,40\n0,1,0,30\n0,0,1,20\n", "utf-8")
    found = call(path, "--json")
    assert found.exit_code == 5
    data = json.loads(found.stdout)["data"]
    assert data["kind"] == "refused"
    assert data["code"] == "disconnected_overlap"
    assert data["at_least"]["bound"] > 96
    assert "What would help" in call(path).stdout


def test_the_cache_gives_the_same_answer_and_knows_the_settings(table: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    first = call(table, "--quick", "--json", "--cache", kept)
    assert len(list(kept.iterdir())) == 1
    assert call(table, "--quick", "--json", "--cache", kept).stdout == first.stdout
    assert len(list(kept.iterdir())) == 1
    call(table, "--quick", "--json", "--cache", kept, "--seed", 2)
    assert len(list(kept.iterdir())) == 2


def test_a_picture_is_written(table: Path, tmp_path: Path) -> None:
    call(table, "--quick", "--svg", tmp_path / "out" / "spread.svg")
    assert (tmp_path / "out" / "spread.svg").read_text("utf-8").startswith("<svg")


def test_strata_one_by_one_and_in_all(tmp_path: Path) -> None:
    lines = ["a,b,c,where,count"]
    for name, factor in (("north", 1), ("south", 2), ("", 0)):
        for row in TABLE.splitlines()[1:]:
            *marks, count = row.split(",")
            lines.append(",".join([*marks, name, str(int(count) * factor or 1)]))
    path = tmp_path / "strata.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    found = call(path, "--strata", "where", "--svg", tmp_path / "strata.svg")
    assert found.exit_code == 0
    assert "  north " in found.stdout
    assert "  all strata " in found.stdout
    assert "Rubin" in found.stdout
    assert "as one table" in (tmp_path / "strata.svg").read_text("utf-8")
    data = json.loads(call(path, "--strata", "where", "--json").stdout)["data"]
    assert [s["name"] for s in data["strata"]] == ["north", "south"]
    assert data["total"]["low"] > data["n"] == 203 * 3 + 7


def test_strata_of_two_columns_and_none_that_can_be_estimated(tmp_path: Path) -> None:
    path = tmp_path / "small.csv"
    path.write_text("a,b,c,where,when,count\n1,1,0,x,1,4\n0,1,1,x,2,5\n1,0,0,y,1,9\n", "utf-8")
    found = call(path, "--strata", "where", "--strata", "when")
    assert found.exit_code == 5
    assert "No total: no stratum can be estimated." in found.stdout
    assert found.stdout.count("no estimate: only") == 3
    assert "x · 1" in found.stdout


def test_rows_of_individuals_with_named_lists(tmp_path: Path) -> None:
    rows = [line.split(",") for line in TABLE.splitlines()[1:]]
    lines = ["id,a,b,c", *(f"x,{a},{b},{c}" for a, b, c, n in rows for _ in range(int(n)))]
    path = tmp_path / "people.csv"
    path.write_text("\n".join(lines), "utf-8")
    given = ("--list", "a", "--list", "b", "--list", "c", "--quick", "--json")
    assert json.loads(call(path, *given).stdout)["data"]["n"] == 203


def test_one_log_linear_model_by_name(table: Path) -> None:
    answer = call(table, "--method", "independence", "--model", "[12.3]", "--quick", "--json")
    assert json.loads(answer.stdout)["data"]["settings"]["model"] == "[12.3]"


def test_what_cannot_be_used_is_an_error_with_its_reason(table: Path, tmp_path: Path) -> None:
    assert isinstance(call(tmp_path / "none.csv").exception, UnreadableError)
    assert isinstance(call(table, "--method", "guess").exception, SettingError)
    latin = tmp_path / "latin.csv"
    latin.write_bytes("a,b\n1,é\n".encode("latin-1"))
    assert isinstance(call(latin).exception, UnreadableError)
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b,count\n1,0,-2\n", "utf-8")
    assert isinstance(call(wrong).exception, TableError)
