"""Measures: what can be counted, and how the things counted relate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that can be counted: ``attack``, ``killed``.

    ``words`` are its nouns and phrases in base form. ``broader`` are ids of measures that include it:
    every attack is an operation. ``not_same`` are ids that are often confused with it and never
    equal by definition: killed and casualties. ``stock`` is True for what is there at a time (fighters,
    provinces) and False for what happens (attacks): counts of a stock are never added over time.
    """

    id: str
    label: str
    words: tuple[str, ...]
    broader: tuple[str, ...] = ()
    not_same: tuple[str, ...] = ()
    stock: bool = False


@dataclass(frozen=True, slots=True)
class Measures:
    """A lexicon of measures with its relations; a case may extend it."""

    by_id: Mapping[str, Measure]
    by_word: Mapping[str, str] = field(default_factory=dict)
    """Base form, lower case → id."""

    def match(self, head: str) -> str | None:
        """The id of the measure that a base-form noun or phrase names."""
        return self.by_word.get(head.lower())

    def label(self, id: str) -> str:
        """How a measure is printed."""
        measure = self.by_id.get(id)
        return measure.label if measure else id

    def broader(self, id: str) -> frozenset[str]:
        """All ids that include this one, directly or through others; the id itself is not among them."""
        found: set[str] = set()
        queue = [id]
        while queue:
            measure = self.by_id.get(queue.pop())
            for up in measure.broader if measure else ():
                if up not in found and up != id:
                    found.add(up)
                    queue.append(up)
        return frozenset(found)

    def is_stock(self, id: str) -> bool:
        """True for what is there at a time and is never added over time."""
        measure = self.by_id.get(id)
        return measure is not None and measure.stock

    def same(self, a: str, b: str) -> bool:
        """True where two counts of these count the same thing."""
        return a == b

    def includes(self, whole: str, part: str) -> bool:
        """True where every ``part`` is a ``whole``: counts of one bound counts of the other."""
        return whole == part or whole in self.broader(part)
