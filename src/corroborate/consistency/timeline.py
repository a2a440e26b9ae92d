"""Dates, ages, elapsed times and orders as one network of days, and its minimal conflicts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corroborate.consistency import vocabulary
from corroborate.consistency.conflicts import minimal_conflicts
from corroborate.consistency.dates import born
from corroborate.consistency.durations import elapsed, in_days, spread
from corroborate.consistency.events import key
from corroborate.consistency.network import Network
from corroborate.consistency.seen import Seen
from corroborate.consistency.view import View
from corroborate.model.claim import ClaimKind
from corroborate.model.window import AnchorKind, DayRange, Window

_OF_THE_EVENT = re.compile(r"\s*,?\s*(?:ago\s*,?\s*)?(?:when|since|after|following)\b")
_SINCE = re.compile(r"\s+(?:on\s+)?(?:since|after|from)\b")
_AT_PRESENT = re.compile(
    r"\b(?:today|now|still|currently)\b|,\s+(?:[\w’'-]+\s+){1,6}?(?:is|are|has|have|stands?|remains?|lies?|continues?)\b",
    re.IGNORECASE,
)

_TIMED = frozenset({ClaimKind.DATE, ClaimKind.ELAPSED, ClaimKind.ORDER})

_YEARLY = re.compile(r"\b(?:anniversary|birthday|jubilee)\b", re.IGNORECASE)

OLDEST = 150
"""Years that nobody has lived to; bounds ages said without an upper end."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A minimal set of claims that no course of days can satisfy, and whether on hard bounds."""

    claims: tuple[Seen, ...]
    points: tuple[str, ...]
    """The point in time that each claim tells of."""
    strict: bool
    others: tuple[str | None, ...] = ()
    """The point that each claim is told against, where it is told against one."""

    def stands(self, claims: Sequence[Seen]) -> bool:
        """True where other readings of the same claims cannot all hold either."""
        others = self.others or (None,) * len(self.points)
        told = list(zip(self.points, claims, others, strict=True))
        return any(n.conflict() is not None for n in (_network(told, usual=not self.strict), _order(told)))


def clashes(view: View) -> list[Clash]:
    """All minimal conflicts of the view's timed claims, built once for all checks that use them."""
    if "clashes" not in view.cache:
        view.cache["clashes"] = _clashes(view)
    found = view.cache["clashes"]
    assert isinstance(found, list)
    return found


def about(claim: Seen) -> str | None:
    """The point in time that a claim tells of: a birth or an event; None where it tells of none."""
    kind = claim.claim.kind
    if kind is ClaimKind.AGE:
        return _birth_of(claim)
    if kind is ClaimKind.DATE and (not _is_dated(claim) or _is_kept(claim) or _is_of_a_citation(claim)):
        # The day on which an anniversary is kept is not that of what it recalls.
        return None
    if kind is ClaimKind.ELAPSED and claim.window and claim.window.anchor.kind is AnchorKind.MENTION:
        # "A month later" counts from whatever was told last, which is not surely the date read.
        return None
    if kind is ClaimKind.DATE and key(claim.claim.event or "") == {"birth"}:
        return _birth_of(claim)
    if kind in _TIMED and claim.claim.event:
        return _point(claim.claim.event, claim.subject) or _the_one(claim, claim.claim.event)
    return None


def _birth_of(claim: Seen) -> str | None:
    """The birth of a person named, or of one called by one name or "the general" within a paragraph."""
    subject, said = claim.subject, claim.claim.subject
    if said in {"He", "She"}:
        content = claim.document.text.content if claim.document is not None else ""
        begins = content.rfind("\n", 0, claim.claim.span.start)
        return f"birth of {said} in {claim.claim.span.text_id} from {begins}"
    if not subject:
        return None
    role = (said or "").casefold().startswith("the ")
    if _is_person(subject) and not role:
        return f"birth of {subject}"
    if not said or not (said[:1].isupper() or role) or claim.document is None or said.casefold() in _NOBODY:
        return None
    begins = claim.document.text.content.rfind("\n", 0, claim.claim.span.start)
    return f"birth of {subject} in {claim.claim.span.text_id} from {begins}"


_NOBODY = frozenset({"the", "he", "she", "i", "who", "they", "it"})


def _is_of_a_citation(claim: Seen) -> bool:
    """True for "AP (2010-11-29) Two dead in clashes": the day is that of the publication named before it."""
    if claim.document is None:
        return False
    content, span = claim.document.text.content, claim.claim.span
    before = content[claim.claim.sentence[0] : span.start]
    return before.endswith("(") and content[span.end : span.end + 1] == ")" and len(before.split()) <= CITED


CITED = 6
"""Words of the name of a publication at most, with the bracket after it."""


def _is_kept(claim: Seen) -> bool:
    """True for a date on which an anniversary is marked."""
    event = claim.claim.event or ""
    return _YEARLY.search(event) is not None or (
        _YEARLY.search(claim.sentence) is not None and _MARKED.search(event) is not None
    )


_MARKED = re.compile(r"\b(?:marked|marks|celebrated|commemorated|observed|kept|remembered)\b", re.IGNORECASE)


def _is_dated(claim: Seen) -> bool:
    """True for a date that is spelt out; "now" and "the same month" date nothing by themselves."""
    return any(c.isdigit() for c in claim.claim.span.quote) or claim.document is None


def _is_person(subject: str) -> bool:
    """True for a name of two words or more: "a Berlin man" has none, and may be many."""
    return len(subject.split()) > 1


def other_event(claim: Seen) -> str | None:
    """The event that an order or elapsed time is told against, where its day is not given."""
    window = claim.window
    if window is None or window.anchor.kind is not AnchorKind.EVENT or not window.anchor.words:
        return None
    point = _point(window.anchor.words, None) or _the_one(claim, window.anchor.words)
    return (
        None
        if point == (_point(claim.claim.event or "", None) or _the_one(claim, claim.claim.event))
        else point
    )


def _the_one(claim: Seen, event: str | None) -> str | None:
    """The point of an order told of one noun, "the merger", which is one event within its document."""
    if (
        claim.claim.kind not in {ClaimKind.ORDER, ClaimKind.DATE}
        or not event
        or not event.casefold().startswith("the ")
    ):
        return None
    words = key(event)
    return f"{' '.join(words)} in {claim.claim.span.text_id}" if len(words) == 1 else None


def _point(event: str, subject: str | None) -> str | None:
    words = key(event)
    if words == {"birth"}:
        return f"birth of {subject}" if subject else None
    words |= key(subject) if subject else frozenset()
    # One word names too many events to be one.
    return " ".join(sorted(words)) if len(words) > 1 else None


def happens_once(point: str) -> bool:
    """True for events that come once, so that two dates of one cannot both be right."""
    words = set(point.removeprefix("birth of ").split())
    once = {w for entry in vocabulary.words()["once"] for w in key(entry)}
    return point.startswith("birth of ") or (bool(words & once) and len(words) > 1)


_NAME = re.compile(r"(?:[A-Z][\w’'-]*\s+)+[A-Z][\w’'-]*")


def is_one_event(claim: Seen) -> bool:
    """False where more than one may have been born or died: only a person named dies once."""
    words = key(claim.claim.event or "")
    if (about(claim) or "").startswith("birth of "):
        return not any(ch.isdigit() for ch in claim.subject or "")
    if claim.claim.kind is not ClaimKind.DATE or not words & {"birth", "death", "assassination"}:
        return True
    return _NAME.search(claim.claim.subject or claim.claim.event or "") is not None and not any(
        ch.isdigit() for ch in claim.claim.subject or ""
    )


def timed(view: View) -> dict[str, list[Seen]]:
    """Claims that tell of a point in time, by the point; two names of one event are one point."""
    if "timed" not in view.cache:
        groups: dict[str, list[Seen]] = {}
        for claim in view.seen:
            point = about(claim)
            if point is not None:
                groups.setdefault(point, []).append(claim)
        for claim in view.seen:
            if (other := other_event(claim)) is not None:
                groups.setdefault(other, [])
        view.cache["timed"], view.cache["names"] = _joined(groups)
    found = view.cache["timed"]
    assert isinstance(found, dict)
    return found


def other_point(claim: Seen, view: View) -> str | None:
    """The point of ``other_event`` under the name that it has among the timed claims."""
    timed(view)
    names = view.cache["names"]
    assert isinstance(names, dict)
    other = other_event(claim)
    return None if other is None else names[other]


def _joined(groups: dict[str, list[Seen]]) -> tuple[dict[str, list[Seen]], dict[str, str]]:
    """Join a shorter name of an event to the one longer name that holds all of its two or more words.

    Returns the claims by the joined names, and for every name the one that it was joined to.
    """
    by_word: dict[str, set[str]] = {}
    for point, claims in groups.items():
        for word in point.split() if claims else ():
            by_word.setdefault(word, set()).add(point)
    joined: dict[str, list[Seen]] = {}
    names: dict[str, str] = {}
    for point, claims in groups.items():
        words = point.split()
        longer: set[str] = set()
        if len(words) > 1 and not point.startswith("birth of "):
            longer = set.intersection(*(by_word.get(w, set()) for w in words)) - {point}
            longer = {n for n in longer if not n.startswith("birth of ")}
        names[point] = longer.pop() if len(longer) == 1 else point
        joined.setdefault(names[point], []).extend(claims)
    return joined, names


def _clashes(view: View) -> list[Clash]:
    found: list[Clash] = []
    for group in _components(view):
        kept = [(p, c, other_point(c, view)) for p, c in _statements(group)]
        if len(kept) < 2:
            continue
        met: list[frozenset[int]] = []
        for usual, network in (
            (False, _order(kept)),
            (False, _network(kept, usual=False)),
            (True, _network(kept, usual=True)),
        ):
            result = minimal_conflicts(
                range(len(kept)),
                network.conflict,
                most=view.budget.conflicts,
                calls=view.budget.oracle_calls,
                is_minimal=network.is_circle,
            )
            for members in result.sets:
                if not any(m <= members for m in met):
                    met.append(members)
                    chosen = [kept[i] for i in sorted(members)]
                    points, claims, others = zip(*chosen, strict=True)
                    same = [
                        [c for p, c in zip(points, claims, strict=True) if p == point]
                        for point in set(points)
                    ]
                    if all(comparable(s) for s in same):
                        found.append(Clash(claims, points, not usual, others))
    return found


def comparable(claims: Sequence[Seen]) -> bool:
    """False where two of the claims tell of times in one sentence, but for a date within an event's words.

    "Tuesday marks four weeks since the vote" gives the day that is counted from, not that of the vote;
    "two decades ago, when they took power in 1996" gives the day of the event.
    """
    for i, a in enumerate(claims):
        for b in claims[i + 1 :]:
            x, y = a.claim, b.claim
            if ClaimKind.AGE in {x.kind, y.kind} or (x.span.text_id, x.sentence) != (
                y.span.text_id,
                y.sentence,
            ):
                continue
            told, day = (a, b) if y.kind is ClaimKind.DATE else (b, a)
            if told.claim.kind is ClaimKind.DATE or day.claim.kind is not ClaimKind.DATE:
                return False
            if told.document is None or told.claim.span.end > day.claim.span.start:
                return False
            between = told.document.text.content[told.claim.span.end : day.claim.span.start]
            if not _OF_THE_EVENT.match(between):
                return False
    return True


def _components(view: View) -> list[list[tuple[str, Seen]]]:
    """Points that orders and elapsed times tie together, with their claims."""
    groups = timed(view)
    root = {point: point for point in groups}

    def find(point: str) -> str:
        while root[point] != point:
            root[point] = root[root[point]]
            point = root[point]
        return point

    for point, claims in groups.items():
        for claim in claims:
            other = other_point(claim, view)
            if other is not None:
                root[find(point)] = find(other)
    parts: dict[str, list[tuple[str, Seen]]] = {}
    for point, claims in groups.items():
        parts.setdefault(find(point), []).extend((point, c) for c in claims)
    return list(parts.values())


def _statements(group: Sequence[tuple[str, Seen]]) -> list[tuple[str, Seen]]:
    kept: dict[tuple[object, ...], tuple[str, Seen]] = {}
    for point, c in group:
        w, q = c.window, c.claim.quantity
        said: tuple[object, ...] = (
            point,
            c.claim.kind,
            q and (q.hard, q.usual, q.unit),
            w and (w.start, w.end, w.anchor),
        )
        if c.claim.kind is ClaimKind.ORDER:
            said = (*said, told_before(c))
        kept.setdefault(said, (point, c))
    return list(kept.values())


_Told = Sequence[tuple[str, Seen, str | None]]
"""The point that a claim tells of, the claim, and the point that it is told against."""


def _network(claims: _Told, *, usual: bool) -> Network:
    network = Network()
    for number, (point, claim, other) in enumerate(claims):
        if claim.claim.kind is ClaimKind.ORDER and other is not None:
            if (before := told_before(claim)) is not None:
                first, second = (point, other) if before else (other, point)
                network.at_most(first, second, 0, number)
            continue
        if claim.claim.kind is ClaimKind.ELAPSED and other is not None and claim.claim.quantity:
            _tie(network, point, other, claim, number, usual=usual)
            continue
        first_day, last_day = placed(claim, usual=usual)
        network.between(point, first_day, last_day, number)
    return network


def _order(claims: _Told) -> Network:
    """The orders alone, each at least an instant apart: two events of one day still have an order."""
    network = Network()
    for number, (point, claim, other) in enumerate(claims):
        if claim.claim.kind is ClaimKind.ORDER and other is not None and point != other:
            before = told_before(claim)
            if before is not None:
                first, second = (point, other) if before else (other, point)
                network.at_most(first, second, -1, number)
    return network


def told_before(claim: Seen) -> bool | None:
    """True where the claim's event is said to come before the other, False for after, None if unclear."""
    words = claim.claim.window_span.quote if claim.claim.window_span else claim.claim.span.quote
    before = vocabulary.pattern("order", "before").search(words)
    after = vocabulary.pattern("order", "after").search(words)
    if before is None or after is None:
        return None if before is after else before is not None
    # "Followed by" holds "followed", and means the other way round.
    x, y = len(before.group()), len(after.group())
    return None if x == y else x > y


def _tie(network: Network, point: str, other: str, claim: Seen, number: int, *, usual: bool) -> None:
    quantity, before = claim.claim.quantity, told_before(claim)
    if quantity is None or quantity.unit is None or before is None:
        return
    passed = spread(quantity, usual=usual)
    if passed is None:
        return
    low, high = in_days(passed, quantity.unit)
    later, earlier = (other, point) if before else (point, other)
    network.at_most(earlier, later, -low, number)
    if high is not None:
        network.at_most(later, earlier, high, number)


def placed(claim: Seen, *, usual: bool) -> tuple[int | None, int | None]:
    """The first and last day, as ordinals, on which a claim lets its point in time lie."""
    window, quantity = claim.window, claim.claim.quantity
    if window is None:
        return None, None
    outer = window.outer
    if claim.claim.kind is ClaimKind.AGE:
        if quantity is None or quantity.unit not in {None, "year"}:
            return None, None
        value = quantity.usual if usual else quantity.hard
        days = born(
            0 if value.low is None else max(0, int(value.low)),
            OLDEST if value.high is None else min(OLDEST, int(value.high)),
            outer.first,
            outer.last,
        )
        return _ordinal(days.first), _ordinal(days.last)
    if claim.claim.kind is ClaimKind.ELAPSED and quantity is not None:
        anchor = window.anchor.days or _since(claim)
        if anchor is not None:
            return elapsed(quantity, anchor, before=_looks_back(window), usual=usual)
    return _ordinal(outer.first), _ordinal(outer.last)


def _since(claim: Seen) -> DayRange | None:
    """The day of publication for what has passed "since the fall", or after it where the rest is of today."""
    window = claim.window
    if window is None or window.anchor.kind is not AnchorKind.EVENT or other_event(claim) is not None:
        return None
    if claim.document is None:
        return None
    content = claim.document.text.content
    told = _SINCE.match(content[claim.claim.span.end : claim.claim.span.end + 12])
    if told is None or ("since" not in told.group() and not _AT_PRESENT.search(claim.sentence)):
        return None
    return claim.document.published


def _looks_back(window: Window) -> bool:
    anchor, last = window.anchor.days, window.outer.last
    return anchor is None or anchor.last is None or last is None or last <= anchor.last


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()
