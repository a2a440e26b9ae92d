"""Simulated lists as files in a folder: the lists, texts, and the truth beside them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import tomlkit

from corroborate.errors import SettingError, StorageError
from corroborate.lists.simulate.facts import EPOCH, Fact, facts
from corroborate.lists.simulate.formats import WRITERS, columns, file_id, list_table
from corroborate.lists.simulate.seeds import Part, stream_of
from corroborate.lists.simulate.settings import ListSetting
from corroborate.lists.simulate.simulated import Simulated
from corroborate.lists.simulate.texts import Reporter
from corroborate.lists.simulate.trees import ACTOR, TYPE

LABEL = (
    "SIMULATED. Nothing in this folder happened: names of places may be real; incidents, actors and persons "
    "are invented. truth.csv says which rows speak of the same incident, incidents.csv what truly happened, "
    "totals.csv what reports of months state, lists.toml how the lists are read, and setting.json how all of "
    "it was made."
)
INCIDENT = (
    "incident",
    "day",
    "latitude",
    "longitude",
    "province",
    "district",
    "town",
    "actor_1",
    "actor_2",
    "type",
    "deaths",
    "injured",
    "burst",
    "lists",
)
TOML_HEAD = "# How the lists are read: put these tables into the case.toml of a case that holds them.\n\n"
TOTALS = ("file", "list", "month", "rows", "deaths_in_rows", "stated", "stated_deaths")


@dataclass(slots=True)
class Written:
    """What was put into a folder: records a list, incidents, and how many texts."""

    folder: Path
    records: dict[str, int] = field(default_factory=dict)
    incidents: int = 0
    distinct: int = 0
    texts: int = 0


def write(
    folder: Path,
    parts: Iterable[Simulated],
    *,
    formats: Sequence[str] = ("plain",),
    reports: int = 0,
    texts: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Written:
    """Write lists, their truth, lists.toml, README.txt and setting.json into a new or empty folder.

    ``parts`` come from `stream` or are one world of `simulate`. ``formats`` are one for all lists, or one a
    list. ``texts`` fills the columns that hold a report in words; ``reports`` puts so many reports of a
    list into reports/, and one of every month's total of each list, with totals.csv. ``progress`` hears how
    many records are written. Raises SettingError for formats that are none and StorageError where the
    folder holds something already.
    """
    for name in formats:
        columns(name)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StorageError("the folder is not empty", value=folder, hint="name a new folder")
    with ExitStack() as open_files:
        out: _Folder | None = None
        for made in parts:
            if out is None:
                out = _Folder(folder, made, formats, reports, texts, open_files)
            out.add(made)
            if progress is not None:
                progress(sum(out.done.records.values()))
        if out is None:
            raise SettingError("there is no world to write")
        return out.finished()


class _ListFile:
    """The file of one list while it is being written, with its tallies of months."""

    def __init__(self, one: ListSetting, name: str, writer: Any, reporter: Reporter) -> None:
        self.one = one
        self.title = one.title or one.list_id
        self.format = name
        self.header = columns(name)
        self.render = WRITERS[name]
        self.writer = writer
        self.reporter = reporter
        self.months: dict[tuple[int, int], list[int]] = {}

    def put(self, fact: Fact, country: str, text: str) -> None:
        row = self.render(fact, country, text)
        self.writer.writerow([row.get(column, "") for column in self.header])
        tally = self.months.setdefault((fact.first.year, fact.first.month), [0, 0])
        tally[0] += 1
        tally[1] += fact.low or 0


class _Folder:
    """A folder while it is being written."""

    def __init__(
        self,
        folder: Path,
        head: Simulated,
        formats: Sequence[str],
        reports: int,
        texts: bool,
        files: ExitStack,
    ) -> None:
        lists = head.setting.lists
        if len(formats) not in (1, len(lists)):
            raise SettingError(
                "give one format, or one a list", value=f"{len(formats)} for {len(lists)} lists"
            )
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.head, self.reports, self.texts = folder, head, reports, texts
        self.done = Written(folder)
        self._files = files
        self.truth = self._csv("truth.csv", ("list", "file", "row_id", "incident"))
        self.world = self._csv("incidents.csv", INCIDENT)
        chosen = list(formats) * len(lists) if len(formats) == 1 else list(formats)
        self.lists = [
            _ListFile(
                one,
                name,
                self._csv(f"{one.list_id}.csv", columns(name)),
                Reporter(stream_of(head.seed, Part.TEXTS, j)),
            )
            for j, (one, name) in enumerate(zip(lists, chosen, strict=True))
        ]

    def _csv(self, name: str, header: Sequence[str]) -> Any:
        handle = self._files.enter_context((self.folder / name).open("w", encoding="utf-8", newline=""))
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        return writer

    def add(self, made: Simulated) -> None:
        """Write one block."""
        self.world.writerows(_incidents(made))
        country = made.geography.country
        for j, out in enumerate(self.lists):
            list_id = out.one.list_id
            true = made.truth[made.table.list_index == j].tolist()
            for fact, incident in zip(facts(made, j), true, strict=True):
                told = fact.number <= self.reports
                text = out.reporter.incident(fact) if self.texts or told else ""
                out.put(fact, country, text if self.texts else "")
                self.truth.writerow((list_id, f"{list_id}.csv", file_id(out.format, fact), incident))
                if told:
                    self._report(f"{fact.row_id}.txt", out.title, fact.last, text)
            self.done.records[list_id] = self.done.records.get(list_id, 0) + len(true)
        self.done.incidents += made.incidents
        self.done.distinct += made.distinct

    def finished(self) -> Written:
        """Write what stands beside the lists."""
        if self.reports:
            self._totals()
        setting = asdict(self.head.setting)
        setting["dependence"] = [[a, b, odds] for (a, b), odds in self.head.setting.dependence.items()]
        setting["start"] = str(self.head.setting.start)
        about = {
            "simulated": True,
            "seed": self.head.seed,
            "incidents": self.done.incidents,
            "formats": {out.one.list_id: out.format for out in self.lists},
            "setting": setting,
        }
        (self.folder / "setting.json").write_text(json.dumps(about, indent=2) + "\n", "utf-8")
        tables = {"list": [list_table(out.one, out.format) for out in self.lists]}
        (self.folder / "lists.toml").write_text(TOML_HEAD + tomlkit.dumps(tables), "utf-8")
        (self.folder / "README.txt").write_text(LABEL + "\n", "utf-8")
        return self.done

    def _report(self, name: str, publisher: str, day: date, text: str) -> None:
        """A report that is published the day after."""
        target = self.folder / "reports" / name
        target.parent.mkdir(exist_ok=True)
        published = day + timedelta(days=1)
        target.write_text(f"SIMULATED REPORT\n{publisher}\nPublished: {published}\n\n{text}\n", "utf-8")
        self.done.texts += 1

    def _totals(self) -> None:
        totals = self._csv("totals.csv", TOTALS)
        for out in self.lists:
            for (year, month), (rows, deaths) in sorted(out.months.items()):
                # A party counts operations as it wishes; its deaths are inflated row by row already.
                stated = round(rows * out.one.inflation) if out.one.party else rows
                first = date(year, month, 1)
                words = out.reporter.total(out.title, first, stated, deaths, party=out.one.party)
                name = f"{out.one.list_id}-{year}-{month:02d}.txt"
                last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
                self._report(name, out.title, last, words)
                totals.writerow((name, out.one.list_id, f"{year}-{month:02d}", rows, deaths, stated, deaths))


def _incidents(made: Simulated) -> Iterator[tuple[object, ...]]:
    world, places = made.world, made.geography
    names = [one.list_id for one in made.setting.lists]
    district_of = places.settlement_of.tolist()
    province_of = places.province_of.tolist()
    rows = zip(
        range(made.first, made.first + made.incidents),
        world.day.tolist(),
        world.lat.tolist(),
        world.lon.tolist(),
        world.settlement.tolist(),
        world.actor_a.tolist(),
        world.actor_b.tolist(),
        world.event_type.tolist(),
        world.deaths.tolist(),
        world.injured.tolist(),
        world.burst.tolist(),
        made.pattern.tolist(),
        strict=True,
    )
    for number, day, lat, lon, town, a, b, kind, deaths, injured, burst, pattern in rows:
        yield (
            number,
            date.fromordinal(EPOCH + day),
            f"{lat:.5f}",
            f"{lon:.5f}",
            places.province_names[province_of[town]],
            places.district_names[district_of[town]],
            places.names[town],
            ACTOR.tree.codes[a],
            ACTOR.tree.codes[b],
            TYPE.tree.codes[kind],
            deaths,
            injured,
            "" if burst < 0 else burst,
            " ".join(name for j, name in enumerate(names) if pattern >> j & 1),
        )
