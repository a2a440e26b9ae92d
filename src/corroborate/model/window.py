"""Days and windows of time, with what they were resolved against."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class DayRange:
    """A day known to lie in ``[first, last]``, both inclusive; ``None`` where nothing bounds it.

    >>> DayRange(date(2024, 2, 1), date(2024, 2, 29)).is_exact
    False
    """

    first: date | None
    last: date | None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.first > self.last:
            from corroborate.errors import DateError

            raise DateError("a day range must not end before it starts", value=f"{self.first}..{self.last}")

    @classmethod
    def on(cls, day: date) -> DayRange:
        """A day known exactly."""
        return cls(day, day)

    @property
    def is_exact(self) -> bool:
        """True where one day is meant."""
        return self.first is not None and self.first == self.last

    def __str__(self) -> str:
        if self.is_exact:
            return str(self.first)
        return f"{self.first or '…'}..{self.last or '…'}"


class Granularity(StrEnum):
    """How fine the words are."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    TIME = "time"
    """Finer than a day."""
    UNKNOWN = "unknown"


class AnchorKind(StrEnum):
    """What a relative expression was resolved against."""

    EXPLICIT = "explicit"
    """Nothing: the words carry their own date."""
    PUBLISHED = "published"
    """The publication day of the document."""
    MENTION = "mention"
    """Another time expression of the document."""
    EVENT = "event"
    """An event that the words name; its date may be unknown."""
    NONE = "none"
    """Nothing was there to resolve against: the window is open."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a window was resolved against; ``days`` is where that lies in time."""

    kind: AnchorKind
    days: DayRange | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days whose two ends may each be uncertain.

    ``start`` holds the earliest and latest first day, ``end`` the earliest and latest last day, both
    inclusive. ``words`` are the words of the expression. ``timex`` is the ISO-TimeML TIMEX3 value
    (``2024-H1``, ``P20Y``, ``PAST_REF``) where the words have one. ``alternatives`` holds the other
    readings where the anchor leaves more than one; the first reading is this window itself.
    """

    start: DayRange
    end: DayRange
    words: str
    anchor: Anchor
    granularity: Granularity = Granularity.UNKNOWN
    timex: str | None = None
    alternatives: tuple[Window, ...] = field(default=())

    @classmethod
    def between(cls, first: date, last: date, words: str = "", anchor: Anchor | None = None) -> Window:
        """A window whose two ends are known exactly."""
        return cls(
            DayRange.on(first),
            DayRange.on(last),
            words,
            anchor or Anchor(AnchorKind.EXPLICIT),
            Granularity.DAY,
        )

    @property
    def is_exact(self) -> bool:
        """True where both ends are known to the day."""
        return self.start.is_exact and self.end.is_exact

    @property
    def outer(self) -> DayRange:
        """The longest that the window can be: earliest first day to latest last day."""
        return DayRange(self.start.first, self.end.last)

    @property
    def days(self) -> int | None:
        """How many days an exact window has, both ends counted; None where an end is uncertain."""
        if not self.is_exact or self.start.first is None or self.end.first is None:
            return None
        return (self.end.first - self.start.first).days + 1

    def surely_within(self, other: Window) -> bool:
        """True where this window lies in the other, whatever the uncertain ends are."""
        return (
            self.start.first is not None
            and other.start.last is not None
            and self.start.first >= other.start.last
            and self.end.last is not None
            and other.end.first is not None
            and self.end.last <= other.end.first
        )

    def surely_apart(self, other: Window) -> bool:
        """True where the two share no day, whatever the uncertain ends are."""
        return _before(self.end.last, other.start.first) or _before(other.end.last, self.start.first)


def _before(a: date | None, b: date | None) -> bool:
    return a is not None and b is not None and a < b
