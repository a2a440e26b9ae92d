"""Equal parts of claims made one object, so that memory grows with what a text says, not with how often."""

from __future__ import annotations

from collections.abc import Hashable
from operator import attrgetter
from typing import TypeVar

from corroborate.model.claim import AnyClaim, Claim
from corroborate.model.interval import Interval
from corroborate.model.quantity import Quantity
from corroborate.model.span import CONTEXT, Span

Part = TypeVar("Part", bound=Hashable)

_NAMES = tuple(Claim.__dataclass_fields__)
_FIELDS = attrgetter(*_NAMES)
_SHARED = tuple(_NAMES.index(name) for name in ("attribution", "counted", "window", "place"))
_QUANTITY, _WORTH = _NAMES.index("quantity"), _NAMES.index("worth")


class Sharing:
    """The parts of the claims of one text."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Hashable] = {}

    def claim(self, claim: AnyClaim, worth: float) -> AnyClaim:
        """The claim with its worth; what is equal in claims before is the same object."""
        values = list(_FIELDS(claim))
        for at in _SHARED:
            if values[at] is not None:
                values[at] = self._one(values[at], values[at])
        if claim.quantity is not None:
            values[_QUANTITY] = self._quantity(claim.quantity)
        values[_WORTH] = self._one(worth, worth)
        return type(claim)(*values)

    def _one(self, key: Hashable, part: Part) -> Part:
        found: Part = self._known.setdefault(key, part)  # type: ignore[assignment]  # of a key's own type
        return found

    def _quantity(self, said: Quantity) -> Quantity:
        # 1 and 1.0 are equal and are not printed alike.
        numbers = (said.hard.low, said.hard.high, said.usual.low, said.usual.high, said.stated)
        return self._one((said, *map(type, numbers)), said)


def same(hard: Interval, usual: Interval) -> Interval:
    """The usual reading, as the same object where it is the hard one."""
    alike = hard == usual and type(hard.low) is type(usual.low) and type(hard.high) is type(usual.high)
    return hard if alike else usual


def as_kind(shape: type[AnyClaim], claim: Claim) -> AnyClaim:
    """A claim as one of another class with the same fields."""
    return shape(*_FIELDS(claim))


class Quoter:
    """Spans of one text; those that start or end together share the words around them."""

    def __init__(self, text_id: str, content: str) -> None:
        self._id, self._content = text_id, content
        self._start, self._prefix = 0, ""
        self._end, self._suffix = 0, content[:CONTEXT]

    def span(self, start: int, end: int) -> Span:
        """The exact span, as `Span.of` gives it, with its errors."""
        content = self._content
        if not 0 <= start < end <= len(content):
            return Span.of(self._id, content, start, end)
        if start != self._start:
            self._start, self._prefix = start, content[max(0, start - CONTEXT) : start]
        if end != self._end:
            self._end, self._suffix = end, content[end : end + CONTEXT]
        return Span(self._id, self._start, self._end, content[start:end], self._prefix, self._suffix)
