"""What is found: time expressions with their extent, role, window and TIMEX3 value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from corroborate.model.quantity import Quantity
from corroborate.model.window import Window


class TimeRole(StrEnum):
    """What a time expression does."""

    POINT = "point"
    """A day, month, year or other named stretch: "August 2021", "last week", "now"."""
    SPAN = "span"
    """A stretch with both ends said or implied: "from 14 May to 31 July", "the past three years"."""
    DURATION = "duration"
    """A length without a place in time: "two decades", "nine-month"."""
    ELAPSED = "elapsed"
    """A length between an event and an anchor: "three years ago", "two days before 9/11"."""
    AGE = "age"
    """How old someone is: "aged 11", "in his thirties"."""
    SET = "set"
    """Something that recurs: "every day", "annually"."""
    VAGUE = "vague"
    """A reference without bounds: "recently", "the past", "when his father was killed"."""


class Operator(StrEnum):
    """How a preposition turns the stretch that is named into the window that is meant."""

    NONE = "none"
    SINCE = "since"
    UNTIL = "until"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"
    AS_OF = "as_of"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Tag:
    """A TIMEX3 tag: type and value after ISO-TimeML (Pustejovsky et al. 2010), and its ``mod``."""

    type: str
    value: str
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """One time expression at the code points ``[start, end)`` of a text.

    The extent follows TimeML: determiners and quantifiers are inside, prepositions outside; those that
    change what is meant are kept as ``operator`` with their own offsets. ``named`` is the stretch that the
    expression names, ``window`` the one that it means with its operator: "since January 2024" names
    January 2024 and means 1 January 2024 to publication. Both are None for expressions with no place
    in time. ``quantity`` holds the length or age with its hedge. ``event`` is the extent of the words that
    name an event ("the departure of the final US troops"). ``parts`` are the two ends of a range, each
    an expression of its own. ``reason`` says why a window is missing or open.
    """

    start: int
    end: int
    role: TimeRole
    words: str
    window: Window | None = None
    quantity: Quantity | None = None
    event: tuple[int, int] | None = None
    tag: Tag | None = None
    named: Window | None = None
    operator: Operator = Operator.NONE
    operator_span: tuple[int, int] | None = None
    parts: tuple[TimeMention, ...] = ()
    reason: str | None = None

    @property
    def timex(self) -> str | None:
        """The TIMEX3 value, None where TimeML marks no such expression."""
        return self.tag.value if self.tag else None

    @property
    def outer(self) -> tuple[int, int]:
        """The extent with its operator: "since January 2024"."""
        first = min(self.start, self.operator_span[0]) if self.operator_span else self.start
        return first, self.end

    def moved(self, offset: int) -> TimeMention:
        """The same mention with every offset shifted."""
        if not offset:
            return self
        return replace(
            self,
            start=self.start + offset,
            end=self.end + offset,
            event=_moved(self.event, offset),
            operator_span=_moved(self.operator_span, offset),
            parts=tuple(p.moved(offset) for p in self.parts),
        )


def _moved(span: tuple[int, int] | None, offset: int) -> tuple[int, int] | None:
    return None if span is None else (span[0] + offset, span[1] + offset)


@dataclass(frozen=True, slots=True)
class Timex:
    """One TIMEX3 element: offsets, words, type, value."""

    start: int
    end: int
    words: str
    type: str
    value: str
    mod: str | None = None


def timexes(mentions: tuple[TimeMention, ...]) -> tuple[Timex, ...]:
    """The TIMEX3 elements of a text, ranges taken apart into their ends, in order."""
    found: list[Timex] = []
    for mention in mentions:
        if mention.parts:
            found.extend(timexes(mention.parts))
        elif mention.tag:
            tag = mention.tag
            found.append(Timex(mention.start, mention.end, mention.words, tag.type, tag.value, tag.mod))
    return tuple(found)
