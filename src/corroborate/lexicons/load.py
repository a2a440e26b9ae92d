"""Reads the YAML files of a language, once each."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  a SafeLoader
    if not isinstance(found, dict):
        raise SettingError("a lexicon must be a table of names and values", value=f"{language}/{name}")
    return found
