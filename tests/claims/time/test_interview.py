"""The windows of the interview that the project began with, where it is at hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corroborate.claims.time import TimeRole, find_times
from corroborate.model.window import AnchorKind, DayRange


@pytest.mark.shared
def test_windows_of_the_interview(shared: Path) -> None:
    text = (shared / "interview" / "interview.txt").read_text(encoding="utf-8")
    found = find_times(text, published=DayRange.on(date(2024, 9, 1)))
    windows = {m.words: str(m.window.outer) for m in found if m.window is not None}
    assert windows["the first six months of this year"] == "2024-01-01..2024-06-30"
    assert windows["January 2024"] == "2024-01-01..2024-09-01"
    assert windows["two days before 9/11"] == "2001-09-09"
    assert windows["the two decades after 9/11"] == "2001-09-11..2021-09-11"
    assert windows["1979 to 1992"] == "1979-01-01..1992-12-31"
    assert windows["last week"] == "2024-08-19..2024-08-25"
    ages = [m.quantity.stated for m in found if m.role is TimeRole.AGE and m.quantity]
    assert ages == [35, 4, 11]


@pytest.mark.shared
def test_without_its_date_the_interview_keeps_only_what_it_says(shared: Path) -> None:
    text = (shared / "interview" / "interview.txt").read_text(encoding="utf-8")
    for mention in find_times(text, published=None):
        if mention.window is not None and mention.window.anchor.kind is AnchorKind.NONE:
            assert mention.window.outer == DayRange(None, None)
            assert mention.reason
