"""The notes of the example case: there, dated, and marked as notes."""

from __future__ import annotations

import re

from corroborate import example
from corroborate.model.source import Nature


def test_every_note_has_its_card_and_every_card_its_note() -> None:
    cards = example.sources()
    folder = cards[0].path.parent
    assert {c.path.name for c in cards} == {p.name for p in folder.glob("*.md")}


def test_every_note_says_that_it_is_no_original() -> None:
    for card in example.sources():
        assert card.nature is Nature.NOTE
        assert "It is not the original" in card.path.read_text("utf-8")


def test_cards_are_dated_in_order() -> None:
    dates = [c.published for c in example.sources()]
    assert all(re.fullmatch(r"\d{4}-\d\d(-\d\d)?", d) for d in dates)
    assert dates == sorted(dates, key=lambda d: d[:7])
