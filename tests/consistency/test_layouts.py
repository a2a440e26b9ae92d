"""Columns with a total, changes beside their levels, and one happening told by two."""

from __future__ import annotations

import pytest
from from_files import document, outcome

TABLE = "Province | Schools | Clinics\nTakhar | 14 | 2\nBaghlan | 23 | 1\nKunduz | 9 | 4\nTotal | {} | {}\n"


@pytest.mark.parametrize(("a", "b", "found"), [(46, 7, 0), (56, 7, 1), (56, 8, 2), (92, 14, 0)])
def test_every_column_has_its_own_total(a: int, b: int, found: int) -> None:
    """What is nothing like the sum is no slip: the lines may hold subtotals, or leave some out."""
    clashes = outcome([document(TABLE.format(a, b))]).disagreements()
    assert [k for k, *_ in clashes] == ["sum"] * found


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Cases fell from 480 to 360, a drop of {} per cent.", "25", "35"),
        (
            "Exports went from $200 million in 2021 to $250 million in 2022, an increase of {} percent.",
            "25",
            "35",
        ),
        ("Attacks {}, from 30 in 2022 to 90 in 2023.", "tripled", "doubled"),
        ("Women hold 69 of the 249 seats – nearly {} percent.", "28", "38"),
    ],
)
def test_a_change_and_a_share_are_worked_out(text: str, right: str, wrong: str) -> None:
    assert not outcome([document(text.format(right))]).disagreements()
    assert outcome([document(text.format(wrong))]).has("share")


def test_the_crash_near_kunduz_is_one_crash() -> None:
    one = "State media: 9 killed in the crash near Kunduz."
    two = "Local officials told AFP that {} people were killed in the crash near {}."
    for number, town, clashes in ((16, "Kunduz", True), (9, "Kunduz", False), (16, "Herat", False)):
        pages = [document(one, name="a.txt", author="A"), document(two.format(number, town), name="b.txt")]
        assert outcome(pages).has("sources") == clashes, (number, town)


def test_fates_that_exclude_each_other_add_up_to_no_more_than_all() -> None:
    text = "Of the 31 miners who were below when it gave way, 19 were brought out alive and {} died."
    assert outcome([document(text.format(15))]).has("sum")
    assert not outcome([document(text.format(12))]).disagreements()
    assert not outcome([document(text.replace("died", "were fathers").format(15))]).disagreements()


def test_months_that_are_told_apart_are_no_two_numbers_of_one_thing() -> None:
    one = "The director said the museum had 900 visitors in May."
    text = f"{one} The director said the museum had 1,200 visitors in June."
    assert not outcome([document(text)]).disagreements()


def test_a_year_is_nobody_and_tells_nothing() -> None:
    text = "The first quarter of 2023 saw 39 attacks by the MG. All of 2023 saw 88 attacks by the MG."
    assert not outcome([document(text)]).disagreements()


def test_the_day_of_a_publication_cited_is_not_that_of_what_it_tells() -> None:
    heads = "AP ({}) Government reports two dead in clashes during the vote"
    text = "\n\n".join(heads.format(day) for day in ("2010-11-29", "2010-11-28"))
    assert not outcome([document(text)]).disagreements()
