"""TIMEX3 extents and values after ISO-TimeML."""

from __future__ import annotations

from datetime import date

import pytest

from corroborate.claims.time import find_times, timexes
from corroborate.model.window import DayRange

FRIDAY = DayRange.on(date(2013, 3, 22))


@pytest.mark.parametrize(
    ("text", "words", "type_", "value"),
    [
        ("He came on Friday.", "Friday", "DATE", "2013-03-22"),
        ("He came on Thursday.", "Thursday", "DATE", "2013-03-21"),
        ("It opens next Monday.", "next Monday", "DATE", "2013-03-25"),
        ("in the last 24 hours", "the last 24 hours", "DURATION", "PT24H"),
        ("last week", "last week", "DATE", "2013-W11"),
        ("last year", "last year", "DATE", "2012"),
        ("a year ago", "a year ago", "DATE", "2012"),
        ("two months ago", "two months ago", "DATE", "2013-01"),
        ("the fourth quarter", "the fourth quarter", "DATE", "2012-Q4"),
        ("in January", "January", "DATE", "2013-01"),
        ("on Feb. 14", "Feb. 14", "DATE", "2013-02-14"),
        ("about three years", "about three years", "DURATION", "P3Y"),
        ("a two-year deal", "two-year", "DURATION", "P2Y"),
        ("a nine-month ban", "nine-month", "DURATION", "P9M"),
        ("two decades", "two decades", "DURATION", "P20Y"),
        ("for years", "years", "DURATION", "PXY"),
        ("a few weeks", "a few weeks", "DURATION", "PXW"),
        ("5 1/2 hours", "5 1/2 hours", "DURATION", "PT5H30M"),
        ("Wednesday morning", "Wednesday morning", "TIME", "2013-03-20TMO"),
        ("tonight", "tonight", "TIME", "2013-03-22TNI"),
        ("9 a.m. Tuesday", "9 a.m. Tuesday", "TIME", "2013-03-19T09:00"),
        ("at 4:30 p.m. on March 5, 2013", "4:30 p.m. on March 5, 2013", "TIME", "2013-03-05T16:30"),
        ("now", "now", "DATE", "PRESENT_REF"),
        ("recently", "recently", "DATE", "PAST_REF"),
        ("in the past", "the past", "DATE", "PAST_REF"),
        ("in the future", "the future", "DATE", "FUTURE_REF"),
        ("daily", "daily", "SET", "P1D"),
        ("every day", "every day", "SET", "P1D"),
        ("every Monday", "every Monday", "SET", "XXXX-WXX-1"),
        ("twice a week", "twice a week", "SET", "P1W"),
        ("three times a day", "three times a day", "SET", "P1D"),
        ("He works weekends.", "weekends", "SET", "XXXX-WXX-WE"),
        ("two Saturdays ago", "two Saturdays ago", "DATE", "2013-03-09"),
        ("It was the coldest March since then.", "March", "DATE", "2013-03"),
        ("Years of drought emptied it.", "Years", "DURATION", "PXY"),
        ("for decades", "decades", "DURATION", "PXY"),
        ("It will fall by year-end.", "year-end", "DATE", "2013"),
        ("The fund held more at year's end.", "year's end", "DATE", "2012"),
        ("at nine o'clock on Monday", "nine o'clock on Monday", "TIME", "2013-03-18T09:00"),
        ("third-quarter profit", "third-quarter", "DATE", "2012-Q3"),
        ("in the early morning", "the early morning", "TIME", "2013-03-22TMO"),
        ("in the last decade", "the last decade", "DURATION", "P10Y"),
        ("a quarter of a century", "a quarter of a century", "DURATION", "P25Y"),
        ("they expect it to close in the second half of 2014", "the second half of 2014", "DATE", "2014-H2"),
        ("at 10:25 p.m. EST Wednesday, police said", "10:25 p.m. EST Wednesday", "TIME", "2013-03-20T22:25"),
        ("He would be flying to the United States Thursday.", "Thursday", "DATE", "2013-03-28"),
        ("They did not plan to move him on Tuesday.", "Tuesday", "DATE", "2013-03-26"),
        ("The summit begins on Monday.", "Monday", "DATE", "2013-03-25"),
        ("The funeral is on Wednesday.", "Wednesday", "DATE", "2013-03-27"),
        ("It must be held by the end of April.", "the end of April", "DATE", "2013-04"),
        ("last fall", "last fall", "DATE", "2012-FA"),
        ("the 1960s", "the 1960s", "DATE", "196X"),
        ("early December", "early December", "DATE", "2012-12"),
        ("earlier this year", "earlier this year", "DATE", "2013"),
        ("this weekend", "this weekend", "DATE", "2013-W12-WE"),
        ("fiscal 1998", "fiscal 1998", "DATE", "1998"),
        ("the week of March 6", "the week of March 6", "DATE", "2013-W10"),
    ],
)
def test_timex(text: str, words: str, type_: str, value: str) -> None:
    found = [(t.words, t.type, t.value) for t in timexes(find_times(text, published=FRIDAY))]
    assert found == [(words, type_, value)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in the year ended March 31", [("the year", "P1Y"), ("March 31", "2013-03-31")]),
        (
            "On March 5 he fell ill; the day before, he sang.",
            [("March 5", "2013-03-05"), ("the day before", "2013-03-04")],
        ),
        (
            "He died on March 5. The night before, he sang.",
            [("March 5", "2013-03-05"), ("The night before", "2013-03-04TNI")],
        ),
        (
            "7.7% in the fourth quarter, down from 7.9% in the previous quarter",
            [("the fourth quarter", "2012-Q4"), ("the previous quarter", "2012-Q3")],
        ),
    ],
)
def test_what_stands_beside_another_date(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(t.words, t.value) for t in timexes(find_times(text, published=FRIDAY))] == expected


def test_a_range_is_two_timexes() -> None:
    found = timexes(find_times("from 14 May to 31 July 2012", published=FRIDAY))
    assert [(t.words, t.value) for t in found] == [("14 May", "2012-05-14"), ("31 July 2012", "2012-07-31")]


def test_an_age_before_a_noun_has_no_timex() -> None:
    (mention,) = find_times("a 35-year-old man", published=FRIDAY)
    assert mention.tag is None
    assert mention.quantity is not None
    assert mention.quantity.stated == 35


def test_over_before_a_length_is_a_hedge_only_where_it_measures() -> None:
    text = "They will spend it over five years; he was held for over five years."
    assert [t.words for t in timexes(find_times(text, published=FRIDAY))] == ["five years", "over five years"]


def test_a_date_in_the_clause_of_a_loose_time_says_when_it_was() -> None:
    text = "He led them more than two and a half decades ago when they took power in 1986."
    mention = find_times(text, published=FRIDAY)[0]
    assert mention.window is not None
    assert (mention.window.start.first, mention.window.end.last) == (date(1986, 1, 1), date(1986, 12, 31))
    other = find_times(text.replace("1986", "1996"), published=FRIDAY)[0]
    assert other.window is not None
    assert other.window.end.last != date(1996, 12, 31)
