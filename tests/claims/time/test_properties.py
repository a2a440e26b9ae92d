"""Properties of the reading of time, on any text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corroborate.claims.time import TimeMention, find_times, timexes
from corroborate.claims.time.calendar import easter, iso_week, nth_weekday, shift, stretch_of
from corroborate.claims.time.firsts import opening
from corroborate.claims.time.hijri import lunar_day, solar_day, solar_month, solar_year
from corroborate.claims.time.lexicon import load
from corroborate.claims.time.reader import RULES
from corroborate.claims.time.tokens import alphabet
from corroborate.model.window import DayRange, Window

NUMBERS = ("1", "7", "12", "31", "1400", "1999", "2024", "3/4/24", "9/11", "2024-05-01", "10:30", "pm", "Q3")
WORDS = sorted({*load().classes, *NUMBERS, "1990s", "20th"})
PIECES = st.sampled_from(
    [*WORDS, "May", "Monday", "June", "Sept.", ",", ".", "-", "–", "\n", "'s", "(", "war"]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=14).map(" ".join))
DAYS = st.one_of(
    st.none(),
    st.dates().map(DayRange.on),
    st.tuples(st.dates(), st.dates()).map(lambda d: DayRange(min(d), max(d))),
    st.dates().map(lambda d: DayRange(None, d)),
    st.dates().map(lambda d: DayRange(d, None)),
)


def windows(mention: TimeMention) -> list[Window]:
    found = [w for w in (mention.window, mention.named) if w is not None]
    return [*found, *(a for w in found for a in w.alternatives)]


@given(TEXTS, DAYS)
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_with_exact_spans_in_order(text: str, published: DayRange | None) -> None:
    found = find_times(text, published=published)
    done = 0
    for mention in found:
        assert done <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.words
        done = mention.end
        for window in windows(mention):
            first, last = window.start.first, window.end.last
            assert first is None or last is None or first <= last, (text, mention)
        for span in (mention.event, mention.operator_span):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
        for part in mention.parts:
            assert mention.start <= part.start < part.end <= mention.end
            assert text[part.start : part.end] == part.words
    assert find_times(text, published=published) == found
    tags = timexes(found)
    assert list(tags) == sorted(tags, key=lambda t: t.start)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_without_publication_no_relative_window_is_closed(text: str) -> None:
    for mention in find_times(text, published=None):
        for window in windows(mention):
            assert window.anchor.kind.value != "published"


@given(st.text(max_size=60), st.integers(0, 200))
@settings(max_examples=60, deadline=None)
def test_what_stands_after_a_paragraph_does_not_change_it(tail: str, spaces: int) -> None:
    published = DayRange.on(date(2024, 9, 1))
    text = "It fell on 15 August 2021, two days before the talks.\n\n"
    alone = find_times(text, published=published)
    assert find_times(text + " " * spaces + tail, published=published)[: len(alone)] == alone


@pytest.mark.parametrize(
    "unit", ["1 1 1 1 ", "in ", "1-", ".", '"', "the last 20 years of ", "two hundred and ", "["]
)
def test_work_grows_linearly_on_hostile_text(unit: str, work: Callable[[Callable[[], object]], int]) -> None:
    published = DayRange.on(date(2024, 9, 1))

    def spent(size: int) -> int:
        text = unit * (size // len(unit))
        return work(lambda: find_times(text, published=published))

    spent(200)
    small, large = spent(2_000), spent(8_000)
    assert large < 5 * small + 200


@given(st.dates(date(1921, 3, 21), date(2070, 1, 1)))
def test_solar_days_come_back(when: date) -> None:
    import jdatetime

    solar = jdatetime.date.fromgregorian(date=when)
    assert solar_day(solar.year, solar.month, solar.day) == when
    first, last = solar_month(solar.year, solar.month)
    assert first <= when <= last
    assert solar_year(solar.year)[0] <= when <= solar_year(solar.year)[1]


@given(st.dates(date(1930, 1, 1), date(2070, 1, 1)))
def test_lunar_days_come_back(when: date) -> None:
    from hijridate import Gregorian

    lunar = Gregorian(when.year, when.month, when.day).to_hijri()
    assert lunar_day(lunar.year, lunar.month, lunar.day) == when


def test_reference_days_of_the_calendars() -> None:
    assert solar_day(1400, 5, 24) == date(2021, 8, 15)
    assert solar_day(1389, 12, 26) == date(2011, 3, 17)
    assert lunar_day(1432, 4, 12) == date(2011, 3, 17)
    assert [easter(y) for y in (2018, 2024, 2025)] == [date(2018, 4, 1), date(2024, 3, 31), date(2025, 4, 20)]
    assert nth_weekday(1999, 11, 3, 4) == date(1999, 11, 25)
    assert nth_weekday(2024, 5, 0, -1) == date(2024, 5, 27)


@given(
    st.dates(date(1, 1, 15), date(9999, 12, 1)), st.sampled_from(["D", "W", "M", "Q", "H", "Y", "DE", "C"])
)
@example(date(9999, 12, 1), "Y")
def test_a_unit_holds_its_day(when: date, unit: str) -> None:
    first, last = stretch_of(when, unit)
    assert first <= when <= last
    assert stretch_of(first, unit) == (first, last)


@given(st.dates(date(1000, 1, 1), date(3000, 1, 1)), st.integers(-500, 500))
def test_weeks_and_days_shift_back(when: date, count: int) -> None:
    assert shift(shift(when, count, "W"), -count, "W") == when
    assert iso_week(when) == f"{when.isocalendar().year:04d}-W{when.isocalendar().week:02d}"


@pytest.mark.parametrize(
    ("pattern", "begins", "others"),
    [
        ("(?P<a>x)?[yz](?:q|r)?", ["xy", "xz", "y", "yq", "z"], ["xq", "xx", "q", "x"]),
        ("(?=a)b{0,3}(?:c|)d", ["bb", "bc", "bd", "cd", "d", "d?"], ["cb", "cc", "a"]),
        ("(?:(?:a|b)c)d?", ["ac", "bc"], ["ab", "ad", "c", "d"]),
        ("a{2,4}b", ["aa"], ["ab", "b"]),
    ],
)
def test_what_a_pattern_can_begin_with(pattern: str, begins: list[str], others: list[str]) -> None:
    assert [letters for letters in begins if not opening(pattern).allows(letters)] == []
    assert [letters for letters in others if opening(pattern).allows(letters)] == []


PATTERNS = [re.compile(alphabet("en").expand(rule.pattern)) for rule in RULES]


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_no_rule_is_passed_over(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(PATTERNS))
    codes = data.draw(st.from_regex(pattern))
    begins = opening(pattern.pattern)
    for match in pattern.finditer(codes):
        assert match.start() == match.end() or begins.allows(codes[match.start() :][:2])
