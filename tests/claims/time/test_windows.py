"""Windows of English time expressions, their anchors and operators."""

from __future__ import annotations

from datetime import date

import pytest

from corroborate.claims.time import Operator, TimeMention, TimeRole, find_times
from corroborate.model.text import Segment, SegmentKind
from corroborate.model.window import AnchorKind, DayRange

PUBLISHED = DayRange.on(date(2024, 9, 1))


def one(text: str, published: DayRange | None = PUBLISHED) -> TimeMention:
    found = find_times(text, published=published)
    assert len(found) == 1, [m.words for m in found]
    return found[0]


def ends(mention: TimeMention) -> tuple[str, str]:
    assert mention.window is not None, mention
    outer = mention.window.outer
    return str(outer.first), str(outer.last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It fell on August 15, 2021.", "2021-08-15", "2021-08-15"),
        ("It fell on 15 August 2021.", "2021-08-15", "2021-08-15"),
        ("It fell on the 15th of August, 2021.", "2021-08-15", "2021-08-15"),
        ("It fell on 2021-08-15.", "2021-08-15", "2021-08-15"),
        ("in 2024-09", "2024-09-01", "2024-09-30"),
        ("in 2014-15", "2014-01-01", "2015-12-31"),
        ("It began in April 2021.", "2021-04-01", "2021-04-30"),
        ("It began in 1996.", "1996-01-01", "1996-12-31"),
        ("207 operations this year", "2024-01-01", "2024-09-01"),
        ("So far this year they fought.", "2024-01-01", "2024-09-01"),
        ("They fought last month.", "2024-08-01", "2024-08-31"),
        ("They banned it last week.", "2024-08-19", "2024-08-25"),
        ("during the first six months of this year", "2024-01-01", "2024-06-30"),
        ("in the first half of 2024", "2024-01-01", "2024-06-30"),
        ("in H1 2024", "2024-01-01", "2024-06-30"),
        ("in the second quarter of 2012", "2012-04-01", "2012-06-30"),
        ("in 2024 Q3", "2024-07-01", "2024-09-30"),
        ("over the past three years", "2021-09-01", "2024-09-01"),
        ("in the last 20 years", "2004-09-01", "2024-09-01"),
        ("mid-2021 saw it", "2021-05-01", "2021-08-31"),
        ("in early June 2012", "2012-06-01", "2012-06-10"),
        ("in the late 1990s", "1997-01-01", "1999-12-31"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("in the 20th century", "1901-01-01", "2000-12-31"),
        ("On Monday, he spoke.", "2024-08-26", "2024-08-26"),
        ("He will speak on Monday.", "2024-09-02", "2024-09-02"),
        ("A report in June documented it.", "2024-06-01", "2024-06-30"),
        ("the summer of 2023", "2023-06-01", "2023-08-31"),
        ("Today, they hold it.", "2024-09-01", "2024-09-01"),
        ("They hold it at the moment.", "2024-09-01", "2024-09-01"),
        ("He came yesterday.", "2024-08-31", "2024-08-31"),
        ("They left three years ago.", "2021-08-01", "2021-09-30"),
        ("Free a decade from now.", "2034-01-01", "2034-12-31"),
        ("killed two days before 9/11", "2001-09-09", "2001-09-09"),
        ("in the two decades after 9/11", "2001-09-11", "2021-09-11"),
        ("This is the third anniversary of the withdrawal.", "2024-08-01", "2024-09-30"),
        ("in April last year", "2023-04-01", "2023-04-30"),
        ("on Easter 2018", "2018-04-01", "2018-04-01"),
        ("on Election Day 1998", "1998-11-03", "1998-11-03"),
        ("in the nine months to 30 September 2023", "2023-01-01", "2023-09-30"),
    ],
)
def test_window(text: str, first: str, last: str) -> None:
    assert ends(one(text)) == (first, last)


@pytest.mark.parametrize(
    ("text", "operator", "first", "last"),
    [
        ("since January 2024, 207", Operator.SINCE, "2024-01-01", "2024-09-01"),
        ("Since 2021, they did.", Operator.SINCE, "2021-01-01", "2024-09-01"),
        ("until 31 July 2024", Operator.UNTIL, "None", "2024-07-31"),
        ("by 31 July 2024", Operator.BY, "None", "2024-07-31"),
        ("before 9/11", Operator.BEFORE, "None", "2001-09-10"),
        ("after 2004", Operator.AFTER, "2005-01-01", "None"),
        ("as of 30 June 2024", Operator.AS_OF, "2024-06-30", "2024-06-30"),
        ("from 14 May to 31 July 2024", Operator.RANGE, "2024-05-14", "2024-07-31"),
        ("between 1 February and 13 May 2024", Operator.RANGE, "2024-02-01", "2024-05-13"),
        ("1 February–13 May 2024", Operator.RANGE, "2024-02-01", "2024-05-13"),
        ("from November to February 2024", Operator.RANGE, "2023-11-01", "2024-02-29"),
        ("from 1979 to 1992", Operator.RANGE, "1979-01-01", "1992-12-31"),
        ("between January and June", Operator.RANGE, "2024-01-01", "2024-06-30"),
    ],
)
def test_operator(text: str, operator: Operator, first: str, last: str) -> None:
    mention = one(text)
    assert mention.operator is operator
    assert ends(mention) == (first, last)


def test_the_named_stretch_stays_beside_the_window_meant() -> None:
    mention = one("since January 2024")
    assert mention.named is not None
    assert str(mention.named.end) == "2024-01-31"
    assert mention.words == "January 2024"
    assert mention.outer == (0, 18)


def test_without_publication_nothing_relative_is_resolved() -> None:
    for text in (
        "last month",
        "this year",
        "three years ago",
        "over the past three years",
        "On Monday he came",
    ):
        mention = one(text, None)
        assert mention.window is not None
        assert mention.window.outer == DayRange(None, None)
        assert mention.window.anchor.kind is AnchorKind.NONE
        assert mention.reason is not None
        assert "publication" in mention.reason


def test_an_uncertain_publication_leaves_uncertain_ends() -> None:
    published = DayRange(date(2024, 8, 30), date(2024, 9, 2))
    window = one("last month", published).window
    assert window is not None
    assert window.start == DayRange(date(2024, 7, 1), date(2024, 8, 1))
    assert window.end == DayRange(date(2024, 7, 31), date(2024, 8, 31))


def test_last_week_keeps_weeks_that_begin_on_sunday() -> None:
    window = one("last week").window
    assert window is not None
    assert [str(a.outer) for a in window.alternatives] == ["2024-08-25..2024-08-31"]


def test_last_month_in_an_answer_may_have_been_said_before_publication() -> None:
    text = "Your soldiers claimed it last month."
    turn = Segment(0, len(text), SegmentKind.TURN, "BERGEN")
    (mention,) = find_times(text, published=PUBLISHED, segments=[turn])
    assert mention.window is not None
    assert [str(a.outer) for a in mention.window.alternatives] == ["2024-07-01..2024-07-31"]
    assert one(text).window.alternatives == ()  # type: ignore[union-attr]


def test_month_and_day_order_is_kept_open_unless_the_text_tells() -> None:
    window = one("on 03/04/2024").window
    assert window is not None
    assert {str(w.outer) for w in (window, *window.alternatives)} == {"2024-03-04", "2024-04-03"}
    later = find_times("on 03/04/2024 and on 25/04/2024", published=PUBLISHED)
    assert [str(m.window.outer) for m in later if m.window] == ["2024-04-03", "2024-04-25"]
    assert later[0].window is not None
    assert later[0].window.alternatives == ()


def test_a_month_written_as_two_years_may_be_is_kept() -> None:
    window = one("in 2003-09").window
    assert window is not None
    assert [str(w.outer) for w in (window, *window.alternatives)] == [
        "2003-01-01..2009-12-31",
        "2003-09-01..2003-09-30",
    ]


def test_two_digit_years_keep_the_other_century() -> None:
    window = one("on 25/12/98").window
    assert window is not None
    assert window.outer.first == date(1998, 12, 25)
    assert date(2098, 12, 25) in {w.outer.first for w in window.alternatives}


def test_then_and_later_refer_to_the_date_named_before() -> None:
    since, then = find_times("It began in August 2021. Since then, they resist.", published=PUBLISHED)
    assert then.window is not None
    assert then.window.anchor.kind is AnchorKind.MENTION
    assert ends(then) == ("2021-08-01", "2024-09-01")
    _, later = find_times("He came on 5 May 2020. Two days later, he left.", published=PUBLISHED)
    assert ends(later) == ("2020-05-07", "2020-05-07")
    assert since.words == "August 2021"


def test_the_same_period_of_another_year() -> None:
    _, other = find_times(
        "29 in the first half of 2024, 40 in the same period last year", published=PUBLISHED
    )
    assert ends(other) == ("2023-01-01", "2023-06-30")


def test_elapsed_time_carries_its_event() -> None:
    text = "Three years after the departure of the final troops, the situation is bleak."
    mention = one(text)
    assert mention.role is TimeRole.ELAPSED
    assert mention.event is not None
    assert text[slice(*mention.event)] == "the departure of the final troops"
    assert ends(mention) == ("2021-08-01", "2021-09-30")
    told = one("Three years after the war, he was killed.")
    assert told.window is not None
    assert told.window.anchor.kind is AnchorKind.EVENT
    assert told.window.outer == DayRange(None, None)


def test_an_event_without_a_date_leaves_the_window_open() -> None:
    mention = one("Prior to the negotiations, their control was limited.")
    assert mention.operator is Operator.BEFORE
    assert mention.window is not None
    assert mention.window.anchor.words == "the negotiations"
    assert mention.reason is not None


def test_what_lies_off_the_calendar_says_so() -> None:
    mention = one("9,999,999 years ago")
    assert mention.window is not None
    assert mention.window.outer == DayRange(None, None)
    assert mention.reason is not None
    assert "calendar" in mention.reason


def test_a_far_future_publication_is_no_defect() -> None:
    for when in (date.min, date.max):
        for text in (
            "last week",
            "next year",
            "a decade from now",
            "on Monday",
            "the next century",
            "in June",
            "300 surrendered since Ramadan",
        ):
            find_times(text, published=DayRange.on(when))


def test_a_month_of_the_lunar_year_that_is_told_of_has_been() -> None:
    for text in ("300 men have surrendered since Ramadan.", "300 men surrendered during Ramadan."):
        (mention,) = find_times(text, published=DayRange.on(date(2024, 1, 5)))
        assert mention.window is not None
        assert mention.window.start.first == date(2023, 3, 22)
