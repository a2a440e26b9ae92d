"""How common a value is, when its own repeats stand in the table."""

from __future__ import annotations

import numpy as np
import pytest

from corroborate.linkage.laws.rarity import density, unrelated


def test_a_repeat_does_not_make_a_rare_value_common() -> None:
    chance = np.array([1e-6, 1e-6])
    once, twice = unrelated(np.array([1, 2]), chance, 10_000, 1)
    assert once == pytest.approx(twice, rel=0.01)
    assert twice < 2e-6


def test_what_no_repeats_explain_is_common() -> None:
    assert unrelated(np.array([400]), np.array([1e-6]), 10_000, 2)[0] == pytest.approx(0.0394)


def test_values_that_chance_brings_stay_as_common_as_they_are() -> None:
    assert unrelated(np.array([100]), np.array([0.01]), 10_000, 1)[0] == pytest.approx(0.01, rel=0.1)


def test_density_of_numbers_evenly_spread() -> None:
    values = np.arange(0, 100_000, 50, dtype=np.float64)
    found = density(values, np.ones(len(values), np.int64))
    assert found == pytest.approx(np.full(len(values), 1 / 100_000), rel=0.15)
    assert density(np.array([3.0]), np.array([9]))[0] == 0.0
