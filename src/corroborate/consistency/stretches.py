"""Lengths of time whose words also give the two ends: "from 2006 until 2014, twelve years".

A sentence is looked at as in `skeleton`, with a mark for every date, length of time and anniversary.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corroborate.consistency import vocabulary
from corroborate.consistency.durations import DAYS, MONTHS
from corroborate.consistency.events import key
from corroborate.consistency.seen import Seen
from corroborate.consistency.view import View
from corroborate.model.claim import ClaimKind
from corroborate.model.window import AnchorKind

LONGEST = 500
"""Code points of one sentence, or two, that are looked at."""

MOST = 12
"""Dates and lengths of one sentence that are looked at; more are a table or a chronicle."""

_TIMES = frozenset({ClaimKind.DURATION, ClaimKind.ELAPSED, ClaimKind.AGE})
_UNIT = re.compile(
    r"[-\s]+(?:long\s+)?(?:years?|months?|weeks?|days?|decades?|century|centuries|fortnights?)\b|\b", re.I
)
_YEARLY = re.compile(r"\b(?:anniversary|birthday|jubilee)\b", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:to|until|till|through)\b|\s?[–—-]\s?|^between\b", re.IGNORECASE)
_MACROS = {
    "<first>": r"⟦(?P<first>\d+)@⟧",
    "<last>": r"⟦(?P<last>\d+)@⟧",
    "<length>": r"⟦(?P<length>\d+)~⟧",
    "<yearly>": r"⟦(?P<length>\d+)\^⟧",
    "<side>": r"(?P<side>before|after|following|prior\s+to|ahead\s+of)",
    "<event>": r"(?P<event>[^⟦⟧\d;.,!?“”]{4,60}?)\s*(?=[.,;!?”]|$)",
    "<range>": r"⟦(?P<range>\d+)=⟧",
    "<G>": r"[^⟦⟧\d;.!?]",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A length of time and the dates of its ends; without a last one it runs to the publication.

    ``exact`` is False where it may be shorter than from one end to the other, but not longer.
    """

    length: Seen
    first: Seen
    last: Seen | None
    exact: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A date that is said to be before or after an event whose date is told near by, and how long."""

    day: Seen
    event: Seen
    before: bool
    length: Seen | None
    firm: bool
    """True where the event is named by two words or more."""


NEAR = 3
"""Sentences with dates within which "the election" is the one spoken of."""


def placed_by_events(view: View) -> Iterator[Placed]:
    """Every "in 2016, two years before the election" where the election has a date near by."""
    dates: dict[str, list[Seen]] = defaultdict(list)
    for claim in view.seen:
        if _is_date(claim) and claim.claim.event:
            dates[claim.claim.span.text_id].append(claim)
    met: set[tuple[str, str]] = set()
    for words, members in time_skeletons(view):
        for pattern in _patterns("beside_event"):
            for match in pattern.finditer(words):
                day = members[int(match["first"])]
                length = match.groupdict().get("length")
                near = dates.get(day.claim.span.text_id, [])
                told = _dated_event(match["event"], day, near)
                if told is None or (day.id, told.id) in met:
                    continue
                met.add((day.id, told.id))
                before = match["side"].casefold() in {"before", "prior to", "ahead of"}
                firm = len(key(match["event"])) > 1
                yield Placed(day, told, before, members[int(length)] if length else None, firm)


def _dated_event(event: str, day: Seen, dates: Sequence[Seen]) -> Seen | None:
    """The one date near by that is told of the event; None where there is none, or more than one."""
    wanted = key(event)
    pronoun = event.casefold().split()[0] in vocabulary.words()["pronouns"]
    if not wanted:
        return None
    reach = 1 if pronoun and len(wanted) < 2 else NEAR
    others = [d for d in dates if d is not day and d.claim.sentence != day.claim.sentence]
    ordered = sorted({d.claim.sentence for d in others} | {day.claim.sentence})
    here = ordered.index(day.claim.sentence)
    found = [
        d
        for d in others
        if wanted <= key(d.claim.event or "") and abs(ordered.index(d.claim.sentence) - here) <= reach
    ]
    return found[0] if len({(d.window and d.window.outer) for d in found}) == 1 else None


def stretches(view: View) -> Iterator[Stretch]:
    """Every length of time that the layout of the words ties to its ends, each once."""
    met: set[str] = set()
    for words, members in time_skeletons(view):
        for path, exact in (("exact", True), ("longest", False), ("to_now", True)):
            for pattern in _patterns(path):
                for match in pattern.finditer(words):
                    told = {k: members[int(v)] for k, v in match.groupdict().items() if v is not None}
                    length = told["length"]
                    if length.id in met:
                        continue
                    first = told.get("range") or told["first"]
                    last = told.get("range") or told.get("last")
                    met.add(length.id)
                    yield Stretch(length, first, last, exact)


def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return vocabulary.layouts(("told_of_time", name), tuple(_MACROS.items()))


def time_skeletons(view: View) -> Iterator[tuple[str, list[Seen]]]:
    """Every sentence and every two neighbours, with marks: dates @, ranges =, lengths ~, anniversaries ^."""
    texts: dict[str, list[tuple[tuple[int, int], list[Seen]]]] = defaultdict(list)
    for (text, sentence), claims in sorted(view.sentences().items(), key=lambda kv: kv[0]):
        told = [c for c in claims if _is_date(c) or _is_length(c)]
        if told and len(told) <= MOST:
            texts[text].append((sentence, told))
    for sentences in texts.values():
        for i, (sentence, told) in enumerate(sentences):
            if len(told) > 1:
                yield from _of(sentence, told)
            if i and 0 <= sentence[0] - sentences[i - 1][0][1] <= 2:
                yield from _of((sentences[i - 1][0][0], sentence[1]), [*sentences[i - 1][1], *told])


def _is_length(claim: Seen) -> bool:
    quantity = claim.claim.quantity
    return (
        claim.claim.kind in _TIMES
        and claim.document is not None
        and quantity is not None
        and (quantity.unit in MONTHS or quantity.unit in DAYS)
    )


def _is_date(claim: Seen) -> bool:
    window = claim.window
    return (
        claim.claim.kind is ClaimKind.DATE
        and claim.document is not None
        and window is not None
        and window.anchor.kind is AnchorKind.EXPLICIT
        and window.start.first is not None
    )


def _of(stretch: tuple[int, int], claims: Sequence[Seen]) -> Iterator[tuple[str, list[Seen]]]:
    document = claims[0].document
    if document is None or stretch[1] - stretch[0] > LONGEST:
        return
    content = document.text.content
    marks = sorted((m for c in claims if (m := _marked(c, content)) is not None), key=lambda m: (m[0], -m[1]))
    words, last = "", stretch[0]
    members: list[Seen] = []
    for at, end, sort, claim in marks:
        if at < last:
            continue
        words += f"{content[last:at]}⟦{len(members)}{sort}⟧"
        members.append(claim)
        last = end
    yield " ".join((words + content[last : stretch[1]]).split()), members


def _marked(claim: Seen, content: str) -> tuple[int, int, str, Seen] | None:
    span = claim.claim.span
    if claim.claim.kind is ClaimKind.DATE:
        assert claim.window is not None
        lead = re.match(r"(?:in|on|since|from|between|during|of)\s+", span.quote, re.IGNORECASE)
        ends = _ENDS.search(claim.window.words) is not None or _ENDS.search(span.quote) is not None
        is_range = ends and claim.window.start != claim.window.end
        skipped = lead.end() if lead is not None and not is_range else 0
        return span.start + skipped, span.end, "=" if is_range else "@", claim
    quantity = claim.claim.quantity
    assert quantity is not None
    if _YEARLY.search(span.quote):
        return span.start, span.end, "^", claim
    at = content.find(quantity.core, span.start, max(span.end, span.start + len(quantity.core)))
    if at < 0:
        return None
    unit = _UNIT.match(content, at + len(quantity.core))
    return at, unit.end() if unit is not None else span.end, "~", claim
