"""Sources: what was given, by whom, from where, and how it may be handled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from corroborate.model.window import DayRange

NOT_STATED = "not stated"
"""What stands where an intake record knows nothing; never a guess (C2)."""


class Sensitivity(StrEnum):
    """How a source may be shown."""

    OPEN = "open"
    RESTRICTED = "restricted"
    """Names of persons are withheld in a public build."""
    WITHHELD = "withheld"
    """Nothing but a commitment appears in a public build."""


class Nature(StrEnum):
    """What the bytes are."""

    ORIGINAL = "original"
    """The publication itself, as captured."""
    NOTE = "note"
    """Somebody's note of what a publication says; not an original."""
    LIST = "list"
    """A list of incidents."""


@dataclass(frozen=True, slots=True)
class Handling:
    """Consent and sensitivity of a source; what is not known says "not stated"."""

    sensitivity: Sensitivity = Sensitivity.OPEN
    consent: str = NOT_STATED


@dataclass(frozen=True, slots=True)
class Source:
    """One set of original bytes; ``id`` is their SHA-256 in lower-case hex.

    ``published`` is the range of days on which it was published, None where that is not stated.
    ``acquired`` is when the bytes were taken in, in UTC.
    """

    id: str
    name: str
    media_type: str
    size: int
    acquired: datetime
    nature: Nature = Nature.ORIGINAL
    published: DayRange | None = None
    publisher: str = NOT_STATED
    author: str = NOT_STATED
    title: str = NOT_STATED
    url: str = NOT_STATED
    language: str = NOT_STATED
    list_name: str | None = None
    handling: Handling = Handling()


@dataclass(frozen=True, slots=True)
class CustodyEntry:
    """Who did what with a source, when (UTC), from where, with which version of the tool."""

    source_id: str
    when: datetime
    action: str
    who: str = NOT_STATED
    origin: str = NOT_STATED
    method: str = NOT_STATED
    tool: str = NOT_STATED
