"""What a hostile user gives: pipes, names that steer a terminal, guessed encodings, empty arguments."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .conftest import Cli


def made(cli: Cli, folder: Path) -> Path:
    assert cli("init", folder / "case").code == 0
    return folder / "case"


def test_a_pipe_is_refused_and_not_waited_for(cli: Cli, tmp_path: Path) -> None:
    case = made(cli, tmp_path)
    os.mkfifo(tmp_path / "pipe")
    said = cli("add", case, tmp_path / "pipe")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "pipe or a device" in said.err


def test_a_file_too_large_is_refused_unread(cli: Cli, tmp_path: Path) -> None:
    case = made(cli, tmp_path)
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate((1 << 30) + 1)
    said = cli("add", case, tmp_path / "huge.txt")
    assert said.code == 2
    assert "too large" in said.err


@pytest.mark.parametrize("name", [b"a\nb\x1b[31m.txt", b"bad\xffname.txt"])
def test_a_file_name_does_not_steer_the_terminal(cli: Cli, tmp_path: Path, name: bytes) -> None:
    case = made(cli, tmp_path)
    path = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name)))
    path.write_text("Thirteen soldiers were wounded.")
    said = cli("add", case, path, "--published", "2024-05-01")
    assert (said.code, said.out.count("\n"), said.err) == (0, 1, "")
    assert "\x1b" not in said.out


def test_words_of_a_source_do_not_steer_the_terminal(cli: Cli, tmp_path: Path) -> None:
    case = made(cli, tmp_path)
    (tmp_path / "a.txt").write_text("The army said that 40 \x1b[2Jpeople were killed. " * 60)
    cli("add", case, tmp_path / "a.txt")
    cli("run", case)
    said = cli("claims", case).out
    assert "40" in said
    assert "\x1b" not in said


def test_a_guessed_encoding_is_said(cli: Cli, tmp_path: Path) -> None:
    case = made(cli, tmp_path)
    (tmp_path / "a.txt").write_bytes("Le ministère a dénombré 40 tués, d'après l'armée.".encode("latin-1"))
    assert "no encoding is declared; read as" in cli("add", case, tmp_path / "a.txt").err


def test_an_empty_case_name_is_not_the_folder_here(cli: Cli) -> None:
    said = cli("init", "")
    assert said.code == 2
    assert "has no name" in said.err


def test_a_case_below_a_file(cli: Cli, note: Path) -> None:
    said = cli("init", note / "case")
    assert said.code == 3
    assert "a file stands where a folder is needed" in said.err


def test_verifying_a_report_that_is_not_there(cli: Cli, tmp_path: Path) -> None:
    said = cli("verify", made(cli, tmp_path), "--report", tmp_path / "none.html", "--json")
    assert (said.code, said.json["error"]["code"]) == (2, "input")


def test_a_check_that_does_not_exist_is_not_taken_for_no_findings(cli: Cli, tmp_path: Path) -> None:
    said = cli("findings", made(cli, tmp_path), "--kind", "summ")
    assert said.code == 2
    assert "sum" in said.err


def test_findings_quote_the_words_once(cli: Cli, tmp_path: Path, note: Path) -> None:
    case = made(cli, tmp_path)
    cli("add", case, note, "--published", "2024-09-01")
    cli("run", case)
    told = next(part for part in cli("findings", case).out.split("\n\n") if part.startswith("! 53 + 21"))
    assert told.count("a total of 73 attacks") == 1


def test_findings_that_are_no_contradiction_look_like_none(cli: Cli, tmp_path: Path) -> None:
    case = made(cli, tmp_path)
    source = tmp_path / "rates.txt"
    source.write_text(
        "The UN verified 24 attacks by the NRF between January and June 2024. "
        "The NRF says that it carried out 207 attacks between January and August 2024.",
        "utf-8",
    )
    cli("add", case, source, "--published", "2024-09-01")
    cli("run", case)
    (told,) = (part for part in cli("findings", case).out.split("\n\n") if "[rate]" in part)
    assert told.startswith("~ ")
