"""The command that writes what the lists of a case hold for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corroborate.cli.lists_profile import lists_group
from corroborate.cli.options import Json
from corroborate.cli.output import emit


def register(app: typer.Typer) -> None:
    """Put the command into the group `lists`."""
    lists_group(app).command(
        "export",
        epilog="Examples: corroborate lists export attacks records.csv · "
        "corroborate lists export attacks rejects.csv --table rejects · "
        "corroborate lists export attacks ged.parquet --list GED",
    )(export)


def export(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="A case that was run.")],
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="The file to write: .csv, .jsonl or .parquet by its ending."),
    ],
    table: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="records, rejects (what could not be read, and why) or raw (cells as they stood).",
        ),
    ] = "records",
    only: Annotated[
        str | None, typer.Option("--list", metavar="NAME", help="One list; all of them if left out.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Write the records of the lists of a case into a file, or the rows that could not be read.

    A CSV is safe to open in a spreadsheet: words that look like a formula have an apostrophe before them.
    JSON lines and Parquet hold every value as it is.
    """
    from corroborate.case import Case
    from corroborate.model.source import Sensitivity

    opened = Case.open(case)
    lists = opened.lists
    rows = lists.export(file, table, only)
    read = {one.source_id for one in lists.read if only in {None, one.name}}
    closed = [
        s.list_name or s.name
        for s in opened.sources()
        if s.id in read and s.handling.sensitivity is not Sensitivity.OPEN
    ]
    warnings = [f"the list {name} is not open: this file is not for publication" for name in closed]
    data = {"file": str(file), "table": table, "rows": rows, "lists": sorted({o.name for o in lists.read})}
    emit("lists export", data, as_json=as_json, warnings=warnings, words=f"Wrote {rows:,} rows to {file}.")
