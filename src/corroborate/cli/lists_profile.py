"""The command that shows what lists hold before anybody links them."""

from __future__ import annotations

import tempfile
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corroborate.cli.options import Json
from corroborate.cli.output import emit, progress_bar
from corroborate.errors import InputError, StorageError

if TYPE_CHECKING:
    from corroborate.lists.profile import ListProfile, Profile
    from corroborate.model.recordtable import RecordTable

GROUP = "lists"
CASE_FILE = "case.toml"


def lists_group(app: typer.Typer) -> typer.Typer:
    """The group `lists`, which is made where nobody has made it yet."""
    held = (found.typer_instance for found in app.registered_groups if found.name == GROUP)
    group = next((one for one in held if one is not None), None)
    if group is None:
        group = typer.Typer(
            help="Looks at lists of incidents.",
            no_args_is_help=True,
            rich_markup_mode=None,
            add_completion=False,
        )
        # Without a callback a group of one command would be that command.
        group.callback()(lambda: None)
        app.add_typer(group, name=GROUP)
    return group


def register(app: typer.Typer) -> None:
    """Put the command into the group `lists`."""
    lists_group(app).command(
        "profile",
        epilog="Examples: corroborate lists profile attacks · corroborate lists profile ged.csv acled.csv "
        "--out pictures --outlines provinces.geojson",
    )(profile)


def profile(
    what: Annotated[
        list[Path], typer.Argument(metavar="CASE|FILES", help="A case that was run, or files of lists.")
    ],
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write calendar.svg and map.svg into this folder.")
    ] = None,
    outlines: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Outlines for the map, as GeoJSON or TopoJSON in degrees."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what lists hold: rows, windows, gaps, precision, suspected duplicates, what two lists share.

    A glance before linking: nothing is decided here. Rows of one list with the same days, place and actors
    are suspected duplicates; two lists share a row where they have one on the same day within 10 km.
    """
    from corroborate.case.codec import plain
    from corroborate.lists.profile import calendar, draw_map, read_outlines
    from corroborate.lists.profile import profile as profiled

    if outlines is not None and out is None:
        raise InputError("--outlines is for the map", hint="add --out FOLDER")
    lines = read_outlines(outlines) if outlines is not None else ()
    table, rejected = _table(what)
    found = profiled(table)
    pictures: dict[str, str] = {}
    if out is not None:
        pictures = {"calendar": str(out / "calendar.svg"), "map": str(out / "map.svg")}
        try:
            out.mkdir(parents=True, exist_ok=True)
            Path(pictures["calendar"]).write_text(calendar(found), "utf-8")
            Path(pictures["map"]).write_text(draw_map(table, lines), "utf-8")
        except OSError as error:
            raise StorageError("the pictures cannot be written", value=out, hint=error.strerror) from error
    data = {"profile": plain(found), "rejected": rejected, "pictures": pictures}
    emit("lists profile", data, as_json=as_json, words=_screen(found, rejected, list(pictures.values())))


def _table(what: Sequence[Path]) -> tuple[RecordTable, dict[str, int]]:
    """The records, and how many rows of each list could not be read."""
    if len(what) == 1 and what[0].is_dir():
        from corroborate.case import Case

        case = Case.open(what[0])
        rejected: dict[str, int] = {}
        for counts in case.lists.counts.values():
            name = counts.card.list_id
            rejected[name] = rejected.get(name, 0) + counts.rejected
        return case.record_table(), rejected
    folders = [path for path in what if path.is_dir()]
    if folders:
        raise InputError("give one case, or files", value=folders[0])
    return _of_files(what)


def _of_files(files: Sequence[Path]) -> tuple[RecordTable, dict[str, int]]:
    from corroborate.lists import import_list, record_files, table

    records: dict[str, tuple[Path, ...]] = {}
    rejected: dict[str, int] = {}
    with tempfile.TemporaryDirectory(prefix="corroborate-") as place, progress_bar() as progress:
        for number, file in enumerate(files):
            progress("Reading the lists", number, len(files), file.name)
            folder = Path(place) / str(number)
            name = _own(file.name.partition(".")[0], records)
            counts = import_list(file, folder, name=name)
            records[name], rejected[name] = record_files(folder), counts.rejected
        return table(records), rejected


def _own(name: str, taken: Container[str]) -> str:
    """A name of its own for each file: two files of one name are two lists."""
    number = 1
    own = name
    while own in taken:
        number += 1
        own = f"{name} ({number})"
    return own


def _screen(found: Profile, rejected: Mapping[str, int], pictures: list[str]) -> str:
    lines: list[str] = []
    for one in found.lists:
        lines += [*_words(one, rejected.get(one.list_id, 0)), ""]
    if len(found.lists) > 1:
        lines += [*_matrix(found), ""]
    lines.append(
        f"Pictures: {', '.join(pictures)}" if pictures else "Add --out FOLDER for a calendar and a map."
    )
    return "\n".join(lines)


def _words(one: ListProfile, rejected: int) -> list[str]:
    window = f"{one.first} to {one.last}" if one.first and one.last else "no days"
    refused = f", {rejected:,} rows that could not be read" if rejected else ""
    lines = [f"{one.list_id}: {one.rows:,} rows, {window}{refused}"]
    if not one.rows:
        return lines
    gaps = [f"{name} {_share(n, one.rows)}" for name, n in one.missing.items() if n]
    lines.append(f"  not stated: {', '.join(gaps) or 'nothing is missing'}")
    for name, classes in (("days", one.days), ("places", one.places)):
        stated = [f"{kind} {_share(n, one.rows)}" for kind, n in classes.items() if n]
        lines.append(f"  {name}: {', '.join(stated)}")
    if one.duplicates:
        example = ", ".join(one.examples[0].rows[:4])
        lines.append(
            f"  suspected duplicates: {one.duplicates:,} rows in {one.groups:,} groups, such as {example}"
        )
    else:
        lines.append("  suspected duplicates: none")
    return lines


def _share(part: int, whole: int) -> str:
    percent = 100 * part / whole
    if part == whole:
        return "100%"
    return "under 1%" if percent < 1 else "over 99%" if percent > 99 else f"{percent:.0f}%"


def _matrix(found: Profile) -> list[str]:
    """Rows of the list on the left that have one of the list above on the same day close by."""
    shared = found.overlap
    names = [name if len(name) <= 18 else f"{name[:17]}…" for name in shared.lists]
    wide = max(len(name) for name in names)
    cells = [["·" if i == j else f"{n:,}" for j, n in enumerate(row)] for i, row in enumerate(shared.shared)]
    heads = [*names, "compared"]
    rows = [[*row, f"{n:,}"] for row, n in zip(cells, shared.compared, strict=True)]
    widths = [max(len(heads[j]), *(len(row[j]) for row in rows)) for j in range(len(heads))]

    def line(first: str, values: Sequence[str]) -> str:
        return "  " + "  ".join(
            [first.ljust(wide), *(v.rjust(w) for v, w in zip(values, widths, strict=True))]
        )

    return [
        f"Rows with a row of the other list on the same day within {found.near_km:g} km:",
        line("", heads),
        *(line(name, row) for name, row in zip(names, rows, strict=True)),
        "  Compared are rows that state one day and a point that is not the centre of an area.",
    ]
