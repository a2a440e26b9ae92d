"""A total in one place against parts of it in others: parts over separate windows, places or groups."""

from __future__ import annotations

import re
from collections.abc import Callable

from corroborate.consistency import english
from corroborate.consistency.conflicts import minimal_conflicts
from corroborate.consistency.equal import line
from corroborate.consistency.groups import pairs
from corroborate.consistency.propagation import Bound, Counts, Sum
from corroborate.consistency.regions import totals_by_region
from corroborate.consistency.rules import level
from corroborate.consistency.sameness import Tie
from corroborate.consistency.seen import Seen
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View
from corroborate.model.claim import IncidentClaim
from corroborate.model.finding import Level, Sensitivity
from corroborate.model.interval import Number

KIND = "total"

MOST_PARTS = 60
"""Parts of one total that are added up; more are left to the sums that the texts give."""


def check(view: View, sheet: Sheet) -> None:
    """Compare every count over a window with the sum of counts of separate parts of it."""
    parts: dict[int, list[Seen]] = {}
    totals: dict[int, Seen] = {}
    for pair in pairs(view, sheet):
        if not pair.happens or any(c.unclear and not somewhere(c) for c in (pair.a, pair.b)):
            continue
        one_place = pair.tie.place not in {Tie.INSIDE, Tie.AROUND, Tie.UNKNOWN}
        if pair.same_window and one_place and not (somewhere(pair.a) or somewhere(pair.b)):
            continue
        for part, whole in ((pair.a, pair.b), (pair.b, pair.a)):
            if _is_part(part, whole, first=part is pair.a, ties=pair.tie.ties):
                parts.setdefault(whole.number, []).append(part)
                totals[whole.number] = whole
    compared: set[int] = set()
    for number, whole in totals.items():
        for way in (_by_window, _by_place, _by_words):
            able = [p for p in parts[number] if _may_be_added(p, whole, way)]
            family = _separate(able, way)
            if len(family) > 1:
                compared.add(number)
                _compare(whole, family, view, sheet)
    for whole, labelled in totals_by_region(view):
        if whole.number not in compared:
            _compare(whole, labelled, view, sheet, fewest=1)


def _is_part(part: Seen, whole: Seen, *, first: bool, ties: tuple[Tie, ...]) -> bool:
    inside = Tie.INSIDE if first else Tie.AROUND
    thing, actor, target, place, status = ties
    if part.window is None or whole.window is None:
        return False
    if isinstance(part.claim, IncidentClaim) or isinstance(whole.claim, IncidentClaim):
        return False
    return (
        thing in {Tie.SAME, inside}
        and actor is Tie.SAME
        and target is Tie.SAME
        and (place in {Tie.SAME, inside} or (place is Tie.UNKNOWN and _is_of_the_country(part, whole)))
        and status is Tie.SAME
        and part.window.surely_within(whole.window)
    )


def _may_be_added(part: Seen, whole: Seen, way: Callable[[Seen, Seen], bool]) -> bool:
    """True for a number that is told apart from its like by what separates the parts."""
    if way is _by_words:
        return not whole.unclear and _is_of_the_rest(part, whole) is not None
    named = min(len(c.claim.attribution.voices) for c in (part, whole)) > 1 and way is _by_window
    one = part.speaker == whole.speaker and (named or part.claim.span.text_id == whole.claim.span.text_id)
    told = bool(part.actor or part.place or part.target or one)
    return (
        told
        and not part.unclear
        and not whole.unclear
        and not (way is _by_place and part.place == whole.place)
    )


def _by_window(a: Seen, b: Seen) -> bool:
    return (
        a.place == b.place
        and a.window is not None
        and b.window is not None
        and a.window.surely_apart(b.window)
    )


def _by_place(a: Seen, b: Seen) -> bool:
    x, y = a.claim.place, b.claim.place
    if x is None or y is None or a.place == b.place or x.name == y.name:
        return False
    if x.country is not None and y.country is not None and x.country != y.country:
        return True
    # "Kabul" may be the city or the province; names that can be of one sort are of separate places.
    return bool({x.kind, *(p.kind for p in x.alternatives)} & {y.kind, *(p.kind for p in y.alternatives)})


_SOMEWHERE = re.compile(
    r"^[^.;:,\d]{0,50}?\b(?:in|at|near|around|outside)\s+(the\s+(?:[a-z]+\s+)?[a-z]+|[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)"
)
_NO_PLACES = re.compile(
    r"^(?:the\s+)?(?:\w+\s+)?(?:first|second|third|last|same|past|year|years|month|months|week|quarter|half|spring|summer|autumn|fall|"
    r"winter|country|world|whole|end|total|period|attack|attacks|fighting|raid|[A-Z][a-z]+uary|March|April|May|June|July|August|"
    r"[A-Z][a-z]+ber)\b"
)


def somewhere(claim: Seen) -> str | None:
    """Where a number was counted by the words after it, where no place was read: "in the capital"."""
    if claim.place is not None or claim.document is None:
        return None
    end = claim.claim.span.end
    found = _SOMEWHERE.match(claim.document.text.content[end : min(claim.claim.sentence[1], end + 90)])
    if found is None or _NO_PLACES.match(found.group(1)):
        return None
    return found.group(1).casefold()


def _by_words(a: Seen, b: Seen) -> bool:
    """True for two numbers that one sentence puts in two places that are not known by name."""
    if (a.claim.span.text_id, a.claim.sentence) != (b.claim.span.text_id, b.claim.sentence):
        return False
    x, y = somewhere(a), somewhere(b)
    return x is not None and y is not None and x != y


def _is_of_the_rest(part: Seen, whole: Seen) -> str | None:
    """Where the part was, if the whole is of everywhere, or of no place by the same teller."""
    if somewhere(whole) is not None or whole.place is not None or part.claim.sentence == whole.claim.sentence:
        return None
    everywhere = _NATIONWIDE.search(whole.sentence) is not None or part.speaker == whole.speaker
    return somewhere(part) if everywhere else None


_NATIONWIDE = re.compile(
    r"\b(?:nation-?wide|nationally|country-?wide|world-?wide|globally|"
    r"(?:across|throughout|in|around)\s+the\s+(?:(?:whole|entire)\s+)?(?:country|world|globe|region|province)|"
    r"in\s+all|all\s+told|altogether|overall|in\s+total|a\s+total\s+of|as\s+a\s+whole)\b",
    re.IGNORECASE,
)


def _is_of_the_country(part: Seen, whole: Seen) -> bool:
    return part.place is not None and whole.place is None and _NATIONWIDE.search(whole.sentence) is not None


def _separate(parts: list[Seen], way: Callable[[Seen, Seen], bool]) -> list[Seen]:
    """Parts that have nothing in common with each other, the largest first (greedy)."""
    kept: list[Seen] = []
    for part in sorted(parts, key=lambda p: (-(p.hard.low or 0), p.number))[:MOST_PARTS]:
        if all(way(part, k) for k in kept):
            kept.append(part)
    return sorted(kept, key=lambda p: p.number)


def _compare(whole: Seen, parts: list[Seen], view: View, sheet: Sheet, *, fewest: int = 2) -> None:
    """Write down every smallest set of parts, of so many at least, that comes to more than the total."""
    for usual in (False, True):
        counts = Counts()
        for m in (whole, *parts):
            counts.bounds.append(Bound(str(m.number), m.usual if usual else m.hard, m.number))
        counts.sums.append(Sum(str(whole.number), tuple(str(p.number) for p in parts), exhaustive=False))
        result = minimal_conflicts(
            [m.number for m in (whole, *parts)],
            counts.conflict,
            most=view.budget.conflicts,
            calls=view.budget.oracle_calls,
        )
        by_number = {m.number: m for m in (whole, *parts)}
        for members in result.sets:
            if len(members) > fewest:
                _conflict(
                    whole, [by_number[n] for n in sorted(members - {whole.number})], sheet, strict=not usual
                )
        if result.sets:
            return
    low = sum((p.hard.low or 0) for p in parts)
    sheet.add(
        KIND,
        Level.AGREES,
        f"the separate parts of {whole.quote} do not exceed it",
        (whole, *parts),
        [line(whole), *(line(p) for p in parts), f"{_terms(parts)} = {english.number(low)}."],
    )


def _terms(parts: list[Seen]) -> str:
    return " + ".join(english.number(p.hard.low or 0) for p in parts)


def _conflict(whole: Seen, parts: list[Seen], sheet: Sheet, *, strict: bool) -> None:
    low = sum(((p.hard.low if strict else p.usual.low) or 0) for p in parts)
    high = (whole.hard.high if strict else whole.usual.high) or 0
    sheet.add(
        KIND,
        level(strict=strict, ratio=float(low / high) if high else 2.0),
        f"separate parts add up to {english.number(low)}, but the total is {whole.figure}",
        (whole, *parts),
        [
            line(whole),
            *(line(p) for p in parts),
            f"The parts share nothing: {_terms(parts)} = {_sum(low, high)}.",
        ],
        strict=strict,
        sensitivity=[
            Sensitivity(
                "whether all of them count the same thing in the same way",
                "where they do, as their words say",
                "if one of the parts was counted by another definition",
            )
        ],
    )


def _sum(low: Number, high: Number) -> str:
    return f"{english.number(low)}, {english.number(low - high)} more than {english.number(high)}"
