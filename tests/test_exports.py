"""The curated exports: each is there, typed, and nothing else is."""

from __future__ import annotations

import ast
import subprocess
import sys
import time
from dataclasses import is_dataclass
from pathlib import Path

import pytest

import corroborate as cb
from corroborate import errors


@pytest.mark.parametrize("name", cb.__all__)
def test_every_export_is_there_and_has_a_docstring(name: str) -> None:
    found = getattr(cb, name)
    assert found.__name__ == name
    assert found.__doc__
    assert not found.__doc__.startswith(f"{name}("), "a dataclass without its own docstring"


def test_what_a_type_checker_sees_is_what_is_exported() -> None:
    tree = ast.parse(Path(cb.__file__).with_suffix(".pyi").read_text("utf-8"))
    seen = {
        alias.asname: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("corroborate.")
        for alias in node.names
    }
    assert seen == cb._MODULE_OF


def test_every_error_is_exported() -> None:
    tree = {
        name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)
    }
    assert tree <= set(cb.__all__)


def test_every_noun_of_the_stages_is_exported_or_reached_from_one() -> None:
    nouns = {name for name in cb.__all__ if is_dataclass(getattr(cb, name))}
    for module in (cb.Claim, cb.Finding, cb.Weighing, cb.Dossier, cb.Text, cb.Source):
        assert module.__name__ in nouns


def test_star_import_and_dir_give_the_exports() -> None:
    names: dict[str, object] = {}
    exec("from corroborate import *", names)
    assert set(cb.__all__) <= set(names)
    assert set(cb.__all__) <= set(dir(cb))


def test_an_export_that_is_none_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = cb.nothing_such  # type: ignore[attr-defined]


def test_importing_is_quick() -> None:
    begun = time.monotonic()
    subprocess.run([sys.executable, "-c", "import corroborate"], check=True)
    assert time.monotonic() - begun < 5
