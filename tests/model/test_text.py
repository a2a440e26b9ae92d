"""Texts and the way back from them to the original."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from corroborate.model.text import Locator, Text


def laid_out(parts: list[tuple[int, int]]) -> tuple[Locator, ...]:
    """Entries that follow each other: the gap before each, and its length."""
    at, found = 0, []
    for number, (gap, length) in enumerate(parts):
        found.append(Locator(at + gap, at + gap + length, f"page {number}"))
        at += gap + length
    return tuple(found)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5)), max_size=12))
def test_the_place_of_an_offset_is_that_of_the_entry_that_holds_it(parts: list[tuple[int, int]]) -> None:
    entries = laid_out(parts)
    text = Text.derive("0" * 64, "x" * 200, "plain", "1", map=entries)
    for offset in range(-1, 120):
        held = [e.place for e in entries if e.start <= offset < e.end]
        assert text.place_of(offset) == (held[0] if held else None)


def test_the_place_is_looked_up_not_searched_for() -> None:
    text = Text.derive("0" * 64, "x" * 4096, "plain", "1", map=laid_out([(0, 1)] * 4096))
    calls: list[str] = []
    sys.setprofile(lambda _, event, __: calls.append(event))
    try:
        place = text.place_of(4000)
    finally:
        sys.setprofile(None)
    assert place == "page 4000"
    assert len(calls) < 80


def test_a_text_without_a_map_has_no_places() -> None:
    assert Text.derive("0" * 64, "x", "plain", "1").place_of(0) is None
