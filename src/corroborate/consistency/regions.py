"""A total and its parts where the words say in which part of the whole each was: "in the north", "Herat:".

The checks of pairs know places that a gazetteer has. Here a part is known by its label, whatever it is: a
place that does what is counted ("Herat reported 80"), a quarter of the sky, a line that begins with a name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from corroborate.consistency import vocabulary
from corroborate.consistency.sameness import status_class
from corroborate.consistency.seen import Seen
from corroborate.consistency.view import View
from corroborate.gazetteer import builtin, is_place
from corroborate.model.place import PlaceKind
from corroborate.model.quantity import Dimension

NEAR = 500
"""Code points within which a total and all its parts stand."""

MOST = 40
"""Counts of one thing in one text that are looked at; more are a table or a chronicle."""

_SKY = re.compile(
    r"\b(?:the\s+|(?=[a-z-]+\s+(?:part|region|province|district|valley)s?\b))"
    r"((?:north|south)[\s-]?(?:east|west)|north|south|east|west|cent(?:re|er)|capital|highlands|lowlands|interior|coast"
    r"|(?:upper|lower|northern|southern|eastern|western|central)\s+\w+)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:nation-?wide|nationally|country-?wide|(?:the|whole|entire)\s+(?:country|nation)|in\s+all\s+of|all\s+of\s+[A-Z]"
    r"|all\s+(?:provinces|regions|districts|areas|sites)|as\s+a\s+whole|the\s+whole\s+\w+|altogether|all\s+told|overall|in\s+total|in\s+all\b"
    r"|(?:in\s+)?both\s+\w+(?:\s+together)?|in\s+all\s+three|combined|total)\b",
    re.IGNORECASE,
)
_LINE = re.compile(r"\s*[•*–-]?\s*([A-Z][\w’-]+(?:\s+[A-Z][\w’-]+)*)\s*(?::|\|)")


def totals_by_region(view: View) -> Iterator[tuple[Seen, list[Seen]]]:
    """Every total with two or more parts of it that share nothing, by the labels that the words give them."""
    groups: dict[tuple[object, ...], list[Seen]] = defaultdict(list)
    for claim in view.seen:
        quantity, document = claim.claim.quantity, claim.document
        if quantity is None or quantity.stated is None or quantity.dimension is not Dimension.COUNT:
            continue
        if claim.thing is not None and document is not None and (claim.happens or claim.flows):
            groups[claim.claim.span.text_id, _noun(claim)].append(claim)
    for members in groups.values():
        if not 2 < len(members) <= MOST:
            continue
        labels = {m.number: _label(m, members) for m in members}
        for whole in members:
            if labels[whole.number] is None and _is_whole(whole, members):
                near = [m for m in members if m is not whole and _stands_by(m, whole)]
                parts = [m for m in near if labels[m.number] is not None and _is_alike(m, whole, members)]
                if len(parts) > 1 and _are_separate(parts, labels) and _of_one_doing(whole, parts):
                    yield whole, parts


def _noun(claim: Seen) -> str:
    """The noun that is counted: of "58 soldiers killed" the soldiers."""
    counted = claim.claim.counted
    if claim.modifiers and claim.measure is not None and counted is not None and claim.happens:
        return claim.modifiers[-1]
    return counted.head.casefold() if counted is not None else claim.thing or ""


def _is_alike(part: Seen, whole: Seen, members: Sequence[Seen]) -> bool:
    """True for one thing; also for the second of "killed 58 soldiers in Takhar and 61 soldiers in Parwan"."""
    if (part.thing, part.modifiers) == (whole.thing, whole.modifiers):
        return True
    led = [m for m in members if m.claim.sentence == part.claim.sentence and m.number < part.number]
    if (
        part.document is None
        or not led
        or (led[-1].thing, led[-1].modifiers) != (whole.thing, whole.modifiers)
    ):
        return False
    between = part.document.text.content[led[-1].claim.span.end : part.claim.span.start]
    return re.search(r"(?:\band|,)\s*$", between) is not None


def _stands_by(part: Seen, whole: Seen) -> bool:
    near = abs(part.claim.span.start - whole.claim.span.start) < NEAR
    x, y = part.window, whole.window
    if x is None or y is None:
        return near and x is y
    return near and x.surely_within(y)


def _around(claim: Seen, members: Sequence[Seen]) -> tuple[str, str]:
    """The words before and behind a number, up to its neighbours or the ends of its sentence."""
    assert claim.document is not None
    content, span, (start, end) = claim.document.text.content, claim.claim.span, claim.claim.sentence
    others = [m.claim.span for m in members if m is not claim]
    begins = max([start, *(s.end for s in others if s.end <= span.start)])
    ends = min([end, *(s.start for s in others if s.start >= span.end)])
    before, after = content[begins : span.start], content[span.end : ends]
    # What stands behind an "and" or a comma leads to the next number.
    if begins > start:
        before = _NEXT.split(before)[-1]
    return before, _NEXT.split(after)[0]


_NEXT = re.compile(r",\s|;|\band\b")


def _label(claim: Seen, members: Sequence[Seen]) -> tuple[str, str] | None:
    place = claim.claim.place
    if place is not None:
        return None if place.kind is PlaceKind.COUNTRY else ("place", claim.place or place.name.casefold())
    for who in (claim.actor, claim.speaker):
        if who is not None and is_place(who):
            return None if _is_country(who) else ("place", who)
    before, after = _around(claim, members)
    line = _LINE.match(before)
    if line is not None and is_place(line.group(1)):
        return None if _is_country(line.group(1)) else ("place", line.group(1).casefold())
    found = _SKY.search(after) or _SKY.search(before)
    return ("sky", found.group(1).casefold()) if found is not None else None


def _is_country(name: str) -> bool:
    return any(entry.place.kind is PlaceKind.COUNTRY for entry in builtin().find(name))


def _is_whole(claim: Seen, members: Sequence[Seen]) -> bool:
    place = claim.claim.place
    if place is not None:
        return place.kind is PlaceKind.COUNTRY
    if claim.actor is not None and (_is_country(claim.actor) or claim.actor in {"country", "nation"}):
        return True
    before, after = _around(claim, members)
    line = _LINE.match(before)
    if line is not None and _is_country(line.group(1)):
        return True
    return _WHOLE.search(before) is not None or _WHOLE.search(after) is not None


def _are_separate(parts: Sequence[Seen], labels: dict[int, tuple[str, str] | None]) -> bool:
    """True for parts of one sort with a label each, told by one voice of one time."""
    told = [labels[p.number] for p in parts]
    windows = {p.window and (p.window.start, p.window.end) for p in parts}
    one_sort = len({t[0] for t in told if t is not None}) == 1 and len(set(told)) == len(told)
    nested = any(a is not b and a.place == b.place and a.place is not None for a, b in combinations(parts, 2))
    return one_sort and len(windows) == 1 and not nested and not any(_speaks_of_more(p) for p in parts)


def _speaks_of_more(claim: Seen) -> bool:
    return claim.claim.quantity is None or claim.hard.low is None


def _of_one_doing(whole: Seen, parts: Sequence[Seen]) -> bool:
    """True where no two of them are told of different doers, or of different status."""
    actors = {a for c in (whole, *parts) if (a := _doer(c)) is not None}
    statuses = {status_class(c.status) for c in parts} - {""}
    return len(actors) < 2 and len(statuses) < 2


def _doer(claim: Seen) -> str | None:
    who = claim.actor or claim.target
    if who is None or is_place(who) or who in {"country", "nation", claim.speaker}:
        return None
    last = who.split()[-1]
    tells = last in vocabulary.words()["tellers"] or last.removesuffix("s") in vocabulary.words()["tellers"]
    return None if tells else who
