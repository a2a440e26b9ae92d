"""case.toml: title, question, definitions and sources, written to be read and edited."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import Table

from corroborate.case.files import storage_errors, write_atomically
from corroborate.errors import NewerCaseError, NotACaseError, SettingError
from corroborate.model.estimation import EstimationSettings
from corroborate.model.linking import LinkageSettings
from corroborate.model.source import NOT_STATED, Handling, Nature, Sensitivity, Source
from corroborate.model.window import DayRange

NAME = "case.toml"
FORMAT = 1
GAZETTEERS = ("case", "user")
"""Where an index may live: in the case's folder, or in the user's data folder for all cases."""

_HEAD = """\
# A case of corroborate. Edit what you like: the next `corroborate run` honours it and logs the change.
# What is not known says "not stated". Take a source out by deleting its [[source]] table;
# its bytes stay in originals/.
"""
_SETTINGS = {
    "format",
    "title",
    "question",
    "language",
    "database",
    "definitions",
    "estimation",
    "linkage",
    "list",
    "taxonomy",
    "gazetteer",
    "measures",
    "outlines",
    "source",
}
_OF_A_SOURCE = {"file", "id", "published", "list", "nature", "sensitivity", "consent"}
_WORDS = ("publisher", "author", "title", "url", "language")


@dataclass(frozen=True, slots=True)
class SourceCard:
    """What case.toml says of one source; ``published`` in the words in which it is written there."""

    id: str
    published: str
    publisher: str
    author: str
    title: str
    url: str
    language: str
    list_name: str
    nature: Nature
    sensitivity: Sensitivity
    consent: str

    def applied_to(self, source: Source) -> Source:
        """The source with what the card says; raises DateError for a date that cannot be read."""
        return replace(
            source,
            published=_days(self.published),
            publisher=self.publisher,
            author=self.author,
            title=self.title,
            url=self.url,
            language=self.language,
            list_name=None if self.list_name == NOT_STATED else self.list_name,
            nature=self.nature,
            handling=Handling(self.sensitivity, self.consent),
        )


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user sets for a whole case."""

    title: str
    question: str
    language: str = "en"
    database: str | None = None
    definitions: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, Any] = field(default_factory=dict)
    """Measures of this case's own, in the form of the lexicon."""
    gazetteer: str | None = None
    """Which index of GeoNames dumps names are looked up in beside the built-in places: ``case``, ``user``."""
    estimation: EstimationSettings = field(default_factory=EstimationSettings)
    """How totals are estimated from overlapping lists, and by which strata."""
    linkage: LinkageSettings = field(default_factory=LinkageSettings)
    """How the records of several lists are linked."""
    lists: tuple[Mapping[str, Any], ...] = ()
    """How lists are read, a ``[[list]]`` table each; those of a known format need none."""
    taxonomy: Mapping[str, Any] = field(default_factory=dict)
    """Codes and words of this case's own: ``events`` and ``actors``, in the form of the taxonomies."""
    outlines: str = ""
    """A GeoJSON file of borders for the map of the report; a path that is not absolute is of the case."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The content of one case.toml."""

    settings: Settings
    cards: tuple[SourceCard, ...]


def new(title: str, question: str, *, language: str = "en", database: str | None = None) -> str:
    """The text of the case.toml of a new case."""
    document = tomlkit.parse(_HEAD)
    document.add("format", tomlkit.item(FORMAT))
    document.add("title", tomlkit.item(title))
    document.add("question", tomlkit.item(question))
    document.add("language", tomlkit.item(language))
    document.add(tomlkit.nl())
    place = tomlkit.table()
    if database is None:
        place.add(tomlkit.comment('url = "sqlite:////data/case.db"   another database than case.db here'))
    else:
        place.add("url", database)
    document.add("database", place)
    definitions = tomlkit.table()
    definitions.add(tomlkit.comment('attack = "what this case counts as one"   printed in the report'))
    definitions.add(tomlkit.nl())
    document.add("definitions", definitions)
    return tomlkit.dumps(document)


def read(folder: Path) -> CaseFile:
    """The case.toml of a folder, checked.

    Raises NotACaseError where there is none, SettingError naming what in it cannot be used,
    NewerCaseError for a format that this version does not know.
    """
    path = folder / NAME
    document = _parse(path)
    _known_format(document, path)
    _only(document, _SETTINGS, "case.toml")
    _only(_section(document, "database", path), {"url"}, "[database] in case.toml")
    _only(_section(document, "gazetteer", path), {"use"}, "[gazetteer] in case.toml")
    settings = Settings(
        _word(document, "title", path),
        _word(document, "question", path),
        _word(document, "language", path, "en"),
        _section(document, "database", path).get("url"),
        {str(k): str(v) for k, v in _section(document, "definitions", path).items()},
        _section(document, "measures", path),
        _gazetteer(_section(document, "gazetteer", path)),
        EstimationSettings.of(_section(document, "estimation", path)),
        LinkageSettings.of(_section(document, "linkage", path)),
        _lists(document, path),
        _section(document, "taxonomy", path),
        _word(document, "outlines", path, ""),
    )
    _only(settings.taxonomy, {"events", "actors"}, "[taxonomy] in case.toml")
    tables = document.get("source", [])
    if not isinstance(tables, list):
        raise SettingError("sources in case.toml are written as [[source]] tables", value=path)
    cards = tuple(_card(table, path) for table in tables)
    seen: set[str] = set()
    for card in cards:
        if card.id in seen:
            raise SettingError("case.toml lists a source twice", value=card.id, hint="delete one of the two")
        seen.add(card.id)
    return CaseFile(settings, cards)


def require(folder: Path) -> None:
    """Raise NotACaseError unless the folder has a case.toml."""
    if not (folder / NAME).is_file():
        raise NotACaseError(
            "the folder is not a case: it has no case.toml",
            value=folder,
            hint="make one with: corroborate init FOLDER",
        )


def append(folder: Path, sources: Iterable[tuple[Source, str | None]]) -> None:
    """Add sources at the end of case.toml, leaving the rest as the user wrote it.

    With each source come the words in which its publication date was given.
    """
    document = tomlkit.parse(_text(folder / NAME))
    listed = document.setdefault("source", tomlkit.aot())
    for source, published in sources:
        listed.append(_table(source, published))
    write_atomically(folder / NAME, tomlkit.dumps(document).encode())


def add_list(folder: Path, toml: str) -> None:
    """Add a ``[[list]]`` table, leaving the rest as it is; raises SettingError where its name is taken."""
    document = tomlkit.parse(_text(folder / NAME))
    listed = document.setdefault("list", tomlkit.aot())
    for table in tomlkit.parse(toml)["list"]:
        if any(old.get("name") == table["name"] for old in listed):
            raise SettingError("case.toml has a list of that name", value=table["name"], hint="edit it there")
        listed.append(table)
    write_atomically(folder / NAME, tomlkit.dumps(document).encode())


def use_gazetteer(folder: Path, which: str) -> None:
    """Have the case look places up in a gazetteer, ``case`` or ``user``, leaving the rest as it is."""
    document = tomlkit.parse(_text(folder / NAME))
    section = tomlkit.table()
    section.add("use", which)
    document["gazetteer"] = section
    write_atomically(folder / NAME, tomlkit.dumps(document).encode())


def _lists(document: Mapping[str, Any], path: Path) -> tuple[Mapping[str, Any], ...]:
    tables = document.get("list", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise SettingError("lists in case.toml are written as [[list]] tables", value=path)
    # Dates of TOML become words, as the user wrote them, so that a table can be hashed and stored.
    return tuple(_worded(table) for table in tables)


def _worded(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(k): _worded(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_worded(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value


def _gazetteer(section: Mapping[str, Any]) -> str | None:
    use = section.get("use")
    if use not in {None, *GAZETTEERS}:
        raise SettingError(
            "use of [gazetteer] in case.toml has no such value",
            value=use,
            hint=f"one of {', '.join(GAZETTEERS)}",
        )
    return None if use is None else str(use)


def _table(source: Source, published: str | None) -> Table:
    table = tomlkit.table()
    table.add("file", source.name)
    table.add("id", source.id)
    table.add("published", published or (str(source.published) if source.published else NOT_STATED))
    for name in _WORDS:
        table.add(name, getattr(source, name))
    table.add("list", source.list_name or NOT_STATED)
    table.add("nature", str(source.nature))
    table.add("sensitivity", str(source.handling.sensitivity))
    table.add("consent", source.handling.consent)
    return table


def _text(path: Path) -> str:
    require(path.parent)
    try:
        with storage_errors(path):
            return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise SettingError("case.toml is not in UTF-8", value=path, hint="save it as UTF-8") from error


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise SettingError(
            f"case.toml cannot be read: {error}", value=path, hint="correct that line"
        ) from error


def _known_format(document: Mapping[str, Any], path: Path) -> None:
    found = document.get("format")
    if not isinstance(found, int):
        raise NotACaseError(
            "case.toml is not one of corroborate: it has no format number", value=path, hint="add: format = 1"
        )
    if found > FORMAT:
        raise NewerCaseError(
            "the case was made by a newer version of corroborate",
            value=f"format {found}; this version knows up to {FORMAT}",
            hint="install the newer version",
        )


def _only(table: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        raise SettingError(
            f"{where} has a setting that does not exist",
            value=unknown[0],
            hint=f"check its spelling; there are {', '.join(sorted(known))}",
        )


def _word(table: Mapping[str, Any], name: str, path: Path, default: str | None = None) -> str:
    value = table.get(name, default)
    if value is None:
        raise SettingError(f"case.toml lacks {name}", value=path, hint=f'add: {name} = "…"')
    if not isinstance(value, str):
        raise SettingError(f"{name} in case.toml must be words in quotes", value=value)
    return str(value)


def _section(document: Mapping[str, Any], name: str, path: Path) -> dict[str, Any]:
    section = document.get(name, {})
    if not isinstance(section, dict):
        raise SettingError(f"{name} in case.toml must be a table", value=path, hint=f"write [{name}]")
    return section


def _card(table: Mapping[str, Any], path: Path) -> SourceCard:
    published = table.get("published", NOT_STATED)
    if isinstance(published, datetime):
        published = published.date()
    if isinstance(published, date):
        published = published.isoformat()
    _only(table, _OF_A_SOURCE | set(_WORDS), "a [[source]] in case.toml")
    words = {name: _word(table, name, path, NOT_STATED) or NOT_STATED for name in _WORDS}
    card = SourceCard(
        id=_word(table, "id", path),
        published=str(published).strip() or NOT_STATED,
        list_name=_word(table, "list", path, NOT_STATED),
        nature=_choice(Nature, table, "nature", Nature.ORIGINAL),
        sensitivity=_choice(Sensitivity, table, "sensitivity", Sensitivity.OPEN),
        consent=_word(table, "consent", path, NOT_STATED),
        **words,
    )
    _days(card.published)
    return card


def _choice(kind: Any, table: Mapping[str, Any], name: str, default: Any) -> Any:
    value = table.get(name, str(default))
    try:
        return kind(value)
    except ValueError as error:
        choices = ", ".join(str(choice) for choice in kind)
        raise SettingError(
            f"{name} in case.toml has no such value", value=value, hint=f"one of {choices}"
        ) from error


def _days(words: str) -> DayRange | None:
    from corroborate.intake import parse_published

    return None if words == NOT_STATED else parse_published(words)
