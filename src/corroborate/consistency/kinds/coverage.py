"""Coverage after publication: no report can count days that had not yet come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache

from corroborate.consistency import english, vocabulary
from corroborate.consistency.metadata import check_written, note_contradictions
from corroborate.consistency.prepare import is_one_period
from corroborate.consistency.rules import level
from corroborate.consistency.seen import Seen
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View
from corroborate.model.claim import ClaimKind
from corroborate.model.finding import Level, Sensitivity
from corroborate.model.window import DayRange, Granularity

KIND = "coverage"

LONGER_THAN = 31
"""Days beyond which a window is that of a count and not the day of an event."""

_WHOLE = re.compile(
    r"\b(?:whole|entire|full|all\s+of|throughout|annual|yearly|yearbook|year-end)\b", re.IGNORECASE
)
_TWO_ENDS = re.compile(r"\b(?:to|until|till|through)\b|\w\s?[–—]\s?\w")
_COVERS = frozenset(
    {ClaimKind.COUNT, ClaimKind.PROPORTION, ClaimKind.MONEY, ClaimKind.MEASURE, ClaimKind.DATE}
)


@cache
def _the_report() -> re.Pattern[str]:
    nouns = "|".join(vocabulary.words()["publication"]["nouns"])
    return re.compile(
        rf"[“\"]?(?:it|(?:the|this|that|its|their|his|her)\s+(?:[\w’'-]+\s+){{0,2}}?(?:{nouns}))\b",
        re.IGNORECASE,
    )


@cache
def _of_a_day() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words around a day or month that is when something came out: "the bulletin of", "report"."""
    nouns = "|".join(vocabulary.words()["publication"]["nouns"])
    return (
        re.compile(
            rf"\b(?:{nouns})s?(?:\s+for\s+the\s+press)?,?\s+(?:of|from|dated|on)\s+$|"
            r"\b(?:date\s+of\s+(?:issue|publication|release)|published|issued|released)\s*:\s*$",
            re.IGNORECASE,
        ),
        re.compile(rf"\s+(?:{nouns})\b", re.IGNORECASE),
    )


def check(view: View, sheet: Sheet) -> None:
    """Compare the window of every count with the day on which the count was published."""
    note_contradictions(view, sheet)
    check_written(view, sheet, KIND)
    before: tuple[str, list[Seen]] = ("", [])
    done: set[tuple[str, DayRange, DayRange]] = set()
    for (text, _), claims in sorted(view.sentences().items(), key=lambda kv: kv[0]):
        dates = [c for c in claims if _dates_a_publication(c)]
        told = (
            before[1] if before[0] == text and not dates and _the_report().match(claims[0].sentence) else []
        )
        before = (text, dates)
        dates = dates or told
        for claim in claims:
            if claim.window is None or claim.claim.kind not in _COVERS or _is_window_of(claim, claims):
                continue
            of_report = [d for d in dates if d is not claim and _may_be_of(claim, d)]
            for dated in of_report:
                assert dated.window is not None
                said = dated.id, claim.window.start, claim.window.end
                if said in done:
                    # The window of the report, and the count that covers it, are one question.
                    sheet.looked_at((claim, dated))
                    continue
                done.add(said)
                _compare(claim, dated.window.outer, dated, sheet)
            if dates or claim.document is None or not claim.happens:
                continue
            if claim.document.published is not None and claim.flows and not _foresees(claim):
                _compare(claim, claim.document.published, None, sheet)


def _may_be_of(claim: Seen, dated: Seen) -> bool:
    """True where the window may be that of the report whose date stands in the same sentence."""
    window = claim.window
    assert window is not None
    assert dated.window is not None
    if claim.claim.window_span is not None and claim.claim.window_span == dated.claim.window_span:
        return False
    first, last = window.outer.first, window.outer.last
    if first is None or last is None or (last - first).days <= LONGER_THAN:
        return False
    if claim.claim.span.overlaps(dated.claim.span):
        return False
    published = claim.document.published if claim.document is not None else None
    if published is not None and published.last == last:
        # "Since 2010" and "this year" reach to the day of the text, whatever report it speaks of.
        return False
    days = dated.window.outer
    inside = days.first is not None and days.last is not None and first <= days.first and days.last <= last
    said_whole = _WHOLE.search(claim.sentence) or _TWO_ENDS.search(window.words)
    return not (inside and is_one_period(first, last) and not said_whole)


def _is_window_of(date: Seen, claims: Sequence[Seen]) -> bool:
    """True for a date that is the window of a count in the same sentence, which is compared itself."""
    if date.claim.kind is not ClaimKind.DATE or date.window is None:
        return False
    return any(
        c.claim.kind in _COVERS
        and c.claim.kind is not ClaimKind.DATE
        and c.window is not None
        and (c.window.start, c.window.end) == (date.window.start, date.window.end)
        for c in claims
    )


def _foresees(claim: Seen) -> bool:
    """True for plans and forecasts, which may speak of days to come."""
    return _speaks_of_plans(claim.sentence)


@lru_cache(maxsize=4096)
def _speaks_of_plans(sentence: str) -> bool:
    return vocabulary.pattern("foresees").search(sentence) is not None


def _dates_a_publication(claim: Seen) -> bool:
    """True for a date beside a noun and a verb of publishing: "put out a report in June"."""
    if claim.claim.kind is not ClaimKind.DATE or claim.window is None or claim.document is None:
        return False
    if claim.window.granularity in {Granularity.QUARTER, Granularity.HALF}:
        # "The second-quarter bulletin" says what it is of, and not when it came out.
        return False
    content = claim.document.text.content
    start, end = claim.claim.sentence
    span = claim.claim.window_span or claim.claim.span
    before = content[max(start, span.start - 50) : span.start]
    after = content[span.end : min(end, span.end + 50)]
    verb, noun = vocabulary.pattern("publication", "verbs"), vocabulary.pattern("publication", "nouns")
    opens = verb.match(before.lstrip()) is not None and start == max(start, span.start - 50)
    if opens and _the_report().match(after.lstrip(", ")):
        return True
    if claim.window.granularity in {Granularity.DAY, Granularity.MONTH} and claim.window.is_exact:
        of, by = _of_a_day()
        if of.search(before) or (by.match(after) and claim.window.granularity is Granularity.MONTH):
            return True
    return any(verb.search(side) and noun.search(side) for side in (before, after)) or bool(
        claim.claim.event and verb.search(claim.claim.event) and noun.search(claim.claim.event)
    )


def _compare(claim: Seen, published: DayRange, dated: Seen | None, sheet: Sheet) -> None:
    assert claim.window is not None
    end = claim.window.end
    earliest_end = end.first
    if earliest_end is None or published.last is None:
        return
    wholly = claim.window.start.first is not None and published.last < claim.window.start.first
    if wholly and (dated is None or _foresees(claim)):
        # Days that lie wholly after it are another time, a plan or a forecast, and no coverage.
        return
    claims = (claim,) if dated is None else (claim, dated)
    what = f"{claim.source}" if dated is None else "the report"
    working = [
        f"{claim.quote} covers days up to {english.days(end)}.",
        f"{what[0].upper()}{what[1:]} was published {_when(published)}"
        + (f" ({dated.quote})." if dated else "."),
    ]
    if published.last < earliest_end:
        gap = (earliest_end - published.last).days
        working.append(
            f"It ends {english.plural(gap, 'day')} after the last day on which it can have been published."
        )
        sheet.add(
            KIND,
            level(strict=True, flips=True),
            f"{claim.quote} covers days after its publication",
            claims,
            working,
            strict=True,
            sensitivity=[_turns_on(what, earliest_end)],
        )
    elif dated is not None and published.first is not None and published.first < earliest_end:
        fits = (published.last - earliest_end).days + 1
        working.append(_room(fits, earliest_end, published.last))
        sheet.add(
            KIND,
            Level.DIFFERS,
            f"{what} can cover the whole of its window only if it was published "
            f"{_span(earliest_end, published.last)}",
            claims,
            working,
            sensitivity=[_turns_on(what, earliest_end)],
        )
    elif dated is not None:
        sheet.add(KIND, Level.AGREES, f"{claim.quote} ends before it was published", claims, working)


def _when(published: DayRange) -> str:
    return (
        f"on {english.days(published)}"
        if published.is_exact
        else f"between {english.days(published)}".replace(" to ", " and ")
    )


def _span(first: date, last: date) -> str:
    return (
        f"on {english.day(first)}" if first == last else f"from {english.day(first)} to {english.day(last)}"
    )


def _room(fits: int, first: date, last: date) -> str:
    return (
        f"Of the days on which it can have been published, only {english.plural(fits, 'day')} "
        f"({_span(first, last)}) {'does' if fits == 1 else 'do'} not come before the end of its window."
    )


def _turns_on(what: str, end: date) -> Sensitivity:
    return Sensitivity(
        f"the day on which {what} was published",
        f"for any publication before {english.day(end)}",
        f"for a publication on {english.day(end)} or later, or if the window ends earlier than the words say",
    )
