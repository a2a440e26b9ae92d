"""Dates, ages, elapsed times and orders as one network of days, and its minimal conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corroborate.consistency.conflicts import minimal_conflicts
from corroborate.consistency.dates import born
from corroborate.consistency.durations import elapsed
from corroborate.consistency.events import key
from corroborate.consistency.network import Network
from corroborate.consistency.seen import Seen
from corroborate.consistency.view import View
from corroborate.model.claim import ClaimKind
from corroborate.model.window import Window

OLDEST = 150
"""Years that nobody has lived to; bounds ages said without an upper end."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A minimal set of claims that no course of days can satisfy, and whether on hard bounds."""

    claims: tuple[Seen, ...]
    strict: bool


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
        return f"birth of {claim.subject}" if claim.subject else None
    if kind in {ClaimKind.DATE, ClaimKind.ELAPSED} and claim.claim.event:
        words = key(claim.claim.event)
        if words and words <= {"birth"}:
            return f"birth of {claim.subject}" if claim.subject else None
        return "event: " + " ".join(sorted(words)) if words else None
    return None


def timed(view: View) -> dict[str, list[Seen]]:
    """Claims that tell of a point in time, by the point."""
    groups: dict[str, list[Seen]] = {}
    for claim in view.seen:
        point = about(claim)
        if point is not None:
            groups.setdefault(point, []).append(claim)
    return groups


def stands(claims: Sequence[Seen], *, usual: bool) -> bool:
    """True where the claims cannot all hold."""
    return _network(claims, usual=usual).conflict() is not None


def _clashes(view: View) -> list[Clash]:
    found: list[Clash] = []
    for group in timed(view).values():
        if len(group) < 2:
            continue
        kept = _statements(group)
        met: set[frozenset[int]] = set()
        for usual in (False, True):
            network = _network(kept, usual=usual)
            result = minimal_conflicts(
                range(len(kept)),
                network.conflict,
                most=view.budget.conflicts,
                calls=view.budget.oracle_calls,
            )
            for members in result.sets:
                if any(m <= members for m in met):
                    continue
                met.add(members)
                found.append(Clash(tuple(kept[i] for i in sorted(members)), not usual))
    return found


def _statements(group: Sequence[Seen]) -> list[Seen]:
    kept: dict[tuple[object, ...], Seen] = {}
    for c in group:
        w = c.window
        q = c.claim.quantity
        kept.setdefault((c.claim.kind, q and (q.hard, q.usual, q.unit), w and (w.start, w.end, w.anchor)), c)
    return list(kept.values())


def _network(claims: Sequence[Seen], *, usual: bool) -> Network:
    network = Network()
    for number, claim in enumerate(claims):
        point = about(claim)
        if point is None or claim.window is None:
            continue
        first, last = placed(claim, usual=usual)
        network.between(point, first, last, number)
    return network


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
    if claim.claim.kind is ClaimKind.ELAPSED and quantity is not None and window.anchor.days is not None:
        return elapsed(quantity, window.anchor.days, before=_looks_back(window), usual=usual)
    return _ordinal(outer.first), _ordinal(outer.last)


def _looks_back(window: Window) -> bool:
    anchor, last = window.anchor.days, window.outer.last
    return anchor is None or anchor.last is None or last is None or last <= anchor.last


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()
