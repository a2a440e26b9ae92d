"""The command that profiles files of lists."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corroborate.cli.main import run
from corroborate.lists.simulate import stream, write


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world") / "w"
    write(folder, stream(incidents=120, seed=1), formats=("ged", "acled", "ged", "acled"))
    return folder


def call(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any]:
    capsys.readouterr()
    code = run(["lists", "profile", *(str(a) for a in arguments), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_files_are_profiled(world: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outlines = tmp_path / "o.json"
    outlines.write_text('{"type": "LineString", "coordinates": [[19, -1], [21, 1]]}')
    files = (world / "alpha.csv", world / "beta.csv")
    code, said = call(capsys, *files, "--out", tmp_path / "p", "--outlines", outlines)
    assert code == 0
    lists = said["data"]["profile"]["lists"]
    held = [len(f.read_text().splitlines()) - 1 for f in files]
    assert [one["rows"] for one in lists] == held
    assert (tmp_path / "p" / "calendar.svg").read_text().startswith("<svg")
    assert "<path" in (tmp_path / "p" / "map.svg").read_text()


def test_words_on_one_screen(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lists", "profile", str(world / "alpha.csv"), str(world / "beta.csv")]) == 0
    said = capsys.readouterr().out
    assert "alpha: " in said
    assert "suspected duplicates" in said
    assert "on the same day within 10 km" in said
    assert "Add --out FOLDER" in said


def test_what_cannot_be_profiled(world: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = world / "alpha.csv"
    (tmp_path / "taken").write_text("a file")
    for arguments in (
        (tmp_path / "none.csv",),
        (tmp_path,),
        (tmp_path, file),
        (file, "--outlines", file),
        (file, "--out", tmp_path, "--outlines", file),
        (file, "--out", tmp_path / "taken"),
    ):
        code, said = call(capsys, *arguments)
        assert code in {2, 3}
        assert said["error"]["what"]


def test_two_files_of_one_name_are_two_lists(
    world: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other").mkdir()
    again = tmp_path / "other" / "alpha.csv"
    again.write_bytes((world / "alpha.csv").read_bytes())
    code, said = call(capsys, world / "alpha.csv", again)
    assert code == 0
    told = said["data"]["profile"]
    first, second = told["lists"]
    assert (first["list_id"], second["list_id"]) == ("alpha", "alpha (2)")
    assert first["rows"] == second["rows"] > 0
    assert told["overlap"]["shared"][0][1] > 0
