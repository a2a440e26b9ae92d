"""The second example: labelled as simulated, its claims as the world has them, its truth beside it."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from corroborate.case import example_incidents as example
from corroborate.errors import CaseExistsError, StorageError
from corroborate.lists.simulate import simulate
from corroborate.model.source import Nature

NOW = datetime(2025, 3, 10, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> example.ExampleIncidents:
    return example.write(tmp_path_factory.mktemp("example") / "files")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_everything_says_that_it_is_simulated(made: example.ExampleIncidents) -> None:
    assert "(simulated)" in example.TITLE
    assert (made.folder / "README.txt").read_text().startswith("SIMULATED.")
    for file in made.claims:
        assert file.path.read_text().startswith("SIMULATED EXAMPLE.")
    for file in made.files:
        assert "(simulated)" in (file.publisher or "")
        assert "(simulated)" in (file.title or "")
    assert all("simulated" in told["card"]["title"] for told in made.lists)


def test_the_truth_is_the_worlds(made: example.ExampleIncidents) -> None:
    incidents = rows_of(made.folder / "incidents.csv")
    told = json.loads((made.folder / "truth.json").read_text())
    assert told["incidents"] == made.truth.incidents == len(incidents) == example.INCIDENTS
    assert told["deadly"] == sum(row["deaths"] != "0" for row in incidents)
    assert told["deaths"] == sum(int(row["deaths"]) for row in incidents)
    assert told["recorded"] == sum(bool(row["lists"]) for row in incidents)
    assert told["outside"] == sum(bool(set(row["lists"].split()) - {"front"}) for row in incidents)
    by_month = [sum(row["day"].startswith(f"2024-{m:02d}") for row in incidents) for m in range(1, 13)]
    assert told["by_month"] == by_month
    assert {row["actor_1"] for row in incidents} == {"Liberation Front"}


def test_each_list_is_what_its_card_says(made: example.ExampleIncidents) -> None:
    world = made.world
    for j, (file, told) in enumerate(zip(made.tables, made.lists, strict=True)):
        assert file.nature is Nature.LIST
        assert file.list_name == told["name"] == world.table.lists[j]
        assert len(rows_of(file.path)) == int((world.table.list_index == j).sum())
    assert [told["card"]["standing"] for told in made.lists] == ["party", *["third party"] * 3]
    deadly = world.world.deaths[world.truth[world.table.list_index == 1]]
    assert deadly.min() >= 1
    assert made.lists[1]["card"]["threshold"] == "at least 1 deaths"


def test_claims_are_inflated_denied_and_miscounted(made: example.ExampleIncidents) -> None:
    words = {file.path.name: file.path.read_text().split("\n\n", 1)[1] for file in made.claims}
    figure = {
        name: [int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", text)] for name, text in words.items()
    }
    table = made.world.table
    assert figure["front.txt"][0] > made.truth.incidents
    assert figure["front.txt"][2] > made.truth.deaths
    assert figure["authorities.txt"][0] < made.truth.recorded
    assert figure["mission.txt"][0] == int((table.list_index == 1).sum())
    may, _, june, _, total = figure["press.txt"]
    assert total == may + june + example.MISCOUNTED
    month = table.first_day.astype("datetime64[D]").astype("datetime64[M]").astype(int) % 12
    press = table.list_index == 3
    assert [may, june] == [int((month[press] == m).sum()) for m in (4, 5)]
    assert figure["monitor.txt"][0] == int((month[table.list_index == 2] <= 5).sum())
    assert set(made.truth.planted) <= set(words)


def test_same_seed_same_bytes(made: example.ExampleIncidents, tmp_path: Path) -> None:
    again = example.write(tmp_path / "again")

    def digests(folder: Path) -> dict[str, str]:
        files = (p for p in sorted(folder.rglob("*")) if p.is_file())
        return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}

    assert digests(again.folder) == digests(made.folder)
    other = example.write(tmp_path / "other", seed=7)
    assert other.truth != made.truth


def test_the_true_histories_can_carry_an_estimate() -> None:
    sizes = simulate(example.SETTING, incidents=example.INCIDENTS, seed=example.SEED).histories.sizes
    assert min(sizes) > 60
    overlaps = simulate(example.SETTING, incidents=example.INCIDENTS, seed=example.SEED).histories
    assert all(overlaps.margin(1 << i | 1 << j) > 15 for i in range(4) for j in range(i))


def test_a_case_holds_the_example(tmp_path: Path) -> None:
    case, written = example.make(tmp_path / "case", tmp_path / "files", now=NOW)
    assert case.settings.question == example.QUESTION
    assert [told["name"] for told in case.settings.lists] == ["front", "mission", "monitor", "press"]
    assert {source.name for source in case.sources()} == {file.path.name for file in written.files}
    with pytest.raises(CaseExistsError):
        example.make(tmp_path / "case", tmp_path / "more", now=NOW)
    assert not (tmp_path / "more").exists()
    with pytest.raises(StorageError):
        example.write(tmp_path / "files")


def test_the_truth_is_read_back_from_beside(made: example.ExampleIncidents, tmp_path: Path) -> None:
    case = tmp_path / "mine"
    example.write(example.beside(case))
    assert example.truth_beside(case) == made.truth
    assert f"{made.truth.incidents} attacks" in made.truth.words()
    (example.beside(case) / "truth.json").write_text("{}")
    with pytest.raises(StorageError):
        example.truth_beside(case)
    with pytest.raises(StorageError):
        example.truth_beside(tmp_path / "other")


def test_deaths_of_the_groups_feed_exceed_the_truth(made: example.ExampleIncidents) -> None:
    table, world = made.world.table, made.world.world
    own = (table.list_index == 0) & ~np.isnan(table.deaths_low)
    true = world.deaths[made.world.truth[own]]
    assert np.nansum(table.deaths_low[own]) > 1.5 * true.sum()


def test_files_of_an_earlier_run_are_written_anew_and_nothing_else_is_deleted(tmp_path: Path) -> None:
    files = tmp_path / "demo-files"
    example.write(files)
    (files / "front.csv").write_text("broken", "utf-8")
    case, written = example.make(tmp_path / "demo", files)
    assert len(case.sources()) == len(written.files)
    assert (files / "front.csv").read_text("utf-8") != "broken"
    (files / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(StorageError):
        example.make(tmp_path / "second", files)
    assert (files / "notes.txt").read_text("utf-8") == "mine"
