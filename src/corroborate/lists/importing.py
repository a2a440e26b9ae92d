"""A list into Parquet files, for any number of rows: interrupted, it goes on where it was."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from corroborate.errors import StorageError
from corroborate.lists.decoding import records_of, rejects_of
from corroborate.lists.raw import Step, silent
from corroborate.lists.reading import Counts, Options, into
from corroborate.lists.workspace import MEMORY, Workspace, parts_of
from corroborate.model.record import Record, Reject

RAW, REJECTS, COUNTS = "raw.parquet", "rejects.parquet", "counts.json"


def import_list(
    path: str | Path,
    folder: str | Path,
    *,
    name: str | None = None,
    options: Options | None = None,
    title: str | None = None,
    step: Step = silent,
    memory: str = MEMORY,
    threads: int | None = None,
) -> Counts:
    """Read a list into ``folder``: its records, raw rows and rejects as Parquet, and ``counts.json``.

    Nothing is held in memory but what is distinct: names, dates, codes. The folder is made in one step, so
    that it is there whole or not; an import that was interrupted leaves ``.folder.part`` beside it and goes
    on from there. ``title`` is the name of the file that messages show, where it is not that of ``path``.
    ``memory`` is what DuckDB may use before it spills to the disk. Raises as `read` does.
    """
    source, target = Path(path), Path(folder)
    draft = target.with_name(f".{target.name}.part")
    draft.mkdir(parents=True, exist_ok=True)
    for left in draft.glob(".reading-*"):
        shutil.rmtree(left, ignore_errors=True)
    try:
        with Workspace(draft, memory=memory, threads=threads) as space:
            counts = into(
                space, source, name or source.name.partition(".")[0], options or Options(), step, title
            )
    except StorageError:
        raise
    except Exception:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    (draft / COUNTS).write_bytes(msgspec.json.encode(counts))
    for spent in ("raw.json", "lines.parquet", "records.key"):
        (draft / spent).unlink(missing_ok=True)
    if target.exists():
        shutil.rmtree(target)
    draft.replace(target)
    return counts


def counts_of(folder: Path) -> Counts:
    """What an import gave."""
    return msgspec.json.decode((folder / COUNTS).read_bytes(), type=Counts)


def record_files(folder: Path) -> tuple[Path, ...]:
    """The Parquet files of the records of an import, in order; one for each million rows or so."""
    return parts_of(folder, "records")


def stored_records(folder: Path, where: str = "") -> Iterator[Record]:
    """The records of an import with their raw rows; ``where`` is a condition of SQL on ``records``."""
    counts = counts_of(folder)
    with _opened(folder) as space:
        yield from records_of(space, counts.card.list_id, counts.columns, where)


def stored_rejects(folder: Path, file: str, most: int = 1_000_000) -> tuple[Reject, ...]:
    """The rejects of an import, those of rows without cells first."""
    counts = counts_of(folder)
    broken = [r for r in counts.rejects if not r.row]
    with _opened(folder) as space:
        found = (*broken, *rejects_of(space, file, counts.columns, most))
    return tuple(sorted(found, key=lambda r: r.line))


def _opened(folder: Path) -> Workspace:
    space = Workspace()
    space.view("records", *record_files(folder))
    space.view("rejects", folder / REJECTS)
    space.raw_file(folder / RAW)
    return space
