"""Commands that build a case: init, add, run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corroborate.cli.options import CaseFolder, Json, Now, Who, moment
from corroborate.cli.output import emit, progress_bar
from corroborate.cli.reader import ReaderName, asking
from corroborate.model.source import Handling, Nature, Sensitivity

MOST_DOUBTS = 5
"""How many warnings of one file `add` prints."""


def register(app: typer.Typer) -> None:
    """Put the commands of this module on the command line."""
    app.command(
        "init", epilog="Example: corroborate init attacks --title 'Attacks in 2024' --question 'How many?'"
    )(init)
    app.command(
        "add",
        epilog="Examples: corroborate add attacks interview.txt --published 2024-09-01 · "
        "corroborate add attacks note.md --note --published 2024-06",
    )(add)
    app.command(
        "run",
        epilog="Examples: corroborate run attacks --json · "
        "corroborate run attacks --reader openai --base-url http://127.0.0.1:11434/v1",
    )(run)


def init(
    case: CaseFolder,
    title: Annotated[
        str | None, typer.Option(help="What the case is called; the folder's name if left out.")
    ] = None,
    question: Annotated[str, typer.Option(help="What the case is to answer.")] = "not stated",
    language: Annotated[str, typer.Option(help="The language of the sources and of the report.")] = "en",
    database: Annotated[
        str | None, typer.Option(metavar="URL", help="A SQLAlchemy URL of another database than case.db.")
    ] = None,
    who: Who = None,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Make a new case in a folder."""
    from corroborate.case import Case

    name = title or case.resolve().name
    made = Case.create(
        case,
        title=name,
        question=question,
        language=language,
        database_url=database,
        who=who,
        now=moment(now),
    )
    words = f"Made the case {name!r} in {made.path}. Next: corroborate add {made.path} FILE --published DATE"
    emit("init", {"case": str(made.path), "title": name, "question": question}, as_json=as_json, words=words)


def add(
    case: CaseFolder,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Files to take in: all of them or none.")
    ],
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="When it was published: 2024-09-01, 2024-09, 2024, or FIRST..LAST."
        ),
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    author: Annotated[str | None, typer.Option(help="Who wrote it.")] = None,
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where it stands; nothing is fetched.")
    ] = None,
    list_name: Annotated[
        str | None, typer.Option("--list", metavar="NAME", help="The list of incidents that it is.")
    ] = None,
    note: Annotated[bool, typer.Option("--note", help="It is a note of what a publication says.")] = False,
    language: Annotated[str | None, typer.Option(help="Its language, such as en.")] = None,
    sensitivity: Annotated[
        Sensitivity, typer.Option(help="How it may be shown in a public build.")
    ] = Sensitivity.OPEN,
    consent: Annotated[str, typer.Option(help="What was agreed to on its use.")] = "not stated",
    origin: Annotated[str | None, typer.Option(help="From where it came to you.")] = None,
    method: Annotated[str | None, typer.Option(help="How it was captured.")] = None,
    who: Who = None,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Take files into a case, with what is known of them.

    What you leave out is recorded as "not stated" and can be filled in later in case.toml.
    The same file twice is one source.
    """
    from corroborate.case import Case, SourceFile
    from corroborate.case.codec import plain

    nature = Nature.LIST if list_name else Nature.NOTE if note else Nature.ORIGINAL
    given = [
        SourceFile(
            path, published, publisher, author, title, url, language, list_name, nature,
            Handling(sensitivity, consent), origin,
        )
        for path in files
    ]  # fmt: skip
    added = Case.open(case).add_all(given, who=who, method=method, now=moment(now))
    lines = [
        f"{'Already there' if one.already_there else 'Added'}: {one.source.name} ({one.source.id[:12]})"
        for one in added
    ]
    warnings = [f"{one.source.name}: {one.kept}" for one in added if one.kept]
    for one in added:
        warnings += [f"{one.source.name}: {doubt}" for doubt in one.doubts[:MOST_DOUBTS]]
        if (more := len(one.doubts) - MOST_DOUBTS) > 0:
            warnings.append(f"{one.source.name}: {more:,} more like these; the report lists them")
    warnings += [
        f"{one.source.name}: no publication date, so relative dates in it stay open; give --published"
        for one in added
        if one.source.published is None and not one.already_there and not one.dated
    ]
    data = [{**plain(one.source), "already_there": one.already_there} for one in added]
    emit("add", {"sources": data}, as_json=as_json, warnings=warnings, words="\n".join(lines))


def run(
    case: CaseFolder,
    anew: Annotated[bool, typer.Option("--anew", help="Compute everything again, changed or not.")] = False,
    reader: Annotated[
        ReaderName | None,
        typer.Option(
            help="Who reads beside the rules: openai asks a language model, rules deletes its answers; "
            "left out, stored answers are used and nobody is asked."
        ),
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="An OpenAI-compatible endpoint, such as http://127.0.0.1:11434/v1."),
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="The model; the one that is offered if left out.")
    ] = None,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Read, check and weigh what has changed since the last run.

    A run that was interrupted is taken up where it was. With `--reader openai` the texts are sent to the
    endpoint that you name, and only there; a key comes from the variable CORROBORATE_API_KEY and is never
    stored. What the model proposes is located in the text word by word or refused, is marked as a
    machine's, and takes no part in findings and figures.
    """
    from corroborate.case import Case
    from corroborate.case.codec import plain
    from corroborate.cli.summary import run_summary

    opened = Case.open(case)
    with progress_bar() as progress:
        result = opened.run(
            now=moment(now),
            progress=progress,
            anew=anew,
            asking=asking(reader, base_url, model),
            forget_answers=reader is ReaderName.RULES,
        )
    data = {**plain(result), "changed": result.changed}
    emit("run", data, as_json=as_json, warnings=result.warnings, words=run_summary(result))
