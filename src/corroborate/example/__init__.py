"""The example case that ships: the contested count of attacks in Afghanistan in 2024.

Twelve short notes, one a publication, in the project's own words: what each reported, who counted,
over which days, and how it was verified. They are notes and not originals, and are marked so.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from corroborate.model.source import NOT_STATED, Nature

TITLE = "Attacks by the National Resistance Front, 2024"
QUESTION = "How many attacks did the National Resistance Front carry out in Afghanistan in 2024?"


@dataclass(frozen=True, slots=True)
class ExampleSource:
    """One note with what is known of the publication that it is about."""

    path: Path
    published: str
    publisher: str
    author: str
    title: str
    url: str
    nature: Nature = Nature.NOTE


def sources() -> tuple[ExampleSource, ...]:
    """The notes of the example case, in the order of publication."""
    folder = Path(__file__).parent
    cards = tomllib.loads((folder / "notes.toml").read_text("utf-8"))["note"]
    return tuple(
        ExampleSource(
            folder / "notes" / card["file"],
            card["published"],
            card["publisher"],
            card.get("author", NOT_STATED),
            card["title"],
            card.get("url", NOT_STATED),
        )
        for card in cards
    )
