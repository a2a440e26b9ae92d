"""The world for comparing linkage programs is as its page says."""

from __future__ import annotations

import numpy as np
import pytest

from corroborate.lists.simulate import LINKAGE_REFERENCE, Simulated, preset, simulate

INCIDENTS = 5_882


@pytest.fixture(scope="module")
def made() -> Simulated:
    return simulate(preset("linkage-reference"), incidents=INCIDENTS, seed=3)


def test_the_lists_are_as_large_and_as_often_repeated_as_stated(made: Simulated) -> None:
    assert made.setting is LINKAGE_REFERENCE
    assert len(made.table) == pytest.approx(9_134, rel=0.02)
    shares = np.array(made.histories.sizes) / INCIDENTS
    assert shares == pytest.approx([0.505, 0.405, 0.343, 0.275], abs=0.02)
    rows = np.bincount(made.table.list_index)
    assert rows / np.array(made.histories.sizes) == pytest.approx([1.03, 1, 1.03, 1], abs=0.01)
    assert np.mean(made.world.burst >= 0) == pytest.approx(0.5, abs=0.01)


def test_the_country_has_room(made: Simulated) -> None:
    provinces = len(made.geography.province_names)
    years = (made.world.day.max() - made.world.day.min() + 1) / 365
    assert INCIDENTS / provinces / years == pytest.approx(43, rel=0.02)
    assert (provinces, round(years)) == (68, 2)


def test_some_true_pairs_lie_where_no_block_looks(made: Simulated) -> None:
    """What is lost within seven days and 50 km is about one pair in eighteen."""
    table, lost, pairs = made.table, 0, 0
    order = np.argsort(made.truth, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(made.truth[order])) + 1):
        a, b = np.triu_indices(len(rows), 1)
        a, b = rows[a], rows[b]
        north = (table.lat[a] - table.lat[b]) * 111.195
        east = (table.lon[a] - table.lon[b]) * 111.195 * np.cos(np.radians(table.lat[a]))
        near = (np.hypot(north, east) <= 50) & (np.abs(table.first_day[a] - table.first_day[b]) <= 7)
        lost, pairs = lost + int((~near).sum()), pairs + len(a)
    assert lost / pairs == pytest.approx(0.055, abs=0.012)
