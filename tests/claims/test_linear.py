"""Time grows with the length of the text, whatever the text: measured by work done, not by a clock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from types import FrameType
from typing import Any

import pytest

from corroborate.claims import read
from corroborate.model.dossier import Document
from corroborate.model.source import Source
from corroborate.model.text import Text
from corroborate.text import segment

HOSTILE: dict[str, Callable[[int], str]] = {
    "words of one line": lambda n: "the quick brown fox saw it " * (n // 27),
    "numbers": lambda n: "1 " * (n // 2),
    "nested brackets": lambda n: "[" * (n // 2) + "]" * (n // 2),
    "nested round brackets": lambda n: "(" * (n // 2) + "5 killed" + ")" * (n // 2),
    "quote marks": lambda n: '"' * n,
    "mixed directions": lambda n: "abc \u202e۱۲۳ کشته \u202c 12 مرد שלום 5 killed " * (n // 40),
}


def calls(content: str, language: str) -> int:
    """How many Python functions a reading calls."""
    source = Source("0" * 64, "x", "text/plain", 1, datetime(2024, 1, 1, tzinfo=UTC))
    text = Text.derive(source.id, content, "x", "1")
    document = Document(source, text, tuple(segment(text)))
    counted = 0

    def count(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal counted
        counted += event == "call"

    sys.setprofile(count)
    try:
        read(document, language=language)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_with_the_length(name: str, language: str) -> None:
    make = HOSTILE[name]
    calls(make(200), language)
    small, large = calls(make(1500), language), calls(make(6000), language)
    assert large < 5.5 * small + 5000
