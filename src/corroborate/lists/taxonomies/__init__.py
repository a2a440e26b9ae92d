"""The taxonomies of types of events and of actors, and the lookup of a list's own words in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from corroborate.errors import SettingError
from corroborate.gazetteer import Gazetteer, builtin, fold
from corroborate.lists.formats import load_yaml
from corroborate.model.place import PlaceKind
from corroborate.model.taxonomy import Taxonomy

LEAF = "name:"
"""Begins the code of an actor that only its own name is known of."""


def load(name: str) -> dict[str, Any]:
    """The data of one of the files here."""
    path = resources.files("corroborate.lists.taxonomies") / f"{name}.yaml"
    data: dict[str, Any] = load_yaml(path.read_text(encoding="utf-8"))
    return data


def _tree(data: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    parent, labels = {}, {}
    for code, value in data.items():
        if not isinstance(value, list | tuple) or len(value) < 2:
            raise SettingError("a code of a taxonomy needs its coarser code and its label", value=code)
        parent[str(code)], labels[str(code)] = str(value[0]), str(value[1])
    return parent, labels


def _closed(parent: Mapping[str, str], what: str) -> None:
    for code, coarser in parent.items():
        if coarser and coarser not in parent:
            raise SettingError(f"a code of the {what} has a coarser code that does not exist", value=code)


def word(text: str) -> str:
    """A list's own word, as the taxonomies compare it."""
    return " ".join(text.casefold().split())


@dataclass(frozen=True)
class Events:
    """Types of events: ``tree`` and, by vocabulary, the words of the formats."""

    tree: Taxonomy
    words: Mapping[str, Mapping[str, str]]

    def code(self, cells: tuple[str | None, ...], vocabulary: str) -> str | None:
        """The code of a row's own words, the first that is known; None where none is.

        Codes that share their beginning, as CAMEO's, are cut from behind until one is known.
        """
        for name in (vocabulary, "case", "general"):
            known = self.words.get(name, {})
            for cell in cells:
                if cell is None:
                    continue
                key = word(cell)
                while key:
                    if key in known:
                        return known[key]
                    key = key[:-1] if name == "cameo" and key.isdigit() else ""
        return None


@cache
def _events() -> Events:
    return events_with({})


def events(extra: Mapping[str, Any] | None = None) -> Events:
    """The types of events, with a case's own ``tree`` and ``words``."""
    return events_with(extra) if extra else _events()


def events_with(extra: Mapping[str, Any]) -> Events:
    """Build the types of events; raises SettingError for a code without its coarser one."""
    data = load("events")
    parent, labels = _tree({**data["tree"], **extra.get("tree", {})})
    _closed(parent, "types of events")
    words = {name: {word(k): str(v) for k, v in table.items()} for name, table in data["words"].items()}
    words["case"] = {word(str(k)): str(v) for k, v in extra.get("words", {}).items()}
    for table in words.values():
        for value in table.values():
            if value not in parent:
                raise SettingError(
                    "a word of the types of events has a code that does not exist", value=value
                )
    return Events(Taxonomy("events", parent, labels), words)


@dataclass(frozen=True)
class Actors:
    """Actors: the tree of kinds and groups, names of groups, patterns, keywords and words of kinds."""

    tree: Taxonomy
    names: Mapping[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    keywords: tuple[tuple[str, re.Pattern[str]], ...]
    words: Mapping[str, Mapping[str, str]]

    def code(
        self, name: str, kind: str | None, vocabulary: str, places: Gazetteer | None = None
    ) -> tuple[str, str]:
        """The code of an actor and the coarser code that holds it, "" where nothing says what kind it is.

        ``kind`` is what the list itself says of its kind. A name that is only a kind has that kind's code.
        """
        key = fold(name)
        stated = self.words.get(vocabulary, {}).get(word(kind)) if kind else None
        if key in self.names:
            code = self.names[key]
            return code, self.tree.parent.get(code, "")
        for pattern, code in self.patterns:
            if found := pattern.fullmatch(name.strip()):
                place = (found.groupdict().get("country") or "").strip()
                if not place:
                    return code, self.tree.parent.get(code, "")
                if iso := country(place, places):
                    return f"{code}:{iso}", code
        return f"{LEAF}{key}", stated or self._by_keyword(key)

    def _by_keyword(self, key: str) -> str:
        return next((code for code, pattern in self.keywords if pattern.search(key)), "")


@cache
def _actors() -> Actors:
    return actors_with({})


def actors(extra: Mapping[str, Any] | None = None) -> Actors:
    """The actors, with a case's own ``tree``, ``groups`` and ``words``."""
    return actors_with(extra) if extra else _actors()


def actors_with(extra: Mapping[str, Any]) -> Actors:
    """Build the actors; raises SettingError for a code without its coarser one."""
    data = load("actors")
    groups = {**data["groups"], **extra.get("groups", {})}
    parent, labels = _tree({**data["tree"], **extra.get("tree", {}), **groups})
    _closed(parent, "actors")
    names = {fold(str(n)): str(code) for code, value in groups.items() for n in (value[1], *value[2:][0])}
    names |= {fold(str(k)): str(v) for k, v in extra.get("words", {}).items()}
    return Actors(
        Taxonomy("actors", parent, labels),
        names,
        tuple((re.compile(p, re.IGNORECASE), str(code)) for p, code in data["patterns"]),
        tuple(
            (str(code), re.compile(r"\b(?:" + "|".join(map(re.escape, map(fold, map(str, keys)))) + r")\b"))
            for code, keys in data["keywords"]
        ),
        {name: {word(k): str(v) for k, v in table.items()} for name, table in data["words"].items()},
    )


@cache
def _generic() -> re.Pattern[str]:
    data = load("areas")
    words = sorted((fold(w) for w in data["generic"]), key=len, reverse=True)
    joining = "|".join(data["joining"])
    return re.compile(rf"^(?:(?:{'|'.join(words)})(?: (?:{joining}))?\s+)+|(?:\s+(?:{'|'.join(words)}))+$")


@lru_cache(maxsize=1 << 17)
def plain_area(name: str) -> str:
    """The name of an area, folded, without the words that say what kind of area it is.

    >>> plain_area("Nangarhār Province"), plain_area("Province of Kabul")
    ('nangarhar', 'kabul')
    """
    key = fold(name)
    short = _generic().sub("", key).strip()
    return short or key


def country(name: str, places: Gazetteer | None = None) -> str | None:
    """The ISO code of a country by its name; None where the gazetteer knows none.

    What stands in brackets behind a name, or after a comma, may be left out.
    """
    known = places if places is not None else builtin()
    for text in dict.fromkeys((name, re.sub(r"\s*[(\[].*", "", name), name.partition(",")[0])):
        for entry in known.find(text):
            if entry.place.kind is PlaceKind.COUNTRY and not entry.adjective:
                return entry.place.country
        for entry in known.find(text):
            if entry.place.kind is PlaceKind.COUNTRY:
                return entry.place.country
    return None
