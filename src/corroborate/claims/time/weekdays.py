"""Weekdays and weekends: the nearest by tense."""

from __future__ import annotations

from datetime import date

from corroborate.claims.time.calendar import Stretch, iso_week, shift
from corroborate.claims.time.context import Context, Reading
from corroborate.claims.time.mention import TimeRole
from corroborate.claims.time.nearest import with_alternatives
from corroborate.claims.time.numbers import number
from corroborate.claims.time.rule import Found, Rule
from corroborate.model.window import DayRange, Granularity, Window


def weekday_tense(found: Found, context: Context) -> str | None:
    """The tense around a weekday: deadlines lie ahead, and what a weekday owns has been."""
    tokens, before = found.tokens, found.first - 1
    if tokens.is_a(found.last, "POSSESSIVE"):
        return "past"
    tense = context.tense(found.first)
    opening = tokens.text(before)[:1].isupper() and tense == "past"
    deadline = (tokens.is_a(before, "UNTIL", "BY") and not opening) or (
        tokens.is_a(before, "ASWORD") and tokens.text(before - 1).lower() in {"soon", "early", "late"}
    )
    return "future" if deadline else tense


def _weekday(found: Found, context: Context) -> Reading | None:
    weekday = int(found.value("d"))
    tokens = found.tokens
    name = tokens.text(found.span("d")[0]).lower()
    if name.endswith("days") or (name == "sun" and not tokens.is_a(found.last - 1, "DOT")):
        return None
    if tokens.is_a(found.span("d")[0], "WEAKDAY") and not (
        tokens.is_a(found.last - 1, "DOT") or tokens.is_a(found.first - 1, "ON")
    ):
        return None
    which = int(found.value("w")) if found.has("w") else None
    if found.has("this"):
        which = 0
    tense = weekday_tense(found, context)

    def find(today: date) -> Stretch:
        back = (today.weekday() - weekday) % 7
        if which is None:
            step = (weekday - today.weekday()) % 7 if tense == "future" else -back
        elif which < 0:
            step = -(back or 7)
        elif which > 0:
            step = (weekday - today.weekday()) % 7 or 7
        else:
            step = weekday - today.weekday()
        when = shift(today, step, "D")
        return when, when

    window, tag, reason = context.relative(
        found.words, find, Granularity.DAY, lambda s: s[0].isoformat(), f"XXXX-WXX-{weekday + 1}"
    )
    if reason is None and window.start.first is not None:
        steps = (7, -7) if tense != "past" or which else (-7,)
        others = [
            Window(DayRange.on(d), DayRange.on(d), found.words, window.anchor, Granularity.DAY, d.isoformat())
            for d in (shift(window.start.first, s, "D") for s in steps[: 1 if which is None else 2])
        ]
        if tense is None or which:
            window = with_alternatives([window, *others])
    return Reading(TimeRole.POINT, tag, window, unit="D", reason=reason)


def _weekend(found: Found, context: Context) -> Reading | None:
    offset = int(found.value("w")) if found.has("w") else 0
    if not found.has("det") and not found.has("w") and not found.tokens.is_a(found.first - 1, "WEEKDAY"):
        return None
    tense = context.tense(found.first)
    this = found.has("det") and found.text("det") == "this"

    def find(today: date) -> Stretch:
        saturday = shift(today, 5 - today.weekday(), "D")
        if offset:
            saturday = shift(saturday, offset if not (offset < 0 and today.weekday() > 4) else -1, "W")
        elif saturday > today and (tense == "past" if this else tense != "future"):
            saturday = shift(saturday, -1, "W")
        return saturday, shift(saturday, 1, "D")

    window, tag, reason = context.relative(
        found.words, find, Granularity.DAY, lambda s: f"{iso_week(s[0])}-WE", "XXXX-WXX-WE"
    )
    return Reading(TimeRole.POINT, tag, window, unit="WE", reason=reason)


def _weekdays_ago(found: Found, context: Context) -> Reading | None:
    """Read "two Saturdays ago": the last such day, and whole weeks before it."""
    weekday, count = int(found.value("d")), number(found.tokens, *found.span("n"))
    if count.stated is None or count.stated != int(count.stated) or not found.text("d").endswith("days"):
        return None
    weeks = int(count.stated)

    def find(today: date) -> Stretch:
        when = shift(today, -((today.weekday() - weekday) % 7 or 7) - 7 * (weeks - 1), "D")
        return when, when

    window, tag, reason = context.relative(
        found.words, find, Granularity.DAY, lambda s: s[0].isoformat(), f"XXXX-WXX-{weekday + 1}"
    )
    return Reading(TimeRole.POINT, tag, window, unit="D", reason=reason)


RULES = (
    Rule("(?P<n>NUM) (?P<d>WEEKDAY) AGO", _weekdays_ago),
    Rule("(?P<w>[LAST NEXT PAST PREVIOUS])? (?P<d>WDAY)", _weekday),
    Rule("(?P<this>THIS) (?:PAST | NEXT)? (?P<d>WEEKDAY)", _weekday),
    Rule("(?P<det>[THE THIS])? (?P<w>[LAST NEXT PAST])? WEEKEND", _weekend),
)
