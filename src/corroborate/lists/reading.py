"""From a file to its records, rejects and what was left out: in memory, or as Parquet for a case."""

# ruff: noqa: S608 - names of relations and columns are the program's own

from __future__ import annotations

import hashlib
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

import corroborate
from corroborate.errors import CorroborateError, FileTypeError, InputError, TableError
from corroborate.gazetteer import Gazetteer, builtin
from corroborate.lists import formats, taxonomies
from corroborate.lists.cards import card_of
from corroborate.lists.cells import Words
from corroborate.lists.cellview import Cells
from corroborate.lists.decoding import records_of, rejects_of
from corroborate.lists.derived import COLUMNS, derived
from corroborate.lists.lookups import Lookups
from corroborate.lists.mapping import Mapping
from corroborate.lists.raw import Raw, Step, load, silent
from corroborate.lists.typed import Typed
from corroborate.lists.workspace import ROWS_PER_GROUP, Workspace
from corroborate.model.record import DefinitionCard, ListRead, Reject
from corroborate.model.window import DayRange


@dataclass(frozen=True)
class Options:
    """What a reading rests on beside the file.

    ``mapping`` says how the list is read, None to recognise its format. ``card`` is what the user states of
    the list. ``places`` resolves names, ``words`` reads quantities in words. ``taxonomy`` holds a case's own
    ``events`` and ``actors``. ``snapshot`` is when the list was taken.
    """

    mapping: Mapping | None = None
    card: ReadOnly[str, Any] = field(default_factory=dict)
    places: Gazetteer | None = None
    words: Words | None = None
    taxonomy: ReadOnly[str, Any] = field(default_factory=dict)
    snapshot: DayRange | None = None
    sheet: str | None = None


@dataclass(frozen=True)
class Counts:
    """What a reading gave, without the records: ``rows`` = ``records`` + rejects + left out."""

    card: DefinitionCard
    rows: int
    records: int
    rejects: tuple[Reject, ...]
    rejected: int
    left_out: ReadOnly[str, int]
    unmapped: ReadOnly[str, ReadOnly[str, int]]
    flags: ReadOnly[str, int]
    format: str
    mapping: ReadOnly[str, str]
    notes: tuple[str, ...]
    columns: tuple[str, ...]


def read(
    path: str | Path,
    *,
    name: str | None = None,
    mapping: Mapping | str | None = None,
    card: ReadOnly[str, Any] | None = None,
    places: Gazetteer | None = None,
    words: Words | None = None,
    taxonomy: ReadOnly[str, Any] | None = None,
    snapshot: DayRange | None = None,
    sheet: str | None = None,
) -> ListRead:
    """Read one file of a list: records, rejects and what was left out, which add up to its rows.

    ``name`` is the id of the list, the file's name without its ending where left out. ``mapping`` is a
    `Mapping`, the name of a known format, or None to recognise the format by the columns. ``card`` holds
    what is stated of the list's definitions. ``places`` is a gazetteer beside the one that ships, ``words``
    a reader of quantities in words. Everything is in memory: for a million rows see `import_list`.

    Raises TableError where the format is not known and no mapping is given, InputError and its kinds for a
    file that cannot be used.
    """
    file = Path(path)
    chosen = formats.named(mapping) if isinstance(mapping, str) else mapping
    options = Options(chosen, card or {}, places, words, taxonomy or {}, snapshot, sheet)
    with Workspace() as space:
        counts = into(space, file, name or file.name.partition(".")[0], options)
        records = tuple(records_of(space, counts.card.list_id, counts.columns))
        return ListRead(
            card=counts.card,
            records=records,
            rejects=counts.rejects,
            rows=counts.rows,
            left_out=counts.left_out,
            unmapped=counts.unmapped,
            format=counts.format,
            mapping=counts.mapping,
            notes=counts.notes,
        )


PART = 8 * ROWS_PER_GROUP
"""Rows whose records are one file: what an interrupted import has to do again at most."""
MOST_REJECTS = 10_000
"""Rejects that a reading holds in memory with their rows; the table holds all of them."""


def into(
    space: Workspace,
    path: Path,
    list_id: str,
    options: Options,
    step: Step = silent,
    title: str | None = None,
) -> Counts:
    """Read a file into the relations ``raw``, ``records`` and ``rejects`` of a workspace.

    A workspace in a folder that holds the raw rows of the same bytes already goes on from there. ``step``
    is told what is done next; ``title`` is the file's name in messages. Raises CorroborateError where the
    rows do not add up: a defect of the program, never let through.
    """
    if path.is_dir():
        raise FileTypeError("a folder was given where a file is needed", value=path)
    if not path.is_file():
        raise InputError("there is no such file", value=path, hint="check the path")
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    if title is not None:
        # Under its own name, so that every message tells that and not the name in a store.
        link = space.scratch / title.replace("/", "_")[-200:]
        link.symlink_to(path.resolve())
        path = link
    known = (options.mapping,) if options.mapping is not None else formats.known()
    step("reading the rows", 0.0)
    raw = _raw(space, path, sha256, options.sheet, known)
    mapping = _mapping_for(raw, path, options)
    card = card_of(mapping, list_id, options.card, sha256=sha256, snapshot=options.snapshot)
    cells = Cells(space, raw.columns, mapping)
    lookups = Lookups(
        space,
        cells,
        mapping,
        places=options.places or builtin(),
        events=taxonomies.events(options.taxonomy.get("events")),
        actors=taxonomies.actors(options.taxonomy.get("actors")),
        words=options.words,
    )
    step("looking up names, dates and numbers", 0.4)
    lookups.make()
    query = derived(cells, mapping, Typed(cells, lookups, mapping).select(), card.window, card.snapshot)
    picked = ", ".join(COLUMNS)
    good = f"SELECT {picked} FROM ({query}) WHERE problem IS NULL AND left_out IS NULL"
    parts = [f"n BETWEEN {at + 1} AND {at + PART}" for at in range(0, max(raw.rows, 1), PART)]
    space.only_for("records", _key(sha256, options.sheet or "", good, space.fingerprint(lookups.made)))
    told = iter(range(1, len(parts) + 1))

    def part() -> None:
        if (done := next(told)) < len(parts):
            step(f"writing the records, {done * PART:,} of {raw.rows:,} rows", 0.5 + 0.45 * done / len(parts))

    step("writing the records", 0.5)
    records = space.keep_parts("records", good, parts, _about(card), part)
    step("counting what is left", 0.95)
    rejected = space.keep(
        "rejects",
        _NO_REJECTS
        if records == raw.rows
        else "SELECT n, line, problem.column AS col, problem.value AS value, problem.reason AS reason"
        f" FROM (SELECT n, line, problem, left_out FROM ({query}))"
        " WHERE problem IS NOT NULL AND left_out IS NULL",
    )
    left = (
        dict(
            space.run(
                f"SELECT left_out, count(*) FROM ({query}) WHERE left_out IS NOT NULL GROUP BY 1 ORDER BY 1"
            ).fetchall()
        )
        if mapping.leave_out
        else {}
    )
    if raw.rows != records + rejected + sum(left.values()):
        raise CorroborateError(
            "the rows of a list do not add up",
            value=f"{raw.rows} rows, {records} records, {rejected} rejects, {sum(left.values())} left out",
        )
    rejects = (*raw.rejects, *rejects_of(space, path.name, raw.columns, MOST_REJECTS))
    return Counts(
        card=card,
        rows=raw.rows + len(raw.rejects),
        records=records,
        rejects=tuple(sorted(rejects, key=lambda r: r.line)),
        rejected=rejected + len(raw.rejects),
        left_out=left,
        unmapped=_unmapped(space, cells, lookups),
        flags=dict(
            space.run(
                "SELECT f.code, count(*) FROM (SELECT unnest(flags) AS f FROM records) GROUP BY 1 ORDER BY 1"
            ).fetchall()
        ),
        format=mapping.name,
        mapping={n: " + ".join(cells.column_of[x] for x in names) for n, names in cells.names.items()},
        notes=tuple(raw.notes),
        columns=raw.columns,
    )


_NO_REJECTS = "SELECT 0::BIGINT AS n, 0::BIGINT AS line, '' AS col, '' AS value, '' AS reason WHERE false"


def _raw(space: Workspace, path: Path, sha256: str, sheet: str | None, known: formats.Known) -> Raw:
    """The raw rows, from an earlier reading that was interrupted where there is one."""
    if space.folder is None:
        return load(space, path, sheet=sheet, known=known)
    done = space.folder / "raw.json"
    key = [sha256, sheet or "", *(f.digest for f in known)]
    if done.is_file():
        before = msgspec.json.decode(done.read_bytes(), type=tuple[list[str], Raw])
        if before[0] == key:
            space.raw_file(space.folder / "raw.parquet")
            if before[1].offset is None:
                space.view("lines", space.folder / "lines.parquet")
            space.number_raw(before[1].offset)
            return before[1]
    raw = load(space, path, sheet=sheet, known=known)
    done.write_bytes(msgspec.json.encode((key, raw)))
    return raw


def _key(*what: str) -> str:
    return hashlib.sha256("\0".join((corroborate.__version__, *what)).encode()).hexdigest()


def _about(card: DefinitionCard) -> dict[str, object]:
    return {"list": card.list_id, "sha256": card.sha256}


def _mapping_for(raw: Raw, path: Path, options: Options) -> Mapping:
    if options.mapping is not None:
        return options.mapping
    found = formats.named(raw.format) if raw.format else formats.recognise(raw.columns)
    if found is None:
        raise TableError(
            "the format of the list is not known",
            value=f"{path.name}, with the columns {', '.join(raw.columns[:12])}",
            hint=f"say what its columns mean: corroborate lists map {path.name}",
        )
    return found


def _unmapped(space: Workspace, cells: Cells, lookups: Lookups) -> dict[str, dict[str, int]]:
    """Values that the taxonomies and the gazetteer do not know, with how many rows hold each."""
    found: dict[str, dict[str, int]] = {}

    def add(what: str, query: str) -> None:
        counted = {str(value): int(rows) for value, rows in space.run(query).fetchall()}
        if counted:
            found.setdefault(what, {}).update(counted)

    if cells.every("type"):
        add(
            "events",
            "SELECT type_words, count(*) FROM records WHERE event_type IS NULL AND type_words <> ''"
            " GROUP BY 1 ORDER BY 2 DESC, 1",
        )
    if lookups.mapping.roles:
        add(
            "actors",
            "SELECT a.name, count(*) FROM (SELECT unnest(actors) AS a FROM records)"
            f" WHERE starts_with(a.code, '{taxonomies.LEAF}') AND a.kind = '' GROUP BY 1 ORDER BY 2 DESC, 1",
        )
    if cells.one("country"):
        add(
            "countries",
            "SELECT country, count(*) FROM records WHERE iso IS NULL AND country IS NOT NULL"
            " GROUP BY 1 ORDER BY 2 DESC, 1",
        )
    for noun, codes in (
        ("date_precision", lookups.mapping.date_codes),
        ("place_precision", lookups.mapping.place_codes),
    ):
        name = cells.one(noun)
        if name and codes:
            listed = ", ".join("'" + c.replace("'", "''") + "'" for c in codes)
            add(
                noun,
                f"SELECT {name}, count(*) FROM {cells.relation(name)} WHERE {name} NOT IN ({listed})"
                " GROUP BY 1 ORDER BY 2 DESC, 1",
            )
    return found
