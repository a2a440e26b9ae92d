"""Columns of a user's own: numbers, and codes that are typed digit by digit."""

from __future__ import annotations

import numpy as np
import pytest

from corroborate.linkage.laws import extra
from corroborate.linkage.laws.extra import numbers


@pytest.mark.parametrize(
    ("one", "two", "level"),
    [
        (2145, 2145, extra.SAME),
        (2145, 2146, extra.ONE),
        (2145, 2149, extra.TYPED),
        (2145, 2415, extra.TYPED),
        (2145, 245, extra.TYPED),
        (2145, 2151, extra.WITHIN_10),
        (2145, 2147, extra.TYPED),
        (19, 21, extra.TWO),
        (2145, 2231, extra.APART),
        (0.25, 0.25, extra.SAME),
    ],
)
def test_levels_of_numbers(one: float, two: float, level: int) -> None:
    values = numbers(np.array([one, two], np.float64), 1)
    assert values is not None
    a, b = np.array([0], np.int32), np.array([1], np.int32)
    assert values.compare(a, b)[0] == values.compare(b, a)[0] == level


def test_codes_that_nobody_shares_by_chance_say_much() -> None:
    rng = np.random.default_rng(2)
    codes = rng.integers(1_000_000, 9_999_999, 3000).astype(np.float64)
    codes[1::2] = codes[::2]
    values = numbers(codes, 2)
    assert values is not None
    assert values.share[values.code, 0, extra.SAME].max() < 1e-6
    few = numbers((codes % 4).astype(np.float64), 2)
    assert few is not None
    assert few.share[few.code, 0, extra.SAME] == pytest.approx(np.full(3000, 0.25), abs=0.05)


def test_what_is_not_stated_is_not_compared() -> None:
    values = numbers(np.array([5.0, np.nan, 5.0]), 1)
    assert values is not None
    assert values.compare(np.array([0], np.int32), np.array([1], np.int32))[0] == 255
    assert numbers(np.array([5.0, np.nan]), 1) is None
