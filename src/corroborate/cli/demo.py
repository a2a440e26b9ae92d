"""The command that makes and runs the example case."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corroborate.cli.options import Json, Now, moment
from corroborate.cli.output import emit, progress_bar
from corroborate.cli.summary import listed_summary, run_summary
from corroborate.errors import CaseExistsError
from corroborate.model.finding import Level

if TYPE_CHECKING:
    from corroborate.case import Case, RunResult

SHOWN = 8
"""How many contradictions the summary shows."""

TENSIONS = 5
"""How many findings that are no contradictions."""


def register(app: typer.Typer) -> None:
    """Put the command of this module on the command line."""
    app.command(
        "demo",
        epilog="Examples: corroborate demo my-demo --open · corroborate demo simulated --incidents --open",
    )(demo)


def demo(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FOLDER]",
            help="Where to make the example case; demo-case if left out, with --incidents demo-incidents.",
        ),
    ] = None,
    incidents: Annotated[
        bool,
        typer.Option(
            "--incidents",
            help="Make the simulated example instead: four lists of incidents with known truth, and claims.",
        ),
    ] = False,
    open_it: Annotated[bool, typer.Option("--open", help="Show the report in the browser.")] = False,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Make the example case, run it and write its report.

    The case asks how many attacks the National Resistance Front carried out in Afghanistan in 2024. Where
    the folder holds it already, it goes on from there. With `--incidents` the attacks, the lists that record
    them and the group are invented, the files and the truth stand in a folder beside, and the answer is
    shown against the truth.
    """
    from corroborate.case.codec import plain

    at = moment(now)
    if folder is None:
        folder = Path("demo-incidents" if incidents else "demo-case")
    begun = f"Going on with the example case in {folder}."
    case, fresh = _simulated(folder, at) if incidents else _example(folder, at)
    if fresh:
        begun = f"Made the example case in {folder}."
    with progress_bar() as progress:
        result = case.run(now=at, progress=progress)
        report = case.report(now=at)
    data = {"case": str(folder), "report": str(report), "made": fresh, "run": plain(result)}
    words = _screen(case, begun, result, report)
    if incidents:
        from corroborate.case.example_incidents import truth_beside

        truth = truth_beside(folder)
        data["truth"] = plain(truth)
        words += "\n\n" + truth.words()
    emit("demo", data, as_json=as_json, words=words)
    if open_it:
        typer.launch(report.resolve().as_uri())


def _example(folder: Path, now: datetime | None) -> tuple[Case, bool]:
    from corroborate import example
    from corroborate.case import Case, SourceFile
    from corroborate.model.source import NOT_STATED

    def known(words: str) -> str | None:
        return None if words == NOT_STATED else words

    fresh = not (folder / "case.toml").exists()
    if fresh:
        case = Case.create(folder, title=example.TITLE, question=example.QUESTION, now=now)
    else:
        case = Case.open(folder)
        if case.settings.question != example.QUESTION:
            raise CaseExistsError("the folder holds another case", value=folder, hint="name another folder")
    files = [
        SourceFile(
            note.path,
            known(note.published),
            known(note.publisher),
            known(note.author),
            known(note.title),
            known(note.url),
            language="en",
            nature=note.nature,
        )
        for note in example.sources()
    ]
    held = {source.name for source in case.sources()}
    missing = [file for file in files if file.path.name not in held]
    if missing:
        case.add_all(missing, method="shipped with corroborate", now=now)
    return case, fresh


def _simulated(folder: Path, now: datetime | None) -> tuple[Case, bool]:
    from corroborate.case import Case
    from corroborate.case import example_incidents as example

    if not (folder / "case.toml").exists():
        return example.make(folder, example.beside(folder), now=now)[0], True
    case = Case.open(folder)
    if case.settings.title != example.TITLE:
        raise CaseExistsError("the folder holds another case", value=folder, hint="name another folder")
    return case, False


def _screen(case: Case, begun: str, result: RunResult, report: Path) -> str:
    """One screen: what was asked, what the figures say, what clashes, where the report is."""
    dossier = case.dossier()
    lines = [begun, "", dossier.question, "", run_summary(result)]
    lines += ["", *(f"  • {comparison.conclusion}" for comparison in dossier.weighing.comparisons[:SHOWN])]
    lines += [f"  • {line}" for line in listed_summary(dossier)]
    differ = [f for f in dossier.checked.findings if f.level is not Level.AGREES]
    # What is no contradiction may be one only of windows or words: it must not look like an alarm.
    for sign, strict in (("!", True), ("~", False)):
        some = [f for f in differ if (f.strict or f.level is Level.CHANGES) is strict]
        often = Counter(f.kind for f in some)
        some.sort(key=lambda f: (f.level is not Level.CHANGES, often[f.kind]))
        lines += [f"  {sign} {finding.title}" for finding in some[: SHOWN if strict else TENSIONS]]
    if differ:
        lines.append(
            "  (! cannot all be true, ~ differs without contradicting; "
            f"all {len(differ)}: corroborate findings {case.path})"
        )
    lines += ["", f"Report: {report}", f"Verify: corroborate verify {case.path}"]
    return "\n".join(lines)
