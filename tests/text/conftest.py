"""Sources and texts for the tests of reading."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from corroborate.intake import media_type
from corroborate.model.source import Nature, Source
from corroborate.model.text import Extraction, Segment, SegmentKind, Text
from corroborate.text import extract, segment

Give = Callable[..., Source]
Read = Callable[..., Extraction]


def give(data: bytes, name: str = "a.txt", nature: Nature = Nature.ORIGINAL) -> Source:
    return Source(
        id=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type=media_type(data, name),
        size=len(data),
        acquired=datetime(2030, 3, 1, tzinfo=UTC),
        nature=nature,
    )


@pytest.fixture(scope="session")
def read() -> Read:
    """Extract some bytes as a file of that name."""
    return lambda data, name="a.txt", nature=Nature.ORIGINAL: extract(give(data, name, nature), data)


@pytest.fixture(scope="session")
def words_of() -> Callable[..., list[str]]:
    """The words of all segments of one kind."""
    return lambda content, kind: [content[s.start : s.end] for s in segments(content) if s.kind is kind]


@pytest.fixture(scope="session")
def voices_of() -> Callable[..., list[tuple[str | None, str]]]:
    """Speaker and words of all segments of one kind."""
    return lambda content, kind=SegmentKind.TURN: [
        (s.speaker, content[s.start : s.end]) for s in segments(content) if s.kind is kind
    ]


def segments(content: str) -> tuple[Segment, ...]:
    return segment(Text.derive("s", content, "plain", "1"))
