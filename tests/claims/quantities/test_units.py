"""Units, money and ages beside a number."""

from __future__ import annotations

import pytest

from corroborate.claims.quantities import find_quantities
from corroborate.model.quantity import Dimension


@pytest.mark.parametrize(
    ("text", "dimension", "unit", "value"),
    [
        ("29%", Dimension.SHARE, "percent", 0.29),
        ("29 per cent", Dimension.SHARE, "percent", 0.29),
        ("5‰", Dimension.SHARE, "permille", 0.005),
        ("3 percentage points", Dimension.OTHER, "percentage_point", 3),
        ("$8.5 billion dollars", Dimension.MONEY, "USD", 8_500_000_000),
        ("US$5m", Dimension.MONEY, "USD", 5_000_000),
        ("€5", Dimension.MONEY, "EUR", 5),
        ("5 million euros", Dimension.MONEY, "EUR", 5_000_000),
        ("Rs 500 crore", Dimension.MONEY, "INR", 5_000_000_000),
        ("USD 20", Dimension.MONEY, "USD", 20),
        ("50 cents", Dimension.MONEY, "cent", 50),
        ("25 miles", Dimension.DISTANCE, "mile", 25),
        ("3-inch", Dimension.DISTANCE, "inch", 3),
        ("800-acre", Dimension.AREA, "acre", 800),
        ("200lbs", Dimension.WEIGHT, "pound_weight", 200),
        ("188 miles an hour", Dimension.SPEED, "mile_per_hour", 188),
        ("20 years", Dimension.DURATION, "year", 20),
        ("two decades", Dimension.DURATION, "year", 20),
        ("aged 11", Dimension.AGE, "year", 11),
        ("35-year-old", Dimension.AGE, "year", 35),
        ("5 times", Dimension.RATIO, "times", 5),
    ],
)
def test_unit(text: str, dimension: Dimension, unit: str, value: float) -> None:
    (mention,) = find_quantities(text).mentions
    q = mention.quantity
    assert (q.dimension, q.unit, q.stated) == (dimension, unit, pytest.approx(value))


def test_a_decade_counts_whole_decades() -> None:
    (mention,) = find_quantities("after two decades").mentions
    assert (mention.quantity.hard.low, mention.quantity.hard.high) == (19, 21)


def test_an_age_stands_between_commas_after_a_name() -> None:
    (mention,) = find_quantities("Jane Doe, 42, said so.").mentions
    assert mention.quantity.dimension is Dimension.AGE


def test_hundreds_of_thousands_of_dollars_are_money() -> None:
    (mention,) = find_quantities("hundreds of thousands of dollars").mentions
    assert (mention.quantity.dimension, mention.quantity.hard.low) == (Dimension.MONEY, 200_000)


def test_the_unit_span_is_exact() -> None:
    text = "about 25 square miles"
    (mention,) = find_quantities(text).mentions
    assert text[mention.unit_start : mention.unit_end] == "square miles"
