"""The documentation is tested: what is missing from it, wrong in it, or out of date fails."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main

import corroborate as cb
from corroborate import errors
from corroborate.case import casefile
from corroborate.cli.main import EPILOG, app

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), ROOT / "README.md"])


def commands(group: Any, before: str = "") -> dict[str, Any]:
    """Every command by its full name; a group stands for the commands in it."""
    found: dict[str, Any] = {}
    for name, command in group.commands.items():
        inner = hasattr(command, "commands")
        found |= commands(command, f"{before}{name} ") if inner else {f"{before}{name}": command}
    return found


COMMANDS = commands(typer.main.get_command(app))


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def test_the_command_reference_is_current() -> None:
    line = [sys.executable, str(ROOT / "scripts" / "docs"), "--check"]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_explained_with_an_example(name: str) -> None:
    command = COMMANDS[name]
    section = page("cli.md").split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]
    assert command.help
    assert f"corroborate {name}" in command.epilog
    assert "--json" in {option for param in command.params for option in param.opts}
    for param in command.params:
        assert param.help, f"{name} {param.name} has no help"
        shown = param.opts[0] if param.opts[0].startswith("-") else param.metavar.strip("[]")
        assert f"`{shown}" in section


@pytest.mark.parametrize("name", cb.__all__)
def test_every_export_is_in_the_library_page(name: str) -> None:
    assert re.search(rf"`{name}\b", page("library.md"))


def test_every_method_of_a_case_is_in_the_library_page() -> None:
    public = [name for name in vars(cb.Case) if not name.startswith("_")]
    table = page("library.md").split("| of a `Case` |")[1].split("\n\n")[0]
    assert [name for name in public if not re.search(rf"\b{name}\b", table)] == []


def test_every_setting_of_case_toml_is_explained() -> None:
    known = casefile._SETTINGS - {"source", "database", "definitions", "estimation", "gazetteer", "measures"}
    for name in known | casefile._OF_A_SOURCE | set(casefile._WORDS) | {"url"}:
        assert f"`{name}`" in page("case.md"), name
    for table in (
        "[database]",
        "[definitions]",
        "[estimation]",
        "[gazetteer]",
        "[measures.NAME]",
        "[[source]]",
    ):
        assert f"`{table}`" in page("case.md")


def test_every_error_is_in_the_exit_codes_page_with_its_code() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (`\w+` \| \d+) \|", page("exit-codes.md"), re.M))
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert rows == {kind("x").code: f"`{kind.__name__}` | {kind.exit_code}" for kind in kinds}


def test_the_exit_codes_of_the_help_are_those_of_the_page() -> None:
    listed = set(re.findall(r"^\| (\d+) \|", page("exit-codes.md"), re.M)) - {"130"}
    assert set(re.findall(r"\b(\d) ", EPILOG)) == listed


def test_the_examples_of_the_library_page_are_true(tmp_path: Path) -> None:
    tests = doctest.testfile(str(DOCS / "library.md"), module_relative=False, globs={"folder": tmp_path})
    assert tests.attempted > 25
    assert tests.failed == 0


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_line_in_the_docs_exists(path: Path) -> None:
    fenced = "\n".join(re.findall(r"^```sh\n(.*?)^```", path.read_text("utf-8"), re.M | re.S))
    for line in re.findall(r"^(?:\$ )?corroborate (.*)$", fenced, re.M):
        words = line.split("#")[0].split()
        name = " ".join(words[:2]) if " ".join(words[:2]) in COMMANDS else words[0]
        assert name in COMMANDS, line
        known = {option for param in COMMANDS[name].params for option in param.opts} | {"--help"}
        assert {word for word in words if word.startswith("--")} <= known, line


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_within_the_docs_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text("utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (path.parent / target).exists(), target
