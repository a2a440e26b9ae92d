"""Word lists that reading and segmentation work from: YAML files, all of them together."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def words(name: str) -> frozenset[str]:
    """All words of one list, in lower case, from every file.

    Raises KeyError for a list that no file has, which is a defect of the program.
    """
    return frozenset(ordered(name))


@cache
def ordered(name: str) -> tuple[str, ...]:
    """The words of one list in the order in which the files have them."""
    found = [lists[name] for lists in _languages() if name in lists]
    if not found:
        raise KeyError(name)
    return tuple(dict.fromkeys(word.lower() for words_of in found for word in _flat(words_of)))


@cache
def _languages() -> tuple[dict[str, Any], ...]:
    folder = files(__package__)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return tuple(_strings((folder / name).read_text(encoding="utf-8")) for name in names)


def _strings(document: str) -> dict[str, Any]:
    """The lists of one file with every word a string: "no" is a word here, not a truth value."""
    # The loader in C, where PyYAML was built with it, gives the same values.
    return dict(yaml.load(document, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)))  # noqa: S506


def _flat(entries: list[Any]) -> list[str]:
    return [str(word) for entry in entries for word in (entry if isinstance(entry, list) else [entry])]
