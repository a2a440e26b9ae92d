"""What the words around a claim tell beyond its own: the time of each number of a series, bare ages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from corroborate.consistency.lives import with_lives
from corroborate.model.claim import AnyClaim, ClaimKind, Status
from corroborate.model.dossier import Document
from corroborate.model.interval import Interval
from corroborate.model.quantity import Dimension
from corroborate.model.window import Anchor, AnchorKind, DayRange, Window

_AND = re.compile(r"^[^.;:()]*(?:,|\band)\s*$")
_OTHERS = re.compile(r"\s+(?:by|against|of|from)\b")


def as_read_again(claims: Sequence[AnyClaim], texts: Mapping[str, Document]) -> list[AnyClaim]:
    """The claims in the order given, with what only the words around them tell."""
    own = with_joined_windows(each_its_own_time(claims), texts)
    timed = with_year_told(with_shared_windows(own, texts), texts)
    told = with_carried_actors(timed, texts)
    return with_lives(with_bare_ages(with_passed_time(told, texts), texts), texts)


def each_its_own_time(claims: Sequence[AnyClaim]) -> list[AnyClaim]:
    """The claims in the order given; a number that was given the time of the one before it takes its own.

    Only where a date that belongs to no other number stands between a number and the next one, or the end
    of its sentence.
    """
    sentences: dict[tuple[str, tuple[int, int]], list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        sentences[claim.span.text_id, claim.sentence].append(index)
    told = list(claims)
    for members in sentences.values():
        numbers = sorted((i for i in members if _is_number(claims[i])), key=lambda i: _at(claims[i]))
        dates = [
            claims[i] for i in members if claims[i].kind is ClaimKind.DATE and claims[i].window is not None
        ]
        if len(numbers) < 2 or len(dates) < 2:
            continue
        spans = {c.window_span for i in numbers if (c := claims[i]).window_span is not None}
        if _take_turns(claims, numbers, dates):
            for index, day in zip(numbers, sorted(dates, key=lambda d: d.span.start), strict=True):
                told[index] = replace(claims[index], window=day.window, window_span=day.span)
            continue
        for place, index in enumerate(numbers[1:], 1):
            claim, earlier = claims[index], claims[numbers[place - 1]]
            if claim.window_span is None or claim.window_span != earlier.window_span:
                continue
            if claim.window_span.start > claim.span.start:
                continue
            end = _at(claims[numbers[place + 1]]) if place + 1 < len(numbers) else claim.sentence[1]
            own = [d for d in dates if claim.span.end <= d.span.start < end and d.span not in spans]
            if len(own) == 1:
                told[index] = replace(claim, window=own[0].window, window_span=own[0].span)
    return told


_JOINED = re.compile(r"^\s*(?:,|and|,\s*and|&)\s*$")


def with_joined_windows(claims: Sequence[AnyClaim], texts: Mapping[str, Document]) -> list[AnyClaim]:
    """The claims in the order given; "in 2019 and 2020" is both years, and not the later one."""
    dates: dict[tuple[str, int], AnyClaim] = {}
    for claim in claims:
        if claim.kind is ClaimKind.DATE and claim.window is not None:
            dates[claim.span.text_id, claim.span.end] = claim
    told = list(claims)
    for index, claim in enumerate(claims):
        document, window, span = texts.get(claim.span.text_id), claim.window, claim.window_span
        if not _is_number(claim) or document is None or window is None or span is None:
            continue
        start, at = window.start, span.start
        while (before := _joined_to(at, claim, dates, document)) is not None and before.window is not None:
            start, at = before.window.start, before.span.start
        if start != window.start and (start.first or date.max) < (window.start.first or date.min):
            told[index] = replace(claim, window=replace(window, start=start))
    return told


def _joined_to(
    at: int, claim: AnyClaim, dates: Mapping[tuple[str, int], AnyClaim], document: Document
) -> AnyClaim | None:
    """The date that "and" joins to the one that starts at ``at``."""
    for back in range(1, 8):
        day = dates.get((claim.span.text_id, at - back))
        if day is not None and _JOINED.match(document.text.content[day.span.end : at]):
            return day
    return None


def _take_turns(claims: Sequence[AnyClaim], numbers: Sequence[int], dates: Sequence[AnyClaim]) -> bool:
    """True where every number has a date of its own beside it: "40 attacks in May, 48 attacks in June"."""
    if len(numbers) != len(dates):
        return False
    days = sorted(d.span.start for d in dates)
    starts = [_at(claims[i]) for i in numbers]
    heads = {c.counted.head for i in numbers if (c := claims[i]).counted is not None}
    ends = [*starts[1:], days[-1] + 1]
    if len(heads) != 1:
        return False
    # "In March it flew 31 sorties and in April 28" has the dates first.
    led = all(d < s for d, s in zip(days, starts, strict=True)) and all(
        s < d for s, d in zip(starts, days[1:], strict=False)
    )
    return led or all(s < d < e for s, d, e in zip(starts, days, ends, strict=True))


_ONE_LIST = re.compile(r"^[^.;:()“”\d]{0,80}(?:,|\band)\s*$")


def with_shared_windows(claims: Sequence[AnyClaim], texts: Mapping[str, Document]) -> list[AnyClaim]:
    """The claims in the order given; the time after a list is that of all its numbers.

    "35 raids in Balkh, 20 raids in Kabul and 29 raids in Takhar in 2023" are all of 2023.
    """
    told = list(claims)
    sentences: dict[tuple[str, tuple[int, int]], list[int]] = defaultdict(list)
    days: dict[tuple[str, tuple[int, int]], list[AnyClaim]] = defaultdict(list)
    for index, claim in enumerate(claims):
        if _is_number(claim):
            sentences[claim.span.text_id, claim.sentence].append(index)
        elif claim.kind is ClaimKind.DATE and claim.window is not None:
            days[claim.span.text_id, claim.sentence].append(claim)
    for (text, sentence), members in sentences.items():
        document = texts.get(text)
        if document is None:
            continue
        for index in members:
            told[index] = _with_day_after(told[index], days[text, sentence], document)
        members.sort(key=lambda i: _at(claims[i]))
        for earlier, later in pairwise(members):
            told[later] = _with_status_of(told[earlier], told[later], document)
        for earlier, later in reversed(list(pairwise(members))):
            a, b = told[earlier], told[later]
            if a.window is not None or b.window is None or b.window_span is None or a.counted is None:
                continue
            if b.counted is None or a.counted.head != b.counted.head or b.window_span.start < b.span.end:
                continue
            if _ONE_LIST.match(document.text.content[a.span.end : _at(b)]):
                told[earlier] = replace(a, window=b.window, window_span=b.window_span)
    return told


_THEN = re.compile(
    r"^\s*(?:(?:so\s+far|to\s+date|already|alone|overall|altogether|in\s+all)\s+)?(?:in|during|over|since)\s+$"
)


def _with_day_after(claim: AnyClaim, days: Sequence[AnyClaim], document: Document) -> AnyClaim:
    """The claim with the date right after it, where it has none: "183 attacks so far in 2024"."""
    if claim.window is not None:
        return claim
    for day in days:
        if day.span.start >= claim.span.end and _THEN.match(
            document.text.content[claim.span.end : day.span.start]
        ):
            return replace(claim, window=day.window, window_span=day.span)
    return claim


def _with_status_of(a: AnyClaim, b: AnyClaim, document: Document) -> AnyClaim:
    """The later number of a list is known as the earlier one is: one verb stands before both."""
    if a.counted is None or b.counted is None or a.counted.head != b.counted.head:
        return b
    if b.counted.status is not Status.NOT_STATED or a.attribution.speaker != b.attribution.speaker:
        return b
    if not _STILL_LISTED.match(document.text.content[a.span.end : _at(b)]):
        return b
    return replace(b, counted=replace(b.counted, status=a.counted.status))


_STILL_LISTED = re.compile(r"^[^.;:()“”]{0,120}(?:,|\band)\s*$")
_OF_THAT = re.compile(r"\b(?:including|of\s+(?:them|which|whom|these|those)|among\s+them)\b")


def with_year_told(claims: Sequence[AnyClaim], texts: Mapping[str, Document]) -> list[AnyClaim]:
    """The claims in the order given; "78 attacks in 2023, including 79 in March" is of March 2023."""
    told = list(claims)
    last: AnyClaim | None = None
    for index in sorted(range(len(claims)), key=lambda i: (claims[i].span.text_id, _at(claims[i]))):
        claim = claims[index]
        if not _is_number(claim):
            continue
        document = texts.get(claim.span.text_id)
        if (
            last is not None
            and document is not None
            and (last.span.text_id, last.sentence) == (claim.span.text_id, claim.sentence)
            and (year := _year(last.window)) is not None
            and claim.window is not None
            and claim.window.anchor.kind is AnchorKind.PUBLISHED
            and not re.search(r"\d{4}|\b(?:this|last|next)\b", claim.window.words)
            and _OF_THAT.search(document.text.content[last.span.end : claim.span.end + 12])
        ):
            moved = _in_year(claim.window, year)
            told[index] = claim if moved is None else replace(claim, window=moved)
        else:
            last = claim
    return told


def _year(window: Window | None) -> int | None:
    """The one year that lies in explicit words; None for others."""
    if window is None or window.anchor.kind is not AnchorKind.EXPLICIT:
        return None
    first, last = window.outer.first, window.outer.last
    return first.year if first is not None and last is not None and first.year == last.year else None


def _in_year(window: Window, year: int) -> Window | None:
    """The same days of another year; None where they are not days of one year."""
    ends = (window.start.first, window.start.last, window.end.first, window.end.last)
    days = [d for d in ends if d is not None]
    if len(days) < 4 or len({d.year for d in days}) > 1:
        return None
    try:
        a, b, c, d = (day.replace(year=year) for day in days)
    except ValueError:
        return None
    return replace(window, start=DayRange(a, b), end=DayRange(c, d), anchor=Anchor(AnchorKind.EXPLICIT))


def with_carried_actors(claims: Sequence[AnyClaim], texts: Mapping[str, Document]) -> list[AnyClaim]:
    """The claims in the order given; in "A carried out 12 raids and 15 raids in Kabul" both are by A."""
    told = list(claims)
    last: tuple[int, AnyClaim] | None = None
    order = sorted(range(len(claims)), key=lambda i: (claims[i].span.text_id, _at(claims[i])))
    for index in order:
        claim = told[index]
        if not _is_number(claim):
            continue
        if last is not None and _goes_on(last[1], claim, texts):
            counted, before = claim.counted, last[1].counted
            assert counted is not None
            assert before is not None
            both = replace(
                counted,
                actor=before.actor,
                target=counted.target or before.target,
                status=before.status if counted.status is Status.NOT_STATED else counted.status,
            )
            claim = replace(claim, counted=both)
            told[index] = claim
        last = (index, claim)
    return told


def _goes_on(first: AnyClaim, second: AnyClaim, texts: Mapping[str, Document]) -> bool:
    a, b, document = first.counted, second.counted, texts.get(first.span.text_id)
    if a is None or b is None or document is None or b.actor is not None:
        return False
    if (first.span.text_id, first.sentence) != (second.span.text_id, second.sentence) or a.head != b.head:
        return False
    content = document.text.content
    between, after = content[first.span.end : _at(second)], content[second.span.end : second.span.end + 10]
    return _AND.search(between) is not None and len(between) < 60 and not _OTHERS.match(after)


def _is_number(claim: AnyClaim) -> bool:
    return claim.quantity is not None and claim.counted is not None


def _at(claim: AnyClaim) -> int:
    return (claim.quantity_span or claim.span).start


_PASSED = re.compile(
    r"\s+(?:(?:have|has|had)\s+)?(?:now\s+)?(?:passed|gone\s+by|elapsed|on)\s+(?:since|from|after)\s+([^,.;:!?“”\"()]{4,90})"
)


def with_passed_time(claims: Sequence[AnyClaim], texts: Mapping[str, Document]) -> list[AnyClaim]:
    """Lengths of time that passed since an event, as elapsed times: "30 years have passed since the war"."""
    told = list(claims)
    for index, claim in enumerate(claims):
        document = texts.get(claim.span.text_id)
        if claim.kind is not ClaimKind.DURATION or document is None or claim.window is not None:
            continue
        found = _PASSED.match(document.text.content, claim.span.end, claim.sentence[1])
        if found is None or document.published is None:
            continue
        open_end = DayRange(None, None)
        anchor = Anchor(AnchorKind.PUBLISHED, document.published, claim.span.quote)
        window = Window(open_end, open_end, claim.span.quote, anchor)
        told[index] = replace(
            claim, kind=ClaimKind.ELAPSED, window=window, event=found.group(1).strip(), subject=None
        )
    return told


_AGED = re.compile(
    r"((?:[A-Z][\w’'-]+\s+){1,3}|(?:[A-Z][\w’'-]+\s+){1,3}[A-Z][\w’'-]+(?=,)|\bI\s+|\bI(?=[’']))(?:,[^,.;]{2,60},\s+)?"
    r"(?:is|was|am|[’']m)\s+(?:(?:now|just|only|still)\s+)?$"
)
_WHEN = re.compile(
    r"\s*(?:today|now|at\s+the\s+time|when\b|on\s+(?:\d|[A-Z])|in\s+(?:19|20)\d\d\s*[,.;!?”]|[.,]?[”\"]|[.!]|,\s+(?:said|says)\b)"
)
YOUNGEST, AGED = 3, 110
"""Bare numbers between these can be somebody's age."""


def with_bare_ages(claims: Sequence[AnyClaim], texts: Mapping[str, Document]) -> list[AnyClaim]:
    """Bare numbers said of a person as ages: "Omar Wardak is 42 today", "I was 29 on 6 July"."""
    told = list(claims)
    for index, claim in enumerate(claims):
        document, quantity = texts.get(claim.span.text_id), claim.quantity
        if claim.kind is not ClaimKind.COUNT or quantity is None or document is None:
            continue
        if claim.counted is not None or not YOUNGEST <= (quantity.stated or 0) <= AGED:
            continue
        content = document.text.content
        found = _AGED.search(content[max(claim.sentence[0], claim.span.start - 110) : claim.span.start])
        if found is None or not _WHEN.match(content, claim.span.end):
            continue
        aged = replace(
            quantity, dimension=Dimension.AGE, unit="year", hard=Interval.exactly(quantity.stated or 0)
        )
        told[index] = replace(
            claim, kind=ClaimKind.AGE, quantity=aged, subject=found.group(1).strip(), counted=None
        )
    return told
