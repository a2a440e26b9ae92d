"""What the distinct cells of a list mean, looked up once each and joined to all rows."""

# ruff: noqa: S608 - names of relations and columns are the program's own

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from corroborate.gazetteer import Entry, Gazetteer, fold
from corroborate.lists import formats
from corroborate.lists.cells import Words, amount, days
from corroborate.lists.cellview import Cells, is_count
from corroborate.lists.mapping import Mapping
from corroborate.lists.taxonomies import Actors, Events, country, plain_area
from corroborate.lists.workspace import Workspace
from corroborate.model.place import Place, PlaceKind

PLAIN = {".": r"\d{1,15}(?:\.00?)?", ",": r"\d{1,15}"}
"""Counts that are cast as they stand, by the list's decimal sign."""
_AGE = re.compile(r"(\d{1,3})[.,]\d+")


class Lookups:
    """The small tables ``lk_…`` of what cells mean, with the names of those that exist in ``made``."""

    def __init__(
        self,
        space: Workspace,
        cells: Cells,
        mapping: Mapping,
        *,
        places: Gazetteer,
        events: Events,
        actors: Actors,
        words: Words | None,
    ) -> None:
        self.space, self.cells, self.mapping = space, cells, mapping
        self.places, self.events, self.actors, self.words = places, events, actors, words
        self.made: set[str] = set()
        self._isos: dict[str, str | None] = {}
        self._known: dict[tuple[str, PlaceKind, str | None], Place | None] = {}

    def make(self) -> None:
        """Look everything up."""
        for noun in ("begin", "end"):
            if (name := self.cells.one(noun)) is not None:
                self._put(f"lk_{noun}", _DAYS, self._days(name))
        for noun in self._uncast():
            self._numbers(noun)
        self._areas()
        self._towns()
        for role in self.mapping.roles:
            self._actors(role)
        self._types()
        self._repeated()

    def _put(self, name: str, columns: dict[str, str], rows: Iterator[tuple[object, ...]]) -> None:
        if self.space.lookup(name, columns, rows):
            self.made.add(name)

    def _distinct(self, *columns: str, where: str = "") -> list[tuple[str | None, ...]]:
        names = ", ".join(columns)
        some = where or " OR ".join(f"{c} IS NOT NULL" for c in columns)
        return self.space.run(
            f"SELECT DISTINCT {names} FROM {self.cells.relation(*columns)} WHERE {some} ORDER BY {names}"
        ).fetchall()

    def _days(self, name: str) -> Iterator[tuple[object, ...]]:
        for (value,) in self._distinct(name):
            found = days(str(value), self.mapping.dates)
            if isinstance(found, str):
                yield value, None, None, found
            else:
                yield value, found.first, found.last, None

    def _uncast(self) -> list[str]:
        """The nouns that are counts and hold a cell that cannot be cast as it stands."""
        nouns = {noun: self.cells.names[noun][0] for noun in self.cells.names if is_count(noun)}
        if not nouns:
            return []
        plain = PLAIN[self.mapping.decimal]
        odd = ", ".join(
            f"coalesce(bool_or(NOT regexp_full_match({name}, '{plain}')), false)" for name in nouns.values()
        )
        found = self.space.run(f"SELECT {odd} FROM {self.cells.relation(*nouns.values())}").fetchone() or ()
        return [noun for noun, some in zip(nouns, found, strict=True) if some]

    def _numbers(self, noun: str) -> None:
        name = self.cells.names[noun][0]
        odd = self._distinct(name, where=f"NOT regexp_full_match({name}, '{PLAIN[self.mapping.decimal]}')")

        def read() -> Iterator[tuple[object, ...]]:
            for (value,) in odd:
                text = str(value)
                if noun == "age" and (found := _AGE.fullmatch(text)):
                    text = found[1]
                counted = amount(text, self.mapping.decimal, self.words)
                if isinstance(counted, str):
                    yield value, None, None, counted
                else:
                    yield value, counted.low, counted.high, None

        self._put(f"lk_{noun.replace('.', '__')}", _NUMBERS, read())

    def iso(self, value: str | None) -> str | None:
        """The ISO code of a country's name."""
        if value is None:
            return None
        if value not in self._isos:
            self._isos[value] = country(value, self.places)
        return self._isos[value]

    def _areas(self) -> None:
        names = [self.cells.one(n) for n in ("country", "admin1", "admin2")]
        there = [n for n in names if n is not None]
        if not there:
            return

        def read() -> Iterator[tuple[object, ...]]:
            for found in self._distinct(*there):
                values = iter(found)
                land, first, second = (next(values) if n is not None else None for n in names)
                iso = self.iso(land)
                whole = self._area(land, PlaceKind.COUNTRY, iso) if iso else None
                one = self._area(first, PlaceKind.ADMIN1, iso)
                two = self._area(second, PlaceKind.ADMIN2, iso)
                yield (
                    land, first, second, iso, *_point(whole), *_named(one, first), *_named(two, second),
                    territories().get(iso or "", []),
                )  # fmt: skip

        self._put("lk_area", _AREAS, read())

    def _area(self, name: str | None, kind: PlaceKind, iso: str | None) -> Place | None:
        if name is None:
            return None
        key = (name, kind, iso)
        if key not in self._known:
            self._known[key] = self._found(name, kind, iso)
        return self._known[key]

    def _found(self, name: str, kind: PlaceKind, iso: str | None) -> Place | None:
        for text in dict.fromkeys((name, plain_area(name))):
            fitting = [
                e.place
                for e in self.places.find(text)
                if e.place.kind is kind and not e.adjective and (iso is None or e.place.country == iso)
            ]
            if len({p.id for p in fitting}) == 1 or (fitting and kind is PlaceKind.COUNTRY):
                return fitting[0]
        return None

    def _towns(self) -> None:
        name, land = self.cells.one("settlement"), self.cells.one("country")
        if name is None:
            return

        def read() -> Iterator[tuple[object, ...]]:
            for value, *rest in self._distinct(name, *([land] if land else []), where=f"{name} IS NOT NULL"):
                place = self._town(str(value), self.iso(rest[0]) if rest else None)
                yield value, rest[0] if rest else None, plain_area(str(value)), *_point(place)

        self._put("lk_town", _TOWNS, read())

    def _town(self, name: str, iso: str | None) -> Place | None:
        """The one settlement of that name in the country; None where there are several or none."""
        if iso is None:
            return None
        for text in dict.fromkeys((name, plain_area(name))):
            fitting: list[Entry] = [
                e
                for e in self.places.find(text)
                if e.place.country == iso and e.place.kind in {PlaceKind.SETTLEMENT, PlaceKind.EXACT}
            ]
            if len({e.place.id for e in fitting}) == 1:
                return fitting[0].place
        return None

    def _actors(self, role: str) -> None:
        names, kind = self.cells.every(f"actor.{role}"), self.cells.one(f"kind.{role}")
        separator = self.mapping.split.get(f"actor.{role}")
        for at, name in enumerate(names):

            def read(name: str = name) -> Iterator[tuple[object, ...]]:
                for value, *rest in self._distinct(
                    name, *([kind] if kind else []), where=f"{name} IS NOT NULL"
                ):
                    stated = rest[0] if rest else None
                    parts = str(value).split(separator) if separator else [str(value)]
                    parties = []
                    for part in dict.fromkeys(p.strip() for p in parts if p.strip()):
                        code, held = self.actors.code(part, stated, self.mapping.vocabulary, self.places)
                        parties.append({"name": part, "code": code, "kind": held, "role": role})
                    yield value, stated, parties

            self._put(f"lk_actor_{role}_{at}", _ACTORS, read())

    def _types(self) -> None:
        names = self.cells.every("type")
        if names:
            columns = {f"v{i}": "VARCHAR" for i in range(len(names))} | {"code": "VARCHAR"}
            rows = ((*v, self.events.code(v, self.mapping.vocabulary)) for v in self._distinct(*names))
            self._put("lk_type", columns, rows)

    def _repeated(self) -> None:
        """The rows whose id stood before in the list, with how often."""
        name = self.cells.one("id")
        if name is None:
            return
        rows = self.cells.relation(name)
        self.space.run(
            f"CREATE OR REPLACE TABLE repeated AS SELECT {name} AS id FROM {rows} WHERE {name} IS NOT NULL"
            f" GROUP BY {name} HAVING count(*) > 1"
        )
        if not self.space.count("repeated"):
            return
        self.space.run(
            "CREATE OR REPLACE TABLE lk_repeated AS SELECT * FROM (SELECT n,"
            f" row_number() OVER (PARTITION BY {name} ORDER BY n) AS again FROM {rows}"
            f" WHERE {name} IN (SELECT id FROM repeated)) WHERE again > 1"
        )
        self.made.add("lk_repeated")


@cache
def territories() -> dict[str, list[list[float]]]:
    """ISO code → parts of a country far from its middle: latitude, longitude, radius in km."""
    text = (resources.files("corroborate.lists") / "territories.yaml").read_text(encoding="utf-8")
    found = formats.load_yaml(text)
    return {iso: [[float(n) for n in part] for part in parts] for iso, parts in found.items()}


def _point(place: Place | None) -> tuple[object, ...]:
    if place is None:
        return None, None, None, None, None
    return place.id, place.kind.value, place.lat, place.lon, place.precision_km


def _named(place: Place | None, name: str | None) -> tuple[object, ...]:
    """Key, id and point of an area; the key is the gazetteer's id where it knows the name."""
    key = None if name is None else fold(place.name) if place is not None else plain_area(name)
    return key, *_point(place)


_DAYS = {"value": "VARCHAR", "first": "DATE", "last": "DATE", "reason": "VARCHAR"}
_NUMBERS = {"value": "VARCHAR", "low": "DOUBLE", "high": "DOUBLE", "reason": "VARCHAR"}
_POINT = {"id": "VARCHAR", "kind": "VARCHAR", "lat": "DOUBLE", "lon": "DOUBLE", "km": "DOUBLE"}
_AREAS = {
    "country": "VARCHAR",
    "admin1": "VARCHAR",
    "admin2": "VARCHAR",
    "iso": "VARCHAR",
    **{f"c_{k}": v for k, v in _POINT.items()},
    "a_key": "VARCHAR",
    **{f"a_{k}": v for k, v in _POINT.items()},
    "b_key": "VARCHAR",
    **{f"b_{k}": v for k, v in _POINT.items()},
    "parts": "DOUBLE[][]",
}
_TOWNS = {"value": "VARCHAR", "country": "VARCHAR", "key": "VARCHAR", **_POINT}
PARTY = "STRUCT(name VARCHAR, code VARCHAR, kind VARCHAR, role VARCHAR)"
_ACTORS = {"value": "VARCHAR", "stated": "VARCHAR", "parties": f"{PARTY}[]"}
