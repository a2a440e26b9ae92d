"""Asking a model and adding a gazetteer from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import NOW, Cli

ROW = "1\tQaryat Zarqa\tQaryat Zarqa\t\t33.5\t68.5\tP\tPPL\tAF" + "\t" * 6 + "90000" + "\t" * 4


def test_options_of_a_model_that_do_not_fit_are_refused(cli: Cli, tmp_path: Path, note: Path) -> None:
    case = tmp_path / "case"
    cli("init", case)
    cli("add", case, note)
    assert cli("run", case, "--base-url", "http://127.0.0.1:1/v1").code == 2
    assert "--base-url" in cli("run", case, "--reader", "openai").err
    assert cli("run", case, "--reader", "openai", "--base-url", "nonsense").code == 2


def test_a_model_that_is_not_there_leaves_the_reading_of_the_rules(
    cli: Cli, tmp_path: Path, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("httpx")
    monkeypatch.setenv("CORROBORATE_API_KEY", "a-secret-key")
    case = tmp_path / "case"
    cli("init", case, "--now", NOW)
    cli("add", case, note, "--now", NOW)
    ran = cli(
        "run", case, "--reader", "openai", "--base-url", "http://127.0.0.1:9/v1", "--model", "m", "--json"
    )
    assert ran.code == 0
    assert "nothing answers" in ran.json["warnings"][0]
    claims = cli("claims", case, "--json").json["data"]["claims"]
    assert claims
    assert {c["review"] for c in claims} == {"not_needed"}
    assert cli("claims", case, "--unreviewed", "--json").json["data"]["claims"] == []
    kept = b"".join(p.read_bytes() for p in case.rglob("*") if p.is_file())
    assert b"a-secret-key" not in kept


def test_a_gazetteer_lives_in_the_case_or_in_the_users_folder(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump = tmp_path / "XX.txt"
    dump.write_text(ROW + "\n", "utf-8")
    case = tmp_path / "case"
    cli("init", case)
    own = cli("gazetteer", "add", dump, "--case", case, "--json").json["data"]
    assert own["index"] == str(case / "gazetteer.sqlite")
    assert (own["places"], own["added"]) == (1, True)
    assert 'use = "case"' in (case / "case.toml").read_text("utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    users = cli("gazetteer", "add", dump)
    assert str(tmp_path / "data" / "corroborate" / "gazetteer.sqlite") in users.out
    assert "indexed before" in cli("gazetteer", "add", dump).out
    dump.write_text("not a dump\n", "utf-8")
    assert json.loads(cli("gazetteer", "add", dump, "--json").out)["error"]["code"] == "table"
    assert cli("gazetteer", "add", tmp_path / "none.txt").code == 2
