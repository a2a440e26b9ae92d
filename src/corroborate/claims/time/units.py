"""Calendar units beside publication or the date last named, as the rules of other modules ask for them."""

from __future__ import annotations

from datetime import date, timedelta

from corroborate.claims.time.calendar import GRANULARITY, Stretch, shift, stretch_of, value_of
from corroborate.claims.time.context import NO_MENTION, OPEN, Context, Reading
from corroborate.claims.time.mention import Tag, TimeRole
from corroborate.claims.time.nearest import with_alternatives
from corroborate.claims.time.rule import Found
from corroborate.model.window import Anchor, AnchorKind, DayRange, Window

UNRESOLVED = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "FN": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "H": "XXXX-HX",
    "Y": "XXXX",
    "DE": "XXXX",
    "C": "XXXX",
    "ML": "XXXX",
}
EARLY_IN_MONTH = 7
"""Days after a month's begin in which words said before publication may mean the month before."""


def calendar_unit(
    found: Found, context: Context, unit: str, offset: int, *, to_date: bool = False
) -> Reading:
    """The calendar unit ``offset`` away from that of publication; up to publication with ``to_date``."""

    def find(today: date) -> Stretch:
        first, last = stretch_of(shift(today, offset, unit), unit)
        return first, min(last, today) if to_date else last

    window, tag, reason = context.relative(
        found.words, find, GRANULARITY[unit], lambda s: value_of(s[0], unit), UNRESOLVED[unit]
    )
    others = _other_units(found, context, unit, offset, window) if reason is None else []
    if others:
        window = with_alternatives([window, *others])
    return Reading(TimeRole.POINT, tag, window, unit=unit, reason=reason)


def _other_units(found: Found, context: Context, unit: str, offset: int, window: Window) -> list[Window]:
    """Weeks that begin on Sunday, and the month before where words were said before publication."""
    today = context.today
    assert today is not None
    others: list[Stretch] = []
    if unit == "W" and offset:
        sunday = today - timedelta(days=(today.weekday() + 1) % 7) if today > date(1, 1, 8) else today
        first = shift(sunday, offset, "W")
        others.append((first, shift(first, 6, "D")))
    spoken = context.in_turn(context.tokens.starts[found.first])
    if spoken and unit == "M" and offset < 0 and today.day <= EARLY_IN_MONTH:
        others.append(stretch_of(shift(today, offset - 1, unit), unit))
    if spoken and unit == "W" and offset < 0:
        others.append(stretch_of(shift(today, offset - 1, unit), unit))
    return [
        Window(
            DayRange.on(a), DayRange.on(b), found.words, window.anchor, window.granularity, value_of(a, unit)
        )
        for a, b in others
        if (a, b) != (window.start.first, window.end.first)
    ]


def mentioned_unit(found: Found, context: Context, unit: str, offset: int) -> Reading:
    """The calendar unit ``offset`` away from that of the date last named: "that year", "the next day"."""
    mention = context.mention_for(unit)
    base = None if mention is None else mention.start.first
    if base is None:
        window = Window(OPEN, OPEN, found.words, Anchor(AnchorKind.NONE), GRANULARITY[unit], UNRESOLVED[unit])
        return Reading(TimeRole.POINT, Tag("DATE", UNRESOLVED[unit]), window, unit=unit, reason=NO_MENTION)
    assert mention is not None
    first, last = stretch_of(shift(base, offset, unit), unit)
    anchor = Anchor(AnchorKind.MENTION, DayRange(base, mention.end.last), mention.words)
    value = value_of(first, unit)
    window = Window(DayRange.on(first), DayRange.on(last), found.words, anchor, GRANULARITY[unit], value)
    return Reading(TimeRole.POINT, Tag("DATE", value), window, unit=unit)
