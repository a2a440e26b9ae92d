"""Commands that hand a case over: report, verify."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from corroborate.cli.options import CaseFolder, Json, Now, moment
from corroborate.cli.output import emit, progress_bar
from corroborate.errors import InputError, IntegrityError


def register(app: typer.Typer) -> None:
    """Put the commands of this module on the command line."""
    app.command(
        "report",
        epilog="Examples: corroborate report attacks --open · "
        "corroborate report attacks --out attacks.html --pdf --brief --data --now 2025-03-10T12:00:00Z",
    )(report)
    app.command(
        "verify",
        epilog="Examples: corroborate verify attacks · corroborate verify attacks --report sent.html · "
        "corroborate verify for-the-auditor --public sent.html",
    )(verify)


def report(
    case: CaseFolder,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to write it; report/report.html in the case if left out."),
    ] = None,
    open_it: Annotated[bool, typer.Option("--open", help="Show it in the browser.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="Write it as a tagged PDF, too.")] = False,
    brief: Annotated[bool, typer.Option("--brief", help="Write a one-page PDF, too.")] = False,
    data: Annotated[
        bool,
        typer.Option(
            "--data", help="Write every figure as CSV, every claim as JSON, and the share card, too."
        ),
    ] = False,
    auditor: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write the build for an auditor into this folder, too."),
    ] = None,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Write the report: one offline page whose figures lead to words.

    It is always the public build, and the page says so: of withheld sources only commitments appear, and in
    restricted ones names, exact places and addresses are masked. Beside it stands figures.json, with every
    figure and every hash it rests on. What is out of date is run first. The build for an auditor shows
    everything and opens the commitments.
    """
    from corroborate.case import Case, handing
    from corroborate.case.reporting import manifest_path

    opened = Case.open(case)
    with progress_bar() as progress:
        path = opened.report(out, now=moment(now), progress=progress)
        beside = handing.beside(case, path, pdf=pdf, brief=brief, data=data)
        audit = None if auditor is None else handing.for_auditor(case, path, auditor)
    manifest = manifest_path(path)
    told = {
        "build": "public",
        "report": str(path),
        "manifest": str(manifest),
        "files": [str(file) for file in beside],
        "auditor": None if audit is None else str(audit),
    }
    words = [*handing.summary(case, path), "", f"Wrote {path}", f"and its manifest {manifest}"]
    words += [f"and {file}" for file in beside]
    words += [] if audit is None else [f"For an auditor, not for others: {audit}"]
    emit("report", told, as_json=as_json, words="\n".join(words))
    if open_it:
        webbrowser.open(path.resolve().as_uri())


def verify(
    case: CaseFolder,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A report that was written elsewhere, to verify too.")
    ] = None,
    public: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A public page: prove that CASE, the folder of a build for an auditor, is the same report.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Hash and resolve everything again, and name what does not fit.

    Ends with exit code 4 where anything does not fit. With `--public` it proves, without the case, that a
    public report and the build for an auditor were made from the same: every commitment is opened, and both
    pages are made again to the byte.
    """
    from corroborate.case import Case, auditing
    from corroborate.case.codec import plain
    from corroborate.case.verification import Verification

    if public is not None and not auditing.is_one(case):
        raise InputError(
            "the folder holds no build for an auditor",
            value=case,
            hint="make one with: corroborate report CASE --auditor FOLDER; "
            "a case is verified with --report instead",
        )
    if public is not None:
        if not public.is_file():
            raise InputError("there is no such report", value=public, hint="check the path")
        problems, counted = auditing.prove(case, public)
        found = Verification(counted, tuple(problems))
    else:
        found = Case(case).verify(report)
    counts = ", ".join(f"{what} {number:,}" for what, number in found.counted.items())
    wrong = len(found.problems)
    things = "1 thing does not" if wrong == 1 else f"{wrong:,} things do not"
    fits = "The two are the same report" if public is not None else "Everything fits"
    lines = [f"DOES NOT VERIFY  {problem}" for problem in found.problems]
    lines.append(f"{f'{things} verify' if wrong else fits}. Looked at: {counts}.")
    data = {**plain(found), "verified": found.ok}
    emit("verify", data, as_json=as_json, warnings=found.notes, words="\n".join(lines))
    if not found.ok:
        raise typer.Exit(IntegrityError.exit_code)
