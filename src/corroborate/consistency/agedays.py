"""On what day somebody was so old: the day of publication, or the time that the words around an age give."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corroborate.model.claim import AnyClaim, ClaimKind
from corroborate.model.dossier import Document
from corroborate.model.window import Anchor, AnchorKind, Granularity, Window

NEXT = 40
"""Code points before an age within which the time stands that it is told of."""

AHEAD, BACK = 120, 300
"""Code points behind and before an age within which a "when …" or a "then" finds its time."""

_THAT_WAS = re.compile(r"\s*[“\"]?(?:That|It|This)\s+was\s+(?:in|on)\s+")
_AND_THAT_WAS = re.compile(r"[^.!?;]{2,60};\s+(?:that|it|this)\s+was\s+(?:in|on)\s+")
_WHEN = re.compile(
    r"^(?:\s*-?year-old|\s*years?\s+old)?,?\s+"
    r"(?:when|as|at\s+the\s+time\s+of|on\s+the\s+day\s+of|during)\s[^;.!?“”]*$",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\s*(?:years?\s+old\s+)?(?:then|at\s+(?:the|that)\s+time|that\s+(?:year|day|month))\b", re.IGNORECASE
)
_ASKED = re.compile(r"[^\n]*\bhow\s+old\b[^\n?]*\?\s*\n[^\n]{0,60}$", re.IGNORECASE)
BORN = re.compile(
    r"\bcame\s+into\s+the\s+world\s+(?:(?:on|in)\s+)?$"
    r"|\b[Bb]orn\s+(?:in\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?,?\s+)?(?:(?:on|in)\s+)?$"
    r"|\b[Dd]ate\s+of\s+birth(?:\s+(?:as|is|was|being)|:)?\s+$|\bDOB:?\s+$|\(b\.\s*$"
    r"|\b[Bb]orn\s+in\s+the\s+(?:year|month|week|summer|winter|spring|autumn)\s+of\s+"
    r"[\w’' -]{3,40},\s*(?:in\s+)?$"
)
"""The words before a date of birth."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of all texts: days by the end of their sentence, and every date by its first code point."""

    days: Mapping[tuple[str, int], Sequence[AnyClaim]]
    at: Mapping[tuple[str, int], AnyClaim]

    @classmethod
    def of(cls, claims: Sequence[AnyClaim]) -> Dates:
        """The dates among the claims of all texts."""
        days: dict[tuple[str, int], list[AnyClaim]] = defaultdict(list)
        dated = [c for c in claims if c.kind is ClaimKind.DATE and c.window is not None]
        for claim in dated:
            bare = claim.span.quote.casefold() in {"now", "today"}
            if claim.window is not None and claim.window.days == 1 and not bare:
                days[claim.span.text_id, claim.sentence[1]].append(claim)
        return cls(days, {(c.span.text_id, c.span.start): c for c in dated})

    def told_before(self, claim: AnyClaim, document: Document) -> Window | None:
        """The time right before an age: "killed in 2022 at the age of 48"."""
        for back in range(2, NEXT):
            day = self.at.get((claim.span.text_id, claim.span.start - back))
            if day is not None and not _is_birth(day, document):
                between = document.text.content[day.span.end : claim.span.start]
                return day.window if between.strip(" ,(") in {"", "aged", "at"} else None
        return None

    def in_words_between(self, claim: AnyClaim, document: Document) -> Window | None:
        """The time that the words right behind an age lead to: "was 22 when the city fell in August 2021"."""
        text, content = claim.span.text_id, document.text.content
        end = min(claim.sentence[1], claim.span.end + AHEAD)
        for at in range(claim.span.end, end):
            day = self.at.get((text, at))
            if day is None or _is_birth(day, document):
                continue
            between = content[claim.span.end : at]
            return day.window if _WHEN.match(between) or _AND_THAT_WAS.fullmatch(between) else None
        return None

    def spoken_of(self, claim: AnyClaim, document: Document) -> Window | None:
        """The time spoken of right before: "in 1995. I was seven then", or the one that was asked of."""
        content, at = document.text.content, claim.span.start
        then = _THEN.match(content, claim.span.end) is not None
        asked = _ASKED.search(content[max(0, at - BACK) : at])
        if not then and asked is None:
            return None
        first = max(0, at - BACK) + asked.start() if asked is not None and not then else max(0, at - BACK)
        for back in range(at - 1, first - 1, -1):
            day = self.at.get((claim.span.text_id, back))
            if day is not None and any(ch.isdigit() for ch in day.span.quote):
                between = content[day.span.end : at]
                return None if _is_birth(day, document) or "\n\n" in between else day.window
        return None

    def told_after(self, claim: AnyClaim, document: Document) -> Window | None:
        """The time that the next sentence gives for what this one tells: "That was in November 2018"."""
        found = _THAT_WAS.match(document.text.content, claim.sentence[1])
        day = self.at.get((claim.span.text_id, found.end())) if found is not None else None
        return day.window if day is not None else None


def day_of_age(
    claim: AnyClaim,
    document: Document,
    dates: Dates,
    *,
    present: bool | None,
) -> Window | None:
    """Today for an age of the present; otherwise the one day told with it."""
    if present is True:
        published = document.published
        if published is None:
            return None
        return Window(
            published, published, claim.span.quote, Anchor(AnchorKind.PUBLISHED, published), Granularity.DAY
        )
    text, (start, end) = claim.span.text_id, claim.sentence
    days = dates.days
    told = dates.in_words_between(claim, document) or dates.spoken_of(claim, document)
    if told is not None:
        return told
    if is_birth_window(claim, document, dates):
        # "Sami Rahman, 36, born in January 1988": he was not 36 then.
        return None
    here = [d for d in days.get((text, end), ()) if not _is_birth(d, document)]
    if not here and (told := dates.told_after(claim, document)) is not None:
        return told
    if len(here) == 1:
        return here[0].window
    if claim.window is None and not here and (told := dates.told_before(claim, document)) is not None:
        return told
    if here:
        return claim.window
    earlier = [d for gap in range(3) for d in days.get((text, start - gap), ())]
    before = [d for d in earlier if not _is_birth(d, document)]
    short = claim.sentence[1] - claim.sentence[0] < 60
    if (
        len(before) == 1
        and short
        and "\n" not in document.text.content[before[0].span.end : claim.sentence[0]]
    ):
        return before[0].window
    return claim.window


def is_birth_window(claim: AnyClaim, document: Document, dates: Dates) -> bool:
    """True where the time that was read with an age is that of a birth."""
    span = claim.window_span
    day = dates.at.get((span.text_id, span.start)) if span is not None else None
    return day is not None and _is_birth(day, document)


def _is_birth(claim: AnyClaim, document: Document) -> bool:
    content = document.text.content
    return BORN.search(content[max(claim.sentence[0], claim.span.start - 60) : claim.span.start]) is not None
