"""The formats that are known: one YAML file each, recognised by the columns of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as ReadOnly
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

import yaml

from corroborate.errors import SettingError
from corroborate.lists.mapping import Mapping, from_dict

Known = Sequence[Mapping]
SAMPLE = 20


class _Loader(yaml.SafeLoader):
    """YAML whose codes are words: `no`, `1` and dates stay as they are written."""


_Loader.yaml_implicit_resolvers = {}


def load_yaml(text: str) -> Any:
    """The values of a YAML text, every scalar as words."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506  a SafeLoader


@cache
def known() -> tuple[Mapping, ...]:
    """The formats that ship, by name."""
    folder = resources.files("corroborate.lists.formats")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return tuple(from_dict(load_yaml(f.read_text(encoding="utf-8"))) for f in files)


def named(name: str, formats: Known | None = None) -> Mapping:
    """The format of a name; raises SettingError for one that is not known."""
    for format in formats or known():
        if format.name == name:
            return format
    names = ", ".join(f.name for f in formats or known())
    raise SettingError("there is no such format of lists", value=name, hint=f"one of {names}")


def changed(format: Mapping, own: ReadOnly[str, Any]) -> Mapping:
    """A known format with settings of a user's own in place of its own; tables are merged key by key."""
    told = from_dict({"name": format.name, **own})
    merged: dict[str, Any] = {}
    for name in own:
        new, old = getattr(told, name), getattr(format, name)
        merged[name] = {**old, **new} if isinstance(old, dict) else new
    return replace(format, **merged)


def recognise(columns: Iterable[str], formats: Known | None = None) -> Mapping | None:
    """The format of a table by its columns; None where it is none that is known.

    A format is recognised where all the columns stand that it names as its own, whatever their order and
    case; of several, the one with the most.
    """
    there = {_folded(c) for c in columns}
    best: tuple[int, Mapping] | None = None
    for format in formats or known():
        for marks in format.recognise.get("columns", ()):
            if {_folded(m) for m in marks} <= there and (best is None or len(marks) > best[0]):
                best = (len(marks), format)
    return best[1] if best else None


def headerless(rows: Sequence[Sequence[str]], formats: Known) -> tuple[str, tuple[str, ...]] | None:
    """The format of rows without a header and the names of their columns; None where no format fits.

    A format fits where the number of columns is its own and the cells that it tests are of their form.
    """
    for format in formats:
        for layout in format.recognise.get("headerless", ()):
            names = tuple(layout["columns"])
            sample = [row for row in rows[:SAMPLE] if len(row) == len(names)]
            if len(sample) * 10 < len(rows[:SAMPLE]) * 8 or not sample:
                continue
            tests = [(names.index(name), re.compile(p)) for name, p in layout["like"].items()]
            if all(test.fullmatch(row[at].strip()) for row in sample for at, test in tests):
                return format.name, names
    return None


def _folded(name: str) -> str:
    return re.sub(r"[\s_\-.]+", "_", name.strip().lower())
