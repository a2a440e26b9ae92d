"""Shares of a known whole: 20 of 34 provinces, and never 40 of them."""

from __future__ import annotations

import re
from itertools import pairwise

from corroborate.consistency import english, vocabulary
from corroborate.consistency.equal import line
from corroborate.consistency.events import key
from corroborate.consistency.groups import Pair, pairs
from corroborate.consistency.rules import level
from corroborate.consistency.sameness import Tie
from corroborate.consistency.seen import Seen
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.skeleton import skeletons
from corroborate.consistency.view import View
from corroborate.model.finding import Level, Sensitivity
from corroborate.model.quantity import Dimension

KIND = "whole"

_OUT_OF = re.compile(
    r"(?:out\s+)?of\s+(?:a\s+total\s+of|(?:all\s+)?(?:the|its|their|our|these|those|his|her)|all|"
    r"(?:the\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,2}[’']s?|s[’'])"
)
_OWNS = re.compile(
    r"([\w’'-]+(?:\s+[\w’'-]+){0,3})\s+(?:has|have|consists?\s+of|is\s+made\s+up\s+of|comprises?|is\s+divided\s+into)\s+$"
)
_LED = re.compile(
    r"(?:^|[.,;:“\"]\s+)[Oo](?:f|ut\s+of)\s+(?:a\s+total\s+of\s+|(?:all\s+)?(?:the|its|their|our)\s+|all\s+)?$"
)


def check(view: View, sheet: Sheet) -> None:
    """Compare counts with the whole that they are taken from, said beside them or elsewhere."""
    beside: set[frozenset[str]] = set()
    for part, whole in said_out_of(view):
        beside.add(frozenset({part.id, whole.id}))
        _compare(part, whole, sheet, strict=True)
    for skeleton in skeletons(view):
        for told in skeleton.find("told_together", "wholes"):
            (part,), (whole,) = told["part"], told["whole"]
            if frozenset({part.id, whole.id}) not in beside and _one_time(part, whole):
                beside.add(frozenset({part.id, whole.id}))
                _compare(part, whole, sheet, strict=True)
    wholes = {c.number for c in view.seen if is_whole(c)}
    owned = {c.number for c in view.seen if _is_owned_whole(c)}
    if not wholes and not owned:
        return
    for pair in pairs(view, sheet):
        if frozenset({pair.a.id, pair.b.id}) in beside:
            continue
        for part, whole in ((pair.a, pair.b), (pair.b, pair.a)):
            if whole.number in wholes and part.number not in wholes and _may_be_part(part, whole, pair):
                _compare(part, whole, sheet, strict=pair.tie.place is Tie.SAME or part.place is None)
            elif whole.number in owned and _is_of_the_owner(part, whole, pair):
                _compare(part, whole, sheet, strict=False)


def _one_time(part: Seen, whole: Seen) -> bool:
    """True unless the two are known to be of different times."""
    return part.window is None or whole.window is None or part.window.surely_within(whole.window)


def said_out_of(view: View) -> list[tuple[Seen, Seen]]:
    """Pairs of numbers that the words put as a part and its whole: "20 of the 34 provinces"."""
    found = []
    for claims in view.sentences().values():
        numbers = [c for c in claims if c.claim.quantity is not None and c.document is not None]
        for a, b in pairwise(numbers):
            assert a.document is not None
            first, second = (c.claim.quantity_span or c.claim.span for c in (a, b))
            between = a.document.text.content[first.end : second.start]
            if first.end <= second.start and len(between) < 50 and _is_out_of(between, a):
                found.append((a, b))
            elif _leads(a, b, between):
                found.append((b, a))
    return found


def _leads(whole: Seen, part: Seen, between: str) -> bool:
    """Such as "Of 22 schools in Herat, 18 schools were damaged": the whole first, its part after a comma."""
    assert whole.document is not None
    start = (whole.claim.quantity_span or whole.claim.span).start
    before = whole.document.text.content[max(whole.claim.sentence[0], start - 30) : start]
    if not _LED.search(before) or "," not in between or len(between) > 90:
        return False
    if part.claim.quantity is None or part.claim.quantity.dimension is not Dimension.COUNT:
        return False
    return whole.thing is not None and (part.thing == whole.thing or part.is_bare_number)


def _is_out_of(between: str, part: Seen) -> bool:
    words = between.strip().casefold()
    nouns = part.claim.counted.words.casefold() if part.claim.counted else ""
    if nouns and words.startswith(nouns):
        words = words[len(nouns) :].strip()
    return words in vocabulary.words()["out_of"] or _OUT_OF.fullmatch(words) is not None


def is_whole(claim: Seen) -> bool:
    """True for a count said as all there is: "there are 34 provinces in Afghanistan"."""
    if claim.document is None or claim.claim.quantity is None or claim.happens or claim.actor is not None:
        return False
    if claim.window is not None and not claim.hangs_on_publication:
        # "There were 20 cases in 2023" is a count of a year, and no number of all there are.
        return False
    if claim.claim.quantity.dimension is not Dimension.COUNT or not claim.hard.is_exact:
        return False
    start = claim.claim.sentence[0]
    before = claim.document.text.content[start : claim.claim.span.start]
    found = list(vocabulary.pattern("wholes").finditer(before))
    return bool(found) and not before[found[-1].end() :].strip() and claim.place is not None


def _is_owned_whole(claim: Seen) -> bool:
    """True for all that a body or a place is said to have: "the council has 24 seats"."""
    if claim.document is None or claim.happens or claim.claim.quantity is None or claim.window is not None:
        return False
    if not claim.hard.is_exact:
        return False
    start = (claim.claim.quantity_span or claim.claim.span).start
    before = claim.document.text.content[claim.claim.sentence[0] : start]
    return _OWNS.search(before) is not None


def _is_of_the_owner(part: Seen, whole: Seen, pair: Pair) -> bool:
    """True where the part names the owner of the whole after it: "won 31 seats on the council"."""
    if not pair.same_document or part.claim.sentence == whole.claim.sentence or part.document is None:
        return False
    if whole.document is None or _is_owned_whole(part) or part.claim.counted is None:
        return False
    if part.thing != whole.thing or part.modifiers != whole.modifiers or part.happens:
        return False
    content = whole.document.text.content
    start = (whole.claim.quantity_span or whole.claim.span).start
    owned = _OWNS.search(content[whole.claim.sentence[0] : start])
    assert owned is not None
    owner = {w for w in key(owned.group(1)) if w not in key(whole.words)}
    after = part.document.text.content[part.claim.span.end : part.claim.span.end + 60]
    near = re.match(r"\s+(?:in|on|of|at|from|across)\s+((?:the\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,2})", after)
    return bool(owner) and near is not None and owner <= key(near.group(1))


def _may_be_part(part: Seen, whole: Seen, pair: Pair) -> bool:
    if part.thing != whole.thing or pair.tie.place is Tie.APART or part.happens:
        return False
    return part.modifiers == whole.modifiers or set(whole.modifiers) <= set(part.modifiers)


def _compare(part: Seen, whole: Seen, sheet: Sheet, *, strict: bool) -> None:
    x, y = part.claim.quantity, whole.claim.quantity
    assert x is not None
    assert y is not None
    if x.dimension is not Dimension.COUNT or y.dimension is not Dimension.COUNT:
        return
    low, high = x.hard.low, y.hard.high
    lines = [line(part), line(whole)]
    if low is not None and high is not None and low > high:
        lines.append(f"{english.number(low)} is {english.number(low - high)} more than all there are.")
        sheet.add(
            KIND,
            level(strict=strict, flips=True),
            f"{part.quote} is more than the whole, {whole.quote}",
            (part, whole),
            lines,
            strict=strict,
            sensitivity=[
                Sensitivity(
                    f"whether {whole.quote} is the whole that {part.quote} is taken from",
                    "where it is",
                    "if they are taken from another whole, or were counted at another time",
                )
            ],
        )
        return
    share = _share(part, whole)
    lines.append(f"{part.figure} of {whole.figure} is {share}.")
    sheet.add(KIND, Level.AGREES, f"{part.quote} fits the whole, {whole.quote}", (part, whole), lines)


def _share(part: Seen, whole: Seen) -> str:
    total = whole.hard.low or whole.hard.high
    if not total:
        return "a share that cannot be given"
    low = part.usual.low
    high = part.usual.high
    if low is not None and low == high:
        return f"{english.number(100 * low / total, 1)}%"
    if low is None or high is None:
        known = low if low is not None else high
        return (
            "at "
            + ("least" if high is None else "most")
            + f" {english.number(100 * (known or 0) / total, 1)}%"
        )
    bottom, top = (english.number(100 * end / total, 1) for end in (low, high))
    return f"{bottom}% to {top}%, as usually read"
