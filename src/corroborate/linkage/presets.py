"""The two presets of one model: which laws and which candidates they use. Importing it registers laws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corroborate.errors import SettingError
from corroborate.linkage.candidates import Candidates, Search, neighbours
from corroborate.linkage.columns import Columns
from corroborate.linkage.fields import INCIDENTS, PERSONS, FieldLaw
from corroborate.linkage.fit import Fitted
from corroborate.linkage.keyed import alike
from corroborate.linkage.laws import calendar, coded, dates, names, numbers, persons, places, sources, texts
from corroborate.linkage.missed_keys import missed_by_keys
from corroborate.linkage.missing import Missed, missed_by_place


@dataclass(frozen=True, slots=True)
class Preset:
    """Laws and how candidates are found."""

    laws: list[FieldLaw]
    candidates: Callable[[Columns], Candidates]
    missed: Callable[[Fitted], Missed]
    """The share of true pairs that are no candidates, as the data have it."""
    spread: Callable[[Columns, Search], Candidates] | None = None
    """The same candidates by an index that is searched elsewhere, where there is one."""


PRESETS = {
    "incidents": Preset(
        INCIDENTS, neighbours, missed_by_place, lambda columns, on: neighbours(columns, on=on)
    ),
    "persons": Preset(PERSONS, alike, missed_by_keys),
}


def preset_of(name: str) -> Preset:
    """A preset by its name; raises SettingError where there is none."""
    if name not in PRESETS:
        raise SettingError("there is no such preset of linkage", value=name, hint="incidents or persons")
    return PRESETS[name]


LAWS = (calendar, coded, dates, names, numbers, persons, places, sources, texts)
"""The modules whose laws are registered."""
