"""Records: rows of lists, each with its own precision, and the raw row kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from corroborate.model.interval import Interval
from corroborate.model.place import Place
from corroborate.model.window import DayRange


class Sex(StrEnum):
    """The sex that a list states of a person."""

    FEMALE = "f"
    MALE = "m"


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as a list names it, with its code in a taxonomy where a mapping knows one.

    ``role`` is what the list says of it (``side_a``, ``perpetrator``, ``target``), "" where it says nothing:
    sides are not ordered unless the list orders them. ``kind`` is the coarser code under which the list
    itself, or the name, puts an actor that no taxonomy lists.
    """

    name: str
    code: str | None = None
    role: str = ""
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person as a list names one; ``age`` in whole years."""

    name: str
    age: Interval | None = None
    sex: Sex | None = None
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """A value that is possible and suspicious: kept as it is, and said. ``code`` is stable."""

    code: str
    column: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Record:
    """One row of one list: an incident, or a person of an incident.

    ``days`` holds the day on which it began, as wide as the list's own date precision says; ``ended`` the
    day on which it ended where the list states one. ``place`` has its own precision. ``deaths`` are a
    range per group, ``"all"`` being the total; a list that states no range gives equal ends.
    ``settlement`` is the town or place as the list names it, None where its point stands for an area.
    ``event_type`` is a code of the taxonomy of types, ``type_words`` the list's own words. ``row`` is the
    raw row, column → cell, unchanged; ``line`` its first line in the file, counted from 1.
    """

    list_id: str
    row_id: str
    days: DayRange
    line: int
    row: Mapping[str, str]
    ended: DayRange | None = None
    place: Place | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    admin1_id: str | None = None
    admin2_id: str | None = None
    settlement: str | None = None
    actors: tuple[Party, ...] = ()
    event_type: str | None = None
    type_words: str = ""
    deaths: Mapping[str, Interval] = field(default_factory=dict)
    injured: Interval | None = None
    person: Person | None = None
    text: str = ""
    sources: tuple[str, ...] = ()
    url: str = ""
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that could not be read: where it is, which column and value, and why."""

    file: str
    line: int
    column: str
    value: str
    reason: str
    row: Mapping[str, str] = field(default_factory=dict)


class Duplicates(StrEnum):
    """How often one list may hold the same incident."""

    NONE = "none"
    """The list states that it merges: an incident stands in it once."""
    FEW = "few"
    """Meant to stand once, with slips."""
    FREE = "free"
    """Reports, not incidents: any number of rows may speak of one."""


class Standing(StrEnum):
    """Whose count a list is; never mixed in one figure without saying so."""

    THIRD_PARTY = "third party"
    PARTY = "party"
    """A group's own claims of what it did or suffered."""
    CLAIMS = "claims"
    """A count of claims, whoever made them."""


@dataclass(frozen=True, slots=True)
class DefinitionCard:
    """What a list counts and how: asked for, never guessed (C11).

    ``window`` and ``area`` are what the list covers; ``snapshot`` the day of its download and ``sha256``
    its bytes. ``date_precision`` and ``place_precision`` say what its codes mean. "not stated" stands
    where nobody said.
    """

    list_id: str
    title: str
    unit: str
    threshold: str
    merge_rule: str
    count_rule: str
    date_precision: Mapping[str, str] = field(default_factory=dict)
    place_precision: Mapping[str, str] = field(default_factory=dict)
    window: DayRange | None = None
    area: str = "not stated"
    duplicates: Duplicates = Duplicates.FEW
    standing: Standing = Standing.THIRD_PARTY
    snapshot: DayRange | None = None
    sha256: str = ""
    citation: str = "not stated"


@dataclass(frozen=True, slots=True)
class ListRead:
    """What one file of a list gave: ``rows`` = records + rejects + ``left_out`` (not of this list's unit)."""

    card: DefinitionCard
    records: tuple[Record, ...]
    rejects: tuple[Reject, ...]
    rows: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    """Reason → how many rows were set aside by a stated rule."""
    unmapped: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Taxonomy → value without a code → how many rows."""
    format: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Noun → column, as it was used."""
    notes: tuple[str, ...] = ()
    """What had to be assumed of the file, a sentence each."""
