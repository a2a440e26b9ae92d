"""Counts as intervals with sums and bounds between them: propagation to a fixed point.

Every variable is a count and so never below 0. ``whole = sum(parts) + rest`` with ``rest >= 0`` where
the parts may not be all there is. A single bound is ``whole >= part``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from corroborate.model.interval import Interval, Number


@dataclass(frozen=True, slots=True)
class Sum:
    """``whole`` is the sum of ``parts``, or at least that much where ``exhaustive`` is False."""

    whole: str
    parts: tuple[str, ...]
    exhaustive: bool
    why: int | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """A claim that a variable lies in an interval; ``why`` is the claim's number."""

    name: str
    interval: Interval
    why: int


@dataclass(slots=True)
class Counts:
    """Variables, the intervals claimed for them, and the sums that tie them together."""

    bounds: list[Bound] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    rounds: int = 100

    def solve(self, claims: Iterable[int]) -> dict[str, Interval] | frozenset[int]:
        """The interval of each variable under the given claims, or a set of claims that cannot hold.

        Propagation is sound: a conflict that it reports is one. Supports of each bound are tracked, so
        that the set reported holds only claims that took part.
        """
        kept = frozenset(claims)
        low: dict[str, tuple[Number, frozenset[int]]] = {}
        high: dict[str, tuple[Number, frozenset[int]]] = {}
        for bound in self.bounds:
            if bound.why not in kept:
                continue
            why = frozenset({bound.why})
            _raise(low, bound.name, bound.interval.low, why)
            _lower(high, bound.name, bound.interval.high, why)
        sums = [s for s in self.sums if s.why is None or s.why in kept]
        for _ in range(self.rounds):
            changed = False
            for s in sums:
                changed |= _propagate(s, low, high)
            clash = _clash(low, high)
            if clash is not None:
                return clash
            if not changed:
                break
        clash = _clash(low, high)
        if clash is not None:
            return clash
        names = {n for s in sums for n in (s.whole, *s.parts)} | set(low) | set(high)
        return {
            n: Interval(low[n][0] if n in low else 0, high[n][0] if n in high else None)
            for n in sorted(names)
        }

    def conflict(self, claims: frozenset[int]) -> frozenset[int] | None:
        """A subset of the claims that cannot hold together, or None."""
        solved = self.solve(claims)
        return solved if isinstance(solved, frozenset) else None


_Ends = dict[str, tuple[Number, frozenset[int]]]


def _raise(low: _Ends, name: str, value: Number | None, why: frozenset[int]) -> bool:
    if value is None or value <= (low[name][0] if name in low else 0):
        return False
    low[name] = (value, why)
    return True


def _lower(high: _Ends, name: str, value: Number | None, why: frozenset[int]) -> bool:
    if value is None or (name in high and value >= high[name][0]):
        return False
    high[name] = (value, why)
    return True


def _propagate(s: Sum, low: _Ends, high: _Ends) -> bool:
    because: frozenset[int] = frozenset() if s.why is None else frozenset({s.why})
    lows = [low.get(p, (0, frozenset[int]())) for p in s.parts]
    least = sum(v for v, _ in lows)
    whys = because.union(*(w for _, w in lows))
    changed = _raise(low, s.whole, least, whys)
    if s.whole in high:
        top, why_top = high[s.whole]
        for part, (value, _) in zip(s.parts, lows, strict=True):
            others = because.union(
                why_top, *(w for q, (_, w) in zip(s.parts, lows, strict=True) if q != part)
            )
            changed |= _lower(high, part, top - (least - value), others)
    if s.exhaustive and all(p in high for p in s.parts):
        highs = [high[p] for p in s.parts]
        most = sum(v for v, _ in highs)
        changed |= _lower(high, s.whole, most, because.union(*(w for _, w in highs)))
        if s.whole in low:
            bottom, why_bottom = low[s.whole]
            for part, (value, _) in zip(s.parts, highs, strict=True):
                others = because.union(why_bottom, *(high[q][1] for q in s.parts if q != part))
                changed |= _raise(low, part, bottom - (most - value), others)
    return changed


def _clash(low: _Ends, high: _Ends) -> frozenset[int] | None:
    for name in sorted(high):
        top, why_top = high[name]
        bottom, why_bottom = low.get(name, (0, frozenset[int]()))
        if bottom > top:
            return why_bottom | why_top
    return None
