"""The command that checks files without a case, like a linter."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import corroborate
from corroborate.cli.options import Json, Now, moment
from corroborate.cli.output import emit
from corroborate.model.finding import Level

if TYPE_CHECKING:
    from corroborate.model.dossier import Document

DIFFERS, CHANGES = 6, 7
"""Exit codes: something differs, or differs and changes a conclusion."""


STDIN = "<stdin>"
"""The name under which standard input is printed."""


class FailOn(StrEnum):
    """From which level on a finding makes the command fail."""

    DIFFERS = "differs"
    CHANGES = "changes_conclusion"
    NEVER = "never"


def register(app: typer.Typer) -> None:
    """Put the command of this module on the command line."""
    app.command(
        "check",
        epilog="Examples: corroborate check article.txt --published 2024-09-01 · "
        "corroborate check a.txt b.txt --sarif > findings.sarif",
    )(check)


def check(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help="Files to check, also against each other. A folder stands for its files, - for stdin.",
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help='When they were published; "this year" is read against it.'),
    ] = None,
    author: Annotated[str | None, typer.Option(help="Who wrote them.")] = None,
    language: Annotated[str, typer.Option(help="The language that they are in.")] = "en",
    agreements: Annotated[bool, typer.Option("--agreements", help="Show also what agrees.")] = False,
    rest: Annotated[
        bool, typer.Option("--rest", help="List what was held against nothing, and the numbers not read.")
    ] = False,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="From which level on the exit code is not 0.")
    ] = FailOn.DIFFERS,
    as_sarif: Annotated[bool, typer.Option("--sarif", help="Print SARIF 2.1.0 for editors and CI.")] = False,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Check the arithmetic of files without a case, like a linter.

    Prints a line a finding: file, line, column and what clashes. Indented below it stand the words with
    their places, the recomputation, and what would remove the conflict. The last line counts what was
    checked, what was held against nothing, and which numbers were not read.

    Ends with exit code 6 where something differs and 7 where that changes a conclusion.
    """
    from corroborate.case.codec import plain
    from corroborate.claims import read
    from corroborate.consistency import check as consistency
    from corroborate.consistency import lines, sarif
    from corroborate.lexicons import measures

    known = measures()
    documents, warnings = _documents(files, published, author, moment(now))
    readings = {d.text.id: read(d, measures=known, language=language) for d in documents}
    claims = [claim for reading in readings.values() for claim in reading.claims]
    unread = {id: reading.unread for id, reading in readings.items()}
    checked = consistency(claims, documents, measures=known)
    if as_sarif:
        log = sarif(checked, claims, documents, version=corroborate.__version__)
        print(json.dumps(log, ensure_ascii=False, indent=2))
    else:
        told = lines(checked, claims, documents, agreements=agreements, unread=unread, rest=rest)
        words = "\n".join(told)
        data = {
            "checked": plain(checked),
            "claims": {c.id: plain(c) for c in claims},
            "unread": {id: plain(numbers) for id, numbers in unread.items() if numbers},
        }
        emit("check", data, as_json=as_json, warnings=warnings, words=words)
    raise typer.Exit(_code([finding.level for finding in checked.findings], fail_on))


def _documents(
    files: Sequence[Path], published: str | None, author: str | None, now: datetime | None
) -> tuple[list[Document], list[str]]:
    from corroborate.errors import InputError
    from corroborate.intake import Originals, parse_published, take
    from corroborate.model.dossier import Document
    from corroborate.text import extract, segment

    days = parse_published(published) if published else None
    documents: dict[str, list[Document]] = {}
    warnings = []
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "given"
        given.mkdir()
        for path, name, found in _spread(files, given):
            try:
                taken = take(
                    path, Originals(Path(folder)), now=now or datetime.now(UTC), published=days, author=author
                )
                extraction = extract(replace(taken.source, name=name), taken.data)
            except InputError as error:
                if not found:
                    raise
                warnings.append(f"{name} was left out: {error}")
                continue
            if taken.source.id in documents:
                warnings.append(f"{name} has the same bytes as another file and is checked once")
                continue
            source = replace(taken.source, name=name)
            warnings += [f"{name}, {part.place}: {part.reason}" for part in extraction.unreadable]
            documents[source.id] = [Document(source, text, segment(text)) for text in extraction.texts]
    return [document for found in documents.values() for document in found], warnings


def _spread(files: Sequence[Path], folder: Path) -> Iterator[tuple[Path, str, bool]]:
    """Every file with its name and whether a folder held it; standard input as a file in ``folder``."""
    for path in files:
        if str(path) == "-":
            given = folder / "stdin.txt"
            given.write_bytes(sys.stdin.buffer.read())
            yield given, STDIN, False
        elif path.is_dir():
            for inner in sorted(p for p in path.rglob("*") if p.is_file()):
                if not any(part.startswith(".") for part in inner.relative_to(path).parts):
                    yield inner, str(inner), True
        else:
            yield path, str(path), False


def _code(levels: Sequence[Level], fail_on: FailOn) -> int:
    if fail_on is FailOn.NEVER:
        return 0
    if Level.CHANGES in levels:
        return CHANGES
    return DIFFERS if Level.DIFFERS in levels and fail_on is FailOn.DIFFERS else 0
