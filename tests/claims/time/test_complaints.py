"""What users of other tools complained of."""

from __future__ import annotations

from datetime import date

import pytest

from corroborate.claims.time import find_times
from corroborate.claims.time.reader import CHUNK
from corroborate.model.window import DayRange

PUBLISHED = DayRange.on(date(2024, 9, 1))


def words(text: str) -> list[str]:
    return [m.words for m in find_times(text, published=PUBLISHED)]


def test_seven_and_twelve_is_no_date() -> None:
    """dateparser reads "7 and 12" as 12 July."""
    assert words("The scores were 7 and 12 for them.") == []


@pytest.mark.parametrize(
    "text",
    [
        "You may not!",
        "May I come in?",
        "Theresa May resigned.",
        "They march on Kabul.",
        "June Smith said so.",
        "An august assembly met.",
        "April said she would.",
    ],
)
def test_may_is_a_month_only_when_it_is_one(text: str) -> None:
    """Read "may" as a month only as such (chrono #518, Recognizers #2674)."""
    assert words(text) == []


@pytest.mark.parametrize("text", ["in May", "since May 2021", "on 5 May", "May 5, 2021", "late May"])
def test_may_is_a_month_where_it_is_one(text: str) -> None:
    assert len(words(text)) == 1


def test_1400_with_a_hijri_month_is_not_gregorian() -> None:
    (mention,) = find_times("It fell on 24 Asad 1400.", published=PUBLISHED)
    assert mention.window is not None
    assert mention.window.outer == DayRange.on(date(2021, 8, 15))


def test_a_bare_1400_keeps_the_hijri_readings() -> None:
    (mention,) = find_times("It began in 1400.", published=PUBLISHED)
    assert mention.window is not None
    assert date(2021, 3, 21) in {a.outer.first for a in mention.window.alternatives}


def test_results_do_not_depend_on_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Results that change with the day they run (timenorm #65)."""
    import time

    text = "Last Friday, on Monday, in June, three years ago, since 2021, '98, 03/04/05, this year, Ramadan"
    before = find_times(text, published=PUBLISHED), find_times(text, published=None)
    monkeypatch.setattr(time, "time", lambda: 4e9)
    assert (find_times(text, published=PUBLISHED), find_times(text, published=None)) == before


def test_a_year_range_is_not_averaged() -> None:
    """Averaged year ranges (quantulum3 #45)."""
    (mention,) = find_times("in 1979-1992", published=PUBLISHED)
    assert mention.window is not None
    assert str(mention.window.outer) == "1979-01-01..1992-12-31"
    assert [p.words for p in mention.parts] == ["1979", "1992"]


@pytest.mark.parametrize(
    "text", ["$2000 was paid", "2000 people fled", "more than 2000 fighters", "Boeing 1900", "2000 km away"]
)
def test_a_count_of_four_digits_is_no_year(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize("text", ["31 February 2024", "30 Feb. 2024", "June 31, 2024", "32/13/2024"])
def test_a_day_that_no_calendar_has_is_no_date(text: str) -> None:
    assert words(text) == []


def test_an_expression_is_whole_wherever_a_chunk_ends() -> None:
    for shift in range(-28, 5, 4):
        text = "x " * ((CHUNK + shift) // 2) + "between 1 February and 13 May 2024 they fought " + "x " * 50
        found = find_times(text, published=PUBLISHED)
        assert [m.words for m in found] == ["1 February and 13 May 2024"], shift


def test_lines_that_are_wrapped_are_read_on_and_paragraphs_are_not() -> None:
    assert words("the first six\nmonths of this year") == ["the first six\nmonths of this year"]
    assert words("It was in May.\n2021 was worse.") == ["May", "2021"]


@pytest.mark.parametrize(
    "text", ["A deal by then-President Jones was signed.", "A deal by then President Jones was signed."]
)
def test_the_then_of_an_office_is_no_date(text: str) -> None:
    assert words(text) == []


def test_then_after_by_is_a_date() -> None:
    assert words("By then the deal was signed.") == ["then"]
