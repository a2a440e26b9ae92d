"""Totals with their parts as the layout of the words shows them, whatever is counted.

"67 sheep, 58 goats and 62 cows: 187 animals in total" adds up by its commas and its "in total", and
needs no lexicon of animals. Every number of the stretch must be read, or nothing is added up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from corroborate.consistency import vocabulary
from corroborate.consistency.seen import Seen
from corroborate.consistency.view import View
from corroborate.model.claim import ClaimKind
from corroborate.model.quantity import Dimension

MOST = 12
"""Parts of one total at most."""

BETWEEN = 90
"""Code points between two parts at most."""

ITEM = 30
"""Code points of an item within which its number follows."""

_ARTICLE = re.compile(r"\ban?\s+\w$", re.IGNORECASE)
_NUMBERS = frozenset({ClaimKind.COUNT, ClaimKind.MONEY, ClaimKind.MEASURE})
_DIGITS = re.compile(r"\d[\d,.]*")
_WORDS = re.compile(
    r"(?:[,;:]|\band)\s+(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|another|several|few|an?)"
    r"\s+(?!(?:grand\s+|overall\s+|combined\s+)?(?:total|sum|combined)\b)\w",
    re.IGNORECASE,
)
"""An item of a list whose number is a word: "and a Turk"."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A total with the parts that the words give as all there is."""

    whole: Seen
    parts: tuple[Seen, ...]


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = vocabulary.words()["enumerations"]
    before, after, list_follows, opens, breaks = (
        "|".join(str(p) for p in words[k]) for k in ("before", "after", "list_follows", "opens", "breaks")
    )
    return (
        re.compile(rf"(?:{before})\s*(?:of\s+)?(?:about\s+|some\s+)?(?:[$€£]\s*)?$", re.IGNORECASE),
        re.compile(rf"^[^.,;:()\d]{{0,60}}?\b(?:{after})\b", re.IGNORECASE),
        re.compile(rf"^(?:[^.;:()\d]{{0,80}}?)(?:{list_follows})", re.IGNORECASE),
        re.compile(rf"^\s*(?:{opens})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{breaks})\b|%", re.IGNORECASE),
    )


def enumerations(view: View) -> list[Enumeration]:
    """Every total whose parts stand in a list beside it, or in the sentence before it."""
    found: list[Enumeration] = []
    earlier: tuple[str, list[Seen]] = ("", [])
    for (text, sentence), claims in sorted(view.sentences().items(), key=lambda kv: kv[0]):
        numbers = _numbers(claims)
        here = _in_sentence(numbers, sentence)
        if here is None and numbers and earlier[0] == text:
            here = _across(earlier[1], numbers, sentence)
        if here is not None:
            found.append(here)
        if numbers:
            earlier = (text, numbers)
    return found


def leaves_out(whole: Seen, parts: Sequence[Seen], view: View) -> bool:
    """True where another number stands among a total and its parts, so that they may not be all."""
    if whole.document is None:
        return False
    members = (whole, *parts)
    first, last = min(_start(p) for p in parts), max(p.claim.span.end for p in parts)
    end = last if _start(whole) > first else max(last, whole.claim.sentence[1])
    spans = [m.claim.span for m in members]
    for match in _DIGITS.finditer(_content(whole)[first:last]):
        at = first + match.start()
        if not any(s.start <= at < s.end for s in spans) and not _is_time(whole, at):
            return True
    if _spelt(_content(whole), (first, end), members) or _has_unread(whole, view):
        return True
    return any(
        first < _start(c) < last and not any(c.claim.span.overlaps(s) for s in spans)
        for c in _numbers(view.sentences().get((whole.claim.span.text_id, whole.claim.sentence), ()))
    )


def _has_unread(whole: Seen, view: View) -> bool:
    """True where a number of the sentence is in no claim: what was not read may be a part."""
    start, end = whole.claim.sentence
    here = view.sentences().get((whole.claim.span.text_id, whole.claim.sentence), [])
    spans = [c.claim.span for c in here]
    for match in _DIGITS.finditer(_content(whole), start, end):
        at = match.start()
        if not any(s.start <= at < s.end for s in spans) and not _is_time(whole, at):
            return True
    return False


def _spelt(content: str, stretch: tuple[int, int], members: Sequence[Seen]) -> bool:
    """True where a stretch has a number in words, or "a Turk", beside the members."""
    spans = [m.claim.span for m in members]
    for match in _WORDS.finditer(content, *stretch):
        if any(s.start < match.end() and match.start() < s.end for s in spans):
            continue
        item = content[match.end() : match.end() + ITEM].split(",")[0]
        if _ARTICLE.search(match.group()) and any(
            match.end() <= s.start < match.end() + len(item) for s in spans
        ):
            # "A car worth $12,000" has its number.
            continue
        return True
    return False


def _numbers(claims: Sequence[Seen]) -> list[Seen]:
    """One claim for every number of a sentence, in the order of the text; empty where one is unclear."""
    by_place: dict[int, Seen] = {}
    for c in claims:
        q = c.claim.quantity
        if (
            q is None
            or c.claim.kind not in _NUMBERS
            or q.dimension is Dimension.ORDINAL
            or c.document is None
        ):
            continue
        by_place.setdefault(_start(c), c)
    return [by_place[k] for k in sorted(by_place)][: MOST + 2]


def _start(claim: Seen) -> int:
    return (claim.claim.quantity_span or claim.claim.span).start


def _end(claim: Seen) -> int:
    return (claim.claim.quantity_span or claim.claim.span).end


def _in_sentence(numbers: list[Seen], sentence: tuple[int, int]) -> Enumeration | None:
    if len(numbers) < 3:
        return None
    content = _content(numbers[0])
    before_cue, after_cue, list_follows, _, _ = _cues()
    last = numbers[-1]
    lead = content[_end(numbers[-2]) : _start(last)]
    closes = before_cue.search(lead) or after_cue.match(content[_end(last) : sentence[1]])
    if closes and _fits(last, numbers[:-1]) and _is_list(numbers[:-1], content, (sentence[0], _start(last))):
        return Enumeration(last, tuple(numbers[:-1]))
    first = numbers[0]
    for i in range(1, len(numbers) - 1):
        parts = numbers[i:]
        if list_follows.match(content[_end(first) : _start(parts[0])]):
            whole = _fits(first, parts) and _is_list(parts, content, (_start(parts[0]), sentence[1]))
            return Enumeration(first, tuple(parts)) if whole else None
    return None


def _across(parts: list[Seen], numbers: list[Seen], sentence: tuple[int, int]) -> Enumeration | None:
    """A sentence that opens with "In all" or "Together", after the sentence with the parts."""
    content = _content(numbers[0])
    _, _, _, opens, _ = _cues()
    whole = numbers[0]
    if len(parts) < 2 or not opens.match(content[sentence[0] : _start(whole)]):
        return None
    first, last = parts[0], parts[-1]
    gap = content[last.claim.sentence[1] : sentence[0]]
    if gap.strip() or "\n\n" in gap or first.claim.sentence != last.claim.sentence:
        return None
    alike = [p for p in parts if _alike(p, whole)]
    if whole.place is not None and any(p.place is not None and p.place != whole.place for p in alike):
        # "All told, 96 in Afghanistan" may hold more than those in the two towns before.
        return None
    if len(alike) < 2 or not _fits(whole, alike) or not _is_list(alike, content, last.claim.sentence):
        return None
    return Enumeration(whole, tuple(alike))


def _alike(part: Seen, whole: Seen) -> bool:
    x, y = part.claim.counted, whole.claim.counted
    if x is None or y is None:
        return False
    shared = set(x.words.casefold().split()) & set(y.words.casefold().split())
    return part.thing == whole.thing or bool(shared)


def _fits(whole: Seen, parts: Sequence[Seen]) -> bool:
    """True for numbers of one unit, the whole larger than each part, that can be a sum with a slip."""
    q = whole.claim.quantity
    high = whole.hard.high
    if q is None or high is None or len(parts) < 2 or len(parts) > MOST:
        return False
    total = 0.0
    for part in parts:
        p = part.claim.quantity
        if p is None or p.dimension is not q.dimension or p.unit != q.unit or part.hard.low is None:
            return False
        if part.hard.low >= high or part.hard.low < 0:
            return False
        total += float(part.hard.low)
    return 0.5 * float(high) <= total <= 2 * float(high)


def _is_list(parts: Sequence[Seen], content: str, stretch: tuple[int, int]) -> bool:
    """True where nothing but the parts stands in the stretch: no other number, no "of whom"."""
    breaks = _cues()[4]
    if not _one_shape(parts, content):
        return False
    spans = [c.claim.span for c in parts]
    if any(c.stated is None for c in parts) or _spelt(content, stretch, parts):
        return False
    inner = content[stretch[0] : stretch[1]]
    for match in _DIGITS.finditer(inner):
        at = stretch[0] + match.start()
        if not any(s.start <= at < s.end for s in spans) and not _is_time(parts[0], at):
            return False
    for a, b in pairwise(parts):
        between = content[_end(a) : _start(b)]
        if len(between) > BETWEEN or breaks.search(between):
            return False
    return True


def _one_shape(parts: Sequence[Seen], content: str) -> bool:
    """True for parts joined by commas, semicolons and "and"; a range or a score is no list."""
    for a, b in pairwise(parts):
        between = content[_end(a) : _start(b)]
        if not re.search(r"[,;]|\band\b|\bplus\b|\bwhile\b|\bother\b", between, re.IGNORECASE):
            return False
        if between.strip(" -–").casefold() in {"and", "to", "or"} and _bare(a):
            # "Between 20 and 30" names two ends.
            return False
    return True


def _bare(claim: Seen) -> bool:
    return claim.thing is None


def _is_time(claim: Seen, at: int) -> bool:
    """True for a digit of a date: the year of "in March 2023" is no part."""
    window = claim.claim.window_span
    content = _content(claim)
    year = re.match(r"(?:19|20)\d\d(?!\d|,\d)", content[at : at + 5])
    return bool(year) or (window is not None and window.start <= at < window.end)


def _content(claim: Seen) -> str:
    assert claim.document is not None
    return claim.document.text.content
