"""Names onto places: what ships, and indexes of GeoNames dumps."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from corroborate.errors import TableError
from corroborate.gazetteer.builtin import Entry, entries
from corroborate.gazetteer.fold import fold, loose
from corroborate.model.place import Place, PlaceKind

LONGEST = 6
"""Words that a name has at most."""
SHORTEST_LOOSE = 5
"""Letters that a name needs to be found by a spelling that is not listed."""


class Gazetteer(Protocol):
    """Something that knows places by name."""

    def find(self, name: str) -> tuple[Entry, ...]:
        """The places that a name, as written, may mean."""
        ...


class Builtin:
    """The gazetteer that ships, in memory."""

    def __init__(self, known: Iterable[Entry]) -> None:
        self.exact: dict[str, list[Entry]] = {}
        self.by_sound: dict[str, list[Entry]] = {}
        for entry in known:
            self.exact.setdefault(fold(entry.name), []).append(entry)
            if entry.place.kind in {PlaceKind.ADMIN1, PlaceKind.SETTLEMENT} and not entry.weak:
                self.by_sound.setdefault(loose(entry.name), []).append(entry)
        self._sounds = {key.split(" ")[0] for key in self.by_sound}
        self.starts = {key.split(" ")[0] for key in self.exact} | self._sounds

    def find(self, name: str) -> tuple[Entry, ...]:
        """The places that a name may mean, by listed spellings first, else by sound."""
        key = fold(name)
        found = self.exact.get(key)
        if found is None and len(key) >= SHORTEST_LOOSE and loose(key.split(" ", 1)[0]) in self._sounds:
            found = self.by_sound.get(loose(name))
        return tuple(found or ())


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    name: str
    kind: str
    country: str
    lat: float
    lon: float
    population: int
    precision: float


class GeoNames:
    """An index of a GeoNames dump, in one SQLite file that is built once and only read after."""

    def __init__(self, index: Path) -> None:
        self.index = index
        uri = f"{index.resolve().as_uri()}?mode=ro"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._cached = lru_cache(maxsize=65536)(self._query)

    @property
    def digest(self) -> str:
        """SHA-256 over the hashes of the dumps that were indexed, in their order: what a reading rests on."""
        found = self._connection.execute("SELECT sha256 FROM dumps ORDER BY number").fetchall()
        return hashlib.sha256("\n".join(row[0] for row in found).encode()).hexdigest()

    @property
    def places(self) -> int:
        """How many places the index holds."""
        return int(self._connection.execute("SELECT COUNT(*) FROM places").fetchone()[0])

    @property
    def rejected(self) -> tuple[tuple[str, int, str], ...]:
        """The lines of the dumps that hold no place: name of the dump, number of the line, why."""
        made = "SELECT 1 FROM sqlite_master WHERE name = 'rejected'"
        if not self._connection.execute(made).fetchone():
            return ()  # an index from before lines were rejected one by one
        listed = self._connection.execute("SELECT dump, line, reason FROM rejected ORDER BY rowid").fetchall()
        return tuple((str(dump), int(line), str(reason)) for dump, line, reason in listed)

    def find(self, name: str) -> tuple[Entry, ...]:
        """The places that a name may mean, the most populous first."""
        return self._cached(fold(name))

    def _query(self, key: str) -> tuple[Entry, ...]:
        rows = self._connection.execute(
            "SELECT p.id, p.name, p.kind, p.country, p.lat, p.lon, p.population, p.precision FROM names n"
            " JOIN places p ON p.id = n.id WHERE n.key = ? ORDER BY p.population DESC, p.id LIMIT 20",
            (key,),
        ).fetchall()
        return tuple(_entry(_Row(*row)) for row in rows)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _entry(row: _Row) -> Entry:
    place = Place(
        row.name, PlaceKind(row.kind), f"GN:{row.id}", row.country or None, row.lat, row.lon, row.precision
    )
    # Names of small places are too often words and names of persons to be read without context.
    weak = row.population < 15000 and place.kind in {PlaceKind.SETTLEMENT, PlaceKind.EXACT, PlaceKind.UNKNOWN}
    return Entry(row.name, place, weak, rank=0)


class Chain:
    """Several gazetteers as one; the first that knows a name leads, the others add alternatives."""

    def __init__(self, *gazetteers: Gazetteer) -> None:
        self.gazetteers = gazetteers

    def find(self, name: str) -> tuple[Entry, ...]:
        """The places of all gazetteers, in their order."""
        return tuple(entry for gazetteer in self.gazetteers for entry in gazetteer.find(name))


@lru_cache(maxsize=1)
def builtin() -> Builtin:
    """The gazetteer that ships."""
    return Builtin(entries())


def is_place(name: str) -> bool:
    """True for a name that the gazetteer that ships lists, adjectives left out."""
    return any(not e.adjective for e in builtin().exact.get(fold(name), ()))


_KINDS = {
    "PCLI": (PlaceKind.COUNTRY, 500.0),
    "PCLD": (PlaceKind.COUNTRY, 200.0),
    "PCLS": (PlaceKind.COUNTRY, 200.0),
    "PCLF": (PlaceKind.COUNTRY, 200.0),
    "PCLIX": (PlaceKind.COUNTRY, 200.0),
    "ADM1": (PlaceKind.ADMIN1, 150.0),
    "ADM2": (PlaceKind.ADMIN2, 40.0),
    "ADM3": (PlaceKind.ADMIN2, 20.0),
    "ADM4": (PlaceKind.ADMIN2, 10.0),
    "RGN": (PlaceKind.REGION, 200.0),
    "VAL": (PlaceKind.REGION, 40.0),
}
"""Kinds of GeoNames feature codes, with the radius in km in which the place lies: convention."""
_CLASSES = {
    "P": (PlaceKind.SETTLEMENT, 5.0),
    "A": (PlaceKind.ADMIN2, 50.0),
    "S": (PlaceKind.EXACT, 1.0),
    "L": (PlaceKind.REGION, 50.0),
    "T": (PlaceKind.UNKNOWN, 20.0),
    "H": (PlaceKind.UNKNOWN, 50.0),
    "V": (PlaceKind.UNKNOWN, 20.0),
    "R": (PlaceKind.UNKNOWN, 50.0),
    "U": (PlaceKind.UNKNOWN, 50.0),
}
COLUMNS = 19
"""Columns of a GeoNames dump (allCountries.txt, AF.txt)."""


def from_geonames(path: Path, index: Path) -> GeoNames:
    """The index of a GeoNames dump, built when ``index`` does not exist yet.

    ``path`` is a tab-separated dump such as ``AF.txt`` or ``allCountries.txt`` (geonames.org, CC BY 4.0).
    Lines that hold no place are left out and listed in ``rejected``. Raises TableError, naming the first
    of them, where no line does; nothing half-built stays behind.
    """
    if not index.exists():
        add_geonames(path, index)
    return GeoNames(index)


def add_geonames(path: Path, index: Path) -> bool:
    """Add a GeoNames dump to an index, made where there is none; False where the dump is in it already.

    The index is replaced in one step: whatever goes wrong, it is as it was. Raises TableError as
    `from_geonames` does, and for a file at ``index`` that is no index of corroborate.
    """
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    draft = index.with_name(f".{index.name}.part")
    draft.unlink(missing_ok=True)
    try:
        if index.exists():
            shutil.copyfile(index, draft)
        with contextlib.closing(sqlite3.connect(draft)) as connection:
            try:
                connection.executescript(_TABLES)
                if connection.execute("SELECT 1 FROM dumps WHERE sha256 = ?", (sha256,)).fetchone():
                    return False
                _fill(connection, path, sha256)
            except sqlite3.DatabaseError as error:
                raise TableError(
                    "the file is not a gazetteer of corroborate",
                    value=index,
                    hint="delete it, or name another",
                ) from error
        draft.replace(index)
    finally:
        draft.unlink(missing_ok=True)
    return True


_TABLES = (
    "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
    "CREATE TABLE IF NOT EXISTS dumps (number INTEGER PRIMARY KEY, name TEXT, sha256 TEXT);"
    "CREATE TABLE IF NOT EXISTS rejected (dump TEXT, line INTEGER, reason TEXT);"
    "CREATE TABLE IF NOT EXISTS places (id INTEGER PRIMARY KEY, name TEXT, kind TEXT, country TEXT, lat REAL,"
    " lon REAL, population INTEGER, precision REAL);"
    "CREATE TABLE IF NOT EXISTS names (key TEXT, id INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID;"
)


def _fill(connection: sqlite3.Connection, path: Path, sha256: str) -> None:
    rows = 0
    first: TableError | None = None
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row, keys = _parsed(line, number, path)
            except TableError as error:
                first = first or error
                connection.execute("INSERT INTO rejected VALUES (?,?,?)", (path.name, number, error.what))
                continue
            rows += 1
            connection.execute("INSERT OR REPLACE INTO places VALUES (?,?,?,?,?,?,?,?)", row)
            connection.executemany(
                "INSERT OR IGNORE INTO names VALUES (?,?)", [(key, row[0]) for key in keys]
            )
    if not rows:
        raise first or TableError("the GeoNames dump holds no place", value=path.name)
    connection.execute("INSERT INTO dumps (name, sha256) VALUES (?,?)", (path.name, sha256))
    connection.commit()


def _parsed(line: bytes, number: int, path: Path) -> tuple[tuple[object, ...], list[str]]:
    try:
        cells = line.decode("utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError as error:
        raise TableError(f"line {number} is not written in UTF-8", value=path.name) from error
    if len(cells) < COLUMNS:
        raise TableError(
            f"line {number} has {len(cells)} columns, a GeoNames dump has {COLUMNS}",
            value=path.name,
            hint="give an unzipped country file such as AF.txt from geonames.org",
        )
    try:
        ident, lat, lon, population = int(cells[0]), float(cells[4]), float(cells[5]), int(cells[14] or 0)
    except ValueError as error:
        raise TableError(f"line {number} has a cell that is no number", value=path.name) from error
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise TableError(f"line {number} has a point that is not on the earth", value=path.name)
    kind, precision = _KINDS.get(cells[7], _CLASSES.get(cells[6], (PlaceKind.UNKNOWN, 50.0)))
    if kind is PlaceKind.SETTLEMENT and population > 500_000:
        precision = 15.0
    keys = {fold(n) for n in (cells[1], cells[2], *cells[3].split(",")) if n.strip()}
    row = (ident, cells[1], kind.value, cells[8], lat, lon, population, precision)
    return row, sorted(k for k in keys if k)
