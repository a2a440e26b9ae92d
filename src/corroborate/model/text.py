"""Texts derived from sources, and the segments of a text."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from corroborate.model.window import DayRange


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in the original the code points ``[start, end)`` of a text come from.

    ``place`` is written for people and stable: ``page 3``, ``post 1842``, ``bytes 0-511``.
    """

    start: int
    end: int
    place: str


@dataclass(frozen=True, slots=True)
class Text:
    """Text derived from a source: a derivative with its own hash, extractor, version and settings (C3).

    ``id`` is the SHA-256 of source id, part, extractor, version, settings and content, so that the same
    words from two sources are two texts. ``content`` is NFC-untouched, as extracted; offsets count
    code points. ``part`` names one of several texts of a source (a post), "" for the whole.
    ``published`` and ``author`` hold where a part has its own.
    """

    id: str
    source_id: str
    content: str
    extractor: str
    extractor_version: str
    settings: str = ""
    part: str = ""
    map: tuple[Locator, ...] = ()
    published: DayRange | None = None
    published_at: datetime | None = None
    author: str | None = None
    warnings: tuple[str, ...] = ()

    @classmethod
    def derive(
        cls,
        source_id: str,
        content: str,
        extractor: str,
        extractor_version: str,
        *,
        settings: str = "",
        part: str = "",
        map: tuple[Locator, ...] = (),
        published: DayRange | None = None,
        published_at: datetime | None = None,
        author: str | None = None,
        warnings: tuple[str, ...] = (),
    ) -> Text:
        """A text with its id computed."""
        digest = hashlib.sha256()
        for field in (source_id, part, extractor, extractor_version, settings, content):
            data = field.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big"))
            digest.update(data)
        return cls(
            digest.hexdigest(),
            source_id,
            content,
            extractor,
            extractor_version,
            settings,
            part,
            map,
            published,
            published_at,
            author,
            warnings,
        )

    def place_of(self, offset: int) -> str | None:
        """Where in the original a code point comes from, e.g. ``page 3``; None where no map is kept.

        The entries of a map are in the order of the text and do not overlap.
        """
        found = bisect_right(self.map, offset, key=lambda entry: entry.start) - 1
        return self.map[found].place if found >= 0 and offset < self.map[found].end else None


class SegmentKind(StrEnum):
    """What a stretch of text is."""

    HEADING = "heading"
    BYLINE = "byline"
    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    TURN = "turn"
    """What one speaker says in a Q&A, without the label."""
    LABEL = "label"
    """``NAME:`` before a turn."""
    QUOTATION = "quotation"
    """Words between quote marks, marks excluded; may run over several paragraphs."""
    NOTE = "note"
    """An editor's note in brackets, brackets included: the editor's voice."""
    DISCLOSURE = "disclosure"
    """An editor's note that discloses an interest of the author."""


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """The code points ``[start, end)`` of a text, what they are, and whose voice they are in.

    ``speaker`` is the label of a turn as written (``MASSOUD``); None is the document's own voice.
    Segments of different kinds overlap: a turn holds paragraphs, which hold sentences.
    """

    start: int
    end: int
    kind: SegmentKind
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A part of a source that could not be read, with its place and the reason."""

    source_id: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """The texts of one source (one, or one a post), and what of it could not be read."""

    texts: tuple[Text, ...]
    unreadable: tuple[Unreadable, ...] = ()
