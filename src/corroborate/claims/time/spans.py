"""Stretches that end or begin at publication: the last 20 years, the next six months, recent weeks."""

from __future__ import annotations

from corroborate.claims.time.calendar import GRANULARITY
from corroborate.claims.time.context import NO_PUBLICATION, OPEN, Context, Reading
from corroborate.claims.time.distance import moved
from corroborate.claims.time.iso import period
from corroborate.claims.time.lengths import LENGTH, length_of, unit_of
from corroborate.claims.time.mention import Tag, TimeRole
from corroborate.claims.time.numbers import Count, quantity
from corroborate.claims.time.rule import Found, Rule
from corroborate.errors import DateError
from corroborate.model.quantity import Hedge
from corroborate.model.window import Anchor, AnchorKind, DayRange, Granularity, Window


def _past_span(found: Found, context: Context) -> Reading | None:
    """Read "the last 20 years", "the past three years", "the next six months", "the past year"."""
    if found.has("n") or found.has("v"):
        count, unit, size, length = length_of(found)
    else:
        unit = unit_of(found)
        plural = found.text("u").endswith("s") and unit != "TS"
        count = Count(2, 10, None) if plural else Count.exactly(1)
        size = quantity(count, unit, Hedge.NONE, found.words, found.text("u"))
        length = Tag("DURATION", period(count, unit))
    sign = int(found.value("w"))
    window, reason = span_to(found.words, context, count, unit, sign)
    return Reading(TimeRole.SPAN, length, window, size, unit=unit, reason=reason, remember=False)


def span_to(words: str, context: Context, count: Count, unit: str, sign: int) -> tuple[Window, str | None]:
    """The stretch of some units that ends (or begins) at publication."""
    granularity = GRANULARITY[unit] if unit != "DE" else Granularity.YEAR
    published, today = context.published, context.today
    if published is None or today is None:
        return Window(OPEN, OPEN, words, Anchor(AnchorKind.NONE), granularity), NO_PUBLICATION
    anchor = Anchor(AnchorKind.PUBLISHED, published)
    try:
        near = [
            moved(d, Count.exactly(count.low), unit, sign) for d in (published.first, published.last) if d
        ]
        far = (
            [moved(d, Count.exactly(count.high), unit, sign) for d in (published.first, published.last) if d]
            if count.high is not None
            else []
        )
    except DateError as error:
        return Window(OPEN, OPEN, words, anchor, granularity), str(error)
    edge = near + far
    other = (
        DayRange(min(edge), max(edge))
        if far
        else (DayRange(None, max(near)) if sign < 0 else DayRange(min(near), None))
    )
    return (
        Window(other, published, words, anchor, granularity)
        if sign < 0
        else Window(published, other, words, anchor, granularity)
    ), None


def _recent(found: Found, context: Context) -> Reading | None:
    unit = unit_of(found)
    plural = found.text("u").endswith("s")
    count = Count(2, 10, None) if plural else Count.exactly(1)
    sign = -1 if found.tokens.is_a(found.span("w")[0], "RECENT", "PAST", "LAST", "PREVIOUS") else 1
    window, reason = span_to(found.words, context, count, unit, sign)
    size = quantity(count, unit, Hedge.NONE, found.words, found.text("u"))
    tag = Tag("DURATION", period(count, unit))
    return Reading(TimeRole.SPAN, tag, window, size, unit=unit, reason=reason, remember=False)


_WHICH = "(?P<w>[LAST PAST NEXT PREVIOUS])"
RULES = (
    Rule(f"(?:THE|THIS)? {_WHICH} {LENGTH}", _past_span),
    Rule("THE (?P<w>PAST) CALENDARWORD? (?P<u>[UNIT CLOCKUNIT QUARTER])", _past_span),
    Rule("(?:THE|THIS)? (?P<w>[RECENT NEXT LAST PAST]) (?P<u>[UNIT CLOCKUNIT])", _recent),
)
