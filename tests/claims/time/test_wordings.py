"""Many wordings of time, each with the window that a careful reader takes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from corroborate.claims.time import find_times
from corroborate.model.window import DayRange

TABLE: dict[str, str] = yaml.safe_load((Path(__file__).parent / "wordings.yaml").read_text("utf-8"))
PUBLISHED = DayRange.on(date(2024, 11, 14))


@pytest.mark.parametrize("content", TABLE)
def test_the_window_that_is_meant(content: str) -> None:
    language = "fa" if any("\u0600" <= c <= "\u06ff" for c in content) else "en"
    found = find_times(content, published=PUBLISHED, language=language)
    windows = [m.window.outer for m in found if m.window is not None]
    assert [f"{w.first or ''}..{w.last or ''}" for w in windows] == [TABLE[content]]


def test_two_months_of_which_each_has_its_number_stay_apart() -> None:
    found = find_times("In May and June, 5 and 7 died, respectively.", published=PUBLISHED)
    assert [m.words for m in found] == ["May", "June"]


def test_since_never_begins_after_publication() -> None:
    for day in (date(2024, 1, 3), date(2024, 6, 30), date(2024, 12, 30)):
        for content in ("since New Year", "since 31 December", "since August", "since Nowruz"):
            (mention,) = find_times(content, published=DayRange.on(day))
            assert mention.window is not None
            assert mention.window.start.first is not None
            assert mention.window.start.first <= day
