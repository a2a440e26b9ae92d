"""Lengths of time that the wording ties to one date: "12 years ago, in May 2012"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from corroborate.consistency import vocabulary
from corroborate.consistency.durations import DAYS, MONTHS
from corroborate.consistency.events import key
from corroborate.consistency.seen import Seen
from corroborate.consistency.view import View
from corroborate.model.claim import ClaimKind
from corroborate.model.window import AnchorKind, DayRange, Granularity, Window

_FILL = (
    r"(?:(?:for|now|so|or|that\s+is|that’s|that's|i\.e\.|some|about|around|a\s+total\s+of|all\s+of|exactly|already"
    r"|just|only|more\s+than|over|nearly|almost)\s+)*"
)
_AGO_IN = re.compile(r"^\s*(?:ago)?\s*[,(–—-]?\s*(?:back\s+)?(?:in|on|during)?\s*(?:early|late|mid-?)?\s*$")
_IN_AGO = re.compile(rf"^\s*(?:[,–—:;-]|\()\s*{_FILL}$")
_SINCE = re.compile(r"^\s*(?:ago)?\s*[,(–—:-]?\s*(?:ever\s+)?since\s+(?:[^\W\d][\w’'-]*\s+){0,8}?$")
_SINCE_BEFORE = re.compile(
    r"\b[Ss]ince\s+(?:[^\W\d][\w’'-]*\s+){0,8}?(?:in\s+|on\s+)?$|^since\b", re.IGNORECASE
)
_NOW_FOR = re.compile(rf"^\s*(?:[,–—:;-]|\()?\s*{_FILL}$")
_HAS_PASSED = re.compile(r"^\s+(?:have|has)\s+(?:now\s+)?(?:passed|gone\s+by|elapsed)\b")
_AFTER_WHEN = re.compile(r"^\s*(?:later|on|after|since)?\s+(?:after|since|from)\s+$")
_WAS_AGO = re.compile(
    r"^\s*[“\"]?(?:that|it|this)\s+(?:was|is)\s+(?:now\s+)?(?:more\s+than\s+|over\s+|about\s+|some\s+|almost\s+|nearly\s+)?$",
    re.IGNORECASE,
)
_LATER = re.compile(r"^\s*(?:later|on)\b[^.;]{0,12},?\s", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:is|are|has|have|stands?|remains?|goes|lies|continues?|still|lives?)\b", re.IGNORECASE
)
_FOR = re.compile(
    r"(?:\b(?:for|lasted|last|is|turns|turned|of|been\s+\w+\s+for)\s+)(?:now\s+|more\s+than\s+|over\s+|nearly\s+|almost\s+|about\s+|some\s+|the\s+(?:past|last)\s+)*$",
    re.IGNORECASE,
)
_HAS = re.compile(
    r"\b(?:has|have|’s|'s|’ve|'ve)\s+(?:now\s+|also\s+)?(?:been\s+)?|\b(?:is|turns)\s+(?:now\s+)?",
    re.IGNORECASE,
)

MOST, LONGEST = 30, 1_000
"""Claims and code points of a sentence that is looked at; longer ones are lists."""

TIMES = frozenset({ClaimKind.DURATION, ClaimKind.ELAPSED, ClaimKind.AGE})


@dataclass(frozen=True, slots=True)
class Tied:
    """A length of time, the date that it is told from, and whether it runs to the day of publication."""

    passed: Seen
    since: Seen


def tied(view: View) -> Iterator[Tied]:
    """Every length of time that the wording ties to a date before it, up to the day of publication."""
    texts: dict[str, list[tuple[tuple[int, int], Sequence[Seen]]]] = defaultdict(list)
    for (text, sentence), claims in sorted(view.sentences().items(), key=lambda kv: kv[0]):
        texts[text].append((sentence, claims))
    for sentences in texts.values():
        before: tuple[tuple[int, int], Sequence[Seen]] | None = None
        for sentence, claims in sentences:
            if len(claims) > MOST or sentence[1] - sentence[0] > LONGEST:
                before = None
                continue
            lengths, dates = [c for c in claims if _is_length(c)], [c for c in claims if _is_date(c)]
            for passed in lengths:
                here = next((d for d in dates if _one_breath(passed, d, dates, lengths)), None)
                if here is None and before is not None and not dates:
                    here = _of_sentences(before, passed, first=False)
                if here is not None:
                    yield Tied(passed, here)
            if before is not None and dates:
                for passed in (c for c in before[1] if _is_length(c)):
                    if not any(_is_date(c) for c in before[1]):
                        here = _of_sentences((sentence, claims), passed, first=True)
                        if here is not None:
                            yield Tied(passed, here)
            before = (sentence, claims)


def began_in(window: Window) -> DayRange:
    """The days on one of which something told of a date began; of "since 2010" the days of 2010."""
    first = window.start.first
    if first is None:
        return DayRange(None, None)
    length = _LENGTH.get(window.granularity, 0)
    last = max(window.start.last or first, first + timedelta(days=length))
    return DayRange(first, last)


_LENGTH = {Granularity.MONTH: 30, Granularity.YEAR: 365, Granularity.DECADE: 3652}


def _is_length(claim: Seen) -> bool:
    quantity = claim.claim.quantity
    if claim.claim.kind not in TIMES or quantity is None or claim.document is None:
        return False
    return quantity.unit in MONTHS or quantity.unit in DAYS


def _is_date(claim: Seen) -> bool:
    window = claim.window
    if claim.claim.kind is not ClaimKind.DATE or window is None or claim.document is None:
        return False
    if window.anchor.kind is not AnchorKind.EXPLICIT or window.start.first is None:
        return False
    published = claim.document.published
    return published is not None and published.first is not None and window.start.first <= published.first


def _content(claim: Seen) -> str:
    assert claim.document is not None
    return claim.document.text.content


def _ends(claim: Seen) -> tuple[int, int]:
    span = claim.claim.quantity_span or claim.claim.span
    return span.start, max(span.end, claim.claim.span.end)


def _one_breath(passed: Seen, day: Seen, dates: Sequence[Seen], lengths: Sequence[Seen]) -> bool:
    content = _content(passed)
    (a, b), (c, d) = _ends(passed), _ends(day)
    ago = content[b : b + 5].strip().startswith("ago") or re.search(r"\bago\b", content[a:b]) is not None
    back = re.search(r"\bago\b", content[a : b + 5]) is not None
    if b <= c:
        between = content[b:c]
        if back and _AGO_IN.match(between):
            return True
        word = content[c:d].casefold().startswith("since")
        if word and re.match(r"^\s*(?:now|already)?\s*[,(–—:-]?\s*(?:ever\s*)?$", between):
            return True
        if _SINCE.match(between) and not ago:
            return True
        if (
            re.search(r",\s+(?:which|who)\s+(?:[\w’'-]+\s+){1,4}(?:in|on)\s+$", between)
            and passed.claim.event
        ):
            return bool(key(passed.claim.event) & key(between[between.rfind(",") :]))
        past = re.match(r"^\s*(?:after|since|from)?\s*$", between) is not None and not back
        when = re.match(r"^\s*,?\s*(?:when|since)\b", content[d : d + 12])
        return past and when is not None and bool(_PRESENT.search(content[d : passed.claim.sentence[1]]))
    if d <= a:
        between = content[d:a]
        head = content[max(passed.claim.sentence[0], c - 90) : c]
        since = content[c:d].casefold().startswith("since") or _SINCE_BEFORE.search(head) is not None
        if back and _IN_AGO.match(between):
            return True
        if since and (_NOW_FOR.match(between) or _HAS_PASSED.match(content[b : b + 30])):
            return len(lengths) == 1
        if len(dates) == 1 and len(lengths) == 1 and not since:
            return _lasts(
                content[passed.claim.sentence[0] : c], between, content[d : passed.claim.sentence[1]]
            )
    return False


def _lasts(onset: str, lead: str, state: str) -> bool:
    """True where what began at the date is what has lasted since: "opened in 2010 … has been open for".

    ``lead`` are the words of the state before the length of time, ``state`` all of its words.
    """
    if not _FOR.search(lead) or not _HAS.search(lead):
        return False
    began, lasting = key(onset), key(state)
    for entry in vocabulary.words()["lasting"]:
        starts, states = (frozenset(w for e in entry[k] for w in key(e)) for k in ("starts", "states"))
        if began & starts and lasting & states:
            return True
    return False


def _of_sentences(other: tuple[tuple[int, int], Sequence[Seen]], passed: Seen, *, first: bool) -> Seen | None:
    """The one date of the sentence beside, where the two sentences tell of one thing; None otherwise."""
    sentence, claims = other
    days = [c for c in claims if _is_date(c)]
    if len(days) != 1 or any(_is_length(c) for c in claims):
        return None
    content, (a, b) = _content(passed), _ends(passed)
    start, end = passed.claim.sentence
    gap = content[end : sentence[0]] if first else content[sentence[1] : start]
    if gap.strip(' ”“"') or "\n" in gap:
        return None
    if _is_one_event(passed, days[0], sentence):
        return days[0]
    back = re.search(r"\bago\b", content[a : b + 5]) is not None
    if back:
        return days[0] if not first and _WAS_AGO.match(content[start:a]) else None
    later = _LATER.match(content[b:end]) if "later" not in content[a:b] else re.match("", "")
    if later is not None and not first and content[start:a].strip(' “",').casefold() in _NOW:
        return days[0] if _PRESENT.search(content[b:end]) else None
    onset, lead = content[sentence[0] : sentence[1]], content[start:a]
    shared = key(onset) & key(content[start:end])
    pronoun = re.search(r"\b(?:it|he|she|they|we|I)\b", onset if first else content[start:end], re.IGNORECASE)
    if not shared and pronoun is None:
        return None
    return days[0] if _lasts(onset, _stated(lead, content[b:end]), f"{lead} {content[b:end]}") else None


_NOW = frozenset({"", "now", "today"})
_LONG = frozenset({"year", "decade", "century"})


def _is_one_event(passed: Seen, day: Seen, sentence: tuple[int, int]) -> bool:
    """True where a date beside is told of the event that the time has passed since."""
    claim, quantity = passed.claim, passed.claim.quantity
    if (
        claim.kind is not ClaimKind.ELAPSED
        or not claim.event
        or quantity is None
        or quantity.unit not in _LONG
    ):
        return False
    if passed.window is not None and passed.window.anchor.kind is AnchorKind.MENTION:
        return False
    words = _content(day)[sentence[0] : sentence[1]]
    event, told = key(claim.event), key(words)
    if not event:
        return False
    led = re.match(r"\s*[“\"]?(?:it|he|she|they|this)\b", words, re.IGNORECASE)
    return event <= told or (led is not None and len(event & told) > 1)


def _stated(lead: str, rest: str) -> str:
    """The words before a length, as if the length stood last: "for 9 years it has been closed"."""
    if _FOR.search(lead) and not _HAS.search(lead) and _HAS.search(rest[:40]):
        return f"{rest[:40]} {lead}"
    return lead
