"""Commands that hand a case over: report, verify."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from corroborate.cli.options import CaseFolder, Json, Now, moment
from corroborate.cli.output import emit, progress_bar
from corroborate.errors import IntegrityError


def register(app: typer.Typer) -> None:
    """Put the commands of this module on the command line."""
    app.command(
        "report", epilog="Example: corroborate report attacks --out attacks.html --now 2025-03-10T12:00:00Z"
    )(report)
    app.command(
        "verify",
        epilog="Examples: corroborate verify attacks · corroborate verify attacks --report sent.html",
    )(verify)


def report(
    case: CaseFolder,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to write it; report/report.html in the case if left out."),
    ] = None,
    open_it: Annotated[bool, typer.Option("--open", help="Show it in the browser.")] = False,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Write the report: one offline page whose figures lead to words.

    Beside it stands figures.json, with every hash it rests on. What is out of date is run first.
    """
    from corroborate.case import Case
    from corroborate.case.reporting import manifest_path

    with progress_bar() as progress:
        path = Case.open(case).report(out, now=moment(now), progress=progress)
    beside = manifest_path(path)
    data = {"report": str(path), "manifest": str(beside)}
    emit("report", data, as_json=as_json, words=f"Wrote {path}\nand its manifest {beside}")
    if open_it:
        webbrowser.open(path.resolve().as_uri())


def verify(
    case: CaseFolder,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A report that was written elsewhere, to verify too.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Hash and resolve everything again, and name what does not fit.

    Ends with exit code 4 where anything does not fit.
    """
    from corroborate.case import Case
    from corroborate.case.codec import plain

    found = Case(case).verify(report)
    counts = ", ".join(f"{what} {number:,}" for what, number in found.counted.items())
    wrong = len(found.problems)
    things = "1 thing does not" if wrong == 1 else f"{wrong:,} things do not"
    lines = [f"DOES NOT VERIFY  {problem}" for problem in found.problems]
    lines.append(f"{f'{things} verify' if wrong else 'Everything fits'}. Looked at: {counts}.")
    data = {**plain(found), "verified": found.ok}
    emit("verify", data, as_json=as_json, warnings=found.notes, words="\n".join(lines))
    if not found.ok:
        raise typer.Exit(IntegrityError.exit_code)
