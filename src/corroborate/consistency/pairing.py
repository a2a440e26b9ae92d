"""What the words around a claim tell beyond its own: the time of each number of a series, bare ages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

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
    told = with_carried_actors(each_its_own_time(claims), texts)
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
