"""Runs the command line in this process, and a small case to run it on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from corroborate.cli.main import run

NOW = "2025-03-10T12:00:00Z"
WORDS = """\
The spokesman said that the National Resistance Front had carried out 207 attacks since January 2024.
The police recorded 53 attacks in May 2024 and 21 attacks in June 2024, a total of 73 attacks.
"""


@dataclass(frozen=True)
class Answer:
    """What a command line gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON on stdout; fails where that is anything else."""
        return json.loads(self.out)


Cli = Callable[..., Answer]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run a command line: ``cli("run", case, "--json")``."""

    def call(*arguments: object) -> Answer:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return call


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A file to add."""
    path = tmp_path / "note.txt"
    path.write_text(WORDS, "utf-8")
    return path


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case that was run and reported, made once."""
    folder = tmp_path_factory.mktemp("finished")
    (folder / "note.txt").write_text(WORDS, "utf-8")
    for line in (
        ["init", folder / "case", "--title", "Attacks", "--question", "How many?", "--now", NOW],
        ["add", folder / "case", folder / "note.txt", "--published", "2024-09-01", "--now", NOW],
        ["report", folder / "case", "--now", NOW],
    ):
        assert run([str(argument) for argument in line]) == 0
    return folder / "case"


@pytest.fixture
def case(finished: Path, tmp_path: Path) -> Path:
    """A case that was run and reported."""
    shutil.copytree(finished, tmp_path / "case")
    return tmp_path / "case"
