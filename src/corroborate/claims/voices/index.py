"""Which ranges hold a place: built by one sweep, asked in logarithmic time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

MOST = 64
"""Ranges kept around one place; no real text nests so deep."""


class Index:
    """Finds the numbered ranges ``(start, end, number)`` around a place."""

    def __init__(self, ranges: Iterable[tuple[int, int, int]]) -> None:
        events: list[tuple[int, int, int]] = []
        for start, end, number in ranges:
            if start < end:
                events.append((start, 1, number))
                events.append((end, 0, number))
        events.sort()
        self._places: list[int] = []
        self._held: list[tuple[int, ...]] = []
        active: dict[int, int] = {}
        for place, opens, number in events:
            if opens:
                active[number] = active.get(number, 0) + 1
            elif active[number] > 1:
                active[number] -= 1
            else:
                del active[number]
            held = tuple(active) if len(active) <= MOST else tuple(active)[-MOST:]
            if self._places and self._places[-1] == place:
                self._held[-1] = held
            else:
                self._places.append(place)
                self._held.append(held)

    def at(self, place: int) -> tuple[int, ...]:
        """The numbers of the ranges that hold a place, in the order in which they open."""
        found = bisect_right(self._places, place) - 1
        return self._held[found] if found >= 0 else ()
