"""Settings: what is nonsense is refused with its name; files round trip."""

from __future__ import annotations

from pathlib import Path

import pytest

from corroborate.errors import SettingError, UnreadableError
from corroborate.lists.simulate import (
    FOUR_LISTS,
    ListSetting,
    PlaceLaw,
    Setting,
    preset,
    read_setting,
    simulate,
)
from corroborate.lists.simulate.geography import made_up, of_country
from corroborate.lists.simulate.settingfile import from_mapping

A = ListSetting("a", 0.5)


@pytest.mark.parametrize(
    "setting",
    [
        Setting(()),
        Setting((A, A)),
        Setting((ListSetting("a", 1.2),)),
        Setting((ListSetting("a", float("nan")),)),
        Setting((ListSetting("a", 0.5, date_error=(0.5, 0.1, 0.1, 0.1)),)),
        Setting((ListSetting("a", 0.5, place=PlaceLaw(0.6, 0.6, 0, 0)),)),
        Setting((ListSetting("a", 0.5, actor_unknown=0.7, actor_wrong=0.5),)),
        Setting((ListSetting("a", 0.5, inflation=0.0),)),
        Setting((A,), dependence={("a", "b"): 1.0}),
        Setting((A,), dependence={("a", "a"): 1.0}),
        Setting((A,), burst_share=-0.1),
        Setting((A,), burst_size=1.0),
        Setting((A,), days=0),
        Setting((A,), density=0.0),
        Setting((A,), zipf=-1.0),
        Setting((A,), country="XX"),
        Setting((A,), provinces=10_000_000),
    ],
)
def test_nonsense_is_refused(setting: Setting) -> None:
    with pytest.raises(SettingError):
        simulate(setting, incidents=10)


def test_unknown_names_are_refused() -> None:
    with pytest.raises(SettingError, match="four-lists"):
        preset("five-lists")
    with pytest.raises(SettingError):
        of_country("ZZ", 1)
    with pytest.raises(SettingError):
        made_up(0, 1)
    with pytest.raises(SettingError):
        simulate(incidents=10, seed=-1)


def test_a_setting_from_toml(tmp_path: Path) -> None:
    file = tmp_path / "world.toml"
    file.write_text(
        'start = 2024-01-01\ndays = 100\nburst_share = 0.2\ndependence = [["a", "b", 0.7]]\n'
        '[[lists]]\nlist_id = "a"\ncoverage = 0.5\nplace = { exact = 0.9, town = 0, district = 0 }\n'
        '[[lists]]\nlist_id = "b"\ncoverage = 0.3\nthreshold = 1\ndate_error = [1, 0, 0, 0]\n'
    )
    setting = read_setting(file)
    assert setting.days == 100
    assert setting.start.isoformat() == "2024-01-01"
    assert setting.dependence == {("a", "b"): 0.7}
    assert setting.lists[0].place == PlaceLaw(0.9, 0, 0)
    assert setting.lists[1].date_error == (1, 0, 0, 0)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("not = [toml", UnreadableError),
        ("days = 3", SettingError),
        ("lists = 3", SettingError),
        ("lists = [3]", SettingError),
        ('lists = [{list_id = "a"}]', SettingError),
        ('lists = [{list_id = "a", coverage = "half"}]', SettingError),
        ('lists = [{list_id = "a", coverage = true}]', SettingError),
        ('lists = [{list_id = "a", coverage = 0.5, colour = 1}]', SettingError),
        ('lists = [{list_id = "a", coverage = 0.5, threshold = 0.5}]', SettingError),
        ('lists = [{list_id = "a", coverage = 0.5, place = 1}]', SettingError),
        ('lists = [{list_id = "a", coverage = 0.5, date_error = [1]}]', SettingError),
        ('start = "soon"\nlists = [{list_id = "a", coverage = 0.5}]', SettingError),
        ('dependence = [["a"]]\nlists = [{list_id = "a", coverage = 0.5}]', SettingError),
        ('dependence = 4\nlists = [{list_id = "a", coverage = 0.5}]', SettingError),
        ("[setting]\nlists = 1\n[x]", SettingError),
        ("setting = 4", SettingError),
    ],
)
def test_bad_files_say_what_is_wrong(tmp_path: Path, words: str, error: type[Exception]) -> None:
    file = tmp_path / "world.toml"
    file.write_text(words)
    with pytest.raises(error):
        read_setting(file)


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        read_setting(tmp_path / "none.toml")
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableError):
        read_setting(latin)


def test_no_list_records_anything() -> None:
    nothing = Setting((ListSetting("a", 0.0),))
    with pytest.raises(SettingError):
        simulate(nothing, records=10)
    empty = simulate(nothing, incidents=10)
    assert len(empty.table) == 0
    assert empty.histories.n == 0
    everything = simulate(Setting((ListSetting("a", 1.0),)), incidents=10)
    assert everything.histories.n == 10


def test_keeping_fewer_lists_drops_their_dependence() -> None:
    assert FOUR_LISTS.keeping(2).dependence == {}
    assert FOUR_LISTS.keeping(3).dependence == FOUR_LISTS.dependence
    assert from_mapping({"lists": [{"list_id": "x", "coverage": 1}]}).lists[0].coverage == 1


def test_dyads_are_checked_and_used(tmp_path: Path) -> None:
    file = tmp_path / "w.toml"
    lists = 'lists = [{list_id = "a", coverage = 0.9}]\n'
    file.write_text(lists + 'dyads = [["Valley Militia", "Residents", 1]]\n')
    world = simulate(read_setting(file), incidents=200, seed=1)
    actors = world.table.actor_tree.codes
    assert {actors[c] for c in world.world.actor_a} == {"Valley Militia"}
    assert {actors[c] for c in world.world.actor_b} == {"Residents"}
    for dyads in (
        "[]",
        '[["Army", "Army", 1]]',
        '[["Army", "Nobody", 1]]',
        '[["Residents", "Army", 1]]',
        '[["Army", "Police", 0]]',
        '[["Army", "Police"]]',
    ):
        file.write_text(lists + f"dyads = {dyads}\n")
        with pytest.raises(SettingError):
            read_setting(file)
