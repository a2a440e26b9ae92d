"""What is written in a format, the importer of that format reads, row by row."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corroborate.lists import formats as importers
from corroborate.lists import from_dict, read, table
from corroborate.lists.simulate import FOUR_LISTS, ListSetting, Setting, Simulated, simulate, write
from corroborate.model.record import ListRead, Standing

ONE = replace(FOUR_LISTS.lists[0], list_id="one", duplicates=0.0)
WORLD = Setting((ONE,), country="AF", days=200)


def written(tmp_path: Path, name: str, setting: Setting = WORLD) -> tuple[Simulated, ListRead]:
    made = simulate(setting, incidents=300, seed=8)
    write(tmp_path / "w", [made], formats=[name], texts=True)
    (told,) = tomllib.loads((tmp_path / "w" / "lists.toml").read_text())["list"]
    return made, read_by(told, tmp_path / "w" / "one.csv")


def read_by(told: dict[str, Any], file: Path) -> ListRead:
    card = told.pop("card")
    mapping = importers.named(told["format"]) if "format" in told else from_dict(told)
    return read(file, name=told["name"], mapping=mapping, card=card)


@pytest.mark.parametrize("name", ["plain", "ged", "acled", "gtd"])
def test_every_row_is_read(tmp_path: Path, name: str) -> None:
    made, found = written(tmp_path, name)
    assert found.rejects == ()
    assert len(found.records) == len(made.table)
    assert found.card.title.endswith("(simulated)")
    for record, first, low, lat in zip(
        found.records,
        made.table.first_day.tolist(),
        made.table.deaths_low.tolist(),
        made.table.lat.tolist(),
        strict=True,
    ):
        assert record.days.first is not None
        assert (record.days.first.toordinal() - 719163) == first
        assert record.place is not None
        assert record.place.lat == pytest.approx(lat, abs=1e-5)
        deaths = record.deaths.get("all")
        if np.isnan(low):
            assert name == "acled" or deaths is None
        else:
            assert deaths is not None
            assert deaths.low == low
        assert record.text


def test_the_plain_format_loses_nothing(tmp_path: Path) -> None:
    law = replace(ONE, week=0.2, month=0.1, ranged=0.4)
    made, found = written(tmp_path, "plain", replace(WORLD, lists=(law,)))
    again, was = table(found), made.table
    for column in ("first_day", "last_day", "centroid"):
        assert (getattr(again, column) == getattr(was, column)).all(), column
    for column in ("deaths_low", "deaths_high", "injured_low", "injured_high", "lat", "lon"):
        assert getattr(again, column) == pytest.approx(getattr(was, column), abs=1e-5, nan_ok=True), column
    assert ((again.admin2 >= 0) == (was.admin2 >= 0)).all()
    # A town of the same name as its district may stand for either.
    apart = np.array([r.row["town"] != r.row["district"] for r in found.records])
    assert ((again.settlement >= 0) == (was.settlement >= 0))[apart].all()
    assert (again.event_type >= 0).all()
    assert found.unmapped.get("events", {}) == {}
    names = again.place_names["admin1"]
    before = was.place_names["admin1"]
    assert [names[c] for c in again.admin1] == [before[c] for c in was.admin1]
    exact = made.level == 0
    assert (again.precision_km[exact] == 1).all()


def test_cards_say_what_a_list_is(tmp_path: Path) -> None:
    party = ListSetting("one", 0.6, "the Front", party=True, threshold=2, duplicates=0.1)
    _, found = written(tmp_path, "plain", Setting((party,)))
    assert found.card.standing is Standing.PARTY
    assert found.card.duplicates == "few"
    assert "2 deaths" in found.card.threshold
    assert found.card.title == "the Front (simulated)"
