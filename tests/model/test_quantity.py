"""Quantities as printed, and their hedge in one sign."""

from __future__ import annotations

import pytest

from corroborate.claims.quantities import find_quantities
from corroborate.model.interval import Interval


@pytest.mark.parametrize(
    ("text", "printed", "sign"),
    [
        ("35 men", Interval(35, 35), "="),
        ("7% of them", Interval(7, 7), "="),
        ("more than 3.5 percent", Interval(3.5, 3.5), ">"),
        ("at least 12 people", Interval(12, 12), ">"),
        ("up to 700 troops", Interval(700, 700), "<"),
        ("about 40 houses", Interval(40, 40), "~"),
        ("nearly 40 houses", Interval(40, 40), "~"),
        ("10 to 12 percent", Interval(10, 12), "="),
        ("sales rose 4 percent", Interval(4, 4), "up"),
        ("sales fell by 12", Interval(12, 12), "down"),
        ("sales rose by more than 12", Interval(12, 12), ">"),
        ("dozens of people", Interval(24, None), "~"),
    ],
)
def test_a_quantity_is_printed_with_a_sign(text: str, printed: Interval, sign: str) -> None:
    (mention,) = find_quantities(text).mentions
    assert (mention.quantity.printed, mention.quantity.sign) == (printed, sign)
