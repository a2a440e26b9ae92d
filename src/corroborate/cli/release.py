"""Commands of releases: release, diff, cite."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corroborate.cli.options import CaseFolder, Json, Now, Who, moment
from corroborate.cli.output import emit, progress_bar

if TYPE_CHECKING:
    from corroborate.model.release import Change, Changes

MOST = 12
"""Changes of one sort that are printed; ``--json`` gives all."""

ORDER = ("figure", "finding", "comparison", "claim")


def register(app: typer.Typer) -> None:
    """Put the commands of this module on the command line."""
    app.command("release", epilog="Example: corroborate release attacks --reason 'The June report came in'")(
        release
    )
    app.command(
        "diff",
        epilog="Examples: corroborate diff attacks · corroborate diff attacks 2025-03-10-01 2025-04-02-02",
    )(diff)
    app.command("cite", epilog="Examples: corroborate cite attacks · corroborate cite attacks --bibtex")(cite)


def release(
    case: CaseFolder,
    reason: Annotated[str | None, typer.Option(metavar="WORDS", help="Why it is released now.")] = None,
    pdf: Annotated[
        bool,
        typer.Option("--pdf/--no-pdf", help="With the PDF, the brief and the card as a picture, or without."),
    ] = True,
    auditor: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write the build for an auditor into this folder, too."),
    ] = None,
    who: Who = None,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Release the report: a numbered folder that is never changed again.

    It holds the public build: page, PDF, brief, every figure and claim as data, what changed since the last
    release and why, a citation, and a manifest with the hash of each. The decision log keeps the hash of the
    manifest. What is out of date is run first.
    """
    from corroborate.case import Case, handing
    from corroborate.case.codec import plain
    from corroborate.case.reporting import FILE

    opened = Case.open(case)
    at = moment(now)
    with progress_bar() as progress:
        made = opened.release(reason=reason, who=who, pdf=pdf, now=at, progress=progress)
        audit = None if auditor is None else handing.for_auditor(case, made.folder / FILE, auditor)
    words = [f"Released {made.id} in {made.folder}: {', '.join(made.files)}"]
    words += _told(made.changes) if made.changes is not None else ["It is the first release of this case."]
    words += [] if audit is None else [f"For an auditor, not for others: {audit}"]
    data = {
        "id": made.id,
        "folder": str(made.folder),
        "manifest": made.manifest,
        "files": list(made.files),
        "changes": plain(made.changes),
        "auditor": None if audit is None else str(audit),
    }
    emit("release", data, as_json=as_json, words="\n".join(words))


def diff(
    case: CaseFolder,
    since: Annotated[
        str | None, typer.Argument(metavar="[SINCE]", help="A release; the last one if left out.")
    ] = None,
    until: Annotated[
        str | None, typer.Argument(metavar="[UNTIL]", help="A later release; the case as it is if left out.")
    ] = None,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Say what changed since a release, each change with its reason.

    Every figure, finding and claim that is new, gone or changed is named, with the sources, settings,
    decisions or versions of the program that changed under it.
    """
    from corroborate.case import Case
    from corroborate.case.codec import plain

    found = Case.open(case).diff(since, until, now=moment(now))
    emit("diff", plain(found), as_json=as_json, words="\n".join(_told(found)))


def cite(
    case: CaseFolder,
    bibtex: Annotated[bool, typer.Option("--bibtex", help="Only the BibTeX entry.")] = False,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Print how the report is cited: in words and as BibTeX; the last release where there is one."""
    from corroborate.case import Case, handing

    at = moment(now) or datetime.now(UTC).replace(microsecond=0)
    in_words, entry = handing.citation(Case.open(case).path, at)
    data = {"words": in_words, "bibtex": entry}
    emit("cite", data, as_json=as_json, words=entry.strip() if bibtex else f"{in_words}\n\n{entry.strip()}")


def _told(found: Changes) -> list[str]:
    if found.none:
        return [f"Nothing has changed since {found.since}."]
    lines = [f"Since {found.since}" + (f", up to {found.until}:" if found.until else ":")]
    lines += [f"  {_line(change)}" for change in found.inputs[:MOST]]
    if len(found.inputs) > MOST:
        lines.append(f"  … and {len(found.inputs) - MOST:,} more of these")
    for sort in ORDER:
        some = [change for change in found.outputs if change.on == sort]
        for change in some[:MOST]:
            lines.append(f"  {_line(change)}")
            lines += [f"      because {why}" for why in change.reasons[:2]]
        if len(some) > MOST:
            lines.append(f"  … and {len(some) - MOST:,} more {sort}s; --json lists all")
    if not found.outputs:
        lines.append("  No figure, finding or claim has changed.")
    return lines


def _line(change: Change) -> str:
    said = " → ".join(x for x in (change.before, change.after) if x is not None)
    told = f": {said}" if said and said != change.what else ""
    return f"{change.on} {change.kind}: {change.what}{told}"
