"""The order of events, and one event dated twice."""

from __future__ import annotations

from datetime import date

from corroborate.consistency import english
from corroborate.consistency.courses import Course, courses
from corroborate.consistency.durations import in_days, lengths, spread
from corroborate.consistency.passed import began_in
from corroborate.consistency.rules import level
from corroborate.consistency.seen import Seen
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.stretches import Placed, placed_by_events
from corroborate.consistency.timeline import (
    Clash,
    about,
    clashes,
    happens_once,
    is_one_event,
    other_point,
    placed,
    timed,
    told_before,
)
from corroborate.consistency.view import View
from corroborate.model.claim import ClaimKind
from corroborate.model.finding import Level, Sensitivity
from corroborate.model.window import DayRange

KIND = "order"


def check(view: View, sheet: Sheet) -> None:
    """Compare who came before whom with the dates, and the dates of what happens only once."""
    apart: set[str] = set()
    for clash in clashes(view):
        kinds = {c.claim.kind for c in clash.claims}
        if ClaimKind.AGE in kinds:
            continue
        orders = ClaimKind.ORDER in kinds
        dates = kinds == {ClaimKind.DATE} and happens_once(about(clash.claims[0]) or "")
        dates = dates and all(is_one_event(c) for c in clash.claims)
        if orders or dates:
            apart.update(c.id for c in clash.claims)
            _conflict(clash, sheet)
    for told in placed_by_events(view):
        _beside_event(told, sheet)
    for course in courses(view):
        if not {course.first.id, course.last.id} <= apart:
            _course(course, sheet)
    groups = timed(view)
    dated = {p: next((c for c in cs if c.claim.kind is ClaimKind.DATE), None) for p, cs in groups.items()}
    for point, claims in groups.items():
        for claim in claims:
            other = other_point(claim, view) if claim.claim.kind is ClaimKind.ORDER else None
            mine, theirs = dated[point], dated[other] if other is not None else None
            if mine is not None and theirs is not None and claim.id not in apart:
                _fit(claim, mine, theirs, sheet)


def _course(course: Course, sheet: Sheet) -> None:
    """Two dates of which the first cannot come after the second."""
    x, y = course.first.window, course.last.window
    if x is None or y is None:
        return
    begins, ends = began_in(x), began_in(y)
    members = (course.first, course.last)
    lines = [f"{c.quote}: {english.days(c.window.outer)}." for c in members if c.window is not None]
    lines.append(f"{course.because[0].upper()}{course.because[1:]}.")
    if begins.first is None or ends.last is None or begins.first <= ends.last:
        if course.told:
            sheet.add(
                KIND,
                Level.AGREES,
                f"{english.listed(c.quote for c in members)} fit each other",
                members,
                lines,
            )
        return
    sheet.add(
        KIND,
        level(strict=True),
        f"{english.listed(c.quote for c in members)} cannot both hold",
        members,
        lines,
        strict=True,
        sensitivity=[
            Sensitivity(
                "whether both dates are of the same thing or person",
                "where they are",
                "if the second is of another, or of another time",
            )
        ],
    )


def _beside_event(told: Placed, sheet: Sheet) -> None:
    """A date said to be before or after an event, against the date of the event."""
    x, y = told.day.window, told.event.window
    if x is None or y is None:
        return
    first, last = (x, y) if told.before else (y, x)
    side = "before" if told.before else "after"
    begins, ends = began_in(first), began_in(last)
    members = (told.day, told.event) if told.length is None else (told.day, told.length, told.event)
    lines = [
        f"{told.day.quote}: {english.days(x.outer)}.",
        f"{told.event.quote}: {english.days(y.outer)} ({told.event.claim.event}).",
    ]
    apart = begins.first is not None and ends.last is not None and begins.first > ends.last
    quantity = told.length.claim.quantity if told.length is not None else None
    if not apart and quantity is not None and quantity.unit is not None:
        passed, (fewest, most) = spread(quantity, usual=False), lengths(begins, ends)
        if passed is not None and fewest is not None and most is not None:
            low, high = in_days(passed, quantity.unit)
            apart = most < low or (high is not None and fewest > high)
            lines.append(
                f"The two are {english.plural(fewest, 'day')} to {english.plural(most, 'day')} apart."
            )
    quotes = english.listed(c.quote for c in members)
    if not apart:
        sheet.add(KIND, Level.AGREES, f"{quotes} fit each other", members, lines)
        return
    lines.append(f"The first is said to be {side} the second.")
    sheet.add(
        KIND,
        level(strict=told.firm),
        f"{quotes} cannot all hold",
        members,
        lines,
        strict=told.firm,
        sensitivity=[
            Sensitivity(
                f"whether {told.event.quote} is the day of the event meant",
                "where it is",
                "if two events go by one name",
            )
        ],
    )


def _conflict(clash: Clash, sheet: Sheet) -> None:
    claims = clash.claims
    orders = [c for c in claims if c.claim.kind is ClaimKind.ORDER]
    what = "cannot all hold" if len(claims) > 2 else "cannot both hold"
    sheet.add(
        KIND,
        level(strict=clash.strict, flips=bool(orders)),
        f"{english.listed(c.quote for c in claims)} "
        + (what if clash.strict else "do not fit as they are usually read"),
        claims,
        [*(_line(c, usual=not clash.strict) for c in claims), "No course of days satisfies all of them."],
        strict=clash.strict,
        sensitivity=[
            Sensitivity(
                f"whether {english.listed(c.quote for c in claims)} speak of the same event",
                "where they do",
                "if two events go by one name",
            )
        ],
    )


def _fit(order: Seen, mine: Seen, theirs: Seen, sheet: Sheet) -> None:
    before = told_before(order)
    first, last = (mine, theirs) if before else (theirs, mine)
    begins, ends = placed(first, usual=False)[0], placed(last, usual=False)[1]
    if before is None or (begins is not None and ends is not None and begins > ends):
        return
    members = (order, mine, theirs)
    sheet.add(
        KIND,
        Level.AGREES,
        f"{order.quote} fits the dates given",
        members,
        [_line(c, usual=False) for c in members],
    )


def _line(claim: Seen, *, usual: bool) -> str:
    if claim.claim.kind is ClaimKind.ORDER:
        words = claim.window.anchor.words if claim.window else None
        side = "before" if told_before(claim) else "after"
        return f"{claim.quote} puts it {side} {english.quoted(words or '')}."
    first, last = placed(claim, usual=usual)
    days = DayRange(
        None if first is None else date.fromordinal(first), None if last is None else date.fromordinal(last)
    )
    return f"{claim.quote} puts it at {english.days(days)}."
