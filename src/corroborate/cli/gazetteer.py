"""Commands on gazetteers: places beside those that ship."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corroborate.cli.options import Json, Now, Who, moment
from corroborate.cli.output import emit

_SHOWN = 10
"""Rejected lines that are printed."""


def register(app: typer.Typer) -> None:
    """Put the commands of this module on the command line."""
    group = typer.Typer(
        help="Adds places to those that ship.",
        no_args_is_help=True,
        rich_markup_mode=None,
        add_completion=False,
    )
    group.command(
        "add",
        epilog="Examples: corroborate gazetteer add AF.txt --case attacks · corroborate gazetteer add AF.txt",
    )(add)
    # Without a callback a group of one command would be that command.
    group.callback()(lambda: None)
    app.add_typer(group, name="gazetteer")


def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An unzipped GeoNames dump, such as AF.txt.")],
    case: Annotated[
        Path | None,
        typer.Option(
            metavar="CASE",
            help="Keep the index in this case, as gazetteer.sqlite, and use it there; "
            "left out, it is kept in $XDG_DATA_HOME/corroborate or ~/.local/share/corroborate.",
        ),
    ] = None,
    who: Who = None,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Index a GeoNames dump, once, so that its places are found by name.

    Several dumps go into one index. An index outside a case is used by the cases whose case.toml says
    `[gazetteer]` `use = "user"`.
    """
    from corroborate.case import Case, gazetteers
    from corroborate.gazetteer import GeoNames

    if case is not None:
        added = Case.open(case).add_gazetteer(file, who=who, now=moment(now))
        index = case / gazetteers.NAME
        then = "The next `corroborate run` uses it."
    else:
        index = gazetteers.user_index()
        added = gazetteers.add(file, index)
        then = 'A case uses it that has in its case.toml: [gazetteer] use = "user"'
    known = GeoNames(index)
    places, digest = known.places, known.digest
    rejected = [(line, reason) for dump, line, reason in known.rejected if added and dump == file.name]
    known.close()
    done = f"Indexed {file.name}" if added else f"{file.name} was indexed before"
    data = {
        "index": str(index),
        "added": added,
        "places": places,
        "digest": digest,
        "rejected": [{"line": line, "reason": reason} for line, reason in rejected],
    }
    left = "".join(f"\nNot read: {reason}" for _, reason in rejected[:_SHOWN])
    if len(rejected) > _SHOWN:
        left += f"\nNot read: {len(rejected) - _SHOWN:,} more lines (all with --json)"
    emit("gazetteer add", data, as_json=as_json, words=f"{done}: {places:,} places in {index}. {then}{left}")
