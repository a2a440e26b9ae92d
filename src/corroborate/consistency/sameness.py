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
    actor = _named(a, b, "actor", says)
    target = _named(a, b, "target", says)
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
    one, other = english.quoted(a.words), english.quoted(b.words)
    return f"They do not count the same: one counts {one}, the other {other}."


_SAID_OF = {"actor": "who did it or has it", "target": "whom it was done to"}


def _named(a: Seen, b: Seen, aspect: str, says: list[str]) -> Tie:
    x, y = (a.actor, b.actor) if aspect == "actor" else (a.target, b.target)
    if x == y:
        return Tie.SAME
    if x is None or y is None:
        name = _name(a if y is None else b, aspect)
        says.append(f"Only one of the two figures says {_SAID_OF[aspect]}: {english.quoted(name)}.")
        return Tie.UNKNOWN
    if aspect == "actor" and a.speaker == b.speaker and a.speaker in {x, y}:
        # "We have 3,000 men" and "the Guard has 3,000 men" by one speaker: "we" may be the Guard.
        group = english.quoted(_name(a if y == a.speaker else b, aspect))
        says.append(f"One of the two figures says only “we”, the other {group}.")
        return Tie.UNKNOWN
    names = " and ".join(english.quoted(_name(c, aspect)) for c in (a, b))
    says.append(f"The two figures differ in {_SAID_OF[aspect]}: {names}.")
    return Tie.APART


def _name(claim: Seen, aspect: str) -> str:
    """The name as the words have it, or the form that it was brought to."""
    counted = claim.claim.counted
    told = (counted.actor if aspect == "actor" else counted.target) if counted is not None else None
    return told or (claim.actor if aspect == "actor" else claim.target) or ""


def _place(a: Seen, b: Seen, says: list[str]) -> Tie:
    x, y = a.claim.place, b.claim.place
    if x is None and y is None:
        return Tie.SAME
    if x is None or y is None:
        return Tie.UNKNOWN
    if a.place == b.place:
        return Tie.SAME
    if y.is_centroid and y.kind == "country" and y.country is not None and x.country == y.country:
        says.append(
            f"The places differ: {english.quoted(x.name)} is only a part of {english.quoted(y.name)}."
        )
        return Tie.INSIDE
    if x.is_centroid and x.kind == "country" and x.country is not None and x.country == y.country:
        says.append(
            f"The places differ: {english.quoted(y.name)} is only a part of {english.quoted(x.name)}."
        )
        return Tie.AROUND
    says.append(f"The places differ: {english.quoted(x.name)} and {english.quoted(y.name)}.")
    return Tie.APART


def _status(a: Seen, b: Seen, says: list[str]) -> Tie:
    x, y = status_class(a.status), status_class(b.status)
    if x == y:
        return Tie.SAME
    if x and y:
        says.append(f"They differ in how it is known: one figure is {x}, the other {y}.")
    else:
        says.append(f"Only one of the two figures says how it is known: it is {x or y}.")
    return Tie.UNKNOWN if not x or not y else Tie.APART
