"""Commands that show what a case holds: claims, findings."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corroborate.cli.options import CaseFolder, Json
from corroborate.cli.output import emit
from corroborate.errors import InputError
from corroborate.model.claim import AnyClaim, ClaimKind
from corroborate.model.finding import Finding, Level

if TYPE_CHECKING:
    from corroborate.case import Case


def register(app: typer.Typer) -> None:
    """Put the commands of this module on the command line."""
    app.command(
        "claims",
        epilog="Examples: corroborate claims attacks --kind count · corroborate claims attacks --unread",
    )(claims)
    app.command("findings", epilog="Example: corroborate findings attacks --level changes_conclusion")(
        findings
    )


def claims(
    case: CaseFolder,
    kind: Annotated[ClaimKind | None, typer.Option(help="Only claims of this kind.")] = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="Only from sources whose name, title or id has these words."),
    ] = None,
    speaker: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only where a voice of the chain has these words.")
    ] = None,
    measure: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="Only where what is counted has this id or these words."),
    ] = None,
    unread: Annotated[
        bool, typer.Option("--unread", help="Show instead the numbers that became no claim, with the reason.")
    ] = False,
    unreviewed: Annotated[
        bool, typer.Option("--unreviewed", help="Only what a machine read and nobody has reviewed.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show the claims: exact words, who says them, how much, when."""
    from corroborate.case import Case
    from corroborate.case.codec import form_of, plain
    from corroborate.case.reviews import ReviewState, state

    opened = Case.open(case)
    sources = {s.id: s for s in opened.sources()}
    chosen = {
        id for id, s in sources.items() if source is None or _has(source, id, s.name, s.title, s.publisher)
    }
    if unread:
        texts = {d.text.id: d.source for d in opened.dossier().documents}
        left = [u for u in opened.unread() if texts[u.span.text_id].id in chosen]
        data = [{**plain(u), "source_id": texts[u.span.text_id].id} for u in left]
        rows = [[texts[u.span.text_id].name, u.span.quote, u.reason] for u in left]
        words = _table(["Source", "Words", "Why it was not read"], rows)
        emit("claims", {"unread": data}, as_json=as_json, warnings=_stale(opened), words=words)
        return
    reviews = opened.reviews()
    found = [
        c
        for c in opened.claims()
        if c.source_id in chosen
        and (kind is None or c.kind is kind)
        and (speaker is None or _has(speaker, *(v.name for v in c.attribution.voices)))
        and (measure is None or _counts(c, measure))
        and (not unreviewed or state(c, reviews) is ReviewState.UNREVIEWED)
    ]
    data = [{**plain(c), "form": form_of(c), "review": state(c, reviews).value} for c in found]
    rows = [
        [
            c.kind.value,
            f"{c.span.quote}{_mark(c, state(c, reviews).value)}",
            _amount(c),
            _when(c),
            c.attribution.speaker.name,
            sources[c.source_id].name,
        ]
        for c in found
    ]
    words = _table(["Kind", "Words", "Amount", "When", "Who says it", "Source"], rows)
    emit("claims", {"claims": data}, as_json=as_json, warnings=_stale(opened), words=words)


def findings(
    case: CaseFolder,
    level: Annotated[Level | None, typer.Option(help="Only findings of this level.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="NAME", help="Only findings of this check.")] = None,
    as_json: Json = False,
) -> None:
    """Show what cannot all be true, with the words and the working."""
    from corroborate.case import Case
    from corroborate.case.codec import plain
    from corroborate.consistency import KINDS

    kinds = sorted(known.name for known in KINDS)
    if kind is not None and kind not in kinds:
        raise InputError("there is no such check", value=kind, hint=f"checks: {', '.join(kinds)}")
    opened = Case.open(case)
    checked = opened.checked()
    found = [
        f
        for f in checked.findings
        if (level is None or f.level is level) and (kind is None or f.kind == kind)
    ]
    quotes = {c.id: c.span.quote for c in opened.claims()}
    told = [_told(f, quotes) for f in found if f.level is not Level.AGREES]
    agreeing = [f"= {f.title}  [{f.kind}]" for f in found if f.level is Level.AGREES]
    told += ["\n".join(["What agrees:", *agreeing])] if agreeing else []
    told = told or ["No finding of this sort."]
    told += ["\n".join(f"note: {note}" for note in checked.notes)] if checked.notes else []
    words = "\n\n".join(told)
    data = {"findings": [plain(f) for f in found], "notes": list(checked.notes)}
    emit("findings", data, as_json=as_json, warnings=_stale(opened), words=words)


def _told(finding: Finding, quotes: dict[str, str]) -> str:
    """A finding with its words; what the working quotes is not quoted twice."""
    mark = "!!" if finding.level is Level.CHANGES else "!" if finding.strict else "~"
    lines = [f"{mark} {finding.title}  [{finding.kind}]"]
    working = "\n".join(finding.working)
    quoted = dict.fromkeys(quotes.get(id, id) for id in finding.claims)
    lines += [f"    “{words}”" for words in quoted if f"“{words}”" not in working]
    lines += [f"    {line}" for line in finding.working if line.rstrip(".") != finding.title.rstrip(".")]
    lines += [f"    {s.on}: holds {s.holds}; vanishes {s.vanishes}" for s in finding.sensitivity]
    lines += [f"    what separates them: {what}" for what in finding.separates]
    return "\n".join(lines)


def _mark(claim: AnyClaim, state: str) -> str:
    """What a reader must know of how a claim was read (C10)."""
    reader = claim.reader
    told = "" if state in ("not_needed", "unreviewed") else state
    if reader.machine:
        return f" [read by a machine: {reader.model_id or reader.name}, {told or 'not reviewed'}]"
    return f" [{told}]" if told else ""


def _stale(case: Case) -> list[str]:
    if case.is_current():
        return []
    return ["the case has changed since the last run; `corroborate run` brings this up to date"]


def _has(words: str, *fields: str) -> bool:
    return any(words.casefold() in field.casefold() for field in fields)


def _counts(claim: AnyClaim, words: str) -> bool:
    counted = claim.counted
    return counted is not None and (counted.measure == words or _has(words, counted.words, counted.head))


def _amount(claim: AnyClaim) -> str:
    if claim.quantity is None:
        return ""
    hard = claim.quantity.hard
    if hard.is_exact:
        return f"{hard.low:,}"
    return (
        f"{'…' if hard.low is None else f'{hard.low:,}'} to {'…' if hard.high is None else f'{hard.high:,}'}"
    )


def _when(claim: AnyClaim) -> str:
    days = None if claim.window is None else claim.window.outer
    return "" if days is None or (days.first is None and days.last is None) else str(days)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as a table as wide as the terminal, or as lines with tabs where there is none."""
    if not rows:
        return "None."
    if not sys.stdout.isatty():
        return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in [head, *rows])
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, header_style="bold", row_styles=["", "dim"])
    for name in head:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(" ".join(cell.split()) for cell in row))
    console: Any = Console(width=shutil.get_terminal_size().columns)
    with console.capture() as captured:
        console.print(table)
    return str(captured.get().rstrip())
