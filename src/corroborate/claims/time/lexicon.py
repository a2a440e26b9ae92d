"""The words of time expressions of a language, read once from its YAML file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from corroborate import lexicons


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """Token classes with their values, number words, named days, and conventions of width."""

    classes: dict[str, tuple[str, Any]]
    """Word in lower case → class and value."""
    units: dict[str, int]
    multipliers: dict[str, int]
    vague: dict[str, int]
    ordinals: dict[str, int]
    decades: dict[str, int]
    holidays: dict[str, str]
    named_days: dict[str, str]
    parts: dict[str, tuple[float, float]]
    vague_counts: dict[str, tuple[int, int | None]]
    future: frozenset[str]
    ahead: frozenset[str]
    timetable: frozenset[str]
    past: frozenset[str]
    present: frozenset[str]


@lru_cache(maxsize=8)
def load(language: str = "en") -> TimeLexicon:
    """The lexicon of a language; raises SettingError for a language without one."""
    data = lexicons.load("time", language)
    numbers = data["numbers"]
    classes = {
        word: (name, value) for name, words in data["classes"].items() for word, value in words.items()
    }
    classes |= {word: ("WORDNUM", value) for word, value in numbers["units"].items()}
    classes |= {w: ("MAGNITUDE", v) for w, v in {**numbers["dozen"], **numbers["multipliers"]}.items()}
    classes |= {word: ("VAGUENUM", value) for word, value in numbers["vague"].items()}
    classes |= {word: ("ORDINAL", value) for word, value in numbers["ordinals"].items()}
    classes |= {word: ("DECADEWORD", value) for word, value in numbers["decades"].items()}
    classes["second"] = ("SECOND", 2)
    for phrase in (*data["holidays"], *data["named_days"]):
        classes.setdefault(phrase.split()[0].split("-")[0], ("NAMED", None))
    return TimeLexicon(
        classes,
        {**numbers["units"], **numbers["dozen"]},
        numbers["multipliers"],
        numbers["vague"],
        numbers["ordinals"],
        numbers["decades"],
        data["holidays"],
        data["named_days"],
        {name: (low, high) for name, (low, high) in data["parts"].items()},
        {name: (low, high) for name, (low, high) in data["vague_counts"].items()},
        frozenset(data["future"]),
        frozenset(data["ahead"]),
        frozenset(data["timetable"]),
        frozenset(data["past"]),
        frozenset(data["present"]),
    )
