"""Ages against dates: 35 now and 11 on 9 September 2001 leave no day to be born on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from corroborate.consistency import english
from corroborate.consistency.rules import level
from corroborate.consistency.seen import Seen
from corroborate.consistency.sensitivity import Other, other_days, publication_words
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.timeline import Clash, clashes, placed, timed
from corroborate.consistency.view import View
from corroborate.model.claim import ClaimKind
from corroborate.model.finding import Level
from corroborate.model.window import DayRange

KIND = "age"


def check(view: View, sheet: Sheet) -> None:
    """Compare the ages and dates of birth of every person with each other."""
    apart: set[frozenset[str]] = set()
    for clash in clashes(view):
        if any(c.claim.kind is ClaimKind.AGE for c in clash.claims):
            apart.add(frozenset(c.id for c in clash.claims))
            _conflict(clash, sheet)
    for point, claims in timed(view).items():
        if not point.startswith("birth of "):
            continue
        dated = [c for c in claims if placed(c, usual=True) != (None, None)]
        for i, a in enumerate(dated[: view.budget.group]):
            fits = next((b for b in dated[:i] if frozenset({a.id, b.id}) not in apart), None)
            if fits is not None:
                _fit(fits, a, sheet)


def _conflict(clash: Clash, sheet: Sheet) -> None:
    claims = clash.claims
    working = [_line(c, usual=not clash.strict) for c in claims]
    ranges = [placed(c, usual=not clash.strict) for c in claims]
    first = max((f for f, _ in ranges if f is not None), default=None)
    last = min((end for _, end in ranges if end is not None), default=None)
    if first is not None and last is not None and first > last:
        working.append(
            f"No day is in all of them: {english.day(date.fromordinal(first))} is "
            f"{english.plural(first - last, 'day')} after {english.day(date.fromordinal(last))}."
        )
    other = other_days(claims, clash.stands)
    turns = publication_words(other, _published(claims)) if other else []
    title = f"{english.listed(c.quote for c in claims)} cannot {'both' if len(claims) == 2 else 'all'} hold"
    if not clash.strict:
        title = f"{english.listed(c.quote for c in claims)} do not fit as they are usually read"
    if other is not None:
        title += _limits(other)
    sheet.add(
        KIND, level(strict=clash.strict), title, claims, working, strict=clash.strict, sensitivity=turns
    )


def _limits(other: Other) -> str:
    """In words, for which days of publication the conflict stands."""
    if other.after is not None and other.before is None:
        return (
            f" for any publication before {english.day(other.after)}; "
            f"from {english.day(other.after)} on they can"
        )
    if other.before is not None and other.after is None:
        return (
            f" for any publication after {english.day(other.before)}; "
            f"up to {english.day(other.before)} they can"
        )
    if other.before is not None and other.after is not None:
        return f" for any publication after {english.day(other.before)} and before {english.day(other.after)}"
    return ""


def _fit(a: Seen, b: Seen, sheet: Sheet) -> None:
    first_a, last_a = placed(a, usual=True)
    first_b, last_b = placed(b, usual=True)
    first = max((f for f in (first_a, first_b) if f is not None), default=None)
    last = min((end for end in (last_a, last_b) if end is not None), default=None)
    if first is not None and last is not None and first > last:
        return
    common = DayRange(
        date.fromordinal(first) if first is not None else None,
        date.fromordinal(last) if last is not None else None,
    )
    sheet.add(
        KIND,
        Level.AGREES,
        f"{a.quote} and {b.quote} fit one day of birth",
        (a, b),
        [_line(a, usual=True), _line(b, usual=True), f"Both allow {english.days(common)}."],
    )


def _line(claim: Seen, *, usual: bool) -> str:
    first, last = placed(claim, usual=usual)
    birth = DayRange(
        date.fromordinal(first) if first is not None else None,
        date.fromordinal(last) if last is not None else None,
    )
    when = english.window(claim.window) if claim.window else "an unknown day"
    if claim.claim.kind is ClaimKind.AGE and claim.claim.quantity is not None:
        return f"{claim.quote}, on {when}: born {_range(birth)}."
    return f"{claim.quote}: born {_range(birth)}."


def _range(birth: DayRange) -> str:
    if birth.first is not None and birth.last is not None and birth.first != birth.last:
        return f"from {english.day(birth.first)} to {english.day(birth.last)}"
    return f"on {english.days(birth)}"


def _published(claims: Sequence[Seen]) -> str:
    return next(c.source for c in claims if c.hangs_on_publication)
