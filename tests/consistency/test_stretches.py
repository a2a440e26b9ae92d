"""Lengths of time against the two ends that the words give, and dates beside events."""

from __future__ import annotations

import pytest
from from_files import document, outcome


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Noor served {} years in prison, from 2006 until her release in 2014.", ("12", "8")),
        (
            "It was signed in May 2022, held for {} and collapsed in September 2022.",
            ("two years", "four months"),
        ),
        ("On Friday the bank marked its {} anniversary. It opened in August 1974.", ("25th", "50th")),
        ("More than {} decades have passed since the invasion of 2001.", ("four", "two")),
        ("The monarchy lasted {} years, from 1933 to 1973.", ("sixty", "forty")),
    ],
)
def test_a_length_fits_its_ends_or_not(wrong: str, right: tuple[str, str]) -> None:
    for words, clashes in zip(right, (True, False), strict=True):
        found = outcome([document(wrong.format(words))])
        assert found.has("elapsed") == clashes, words


def test_a_length_that_need_not_fill_the_stretch_may_be_shorter() -> None:
    text = "She moved to Herat in 1990, taught there for five years and died in 2010."
    assert not outcome([document(text)]).disagreements()


def test_the_day_on_which_an_anniversary_is_kept_is_not_that_of_the_event() -> None:
    text = "The tenth anniversary of the landslide was marked in May 2024. The landslide came in May 2014."
    assert not outcome([document(text)]).disagreements()


@pytest.mark.parametrize(("year", "clashes"), [("2016", True), ("2013", False)])
def test_a_date_before_an_event_that_has_one(year: str, *, clashes: bool) -> None:
    text = f"Amin was elected in May 2015. Amin was arrested in {year}, two years before the election."
    assert outcome([document(text)]).has("order") == clashes
