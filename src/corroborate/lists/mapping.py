"""Mappings: which column of a list says what, and what its codes mean."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field, fields
from typing import Any

from corroborate.errors import SettingError
from corroborate.lists.cells import FORMS
from corroborate.lists.laws import date_law, place_law

NOUNS: dict[str, str] = {
    "id": "the row's own id, unique in the list",
    "begin": "the day on which it began",
    "end": "the day on which it ended, or the last day on which it can have happened",
    "year": "the year, where day, month and year stand apart",
    "month": "the month of `year`; 0 is unknown",
    "day": "the day of `month`; 0 is unknown",
    "date_precision": "a code of how precise the date is",
    "lat": "latitude in degrees",
    "lon": "longitude in degrees",
    "place_precision": "a code of how precise the point is",
    "country": "the country",
    "admin1": "the first-level division",
    "admin2": "the second-level division",
    "settlement": "the town or place",
    "deaths": "the deaths in all, as one figure",
    "deaths_low": "the least number of deaths",
    "deaths_high": "the largest number of deaths",
    "injured": "the injured in all, as one figure",
    "injured_low": "the least number of injured",
    "injured_high": "the largest number of injured",
    "type": "the type of event, the finest column first",
    "text": "what the row tells",
    "sources": "the sources of the row",
    "url": "an address",
    "published": "the days on which the sources of the row appeared, as 2024-03-09",
    "id_day": "the day that the row's id names, as 20240309",
    "context_year": "a year near which the date must lie",
    "name": "the name of a person",
    "other_names": "other names of the person",
    "age": "the age in years",
    "sex": "the sex, m or f",
}
"""What a column can say. ``deaths.GROUP`` (with ``.low``, ``.high``) are deaths of one group, ``actor.ROLE``
an actor and ``kind.ROLE`` the list's own word for the kind of that actor."""
SEVERAL = frozenset({"type", "text", "sources", "published", "other_names"})
"""Nouns that may have several columns; actors too."""
MISSING = ("", "na", "n/a", "nan", "null", "none", "nil", "not stated", "\\n")
"""Cells, in lower case, that say nothing in any list."""
NOT_A_NUMBER = (*MISSING, "unknown", "not known", "?", "-", "\u2013", "--")
"""Cells of dates and numbers that say nothing."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a list is read. ``columns`` maps each noun to the columns that say it.

    ``dates`` are the forms of its dates, of `cells.FORMS`; ``decimal`` its decimal sign. ``date_codes`` and
    ``place_codes`` give the law of each precision code (`laws`). ``split`` has the sign that parts several
    values in a cell, ``pattern`` a regular expression whose first group is the value, ``values`` what a
    cell's value stands for; each by noun. ``leave_out`` says by column and value why a row is not of the
    list's unit. ``missing`` are further cells that say nothing, ``missing_in`` those of one noun.
    ``vocabulary`` names the words of types and kinds in the taxonomies. ``years_off`` is how far a date may
    lie from `context_year` without a flag. ``card`` holds the words of the definition card.
    """

    name: str
    title: str = ""
    columns: ReadOnly[str, tuple[str, ...]] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    decimal: str = "."
    date_codes: ReadOnly[str, str] = field(default_factory=dict)
    place_codes: ReadOnly[str, str] = field(default_factory=dict)
    split: ReadOnly[str, str] = field(default_factory=dict)
    pattern: ReadOnly[str, str] = field(default_factory=dict)
    values: ReadOnly[str, ReadOnly[str, str]] = field(default_factory=dict)
    leave_out: ReadOnly[str, ReadOnly[str, str]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    missing_in: ReadOnly[str, tuple[str, ...]] = field(default_factory=dict)
    vocabulary: str = ""
    years_off: int = 0
    card: ReadOnly[str, Any] = field(default_factory=dict)
    recognise: ReadOnly[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 over all of it: equal mappings read alike."""
        body = {f.name: getattr(self, f.name) for f in fields(self)}
        return hashlib.sha256(json.dumps(body, sort_keys=True, default=list).encode()).hexdigest()

    @property
    def shown(self) -> dict[str, str]:
        """Noun → column in words."""
        return {noun: " + ".join(columns) for noun, columns in self.columns.items()}

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of the actors that the list names, in its order."""
        return tuple(noun.partition(".")[2] for noun in self.columns if noun.startswith("actor."))

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups whose deaths the list counts, ``all`` first."""
        found = ["all"] if {"deaths", "deaths_low", "deaths_high"} & set(self.columns) else []
        for noun in self.columns:
            if noun.startswith("deaths.") and (group := noun.split(".")[1]) not in found:
                found.append(group)
        return tuple(found)

    def columns_of(self, noun: str) -> tuple[str, ...]:
        """The columns that say a noun; empty where none does."""
        return self.columns.get(noun, ())


def from_dict(data: ReadOnly[str, Any]) -> Mapping:
    """The mapping of a YAML file or of a ``[[list]]`` table of case.toml.

    Raises SettingError naming a setting, noun, form or law that does not exist.
    """
    known = {f.name for f in fields(Mapping)}
    for name in data:
        if name not in known:
            raise _wrong("a list has a setting that does not exist", name, sorted(known))
    columns = {noun: _several(noun, value) for noun, value in _table(data, "columns").items()}
    for noun in columns:
        if noun not in NOUNS and noun.split(".")[0] not in {"actor", "kind", "deaths"}:
            raise _wrong("a list maps a column to what does not exist", noun, NOUNS)
    forms = data.get("dates", ())
    forms = (forms,) if isinstance(forms, str) else tuple(forms)
    for form in forms:
        if form not in FORMS:
            raise _wrong("dates of a list have a form that does not exist", form, FORMS)
    if data.get("decimal", ".") not in {".", ","}:
        raise _wrong("the decimal sign of a list is neither", data["decimal"], (".", ","))
    mapping = Mapping(
        name=str(data.get("name", "")),
        title=str(data.get("title", "")),
        columns=columns,
        dates=forms,
        decimal=str(data.get("decimal", ".")),
        date_codes=_words(data, "date_codes"),
        place_codes=_words(data, "place_codes"),
        split=_words(data, "split"),
        pattern=_words(data, "pattern"),
        values={str(k): {str(a): str(b) for a, b in v.items()} for k, v in _table(data, "values").items()},
        leave_out={
            str(k): {str(a): str(b) for a, b in v.items()} for k, v in _table(data, "leave_out").items()
        },
        missing=tuple(str(v) for v in data.get("missing", ())),
        missing_in={str(k): tuple(str(x) for x in v) for k, v in _table(data, "missing_in").items()},
        vocabulary=str(data.get("vocabulary", "")),
        years_off=int(data.get("years_off", 0)),
        card=_table(data, "card"),
        recognise=_table(data, "recognise"),
    )
    for law in mapping.date_codes.values():
        date_law(law)
    for law in mapping.place_codes.values():
        place_law(law)
    return mapping


def _several(noun: str, value: Any) -> tuple[str, ...]:
    several = noun in SEVERAL or noun.startswith("actor.")
    columns = (value,) if isinstance(value, str) else tuple(value)
    if not columns or not all(isinstance(c, str) for c in columns) or (len(columns) > 1 and not several):
        raise SettingError(
            "a list maps what one column says to several columns or to none", value=f"{noun} = {value}"
        )
    return columns


def _table(data: ReadOnly[str, Any], name: str) -> dict[str, Any]:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise SettingError(f"{name} of a list must be a table", value=table)
    return {str(k): v for k, v in table.items()}


def _words(data: ReadOnly[str, Any], name: str) -> dict[str, str]:
    return {key: str(value) for key, value in _table(data, name).items()}


def _wrong(what: str, value: object, choices: Any) -> SettingError:
    return SettingError(what, value=value, hint=f"one of {', '.join(choices)}")
