"""The words that the checks look for around a claim, from ``words.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from corroborate.lexicons import parse


@cache
def words() -> Mapping[str, Any]:
    """The file as plain values; parsed once, so never to be changed."""
    path = resources.files("corroborate.consistency") / "words.yaml"
    return parse(path.read_text(encoding="utf-8"), path.name)


@cache
def pattern(*keys: str) -> re.Pattern[str]:
    """Any of the words under a path of keys, as whole words, in any case."""
    entry: Any = words()
    for key in keys:
        entry = entry[key]
    return any_of(entry)


@cache
def layouts(path: tuple[str, ...], macros: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], ...]:
    """The regular expressions under a path of keys, with every macro such as ``<part>`` spelt out."""
    entry: Any = words()
    for step in path:
        entry = entry[step]
    found = []
    for line in entry:
        text = str(line)
        for macro, meaning in macros:
            text = text.replace(macro, meaning)
        found.append(re.compile(text, re.IGNORECASE))
    return tuple(found)


def any_of(entries: Iterable[str]) -> re.Pattern[str]:
    """Any of these words or phrases, as whole words, in any case; never matches where there are none."""
    alternatives = sorted((str(e) for e in entries), key=lambda e: (-len(e), e))
    if not alternatives:
        return re.compile(r"(?!)")
    joined = "|".join(_whole(e) for e in alternatives)
    return re.compile(f"(?:{joined})", re.IGNORECASE)


def _whole(entry: str) -> str:
    text = r"\s+".join(re.escape(w) for w in entry.split())
    left = r"(?<!\w)" if entry.strip()[:1].isalnum() else ""
    right = r"(?!\w)" if entry.strip()[-1:].isalnum() else ""
    return f"{left}{text}{right}"
