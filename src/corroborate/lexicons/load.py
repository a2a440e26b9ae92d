"""Reads the YAML files of a language, once each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import yaml

from corroborate.errors import SettingError

if TYPE_CHECKING:
    _Safe = yaml.SafeLoader
else:
    # Written in C where PyYAML was built so: the same values, ten times as fast.
    _Safe = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Safe):
    """YAML 1.2 on words: `no` and `on` are words of a language, only `true` and `false` are booleans."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))

_ROOT = resources.files("corroborate.lexicons")


def languages() -> tuple[str, ...]:
    """The languages that have a folder of lexicons, as ISO 639-1 codes in alphabetical order."""
    return tuple(sorted(p.name for p in _ROOT.iterdir() if p.is_dir() and not p.name.startswith("_")))


@cache
def load(name: str, language: str = "en") -> Mapping[str, Any]:
    """The lexicon ``name`` of a language as plain values; parsed once, so never to be changed.

    Raises SettingError for a language without a folder, or a lexicon that the language does not have.
    """
    if language not in languages():
        raise SettingError(
            "there are no lexicons for this language", value=language, hint=f"known: {', '.join(languages())}"
        )
    path = _ROOT / language / f"{name}.yaml"
    if not path.is_file():
        raise SettingError("the language has no such lexicon", value=f"{language}/{name}")
    return parse(path.read_text(encoding="utf-8"), f"{language}/{name}")


def parse(text: str, name: str) -> Mapping[str, Any]:
    """The table that a YAML text holds, with `no`, `on` and `yes` as words.

    Raises SettingError where it is no table, or where a name, or an entry of a list, is `true` or `false`: a
    word that YAML takes for a value would be looked for in no text, and nobody would see it.
    """
    found = yaml.load(text, Loader=_Loader)  # noqa: S506  a SafeLoader
    if not isinstance(found, dict):
        raise SettingError("a lexicon must be a table of names and values", value=name)
    for path in _values_for_words(found, ()):
        raise SettingError(
            "a lexicon has a value where a word belongs",
            value=f"{name}: {' → '.join(path)}",
            hint="put the word in quotes",
        )
    return found


def _values_for_words(entry: object, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The paths of booleans among words; a list may leave an end of an interval open."""
    if isinstance(entry, dict):
        for key, value in entry.items():
            if isinstance(key, bool):
                yield (*path, repr(key))
            yield from _values_for_words(value, (*path, str(key)))
    elif isinstance(entry, list):
        for value in entry:
            if isinstance(value, bool):
                yield (*path, repr(value))
            yield from _values_for_words(value, path)
