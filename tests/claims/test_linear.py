"""Time grows with the length of the text, whatever the text: measured by work done, not by a clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from corroborate.claims import read
from corroborate.model.dossier import Document
from corroborate.model.source import Source
from corroborate.model.text import Text
from corroborate.text import segment

HOSTILE: dict[str, Callable[[int], str]] = {
    "words of one line": lambda n: "the quick brown fox saw it " * (n // 27),
    "numbers": lambda n: "1 " * (n // 2),
    "numbers by lines": lambda n: "1\n" * (n // 2),
    "digits": lambda n: "7" * n,
    "and": lambda n: "and " * (n // 4),
    "labels": lambda n: "AAA: hi.\n" * (n // 9),
    "nested brackets": lambda n: "[" * (n // 2) + "]" * (n // 2),
    "nested round brackets": lambda n: "(" * (n // 2) + "5 killed" + ")" * (n // 2),
    "quote marks": lambda n: '"' * n,
    "mixed directions": lambda n: "abc \u202e۱۲۳ کشته \u202c 12 مرد שלום 5 killed " * (n // 40),
}


def reading(content: str, language: str) -> None:
    """Read a text with its segments."""
    source = Source("0" * 64, "x", "text/plain", 1, datetime(2024, 1, 1, tzinfo=UTC))
    text = Text.derive(source.id, content, "x", "1")
    read(Document(source, text, tuple(segment(text))), language=language)


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_with_the_length(
    name: str, language: str, work: Callable[[Callable[[], object]], int]
) -> None:
    make = HOSTILE[name]
    reading(make(200), language)
    small, large = (work(lambda n=n: reading(make(n), language)) for n in (1500, 6000))
    assert large < 5.5 * small + 5000
