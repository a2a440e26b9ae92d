"""Simulated lists as files: nothing lost on the way, the truth beside them."""

from __future__ import annotations

import csv
import hashlib
import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corroborate.errors import SettingError, StorageError
from corroborate.lists.simulate import PERSONS, ListSetting, Setting, read_setting, simulate, stream, write
from corroborate.lists.simulate.facts import facts
from corroborate.lists.simulate.formats import WRITERS, columns

FORMATS = ("ged", "acled", "gtd", "plain")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("world") / "lists"
    write(target, stream(incidents=900, seed=5), formats=FORMATS, reports=3, texts=True)
    return target


def test_truth_names_every_row_once(folder: Path) -> None:
    made = simulate(incidents=900, seed=5)
    truth = rows_of(folder / "truth.csv")
    assert len(truth) == len(made.table)
    assert [int(r["incident"]) for r in truth] == made.truth.tolist()
    named = [(r["file"], r["row_id"]) for r in truth]
    assert len(set(named)) == len(named)
    key = {"alpha": "id", "beta": "event_id_cnty", "gamma": "eventid", "delta": "row_id"}
    held = [(f"{n}.csv", r[key[n]]) for n in key for r in rows_of(folder / f"{n}.csv")]
    assert held == named


def test_incidents_say_who_recorded_them(folder: Path) -> None:
    made = simulate(incidents=900, seed=5)
    incidents = rows_of(folder / "incidents.csv")
    assert len(incidents) == 900
    names = made.table.lists
    for row, pattern in zip(incidents, made.pattern.tolist(), strict=True):
        assert row["lists"].split() == [n for j, n in enumerate(names) if pattern >> j & 1]
    assert [int(r["deaths"]) for r in incidents] == made.world.deaths.tolist()


def test_values_survive_the_plain_format(folder: Path) -> None:
    made = simulate(incidents=900, seed=5)
    rows = rows_of(folder / "delta.csv")
    at = np.flatnonzero(made.table.list_index == 3)
    epoch = date(1970, 1, 1).toordinal()
    for row, i in zip(rows, at.tolist(), strict=True):
        assert date.fromisoformat(row["date_from"]).toordinal() - epoch == made.table.first_day[i]
        assert date.fromisoformat(row["date_to"]).toordinal() - epoch == made.table.last_day[i]
        assert float(row["latitude"]) == pytest.approx(made.table.lat[i], abs=1e-5)
        low = made.table.deaths_low[i]
        assert row["deaths_low"] == ("" if np.isnan(low) else str(int(low)))
        code = made.table.actor_a[i]
        assert row["actor_1"] == ("" if code < 0 else made.table.actor_tree.codes[code])


@pytest.mark.shared
def test_columns_are_those_of_the_formats(folder: Path, shared: Path) -> None:
    formats = shared / "formats"
    for name, list_id, file in (
        ("ged", "alpha", "ucdp_ged_afghanistan_2019_2022.csv"),
        ("acled", "beta", "acled_header_MADEUP.csv"),
        ("gtd", "gamma", "gtd_header_MADEUP.csv"),
    ):
        with (formats / file).open(encoding="utf-8", newline="") as handle:
            assert list(columns(name)) == next(csv.reader(handle))
        with (folder / f"{list_id}.csv").open(encoding="utf-8", newline="") as handle:
            assert list(columns(name)) == next(csv.reader(handle))


def test_every_column_written_is_in_the_header() -> None:
    made = simulate(incidents=60, seed=1)
    for name, render in WRITERS.items():
        for fact in facts(made, 0):
            row = render(fact, "Madeupland", "words")
            assert set(row) <= set(columns(name))
            assert all(isinstance(value, str) for value in row.values())


def test_ged_deaths_add_up(folder: Path) -> None:
    for row in rows_of(folder / "alpha.csv"):
        if row["best"]:
            parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
            assert sum(int(row[p]) for p in parts) == int(row["best"])
            assert int(row["low"]) <= int(row["best"]) <= int(row["high"])


def test_gtd_leaves_out_days_it_does_not_know(tmp_path: Path) -> None:
    setting = Setting((ListSetting("a", 0.9, month=0.5, week=0.2),))
    write(tmp_path / "w", stream(setting, incidents=200, seed=1), formats=["gtd"])
    rows = rows_of(tmp_path / "w" / "a.csv")
    unknown = [r for r in rows if r["iday"] == "0"]
    assert 0.5 < len(unknown) / len(rows) < 0.9
    assert all(r["approxdate"] for r in unknown)


def test_reports_state_what_the_row_states(folder: Path) -> None:
    reports = sorted((folder / "reports").glob("delta-[0-9].txt"))
    assert [p.name for p in reports] == ["delta-1.txt", "delta-2.txt", "delta-3.txt"]
    rows = {r["row_id"]: r for r in rows_of(folder / "delta.csv")}
    for path in reports:
        words = path.read_text("utf-8")
        row = rows[path.stem]
        assert words.startswith("SIMULATED REPORT\n")
        assert row["text"] in words
        day = date.fromisoformat(row["date_to"])
        assert f"{day.day} {day:%B} {day.year}" in words
        for name in (row["town"] or row["district"] or row["province"],):
            assert name in words


def test_totals_add_up(folder: Path) -> None:
    totals = rows_of(folder / "totals.csv")
    for list_id, number in (("alpha", "date_start"), ("delta", "date_from")):
        rows = rows_of(folder / f"{list_id}.csv")
        for total in (t for t in totals if t["list"] == list_id):
            of_month = [r for r in rows if r[number].startswith(total["month"])]
            assert len(of_month) == int(total["rows"]) == int(total["stated"])
            words = (folder / "reports" / total["file"]).read_text("utf-8")
            assert total["stated"] in words.replace(",", "")


def test_a_partys_totals_are_inflated(tmp_path: Path) -> None:
    own = ListSetting("own", 0.8, "the Front", inflation=2.0, party=True)
    done = write(tmp_path / "w", stream(Setting((own,), days=60), incidents=300, seed=2), reports=1)
    totals = rows_of(tmp_path / "w" / "totals.csv")
    assert done.texts == len(totals) + 1
    for total in totals:
        assert int(total["stated"]) == 2 * int(total["rows"])
        words = (tmp_path / "w" / "reports" / total["file"]).read_text("utf-8")
        assert re.search("operations", words)


def test_same_seed_same_files(folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    write(again, [simulate(incidents=900, seed=5)], formats=FORMATS, reports=3, texts=True)

    def digest(path: Path) -> dict[str, str]:
        files = sorted(p for p in path.rglob("*") if p.is_file())
        return {str(p.relative_to(path)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}

    assert digest(folder) == digest(again)


def test_the_setting_can_be_read_back(folder: Path) -> None:
    setting = read_setting(folder / "setting.json")
    assert (
        simulate(setting, incidents=900, seed=5).table.digest == simulate(incidents=900, seed=5).table.digest
    )


def test_persons_in_words(tmp_path: Path) -> None:
    write(tmp_path / "p", stream(PERSONS, incidents=50, seed=1), reports=2, texts=True)
    rows = rows_of(tmp_path / "p" / "families.csv")
    assert all(r["name"] for r in rows)
    assert all(r["name"].title() in r["text"] for r in rows)
    assert {r["sex"] for r in rows} <= {"f", "m", ""}


def test_a_full_folder_and_wrong_formats_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "kept.txt").write_text("mine")
    with pytest.raises(StorageError):
        write(tmp_path / "x", stream(incidents=5))
    with pytest.raises(SettingError, match="gtd"):
        write(tmp_path / "y", stream(incidents=5), formats=["xls"])
    with pytest.raises(SettingError):
        write(tmp_path / "y", stream(incidents=5), formats=["ged", "acled"])
    with pytest.raises(SettingError):
        write(tmp_path / "y", [])
    assert not (tmp_path / "y").exists()
    assert (tmp_path / "x" / "kept.txt").read_text() == "mine"
