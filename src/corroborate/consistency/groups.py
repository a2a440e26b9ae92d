"""Claims about one thing gathered and set side by side in pairs, copies of one statement once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from corroborate.consistency import vocabulary
from corroborate.consistency.sameness import Sameness, compare
from corroborate.consistency.seen import Seen
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View
from corroborate.model.quantity import Dimension


@dataclass(frozen=True, slots=True)
class Pair:
    """Two different statements that may be about the same thing, the first said first."""

    a: Seen
    b: Seen
    tie: Sameness

    @property
    def same_document(self) -> bool:
        """True where both stand in one text."""
        return self.a.claim.span.text_id == self.b.claim.span.text_id

    @property
    def same_window(self) -> bool:
        """True where both give the same days, known on both sides."""
        x, y = self.a.window, self.b.window
        return x is not None and y is not None and x.start == y.start and x.end == y.end

    @property
    def no_window(self) -> bool:
        """True where neither says when."""
        return self.a.window is None and self.b.window is None

    @property
    def same_number(self) -> bool:
        """True where both say the same number, whatever the hedge."""
        x, y = self.a.stated, self.b.stated
        return x is not None and x == y

    @property
    def apart(self) -> bool:
        """True where no number satisfies the hard bounds of both."""
        return not self.a.hard.overlaps(self.b.hard)


def happens(seen: Seen) -> bool:
    """True for things that happen, whose counts grow with the window; False for levels at a time."""
    happenings = vocabulary.words()["happenings"]
    head = seen.claim.counted.head.casefold() if seen.claim.counted else ""
    return seen.measure in happenings["measures"] or head in happenings["nouns"]


def pairs(view: View, sheet: Sheet) -> list[Pair]:
    """Pairs of different statements that may be about the same thing; built once for all checks.

    Each pair comes once. A family of more different statements than the budget lets be compared is
    cut, and the sheet says so.
    """
    if "pairs" not in view.cache:
        view.cache["pairs"] = _pairs(view, sheet)
    found = view.cache["pairs"]
    assert isinstance(found, list)
    return found


def _pairs(view: View, sheet: Sheet) -> list[Pair]:
    ties: dict[tuple[object, object], Sameness] = {}
    done: set[tuple[int, int]] = set()
    found: list[Pair] = []
    left = view.budget.pairs
    for family in _families(view):
        members = distinct(family)
        signatures = [_signature(m) for m in members]
        for i, j in combinations(range(len(members)), 2):
            if left <= 0:
                sheet.note(
                    f"More than {view.budget.pairs:,} pairs of statements could be compared; the pairs "
                    "that come first in the texts were, the rest were not."
                )
                return found
            left -= 1
            key = signatures[i], signatures[j]
            tie = ties.get(key)
            if tie is None:
                tie = ties[key] = compare(members[i], members[j], view.measures)
            a, b = members[i], members[j]
            if tie.may_be_same and (a.number, b.number) not in done:
                done.add((a.number, b.number))
                found.append(Pair(a, b, tie))
    return found


def _signature(c: Seen) -> tuple[object, ...]:
    return c.thing, c.modifiers, c.actor, c.target, c.place, c.status, c.words


def _families(view: View) -> list[list[Seen]]:
    groups: dict[tuple[str, Dimension], list[Seen]] = defaultdict(list)
    for claim in view.seen:
        quantity = claim.claim.quantity
        if quantity is None or claim.thing is None or quantity.dimension not in _COUNTABLE:
            continue
        for top in _tops(view, claim):
            groups[top, quantity.dimension].append(claim)
    return [g for g in groups.values() if len(g) > 1]


_COUNTABLE = frozenset({Dimension.COUNT, Dimension.MONEY, Dimension.OTHER})


def _tops(view: View, claim: Seen) -> list[str]:
    if claim.measure is None:
        return [claim.thing] if claim.thing else []
    broader = view.measures.broader(claim.measure)
    return sorted(m for m in broader if not view.measures.broader(m)) or [claim.measure]


def distinct(claims: Sequence[Seen]) -> list[Seen]:
    """One claim for every different statement: copies by one speaker in one source say nothing new."""
    kept: dict[tuple[object, ...], Seen] = {}
    for claim in claims:
        kept.setdefault(statement(claim), claim)
    return list(kept.values())


def statement(c: Seen) -> tuple[object, ...]:
    """What makes two claims one statement made twice."""
    quantity, window = c.claim.quantity, c.window
    return (
        *_signature(c)[:-1],
        c.speaker,
        len(c.claim.attribution.voices),
        c.claim.polarity,
        quantity and (quantity.hard, quantity.usual, quantity.unit, quantity.hedge),
        window and (window.start, window.end),
        c.claim.source_id,
    )
