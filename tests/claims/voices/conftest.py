from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from corroborate.claims.voices import Voices, find_voices
from corroborate.model.attribution import Attribution
from corroborate.model.dossier import Document
from corroborate.model.source import Source
from corroborate.model.text import Text
from corroborate.text import segment


class Read:
    """A text read for its voices, asked by its own words."""

    def __init__(self, content: str, author: str = "A. Writer") -> None:
        taken = datetime(2024, 9, 1, tzinfo=UTC)
        source = Source("0" * 64, "note", "text/plain", len(content), taken, author=author)
        text = Text.derive(source.id, content, "test", "1")
        self.content = content
        self.voices: Voices = find_voices(Document(source, text, segment(text)))

    def place(self, words: str, nth: int = 0) -> tuple[int, int]:
        start = -1
        for _ in range(nth + 1):
            start = self.content.index(words, start + 1)
        return start, start + len(words)

    def attribution(self, words: str) -> Attribution:
        return self.voices.attribution(*self.place(words))

    def chain(self, words: str) -> list[str]:
        return [v.name for v in self.attribution(words).voices]

    def speakers(self, words: str) -> list[str]:
        return self.chain(words)[1:]

    def resolve(self, words: str, nth: int = 0) -> str | None:
        return self.voices.resolve(*self.place(words, nth))


@pytest.fixture
def read() -> Callable[..., Read]:
    return Read
