"""Quantities as the words give them: two intervals, the words, the unit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corroborate.model.interval import Interval, Number


class Hedge(StrEnum):
    """The direction in which the words soften a number, after Ferson et al. 2015."""

    NONE = "none"
    """A bare number."""
    MORE = "more_than"
    LEAST = "at_least"
    LESS = "less_than"
    MOST = "at_most"
    ALMOST = "almost"
    """Just under: almost, nearly."""
    ABOUT = "about"
    """Either side: about, some, around, roughly."""
    RANGE = "range"
    """Both ends said: between a and b, a to b."""
    VAGUE = "vague"
    """No number said: dozens, hundreds of, several."""


class Change(StrEnum):
    """The direction of a number that says by how much something changed: "rose 5%", "down 12"."""

    UP = "up"
    DOWN = "down"


class Dimension(StrEnum):
    """What kind of thing a number measures."""

    COUNT = "count"
    SHARE = "share"
    """A fraction of a whole, stored 0..1: percentages, "a third of", "most"."""
    MONEY = "money"
    DURATION = "duration"
    AGE = "age"
    DISTANCE = "distance"
    AREA = "area"
    WEIGHT = "weight"
    TEMPERATURE = "temperature"
    SPEED = "speed"
    RATIO = "ratio"
    """Times, -fold, one in nine as odds."""
    ORDINAL = "ordinal"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its hedge, as an interval twice.

    ``hard`` holds what the words entail ("more than 5,000" → [5001, ∞)), and is what a
    contradiction may rest on. ``usual`` holds what a reader takes them to mean ([5001, 5999]), and is
    what a tension may rest on. ``words`` are the words of the number with its hedge, exactly as
    written; ``core`` the words of the number alone.
    ``stated`` is the number said, where one number was said (5000 in "more than 5,000").
    """

    hard: Interval
    usual: Interval
    words: str
    core: str
    hedge: Hedge = Hedge.NONE
    dimension: Dimension = Dimension.COUNT
    unit: str | None = None
    """Canonical unit: ``year``, ``USD``, ``km``, ``percent``; None for plain counts."""
    stated: Number | None = None
    change: Change | None = None
    """Set where the number is the amount of a change, not a level: "by 12", not "to 12"."""

    @property
    def printed(self) -> Interval:
        """The value without its hedge: percentages as printed (35, not 0.35), both ends of a range.

        A number without a value of its own ("dozens", "several") has what its words entail.
        """
        if self.stated is not None:
            said = Interval(self.stated, self.stated)
        else:
            said = self.usual if self.hedge is Hedge.RANGE else self.hard
        return Interval(_percent(said.low), _percent(said.high)) if self.unit == "percent" else said

    @property
    def sign(self) -> str:
        """The hedge, or the direction of a change, in one sign: ``=``, ``~``, ``>``, ``<``, ``up``, ``down``.

        "Almost" and "nearly" are ``~``, as in the literature on quantities; that they entail less is in
        ``hard``. A hedge comes before a direction: "rose by more than 5%" is ``>``.
        """
        if self.hedge in {Hedge.NONE, Hedge.RANGE} and self.change is not None:
            return self.change.value
        return _SIGNS.get(self.hedge, "=")


_SIGNS = {
    Hedge.MORE: ">",
    Hedge.LEAST: ">",
    Hedge.LESS: "<",
    Hedge.MOST: "<",
    Hedge.ALMOST: "~",
    Hedge.ABOUT: "~",
    Hedge.VAGUE: "~",
}


def _percent(share: Number | None) -> Number | None:
    """A share as the percentage that was printed, without the dust of binary fractions."""
    if share is None:
        return None
    percent = round(share * 100, 9)
    return int(percent) if percent == int(percent) else percent
