"""The DuckDB session in which a list is read: in memory for a few rows, in Parquet files for many."""

# ruff: noqa: S608 - names of relations and columns are the program's own, values are quoted or bound

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from corroborate.errors import StorageError

MEMORY = "768MB"
"""What DuckDB may hold before it spills to the disk."""
ROWS_PER_GROUP = 122_880


def quoted(text: str) -> str:
    """A string as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def part_of(folder: Path, name: str, number: int) -> Path:
    """The file of a part of a relation, the first being 0: records.parquet, records.2.parquet and so on."""
    return folder / (f"{name}.{number + 1}.parquet" if number else f"{name}.parquet")


def parts_of(folder: Path, name: str) -> tuple[Path, ...]:
    """The files of a relation that are there, in order."""
    found: list[Path] = []
    while (file := part_of(folder, name, len(found))).is_file():
        found.append(file)
    return tuple(found)


class Workspace:
    """A session with relations by name; ``folder`` is where they are kept as Parquet, None for in memory.

    Nothing is loaded from outside: extensions are neither installed nor loaded. Closing deletes the
    scratch folder, never the relations in ``folder``.
    """

    def __init__(
        self, folder: Path | None = None, *, memory: str = MEMORY, threads: int | None = None
    ) -> None:
        self.folder = folder
        self.scratch = Path(tempfile.mkdtemp(prefix=".reading-", dir=folder))
        self.sql = duckdb.connect(":memory:")
        for setting in (
            "autoinstall_known_extensions=false",
            "autoload_known_extensions=false",
            "preserve_insertion_order=true",
            "enable_progress_bar=false",
            # Lists of constants as joins would make every cell cost one, used or not; and a lookup that
            # were read first would put the rows in another order than the file's.
            "disabled_optimizers='in_clause,join_order,build_side_probe_side'",
            f"memory_limit={quoted(memory)}",
            f"temp_directory={quoted(str(self.scratch / 'spill'))}",
            *(() if threads is None else (f"threads={threads}",)),
        ):
            self.sql.execute(f"SET {setting}")

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.sql.close()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def run(self, statement: str, parameters: Sequence[Any] = ()) -> duckdb.DuckDBPyConnection:
        """Run one statement; raises StorageError where the disk refuses."""
        try:
            return self.sql.execute(statement, list(parameters))
        except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
            if "No such file" in str(error):
                raise
            raise StorageError(
                "the disk or the memory is full", value=str(error).split("\n")[0], hint="free some space"
            ) from error

    def keep(self, name: str, select: str, about: dict[str, object] | None = None) -> int:
        """Make a relation out of a query, in memory or as ``folder/name.parquet``; gives its rows.

        ``about`` is kept in the file's metadata.
        """
        if self.folder is None:
            self.run(f"CREATE OR REPLACE TABLE {name} AS {select}")
        else:
            target = self.folder / f"{name}.parquet"
            self._copy(select, target, about)
            self.view(name, target)
        return self.count(name)

    def _copy(self, select: str, target: Path, about: dict[str, object] | None) -> None:
        """Write what a query gives as a Parquet file that is there whole or not."""
        draft = target.with_name(f".{target.stem}.part")
        told = f", KV_METADATA {{about: {quoted(json.dumps(about))}}}" if about else ""
        self.run(
            f"COPY ({select}) TO {quoted(str(draft))} (FORMAT parquet, COMPRESSION zstd,"
            f" ROW_GROUP_SIZE {ROWS_PER_GROUP}{told})"
        )
        draft.replace(target)

    def keep_parts(
        self, name: str, select: str, parts: Sequence[str], about: dict[str, object], done: Callable[[], None]
    ) -> int:
        """Make a relation out of a query in parts, each a condition and a file; gives its rows.

        Files that are there are taken as they are, so that an import which was interrupted goes on after
        them; `only_for` has deleted those of another query. In memory it is one part.
        """
        if self.folder is None:
            return self.keep(name, select)
        files = [part_of(self.folder, name, number) for number in range(len(parts))]
        for file, part in zip(files, parts, strict=True):
            if not file.is_file():
                self._copy(
                    f"SELECT * FROM ({select}) WHERE {part}" if len(parts) > 1 else select, file, about
                )
            done()
        self.view(name, *files)
        return self.count(name)

    def only_for(self, name: str, key: str) -> None:
        """Delete the parts of a relation that an earlier reading left for something else than ``key``."""
        if self.folder is None:
            return
        told = self.folder / f"{name}.key"
        if not told.is_file() or told.read_text("utf-8") != key:
            for file in parts_of(self.folder, name):
                file.unlink()
            told.write_text(key, "utf-8")

    def fingerprint(self, names: Iterable[str]) -> str:
        """What small tables hold, whatever the order of their rows: the same within one version of DuckDB."""
        return " ".join(f"{n}:{self.one(f'SELECT sum(hash({n})) FROM {n}')}" for n in sorted(names))

    def keep_raw(self, select: str, names: Sequence[str]) -> int:
        """Keep raw cells as ``raw_cells``, numbered by ``n`` from 1 in their order; gives the rows."""
        if self.folder is None:
            return self.keep("raw_cells", f"SELECT row_number() OVER () AS n, * FROM ({select})")
        rows = self.keep("raw", select, {"columns": list(names)})
        self.raw_file(self.folder / "raw.parquet")
        return rows

    def raw_file(self, path: Path) -> None:
        """Name the raw cells of a Parquet file ``raw_cells``."""
        self.run("DROP VIEW IF EXISTS raw")
        self.run(
            "CREATE OR REPLACE VIEW raw_cells AS SELECT file_row_number + 1 AS n, * EXCLUDE (file_row_number)"
            f" FROM read_parquet({quoted(str(path))}, file_row_number=true)"
        )

    def number_raw(self, offset: int | None) -> None:
        """Make ``raw`` of ``raw_cells``: the line is the number and an offset, or else in ``lines``."""
        line = "lines.line" if offset is None else f"n + {offset}"
        join = " POSITIONAL JOIN lines" if offset is None else ""
        self.run(
            f"CREATE OR REPLACE VIEW raw AS SELECT n, {line} AS line, raw_cells.* EXCLUDE (n)"
            f" FROM raw_cells{join}"
        )

    def view(self, name: str, *paths: Path) -> None:
        """Name the rows of Parquet files, one after another."""
        files = ", ".join(quoted(str(path)) for path in paths)
        self.run(f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet([{files}])")

    def count(self, name: str) -> int:
        """How many rows a relation has."""
        return int(self.one(f"SELECT count(*) FROM {name}"))

    def one(self, query: str) -> Any:
        """The one value that a query gives."""
        row = self.run(query).fetchone()
        return None if row is None else row[0]

    def column(self, query: str) -> list[Any]:
        """The first column of what a query gives."""
        return [row[0] for row in self.run(query).fetchall()]

    def lookup(self, name: str, columns: dict[str, str], rows: Iterable[Sequence[Any]]) -> int:
        """Make a small table of ``columns``, name to type, for joins; gives its rows."""
        wanted = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        self.run(f"CREATE OR REPLACE TABLE {name} ({wanted})")
        batch: list[Sequence[Any]] = []
        total = 0
        for row in rows:
            batch.append(row)
            if len(batch) >= 50_000:
                total += self._insert(name, columns, batch)
                batch = []
        return total + (self._insert(name, columns, batch) if batch else 0)

    def _insert(self, name: str, columns: dict[str, str], rows: list[Sequence[Any]]) -> int:
        picked = ", ".join(f"unnest(?::{kind}[])" for kind in columns.values())
        self.run(f"INSERT INTO {name} SELECT {picked}", [list(column) for column in zip(*rows, strict=True)])
        return len(rows)
