"""Incidents by time and place: each once, by its most precise record, and few enough to draw."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from corroborate.case.spread import MOST_SPELLS, MOST_SPOTS, incidents
from corroborate.lists.simulate import FOUR_LISTS, simulate
from corroborate.model.record import DefinitionCard, Standing
from corroborate.model.recordtable import NO_DAY

WORLD = simulate(FOUR_LISTS, incidents=300, seed=3)
TABLE, TRUTH = WORLD.table, np.asarray(WORLD.truth, np.int32)


def card(name, standing=Standing.THIRD_PARTY):
    return DefinitionCard(name, name, "an incident", "none", "merged", "stated", standing=standing)


CARDS = {name: card(name) for name in TABLE.lists}


def test_every_incident_is_once_in_time_and_once_in_space():
    seen = incidents(TABLE, TRUTH, CARDS)
    assert seen.total == len(set(TRUTH.tolist()))
    assert sum(sum(s.shared) for s in seen.spells) + seen.undated == seen.total
    assert sum(s.count for s in seen.spots) + seen.unplaced == seen.total
    for name in TABLE.lists:
        held = len(set(TRUTH[TABLE.list_index == TABLE.lists.index(name)].tolist()))
        assert seen.totals[name] == held
        assert sum(s.by_list[name] for s in seen.spells) <= held
    for spell in seen.spells:
        assert sum((i + 1) * n for i, n in enumerate(spell.shared)) == sum(spell.by_list.values())


def test_without_a_linkage_every_record_stands_by_itself():
    seen = incidents(TABLE, None, CARDS)
    assert seen.total == len(TABLE)
    assert not seen.linked


def test_a_partys_own_list_takes_no_part():
    own = TABLE.lists[0]
    seen = incidents(TABLE, TRUTH, CARDS | {own: card(own, Standing.PARTY)})
    assert seen.left_out == (own,)
    assert own not in seen.totals
    assert seen.total == len(set(TRUTH[TABLE.list_index != 0].tolist()))


def test_the_most_precise_record_places_an_incident():
    two = TABLE.taking(np.array([0, 1]))
    two = replace(
        two,
        lat=np.array([34.0, 35.0]), lon=np.array([69.0, 69.0]),
        precision_km=np.array([50.0, 2.0], np.float32), centroid=np.array([True, False]),
        first_day=np.array([19723, 19730], np.int32), last_day=np.array([19760, 19730], np.int32),
    )  # fmt: skip
    seen = incidents(two, np.array([7, 7], np.int32), CARDS)
    (spot,) = seen.spots
    assert (spot.lat, spot.precision_km, spot.centroid, spot.count) == (35.0, 2.0, False, 1)
    assert [s.first <= date(2024, 1, 8) <= s.last for s in seen.spells if sum(s.shared)] == [True]


@pytest.mark.parametrize("days", [20, 300, 3000, 40_000])
def test_however_long_it_took_the_spells_can_be_drawn(days):
    n = len(TABLE)
    at = (np.arange(n) * days // n).astype(np.int32)
    seen = incidents(replace(TABLE, first_day=at, last_day=at), TRUTH, CARDS)
    assert 1 <= len(seen.spells) <= MOST_SPELLS
    assert seen.undated == 0
    for one, two in zip(seen.spells, seen.spells[1:], strict=False):
        assert one.first <= one.last < two.first
        assert (two.first - one.last).days == 1


def test_however_many_places_there_are_they_can_be_drawn():
    rng = np.random.default_rng(1)
    many = TABLE.taking(rng.integers(0, len(TABLE), 5000))
    many = replace(many, lat=rng.uniform(-60, 60, 5000), lon=rng.uniform(-170, 170, 5000))
    seen = incidents(many, None, CARDS)
    assert len(seen.spots) <= MOST_SPOTS
    assert sum(s.count for s in seen.spots) == 5000
    assert any(s.spread_km > 0 for s in seen.spots)


def test_nothing_known_is_said_and_not_drawn():
    blank = replace(
        TABLE,
        first_day=np.full(len(TABLE), NO_DAY, np.int32), last_day=np.full(len(TABLE), NO_DAY, np.int32),
        lat=np.full(len(TABLE), np.nan), lon=np.full(len(TABLE), np.nan),
    )  # fmt: skip
    seen = incidents(blank, TRUTH, CARDS)
    assert (seen.spells, seen.spots) == ((), ())
    assert seen.undated == seen.unplaced == seen.total
    none = incidents(TABLE.taking(np.zeros(0, np.int64)), None, CARDS)
    assert none.total == 0
