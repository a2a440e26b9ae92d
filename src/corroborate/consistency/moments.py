"""When ages hold and who was born when, where a claim leaves it to the words around it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corroborate.consistency.dates import shift_months
from corroborate.model.claim import AnyClaim, ClaimKind, Modality
from corroborate.model.dossier import Document
from corroborate.model.window import Anchor, AnchorKind, DayRange, Granularity, Window

_BORN = re.compile(
    r"((?:[A-Z][\w’'-]+\s+){1,4}|I\s+|[Hh]e\s+|[Ss]he\s+)"
    r"(?:[,(]\s*)?(?:(?:(?:was|were)\s+)?born\s+(?:(?:in|on)\s+)?|came\s+into\s+the\s+world\s+(?:in|on)\s+)$"
)
_APPOSITIVE = re.compile(r"\s*,\s+(?:an?\s+|the\s+)?([a-z]+)")
_BIRTH = re.compile(r"\bborn\b|\bcame\s+into\s+the\s+world\b")
_WRITTEN = re.compile(
    r"\b(?:written|drafted|dated|signed|completed|recorded|last\s+updated|updated|conducted|filed)\s*:?\s*(?:on\s+|in\s+)?$",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:this|the\s+present)\s+(?:report|article|text|study|interview|statement|paper|letter|document)\b",
    re.IGNORECASE,
)
_COULD = re.compile(r"\bcould\s+(?:only\s+)?(?:confirm|verify|document|count|establish)\s+(?:only\s+)?$")
_IS = re.compile(r"(?:\b(?:is|am|are)|[’'](?:m|s|re))\s+(?:(?:now|only|just|already|still)\s+)?$")
_TODAY = re.compile(
    r"\s*(?:years?\s+old\b)?\s*(?:today|now|these days|this year)?\s*(?:[,.;:!?”\"]|and\b|but\b|$)"
)
_NAME = re.compile(r"(?:[A-Z][\w’'-]+\s+){0,3}[A-Z][\w’'-]+")
_MONTHS = frozenset(m.casefold() for m in calendar.month_name if m) | {"on", "in", "at"}
_PRESENT = re.compile(
    r"(?:said|told|says|tells|is|has|lives|leads|works|heads|runs|serves|remains|plans|wants)$"
)


@dataclass(frozen=True, slots=True)
class Birth:
    """Somebody's birth as an event."""

    subject: str
    event: str = "born"


def is_told(claim: AnyClaim, document: Document | None) -> bool:
    """True for what is claimed of the world: asserted words, and a past age within a wish or a guess.

    "It must have been hard for you, aged 11 when he died" wishes and guesses, but not the age.
    """
    if claim.modality is Modality.ASSERTED:
        return True
    published = document.published if document is not None else None
    if claim.kind is ClaimKind.DATE and claim.modality is Modality.FUTURE and document is not None:
        # "Dated: 5 October" is of the past, whatever the day of publication.
        return is_of_writing(claim, document)
    if claim.modality is Modality.HYPOTHETICAL and document is not None:
        # What somebody could confirm is confirmed.
        before = document.text.content[max(claim.sentence[0], claim.span.start - 60) : claim.span.start]
        return _COULD.search(before) is not None
    if claim.kind is ClaimKind.ELAPSED and claim.modality is Modality.FUTURE:
        # "25 years later" that would end after the publication is a slip, and no forecast.
        return claim.window is not None and claim.window.anchor.kind is AnchorKind.MENTION
    if claim.kind is not ClaimKind.AGE or claim.modality is not Modality.GOAL or claim.window is None:
        return False
    end = claim.window.end.last
    return published is not None and published.first is not None and end is not None and end < published.first


def is_of_writing(claim: AnyClaim, document: Document) -> bool:
    """True for a day of writing: "Written on 5 May" as a line, and "this report was completed in May"."""
    content, (start, end) = document.text.content, claim.sentence
    before = content[max(start, claim.span.start - 200) : claim.span.start]
    if _WRITTEN.search(before) is None:
        return False
    return len(content[start : min(end, start + 200)].split()) <= 8 or _OURS.search(before) is not None


def birth_of(claim: AnyClaim, document: Document | None) -> Birth | None:
    """The birth that a date without an event tells of: "Karim Daud was born in 1970"."""
    if claim.kind is not ClaimKind.DATE or document is None:
        return None
    content = document.text.content
    found = _BORN.search(content[max(claim.sentence[0], claim.span.start - 80) : claim.span.start])
    if found is None or (claim.event is not None and not _BIRTH.search(claim.event)):
        return None
    return Birth(claim.subject or found.group(1).strip())


def aged(claim: AnyClaim, document: Document | None) -> str | None:
    """Whose age it is: the subject read; where that is a month, the name after it or first in the sentence.

    "On 3 November 2012, at the age of 36, Noor sang" is of Noor; "Laila Noor (born 9 September 1972) was 31".
    """
    subject = claim.subject
    if claim.kind is not ClaimKind.AGE or document is None:
        return subject
    content = document.text.content
    if subject is None or subject.casefold() in _MONTHS:
        after = re.match(r"\s*,\s*", content[claim.span.end : claim.span.end + 4])
        found = _NAME.match(content, claim.span.end + after.end()) if after else None
        first = _NAME.match(content, claim.sentence[0])
        chosen = found or first
        name = chosen.group() if chosen is not None else None
        return None if name is None or name.split()[0].casefold() in _MONTHS else name
    if not subject[:1].isupper():
        # "Laila Noor, a 47-year-old farmer", "Noor, who is 38": the name stands before.
        before = content[max(claim.sentence[0], claim.span.start - 60) : claim.span.start]
        named = re.search(
            rf"({_NAME.pattern})(?:,\s+(?:who\s+(?:is|was)|an?)|\s+(?:is|was)\s+an?)\s+$", before
        )
        return named.group(1) if named is not None else subject
    return subject


_PART_OF = re.compile(
    r"\b(?:(?P<season>spring|summer|autumn|fall|winter)|(?P<which>first|second|third|fourth|last)\s+(?P<size>half|quarter))\s+of\s+$",
    re.IGNORECASE,
)
_BEGINS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NUMBER = {"first": 0, "second": 1, "third": 2, "fourth": 3}


def part_of_that_year(claim: AnyClaim, document: Document | None) -> Window | None:
    """The window of a claim; of "the autumn of that year" the season, and not the year that was read."""
    window, span = claim.window, claim.window_span or claim.span
    if window is None or document is None or window.anchor.kind is not AnchorKind.MENTION:
        return window
    first, last = window.outer.first, window.outer.last
    if (
        first is None
        or last is None
        or (first.month, first.day) != (1, 1)
        or (last.month, last.day) != (12, 31)
    ):
        return window
    lead = document.text.content[max(claim.sentence[0], span.start - 30) : span.start]
    found = _PART_OF.search(lead)
    if found is None or first.year != last.year:
        return window
    if found["season"]:
        begins, months = _BEGINS[found["season"].casefold()], 3
    else:
        months = 6 if found["size"].casefold() == "half" else 3
        place = _NUMBER.get(found["which"].casefold(), 12 // months - 1)
        begins = 1 + months * min(place, 12 // months - 1)
    day = date(first.year, begins, 1)
    end = shift_months(day, months) - timedelta(days=1)
    return replace(window, start=DayRange.on(day), end=DayRange.on(end))


def window_of(claim: AnyClaim, document: Document | None) -> Window | None:
    """The window of a claim; for an age in the present, or set off by commas before one, the publication.

    "Karim Daud, 35, lives abroad" says how old he is on the day; "Karim Daud, 35, was killed" does not.
    """
    if claim.kind is not ClaimKind.AGE or document is None or document.published is None:
        return part_of_that_year(claim, document)
    content, published = document.text.content, document.published
    before = content[max(claim.sentence[0], claim.span.start - 24) : claim.span.start]
    spoken = _IS.search(before) is not None and _TODAY.match(content, claim.span.end) is not None
    after = _APPOSITIVE.match(content, claim.span.end)
    if claim.window is not None and not spoken:
        return claim.window
    if not spoken and (not before.endswith(", ") or after is None or not _PRESENT.match(after.group(1))):
        return None
    return Window(
        published, published, claim.span.quote, Anchor(AnchorKind.PUBLISHED, published), Granularity.DAY
    )
