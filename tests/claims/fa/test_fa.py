"""Persian and Dari: numbers, dates, relative expressions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.claims.fa.numbers import find_quantities_fa
from corroborate.claims.fa.script import folded
from corroborate.claims.time import Operator, find_times
from corroborate.model.interval import Interval, Number
from corroborate.model.quantity import Dimension, Hedge
from corroborate.model.window import DayRange

PUBLISHED = DayRange.on(date(2024, 9, 1))


@pytest.mark.parametrize(
    ("text", "hedge", "low", "high"),
    [
        ("۲۰۷ عملیات", Hedge.NONE, 207, 207),
        ("٢٠٧ عملیات", Hedge.NONE, 207, 207),
        ("بیست و پنج حمله", Hedge.NONE, 25, 25),
        ("سه هزار و پنجصد و دوازده نفر", Hedge.NONE, 3512, 3512),
        ("بیش از ۵٬۰۰۰ نفر", Hedge.MORE, 5001, None),
        ("دست‌کم ده تن", Hedge.LEAST, 10, None),
        ("حداقل ۱۲ نفر", Hedge.LEAST, 12, None),
        ("کمتر از ۳۰ نفر", Hedge.LESS, None, 29),
        ("حدود ۲۰۰ نفر", Hedge.ABOUT, None, None),
        ("نزدیک به ۲۰ ولایت", Hedge.ALMOST, None, 19),
        ("ده‌ها کشته", Hedge.VAGUE, 20, None),
        ("صدها نفر", Hedge.VAGUE, 200, None),
        ("هزاران نفر", Hedge.VAGUE, 2000, None),
        ("بین ۲۰ تا ۳۰ نفر", Hedge.RANGE, 20, 30),
        ("از ۲۰ الی ۳۰ نفر", Hedge.RANGE, 20, 30),
        ("۵ تا ۱۰ هزار نفر", Hedge.RANGE, 5000, 10000),
        ("نیم میلیون نفر", Hedge.NONE, 500000, 500000),
        ("۲ میلیون و ۵۰۰ هزار نفر", Hedge.NONE, 2500000, 2500000),
    ],
)
def test_quantity(text: str, hedge: Hedge, low: Number | None, high: Number | None) -> None:
    (mention,) = find_quantities_fa(text).mentions
    assert (mention.quantity.hedge, mention.quantity.hard) == (hedge, Interval(low, high))
    assert text[mention.start : mention.end] == mention.quantity.words


def test_units_shares_and_money() -> None:
    (share,) = find_quantities_fa("۶۲ درصد").mentions
    assert (share.quantity.dimension, share.quantity.hard) == (Dimension.SHARE, Interval(0.62, 0.62))
    (money,) = find_quantities_fa("۸.۵ میلیارد دالر").mentions
    assert (money.quantity.unit, money.quantity.hard) == ("USD", Interval(8500000000, 8500000000))
    (third,) = find_quantities_fa("یک سوم مردم").mentions
    assert third.quantity.dimension is Dimension.SHARE


@pytest.mark.parametrize("text", ["نه، او نیامد", "یک روزی آمد و ده را دید", "او سی و سه پل را ندید جدی"])
def test_words_that_are_numbers_only_where_something_is_counted(text: str) -> None:
    assert all(m.quantity.stated != 9 for m in find_quantities_fa(text).mentions)
    assert all(text[m.core_start : m.core_end] not in {"نه", "ده"} for m in find_quantities_fa(text).mentions)


def test_numbers_of_a_date_are_skipped_with_the_reason() -> None:
    found = find_quantities_fa("در ۲۴ اسد ۱۴۰۰ بیش از ۲۰ نفر")
    assert [s.reason for s in found.skipped] == ["date", "date"]
    assert [m.quantity.hard for m in found.mentions] == [Interval(21, None)]
    assert len(found.tokens) == 3


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("۲۴ اسد ۱۴۰۰", "2021-08-15", "2021-08-15"),
        ("۲۶ اسفند ۱۳۸۹", "2011-03-17", "2011-03-17"),
        ("۲۶ حوت ۱۳۸۹", "2011-03-17", "2011-03-17"),
        ("1400/05/24", "2021-08-15", "2021-08-15"),
        ("سال ۱۴۰۳ خورشیدی", "2024-03-20", "2025-03-20"),
        ("حمل ۱۴۰۲", "2023-03-21", "2023-04-20"),
        ("۱۵ آگست ۲۰۲۱", "2021-08-15", "2021-08-15"),
        ("15 يناير 2024", "2024-01-15", "2024-01-15"),
        ("۵ تشرین الأول ۲۰۲۳", "2023-10-05", "2023-10-05"),
        ("رمضان ۱۴۴۵", "2024-03-10", "2024-04-10"),
        ("امسال", "2024-03-20", "2024-09-01"),
        ("سال گذشته", "2023-03-21", "2024-03-19"),
        ("ماه گذشته", "2024-07-22", "2024-08-21"),
        ("دیروز", "2024-08-31", "2024-08-31"),
        ("هفته گذشته", "2024-08-19", "2024-08-25"),
        ("۲۰ سال گذشته", "2004-09-01", "2024-09-01"),
        ("از حمل ۱۴۰۲ تا حوت ۱۴۰۲", "2023-03-21", "2024-03-19"),
    ],
)
def test_window(text: str, first: str, last: str) -> None:
    (mention,) = find_times(text, published=PUBLISHED, language="fa")
    assert mention.window is not None
    assert (str(mention.window.outer.first), str(mention.window.outer.last)) == (first, last)


def test_lunar_dates_may_be_a_day_off_either_way() -> None:
    (mention,) = find_times("رمضان ۱۴۴۵", published=PUBLISHED, language="fa")
    assert mention.window is not None
    assert mention.window.start == DayRange(date(2024, 3, 10), date(2024, 3, 12))


def test_this_year_keeps_the_gregorian_reading() -> None:
    (mention,) = find_times("امسال", published=PUBLISHED, language="fa")
    assert mention.window is not None
    assert [str(a.outer) for a in mention.window.alternatives] == ["2024-01-01..2024-09-01"]


def test_since() -> None:
    (mention,) = find_times("از سال ۱۴۰۰ به این سو", published=PUBLISHED, language="fa")
    assert mention.operator is Operator.SINCE
    assert mention.window is not None
    assert str(mention.window.outer) == "2021-03-21..2024-09-01"


def test_without_publication_relative_expressions_stay_open() -> None:
    for text in ("امسال", "ماه گذشته", "دیروز", "سه سال پیش"):
        (mention,) = find_times(text, published=None, language="fa")
        assert mention.window is not None
        assert mention.window.outer == DayRange(None, None)
        assert mention.reason is not None


def test_words_that_are_months_only_beside_a_day_or_a_year() -> None:
    for text in ("این مشکل جدی است", "میزان تلفات", "سرطان دارد", "آب نوشید"):
        assert find_times(text, published=PUBLISHED, language="fa") == ()


PIECES = st.sampled_from(
    [
        *("۲۴", "اسد", "۱۴۰۰", "سال", "گذشته", "بیش", "از", "ده‌ها", "هزار", "و", "تا", "بین", "نفر", "درصد"),
        *("12", "/", ".", "یک", "میلیون", "سه", "پیش", "جمعه"),
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=14).map(" ".join)))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_exact_spans(text: str) -> None:
    assert len(folded(text)) == len(text)
    found = find_quantities_fa(text)
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.quantity.words
        assert mention.start <= mention.core_start < mention.core_end <= mention.end
    done = 0
    for moment in find_times(text, published=PUBLISHED, language="fa"):
        assert done <= moment.start < moment.end <= len(text)
        assert text[moment.start : moment.end] == moment.words
        done = moment.end
    assert find_quantities_fa(text) == found
