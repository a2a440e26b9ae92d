"""Everything that a report is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from corroborate.model.assessment import Weighing
from corroborate.model.claim import AnyClaim, Refusal, Unread
from corroborate.model.decision import Decision
from corroborate.model.finding import Checked
from corroborate.model.incidents import Outline
from corroborate.model.listing import Listing
from corroborate.model.release import History
from corroborate.model.source import CustodyEntry, Source
from corroborate.model.text import Segment, Text, Unreadable
from corroborate.model.window import DayRange


@dataclass(frozen=True, slots=True)
class Document:
    """A source with one of its texts and that text's segments: what a reader and a checker work on."""

    source: Source
    text: Text
    segments: tuple[Segment, ...] = ()

    @property
    def published(self) -> DayRange | None:
        """When it was published: the part's own date, or else the source's."""
        return self.text.published or self.source.published

    @property
    def author(self) -> str:
        """Who wrote it: the part's own author, or else the source's."""
        return self.text.author or self.source.author


class Build(StrEnum):
    """For whom a dossier was made ready."""

    CASE = "case"
    """As the case holds it, with everything that must not be shown."""
    PUBLIC = "public"
    """What is withheld is replaced by commitments, names and exact places by words that say so."""
    AUDITOR = "auditor"
    """Everything, for somebody who may see what the public build withholds."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A case as a report sees it: plain values, nothing of the store."""

    title: str
    question: str
    now: datetime
    tool_version: str
    documents: tuple[Document, ...]
    custody: tuple[CustodyEntry, ...]
    claims: tuple[AnyClaim, ...]
    unread: tuple[Unread, ...]
    refusals: tuple[Refusal, ...]
    unreadable: tuple[Unreadable, ...]
    numeric_tokens: int
    checked: Checked
    weighing: Weighing
    settings: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    decisions: tuple[Decision, ...] = ()
    history: History = field(default_factory=History)
    build: Build = Build.CASE
    release: str = ""
    """The id of the release that this is, empty for a report that is not released."""
    listing: Listing | None = None
    """What the lists of incidents say; None where the case has none."""
    outlines: tuple[Outline, ...] = ()
    """Borders that the user supplied for the map."""
    lists: tuple[Source, ...] = ()
    """The sources that are lists; they have no text."""

    @property
    def sources(self) -> dict[str, Source]:
        """Every source once by its id, documents before lists."""
        return {source.id: source for source in (*(d.source for d in self.documents), *self.lists)}
