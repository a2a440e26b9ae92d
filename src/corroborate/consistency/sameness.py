"""When two claims are about the same thing, and what separates them where they are not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corroborate.consistency import english, vocabulary
from corroborate.consistency.seen import Seen
from corroborate.model.claim import Status
from corroborate.model.measure import Measures

_CLASS = {
    Status.VERIFIED: "verified",
    Status.CONFIRMED: "verified",
    Status.CLAIMED: "claimed",
    Status.ALLEGED: "claimed",
    Status.ESTIMATED: "estimated",
    Status.COUNTED_CLAIMS: "counted from claims",
    Status.REPORTED: "",
    Status.NOT_STATED: "",
}


class Tie(StrEnum):
    """How two values of one aspect stand to each other."""

    SAME = "same"
    INSIDE = "inside"
    """The first is part of the second."""
    AROUND = "around"
    """The second is part of the first."""
    UNKNOWN = "unknown"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Sameness:
    """What two claims share: a tie for each aspect, and the words for what separates them."""

    thing: Tie
    actor: Tie
    target: Tie
    place: Tie
    status: Tie
    separates: tuple[str, ...]
    is_same: bool
    """True where every aspect is the same by the lexicon and the words."""
    is_part: bool
    """True where whatever the first counts, the second counts as well."""
    is_whole: bool
    """True where whatever the second counts, the first counts as well."""
    may_be_same: bool
    """True where no aspect is known to keep the two apart; a status may differ."""

    @property
    def ties(self) -> tuple[Tie, ...]:
        """All ties."""
        return (self.thing, self.actor, self.target, self.place, self.status)


def compare(a: Seen, b: Seen, measures: Measures) -> Sameness:
    """How what ``a`` counts stands to what ``b`` counts."""
    says: list[str] = []
    thing = _thing(a, b, measures, says)
    actor = _named(a.actor, b.actor, "who did or holds it", says)
    target = _named(a.target, b.target, "against whom", says)
    place = _place(a, b, says)
    status = _status(a, b, says)
    ties = (thing, actor, target, place, status)
    return Sameness(
        *ties,
        tuple(says),
        is_same=all(t is Tie.SAME for t in ties),
        is_part=all(t in {Tie.SAME, Tie.INSIDE} for t in ties),
        is_whole=all(t in {Tie.SAME, Tie.AROUND} for t in ties),
        may_be_same=Tie.APART not in ties[:4],
    )


def status_class(status: Status) -> str:
    """The family of a status; statuses of one family are compared, "" is no status said."""
    return _CLASS[status]


def _thing(a: Seen, b: Seen, measures: Measures, says: list[str]) -> Tie:
    if a.thing is None or b.thing is None:
        return Tie.UNKNOWN
    x, y = set(a.modifiers), set(b.modifiers)
    if a.thing == b.thing and a.measure in vocabulary.words()["broad"] and not _alike(a, b):
        says.append(_definition(a, b))
        return Tie.APART
    if a.thing == b.thing:
        if x == y:
            return Tie.SAME
        says.append(_definition(a, b))
        return Tie.INSIDE if y < x else Tie.AROUND if x < y else Tie.UNKNOWN
    says.append(_definition(a, b))
    if a.measure and b.measure:
        if measures.includes(b.measure, a.measure) and y <= x:
            return Tie.INSIDE
        if measures.includes(a.measure, b.measure) and x <= y:
            return Tie.AROUND
    return Tie.APART


def _alike(a: Seen, b: Seen) -> bool:
    """True where two nouns of one broad measure mean the same: "house" and "home", not "house" and "shop"."""
    if a.claim.counted is None or b.claim.counted is None:
        return False
    x, y = (c.claim.counted.head.casefold() for c in (a, b) if c.claim.counted is not None)
    return x == y or any(x in line and y in line for line in vocabulary.words()["alike"])


def _definition(a: Seen, b: Seen) -> str:
    return f"what is counted: {english.quoted(a.words)} against {english.quoted(b.words)}"


def _named(a: str | None, b: str | None, what: str, says: list[str]) -> Tie:
    if a == b:
        return Tie.SAME
    if a is None or b is None:
        says.append(f"{what}: one names {english.quoted(a or b or '')}, the other nobody")
        return Tie.UNKNOWN
    says.append(f"{what}: {english.quoted(a)} against {english.quoted(b)}")
    return Tie.APART


def _place(a: Seen, b: Seen, says: list[str]) -> Tie:
    x, y = a.claim.place, b.claim.place
    if x is None and y is None:
        return Tie.SAME
    if x is None or y is None:
        return Tie.UNKNOWN
    if a.place == b.place:
        return Tie.SAME
    if y.is_centroid and y.kind == "country" and y.country is not None and x.country == y.country:
        says.append(f"where: {english.quoted(x.name)} is part of {english.quoted(y.name)}")
        return Tie.INSIDE
    if x.is_centroid and x.kind == "country" and x.country is not None and x.country == y.country:
        says.append(f"where: {english.quoted(y.name)} is part of {english.quoted(x.name)}")
        return Tie.AROUND
    says.append(f"where: {english.quoted(x.name)} against {english.quoted(y.name)}")
    return Tie.APART


def _status(a: Seen, b: Seen, says: list[str]) -> Tie:
    x, y = status_class(a.status), status_class(b.status)
    if x == y:
        return Tie.SAME
    says.append(f"how it is known: {x or 'not said'} against {y or 'not said'}")
    return Tie.UNKNOWN if not x or not y else Tie.APART
