"""Numbers laid beside another of another time: two levels, each with its own window or none."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from corroborate.claims import read
from corroborate.model.claim import ClaimKind
from corroborate.model.dossier import Document
from corroborate.model.source import Source
from corroborate.model.text import Text
from corroborate.model.window import DayRange
from corroborate.text import segment


def counts(content):
    """(number, first day, last day) of each count, as ISO dates; "" where there is no window."""
    source = Source(
        "0" * 64,
        "a",
        "text/plain",
        len(content),
        datetime(2024, 9, 1, tzinfo=UTC),
        published=DayRange.on(date(2024, 1, 5)),
    )
    text = Text.derive(source.id, content, "test", "1")
    found = []
    for claim in read(Document(source, text, segment(text))).claims:
        if claim.kind is ClaimKind.COUNT and claim.quantity is not None:
            window = claim.window
            days = ("", "") if window is None else (str(window.start.first), str(window.end.last))
            found.append((claim.quantity.core, *days))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In 2023 there were 60 attacks, down from 118.",
            [("60", "2023-01-01", "2023-12-31"), ("118", "", "")],
        ),
        (
            "Attacks fell to 60 in 2023 from 118 in 2022.",
            [("60", "2023-01-01", "2023-12-31"), ("118", "2022-01-01", "2022-12-31")],
        ),
        (
            "In 2023 the number of attacks rose by 50 per cent, from 40 to 60.",
            [("40", "", ""), ("60", "2023-01-01", "2023-12-31")],
        ),
        (
            "From January to June 2023, 112 incidents occurred, compared with 87 in the same period of 2022.",
            [("112", "2023-01-01", "2023-06-30"), ("87", "2022-01-01", "2022-06-30")],
        ),
        (
            "In the first half of 2023, 112 occurred, compared to 87 in the same period a year earlier.",
            [("112", "2023-01-01", "2023-06-30"), ("87", "2022-01-01", "2022-06-30")],
        ),
        (
            "From 1 January to 31 March 2023 there were 30 attacks, up from 12 in the same period in 2021.",
            [("30", "2023-01-01", "2023-03-31"), ("12", "2021-01-01", "2021-03-31")],
        ),
        ("In 2023 from 12 to 20 people died.", [("12 to 20", "2023-01-01", "2023-12-31")]),
        ("In 2023, some 12 to 20 people died.", [("12 to 20", "2023-01-01", "2023-12-31")]),
    ],
)
def test_each_level_has_its_own_time(text, expected):
    assert counts(text) == expected
