"""Elapsed time and anniversaries against the dates that the texts give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from corroborate.consistency import english
from corroborate.consistency.courses import lengths_of_courses
from corroborate.consistency.durations import in_days, lengths, spread
from corroborate.consistency.passed import Tied, began_in, tied
from corroborate.consistency.rules import level
from corroborate.consistency.seen import Seen
from corroborate.consistency.sensitivity import other_days, publication_words
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.stretches import Stretch, stretches
from corroborate.consistency.timeline import Clash, about, clashes, comparable, happens_once, placed, timed
from corroborate.consistency.view import View
from corroborate.model.claim import ClaimKind
from corroborate.model.finding import Level, Sensitivity
from corroborate.model.quantity import Dimension
from corroborate.model.window import DayRange

KIND = "elapsed"

_KINDS = frozenset({ClaimKind.DATE, ClaimKind.ELAPSED})


def check(view: View, sheet: Sheet) -> None:
    """Compare elapsed times with dates of the same event, and durations with their own two ends."""
    apart: set[frozenset[str]] = set()
    clashing = [c for c in clashes(view) if _is_elapsed(c)]
    for clash in clashing:
        apart.add(frozenset(c.id for c in clash.claims))
    fitting: set[str] = set()
    for point, claims in timed(view).items():
        dated = [c for c in claims if c.claim.kind in _KINDS and placed(c, usual=True) != (None, None)]
        elapsed = [c for c in dated if c.claim.kind is ClaimKind.ELAPSED]
        for claim in elapsed[: view.budget.group]:
            others = (
                d
                for d in dated
                if d is not claim and frozenset({d.id, claim.id}) not in apart and comparable((claim, d))
            )
            fits = next(others, None)
            if fits is not None:
                _fit(claim, fits, sheet)
                if not happens_once(point):
                    fitting.add(claim.id)
    written: set[frozenset[str]] = set()
    for clash in clashing:
        # What may happen more than once has a date that fits: the other dates are of other times.
        if not any(c.id in fitting for c in clash.claims) and _one_name(clash):
            _conflict(clash, sheet)
            written.add(frozenset(c.id for c in clash.claims))
    for claim in view.seen:
        _duration(claim, sheet)
    for pair in tied(view):
        if frozenset({pair.passed.id, pair.since.id}) not in written:
            written.add(frozenset({pair.passed.id, pair.since.id}))
            _tied(pair, sheet)
    for stretch in _all_stretches(view):
        if stretch.last is None:
            if frozenset({stretch.length.id, stretch.first.id}) not in written:
                _tied(Tied(stretch.length, stretch.first), sheet)
        else:
            _between(stretch, stretch.last, sheet)


def _one_name(clash: Clash) -> bool:
    """True where the claims name their event alike; a name within a longer one may be another event's."""
    names = {about(c) for c in clash.claims}
    return len(names) == len(set(clash.points)) or any(happens_once(p) for p in clash.points)


def _is_elapsed(clash: Clash) -> bool:
    kinds = {c.claim.kind for c in clash.claims}
    return ClaimKind.ELAPSED in kinds and not kinds & {ClaimKind.AGE, ClaimKind.ORDER}


def _conflict(clash: Clash, sheet: Sheet) -> None:
    claims, usual = clash.claims, not clash.strict
    working = [f"{c.quote} puts it {_range(_placed(c, usual=usual))}." for c in claims]
    working.append("No day is in all of them.")
    other = other_days(claims, clash.stands)
    document = next((c.source for c in claims if c.hangs_on_publication), "")
    sheet.add(
        KIND,
        level(strict=clash.strict),
        f"{english.listed(c.quote for c in claims)} "
        + ("cannot both hold" if clash.strict else "do not fit as they are usually read"),
        claims,
        working,
        strict=clash.strict,
        sensitivity=publication_words(other, document) if other else (),
    )


def _fit(a: Seen, b: Seen, sheet: Sheet) -> None:
    sheet.add(
        KIND,
        Level.AGREES,
        f"{a.quote} fits {b.quote}",
        (a, b),
        [f"{c.quote} puts it {_range(_placed(c, usual=True))}." for c in (a, b)],
    )


def _placed(claim: Seen, *, usual: bool) -> DayRange:
    first, last = placed(claim, usual=usual)
    return DayRange(
        None if first is None else date.fromordinal(first), None if last is None else date.fromordinal(last)
    )


def _range(days: DayRange) -> str:
    if days.is_exact or days.first is None or days.last is None:
        return f"on {english.days(days)}"
    return f"between {english.day(days.first)} and {english.day(days.last)}"


def _duration(claim: Seen, sheet: Sheet) -> None:
    """A duration whose words also give both ends: "the five years from 1996 to 2001"."""
    quantity, window = claim.claim.quantity, claim.window
    if claim.claim.kind not in {ClaimKind.DURATION, ClaimKind.DATE} or quantity is None or window is None:
        return
    if quantity.unit is None or quantity.dimension is not Dimension.DURATION:
        return
    if not (_is_of_one_breath(claim) if claim.claim.kind is ClaimKind.DATE else _stands_beside(claim)):
        return
    passed = spread(quantity, usual=False)
    fewest, most = lengths(window.start, window.end)
    if passed is None or (fewest is None and most is None):
        return
    low, high = in_days(passed, quantity.unit)
    apart = (most is not None and most < low) or (high is not None and fewest is not None and fewest > high)
    lasted = DayRange(window.outer.first, window.outer.last)
    working = [
        f"{english.days(lasted).capitalize()} is "
        + (f"{english.plural(fewest or 0, 'day')} to " if fewest != most else "")
        + f"{english.plural(most, 'day')}."
        if most is not None
        else "The end is open.",
        f"{english.quoted(quantity.words)} is {low:,} days or more"
        + (f", at most {high:,}." if high else "."),
    ]
    if apart:
        ratio = float(most / low) if most is not None and most < low and low else 1.0
        sheet.add(
            KIND,
            level(strict=True, ratio=ratio),
            f"{english.quoted(quantity.words)} does not fit {english.quoted(window.words)}",
            (claim,),
            working,
            strict=True,
        )
    else:
        sheet.add(
            KIND,
            Level.AGREES,
            f"{english.quoted(quantity.words)} fits {english.quoted(window.words)}",
            (claim,),
            working,
        )


def _tied(pair: Tied, sheet: Sheet) -> None:
    """A length of time up to the day of publication against the date that its words tell it from."""
    claim, day = pair.passed, pair.since
    quantity, window = claim.claim.quantity, day.window
    published = claim.document.published if claim.document is not None else None
    if quantity is None or quantity.unit is None or window is None or published is None:
        return
    passed, began = spread(quantity, usual=False), began_in(window)
    if passed is None or began.first is None or began.last is None:
        return
    low, high = in_days(passed, quantity.unit)
    fewest, most = lengths(began, published)
    if most is None or fewest is None or (high is not None and low > high):
        return
    apart = most < low or (high is not None and fewest > high)
    span = f"{english.days(began)} to the publication of {claim.source}, {english.days(published)}"
    working = [
        f"From {span}, it is {_days(fewest, most)}.",
        f"{claim.quote} is {low:,} days or more" + (f", at most {high:,}." if high is not None else "."),
    ]
    if not apart:
        sheet.add(KIND, Level.AGREES, f"{claim.quote} fits {day.quote}", (claim, day), working)
        return
    # `lengths` counts both ends of the longest stretch.
    first = began.first + timedelta(days=max(0, low - 1))
    last = None if high is None else began.last + timedelta(days=high)
    sheet.add(
        KIND,
        level(strict=True),
        f"{claim.quote} does not fit {day.quote}",
        (claim, day),
        working,
        strict=True,
        sensitivity=[
            Sensitivity(
                f"the day on which {claim.source} was published",
                f"for {english.days(published)}",
                f"for a publication from {english.day(first)}"
                + (f" to {english.day(last)}" if last is not None else " on"),
            )
        ],
    )


def _between(stretch: Stretch, last: Seen, sheet: Sheet) -> None:
    """A length of time against the dates of its two ends."""
    claim, first = stretch.length, stretch.first
    quantity = claim.claim.quantity
    if quantity is None or quantity.unit is None or first.window is None or last.window is None:
        return
    passed = spread(quantity, usual=False)
    began = first.window.start if first is last else began_in(first.window)
    ended = last.window.end if first is last else began_in(last.window)
    fewest, most = lengths(began, ended)
    if passed is None or fewest is None or most is None:
        return
    low, high = in_days(passed, quantity.unit)
    apart = most < low or (stretch.exact and high is not None and fewest > high)
    members = (claim, first) if first is last else (claim, first, last)
    dates = english.listed(c.quote for c in members[1:])
    working = [
        f"From {english.days(began)} to {english.days(ended)} it is {_days(fewest, most)}.",
        f"{claim.quote} is {low:,} days or more" + (f", at most {high:,}." if high is not None else "."),
    ]
    if not apart:
        sheet.add(KIND, Level.AGREES, f"{claim.quote} fits {dates}", members, working)
        return
    ratio = float(most / low) if most < low else float((high or 1) / fewest)
    sheet.add(
        KIND,
        level(strict=stretch.exact, ratio=ratio),
        f"{claim.quote} does not fit {dates}",
        members,
        working,
        strict=stretch.exact,
        sensitivity=[
            Sensitivity(
                f"whether {claim.quote} is the time between the two dates",
                "where it is",
                "if it is counted from something else",
            )
        ],
    )


def _all_stretches(view: View) -> Iterator[Stretch]:
    """Lengths with their ends as the layout of the words or the course of a thing tells them, each once."""
    met: set[str] = set()
    for stretch in (*stretches(view), *lengths_of_courses(view)):
        if stretch.length.id not in met:
            met.add(stretch.length.id)
            yield stretch


def _days(fewest: int, most: int) -> str:
    return english.plural(most, "day") if fewest == most else f"{fewest:,} to {most:,} days"


_FROM_TO = re.compile(
    r"^\S+\s+(?:long\s+)?\w+\s*[,(:–—]?\s*(?:from|between)\s+.*\b(?:to|until|till|and|through)\b",
    re.IGNORECASE,
)


def _is_of_one_breath(claim: Seen) -> bool:
    """True for a length read together with its two ends: "sixty years, from 1933 to 1973"."""
    window = claim.window
    return (
        window is not None
        and window.start != window.end
        and _FROM_TO.match(claim.claim.span.quote) is not None
    )


def _stands_beside(claim: Seen) -> bool:
    own = claim.claim.quantity_span is None or claim.claim.window_span is None
    return not own and not _overlap(claim) and _side_by_side(claim)


def _side_by_side(claim: Seen) -> bool:
    """True where the two ends stand right beside the length: "five years (1996 to 2001)"."""
    a, b = claim.claim.quantity_span, claim.claim.window_span
    if a is None or b is None or claim.document is None:
        return False
    first, second = sorted((a, b), key=lambda s: s.start)
    between = claim.document.text.content[first.end : second.start]
    return between.strip(" ,(:;").casefold() in {"", "from", "between", "of"}


def _overlap(claim: Seen) -> bool:
    a, b = claim.claim.quantity_span, claim.claim.window_span
    return a is not None and b is not None and a.overlaps(b)
