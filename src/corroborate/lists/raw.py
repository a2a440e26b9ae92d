"""Any file as raw rows: every cell as it stands, each row with its first line in the file."""

# ruff: noqa: S608 - names of columns are c0, c1, …, paths are quoted

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path

import duckdb

from corroborate.errors import StorageError, UnreadableError
from corroborate.lists import delimited, nested
from corroborate.lists.delimited import Dialect
from corroborate.lists.encoding import Scanned, scan
from corroborate.lists.formats import Known, headerless
from corroborate.lists.unpacking import unpacked
from corroborate.lists.workspace import Workspace, quoted
from corroborate.model.record import Reject

MOST_COLUMNS = 2_000
ABSENT = "\ue000"
"""Stands in a clean table for a cell that is not there, as a null of JSON; no text uses it."""


Step = Callable[[str, float], None]
"""Is told what is done next, and the share of the whole that is done."""


def silent(what: str, done: float) -> None:
    """A progress that says nothing."""


@dataclass(slots=True)
class Raw:
    """Rows as they stand: the relation ``raw`` with ``n``, ``line`` and ``c0``, ``c1``, … for ``columns``.

    ``rejects`` are rows that have no cells to speak of. ``container`` says what kind of file it was,
    ``notes`` what had to be assumed. ``format`` is the known format that a file without header is of.
    """

    columns: tuple[str, ...]
    rows: int
    rejects: list[Reject] = field(default_factory=list)
    container: str = ""
    notes: list[str] = field(default_factory=list)
    format: str | None = None
    offset: int | None = None
    """Where no row has more than one line: the line of a row is its number and this."""


def load(
    space: Workspace,
    path: Path,
    *,
    sheet: str | None = None,
    known: Known | None = None,
) -> Raw:
    """Read a file into the relation ``raw``.

    CSV, TSV, Excel, JSON, JSON lines and Parquet, told by the bytes; plain, gzip or the one file of a ZIP.
    ``known`` are formats that files without a header are held against. Raises InputError and its kinds.
    """
    with unpacked(path, space.scratch) as plain:
        with plain.open("rb") as file:
            head = file.read(1 << 16)
        if head.startswith(b"PAR1"):
            return _parquet(space, plain, path)
        if head.startswith(b"PK\x03\x04"):
            rows = nested.excel_rows(plain, sheet)
            return _of_lists(space, rows, path, "Excel")
        if head.startswith(b"\xd0\xcf\x11\xe0"):
            raise UnreadableError(
                "the file is an old or encrypted Office file", value=path.name, hint="save it as CSV or XLSX"
            )
        scanned = scan(plain)
        notes = []
        if scanned.mixed:
            notes.append("most of the file is UTF-8 and some of it is not: rows with other bytes are rejects")
        elif scanned.encoding not in {"utf-8", "utf-8-sig"}:
            notes.append(f"the file does not say its encoding and was read as {scanned.encoding}")
        start = head.decode(scanned.encoding if not scanned.mixed else "utf-8", "ignore").lstrip(
            "\ufeff \t\r\n"
        )
        if start.startswith(("{", "[")):
            rejects: list[Reject] = []
            made = _of_dicts(space, nested.json_rows(plain, scanned.encoding, rejects), path)
            made.rejects[:0] = rejects
        else:
            made = _delimited(space, plain, path, known, scanned)
        made.notes[:0] = notes
        made.rejects[:] = [replace(reject, file=path.name) for reject in made.rejects]
        return made


def _parquet(space: Workspace, plain: Path, path: Path) -> Raw:
    source = f"read_parquet({quoted(str(plain))})"
    try:
        described = space.run(f"DESCRIBE SELECT * FROM {source}").fetchall()
        names = delimited.names_of([row[0] for row in described], MOST_COLUMNS)
        cells = []
        for i, row in enumerate(described):
            name = '"' + row[0].replace('"', '""') + '"'
            nested_type = any(mark in row[1] for mark in ("[", "STRUCT", "MAP"))
            cells.append(f"{f'to_json({name})' if nested_type else name}::VARCHAR AS c{i}")
        rows = space.keep_raw(f"SELECT {', '.join(cells)} FROM {source}", names)
        space.number_raw(0)
        return Raw(names, rows, container="Parquet", offset=0)
    except duckdb.Error as error:
        raise UnreadableError(
            "the Parquet file is cut off or broken", value=path.name, hint="fetch it again"
        ) from error


def _delimited(space: Workspace, plain: Path, path: Path, known: Known | None, scanned: Scanned) -> Raw:
    dialect = delimited.dialect_of(plain, scanned.encoding)
    first = delimited.first_rows(plain, scanned.encoding, dialect)
    before = delimited.above(first)
    title, first = first[:before], first[before:]
    if not first or len(first[0]) < 2:
        raise delimited.not_a_table(path.name)
    format, header = None, delimited.is_header(first[0])
    if header:
        names = delimited.names_of(first[0], MOST_COLUMNS)
    else:
        found = headerless(first, known) if known is not None else None
        if found is not None:
            format, names = found
        else:
            names = delimited.names_of([""] * len(first[0]), MOST_COLUMNS)
    kind = "TSV" if dialect.delimiter == "\t" else "CSV"
    raw = Raw(names, 0, container=kind, format=format)
    if not header:
        raw.notes.append(
            "the file has no header" + (f"; its columns are those of {format}" if format else "")
        )
    if title:
        told = " | ".join(cell.strip() for row in title for cell in row if cell.strip())
        raw.notes.append(f"lines above the header are no rows: {told[:200]}")
    width = len(names)
    if not title and scanned.plain and scanned.encoding in {"utf-8", "utf-8-sig"}:
        try:
            if _fast(space, plain, dialect, raw, header=header, newlines=scanned.newlines) and raw.rows:
                return raw
        except duckdb.InvalidInputException:
            raw.rows = 0
    rows = delimited.careful(plain, scanned, dialect, width, raw.rejects, header=header, before=before)
    raw.rows = _clean(space, ((n, row) for n, row in rows), width, names)
    return raw


def _fast(space: Workspace, plain: Path, dialect: Dialect, raw: Raw, *, header: bool, newlines: int) -> bool:
    """Let DuckDB read a clean file; False where the lines do not add up: then the careful way is needed."""
    width = len(raw.columns)
    names = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(width))
    mark = "'\"'" if dialect.quoted else "''"
    source = (
        f"read_csv({quoted(str(plain))}, columns={{{names}}}, auto_detect=false, header={header},"
        f" delim={quoted(dialect.delimiter)}, quote={mark}, escape={mark}, nullstr={quoted(ABSENT)},"
        f" strict_mode=true, null_padding=false, maximum_line_size={delimited.LONGEST})"
    )
    raw.rows = rows = space.keep_raw(f"SELECT {_cells(width)} FROM {source}", raw.columns)
    last = rows + int(header)
    if newlines in {last, last - 1}:
        raw.offset = int(header)
        space.number_raw(raw.offset)
        return True
    # Some cells hold line breaks: each row begins after those of all rows before it.
    inside = " + ".join(f"length(c{i}) - length(replace(c{i}, chr(10), ''))" for i in range(width))
    space.keep(
        "lines",
        f"SELECT ({int(header)} + sum(1 + {inside}) OVER (ROWS UNBOUNDED PRECEDING)"
        f" - ({inside}))::BIGINT AS line, ({inside})::BIGINT AS more FROM raw_cells",
    )
    total = space.one("SELECT max(line + more) FROM lines")
    space.number_raw(None)
    return newlines in {total, total - 1}


def _cells(width: int) -> str:
    return ", ".join(f"c{i}" for i in range(width))


def _of_lists(space: Workspace, rows: Iterable[tuple[int, list[str]]], path: Path, container: str) -> Raw:
    """Rows of which the first is the header."""
    source = iter(rows)
    head = list(islice(source, 10))
    before = delimited.above([row for _, row in head])
    header = list(head[before][1])
    source = chain(head[before + 1 :], source)
    title = [cell.strip() for _, row in head[:before] for cell in row if cell.strip()]
    while header and not header[-1].strip():
        header.pop()
    names = delimited.names_of(header, MOST_COLUMNS)
    width = len(names)
    rejects: list[Reject] = []

    def fitting() -> Iterator[tuple[int, list[str]]]:
        for line, row in source:
            if any(row[width:]):
                reason = f"cells beyond the {width} columns of the header"
                rejects.append(Reject(path.name, line, "", " | ".join(row[width:])[:200], reason))
            else:
                yield line, row[:width] + [""] * (width - len(row))

    count = _clean(space, fitting(), width, names)
    notes = [f"lines above the header are no rows: {' | '.join(title)[:200]}"] if title else []
    return Raw(names, count, rejects, container, notes)


def _of_dicts(space: Workspace, rows: Iterable[tuple[int, dict[str, str]]], path: Path) -> Raw:
    """Rows of named cells; the columns are all the names that occur."""
    at: dict[str, int] = {}

    def as_lists() -> Iterator[tuple[int, list[str]]]:
        for line, row in rows:
            for name in row:
                if name not in at:
                    if len(at) >= MOST_COLUMNS:
                        delimited.names_of([*at, name], MOST_COLUMNS)
                    at[name] = len(at)
            cells = [ABSENT] * len(at)
            for name, value in row.items():
                cells[at[name]] = value
            yield line, cells

    first = _write(space, as_lists())
    if not at:
        raise UnreadableError(
            "the JSON holds no rows: no array of objects", value=path.name, hint="give the array itself"
        )
    names = tuple(at)
    return Raw(names, _read_clean(space, first, len(names), names), container="JSON")


def _clean(
    space: Workspace, rows: Iterable[tuple[int, list[str]]], width: int, names: tuple[str, ...]
) -> int:
    return _read_clean(space, _write(space, rows), width, names)


def _write(space: Workspace, rows: Iterable[tuple[int, list[str]]]) -> Path:
    """A table without surprises, from whatever it was: every cell in quotes, the line in front."""
    target = space.scratch / "clean.csv"
    try:
        with target.open("w", encoding="utf-8", errors="replace", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
            writer.writerows([line, *(c.replace("\x00", "\ufffd") for c in cells)] for line, cells in rows)
    except OSError as error:
        raise StorageError("the disk refuses", value=target.parent, hint="free some space") from error
    return target


def _read_clean(space: Workspace, clean: Path, width: int, names: tuple[str, ...]) -> int:
    typed = ", ".join(["'line': 'BIGINT'", *(f"'c{i}': 'VARCHAR'" for i in range(width))])
    if not clean.stat().st_size:
        empty = ", ".join(f"NULL::VARCHAR AS c{i}" for i in range(width))
        space.keep_raw(f"SELECT {empty} WHERE false", names)
        space.number_raw(0)
        return 0
    source = (
        f"read_csv({quoted(str(clean))}, columns={{{typed}}}, auto_detect=false, header=false, delim=',',"
        f" quote='\"', escape='\"', nullstr={quoted(ABSENT)}, allow_quoted_nulls=true, strict_mode=false,"
        f" null_padding=true, new_line='\\n', parallel=false, maximum_line_size={64 * delimited.LONGEST})"
    )
    rows = space.keep_raw(f"SELECT {_cells(width)} FROM {source}", names)
    space.keep("lines", f"SELECT line FROM {source}")
    space.number_raw(None)
    clean.unlink()
    return rows
