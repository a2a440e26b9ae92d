"""Records of several lists as one table of columns, with codes of names that all lists share."""

# ruff: noqa: S608 - names of relations and columns are the program's own, paths are quoted

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import TableError
from corroborate.gazetteer import fold
from corroborate.lists import taxonomies
from corroborate.lists.comparing import where
from corroborate.lists.taxonomies import LEAF, plain_area
from corroborate.lists.typed import CENTROIDS
from corroborate.lists.workspace import Workspace, quoted
from corroborate.model.place import PlaceKind
from corroborate.model.record import ListRead, Record
from corroborate.model.recordtable import NO_DAY, RecordTable, Tree
from corroborate.model.taxonomy import Taxonomy

COLUMNS = {
    "n": "BIGINT",
    "list": "VARCHAR", "row_id": "VARCHAR", "first": "DATE", "last": "DATE", "lat": "DOUBLE", "lon": "DOUBLE",
    "precision_km": "FLOAT", "kind": "VARCHAR", "land": "VARCHAR", "admin1": "VARCHAR", "admin2": "VARCHAR",
    "settlement": "VARCHAR", "codes": "VARCHAR[]", "kinds": "VARCHAR[]", "event_type": "VARCHAR",
    "deaths_low": "DOUBLE", "deaths_high": "DOUBLE", "injured_low": "DOUBLE", "injured_high": "DOUBLE",
    "person": "VARCHAR", "age_low": "DOUBLE", "age_high": "DOUBLE", "sex": "VARCHAR", "text": "VARCHAR",
    "ended": "DATE", "source": "VARCHAR",
}  # fmt: skip
"""What a table is made from; the keys of places agree where the names do."""
_PLACES = {"country": "land", "admin1": "admin1", "admin2": "admin2", "settlement": "settlement"}
"""Column of the table → column of the records."""
_SETTLED = {PlaceKind.EXACT, PlaceKind.SETTLEMENT}
_OF_FILE = (
    "n, row_id, first, last, lat, lon, precision_km, kind, coalesce(iso, country, '') AS land,"
    " coalesce(admin1_id, coalesce(iso, country, '') || '/' || admin1_key) AS admin1,"
    " coalesce(admin2_id, coalesce(iso, country, '') || '/' || admin2_key) AS admin2,"
    " coalesce(iso, country, '') || '/' || settlement_key AS settlement,"
    " list_transform(actors, lambda a: a.code) AS codes, list_transform(actors, lambda a: a.kind) AS kinds,"
    " event_type, deaths_low, deaths_high, injured_low, injured_high, person, age_low, age_high, sex, text,"
    " end_last AS ended, CASE WHEN len(sources) = 1 THEN sources[1] END AS source"
)


def table(
    *sources: ListRead | Iterable[Record] | Mapping[str, Path] | Mapping[str, Sequence[Path]],
    events: Taxonomy | None = None,
    actors: Taxonomy | None = None,
    rules: Sequence[str] = (),
    memory: str = "1GB",
) -> RecordTable:
    """The records of several lists as columns; lists and rows keep their order.

    A source is what `read` gave, records, or a mapping of list id to the Parquet files of its records.
    Names of places and actors that are equal, folded, have equal codes over all lists. ``events`` and
    ``actors`` are the trees in use, those that ship where left out. ``rules`` name stated rules of
    comparison: only records that all of them keep are in the table. Raises TableError where a row id stands
    twice in a list.
    """
    with Workspace(memory=memory) as space:
        wanted = ", ".join(f"{c} {t}" for c, t in COLUMNS.items())
        space.run(f"CREATE TABLE found ({wanted})")
        order: list[str] = []
        parts: list[str] = []
        loose: list[Record] = []
        for source in sources:
            if isinstance(source, Mapping):
                for list_id, paths in source.items():
                    order.append(list_id)
                    for path in (paths,) if isinstance(paths, Path) else paths:
                        file = f"read_parquet({quoted(str(path))})"
                        parts.append(
                            f"SELECT {quoted(list_id)} AS list, {len(parts)} AS part, {_OF_FILE} FROM {file}"
                        )
            else:
                records = source.records if isinstance(source, ListRead) else source
                loose.extend(records)
        if loose:
            order += list(dict.fromkeys(r.list_id for r in loose))
            space.lookup("loose", COLUMNS, ((n, *_columns(record)) for n, record in enumerate(loose)))
            parts.insert(0, "SELECT *, -1 AS part FROM loose")
            order = [*dict.fromkeys(r.list_id for r in loose), *order]
        order = list(dict.fromkeys(order))
        if not parts:
            parts = ["SELECT *, 0 AS part FROM found"]
        kept = f" WHERE {where(rules)}" if rules else ""
        space.run(f"CREATE VIEW everything AS SELECT * FROM ({' UNION ALL BY NAME '.join(parts)}){kept}")
        return _table(space, order, events, actors)


def _columns(record: Record) -> tuple[Any, ...]:
    place = record.place
    land = record.country or ""
    town = record.settlement
    if town is None and place is not None and place.kind in _SETTLED:
        town = place.name if place.name not in {record.admin1, record.admin2, ""} else None
    deaths = record.deaths.get("all")
    age = record.person.age if record.person else None
    return (
        record.list_id, record.row_id, record.days.first, record.days.last,
        place.lat if place else None, place.lon if place else None, place.precision_km if place else None,
        place.kind.value if place else "unknown", land,
        record.admin1_id or (f"{land}/{plain_area(record.admin1)}" if record.admin1 else None),
        record.admin2_id or (f"{land}/{plain_area(record.admin2)}" if record.admin2 else None),
        f"{land}/{plain_area(town)}" if town else None,
        [a.code or f"{LEAF}{fold(a.name)}" for a in record.actors], [a.kind or "" for a in record.actors],
        record.event_type,
        *_ends(deaths), *_ends(record.injured), record.person.name if record.person else None, *_ends(age),
        record.person.sex.value if record.person and record.person.sex else None, record.text,
        record.ended.last if record.ended else None, record.sources[0] if len(record.sources) == 1 else None,
    )  # fmt: skip


def _ends(interval: Any) -> tuple[float | None, float | None]:
    if interval is None:
        return None, None
    high = float("inf") if interval.high is None else float(interval.high)
    return float(interval.low or 0), high


def _table(
    space: Workspace, order: Sequence[str], events: Taxonomy | None, actors: Taxonomy | None
) -> RecordTable:
    twice = space.run(
        "SELECT list, row_id FROM everything GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL LIMIT 1"
    ).fetchone()
    if twice is not None:
        raise TableError("a row id stands twice in a list", value=f"{twice[0]}: {twice[1]}")
    space.lookup("lists", {"list": "VARCHAR", "i": "SMALLINT"}, ((name, i) for i, name in enumerate(order)))
    place_names: dict[str, tuple[str, ...]] = {}
    for name, column in _PLACES.items():
        space.run(
            f"CREATE TABLE of_{name} AS SELECT v, (row_number() OVER (ORDER BY v) - 1)::INTEGER AS i"
            f" FROM (SELECT DISTINCT {column} AS v FROM everything WHERE coalesce({column}, '') <> '')"
        )
        place_names[name] = tuple(space.column(f"SELECT v FROM of_{name} ORDER BY i"))
    actor_tree = _actor_tree(space, actors or taxonomies.actors().tree)
    type_tree = _type_tree(space, events or taxonomies.events().tree)
    for name, tree in (("of_actor", actor_tree), ("of_type", type_tree)):
        space.lookup(name, {"v": "VARCHAR", "i": "INTEGER"}, ((c, i) for i, c in enumerate(tree.codes)))
    other = "list_filter(codes, lambda c: c <> codes[1])[1]"
    columns = space.run(
        "SELECT lists.i AS list_index, row_id,"
        f" coalesce((first - DATE '1970-01-01')::INTEGER, {NO_DAY}) AS first_day,"
        f" coalesce((last - DATE '1970-01-01')::INTEGER, {NO_DAY}) AS last_day,"
        f" lat, lon, precision_km, kind IN {CENTROIDS} AND lat IS NOT NULL AS centroid,"
        " coalesce(of_admin1.i, -1) AS admin1, coalesce(of_admin2.i, -1) AS admin2,"
        " coalesce(of_country.i, -1) AS country,"
        " coalesce(of_settlement.i, -1) AS settlement,"
        " coalesce(a.i, -1) AS actor_a, coalesce(b.i, -1) AS actor_b,"
        " coalesce(t.i, -1) AS event_type, deaths_low, deaths_high, injured_low, injured_high,"
        " coalesce(person, '') AS person, age_low, age_high,"
        " CASE sex WHEN 'f' THEN 0 WHEN 'm' THEN 1 ELSE -1 END::TINYINT AS sex, coalesce(text, '') AS text,"
        f" coalesce((ended - DATE '1970-01-01')::INTEGER, {NO_DAY}) AS ended,"
        " CASE WHEN coalesce(source, '') = '' THEN -1 ELSE dense_rank() OVER (ORDER BY source) END AS source"
        " FROM everything e JOIN lists ON lists.list = e.list"
        " LEFT JOIN of_admin1 ON of_admin1.v = e.admin1 LEFT JOIN of_admin2 ON of_admin2.v = e.admin2"
        " LEFT JOIN of_country ON of_country.v = e.land"
        " LEFT JOIN of_settlement ON of_settlement.v = e.settlement"
        f" LEFT JOIN of_actor a ON a.v = codes[1] LEFT JOIN of_actor b ON b.v = {other}"
        " LEFT JOIN of_type t ON t.v = e.event_type ORDER BY lists.i, e.part, e.n"
    ).fetchnumpy()
    return _assembled(columns, tuple(order), actor_tree, type_tree, place_names)


def _assembled(
    columns: dict[str, Any],
    lists: tuple[str, ...],
    actor_tree: Tree,
    type_tree: Tree,
    place_names: Mapping[str, tuple[str, ...]],
) -> RecordTable:
    names = tuple(fold(name) if name else "" for name in columns["person"].tolist())
    texts = tuple(columns["text"].tolist())
    persons = any(names)

    def numbers(name: str, kind: Any) -> NDArray[Any]:
        column = columns[name]
        if isinstance(column, np.ma.MaskedArray):
            column = np.ma.filled(column.astype(np.float64), np.nan)
        return np.ascontiguousarray(column, dtype=kind)

    return RecordTable(
        lists=lists,
        list_index=numbers("list_index", np.int16),
        row_ids=tuple(columns["row_id"].tolist()),
        first_day=numbers("first_day", np.int32),
        last_day=numbers("last_day", np.int32),
        lat=numbers("lat", np.float64),
        lon=numbers("lon", np.float64),
        precision_km=numbers("precision_km", np.float32),
        centroid=numbers("centroid", np.bool_),
        admin1=numbers("admin1", np.int32),
        admin2=numbers("admin2", np.int32),
        settlement=numbers("settlement", np.int32),
        actor_a=numbers("actor_a", np.int32),
        actor_b=numbers("actor_b", np.int32),
        event_type=numbers("event_type", np.int32),
        deaths_low=numbers("deaths_low", np.float64),
        deaths_high=numbers("deaths_high", np.float64),
        injured_low=numbers("injured_low", np.float64),
        injured_high=numbers("injured_high", np.float64),
        actor_tree=actor_tree,
        type_tree=type_tree,
        name=names if persons else (),
        age_low=numbers("age_low", np.float64) if persons else None,
        age_high=numbers("age_high", np.float64) if persons else None,
        sex=numbers("sex", np.int8) if persons else None,
        text=texts if any(texts) else (),
        ended=numbers("ended", np.int32),
        source=numbers("source", np.int32),
        country=numbers("country", np.int32),
        place_names=place_names,
    )


def _actor_tree(space: Workspace, known: Taxonomy) -> Tree:
    """The codes that occur with all that hold them; a name's own code lies under the kind most often told."""
    parent = dict(known.parent)
    used = space.run(
        "SELECT code, arg_max(kind, (rows, kind)) FROM (SELECT code, kind, count(*) AS rows FROM (SELECT"
        " unnest(codes) AS code, unnest(kinds) AS kind FROM everything) GROUP BY ALL)"
        " GROUP BY code ORDER BY code"
    ).fetchall()
    for code, kind in used:
        if code in parent:
            continue
        head, _, iso = code.partition(":")
        if head in known.parent and iso:
            # A country's army stands under that country's forces, and those under those of all states.
            above = known.parent[head]
            parent[code] = f"{above}:{iso}" if above in {"state"} else head
            parent.setdefault(
                f"{above}:{iso}" if above in {"state"} else code, above if above == "state" else head
            )
        else:
            parent[code] = kind if kind in known.parent else ""
    return _tree(parent, [code for code, _ in used])


def _type_tree(space: Workspace, known: Taxonomy) -> Tree:
    used = space.column("SELECT DISTINCT event_type FROM everything WHERE event_type IS NOT NULL ORDER BY 1")
    return _tree({**dict.fromkeys(used, ""), **known.parent}, used)


def _tree(parent: dict[str, str], used: Iterable[str]) -> Tree:
    wanted: set[str] = set()
    for code in used:
        at = code
        while at and at not in wanted:
            wanted.add(at)
            at = parent.get(at, "")
    codes = tuple(sorted(wanted))
    index = {code: i for i, code in enumerate(codes)}
    return Tree(codes, np.array([index.get(parent.get(c, ""), -1) for c in codes], dtype=np.int32))
