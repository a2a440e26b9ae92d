"""The command that makes lists with a known truth, and plans a collection by them."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corroborate.cli.options import Json
from corroborate.cli.output import emit, progress_bar
from corroborate.errors import SettingError

if TYPE_CHECKING:
    from corroborate.lists.simulate import Setting, Written
    from corroborate.lists.simulate.plan import Plan
    from corroborate.model.capture import CaptureHistories
    from corroborate.model.estimate import Estimate, Refused


def register(app: typer.Typer) -> None:
    """Put the command of this module on the command line."""
    app.command(
        "simulate",
        epilog="Examples: corroborate simulate lists --records 10000 · corroborate simulate lists "
        "--incidents 5000 --format ged --format acled --format gtd --format plain --texts · "
        "corroborate simulate --plan --incidents 2000 --lists 3,4,5 --coverage 0.1,0.2,0.4 --width 0.3",
    )(simulate)


def simulate(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[FOLDER]", help="A new folder for the files.", show_default=False),
    ] = None,
    world: Annotated[
        str,
        typer.Option(metavar="NAME", help="four-lists, linkage-reference, or persons for names of the dead."),
    ] = "four-lists",
    setting: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A world of your own as TOML, or the setting.json of another."),
    ] = None,
    records: Annotated[
        int | None, typer.Option(metavar="N", help="About how many records, 10 to 10,000,000.")
    ] = None,
    incidents: Annotated[
        int | None, typer.Option(metavar="N", help="Exactly how many incidents, instead of records.")
    ] = None,
    lists: Annotated[
        str | None,
        typer.Option(metavar="K", help="How many of the world's lists; with --plan several, as in 3,4,5."),
    ] = None,
    coverage: Annotated[
        str | None,
        typer.Option(
            metavar="SHARES", help="The coverage of each list; with --plan means to compare, as in 0.2,0.4."
        ),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Real provinces, such as AF, instead of a made-up country."),
    ] = None,
    start: Annotated[
        str | None, typer.Option(metavar="DAY", help="The first day, such as 2024-01-01.")
    ] = None,
    days: Annotated[int | None, typer.Option(metavar="N", help="How many days.")] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format", metavar="NAME", help="plain, ged, acled or gtd: one for all, or one a list."
        ),
    ] = None,
    texts: Annotated[bool, typer.Option("--texts", help="Fill the columns of texts.")] = False,
    reports: Annotated[
        int, typer.Option(metavar="N", help="Write reports in words on the first N records of each list.")
    ] = 0,
    seed: Annotated[int, typer.Option(metavar="N", help="Same seed, same bytes.")] = 0,
    plan: Annotated[
        bool,
        typer.Option("--plan", help="Say how wide intervals would be for so many lists, instead of files."),
    ] = False,
    replicates: Annotated[int, typer.Option(metavar="N", help="Worlds a plan is tried on.")] = 20,
    width: Annotated[
        float | None,
        typer.Option(metavar="SHARE", help="With --plan, the width wanted, as a share of the total."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Make lists with a known truth, or plan a collection.

    Each list is a file in the format asked; truth.csv says which rows speak of the same incident, and
    incidents.csv what truly happened. With `--plan` nothing is written: worlds are simulated, their lists
    are estimated from, and the widths of the intervals are shown.
    """
    chosen = _setting(world, setting, country, start, days)
    if plan:
        if folder is not None or records is not None or formats or texts or reports:
            raise SettingError(
                "a plan writes no files", hint="leave out the folder, --records, --format, --texts, --reports"
            )
        _plan(chosen, incidents, lists, coverage, replicates, width, seed, as_json=as_json)
        return
    if folder is None:
        raise SettingError("the folder is missing", hint="corroborate simulate FOLDER --records 10000")
    if width is not None:
        raise SettingError("--width is for --plan", value=width)
    if records is None and incidents is None:
        records = 10_000
    chosen = _narrowed(chosen, lists, coverage)
    _write(chosen, folder, records, incidents, formats or ["plain"], reports, texts, seed, as_json=as_json)


def _setting(
    world: str, file: Path | None, country: str | None, start: str | None, days: int | None
) -> Setting:
    from corroborate.lists.simulate import preset, read_setting

    chosen = preset(world) if file is None else read_setting(file)
    if country is not None:
        chosen = replace(chosen, country=country.upper())
    if days is not None:
        chosen = replace(chosen, days=days)
    if start is not None:
        try:
            chosen = replace(chosen, start=date.fromisoformat(start))
        except ValueError as error:
            raise SettingError("the first day cannot be read", value=start, hint="as 2024-01-01") from error
    return chosen.checked()


def _numbers(words: str | None, name: str, kind: type[int] | type[float]) -> list[float]:
    try:
        return [kind(part) for part in (words or "").split(",") if part.strip()]
    except ValueError as error:
        raise SettingError(f"--{name} takes numbers with commas between them", value=words) from error


def _narrowed(chosen: Setting, lists: str | None, coverage: str | None) -> Setting:
    from corroborate.lists.simulate.plan import planned

    sizes = _numbers(lists, "lists", int)
    if len(sizes) > 1:
        raise SettingError("--lists takes several numbers only with --plan", value=lists)
    if sizes:
        number = int(sizes[0])
        if number > len(chosen.lists):
            mean = sum(s.coverage for s in chosen.lists) / len(chosen.lists)
            chosen = planned(chosen, number, mean)
        elif number < 1:
            raise SettingError("there must be at least one list", value=number)
        else:
            chosen = chosen.keeping(number)
    shares = _numbers(coverage, "coverage", float)
    if shares and len(shares) != len(chosen.lists):
        raise SettingError(
            "give one coverage a list", value=coverage, hint=f"there are {len(chosen.lists)} lists"
        )
    if shares:
        made = (replace(one, coverage=share) for one, share in zip(chosen.lists, shares, strict=True))
        chosen = replace(chosen, lists=tuple(made)).checked()
    return chosen


def _write(
    chosen: Setting,
    folder: Path,
    records: int | None,
    incidents: int | None,
    formats: list[str],
    reports: int,
    texts: bool,
    seed: int,
    *,
    as_json: bool,
) -> None:
    from corroborate.lists.simulate import size, stream, write

    total = round(size(chosen, records, incidents) * chosen.records_an_incident)
    with progress_bar() as progress:
        done = write(
            folder,
            stream(chosen, records=records, incidents=incidents, seed=seed),
            formats=formats,
            reports=reports,
            texts=texts,
            progress=lambda n: progress("Simulating", n, max(total, n), folder.name),
        )
    data = {
        "folder": str(folder),
        "records": done.records,
        "incidents": done.incidents,
        "distinct": done.distinct,
        "texts": done.texts,
        "seed": seed,
    }
    emit("simulate", data, as_json=as_json, words=_screen(done))


def _screen(done: Written) -> str:
    lines = [f"Made a simulated world in {done.folder}: {done.incidents:,} incidents truly happened."]
    lines += [f"  {name}: {number:,} records" for name, number in done.records.items()]
    total = sum(done.records.values())
    lines.append(f"{total:,} records speak of {done.distinct:,} distinct incidents; truth.csv says which.")
    if done.texts:
        lines.append(f"{done.texts:,} reports in words are in {done.folder / 'reports'}.")
    return "\n".join(lines)


def _estimator(table: CaptureHistories, seed: int) -> Estimate | Refused:
    from corroborate.estimation import estimate

    return estimate(table, spread="none", seed=seed)


def _plan(
    chosen: Setting,
    incidents: int | None,
    lists: str | None,
    coverage: str | None,
    replicates: int,
    width: float | None,
    seed: int,
    *,
    as_json: bool,
) -> None:
    from corroborate.lists.simulate.plan import plan

    sizes = [int(n) for n in _numbers(lists, "lists", int)] or [3, 4, 5]
    shares = _numbers(coverage, "coverage", float) or [0.1, 0.2, 0.3, 0.4]
    total = len(sizes) * len(shares)
    rows: list[Plan] = []
    with progress_bar() as progress:
        made = plan(
            _estimator,
            setting=chosen,
            incidents=2000 if incidents is None else incidents,
            lists=sizes,
            coverages=shares,
            replicates=replicates,
            seed=seed,
        )
        for row in made:
            rows.append(row)
            progress("Simulating", len(rows), total, f"{row.lists} lists, {row.coverage:.0%}")
    enough = [row for row in rows if width is not None and row.reaches(width)]
    data = {"plans": [asdict(row) for row in rows], "width": width, "enough": [asdict(r) for r in enough]}
    emit("simulate", data, as_json=as_json, words=_planned(rows, width, enough))


def _planned(rows: list[Plan], width: float | None, enough: list[Plan]) -> str:
    head = rows[0]
    lines = [
        f"{head.incidents:,} incidents, {head.replicates} simulated worlds a line.",
        "Every link is taken to be right: real intervals are wider.",
        "",
        "lists  mean coverage  recorded  width of the interval  holds the truth  centre off  no estimate",
    ]
    for row in rows:
        size = "–" if row.width is None else f"{row.width:.0%} of the total"
        held = "–" if row.covered is None else f"{row.covered:.0%}"
        off = "–" if row.off is None else f"{row.off:+.0%}"
        lines.append(
            f"{row.lists:>5}  {row.coverage:>13.0%}  {row.recorded:>8.0%}  {size:>21}  {held:>15}  "
            f"{off:>10}  {row.refused:>11.0%}"
        )
    if width is not None:
        found = "; ".join(f"{row.lists} lists of {row.coverage:.0%}" for row in enough)
        said = f"No wider than {width:.0%} of the total, and holding the truth in 4 of 5 worlds: {found}."
        if not enough:
            said = (
                f"None of these plans gives intervals of {width:.0%} of the total that mostly hold the truth."
            )
        lines += ["", said]
    return "\n".join(lines)
