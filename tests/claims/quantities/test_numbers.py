"""Numbers in digits and in words, with suffixes and fractions."""

from __future__ import annotations

import pytest

from corroborate.claims.quantities import find_quantities


def said(text: str) -> list[float | None]:
    return [m.quantity.stated for m in find_quantities(text).mentions]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,061 people", 1061),
        ("12,34,567 voters", 1234567),
        ("1 234 567 voters", 1234567),
        ("1.234.567 voters", 1234567),
        ("3.5 people a house", 3.5),
        (".25 people a house", 0.25),
        ("8.5 billion people", 8_500_000_000),
        ("5k runners", 5000),
        ("2.4bn people", 2_400_000_000),
        ("12 lakh people", 1_200_000),
        ("three lakh crore people", 3_000_000_000_000),
        ("twenty-five attacks", 25),
        ("one hundred and sixteen attacks", 116),
        ("forty-five hundred men", 4500),
        ("two hundred and two thousand men", 202_000),
        ("twenty-one trillion and three hundred", 21_000_000_000_300),
        ("a dozen men", 12),
        ("half a dozen men", 6),
        ("three dozen men", 36),
        ("three score men", 60),
        ("half a million men", 500_000),
        ("a quarter of a million men", 250_000),
        ("one and a half million men", 1_500_000),
        ("two million and one half", 2_500_000),
        ("five billion and three quarters", 5_750_000_000),
        ("2 1/4 cups", 2.25),
        ("2½ cups", 2.5),
        ("five point two five", 5.25),
        ("minus five degrees", -5),
        ("fell to -5 points", -5),
        ("zero attacks", 0),
        ("half of the men", 0.5),
        ("two-thirds of the men", 2 / 3),
        ("one-third of them", 1 / 3),
        ("a fifth of the men", 0.2),
        ("three quarters of the men", 0.75),
        ("nine in ten men", 0.9),
        ("one in 5 men", 0.2),
        ("two out of five hundred men", 0.004),
        ("twice as many men", 2),
        ("a tenfold rise", 10),
    ],
)
def test_value(text: str, value: float) -> None:
    assert said(text) == [pytest.approx(value, rel=1e-9)]


def test_two_numbers_joined_by_and_stay_two() -> None:
    assert said("three hundred and two hundred men") == [300, 200]
    assert said("killed five and nine men") == [5, 9]


def test_a_whole_number_is_an_int_and_exact() -> None:
    (mention,) = find_quantities("1,000,000,007 grains").mentions
    assert mention.quantity.hard.low == 1_000_000_007
    assert isinstance(mention.quantity.hard.low, int)


def test_a_single_point_is_ambiguous_before_things_and_a_decimal_elsewhere() -> None:
    (things,) = find_quantities("a toll of 1.061 people").mentions
    assert (things.quantity.hard.low, things.quantity.hard.high, things.quantity.stated) == (
        1.061,
        1061,
        None,
    )
    assert said("rose 1.061 percent") == [pytest.approx(0.01061)]


def test_a_text_that_writes_points_settles_the_ambiguity() -> None:
    assert said("2.500.000 voters and 1.061 dead") == [2_500_000, 1061]


def test_ordinals_are_kept_apart() -> None:
    found = find_quantities("the third attack and the 21st attack")
    assert found.mentions == ()
    assert [s.reason for s in found.skipped] == ["ordinal", "ordinal"]


def test_core_and_words_are_exact() -> None:
    text = "He has more than 5,000 soldiers."
    (m,) = find_quantities(text).mentions
    assert text[m.start : m.end] == m.quantity.words == "more than 5,000"
    assert text[m.core_start : m.core_end] == m.quantity.core == "5,000"
