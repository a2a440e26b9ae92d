"""Reports in words, rendered from what simulated records state, in varied wording."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
import yaml

from corroborate.lists.simulate.facts import Fact

_LEVELS = ("exact", "town", "district", "province", "none")
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    path = resources.files("corroborate.lists.simulate") / "wording.yaml"
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


def day_words(day: date) -> str:
    """A day in words, such as 3 March 2024."""
    return f"{day.day} {day:%B} {day.year}"


class Reporter:
    """Writes reports; the same generator in the same state writes the same words."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._chances: list[float] = []

    def _chance(self) -> float:
        if not self._chances:
            self._chances = self._rng.random(4096).tolist()
        return self._chances.pop()

    def _one(self, forms: Sequence[str]) -> str:
        return forms[int(self._chance() * len(forms))]

    def _number(self, value: int) -> str:
        return _SMALL[value] if value < len(_SMALL) and self._chance() < 0.6 else f"{value:,}"

    def incident(self, fact: Fact) -> str:
        """A few sentences on one record: when, who, whom, where, with how many dead and wounded."""
        words = _words()
        where = self._one(words["place"][_LEVELS[fact.level]]).format(
            town=fact.town, district=fact.district, province=fact.province
        )
        event = self._event(fact)
        voice = self._one(words["voice"])
        said = f", {voice}" if voice else ""
        if fact.first == fact.last:
            head = self._one(words["day"]["exact"]).format(d=day_words(fact.first))
        else:
            head = self._one(words["day"]["range"]).format(f=day_words(fact.first), d=day_words(fact.last))
        if fact.name:
            death = self._person(fact)
            return f"{head} {death} was killed {where}{said}."
        comma = "" if head.endswith((":", "that")) else ","
        if head.endswith(":"):
            event = event[:1].upper() + event[1:]
        parts = [f"{head}{comma} {event} {where}{said}.", self._dead(fact)]
        if fact.injured:
            form = words["hurt"]["one" if fact.injured == 1 else "many"]
            parts.append(_capital(self._one(form).format(n=self._number(fact.injured))))
        return " ".join(parts)

    def _event(self, fact: Fact) -> str:
        words = _words()
        forms = words["event"].get(fact.type, words["event"]["other"])
        unknown = words["actor"]
        a = _actor(fact.actor_a) or self._one(unknown["unknown_a"])
        b = _actor(fact.actor_b) or self._one(unknown["unknown_b"])
        return self._one(forms).format(a=a, b=b)

    def _dead(self, fact: Fact) -> str:
        dead = _words()["dead"]
        if fact.low is None or fact.high is None:
            return self._one(dead["unknown"])
        if fact.high == 0:
            return self._one(dead["none"])
        if fact.low < fact.high:
            form = "range" if fact.low else "up_to"
            return _capital(
                self._one(dead[form]).format(low=self._number(fact.low), high=self._number(fact.high))
            )
        if fact.low == 1:
            return self._one(dead["one"])
        return _capital(self._one(dead["many"]).format(n=self._number(fact.low)))

    def _person(self, fact: Fact) -> str:
        age = "" if fact.age is None else f", {fact.age},"
        return f"{fact.name.title()}{age}"

    def total(self, title: str, month: date, attacks: int, deaths: int, *, party: bool) -> str:
        """A month's total, as a party claims it or as a third party counts it."""
        form = self._one(_words()["total"]["party" if party else "third"])
        said = form.format(
            title=title,
            party=title,
            month=f"{month:%B} {month.year}",
            attacks=f"{attacks:,}",
            deaths=f"{deaths:,}",
        )
        return _capital(said)


def _actor(name: str) -> str:
    """How a name of an actor stands in a sentence; other names take an article."""
    plain: dict[str, str] = _words()["actor"]["plain"]
    return plain.get(name) or (f"the {name}" if name else "")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
