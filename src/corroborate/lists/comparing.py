"""What separates two lists, in the words of their cards, and the stated rules that make them comparable."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corroborate.errors import SettingError
from corroborate.model.record import DefinitionCard, Duplicates, Standing
from corroborate.model.source import NOT_STATED


@dataclass(frozen=True, slots=True)
class Rule:
    """A stated rule that keeps some records and no others; ``words`` are printed, ``sql`` is applied."""

    name: str
    words: str
    sql: str


RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("deadly", "attacks with at least one death", "deaths_low >= 1"),
        Rule("possibly-deadly", "attacks with at least one death by the largest figure", "deaths_high >= 1"),
        Rule("bloodless", "attacks without a death", "deaths_high = 0"),
        Rule("day-known", "incidents whose day is known", "first = last"),
        Rule(
            "week-known",
            "incidents whose day is known within a week",
            "(last - first) <= 6",
        ),
        Rule(
            "placed",
            "incidents placed within 25 km, not at the middle of an area",
            "precision_km <= 25 AND kind NOT IN ('admin1', 'admin2', 'country', 'region')",
        ),
    )
}
"""The rules that ship, by name."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One point in which two cards differ, or on which one of them says nothing.

    ``rules`` name those of `RULES` that make the two comparable on this point; where none is named, no
    stated rule does, and a comparison carries the difference with it.
    """

    point: str
    of_a: str
    of_b: str
    words: str
    rules: tuple[str, ...] = ()


_POINTS = {
    "unit": "they count different things",
    "threshold": "they include by different thresholds",
    "merge_rule": "they merge reports by different rules",
    "count_rule": "they count the dead by different rules",
    "area": "they cover different areas",
}
_DEATH = re.compile(r"\bat least (?:one|1)\b[^;,.]*\bdeath")


def comparable(a: DefinitionCard, b: DefinitionCard) -> tuple[Difference, ...]:
    """Every stated point in which two lists differ; empty where their cards say the same (C11).

    What a card does not state is a difference too: it is said, never assumed away.
    """
    found: list[Difference] = []
    for point, words in _POINTS.items():
        of_a, of_b = getattr(a, point), getattr(b, point)
        if NOT_STATED in {of_a, of_b}:
            silent = " and ".join(c.list_id for c, v in ((a, of_a), (b, of_b)) if v == NOT_STATED)
            found.append(Difference(point, of_a, of_b, f"{silent} does not state its {_plain(point)}"))
        elif of_a != of_b:
            rules = _deadly(of_a, of_b) if point == "threshold" else ()
            found.append(Difference(point, of_a, of_b, words, rules))
    if a.duplicates is not b.duplicates:
        found.append(_repeated(a, b))
    if a.standing is not b.standing:
        words = "one is a count by a third party and the other is not: they are never mixed in one figure"
        if Standing.THIRD_PARTY not in {a.standing, b.standing}:
            words = "they are counts of different standing"
        found.append(Difference("standing", str(a.standing), str(b.standing), words))
    if a.window != b.window:
        of_a, of_b = (NOT_STATED if c.window is None else str(c.window) for c in (a, b))
        words = "they cover different days; only days that both cover can be compared"
        found.append(Difference("window", of_a, of_b, words))
    return tuple(found)


def _plain(point: str) -> str:
    return point.replace("_", " ")


def _deadly(of_a: str, of_b: str) -> tuple[str, ...]:
    """The rule of deaths where exactly one of two thresholds asks for a death."""
    return ("deadly",) if bool(_DEATH.search(of_a)) != bool(_DEATH.search(of_b)) else ()


def _repeated(a: DefinitionCard, b: DefinitionCard) -> Difference:
    words = {
        Duplicates.NONE: "holds an incident once",
        Duplicates.FEW: "holds an incident once, with slips",
        Duplicates.FREE: "may hold an incident any number of times",
    }
    said = f"{a.list_id} {words[a.duplicates]}, {b.list_id} {words[b.duplicates]}"
    return Difference("duplicates", str(a.duplicates), str(b.duplicates), said)


def where(rules: Iterable[str]) -> str:
    """The condition of several rules together; raises SettingError for one that does not exist."""
    parts = []
    for name in rules:
        if name not in RULES:
            raise SettingError(
                "there is no such rule of comparison", value=name, hint=f"one of {', '.join(RULES)}"
            )
        parts.append(f"({RULES[name].sql})")
    return " AND ".join(parts)
