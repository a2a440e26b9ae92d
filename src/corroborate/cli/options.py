"""Options that several commands share."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from corroborate.errors import DateError, InputError


def _folder(words: str) -> Path:
    if not words.strip():
        raise InputError(
            "the folder of the case has no name", value=repr(words), hint="name it, or write . for here"
        )
    return Path(words)


CaseFolder = Annotated[
    Path, typer.Argument(metavar="CASE", help="The folder of the case.", show_default=False, parser=_folder)
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of words.")]
Now = Annotated[
    str | None,
    typer.Option(
        "--now",
        metavar="MOMENT",
        help="The moment to record instead of the clock's, such as 2025-03-10T12:00:00Z. "
        "The same moment gives the same bytes.",
        show_default=False,
    ),
]
Who = Annotated[
    str | None,
    typer.Option(
        "--who",
        metavar="NAME",
        help="Who does this, for the log; not stated if left out.",
        show_default=False,
    ),
]


def moment(words: str | None) -> datetime | None:
    """The moment that ``--now`` names, None where it is left out; raises DateError for anything else."""
    if words is None:
        return None
    try:
        found = datetime.fromisoformat(words)
    except ValueError as error:
        raise DateError(
            "the moment cannot be read", value=words, hint="write it as 2025-03-10T12:00:00Z"
        ) from error
    if found.tzinfo is None:
        raise DateError("the moment has no zone", value=words, hint="add Z for UTC")
    return found
