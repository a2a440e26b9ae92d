"""A linkage on disk: two Parquet files that DuckDB reads, and one JSON file with the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_type_hints

import duckdb
import msgspec
import numpy as np

from corroborate.case.codec import decode, digest_all, encode
from corroborate.case.files import sha256_file, storage_errors, write_atomically
from corroborate.errors import HashMismatchError
from corroborate.model.linkage import Linkage
from corroborate.model.recordtable import RecordTable

RECORDS, PAIRS, REST = "incidents.parquet", "pairs.parquet", "linkage.json"

_ARRAYS = ("pairs", "probability", "partition", "draws")


@dataclass(frozen=True, slots=True)
class _Rest:
    linkage: dict[str, Any]
    files: dict[str, str]


def save(linkage: Linkage, table: RecordTable, folder: Path) -> str:
    """Write a linkage into a folder, over one that is there; gives a hash over its files.

    ``incidents.parquet`` has a row a record: list, row, incident, and ``draws``, its incident in each
    kept draw; ``pairs.parquet`` the two records of each pair with their probability. ``linkage.json`` is
    written last and names the hashes of both: until it is there, the old linkage or none is.
    """
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    lists = np.array(table.lists, object)[table.list_index]
    rows = np.array(table.row_ids, object)
    incidents: dict[str, Any] = {"list": lists, "row": rows, "incident": linkage.partition}
    columns = "list, row, incident"
    if linkage.draws is not None:
        incidents |= {f"d{k}": draw for k, draw in enumerate(linkage.draws)}
        columns += ", [" + ", ".join(f"d{k}" for k in range(len(linkage.draws))) + "]::integer[] as draws"
    _write(folder / RECORDS, columns, incidents)
    a, b = linkage.pairs[:, 0], linkage.pairs[:, 1]
    pairs = {
        "list_a": lists[a],
        "row_a": rows[a],
        "list_b": lists[b],
        "row_b": rows[b],
        "a": a,
        "b": b,
        "probability": linkage.probability,
    }
    _write(folder / PAIRS, "*", pairs)
    rest = {f.name: getattr(linkage, f.name) for f in fields(linkage) if f.name not in _ARRAYS}
    files = {name: sha256_file(folder / name) for name in (RECORDS, PAIRS)}
    body = encode({"linkage": rest, "files": files})
    write_atomically(folder / REST, body.encode())
    return digest_all([body])


def sum_of(folder: Path) -> str:
    """The hash that `save` gave; empty where there is no linkage.

    Raises HashMismatchError where a file is not what was written.
    """
    path = folder / REST
    if not path.exists():
        return ""
    _checked(folder, _read_rest(path))
    return digest_all([path.read_text(encoding="utf-8")])


def load(folder: Path) -> Linkage | None:
    """The linkage of a folder, None where there is none.

    Raises HashMismatchError where a file is not what was written.
    """
    path = folder / REST
    if not path.exists():
        return None
    rest = _read_rest(path)
    _checked(folder, rest)
    types = {name: kind for name, kind in get_type_hints(Linkage).items() if name not in _ARRAYS}
    plain = msgspec.convert(rest.linkage, msgspec.defstruct("Plain", list(types.items())))
    return Linkage(**{name: getattr(plain, name) for name in types}, **_arrays(folder))


def _checked(folder: Path, rest: _Rest) -> None:
    for name, expected in rest.files.items():
        file = folder / name
        if not file.exists() or sha256_file(file) != expected:
            raise HashMismatchError(
                "a file of the linkage is not what was written",
                value=file,
                hint="run `corroborate run --anew`",
            )


def _read_rest(path: Path) -> _Rest:
    try:
        return decode(_Rest, path.read_text(encoding="utf-8"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise HashMismatchError(
            "the linkage cannot be read", value=path, hint="run `corroborate run --anew`"
        ) from error


def _arrays(folder: Path) -> dict[str, Any]:
    with _connection() as connection:
        incidents = connection.execute(
            "select incident from read_parquet(?)", [str(folder / RECORDS)]
        ).fetchnumpy()
        columns = connection.execute("describe select * from read_parquet(?)", [str(folder / RECORDS)])
        draws = None
        if any(name == "draws" for name, *_ in columns.fetchall()):
            flat = connection.execute(
                "select unnest(draws) as d from read_parquet(?)", [str(folder / RECORDS)]
            ).fetchnumpy()["d"]
            draws = np.ascontiguousarray(np.asarray(flat, np.int32).reshape(len(incidents["incident"]), -1).T)
        pairs = connection.execute(
            "select a, b, probability from read_parquet(?)", [str(folder / PAIRS)]
        ).fetchnumpy()
    return {
        "partition": np.asarray(incidents["incident"], np.int32),
        "draws": draws,
        "pairs": np.stack([np.asarray(pairs["a"], np.int32), np.asarray(pairs["b"], np.int32)], axis=1),
        "probability": np.asarray(pairs["probability"], np.float32),
    }


def _write(path: Path, columns: str, data: Mapping[str, Any]) -> None:
    """Write columns of arrays as one Parquet file, by way of a part beside it."""
    part = path.with_suffix(".part")
    target = str(part).replace("'", "''")
    with storage_errors(path), _connection() as connection:
        # DuckDB finds the arrays under the name of this variable.
        held = dict(data)  # noqa: F841
        connection.execute(f"copy (select {columns} from held) to '{target}' (format parquet)")  # noqa: S608
        part.replace(path)


def _connection() -> duckdb.DuckDBPyConnection:
    """A connection that loads nothing and gives the same bytes every time."""
    return duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "threads": "1",
        }
    )
