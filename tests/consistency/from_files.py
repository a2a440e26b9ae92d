"""Documents and claims as the real stages make them, for tests from file to finding."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from corroborate.claims import read
from corroborate.consistency import Budget, check
from corroborate.lexicons import measures
from corroborate.model.claim import AnyClaim
from corroborate.model.dossier import Document
from corroborate.model.finding import Checked, Level
from corroborate.model.source import NOT_STATED, Source
from corroborate.model.text import Text
from corroborate.model.window import DayRange
from corroborate.text import segment


def document(
    content: str,
    *,
    published: str | None = "2024-09-01",
    author: str = NOT_STATED,
    title: str = NOT_STATED,
    url: str = NOT_STATED,
    publisher: str = NOT_STATED,
    name: str = "text.txt",
) -> Document:
    """A document of plain text with its segments."""
    data = content.encode()
    source = Source(
        hashlib.sha256(name.encode() + data).hexdigest(),
        name,
        "text/plain",
        len(data),
        datetime(2024, 9, 2, tzinfo=UTC),
        published=DayRange.on(date.fromisoformat(published)) if published else None,
        author=author,
        title=title,
        url=url,
        publisher=publisher,
    )
    text = Text.derive(source.id, content, "plain", "1")
    return Document(source, text, tuple(segment(text)))


@dataclass(frozen=True)
class Outcome:
    """What came of checking documents, with the words of each claim."""

    checked: Checked
    claims: dict[str, AnyClaim]

    def disagreements(self) -> list[tuple[str, bool, tuple[str, ...]]]:
        """Kind, strictness and quotes of every finding that does not agree."""
        return [
            (f.kind, f.strict, tuple(self.claims[c].span.quote for c in f.claims))
            for f in self.checked.findings
            if f.level is not Level.AGREES
        ]

    def has(self, kind: str, *words: str, level: Level | None = None) -> bool:
        """True where a finding of the kind has, for each of the words, a claim whose quote holds them."""
        for f in self.checked.findings:
            wanted = f.level is level if level else f.level is not Level.AGREES
            quotes = [self.claims[c].span.quote for c in f.claims]
            if f.kind == kind and wanted and all(any(w in q for q in quotes) for w in words):
                return True
        return False


def outcome(documents: Sequence[Document], budget: Budget | None = None) -> Outcome:
    """Read the documents and check them."""
    claims = [c for d in documents for c in read(d).claims]
    checked = check(claims, documents, measures=measures(), budget=budget or Budget())
    return Outcome(checked, {c.id: c for c in claims})


def file(path: Path, **more: str) -> Document:
    """A text file as a document."""
    return document(path.read_text("utf-8"), name=path.name, **more)
