"""Records, rejects and raw rows of lists as files for other programs: CSV, JSON lines, Parquet."""

# ruff: noqa: S608 - names of relations and columns are the program's own or quoted, values are quoted

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corroborate.errors import InputError, SettingError
from corroborate.lists.importing import counts_of, record_files
from corroborate.lists.workspace import Workspace, quoted

FORMULA = "=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20"
"""What a spreadsheet may take for the beginning of a formula or a command, also after spaces."""
KINDS = ("records", "rejects", "raw")
_FORMATS = {".csv": "csv", ".jsonl": "json", ".ndjson": "json", ".parquet": "parquet"}
_RECORDS = {
    "row": "n", "line": "line", "row_id": "row_id", "first_day": "first", "last_day": "last",
    "end_first_day": "end_first", "end_last_day": "end_last", "lat": "lat", "lon": "lon",
    "precision_km": "precision_km", "place_kind": "kind", "place": "place", "place_id": "place_id",
    "country": "country", "iso": "iso", "admin1": "admin1", "admin1_id": "admin1_id", "admin2": "admin2",
    "admin2_id": "admin2_id", "settlement": "settlement", "event_type": "event_type",
    "type_words": "type_words", "deaths_low": "deaths_low", "deaths_high": "nullif(deaths_high, 'infinity')",
    "injured_low": "injured_low", "injured_high": "nullif(injured_high, 'infinity')",
    "person": "person", "age_low": "age_low", "age_high": "nullif(age_high, 'infinity')", "sex": "sex",
    "text": "text", "url": "url",
}  # fmt: skip
_NESTED = {
    "actors": "actors",
    "deaths_by_group": (
        "list_transform(deaths, lambda d: {'group': d.grp, 'low': d.low, 'high': nullif(d.high, 'infinity')})"
    ),
    "other_names": "other_names",
    "sources": "sources",
    "flags": (
        "list_transform(flags, lambda f: {'code': f.code, 'column': f.col, 'value': f.value,"
        " 'words': f.words})"
    ),
}
"""Columns that hold several values: as they are in JSON lines and Parquet, as JSON in the cells of a CSV."""


@dataclass(frozen=True, slots=True)
class Imported:
    """One file of a list as it was imported: the list's id, the file's name, and the folder of the import."""

    list_id: str
    file: str
    folder: Path


def export(parts: Sequence[Imported], target: str | Path, what: str = "records") -> int:
    """Write what imports hold into one file, its kind told by its ending; gives the rows written.

    ``what`` is ``records``, ``rejects`` (rows that could not be read, with line, column, value and reason)
    or ``raw`` (the cells as they stood). A range without an upper end has an empty ``…_high``. In CSV every
    cell is in quotes, and words that a spreadsheet might take for a formula, or that begin with an
    apostrophe, have an apostrophe before them: `unguarded` takes it off again. JSON lines and Parquet hold
    the values as they are. The file is there whole or not. Raises SettingError for an ending or a table that
    is not known, InputError where there is nothing to export.
    """
    path = Path(target)
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        raise SettingError(
            "the ending of the file does not say what to write",
            value=path.name,
            hint=f"{', '.join(_FORMATS)}",
        )
    if what not in KINDS:
        raise SettingError("there is no such table to export", value=what, hint=f"one of {', '.join(KINDS)}")
    if not parts:
        raise InputError("there is no list to export", hint="add one, run the case, and check --list")
    query = {"records": _records, "rejects": _rejects, "raw": _raw}[what]
    with Workspace() as space:
        selects = [query(space, part, number) for number, part in enumerate(parts)]
        space.run(f"CREATE VIEW told AS {' UNION ALL BY NAME '.join(selects)}")
        draft = path.with_name(f".{path.name}.part")
        try:
            _write(space, draft, form)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        return space.count("told")


def unguarded(cell: str) -> str:
    """A cell of an exported CSV as it was before it was made safe for spreadsheets.

    >>> unguarded("'=1+1"), unguarded("''quoted'"), unguarded("plain")
    ('=1+1', "'quoted'", 'plain')
    """
    return cell.removeprefix("'")


def _write(space: Workspace, path: Path, form: str) -> None:
    described = space.run("DESCRIBE told").fetchall()
    if form != "csv":
        options = "FORMAT parquet, COMPRESSION zstd" if form == "parquet" else "FORMAT json"
        space.run(f"COPY told TO {quoted(str(path))} ({options})")
        return
    cells = ", ".join(f"{_guarded(_name(n), kind)} AS {_name(_safe(n))}" for n, kind, *_ in described)
    space.run(
        f"COPY (SELECT {cells} FROM told) TO {quoted(str(path))}"
        " (FORMAT csv, HEADER, QUOTE '\"', FORCE_QUOTE *)"
    )


def _guarded(name: str, kind: str) -> str:
    if kind.endswith("[]") or kind.startswith("STRUCT"):
        return f"to_json({name})::VARCHAR"
    if kind not in {"VARCHAR", "JSON"}:
        return name
    first = f"left(ltrim({name}, ' '), 1)"
    signs = ", ".join(quoted(sign) for sign in FORMULA)
    return f"CASE WHEN {first} IN ({signs}) OR {name} LIKE '''%' THEN '''' || {name} ELSE {name} END"


def _safe(name: str) -> str:
    """A name of a column with an apostrophe before it where it begins like a formula."""
    risky = name.lstrip(" ").startswith(tuple(FORMULA)) or name.startswith("'")
    return f"'{name}" if risky else name


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _whence(part: Imported) -> str:
    return f"{quoted(part.list_id)} AS list, {quoted(part.file)} AS file"


def _records(_: Workspace, part: Imported, __: int) -> str:
    picked = ", ".join(f"{value} AS {name}" for name, value in (_RECORDS | _NESTED).items())
    listed = ", ".join(quoted(str(file)) for file in record_files(part.folder))
    return f"SELECT {_whence(part)}, {picked} FROM read_parquet([{listed}])"


def _rejects(space: Workspace, part: Imported, number: int) -> str:
    counts = counts_of(part.folder)
    broken = [(r.line, r.column, r.value, r.reason) for r in counts.rejects if not r.row]
    columns = {"line": "BIGINT", "col": "VARCHAR", "value": "VARCHAR", "reason": "VARCHAR"}
    space.lookup(f"broken_{number}", columns, broken)
    raw = quoted(str(part.folder / "raw.parquet"))
    cells = ", ".join(f"{_name(name)} := raw.c{i}" for i, name in enumerate(_apart(counts.columns)))
    return (
        f'SELECT {_whence(part)}, line, col AS "column", value, reason, row FROM ('
        f"SELECT line, col, value, reason, NULL::VARCHAR AS row FROM broken_{number} UNION ALL"
        f" SELECT r.line, r.col, r.value, r.reason, to_json(struct_pack({cells}))::VARCHAR"
        f" FROM read_parquet({raw}, file_row_number=true) raw"
        f" JOIN read_parquet({quoted(str(part.folder / 'rejects.parquet'))}) r"
        " ON raw.file_row_number + 1 = r.n ORDER BY line)"
    )


def _raw(_: Workspace, part: Imported, __: int) -> str:
    counts = counts_of(part.folder)
    cells = ", ".join(f"c{i} AS {_name(name)}" for i, name in enumerate(_apart(counts.columns)))
    file = quoted(str(part.folder / "raw.parquet"))
    return f"SELECT {cells} FROM read_parquet({file})"


def _apart(columns: Sequence[str]) -> list[str]:
    """Names that differ also where case does not count, as DuckDB has it."""
    seen: set[str] = set()
    found = []
    for name in columns:
        own, again = name, 1
        while own.casefold() in seen:
            again += 1
            own = f"{name} ({again})"
        seen.add(own.casefold())
        found.append(own)
    return found
