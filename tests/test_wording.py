"""How documents are named in messages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from corroborate.model.dossier import Document
from corroborate.model.source import NOT_STATED, Handling, Sensitivity, Source
from corroborate.model.text import Text
from corroborate.model.window import DayRange
from corroborate.wording import listed, publication

DAY = DayRange.on(date(2024, 9, 17))
MONTH = DayRange(date(2024, 9, 1), date(2024, 9, 30))
SOME_DAYS = DayRange(date(2024, 9, 1), date(2024, 9, 29))


def document(
    publisher: str = NOT_STATED,
    title: str = NOT_STATED,
    published: DayRange | None = None,
    sensitivity: Sensitivity = Sensitivity.OPEN,
) -> Document:
    source = Source(
        "0" * 64,
        "C:\\notes\\a.txt",
        "text/plain",
        1,
        datetime(2025, 1, 1, tzinfo=UTC),
        published=published,
        publisher=publisher,
        title=title,
        handling=Handling(sensitivity),
    )
    return Document(source, Text.derive(source.id, "x", "plain", "1"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (document("The Daily", "Strikes", DAY), "The Daily (17 September 2024)"),
        (document(title="Strikes", published=MONTH), "Strikes (September 2024)"),
        (document("The Daily", published=SOME_DAYS), "The Daily (1 September 2024 to 29 September 2024)"),
        (document(), "a.txt"),
        (document("The Daily", published=DAY, sensitivity=Sensitivity.WITHHELD), "a withheld source"),
    ],
)
def test_a_document_is_named_by_publisher_and_day(given: Document, said: str) -> None:
    assert publication(given) == said


def test_lists_of_words() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b", "c"])] == ["none", "a", "a, b and c"]
