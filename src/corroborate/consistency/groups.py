"""Counts of one thing gathered and compared pair by pair, copies of one statement once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from corroborate.consistency import vocabulary
from corroborate.consistency.seen import Seen
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View


def happens(seen: Seen) -> bool:
    """True for things that happen, whose counts grow with the window; False for levels at a time."""
    happenings = vocabulary.words()["happenings"]
    head = seen.claim.counted.head.casefold() if seen.claim.counted else ""
    return seen.measure in happenings["measures"] or head in happenings["nouns"]


def families(view: View, claims: Sequence[Seen]) -> list[list[Seen]]:
    """Claims whose things are the same or include each other, by the lexicon."""
    by_thing: dict[str, list[Seen]] = defaultdict(list)
    for claim in claims:
        tops = _tops(view, claim)
        for top in tops:
            by_thing[top].append(claim)
    return [group for _, group in sorted(by_thing.items()) if len(group) > 1]


def _tops(view: View, claim: Seen) -> list[str]:
    if claim.measure is None:
        return [claim.thing] if claim.thing else []
    broader = view.measures.broader(claim.measure)
    tops = [m for m in broader if not view.measures.broader(m)]
    return sorted(tops) or [claim.measure]


def distinct(claims: Sequence[Seen]) -> list[Seen]:
    """One claim for every different statement: copies by the same speaker say nothing new."""
    kept: dict[tuple[object, ...], Seen] = {}
    for c in claims:
        quantity = c.claim.quantity
        window = c.window
        kept.setdefault(
            (
                c.thing,
                c.modifiers,
                c.actor,
                c.target,
                c.place,
                c.status,
                c.speaker,
                c.claim.polarity,
                quantity and (quantity.hard, quantity.usual),
                window and (window.start, window.end),
                c.document.source.id if c.document else None,
            ),
            c,
        )
    return list(kept.values())


def pairs(view: View, sheet: Sheet, claims: Sequence[Seen]) -> Iterator[tuple[Seen, Seen]]:
    """Pairs of different statements about one family of things, each pair once, in order.

    A family of more different statements than the budget lets be compared is cut, and the sheet says so.
    """
    done: set[tuple[int, int]] = set()
    for family in families(view, claims):
        members = distinct(family)
        most = view.budget.group
        if len(members) > most:
            sheet.note(
                f"{len(members):,} different statements count {members[0].thing}; the first {most:,} were "
                "compared with each other, the rest were not."
            )
            members = members[:most]
        for a, b in combinations(members, 2):
            if (a.number, b.number) not in done:
                done.add((a.number, b.number))
                yield a, b
