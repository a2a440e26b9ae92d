"""The words of a language by which counted things are recognised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from corroborate.lexicons import load
from corroborate.model.claim import Status


@dataclass(frozen=True)
class Vocabulary:
    """Words around counted things."""

    status: Mapping[str, Status]
    happened: frozenset[str]
    passed_over: frozenset[str]
    empty: frozenset[str]
    doing: frozenset[str]
    against: frozenset[str]
    harming: Mapping[str, str]
    level_words: frozenset[str]
    number_of: frozenset[str]
    status_verbs: Mapping[str, Status]
    holding: frozenset[str]
    saying: frozenset[str]
    only_people: frozenset[str]
    suffering: frozenset[str]
    struck: frozenset[str]
    classifiers: frozenset[str]
    aimed: frozenset[str]
    staying: frozenset[str]
    held: frozenset[str]
    attributing: frozenset[str]
    undergoing: frozenset[str]
    saving: frozenset[str]
    aimed_on: frozenset[str]


@cache
def vocabulary(language: str = "en") -> Vocabulary:
    """The compiled vocabulary of a language."""
    data: Mapping[str, Any] = load("counted", language)
    return Vocabulary(
        {word: Status(status) for status, found in data["status"].items() for word in found},
        frozenset(data["happened"]),
        frozenset(data["passed_over"]),
        frozenset(data["empty"]),
        frozenset(data["doing"]),
        frozenset(data["against"]),
        {word: measure for measure, found in data["harming"].items() for word in found},
        frozenset(data["level_words"]),
        frozenset(data["number_of"]),
        {verb: Status(status) for status, found in data["status_verbs"].items() for verb in found},
        frozenset(data["holding"]),
        frozenset(data["saying"]),
        *(
            frozenset(data.get(name, ()))
            for name in (
                "only_people",
                "suffering",
                "struck",
                "classifiers",
                "aimed",
                "staying",
                "held",
                "attributing",
                "undergoing",
                "saving",
                "aimed_on",
            )
        ),
    )
