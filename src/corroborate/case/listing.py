"""The lists of a case: sources of that nature read into records, kept as Parquet beside the database."""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corroborate.case.casefile import Settings
from corroborate.case.codec import decode, digest, encode
from corroborate.case.files import sha256_file
from corroborate.case.store import Store
from corroborate.errors import InputError, SettingError, StorageError, UnreadableError
from corroborate.intake import Originals
from corroborate.model.interval import Interval
from corroborate.model.quantity import Dimension
from corroborate.model.record import DefinitionCard, Record, Reject
from corroborate.model.recordtable import RecordTable
from corroborate.model.source import Nature, Source
from corroborate.model.window import DayRange

if TYPE_CHECKING:
    from corroborate.gazetteer import Gazetteer
    from corroborate.lists import Counts, Options

STAGE = "lists"
FOLDER = "records"
POSTS = "posts"
_CARD = ("name", "format", "sheet", "card")


@dataclass(frozen=True, slots=True)
class Listed:
    """One list source of a case as it was read: where its records are, or why it could not be read.

    ``files`` are the files of the folder with their SHA-256.
    """

    source_id: str
    name: str
    folder: str
    counts: str
    reason: str = ""
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listing:
    """Reads the list sources of one case; ``places`` is its gazetteer beside the one that ships."""

    folder: Path
    settings: Settings
    originals: Originals
    places: Gazetteer | None

    def inputs(self, source: Source, *gazetteer: str) -> tuple[str, ...]:
        """Everything that the records of a source depend on."""
        table = table_of(self.settings, source)
        snapshot = str(source.published or source.acquired.date())
        own = encode([table, self.settings.taxonomy, self.settings.language])
        return (source.id, name_of(source), source.media_type, snapshot, own, *gazetteer)

    def read(self, source: Source, key: str) -> Listed:
        """Read a source into the folder of its key; what cannot be read is said, never raised.

        Raises StorageError where the disk refuses.
        """
        from corroborate.lists import import_list

        target = self.folder / FOLDER / key[:32]
        name = name_of(source)
        try:
            self.folder.joinpath(FOLDER).mkdir(exist_ok=True)
            with self._table(source) as path:
                options = self._options(source)
                counts = import_list(path, target, name=name, options=options, title=source.name)
        except StorageError:
            raise
        except InputError as error:
            return Listed(source.id, name, "", "", str(error))
        sums = {p.name: sha256_file(p) for p in sorted(target.iterdir())}
        return Listed(source.id, name, target.name, digest(encode(counts), encode(sums)), files=sums)

    def stands(self, listed: Listed) -> bool:
        """True where what was read is still there, to the byte."""
        folder = self.folder / FOLDER / listed.folder
        return bool(listed.reason) or (
            bool(listed.files)
            and all((folder / n).is_file() and sha256_file(folder / n) == s for n, s in listed.files.items())
        )

    def tidy(self, kept: set[str]) -> None:
        """Delete the records of readings that no source stands behind any more."""
        root = self.folder / FOLDER
        for path in root.iterdir() if root.is_dir() else ():
            name = path.name.removeprefix(".").removesuffix(".part")
            if path.is_dir() and re.fullmatch(r"[0-9a-f]{32}", name) and name not in kept:
                shutil.rmtree(path)

    @contextmanager
    def _table(self, source: Source) -> Iterator[Path]:
        """The table of a list; of posts, one of what they claim, read as any other text is."""
        if table_of(self.settings, source).get("format") != POSTS:
            yield self.originals.path(source.id)
            return
        from corroborate.claims import read
        from corroborate.lists import posts
        from corroborate.model.dossier import Document
        from corroborate.text import extract, segment

        prose = replace(source, nature=Nature.ORIGINAL)
        texts = extract(prose, self.originals.read(source.id)).texts
        if not texts:
            raise UnreadableError("no posts could be read from the file", value=source.name)
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "claimed.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, posts.COLUMNS, quoting=csv.QUOTE_ALL)
                writer.writeheader()
                for text in texts:
                    document = Document(prose, text, segment(text))
                    reading = read(document, language=self.settings.language, gazetteer=self.places)
                    writer.writerows(posts.rows(document, reading.claims))
            yield path

    def _options(self, source: Source) -> Options:
        from corroborate.lists import Options

        table = table_of(self.settings, source)
        return Options(
            mapping=mapping_of(table),
            card=table.get("card", {}),
            places=self.places,
            words=partial(in_words, self.settings.language),
            taxonomy=self.settings.taxonomy,
            snapshot=source.published or DayRange.on(source.acquired.date()),
            sheet=table.get("sheet"),
        )


def name_of(source: Source) -> str:
    """The id of the list that a source is."""
    return source.list_name or source.name


def is_list(source: Source) -> bool:
    """True for a source that is read into records."""
    return source.nature is Nature.LIST


def table_of(settings: Settings, source: Source) -> Mapping[str, Any]:
    """The ``[[list]]`` table of case.toml for a source; empty where there is none."""
    name = name_of(source)
    return next((table for table in settings.lists if table.get("name") == name), {})


def mapping_of(table: Mapping[str, Any]) -> Any:
    """The mapping of a ``[[list]]`` table, None where its format is to be recognised.

    A table with ``format`` and settings of its own reads that format with these in place of its own.
    """
    from corroborate.lists import formats, from_dict

    own = {k: v for k, v in table.items() if k not in _CARD}
    base = formats.named(str(table["format"])) if "format" in table else None
    if not own:
        return base
    if base is None:
        return from_dict({"name": str(table.get("name", "")), **own})
    return formats.changed(base, own)


def in_words(language: str, words: str) -> Interval | None:
    """What a quantity in words entails; None where the reader finds none that is the whole of them."""
    from corroborate.claims.quantities import find_quantities

    text = words.strip()
    for mention in find_quantities(text, language=language).mentions:
        if (mention.start, mention.end) == (0, len(text)) and mention.quantity.dimension is Dimension.COUNT:
            return mention.quantity.hard
    return None


def check_settings(settings: Settings) -> None:
    """Raise SettingError for a ``[[list]]`` of case.toml that cannot be used."""
    from corroborate.lists.cards import card_of
    from corroborate.lists.mapping import Mapping as Columns

    seen: set[str] = set()
    for table in settings.lists:
        name = str(table.get("name", ""))
        if not name or name in seen:
            raise SettingError("each [[list]] of case.toml needs a name of its own", value=name or "none")
        seen.add(name)
        card_of(mapping_of(table) or Columns(name), name, table.get("card", {}))


@dataclass(frozen=True, slots=True)
class Lists:
    """What was read from the list sources of a case, in the order of adding."""

    folder: Path
    settings: Settings
    readings: tuple[Listed, ...]
    names: Mapping[str, str]
    """The file of each source."""

    @classmethod
    def of(cls, store: Store, folder: Path, settings: Settings) -> Lists:
        """What the last run has read."""
        order = {s.source.id: s.ord for s in store.sources() if s.included}
        stages = [s for s in store.stages().values() if s.stage == STAGE and s.subject in order]
        stages.sort(key=lambda s: order[s.subject])
        names = {s.source.id: s.source.name for s in store.sources()}
        return cls(folder, settings, tuple(decode(Listed, s.rest) for s in stages), names)

    @property
    def read(self) -> tuple[Listed, ...]:
        """The readings that gave records."""
        return tuple(one for one in self.readings if not one.reason)

    @property
    def files(self) -> dict[str, tuple[Path, ...]]:
        """The Parquet files of the records, by list."""
        from corroborate.lists import record_files

        found: dict[str, tuple[Path, ...]] = {}
        for one in self.read:
            found[one.name] = (*found.get(one.name, ()), *record_files(self._of(one)))
        return found

    @property
    def counts(self) -> dict[str, Counts]:
        """What each reading gave, by source: rows, records, rejects, flags, unmapped values, the card."""
        from corroborate.lists import counts_of

        return {one.source_id: counts_of(self._of(one)) for one in self.read}

    @property
    def cards(self) -> dict[str, DefinitionCard]:
        """The definition card of each list; of several files of one list, that of the first."""
        found: dict[str, DefinitionCard] = {}
        for one in self.counts.values():
            found.setdefault(one.card.list_id, one.card)
        return found

    def records(self, where: str = "") -> Iterator[Record]:
        """The records of all lists with their raw rows; ``where`` is a condition of SQL on them."""
        from corroborate.lists import stored_records

        for one in self.read:
            yield from stored_records(self._of(one), where)

    def rejects(self) -> tuple[Reject, ...]:
        """The rows that could not be read, with line, column, value and reason."""
        from corroborate.lists import stored_rejects

        return tuple(r for one in self.read for r in stored_rejects(self._of(one), self.names[one.source_id]))

    def export(self, target: Path, what: str = "records", only: str | None = None) -> int:
        """Write records, rejects or raw rows of all lists, or of one, into a file; gives the rows written.

        See `corroborate.lists.export`.
        """
        from corroborate.lists import Imported, export

        chosen = [one for one in self.read if only in {None, one.name}]
        return export([Imported(o.name, self.names[o.source_id], self._of(o)) for o in chosen], target, what)

    def table(self) -> RecordTable:
        """The records of all lists as columns; raises InputError where no list was read."""
        from corroborate.lists import table, taxonomies

        if not self.files:
            raise InputError(
                "the case has no list that was read",
                hint="add one with: corroborate add CASE FILE --list NAME, then run",
            )
        taxonomy = self.settings.taxonomy
        return table(
            self.files,
            events=taxonomies.events(taxonomy.get("events")).tree,
            actors=taxonomies.actors(taxonomy.get("actors")).tree,
        )

    def _of(self, one: Listed) -> Path:
        return self.folder / FOLDER / one.folder
