"""The second example: incidents of a year on four simulated lists, with claims about them and the truth.

Everything is made when it is asked for, from a seed, and says that it is simulated: real are only the
names of provinces and larger towns. The group, the lists and every incident are invented.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import tomlkit
import yaml

from corroborate.case import casefile
from corroborate.case.adding import SourceFile
from corroborate.case.case import Case
from corroborate.case.files import write_atomically
from corroborate.errors import CaseExistsError, StorageError
from corroborate.lists.simulate import ListSetting, PlaceLaw, Setting, Simulated, simulate
from corroborate.lists.simulate import write as write_lists
from corroborate.lists.simulate.formats import list_table
from corroborate.model.recordtable import RecordTable
from corroborate.model.source import Nature

TITLE = "Attacks by the Liberation Front, 2024 (simulated)"
QUESTION = "How many attacks did the Liberation Front carry out in Afghanistan in 2024?"
SEED = 2024
INCIDENTS = 420
YEAR = 2024
TWINS = 2
"""Simulated twins of the lists on which the report shows how far the linkage can be trusted."""
CLAIMED = 2.4
"""What the group's total exceeds the rows of its own feed by."""
MISCOUNTED = 3
"""By how much the press list's total of two months is wrong; checking the claims finds it."""
FORMATS = ("plain", "ged", "acled", "gtd")

SETTING = Setting(
    country="AF",
    start=date(YEAR, 1, 1),
    days=366,
    burst_share=0.4,
    burst_size=4.0,
    heterogeneity=0.15,
    deadly=0.65,
    tail=1.6,
    dyads=(("Liberation Front", "Army", 3.0), ("Liberation Front", "Police", 2.0)),
    lists=(
        ListSetting(
            "front",
            0.55,
            "the Liberation Front",
            severity=0.2,
            duplicates=0.05,
            late=0.9,
            place=PlaceLaw(exact=0.1, town=0.7, district=0.17, province=0.03, wrong=0.01),
            actor_unknown=0.02,
            actor_wrong=0.0,
            death_error=0.4,
            inflation=2.2,
            heaped=0.5,
            party=True,
        ),
        ListSetting(
            "mission",
            0.45,
            "the Mission",
            severity=0.4,
            threshold=1,
            place=PlaceLaw(exact=0.55, town=0.35, district=0.08, province=0.02, wrong=0.01),
            actor_unknown=0.08,
            deaths_missing=0.0,
            ranged=0.25,
        ),
        ListSetting(
            "monitor",
            0.42,
            "the Field Monitor",
            duplicates=0.02,
            place=PlaceLaw(exact=0.3, town=0.6, district=0.07, province=0.03, wrong=0.01),
        ),
        ListSetting(
            "press",
            0.34,
            "the News Archive",
            duplicates=0.03,
            place=PlaceLaw(exact=0.1, town=0.65, district=0.2, province=0.05, wrong=0.02),
            coarse_actor=0.2,
            coarse_type=0.3,
        ),
    ),
    dependence={("monitor", "press"): 0.3},
)
"""A group's own feed, a mission that counts attacks with deaths only, a monitor, and the press."""


_TOLD = ("incidents", "deadly", "deaths", "recorded", "outside")


@dataclass(frozen=True, slots=True)
class Truth:
    """What truly happened: incidents, those with a death, deaths, incidents by month, and what is planted.

    ``recorded`` are on any list, ``outside`` on one that is not the party's own.
    """

    incidents: int
    deadly: int
    deaths: int
    recorded: int
    outside: int
    by_month: tuple[int, ...]
    planted: Mapping[str, str] = field(default_factory=dict)

    def words(self) -> str:
        """The truth in sentences."""
        return (
            f"The truth, since all of this is simulated: {self.incidents:,} attacks, {self.deadly:,} of them "
            f"with at least one death, {self.deaths:,} deaths. The lists that are not the party's own record "
            f"{self.outside:,} of the attacks, and all lists with its feed {self.recorded:,}; the other "
            f"{self.incidents - self.recorded:,} are on no list."
        )


@dataclass(frozen=True, slots=True)
class ExampleIncidents:
    """The files of the example, as they are added to a case, with the truth.

    ``lists`` are the ``[[list]]`` tables of case.toml; ``claims`` and ``tables`` are what is added.
    """

    folder: Path
    tables: tuple[SourceFile, ...]
    claims: tuple[SourceFile, ...]
    lists: tuple[Mapping[str, Any], ...]
    truth: Truth
    world: Simulated

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """Lists and claims together."""
        return (*self.tables, *self.claims)


def write(folder: str | Path, *, seed: int = SEED, incidents: int = INCIDENTS) -> ExampleIncidents:
    """Write the example into a new or empty folder: lists, claims/, and the truth.

    truth.csv says which rows speak of the same incident, incidents.csv what happened, truth.json the true
    totals and what is wrong on purpose. Same seed, same bytes. Raises StorageError where the folder holds
    something.
    """
    target = Path(folder)
    made = simulate(SETTING, incidents=incidents, seed=seed)
    write_lists(target, [made], formats=FORMATS, texts=True)
    claims, planted = _claims(target / "claims", made)
    months = made.world.day.astype("datetime64[D]").astype("datetime64[M]").astype(int) % 12
    truth = Truth(
        made.incidents,
        int((made.world.deaths > 0).sum()),
        int(made.world.deaths.sum()),
        made.distinct,
        int(np.count_nonzero(made.pattern & ~(1 << made.table.lists.index("front")))),
        tuple(np.bincount(months, minlength=12).tolist()),
        planted,
    )
    about = {name: getattr(truth, name) for name in (*_TOLD, "by_month", "planted")}
    words = json.dumps({"simulated": True, **about}, indent=2)
    (target / "truth.json").write_text(words + "\n", "utf-8")
    tables = tuple(
        SourceFile(
            target / f"{one.list_id}.csv",
            f"{YEAR + 1}-02-01",
            f"{one.title} (simulated)",
            title=f"List of {one.title} (simulated)",
            language="en",
            list_name=one.list_id,
            nature=Nature.LIST,
        )
        for one in SETTING.lists
    )
    lists = tuple(list_table(one, name) for one, name in zip(SETTING.lists, FORMATS, strict=True))
    return ExampleIncidents(target, tables, claims, lists, truth, made)


def make(
    case: str | Path, files: str | Path, *, now: datetime | None = None
) -> tuple[Case, ExampleIncidents]:
    """A new case that holds the example, not yet run; the files are written into another folder first.

    Files of the example that stand there from an earlier time are written anew. Raises CaseExistsError where
    the folder is a case already, StorageError where the other folder holds something else.
    """
    if (Path(case) / casefile.NAME).exists():
        raise CaseExistsError("the folder is a case already", value=case, hint="choose another folder")
    _clear(Path(files))
    written = write(files)
    made = Case.create(case, title=TITLE, question=QUESTION, now=now)
    made.add_all(written.files, method="simulated by corroborate", now=now)
    path = made.path / casefile.NAME
    document = tomlkit.parse(path.read_text("utf-8"))
    tables = tomlkit.aot()
    for told in written.lists:
        tables.append(tomlkit.item(dict(told)))
    document["list"] = tables
    document.setdefault("linkage", tomlkit.table())["twins"] = TWINS
    write_atomically(path, tomlkit.dumps(document).encode())
    return made, written


def _clear(folder: Path) -> None:
    """Delete what an earlier run of the example left, and nothing else.

    The names of the files are told by the example itself: a folder that holds any other is left alone.
    """
    if not _is_example(folder):
        return
    with tempfile.TemporaryDirectory() as scratch:
        write(Path(scratch) / "files")
        own = {path.relative_to(Path(scratch) / "files") for path in (Path(scratch) / "files").rglob("*")}
    if {path.relative_to(folder) for path in folder.rglob("*")} <= own:
        shutil.rmtree(folder)


def _is_example(folder: Path) -> bool:
    try:
        return json.loads((folder / "truth.json").read_text("utf-8")).get("simulated") is True
    except (OSError, ValueError, AttributeError):
        return False


def beside(case: str | Path) -> Path:
    """Where the files of the example stand that a case of this name holds."""
    folder = Path(case)
    return folder.with_name(f"{folder.resolve().name}-files")


def truth_beside(case: str | Path) -> Truth:
    """The truth that stands beside a case; raises StorageError where the files are gone."""
    path = beside(case) / "truth.json"
    try:
        told = json.loads(path.read_text("utf-8"))
        totals = {name: int(told[name]) for name in _TOLD}
        return Truth(by_month=tuple(told["by_month"]), planted=told["planted"], **totals)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StorageError(
            "the truth of the example cannot be read", value=path, hint="make the example in a new folder"
        ) from error


def _rows(table: RecordTable, list_id: str) -> np.ndarray[Any, np.dtype[np.int64]]:
    return np.flatnonzero(table.list_index == table.lists.index(list_id))


def _claims(folder: Path, made: Simulated) -> tuple[tuple[SourceFile, ...], dict[str, str]]:
    """The texts, with the figures that this world gives them, and what is wrong in them on purpose."""
    table = made.table
    month = table.first_day.astype("datetime64[D]").astype("datetime64[M]").astype(int) % 12 + 1
    front, press, monitor, mission = (_rows(table, n) for n in ("front", "press", "monitor", "mission"))
    may, june = (int((month[press] == m).sum()) for m in (5, 6))
    killed = np.nansum(table.deaths_high[front])
    deaths = table.deaths_low[mission]
    figures = {
        "front_attacks": _count(round(len(front) * CLAIMED)),
        "front_killed": _count(int(killed)),
        "denied": _count(max(len(mission) // 3, 1)),
        "mission_attacks": _count(len(mission)),
        "mission_killed": _count(int(np.nansum(deaths))),
        "press_may": _count(may),
        "press_june": _count(june),
        "press_total": _count(may + june + MISCOUNTED),
        "monitor_half": _count(int((month[monitor] <= 6).sum())),
    }
    folder.mkdir()
    data = yaml.safe_load(
        (resources.files("corroborate.case") / "example_incidents.yaml").read_text(encoding="utf-8")
    )
    found = []
    for note in data["claims"]:
        path = folder / note["file"]
        path.write_text(f"{data['label']}\n\n{note['text'].format(**figures).strip()}\n", "utf-8")
        found.append(
            SourceFile(
                path,
                str(note["published"]),
                note["publisher"],
                title=note["title"],
                language="en",
                origin="simulated",
            )
        )
    planted = {
        "front.txt": f"the total is {CLAIMED} times the rows of the feed, and deaths are inflated row by row",
        "authorities.txt": "fewer attacks than the lists together hold",
        "press.txt": f"the total is {MISCOUNTED} more than the two months add up to",
    }
    return tuple(found), planted


def _count(value: int) -> str:
    return f"{value:,}"
