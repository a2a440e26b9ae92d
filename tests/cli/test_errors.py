"""Errors: one line that says what, which value, what to do; the exit code of the class; one JSON shape."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from corroborate.case import Case
from corroborate.cli.main import app
from corroborate.lists.simulate import FOUR_LISTS, simulate, write

from .conftest import NOW, Cli


def is_one_line(words: str) -> bool:
    return words.startswith("error: ") and words.endswith("\n") and words.count("\n") == 1


def newer(case: Path) -> None:
    path = case / "case.toml"
    path.write_text(path.read_text("utf-8").replace("format = 1", "format = 99"), "utf-8")


def untouched(case: Path) -> None:
    pass


FUTURE = ["--published", "2031-01-01", "--now", NOW]
BAD = [
    ("an unknown type", ["add", "{case}", "{blob}"], 2, "file_type", "blob.bin"),
    ("an empty file", ["add", "{case}", "{empty}"], 2, "file_type", "empty.txt"),
    ("a missing file", ["add", "{case}", "{missing}"], 2, "input", "missing.txt"),
    ("a date in no calendar", ["add", "{case}", "{note}", "--published", "31/2/2024"], 2, "date", "31/2"),
    ("a date in the future", ["add", "{case}", "{note}", *FUTURE], 2, "date", "2031"),
    ("a moment that is none", ["run", "{case}", "--now", "yesterday"], 2, "date", "yesterday"),
    ("a moment without a zone", ["run", "{case}", "--now", "2025-01-01T00:00:00"], 2, "date", "2025"),
    ("a folder that is no case", ["run", "{elsewhere}"], 3, "not_a_case", "elsewhere"),
    ("a folder that is a case", ["init", "{case}"], 3, "case_exists", "case"),
    ("a command that is none", ["rum", "{case}"], 2, "input", "rum"),
    ("an option that is none", ["run", "{case}", "--fast"], 2, "input", "--fast"),
    ("a choice that is none", ["claims", "{case}", "--kind", "wish"], 2, "input", "wish"),
    ("no file to add", ["add", "{case}"], 2, "input", "FILE"),
    ("a folder in the way", ["report", "{case}", "--out", "{elsewhere}"], 3, "storage", "elsewhere"),
    ("a file to check that is missing", ["check", "{missing}"], 2, "input", "missing.txt"),
]


@pytest.mark.parametrize(("line", "code", "name", "named"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_bad_input_is_one_line_with_its_exit_code(
    cli: Cli, case: Path, note: Path, tmp_path: Path, line: list[str], code: int, name: str, named: str
) -> None:
    (tmp_path / "blob.bin").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "elsewhere").mkdir()
    places = {
        "case": case,
        "note": note,
        "blob": tmp_path / "blob.bin",
        "empty": tmp_path / "empty.txt",
        "missing": tmp_path / "missing.txt",
        "elsewhere": tmp_path / "elsewhere",
    }
    arguments = [part.format(**places) for part in line]
    before = {p: p.read_bytes() for p in case.rglob("*") if p.is_file() and p.name != "case.lock"}
    answer = cli(*arguments)
    assert (answer.code, answer.out) == (code, "")
    assert is_one_line(answer.err)
    assert named in answer.err
    told = cli(*arguments, "--json")
    assert (told.code, told.err) == (code, "")
    assert told.json["error"]["code"] == name
    assert {p: p.read_bytes() for p in case.rglob("*") if p.is_file() and p.name != "case.lock"} == before


def test_a_case_of_a_newer_version(cli: Cli, case: Path) -> None:
    newer(case)
    for command in ("run", "claims", "findings", "report", "verify"):
        answer = cli(command, case)
        assert answer.code == 3
        assert "newer version" in answer.err
        assert is_one_line(answer.err)


def test_the_error_shape_is_pinned(cli: Cli, tmp_path: Path) -> None:
    answer = cli("run", tmp_path, "--json")
    assert answer.json == {
        "ok": False,
        "error": {
            "code": "not_a_case",
            "what": "the folder is not a case: it has no case.toml",
            "value": str(tmp_path),
            "hint": "make one with: corroborate init FOLDER",
        },
    }


def test_the_answer_shape_is_pinned_for_every_command(
    cli: Cli, case: Path, note: Path, tmp_path: Path
) -> None:
    table = tmp_path / "lists.csv"
    table.write_text("A,B,C,count\n1,0,0,3\n0,1,0,2\n0,0,1,4\n", "utf-8")
    world = tmp_path / "made"
    write(world, [simulate(FOUR_LISTS.keeping(1), records=20, seed=1)], formats=("ged",))
    rows = world / "alpha.csv"
    dump = tmp_path / "AF.txt"
    fields = [
        "1",
        "Anaba",
        "Anaba",
        "",
        "35.2",
        "69.4",
        "P",
        "PPL",
        "AF",
        "",
        "40",
        "",
        "",
        "",
        "900",
        "",
        "",
        "Asia/Kabul",
        "2024-01-01",
    ]
    dump.write_text("\t".join(fields) + "\n", "utf-8")
    lines = {
        "estimate": [table],
        "init": [tmp_path / "new"],
        "add": [case, note],
        "run": [case],
        "claims": [case],
        "findings": [case],
        "report": [case],
        "verify": [case],
        "check": [note],
        "demo": [tmp_path / "demo"],
        "version": [],
        "gazetteer": ["add", dump, "--case", case],
        "lists": ["read", rows],
        "simulate": [tmp_path / "world", "--records", "20"],
        "review": [case, "--list"],
        "release": [case, "--no-pdf"],
        "diff": [case],
        "cite": [case],
        "linkage": ["run", rows, "--duplicates", "alpha=free", "--sweeps", "40"],
    }
    assert set(lines) == set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    for command, arguments in lines.items():
        answer = cli(command, *arguments, "--json")
        assert list(answer.json) == ["ok", "command", "data", "warnings"], command
        assert answer.json["ok"] is True
        assert answer.json["command"].split()[0] == command
        assert isinstance(answer.json["data"], dict)
        assert answer.err == ""


def test_a_defect_is_one_line_that_says_how_to_report_it(
    cli: Cli, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a\nb")

    monkeypatch.setattr(Case, "run", broken)
    answer = cli("run", case)
    assert answer.code == 1
    assert is_one_line(answer.err)
    assert "ZeroDivisionError: a b" in answer.err
    assert "report it" in answer.err
    assert cli("run", case, "--json").json["error"]["code"] == "corroborate"
    with pytest.raises(ZeroDivisionError):
        cli("--debug", "run", case)


def test_an_interruption_is_one_line(cli: Cli, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Case, "run", interrupted)
    answer = cli("run", case)
    assert answer.code == 130
    assert answer.err.count("\n") == 1


def test_a_reader_that_stops_reading_is_no_defect(case: Path) -> None:
    line = f"{sys.executable} -m corroborate claims {case} --json | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.startswith("{")


def test_the_console_script_ends_with_the_exit_code(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "corroborate", "run", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert is_one_line(done.stderr)
