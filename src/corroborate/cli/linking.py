"""Commands on linkage: link lists, evaluate against labels, explain a pair, judge it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corroborate.cli.options import CaseFolder, Json, Now, moment
from corroborate.cli.output import emit, progress_bar
from corroborate.errors import InputError, SettingError, StoppedError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corroborate.model.evaluation import Evaluation, Scores
    from corroborate.model.linkage import Linkage, LinkageRefused, Waterfall
    from corroborate.model.recordtable import RecordTable

REFUSED = 5
"""The exit code where the lists cannot carry a linkage."""
TWIN_SWEEPS = 400
"""Sweeps on each twin: enough for its interval, which is all that is looked at."""

Preset = Annotated[str, typer.Option(metavar="NAME", help="incidents or persons.")]
Duplicates = Annotated[
    list[str] | None,
    typer.Option(
        "--duplicates",
        metavar="LIST=POLICY",
        help="How often a list may hold one incident: none, few, free, or a number.",
    ),
]
Seed = Annotated[int, typer.Option(help="Same seed, same result.")]
Record = Annotated[str, typer.Argument(metavar="LIST:ROW", help="A record: its list and its row id.")]


def register(app: typer.Typer) -> None:
    """Put the commands of this module on the command line."""
    group = typer.Typer(
        help="Links the records of several lists.",
        no_args_is_help=True,
        rich_markup_mode=None,
        add_completion=False,
    )
    for name, command, example in (
        ("run", run, "corroborate linkage run un.csv press.csv monitor.csv --histories table.csv"),
        ("evaluate", evaluate, "corroborate linkage evaluate attacks --labels labels.csv --twins 20"),
        ("explain", explain, "corroborate linkage explain attacks un:17 press:203"),
        (
            "judge",
            judge,
            "corroborate linkage judge attacks un:17 press:203 same --who Ana --why 'same town'",
        ),
        ("export", export, "corroborate linkage export attacks pairs.parquet"),
    ):
        group.command(name, epilog=f"Example: {example}")(command)
    app.add_typer(group, name="linkage")


def run(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Lists in formats that are known.")],
    preset: Preset = "incidents",
    duplicates: Duplicates = None,
    engine: Annotated[
        str, typer.Option(metavar="ENGINE", help="sampler; fast for a first look; or spark.")
    ] = "sampler",
    splink: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Take the probabilities of pairs from Splink's predictions."),
    ] = None,
    splink_model: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Begin learning from a model that Splink saved as JSON."),
    ] = None,
    sweeps: Annotated[int | None, typer.Option(help="Sweeps of each chain.")] = None,
    seed: Seed = 0,
    resume: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Keep the state of the sampler here as .npz; the same command goes on from it.",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write incidents and pairs here, as Parquet.")
    ] = None,
    histories: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the capture histories for `corroborate estimate`, as CSV."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Link lists without a case: which records are the same incident, and how sure that is.

    Ends with exit code 5 where the lists cannot carry a linkage; the reason is then the result.
    """
    from corroborate.case.linkagefile import save
    from corroborate.lists import read, table

    readings = [read(file) for file in files]
    records = table(*readings)
    given = {r.card.list_id: r.card.duplicates for r in readings} | _policies(duplicates)
    found = _linked(records, preset, given, engine, splink, splink_model, sweeps, seed, resume)
    if out is not None and not _is_refused(found):
        save(found, records, out)  # type: ignore[arg-type]
    if histories is not None and not _is_refused(found):
        _write_histories(found, histories)  # type: ignore[arg-type]
    _tell(found, len(records), as_json=as_json)


def _linked(
    records: RecordTable,
    preset: str,
    duplicates: dict[str, Any],
    engine: str,
    splink: Path | None,
    model: Path | None,
    sweeps: int | None,
    seed: int,
    resume: Path | None,
) -> Linkage | LinkageRefused:
    if resume is not None and (splink is not None or engine == "fast"):
        raise SettingError(
            "only a sampler has a state to go on from",
            value=resume,
            hint="leave out --resume, or --engine fast",
        )
    if splink is not None:
        from corroborate.linkage.splink import from_splink

        return from_splink(splink, records, duplicates=duplicates, seed=seed)
    from corroborate.linkage.link import SWEEPS, link

    starts = None
    if model is not None:
        from corroborate.linkage.presets import preset_of
        from corroborate.linkage.splinksettings import read_settings

        held = read_settings(model, preset_of(preset).laws)
        starts = held.starts
        typer.echo("\n".join([f"Begins from {model.name}:", *(f"  {line}" for line in held.used)]), err=True)
        typer.echo("\n".join(["Not taken:", *(f"  {line}" for line in held.unused)]), err=True)
    with progress_bar() as bar:

        def tell(done: int, total: int) -> None:
            bar("linkage", done, total, "sweeps of the sampler")

        try:
            return link(
                records,
                preset=preset,
                duplicates=duplicates,
                starts=starts,
                engine=engine,
                sweeps=sweeps or SWEEPS,
                seed=seed,
                progress=tell,
                resume=resume,
            )
        except KeyboardInterrupt:
            raise _stopped(resume) from None


def _stopped(resume: Path | None) -> StoppedError:
    """What is left of a run that was interrupted."""
    if resume is None:
        left = "nothing was kept; with --resume FILE the same command goes on"
    elif resume.exists():
        left = f"the state is kept in {resume}; the same command goes on to the same result"
    else:
        left = f"too early for a state in {resume}; the same command begins again"
    return StoppedError("the linkage was interrupted", hint=left)


def _tell(found: Linkage | LinkageRefused, records: int, *, as_json: bool) -> None:
    from corroborate.case.codec import plain
    from corroborate.model.linkage import LinkageRefused
    from corroborate.model.listing import LinkageSummary

    if isinstance(found, LinkageRefused):
        helps = "".join(f"\n  would help: {line}" for line in found.would_help)
        emit("linkage run", plain(found), as_json=as_json, words=f"No linkage: {found.reason}{helps}")
        raise typer.Exit(REFUSED)
    summary = LinkageSummary.of(found)
    low, high = found.distinct.low, found.distinct.high
    what = "persons" if found.settings.get("preset") == "persons" else "incidents"
    lines = [
        (
            f"{records:,} records of {len(found.lists)} list{'' if len(found.lists) == 1 else 's'} speak of "
            f"{low:,} to {high:,} distinct {what} ({found.level:.0%} interval)."
        ),
        (
            f"True pairs that were never compared: {found.missed[0]:.1%} to {found.missed[1]:.1%}; the "
            "interval carries it."
        ),
        f"Pairs that the data leave open: {len(found.undecided):,}.",
    ]
    emit(
        "linkage run",
        plain(summary),
        as_json=as_json,
        warnings=[c.words for c in found.cautions],
        words="\n".join(lines),
    )


def evaluate(
    case: CaseFolder,
    labels: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="A CSV with the columns list, row, incident: the same number, the same one."
        ),
    ] = None,
    twins: Annotated[
        int, typer.Option(help="Simulated twins of these lists on which the interval is put to the test.")
    ] = 0,
    diagram: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the reliability diagram of the labels here, as SVG."),
    ] = None,
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Score the linkage of a case against labels, and its interval on twins of the same lists."""
    from corroborate.case import Case
    from corroborate.case.codec import plain
    from corroborate.linkage.diagram import reliability_svg
    from corroborate.linkage.evaluate import evaluate as scored

    if diagram is not None and labels is None:
        raise InputError("a reliability diagram needs labels", value=diagram, hint="give --labels FILE")
    if labels is None and not twins:
        raise InputError(
            "there is nothing to evaluate against", hint="give --labels FILE, --twins N, or both"
        )
    held = Case.open(case)
    table, linkage = held.record_table(), held.linkage()
    data: dict[str, Any] = {}
    lines: list[str] = []
    if labels is not None:
        found = scored(linkage, _labels(labels, table))
        data["labels"] = plain(found)
        lines += _scores(found)
        if diagram is not None:
            diagram.write_text(reliability_svg(found.reliability, _titled(found)), encoding="utf-8")
            lines.append(f"Wrote the reliability diagram to {diagram}.")
    if twins:
        results = _twins(table, linkage, twins, seed)
        covered = sum(bool(r.covered) for r in results)
        data["twins"] = [plain(r) for r in results]
        lines.append(f"On {twins} twins of these lists the interval held the truth {covered} times.")
    emit("linkage evaluate", data, as_json=as_json, words="\n".join(lines))


def _twins(table: RecordTable, linkage: Linkage, number: int, seed: int) -> list[Evaluation]:
    from corroborate.linkage.evaluate import evaluate as scored
    from corroborate.linkage.link import link
    from corroborate.linkage.twins import policy_of, twin
    from corroborate.model.linkage import LinkageRefused

    results = []
    policy = policy_of(linkage)
    with progress_bar() as bar:
        for i in range(number):
            records, truth = twin(table, linkage, seed + i)
            preset = linkage.settings.get("preset", "incidents")
            found = link(records, preset=preset, duplicates=policy, sweeps=TWIN_SWEEPS, seed=seed + i)
            bar("linkage", i + 1, number, "twins")
            if not isinstance(found, LinkageRefused):
                results.append(scored(found, truth))
    return results


def _titled(found: Evaluation) -> str:
    pairs = sum(b.pairs for b in found.reliability)
    return f"{pairs:,} pairs of {found.labelled:,} labelled records"


def _scores(found: Evaluation) -> list[str]:
    def shown(name: str, scores: Scores) -> str:
        parts = (("precision", scores.precision), ("recall", scores.recall), ("F1", scores.f1))
        return f"{name}: " + ", ".join(f"{n} {'–' if v is None else f'{v:.3f}'}" for n, v in parts)

    lines = [
        f"{found.labelled:,} labelled records, {found.true_pairs:,} true pairs.",
        shown("Pairs", found.pairs),
        shown("Incidents", found.clusters),
        shown("Records (B-cubed)", found.b_cubed),
    ]
    if found.candidates_recall is not None:
        lines.append(f"Of the true pairs {found.candidates_recall:.1%} have a probability of 0.001 or more.")
    lines += [
        f"  stated {b.low:.0%} to {b.high:.0%}: {b.true:.1%} of {b.pairs:,} pairs are true"
        for b in found.reliability
    ]
    if found.covered is not None:
        held = "holds" if found.covered else "does not hold"
        lines.append(f"The interval {held} the true number of incidents, {found.truth:,}.")
    return lines


def explain(case: CaseFolder, a: Record, b: Record, as_json: Json = False) -> None:
    """Say what speaks for and against two records being the same incident."""
    from corroborate.case import Case
    from corroborate.case.codec import plain
    from corroborate.linkage.explain import explain as why

    held = Case.open(case)
    found = why(held.record_table(), held.linkage(), _key(a), _key(b))
    emit("linkage explain", plain(found), as_json=as_json, words=_waterfall(found))


def _waterfall(found: Waterfall) -> str:
    lines = [f"  {found.prior:+7.2f}  before anything is compared"]
    lines += [f"  {e.weight:+7.2f}  {e.field}: {e.words}" for e in found.evidence]
    total = found.prior + sum(e.weight for e in found.evidence)
    return "\n".join(
        [
            f"{found.a[1]} of {found.a[0]} and {found.b[1]} of {found.b[0]}, in log-odds:",
            *lines,
            f"  {total:+7.2f}  together, of the pair by itself",
            (
                f"With all that the other records say, they are the same with a probability of "
                f"{found.probability:.1%}."
            ),
        ]
    )


def judge(
    case: CaseFolder,
    a: Record,
    b: Record,
    verdict: Annotated[
        str, typer.Argument(metavar="VERDICT", help="same, different, related, or cannot-tell.")
    ],
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who decides.")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason.")],
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Decide about two records; the decision is appended to the log, and the next run honours it."""
    from corroborate.case import Case
    from corroborate.linkage.contradictions import contradictions
    from corroborate.model.linkage import PairVerdict

    words = verdict.replace("-", " ")
    if words not in set(PairVerdict):
        raise SettingError(
            "there is no such verdict", value=verdict, hint="same, different, related, or cannot-tell"
        )
    held = Case.open(case)
    _known(held.record_table(), (_key(a), _key(b)))
    entry = held.judge(_key(a), _key(b), PairVerdict(words), who=who, why=why, now=moment(now))
    clashes = [c.words for c in contradictions(held.judgements())]
    emit(
        "linkage judge",
        {"number": entry.number, "contradictions": clashes},
        as_json=as_json,
        warnings=clashes,
        words=f"Decision {entry.number}: {a} and {b} are judged “{words}”. "
        f"The next `corroborate run {case}` goes by it.",
    )


def export(
    case: CaseFolder,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .parquet or .csv file; or .json.")],
    as_json: Json = False,
) -> None:
    """Write the pairs and their probabilities as Splink writes predictions, or as JSON what was learnt.

    The JSON is settings for Splink with the m probabilities of each field.
    """
    from corroborate.case import Case
    from corroborate.linkage.splink import to_splink
    from corroborate.linkage.splinksettings import write_settings

    held = Case.open(case)
    if file.suffix.lower() == ".json":
        fields, left = write_settings(held.linkage(), file)
        lines = [f"Wrote settings of {', '.join(fields) or 'no field'} to {file}."]
        lines += [f"Splink has no comparison like that of {name}." for name in left]
        data = {"fields": list(fields), "left_out": list(left)}
        emit("linkage export", data, as_json=as_json, words="\n".join(lines))
        return
    pairs = to_splink(held.linkage(), held.record_table(), file)
    emit("linkage export", {"pairs": pairs}, as_json=as_json, words=f"Wrote {pairs:,} pairs to {file}.")


def _key(words: str) -> tuple[str, str]:
    name, colon, row = words.partition(":")
    if not colon or not name or not row:
        raise InputError("a record is named by its list and its row", value=words, hint="write LIST:ROW")
    return name, row


def _known(table: RecordTable, keys: Sequence[tuple[str, str]]) -> None:
    held = {(table.lists[j], row) for j, row in zip(table.list_index.tolist(), table.row_ids, strict=True)}
    for key in keys:
        if key not in held:
            raise InputError(
                "there is no such record in the case", value=":".join(key), hint="write LIST:ROW"
            )


def _labels(path: Path, table: RecordTable) -> NDArray[np.int64]:
    """The label of each record from a CSV, -1 where it has none."""
    import numpy as np

    if not path.is_file():
        raise InputError("there is no such file", value=path)
    at = {
        (table.lists[j], row): i
        for i, (j, row) in enumerate(zip(table.list_index.tolist(), table.row_ids, strict=True))
    }
    found = np.full(len(table), -1, np.int64)
    numbers: dict[str, int] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if not {"list", "row", "incident"} <= set(rows.fieldnames or ()):
            raise InputError("labels need the columns list, row and incident", value=path)
        for row in rows:
            place = at.get((row["list"] or "", row["row"] or ""))
            if place is not None and row["incident"]:
                found[place] = numbers.setdefault(row["incident"], len(numbers))
    return found


def _policies(given: Sequence[str] | None) -> dict[str, Any]:
    from corroborate.model.linking import policy

    found: dict[str, Any] = {}
    for words in given or ():
        name, equals, value = words.partition("=")
        if not equals:
            raise SettingError("a policy is written LIST=POLICY", value=words)
        found[name] = policy(int(value) if value.isdigit() else value)
    return found


def _is_refused(found: Linkage | LinkageRefused) -> bool:
    from corroborate.model.linkage import LinkageRefused

    return isinstance(found, LinkageRefused)


def _write_histories(found: Linkage, path: Path) -> None:
    """The capture histories of the middle draw, as `corroborate estimate` reads them."""
    from corroborate.model.listing import LinkageSummary

    table = LinkageSummary.of(found).overlap
    if table is None:
        raise InputError("this linkage has no capture histories to write")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*table.lists, "count"])
        for pattern, count in zip(table.patterns, table.counts, strict=True):
            writer.writerow([*(pattern >> j & 1 for j in range(len(table.lists))), count])
