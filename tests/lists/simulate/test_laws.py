"""The laws that a setting asks for are those that a large world shows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from corroborate.lists.simulate import (
    FOUR_LISTS,
    PERSONS,
    ListSetting,
    PlaceLaw,
    Setting,
    Simulated,
    simulate,
)
from corroborate.lists.simulate.geography import distance_km, made_up, of_country
from corroborate.lists.simulate.trees import ACTOR, TYPE, means


@pytest.fixture(scope="module")
def made() -> Simulated:
    return simulate(incidents=40_000, seed=11)


def of_list(made: Simulated, j: int) -> np.ndarray:
    return np.flatnonzero(made.table.list_index == j)


def test_coverage_and_duplicates(made: Simulated) -> None:
    for j, (one, size) in enumerate(zip(FOUR_LISTS.lists, made.histories.sizes, strict=True)):
        assert size / made.incidents == pytest.approx(one.coverage, abs=0.01)
        rows = len(of_list(made, j))
        assert rows / size - 1 == pytest.approx(one.duplicates, abs=0.005)


def test_coverage_rises_with_severity(made: Simulated) -> None:
    for j in range(4):
        on = (made.pattern >> j & 1).astype(bool)
        deadly = made.world.deaths >= 5
        assert on[deadly].mean() > on[~deadly].mean() + 0.05


def test_dependence_shows_in_the_overlap() -> None:
    lists = tuple(ListSetting(name, 0.3, severity=0.0, regional=0.0) for name in "ab")

    def odds_ratio(dependence: dict[tuple[str, str], float], heterogeneity: float) -> float:
        setting = Setting(lists, heterogeneity=heterogeneity, dependence=dependence)
        pattern = simulate(setting, incidents=40_000, seed=5).pattern
        n = np.bincount(pattern, minlength=4).astype(float)
        return float(np.log(n[0] * n[3] / (n[1] * n[2])))

    assert odds_ratio({}, 0.0) == pytest.approx(0.0, abs=0.1)
    assert odds_ratio({("a", "b"): 1.0}, 0.0) == pytest.approx(1.0, abs=0.12)
    assert odds_ratio({("b", "a"): -0.8}, 0.0) == pytest.approx(-0.8, abs=0.12)
    assert odds_ratio({}, 1.5) > 0.5


def test_threshold_is_kept() -> None:
    setting = Setting((ListSetting("un", 0.6, threshold=3), ListSetting("all", 0.4)))
    world = simulate(setting, incidents=20_000, seed=1)
    on = (world.pattern & 1).astype(bool)
    assert world.world.deaths[on].min() >= 3
    assert on[world.world.deaths >= 3].mean() == pytest.approx(0.6, abs=0.02)


def test_dates_err_as_asked(made: Simulated) -> None:
    rows = of_list(made, 0)
    error = made.table.first_day[rows] - made.world.day[made.truth[rows]]
    size = np.abs(error)
    asked = FOUR_LISTS.lists[0].date_error
    found = [(size == 0).mean(), (size == 1).mean(), np.isin(size, (2, 3)).mean(), (size >= 4).mean()]
    assert found == pytest.approx(list(asked), abs=0.012)
    assert size.max() == 7
    assert (error > 0).sum() / (size > 0).sum() == pytest.approx(FOUR_LISTS.lists[0].late, abs=0.02)


def test_stated_ranges_of_days() -> None:
    exact = (1.0, 0.0, 0.0, 0.0)
    setting = Setting((ListSetting("a", 0.9, week=0.3, month=0.2, date_error=exact),))
    world = simulate(setting, incidents=5_000, seed=2)
    true = world.world.day[world.truth]
    assert (world.table.first_day <= true).all()
    assert (true <= world.table.last_day).all()
    span = world.table.last_day - world.table.first_day
    assert (span == 6).mean() == pytest.approx(0.3, abs=0.03)
    assert (span >= 27).mean() == pytest.approx(0.2, abs=0.03)
    months = world.table.first_day[span >= 27].astype("datetime64[D]")
    assert (months == months.astype("datetime64[M]").astype("datetime64[D]")).all()


def test_places_err_by_their_level(made: Simulated) -> None:
    for j, one in enumerate(FOUR_LISTS.lists):
        rows = of_list(made, j)
        level = made.level[rows]
        true = made.truth[rows]
        town = made.world.settlement[true]
        stated = made.table.settlement[rows]
        wrong = (stated >= 0) & (stated != town)
        away = distance_km(
            made.world.lat[true], made.world.lon[true], made.table.lat[rows], made.table.lon[rows]
        )
        assert (level == 3).mean() == pytest.approx(one.place.province, abs=0.01)
        assert (level == 2).mean() == pytest.approx(one.place.district, abs=0.015)
        assert wrong[stated >= 0].mean() == pytest.approx(one.place.wrong, abs=0.008)
        right = ~wrong
        assert np.quantile(away[right & (level == 0)], 0.95) < 1.5
        assert np.quantile(away[right & (level == 1)], 0.95) < 5
        districts = away[(level == 2)]
        assert 10 < np.median(districts) < 30
        assert (made.table.centroid[rows] == (level >= 2)).all()
        assert (made.table.admin2[rows] >= 0)[level <= 2].all()
        assert (made.table.admin2[rows] == -1)[level == 3].all()


def test_actors_and_types_err_as_asked(made: Simulated) -> None:
    for j, one in enumerate(FOUR_LISTS.lists):
        rows = of_list(made, j)
        for stated, truth in (
            (made.table.actor_a, made.world.actor_a),
            (made.table.actor_b, made.world.actor_b),
        ):
            code, true = stated[rows], truth[made.truth[rows]]
            assert (code < 0).mean() == pytest.approx(one.actor_unknown, abs=0.01)
            leaf = (code >= 0) & (ACTOR.tree.parent[code] >= 0)
            coarse = (code >= 0) & ~leaf
            assert coarse.sum() / (code >= 0).sum() == pytest.approx(one.coarse_actor, abs=0.015)
            # Wrong ones are a share of all rows; those stated unknown or coarsely do not show it.
            shown = one.actor_wrong / (1 - one.actor_unknown)
            assert (code != true)[leaf].mean() == pytest.approx(shown, abs=0.012)
        code, true = made.table.event_type[rows], made.world.event_type[made.truth[rows]]
        leaf = TYPE.tree.parent[code] >= 0
        assert (~leaf).mean() == pytest.approx(one.coarse_type, abs=0.015)
        assert (code != true)[leaf].mean() == pytest.approx(one.type_noise, abs=0.015)


def test_deaths_have_a_heavy_tail_and_err(made: Simulated) -> None:
    deaths = made.world.deaths
    assert (deaths == 0).mean() == pytest.approx(1 - FOUR_LISTS.deadly, abs=0.01)
    few, many = (deaths >= 4).sum(), (deaths >= 16).sum()
    assert np.log(few / many) / np.log(4) == pytest.approx(FOUR_LISTS.tail, abs=0.15)
    stated = made.table.deaths_low
    assert np.isnan(stated).mean() == pytest.approx(0.08, abs=0.01)
    some = (deaths[made.truth] >= 20) & ~np.isnan(stated) & (stated == made.table.deaths_high)
    error = np.log(stated[some] / deaths[made.truth][some])
    assert abs(float(np.median(error))) < 0.03
    assert 0.2 < float(error.std()) < 0.3
    assert (stated[some] % 5 == 0).mean() > 0.4
    assert (made.table.deaths_low <= made.table.deaths_high)[~np.isnan(stated)].all()


def test_a_partys_counts_are_inflated() -> None:
    base = ListSetting("own", 0.9, inflation=2.5, party=True, heaped=0.0, ranged=0.0)
    world = simulate(Setting((base,)), incidents=10_000, seed=3)
    true = world.world.deaths[world.truth]
    some = (true >= 10) & ~np.isnan(world.table.deaths_low)
    assert float(np.median(world.table.deaths_low[some] / true[some])) == pytest.approx(2.5, abs=0.1)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.5, 0.9])
def test_bursts_hold_the_share_asked(share: float) -> None:
    world = simulate(replace(FOUR_LISTS, burst_share=share), incidents=10_000, seed=4).world
    assert (world.burst >= 0).mean() == pytest.approx(share, abs=0.001)
    sizes = np.bincount(world.burst[world.burst >= 0]) if share else np.array([6])
    assert sizes[sizes > 0].mean() == pytest.approx(6.0, abs=0.8)
    assert (sizes[sizes > 0] == 1).sum() <= 1


def test_bursts_are_close_in_space_and_time(made: Simulated) -> None:
    world = made.world
    order = np.lexsort((world.day, world.burst))
    order = order[world.burst[order] >= 0]
    a, b = order[:-1], order[1:]
    same = world.burst[a] == world.burst[b]
    assert np.median((world.day[b] - world.day[a])[same]) <= 3
    away = distance_km(world.lat[a], world.lon[a], world.lat[b], world.lon[b])
    assert np.median(away[same]) < 20
    assert np.median(away[~same]) > 100


def test_window_and_country_are_kept() -> None:
    setting = replace(FOUR_LISTS, country="AF", days=366)
    world = simulate(setting, incidents=1_000, seed=6)
    assert world.world.day.max() - world.world.day.min() <= 365
    assert len(world.geography.province_names) == 34
    assert {key.split("-")[0] for key in world.table.place_names["admin1"]} == {"ISO:AF"}
    assert "Kabul" in world.geography.names
    assert ((world.world.lat > 28) & (world.world.lat < 40)).all()


def test_geographies_nest() -> None:
    for places in (made_up(7, seed=1), of_country("AF", seed=1)):
        assert places.district_of.max() == len(places.province_names) - 1
        assert places.settlement_of.max() == len(places.district_names) - 1
        assert len(set(places.names)) == len(places.names)
        assert places.weight.sum() == pytest.approx(1.0)
        ranked = np.sort(places.weight)[::-1]
        assert ranked[0] / ranked[9] == pytest.approx(10.0)
        d = places.settlement_of
        away = distance_km(places.lat, places.lon, places.district_lat[d], places.district_lon[d])
        assert np.median(away) < 30
        assert not (places.near == np.arange(len(places.names))[:, None]).any()


def test_every_dyad_has_means() -> None:
    assert means().sum(axis=1) == pytest.approx(np.ones(len(means())))


def test_more_lists_leave_the_others_as_they_are() -> None:
    fewer = simulate(FOUR_LISTS.keeping(2), incidents=2_000, seed=9)
    more = simulate(FOUR_LISTS, incidents=2_000, seed=9)
    assert (fewer.world.day == more.world.day).all()
    rows = fewer.table.list_index == 0
    kept = more.table.list_index == 0
    assert (fewer.table.lat[rows] == more.table.lat[kept]).all()


def test_persons_keep_their_laws() -> None:
    world = simulate(PERSONS, incidents=4_000, seed=1)
    assert world.table.sex is not None
    assert world.table.age_low is not None
    true_sex = world.world.sex[world.truth]
    known = world.table.sex >= 0
    assert (world.table.sex != true_sex)[known].mean() < 0.01
    age = world.table.age_low
    assert np.isnan(age).mean() == pytest.approx(0.15, abs=0.015)
    assert (np.abs(age - world.world.age[world.truth]) <= 2)[~np.isnan(age)].mean() > 0.85
    assert all(name == name.strip().lower() and " " in name for name in world.table.name)


def test_no_place_at_all() -> None:
    law = PlaceLaw(exact=0.2, town=0.2, district=0.2, province=0.2)
    world = simulate(Setting((ListSetting("a", 0.9, place=law),)), incidents=3_000, seed=1)
    nowhere = world.level == 4
    assert nowhere.mean() == pytest.approx(0.2, abs=0.03)
    assert np.isnan(world.table.lat[nowhere]).all()
    assert (world.table.admin1[nowhere] == -1).all()
