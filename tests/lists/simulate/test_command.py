"""The command that simulates: files, plans, and refusals in one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corroborate.cli.main import run


def call(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any]:
    code = run(["simulate", *(str(a) for a in arguments), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_lists_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "w"
    code, said = call(
        capsys, target, "--records", 400, "--format", "ged", "--reports", 1, "--country", "af", "--lists", 2
    )
    assert code == 0
    assert set(said["data"]["records"]) == {"alpha", "beta"}
    assert sum(said["data"]["records"].values()) == pytest.approx(400, abs=80)
    lines = (target / "truth.csv").read_text().splitlines()
    assert len(lines) == 1 + sum(said["data"]["records"].values())
    assert "Afghanistan" in (target / "alpha.csv").read_text()
    assert said["data"]["texts"] == len(list((target / "reports").iterdir()))


def test_more_lists_than_the_world_has(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = call(capsys, tmp_path / "w", "--incidents", 50, "--lists", 5, "--days", 40)
    assert code == 0
    assert len(said["data"]["records"]) == 5
    assert said["data"]["incidents"] == 50


def test_a_plan(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = call(
        capsys,
        *("--plan", "--incidents", 300, "--lists", "3", "--coverage", "0.3,0.5"),
        *("--replicates", 2, "--width", 5),
    )
    assert code == 0
    plans = said["data"]["plans"]
    assert [p["coverage"] for p in plans] == [0.3, 0.5]
    assert plans[0]["recorded"] < plans[1]["recorded"]
    run(["simulate", "--plan", "--incidents", "60", "--lists", "3", "--coverage", "0.5", "--replicates", "1"])
    assert "Every link is taken to be right" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["w", "--records", "5", "--incidents", "5"],
        ["w", "--world", "mars"],
        ["w", "--lists", "3,4"],
        ["w", "--lists", "x"],
        ["w", "--lists", "0"],
        ["w", "--coverage", "0.5"],
        ["w", "--coverage", "0.5,0.5,0.5,7"],
        ["w", "--start", "soon"],
        ["w", "--country", "QQ"],
        ["w", "--format", "xls"],
        ["w", "--width", "0.1"],
        ["w", "--seed=-3"],
        ["w", "--plan"],
        ["--plan", "--texts"],
        ["--plan", "--replicates", "0"],
    ],
)
def test_what_cannot_be_done_is_refused(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = call(capsys, *arguments)
    assert code == 2
    assert said["error"]["what"]
    assert not list(tmp_path.iterdir())
