"""Closed intervals of numbers, open-ended where the words are."""

from __future__ import annotations

from dataclasses import dataclass

Number = int | float


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval ``[low, high]``; ``None`` at an end means that nothing bounds it there.

    Counts are ``int`` and stay exact; shares and rates are ``float``. There is no midpoint on
    purpose: a range stays a range.

    >>> Interval(5001, None) & Interval(0, 5999)
    Interval(low=5001, high=5999)
    """

    low: Number | None
    high: Number | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            from corroborate.errors import InputError

            raise InputError("an interval must not end before it starts", value=f"[{self.low}, {self.high}]")

    @classmethod
    def exactly(cls, value: Number) -> Interval:
        """The interval that holds one value."""
        return cls(value, value)

    @property
    def is_exact(self) -> bool:
        """True where both ends are the same number."""
        return self.low is not None and self.low == self.high

    @property
    def is_bounded(self) -> bool:
        """True where both ends are numbers."""
        return self.low is not None and self.high is not None

    def __contains__(self, value: Number) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def __and__(self, other: Interval) -> Interval | None:
        """What both hold, or None where they are apart."""
        low = _largest(self.low, other.low)
        high = _smallest(self.high, other.high)
        return None if low is not None and high is not None and low > high else Interval(low, high)

    def __add__(self, other: Interval) -> Interval:
        """The interval of all sums."""
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
        )

    def overlaps(self, other: Interval) -> bool:
        """True where one number can satisfy both."""
        return (self & other) is not None

    def within(self, other: Interval) -> bool:
        """True where every number of this interval lies in the other."""
        return (other.low is None or (self.low is not None and self.low >= other.low)) and (
            other.high is None or (self.high is not None and self.high <= other.high)
        )

    def scaled(self, factor: Number) -> Interval:
        """Both ends times a factor that is not negative."""
        return Interval(
            None if self.low is None else self.low * factor, None if self.high is None else self.high * factor
        )


def _largest(a: Number | None, b: Number | None) -> Number | None:
    return b if a is None else a if b is None else max(a, b)


def _smallest(a: Number | None, b: Number | None) -> Number | None:
    return b if a is None else a if b is None else min(a, b)
