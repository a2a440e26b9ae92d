"""Claims about one thing gathered and set side by side in pairs, copies of one statement once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from corroborate.consistency.events import key
from corroborate.consistency.occasions import is_one_occasion
from corroborate.consistency.sameness import Sameness, Tie, compare
from corroborate.consistency.seen import Seen
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.table import Table
from corroborate.consistency.view import View
from corroborate.model.claim import ClaimKind
from corroborate.model.quantity import Dimension
from corroborate.model.window import Window

FEW = 200
"""Up to so many different statements about one thing, every pair is compared."""


BESIDE = 3
"""Code points between two sentences of which the second follows on the first."""

STOOD_IN_FOR = 3
"""Weighty words at most that a pronoun stands for: "the district hospital"."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two different statements that may be about the same thing, the first said first."""

    a: Seen
    b: Seen
    tie: Sameness
    same_window: bool
    """True where both give the same days, known on both sides."""

    @property
    def same_document(self) -> bool:
        """True where both stand in one text."""
        return self.a.claim.span.text_id == self.b.claim.span.text_id

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
    def one_telling(self) -> bool:
        """True where the two clauses have one wording but for their numbers, times and who says it."""
        a, b = self.a, self.b
        *others, status = self.tie.ties[1:]
        if any(t is not Tie.SAME for t in others) or status is Tie.APART or not self.one_wording:
            return False
        if self.tie.thing is not Tie.SAME and (a.thing is not None or b.thing is not None):
            # "640 schools had been closed" and "the number of closed schools" narrow alike.
            narrowed = {w for m in (*a.modifiers, *b.modifiers) for w in key(m)}
            if a.thing != b.thing or a.telling != b.telling or not narrowed <= a.telling:
                return False
        if a.speaker == b.speaker or a.actor is not None or a.place is not None:
            return True
        if self.side_by_side or is_one_occasion(a, b):
            return True
        return self.same_window and a.window is not None and _is_long(a.window)

    @property
    def one_wording(self) -> bool:
        """True for the same weighty words, or those that a pronoun of the second leaves out."""
        a, b = self.a, self.b
        if not a.telling or a.telling == b.telling:
            return bool(a.telling)
        for one, other in ((a, b), (b, a)):
            # "Iran says it expelled 600,000" and "the agency says Iran expelled 950,000".
            left_out = other.telling - one.telling
            if one.telling and one.telling < other.telling and left_out <= key(one.speaker):
                return True
        if not b.stands_in or not self.same_document or a.speaker != b.speaker:
            return False
        return b.telling < a.telling and len(a.telling - b.telling) <= STOOD_IN_FOR

    @property
    def one_occasion(self) -> bool:
        """True where both tell of one happening that the words point to: "the fire in Herat"."""
        return is_one_occasion(self.a, self.b)

    @property
    def side_by_side(self) -> bool:
        """True where two who are named say the same but for the number, one right after the other."""
        a, b = sorted((self.a, self.b), key=lambda c: c.claim.span.start)
        named = min(len(c.claim.attribution.voices) for c in (a, b)) > 1 and a.speaker != b.speaker
        beside = 0 <= b.claim.sentence[0] - a.claim.sentence[1] <= BESIDE
        return named and beside and self.same_document and self.one_wording

    @property
    def happens(self) -> bool:
        """True where both count what happens, so that a longer window has at least as many."""
        a, b = self.a, self.b
        if a.happens and b.happens:
            return True
        return a.flows and b.flows and self.tie.thing is not Tie.UNKNOWN and self.one_wording

    @property
    def apart(self) -> bool:
        """True where no number satisfies the hard bounds of both."""
        return not self.a.hard.overlaps(self.b.hard)


LONG = 28
"""Days from which on a window is that of a count, and not the day of one event."""


def _is_long(window: Window) -> bool:
    return window.days is not None and window.days >= LONG


def pairs(view: View, sheet: Sheet) -> list[Pair]:
    """Pairs of different statements that may be about the same thing; built once for all checks.

    Each pair comes once. Of a large family only the pairs that disagree or repeat a number are kept, and
    what the budget cuts off is said on the sheet.
    """
    if "pairs" not in view.cache:
        view.cache["pairs"] = _pairs(view, sheet)
    found = view.cache["pairs"]
    assert isinstance(found, list)
    return found


def _pairs(view: View, sheet: Sheet) -> list[Pair]:
    done: set[tuple[int, int]] = set()
    found: list[Pair] = []
    for family in _families(view):
        members = distinct(family)
        left = view.budget.pairs - len(found)
        if len(members) <= FEW:
            chosen: Iterable[tuple[int, int]] = combinations(range(len(members)), 2)
        else:
            chosen = _telling(members, left, view, sheet)
        for i, j in chosen:
            a, b = members[i], members[j]
            tie = tie_of(a, b, view)
            if tie.may_be_same and _comparable(a, b) and (a.number, b.number) not in done:
                done.add((a.number, b.number))
                found.append(Pair(a, b, tie, _same_window(a, b)))
        if len(found) >= view.budget.pairs:
            sheet.note(
                f"More than {view.budget.pairs:,} pairs of statements could be compared; the pairs that come "
                "first were, the rest were not."
            )
            break
    return found


def _comparable(a: Seen, b: Seen) -> bool:
    """True for numbers of one unit; shares only where they are told in the same words."""
    x, y = a.claim.quantity, b.claim.quantity
    if x is not None and x.dimension is Dimension.SHARE:
        figures = all(any(ch.isdigit() for ch in c.figure) for c in (a, b))
        if not figures or not a.telling or a.telling != b.telling:
            return False
    return x is None or y is None or x.unit == y.unit or x.dimension in {Dimension.COUNT, Dimension.OTHER}


def tie_of(a: Seen, b: Seen, view: View) -> Sameness:
    """How what the two count stands to each other; worked out once for every two ways of saying it."""
    ties = view.cache.setdefault("ties", {})
    assert isinstance(ties, dict)
    key = _signature(a), _signature(b)
    if key not in ties:
        ties[key] = compare(a, b, view.measures)
    tie = ties[key]
    assert isinstance(tie, Sameness)
    return tie


def _telling(members: Sequence[Seen], left: int, view: View, sheet: Sheet) -> Iterable[tuple[int, int]]:
    """Of a large family the pairs that disagree or repeat a number, and for each member one neighbour.

    All pairs are looked at in blocks of arrays, so that a family of thousands takes no time to speak of.
    """
    buckets: dict[str | None, list[int]] = defaultdict(list)
    for index, member in enumerate(members):
        buckets[member.actor].append(index)
    nobody = buckets.pop(None, [])
    most = view.budget.family
    for bucket in [*buckets.values(), nobody] if nobody else buckets.values():
        rows = sorted({*bucket, *nobody})
        if len(rows) > most:
            sheet.note(
                f"{len(rows):,} different statements are about {members[rows[0]].words}; the first {most:,} "
                "were compared with each other, the rest were not."
            )
            rows = rows[:most]
        yield from pairwise(rows)
        for i, j in Table.of([members[r] for r in rows]).disagreeing(left):
            left -= 1
            yield rows[i], rows[j]


def _same_window(a: Seen, b: Seen) -> bool:
    x, y = a.window, b.window
    return x is not None and y is not None and x.start == y.start and x.end == y.end


def _signature(c: Seen) -> tuple[object, ...]:
    return (
        c.thing,
        c.modifiers,
        c.actor,
        c.target,
        c.place,
        c.status,
        c.words,
        c.telling if c.thing is None else None,
    )


def _families(view: View) -> list[list[Seen]]:
    groups: dict[tuple[str, Dimension], list[Seen]] = defaultdict(list)
    for claim in view.seen:
        quantity = claim.claim.quantity
        if quantity is None or quantity.dimension not in _COUNTABLE:
            continue
        if claim.thing is None:
            if claim.telling and claim.claim.kind is not ClaimKind.EXISTENCE:
                groups[" ".join(sorted(claim.telling)), quantity.dimension].append(claim)
            continue
        for top in broadest(view, claim):
            groups[top, quantity.dimension].append(claim)
    return [g for g in groups.values() if len(g) > 1]


_COUNTABLE = frozenset(
    {
        Dimension.COUNT,
        Dimension.SHARE,
        Dimension.MONEY,
        Dimension.OTHER,
        Dimension.WEIGHT,
        Dimension.AREA,
        Dimension.DISTANCE,
    }
)


def broadest(view: View, claim: Seen) -> list[str]:
    """The broadest measures that what a claim counts belongs to, or the thing where no measure is known."""
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
        *_signature(c)[:-2],
        c.telling,
        c.speaker,
        len(c.claim.attribution.voices),
        c.claim.polarity,
        quantity and (quantity.hard, quantity.usual, quantity.unit, quantity.hedge),
        window and (window.start, window.end),
        c.claim.source_id,
    )
