"""Commands on lists of incidents: draft how one is read, and read one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corroborate.cli.options import Json
from corroborate.cli.output import emit, one_line
from corroborate.errors import InputError

if TYPE_CHECKING:
    from corroborate.lists import Counts
    from corroborate.lists.drafting import Draft

SHOWN = 10
"""How many rejects, flags and values `lists read` prints of each kind."""
Named = Annotated[
    str | None,
    typer.Option("--name", metavar="NAME", help="What the list is called; its file's name if left out."),
]
Sheet = Annotated[str | None, typer.Option(metavar="NAME", help="The sheet of an Excel workbook.")]
TableFile = Annotated[Path, typer.Argument(metavar="FILE", help="A table: CSV, TSV, Excel, JSON or Parquet.")]


def register(app: typer.Typer) -> None:
    """Put the commands of this module on the command line."""
    group = typer.Typer(
        help="Looks at lists of incidents.",
        no_args_is_help=True,
        rich_markup_mode=None,
        add_completion=False,
    )
    group.command(
        "map",
        epilog="Examples: corroborate lists map incidents.csv --name ours · "
        "corroborate lists map incidents.csv --name ours --case attacks",
    )(map_)
    group.command(
        "read",
        epilog="Examples: corroborate lists read ged.csv · "
        "corroborate lists read ours.csv --case attacks --name ours",
    )(read)
    app.add_typer(group, name="lists")


def map_(
    file: TableFile,
    name: Named = None,
    sheet: Sheet = None,
    case: Annotated[
        Path | None,
        typer.Option(metavar="CASE", help="Write it into the case.toml of this case, once confirmed."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write it without asking.")] = False,
    as_json: Json = False,
) -> None:
    """Draft how a table is read, by its columns and values, for you to confirm.

    Nothing of it is guessed further than shown: what stays open is asked, and the definitions of a list
    that is not known are for you to state.
    """
    from corroborate.case.codec import plain
    from corroborate.lists.drafting import draft

    made = draft(file, name=name, sheet=sheet)
    data = {
        "name": made.name,
        "format": made.format,
        "columns": plain(made.columns),
        "questions": list(made.questions),
        "toml": made.toml,
    }
    emit("lists map", data, as_json=as_json, warnings=made.notes, words=_drafted(made))
    if case is None:
        return
    if not yes and not (sys.stdin.isatty() and typer.confirm(f"Write this into {case / 'case.toml'}?")):
        raise InputError("nothing was written: not confirmed", value=case, hint="confirm it, or give --yes")
    from corroborate.case.casefile import add_list

    add_list(case, made.toml)


def read(
    file: TableFile,
    name: Named = None,
    format: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The known format to read it as; recognised if left out."),
    ] = None,
    case: Annotated[
        Path | None,
        typer.Option(metavar="CASE", help="Read it as the [[list]] of this case says that has its name."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Keep records, raw rows and rejects there, as Parquet."),
    ] = None,
    sheet: Sheet = None,
    as_json: Json = False,
) -> None:
    """Read a list and show what came of it: records, rejects with their place and reason, flags, gaps.

    A case reads its lists by `corroborate run`; this looks at one beforehand. An import with --out that
    was interrupted goes on where it was.
    """
    import tempfile

    from corroborate.case.codec import plain
    from corroborate.lists import import_list

    options = _options(file, name, format, case, sheet)
    with tempfile.TemporaryDirectory() as scratch, _steps() as step:
        counts = import_list(file, out or Path(scratch) / "list", name=name, options=options, step=step)
    data: dict[str, Any] = {
        "list": counts.card.list_id,
        "format": counts.format,
        "rows": counts.rows,
        "records": counts.records,
        "rejected": counts.rejected,
        "left_out": dict(counts.left_out),
        "flags": dict(counts.flags),
        "unmapped": plain(counts.unmapped),
        "mapping": dict(counts.mapping),
        "card": plain(counts.card),
        "rejects": plain(counts.rejects),
    }
    emit("lists read", data, as_json=as_json, warnings=counts.notes, words=_read(counts))


def _options(file: Path, name: str | None, format: str | None, case: Path | None, sheet: str | None) -> Any:
    from functools import partial

    from corroborate.case.listing import in_words, mapping_of
    from corroborate.lists import Options, formats

    words = partial(in_words, "en")
    if case is None:
        return Options(formats.named(format) if format else None, words=words, sheet=sheet)
    from corroborate.case import Case

    settings = Case.open(case).settings
    wanted = name or file.name.partition(".")[0]
    table = next((t for t in settings.lists if t.get("name") == wanted), None)
    if table is None:
        raise InputError("the case has no [[list]] of that name", value=wanted, hint="give --name")
    return Options(
        mapping_of(table),
        table.get("card", {}),
        words=partial(in_words, settings.language),
        taxonomy=settings.taxonomy,
        sheet=sheet or table.get("sheet"),
    )


@contextmanager
def _steps() -> Iterator[Callable[[str, float], None]]:
    """Tell on stderr what is done, where that is a terminal."""
    from corroborate.lists.raw import silent

    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    shown = (TextColumn("{task.description}"), BarColumn(bar_width=24), TimeElapsedColumn())
    with Progress(*shown, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("beginning", total=1.0)

        def step(what: str, done: float) -> None:
            bar.update(task, completed=done, description=one_line(what))

        yield step


def _drafted(draft: Draft) -> str:
    lines = []
    if draft.format:
        lines.append(f"{draft.file} is of the format {draft.format} ({draft.mapping.title}).")
    width = max((len(look.column) for look in draft.columns), default=0)
    for look in draft.columns:
        what = f"{look.noun}: {look.why}" if look.noun else "not used"
        values = " | ".join(one_line(v) for v in look.examples)
        lines.append(f"  {one_line(look.column):<{width}}  {what}; {look.filled:.0%} filled: {values}")
    if draft.questions:
        lines += ["", "To be settled:", *(f"  - {q}" for q in draft.questions)]
    lines += ["", "For case.toml, to be checked and completed:", "", draft.toml]
    return "\n".join(lines)


def _read(counts: Counts) -> str:
    left = sum(counts.left_out.values())
    lines = [
        (
            f"{counts.card.list_id}, {counts.card.title}: {counts.rows:,} rows = {counts.records:,} records"
            f" + {counts.rejected:,} rejects + {left:,} left out."
        )
    ]
    for what, found in (("Left out", counts.left_out), ("Flags", counts.flags)):
        lines += [f"{what}:"] * bool(found) + [f"  {n:,} {name}" for name, n in found.items()]
    for reject in counts.rejects[:SHOWN]:
        value = one_line(reject.value)[:80]
        lines.append(
            f"  reject, line {reject.line}, {reject.column or 'the row'}: {value!r} is {reject.reason}"
        )
    if counts.rejected > SHOWN:
        lines.append(f"  and {counts.rejected - SHOWN:,} more; --json or --out has all of them")
    for what, values in counts.unmapped.items():
        shown = ", ".join(f"{one_line(v)} ({n:,})" for v, n in list(values.items())[:SHOWN])
        more = f", and {len(values) - SHOWN:,} more" if len(values) > SHOWN else ""
        lines.append(f"Not known to the {what}: {shown}{more}")
    return "\n".join(lines)
