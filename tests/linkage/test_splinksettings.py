"""Models of Splink in and out; Splink 5.0 saved `splink_model.json`, trained on simulated lists."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from corroborate.errors import InputError, SettingError, TableError
from corroborate.linkage.link import link
from corroborate.linkage.presets import preset_of
from corroborate.linkage.splinksettings import read_settings, write_settings
from corroborate.lists.simulate import Simulated
from corroborate.model.linkage import Linkage

SAVED = Path(__file__).with_name("splink_model.json")
LAWS = preset_of("incidents").laws


def test_m_probabilities_go_where_levels_mean_the_same() -> None:
    held = read_settings(SAVED, LAWS)
    date, place, deaths = held.starts["date"], held.starts["place"], held.starts["deaths"]
    saved = {
        c["output_column_name"]: c["comparison_levels"] for c in json.loads(SAVED.read_text())["comparisons"]
    }
    whole = sum(date)
    assert date[0] / whole == pytest.approx(saved["day"][1]["m_probability"], abs=1e-3)
    assert (date[1] + date[7]) / whole == pytest.approx(saved["day"][2]["m_probability"], abs=1e-3)
    # Within 5 km, but not within 500 m.
    law = next(law for law in LAWS if law.name == "place")
    assert sum(place) == pytest.approx(sum(law.start))
    share = sum(place[1:3]) / sum(place[:9])
    # What is in a Splink level that none of ours lies in is spread over the others.
    assert share == pytest.approx(saved["lat_lon"][2]["m_probability"] / 1.14, abs=0.01)
    assert deaths[0] == pytest.approx(saved["deaths"][1]["m_probability"])
    assert sum(deaths) == pytest.approx(1.0)
    kind = held.starts["type"]
    assert kind[0] == pytest.approx(saved["event_type"][1]["m_probability"])


def test_says_what_was_not_taken() -> None:
    unused = " ".join(read_settings(SAVED, LAWS).unused)
    assert "actor_a" in unused
    assert "deaths, “within 1”" in unused
    assert "event_type, “same coarse code”" in unused
    assert "u probabilities" in unused


def test_dates_in_seconds_are_days(tmp_path: Path) -> None:
    file = tmp_path / "model.json"
    levels = [
        {"sql_condition": "x IS NULL", "is_null_level": True},
        {
            "sql_condition": "ABS(EPOCH(CAST(w_l AS DATE)) - EPOCH(CAST(w_r AS DATE))) <= 86400.0 * 3",
            "m_probability": 0.9,
        },
        {"sql_condition": "ELSE", "m_probability": 0.1},
    ]
    file.write_text(
        json.dumps({"comparisons": [{"output_column_name": "date_of", "comparison_levels": levels}]})
    )
    date = read_settings(file, LAWS).starts["date"]
    assert sum(date[:4] + date[7:10]) / sum(date) == pytest.approx(0.9, abs=1e-3)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"comparisons": [{"x": 1}]}', '{"comparisons": 3}'])
def test_what_is_no_model_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "model.json"
    file.write_text(text)
    with pytest.raises(TableError, match="no model of Splink"):
        read_settings(file, LAWS)
    with pytest.raises(InputError):
        read_settings(tmp_path / "nothing.json", LAWS)


def test_a_linkage_begins_from_it_and_its_laws_go_out_again(simulated: Simulated, tmp_path: Path) -> None:
    held = read_settings(SAVED, LAWS)
    found = link(simulated.table, sweeps=40, starts=held.starts)
    assert isinstance(found, Linkage)
    file = tmp_path / "settings.json"
    fields, left = write_settings(found, file)
    assert {"date", "place", "actors", "type", "deaths"} <= set(fields)
    assert not left
    settings = json.loads(file.read_text())
    for comparison in settings["comparisons"]:
        levels = comparison["comparison_levels"]
        assert levels[0]["is_null_level"]
        assert levels[-1]["sql_condition"] == "ELSE"
        assert sum(v["m_probability"] for v in levels[1:]) == pytest.approx(1.0)
    back = read_settings(file, LAWS).starts["date"]
    law = {k: v for k, v in found.parameters.items() if k.startswith("law/date/") and "/0/0/" in k}
    same = [v for k, v in law.items() if k.endswith("/0/0/0")]
    assert back[0] / sum(back) == pytest.approx(sum(same) / len(same), abs=0.01)


def test_exported_conditions_are_sql(simulated: Simulated, tmp_path: Path) -> None:
    """DuckDB, on which Splink runs, evaluates every one of them."""
    found = link(simulated.table, sweeps=40)
    assert isinstance(found, Linkage)
    write_settings(found, tmp_path / "s.json")
    columns = ("first_day", "lat", "lon", "actor_a", "actor_b", "event_type", "deaths_low", "injured_low")
    row = ", ".join(f"1.0 as {c}_l, 1.0 as {c}_r" for c in columns)
    for comparison in json.loads((tmp_path / "s.json").read_text())["comparisons"]:
        null, first, *_ = (v["sql_condition"] for v in comparison["comparison_levels"])
        for level in comparison["comparison_levels"][:-1]:
            duckdb.sql(f"select {level['sql_condition']} from (select {row})").fetchall()
        assert duckdb.sql(f"select {first} from (select {row})").fetchall() == [(True,)], first
        assert duckdb.sql(f"select {null} from (select {row})").fetchall() == [(False,)]


def test_starting_weights_that_fit_no_law_are_refused(simulated: Simulated) -> None:
    for starts in ({"date": (1.0,)}, {"colour": (1.0, 2.0)}, {"type": (1.0, 0.0, 1.0, 1.0)}):
        with pytest.raises(SettingError, match="starting weights"):
            link(simulated.table, sweeps=40, starts=starts)
