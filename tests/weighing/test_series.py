"""Counts laid end to end: gaps, overlaps, parts, stocks."""

from __future__ import annotations

from datetime import date, timedelta

from builder import Builder, exactly
from hypothesis import given
from hypothesis import strategies as st

from corroborate.model.assessment import Basis
from corroborate.model.claim import Status
from corroborate.model.interval import Interval
from corroborate.weighing.count import Count
from corroborate.weighing.series import Series, laid

START = date(2024, 1, 1)


def count(first, last, value, id="c"):
    window = exactly(START + timedelta(first), START + timedelta(last))
    return Count("attack", "G", "", Basis.VERIFIED, "UN", Interval.exactly(value), window, (id,), ("s",))


COUNTS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30), st.integers(0, 99)), max_size=25)


@given(COUNTS)
def test_no_day_is_counted_twice_and_nothing_is_lost(rows):
    counts = [count(a, a + n, v, f"c{i}") for i, (a, n, v) in enumerate(rows)]
    series = Series.of(counts)
    for before, after in zip(series.lasts, series.firsts[1:], strict=False):
        assert before < after
    assert len(series.counts) + len(series.left_out) == len(counts)
    assert series == Series.of(counts[::-1])


@given(COUNTS)
def test_runs_have_no_gap_and_their_sum_is_the_sum(rows):
    series = Series.of([count(a, a + n, v, f"c{i}") for i, (a, n, v) in enumerate(rows)])
    for run in series.runs():
        made = laid(run) if len(run) > 1 else run[0]
        assert made.value == Interval.exactly(sum(c.value.low for c in run))
        assert made.window.days == sum(c.window.days for c in run)


@given(COUNTS, st.integers(0, 60), st.integers(0, 60))
def test_what_lies_in_a_window_is_bounded(rows, first, length):
    series = Series.of([count(a, a + n, v, f"c{i}") for i, (a, n, v) in enumerate(rows)])
    window = exactly(START + timedelta(first), START + timedelta(first + length))
    inside = series.inside(window)
    assert inside.value.low == sum(c.value.low for c in inside.whole)
    assert inside.value.high == inside.value.low + sum(c.value.low for c in inside.partial)
    assert len(inside.partial) <= 2


def test_a_gap_is_never_bridged():
    series = Series.of([count(0, 9, 5), count(11, 20, 7)])
    assert [len(r) for r in series.runs()] == [1, 1]


def test_an_overlap_is_left_out_and_named():
    kept = [count(0, 9, 5, "a"), count(10, 19, 7, "b")]
    series = Series.of([*kept, count(5, 12, 6, "c")])
    made = laid(series.runs()[0], series.left_out)
    assert made.value == Interval.exactly(12)
    assert any("Left out" in line and "6 in" in line for line in made.working)


def weighed(measure):
    b = Builder()
    document = b.document("The UN verified 31 attacks, then 42 attacks.", publisher="A")
    for words, n, first, last in (("31 attacks", 31, 1, 31), ("42 attacks", 42, 32, 60)):
        window = exactly(START + timedelta(first), START + timedelta(last))
        b.claim(document, words, n, measure=measure, voices=("UN",), status=Status.VERIFIED, window=window)
    return {f.words for f in b.weighed().figures}


def test_what_happens_is_added_and_what_is_there_is_not():
    assert "73" in weighed("attack")
    assert "73" not in weighed("fighter")


def test_parts_are_not_evidence_beside_their_total():
    b = Builder()
    document = b.document(
        "The UN verified 92 attacks: 58 here and 34 there. They claimed 300.", publisher="A"
    )
    window = exactly(date(2024, 5, 1), date(2024, 7, 31))
    parts = [
        b.claim(document, w, n, voices=("UN",), status=Status.VERIFIED, window=window)
        for w, n in (("58 here", 58), ("34 there", 34))
    ]
    b.claim(
        document,
        "92 attacks",
        92,
        voices=("UN",),
        status=Status.VERIFIED,
        window=window,
        total_of=tuple(p.id for p in parts),
    )
    b.claim(document, "300", 300, status=Status.CLAIMED, window=window)
    pair = next(c for c in b.weighed().comparisons if c.kind == "evidence")
    assert pair.conclusion.startswith("92 verified")
