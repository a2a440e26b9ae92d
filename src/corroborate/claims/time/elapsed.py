"""Points that lie some length from an anchor: three years ago, a decade from now, two years later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from corroborate.claims.time.calendar import GRANULARITY, shift, stretch_of, value_of
from corroborate.claims.time.clauses import clause
from corroborate.claims.time.context import NO_MENTION, NO_PUBLICATION, OPEN, Context, Reading
from corroborate.claims.time.distance import around, moved
from corroborate.claims.time.iso import VALUE_UNIT
from corroborate.claims.time.lengths import LENGTH, MODS, hedge_of, length_of
from corroborate.claims.time.mention import Operator, Tag, TimeRole
from corroborate.claims.time.numbers import Count, quantity
from corroborate.claims.time.rule import Found, Rule
from corroborate.errors import DateError
from corroborate.model.interval import Number
from corroborate.model.quantity import Hedge, Quantity
from corroborate.model.window import Anchor, AnchorKind, DayRange, Granularity, Window


def _ago(found: Found, context: Context) -> Reading | None:
    count, unit, size, length = length_of(found)
    sign = -1 if found.has("ago") else 1
    published = context.published
    if published is None or context.today is None:
        window = Window(OPEN, OPEN, found.words, Anchor(AnchorKind.NONE), GRANULARITY[unit])
        return Reading(TimeRole.ELAPSED, length, window, size, unit=unit, reason=NO_PUBLICATION)
    value_unit = VALUE_UNIT.get(unit, unit)
    anchor = Anchor(AnchorKind.PUBLISHED, published)
    try:
        if count.stated is None or hedge_of(found) in {Hedge.MORE, Hedge.LESS, Hedge.LEAST, Hedge.ALMOST}:
            return _loose(found, context, count, unit, size, sign, anchor)
        window, value = point_at(
            found.words, lambda d: moved(d, count, unit, sign), published, anchor, count, unit, value_unit
        )
    except DateError as error:
        window = Window(OPEN, OPEN, found.words, anchor, GRANULARITY[unit])
        return Reading(TimeRole.ELAPSED, length, window, size, unit=unit, reason=str(error))
    if unit.startswith("T"):
        value = f"{value}"
    return Reading(TimeRole.ELAPSED, Tag("DATE", value, length.mod), window, size, unit=unit)


def _loose(
    found: Found, context: Context, count: Count, unit: str, size: Quantity, sign: int, anchor: Anchor
) -> Reading:
    """Read "more than two decades ago", "a few weeks ago": the usual bounds counted back."""
    today = context.today
    assert today is not None
    factor = {"DE": 10, "C": 100, "ML": 1000, "FN": 2}.get(unit, 1)
    base = {"DE": "Y", "C": "Y", "ML": "Y", "FN": "W"}.get(unit, unit)
    near, far = size.usual.low, size.usual.high
    a = _off(today, near, base, sign)
    b = _off(today, far, base, sign)
    ends = sorted(d for d in (a, b) if d is not None)
    where = DayRange(ends[0], ends[-1]) if len(ends) == 2 else DayRange(None, ends[0]) if ends else OPEN
    if sign > 0 and len(ends) == 1:
        where = DayRange(ends[0], None)
    window = Window(where, where, found.words, anchor, GRANULARITY[base])
    stated = count.high if count.ranged else count.stated
    value = (
        value_of(_off(today, stated * factor, base, sign) or today, VALUE_UNIT.get(unit, unit))
        if stated is not None
        else ("PAST_REF" if sign < 0 else "FUTURE_REF")
    )
    return Reading(TimeRole.ELAPSED, Tag("DATE", value, MODS.get(size.hedge)), window, size, unit=unit)


def _off(today: date, value: Number | None, unit: str, sign: int) -> date | None:
    if value is None:
        return None
    return moved(today, Count.exactly(value), unit, sign)


def _later(found: Found, context: Context) -> Reading | None:
    """Read "three years later", "a year earlier", "two days after": counted from the date last named."""
    count, unit, size, length = length_of(found)
    sign = int(found.value("dir"))
    mention = context.mention_for(unit)
    base = mention.start if mention else None
    published = context.published
    anchor: Anchor
    if base is not None and base.first is not None and mention is not None:
        anchor = Anchor(AnchorKind.MENTION, DayRange(base.first, base.last), mention.words)
    elif found.tokens.text(found.span("dir")[0]).lower() == "earlier" and published is not None:
        base, anchor = published, Anchor(AnchorKind.PUBLISHED, published)
    else:
        window = Window(OPEN, OPEN, found.words, Anchor(AnchorKind.NONE), GRANULARITY[unit])
        return Reading(TimeRole.ELAPSED, length, window, size, unit=unit, reason=NO_MENTION, remember=False)
    counts = count.ends()
    if not counts:
        return Reading(
            TimeRole.ELAPSED,
            Tag("DATE", "PAST_REF"),
            Window(OPEN, OPEN, found.words, anchor, GRANULARITY[unit]),
            size,
            unit=unit,
            reason="the words give no bounds",
            remember=False,
        )
    value_unit = VALUE_UNIT.get(unit, unit)
    if (
        mention is not None
        and anchor.kind is AnchorKind.MENTION
        and unit in {"Y", "DE"}
        and context.mention_unit in {"M", "Q", "D"}
        and found.tokens.text(found.span("dir")[0]).lower() == "earlier"
    ):
        value_unit = context.mention_unit
    try:
        points = [
            point_at(
                found.words, partial(moved, count=n, unit=unit, sign=sign), base, anchor, n, unit, value_unit
            )
            for n in counts
        ]
    except DateError as error:
        return Reading(
            TimeRole.ELAPSED,
            length,
            Window(OPEN, OPEN, found.words, anchor),
            size,
            unit=unit,
            reason=str(error),
        )
    window, value = points[-1]
    if len(points) > 1:
        days = [d for point, _ in points for d in (point.start.first, point.end.last) if d is not None]
        where = DayRange(min(days), max(days))
        window = replace(window, start=where, end=where)
    return Reading(TimeRole.ELAPSED, Tag("DATE", value, length.mod), window, size, unit=unit)


def point_at(
    words: str,
    find: Callable[[date], date],
    base: DayRange,
    anchor: Anchor,
    count: Count,
    unit: str,
    value_unit: str,
) -> tuple[Window, str]:
    """The window around a day some units away from ``base``, with its TIMEX3 value."""
    days = [find(d) for d in (base.first, base.last) if d is not None]
    low, granularity = around(days[0], unit, count)
    high, _ = around(days[-1], unit, count)
    value = value_of(days[-1], value_unit)
    # Where in the stretch the point lies is not said: both ends may be anywhere in it.
    where = DayRange(min(low[0], high[0]), max(low[1], high[1]))
    return Window(where, where, words, anchor, granularity, value), value


def _ago_today(found: Found, context: Context) -> Reading | None:
    """Read "two years ago today": that very day."""
    count, unit, size, length = length_of(found)
    if unit not in {"Y", "M", "W", "D", "FN", "DE"} or found.text("ago").lower() != "ago":
        return None
    if found.tokens.text(found.last - 1).lower() != "today" or count.stated is None:
        return None

    def find(today: date) -> tuple[date, date]:
        when = moved(today, count, unit, -1)
        return when, when

    window, tag, reason = context.relative(
        found.words, find, Granularity.DAY, lambda s: s[0].isoformat(), "XXXX-XX-XX"
    )
    return Reading(
        TimeRole.ELAPSED, Tag("DATE", tag.value, length.mod), window, size, unit="D", reason=reason
    )


def _anniversary(found: Found, context: Context) -> Reading | None:
    """Read "the third anniversary of the withdrawal": its day is near, its event so many years before."""
    years = int(found.value("n"))
    if found.tokens.text(found.last - 1).lower() == "birthday" or years < 1:
        return None
    size = quantity(Count.exactly(years), "Y", Hedge.NONE, found.words, found.text("n"))
    event = clause(found.tokens, found.last + 1) if found.tokens.is_a(found.last, "OF") else None
    published, today = context.published, context.today
    if published is None or today is None:
        window = Window(OPEN, OPEN, found.words, Anchor(AnchorKind.NONE), GRANULARITY["M"])
        reason: str | None = NO_PUBLICATION
    else:
        window, _ = point_at(
            found.words,
            lambda d: d,
            published,
            Anchor(AnchorKind.PUBLISHED, published),
            Count.exactly(1),
            "Y",
            "Y",
        )
        reason = None
    return Reading(TimeRole.ELAPSED, None, window, size, unit="M", event=event, reason=reason, remember=False)


def _prior_to(found: Found, _: Context) -> Reading | None:
    """Read "prior to the negotiations": before an event whose day the words do not give."""
    tokens = found.tokens
    event = clause(tokens, found.last)
    if event is None or any(tokens.is_a(i, "YEAR", "NAMED") for i in range(found.last, tokens.at(event[1]))):
        return None
    words = tokens.content[slice(*event)]
    window = Window(OPEN, OPEN, words, Anchor(AnchorKind.EVENT, None, words))
    return Reading(
        TimeRole.VAGUE,
        None,
        window,
        event=event,
        reason="the text does not say here when the event was",
        remember=False,
        last=tokens.at(event[1]),
        operator=Operator.BEFORE,
        operator_span=(tokens.starts[found.first], tokens.ends[found.last - 1]),
    )


def _year_ago(found: Found, context: Context) -> Reading | None:
    """Read "the year-ago quarter", "year-earlier profit"."""
    unit = str(found.value("u"))
    if int(found.value("dir")) > 0 or found.text("u").endswith("s") or unit not in {"Y", "M", "W", "Q"}:
        return None

    def find(today: date) -> tuple[date, date]:
        return stretch_of(shift(today, -1, unit), unit)

    window, tag, reason = context.relative(
        found.words, find, GRANULARITY[unit], lambda s: value_of(s[0], unit), "XXXX"
    )
    return Reading(TimeRole.POINT, tag, window, unit=unit, reason=reason, remember=False)


RULES = (
    Rule("(?P<u>UNIT) HYPHEN (?P<dir>[AGO LATER])", _year_ago),
    Rule("PRIOR TO (?= [THE POSSESSIVE_PRONOUN THIS THAT])", _prior_to),
    Rule("(?:THE|THIS|POSSESSIVE_PRONOUN)? (?P<n>ORD) HYPHEN? UNIT? ANNIVERSARY", _anniversary),
    Rule(f"{LENGTH} (?P<ago>AGO) TODAY", _ago_today),
    Rule(f"{LENGTH} (?P<ago>AGO)", _ago),
    Rule(f"{LENGTH} (?:FROM [NOW TODAY] | HENCE)", _ago),
    Rule(f"{LENGTH} (?P<dir>LATER)", _later),
    Rule(f"{LENGTH} (?P<dir>BEFORE) (?= DOT | COMMA | STOP | BREAK | $)", _later),
)
