"""Hedges: direction, hard bounds, usual bounds."""

from __future__ import annotations

from fractions import Fraction

import pytest

from corroborate.claims.quantities import find_quantities
from corroborate.claims.quantities.bounds import granule, widths
from corroborate.model.quantity import Change, Hedge, Quantity


def read(text: str) -> Quantity:
    (mention,) = find_quantities(text).mentions
    return mention.quantity


@pytest.mark.parametrize(
    ("text", "hedge", "low", "high"),
    [
        ("more than 5,000 men", Hedge.MORE, 5001, None),
        ("over 160 men", Hedge.MORE, 161, None),
        ("upwards of 50 men", Hedge.MORE, 51, None),
        ("in excess of fifty men", Hedge.MORE, 51, None),
        ("at least 12 men", Hedge.LEAST, 12, None),
        ("no fewer than 12 men", Hedge.LEAST, 12, None),
        ("12 or more men", Hedge.LEAST, 12, None),
        ("50-plus men", Hedge.LEAST, 50, None),
        ("5,000+ men", Hedge.LEAST, 5000, None),
        ("equal to or more than 12", Hedge.LEAST, 12, None),
        ("fewer than 12 men", Hedge.LESS, None, 11),
        ("just under 12 men", Hedge.LESS, None, 11),
        ("up to 12 men", Hedge.MOST, 0, 12),
        ("as many as 12 men", Hedge.MOST, 0, 12),
        ("no more than 12 men", Hedge.MOST, 0, 12),
        ("12 men or 12 at most", None, None, None),
        ("almost 20 provinces", Hedge.ALMOST, None, 19),
        ("nearly 20 provinces", Hedge.ALMOST, None, 19),
        ("some 20 provinces", Hedge.ABOUT, None, None),
        ("about 20 provinces", Hedge.ABOUT, None, None),
        ("twenty-odd provinces", Hedge.ABOUT, None, None),
        ("20 or so provinces", Hedge.ABOUT, None, None),
        ("an estimated 20 provinces", Hedge.ABOUT, None, None),
        ("only around 4 years old", Hedge.ABOUT, 3, 5),
        ("at least about 50 men", Hedge.LEAST, None, None),
        ("exactly 20 men", Hedge.NONE, 20, 20),
        ("between 6,575 and 9,968 civilians", Hedge.RANGE, 6575, 9968),
        ("between one hundred and one hundred twenty men", Hedge.RANGE, 100, 120),
        ("from 20 to 30 men", Hedge.RANGE, 20, 30),
        ("2–5 men", Hedge.RANGE, 2, 5),
        ("2-5 men", Hedge.RANGE, 2, 5),
        ("5 to 10 million men", Hedge.RANGE, 5_000_000, 10_000_000),
        ("as few as 10 or as many as 40 men", Hedge.RANGE, 10, 40),
        ("at least 5 but fewer than 9 men", Hedge.RANGE, 5, 8),
        ("more than 20 and less than or equal to 35", Hedge.RANGE, 21, 35),
        ("dozens of men", Hedge.VAGUE, 24, None),
        ("hundreds of men", Hedge.VAGUE, 200, None),
        ("tens of thousands of men", Hedge.VAGUE, 20_000, None),
        ("several men", Hedge.VAGUE, 2, None),
        ("several hundred men", Hedge.VAGUE, 200, None),
        ("a couple of men", Hedge.VAGUE, 2, 3),
    ],
)
def test_hard_bounds(text: str, hedge: Hedge | None, low: float | None, high: float | None) -> None:
    found = find_quantities(text).mentions
    if hedge is None:
        assert [m.quantity.hedge for m in found] == [Hedge.NONE, Hedge.MOST]
        return
    (mention,) = found
    quantity = mention.quantity
    assert (quantity.hedge, quantity.hard.low, quantity.hard.high) == (hedge, low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("more than 5,000 men", 5001, 5999),
        ("over 160 men", 161, 169),
        ("almost 20 men", 17, 19),
        ("some 20 men", 18, 22),
        ("several men", 3, 10),
        ("hundreds of men", 200, 999),
        ("dozens of men", 24, 99),
        ("207 men", 207, 207),
        ("5,000 men", 4500, 5500),
        ("11 years old", 11, 11),
    ],
)
def test_usual_bounds(text: str, low: float, high: float) -> None:
    usual = read(text).usual
    assert (usual.low, usual.high) == (low, high)


def test_c07_vague_numbers_stay_ranges() -> None:
    for text in ("dozens of men", "hundreds of men", "a handful of men", "several men", "few men"):
        quantity = read(text)
        assert quantity.stated is None
        assert not quantity.hard.is_exact
        assert not quantity.usual.is_exact


def test_money_over_a_number_keeps_the_number_as_its_bound() -> None:
    quantity = read("more than $20 million")
    assert (quantity.hard.low, quantity.hard.high) == (20_000_000, None)


def test_a_comparison_with_a_known_number_is_no_hedge() -> None:
    quantity = read("far more than the 29 attacks that were reported")
    assert (quantity.hedge, quantity.hard.low, quantity.hard.high) == (Hedge.NONE, 29, 29)


def test_about_names_a_topic_after_a_verb_of_talk() -> None:
    assert read("They talked about two things").hedge is Hedge.NONE
    assert read("They brought about two bags").hedge is Hedge.ABOUT


def test_a_level_is_no_change_and_an_amount_is_one() -> None:
    found = find_quantities("Attacks rose 5% to 35, an increase of 12, after they fell by 3.").mentions
    assert [m.quantity.change for m in found] == [Change.UP, None, Change.UP, Change.DOWN]
    assert read("up to 700 workers").change is None


@pytest.mark.parametrize(
    ("value", "size"), [(5000, 1000), (160, 10), (100, 100), (25, 5), (207, 1), (5, 1), (0, 1)]
)
def test_granule(value: int, size: int) -> None:
    assert granule(Fraction(value)) == size


def test_every_width_says_what_it_rests_on() -> None:
    for name, row in widths().items():
        assert row["basis"] in {"convention", "measured"}, name
        assert row["source"], name
