"""The course of one thing: what begins comes before what ends it, whatever the wording.

"He was arrested on 4 May and released on 2 May" has no word of order; that nobody is released before the
arrest is known from the verbs. Only dates of one subject are set beside each other: nothing but small
words stands between the first date and the verb of the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from corroborate.consistency import vocabulary
from corroborate.consistency.seen import Seen
from corroborate.consistency.stretches import Stretch, time_skeletons
from corroborate.consistency.view import View
from corroborate.model.claim import ClaimKind

_MARK = re.compile(r"⟦(\d+)([@=~^])⟧")
_LATER = re.compile(
    r"\s*(?:later|afterwards?|on|after\s+(?:that|this))\b(?!\s+(?:than|the\b))", re.IGNORECASE
)
_TOOK = re.compile(
    r"\b(?:after|for|lasted|lasting|took|takes|taking|spent|spending|within|in\s+all)\s+"
    r"(?:(?:only|just|some|about|around|almost|nearly|more\s+than|over|a\s+total\s+of|another)\s+)*$",
    re.IGNORECASE,
)
_NOT_ITS_LENGTH = re.compile(r"\s*(?:of\b|ago\b|before\b|earlier\b|old\b|from\s+now\b)", re.IGNORECASE)
_BESIDE = re.compile(r"[\s,(–—-]*(?:later|afterwards?|on|in|after\s+(?:that|this)|,|\s)*$", re.IGNORECASE)
_BEFORE = re.compile(
    r"^\s*,?\s*(?:shortly\s+|just\s+|soon\s+|long\s+|well\s+)?(?P<side>before|after|until|when)\s+"
    r"(?!which\b|that\b|then\b|this\b|and\b)[^,]*$",
    re.IGNORECASE,
)
REACH = 80
"""Code points after a date within which the verb stands that it dates."""


@dataclass(frozen=True, slots=True)
class Course:
    """Two dates of which the first cannot be after the second, and the words that say so."""

    first: Seen
    last: Seen
    because: str
    told: bool = True
    """False where no word sets the two side by side, so that their fitting says nothing."""


def courses(view: View) -> Iterator[Course]:
    """Every two dates whose verbs, or a "before" between them, tell which comes first; each pair once."""
    met: set[tuple[str, str]] = set()
    for words, members in time_skeletons(view):
        for told in (*_by_verbs(words, members), *_by_side(words, members)):
            if (told.first.id, told.last.id) not in met:
                met.add((told.first.id, told.last.id))
                yield told
    for told in (*_births(view), *_deaths(view)):
        if (told.first.id, told.last.id) not in met:
            yield told


def lengths_of_courses(view: View) -> Iterator[Stretch]:
    """Lengths of time between the dates of what begins and what ends, or "three years later" between two."""
    for words, members in time_skeletons(view):
        marks = list(_MARK.finditer(words))
        dates = [m for m in marks if m[2] == "@"]
        spans = [m for m in marks if m[2] == "~"]
        if len(dates) != 2 or len(spans) != 1 or len(marks) != 3:
            continue
        (first, last), (length,) = dates, spans
        after = words[length.end() :]
        if _LATER.match(after) is not None:
            beside = (
                words[length.end() : last.start()]
                if length.end() <= last.start()
                else words[last.end() : length.start()]
            )
            fits = first.end() <= length.start() and _BESIDE.fullmatch(beside) is not None
        else:
            took = _TOOK.search(words[: length.start()]) is not None and _NOT_ITS_LENGTH.match(after) is None
            fits = took and any(True for _ in _by_verbs(words, members, strict=False))
        if fits:
            yield Stretch(members[int(length[1])], members[int(first[1])], members[int(last[1])], True)


@cache
def _courses() -> tuple[tuple[re.Pattern[str], re.Pattern[str], bool], ...]:
    return tuple(
        (vocabulary.any_of(c["begins"]), vocabulary.any_of(c["ends"]), bool(c.get("once")))
        for c in vocabulary.words()["courses"]
    )


def _by_verbs(words: str, members: Sequence[Seen], *, strict: bool = True) -> Iterator[Course]:
    dates = [m for m in _MARK.finditer(words) if m[2] == "@"]
    for a, b in pairwise(dates):
        lead, between = words[_clause_start(words, a) : a.start()], words[a.end() : b.start()]
        if _is_one_subject(lead.strip(" ,")):
            # "On 4 May he was arrested and on 6 May released": the verbs come after their dates.
            lead, between = between, words[b.end() : b.end() + REACH].split("⟦")[0]
            if strict and not _is_one_subject(re.split(r"[,;.]|\band\b|\bbut\b", lead)[-1]):
                continue
        one, two = members[int(a[1])], members[int(b[1])]
        for begins, ends, once in _courses():
            first, last = _last(begins, lead), _last(ends, between)
            if first and last:
                if not _last(ends, lead) and (not strict or _is_one_subject(between[: last.start()])):
                    yield Course(one, two, f"“{first[0]}” comes before “{last[0]}”")
                    break
                continue
            first, last = _last(begins, between), _last(ends, lead)
            told = once and strict and first and last and not _last(begins, lead)
            if told and first and last and _is_one_subject(between[: first.start()]):
                yield Course(two, one, f"“{first[0]}” comes before “{last[0]}”")
                break


def _clause_start(words: str, mark: re.Match[str]) -> int:
    before = [m.end() for m in _MARK.finditer(words, 0, mark.start())]
    return max([0, *before])


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    found = list(pattern.finditer(words))
    return found[-1] if found else None


def _is_one_subject(between: str) -> bool:
    small = vocabulary.words()["course_small"]
    return all(w in small for w in re.findall(r"[^\W\d_]+", between.casefold()))


def _by_side(words: str, members: Sequence[Seen]) -> Iterator[Course]:
    """What a "before" or "after" right behind the first date says: "in July, before it was broken in May"."""
    marks = list(_MARK.finditer(words))
    for a, b in pairwise(marks):
        between = words[a.end() : b.start()]
        side = _BEFORE.match(between) if a[2] == b[2] == "@" else None
        if side is None or re.search(r"[.;:!?“”]", between):
            continue
        one, two = members[int(a[1])], members[int(b[1])]
        word = side["side"].casefold()
        if word in {"before", "until"}:
            yield Course(one, two, f"the first is said to be {word} the second")
        elif word == "after":
            yield Course(two, one, "the second is said to come after the first")


def _births(view: View) -> Iterator[Course]:
    """The birth of a person, and every other day of what the same person did."""
    born = [c for c in view.seen if _is_date(c) and c.claim.event == "born" and c.subject]
    by_subject = {(c.subject, c.claim.span.text_id): c for c in born}
    for claim in view.seen if born else ():
        birth = by_subject.get((claim.subject, claim.claim.span.text_id))
        if birth is not None and claim is not birth and _is_date(claim) and claim.claim.event != "born":
            yield Course(birth, claim, "nobody does anything before being born", told=False)


_DID = re.compile(
    r"\b(?:founded|joined|became|married|moved|graduated|resigned|fled|travelled|returned|met|took\s+(?:over|office)|led|wrote)\b"
)
"""What only the living do."""


def _deaths(view: View) -> Iterator[Course]:
    """The death of a person, and every day of something that the same person is said to have done."""
    dates = [c for c in view.seen if _is_date(c) and c.subject]
    died = {
        (c.subject, c.claim.span.text_id): c for c in dates if re.search(r"\bdied\b", c.claim.event or "")
    }
    for claim in dates if died else ():
        death = died.get((claim.subject, claim.claim.span.text_id))
        if death is not None and claim is not death and _DID.search(claim.claim.event or "") is not None:
            yield Course(claim, death, "nobody does anything after dying", told=False)


def _is_date(claim: Seen) -> bool:
    return claim.claim.kind is ClaimKind.DATE and claim.window is not None
