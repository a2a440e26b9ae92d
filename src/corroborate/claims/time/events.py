"""Lengths counted from an event or a date: "three years after the departure of …", "two days before 9/11"."""

from __future__ import annotations

from dataclasses import replace

from corroborate.claims.time.calendar import shift
from corroborate.claims.time.clauses import clause
from corroborate.claims.time.context import NO_PUBLICATION, OPEN, Context
from corroborate.claims.time.distance import around, moved
from corroborate.claims.time.iso import VALUE_UNIT
from corroborate.claims.time.mention import Operator, Tag, TimeMention, TimeRole
from corroborate.claims.time.numbers import Count
from corroborate.claims.time.tokens import Tokens
from corroborate.errors import DateError
from corroborate.model.quantity import Quantity
from corroborate.model.window import Anchor, AnchorKind, DayRange, Granularity, Window

NO_EVENT_DATE = "the text does not say here when the event was"
UNIT_CODES = {
    "year": "Y",
    "month": "M",
    "week": "W",
    "day": "D",
    "hour": "TH",
    "minute": "TM",
    "second": "TS",
    "quarter": "Q",
    "half-year": "H",
    "weekend": "WE",
    "fortnight": "FN",
}


def count_of(size: Quantity) -> Count:
    """The count that a quantity of a length says, in its own unit."""
    if size.stated is not None:
        return Count.exactly(size.stated)
    return Count(size.usual.low or 0, size.usual.high, None)


def from_event(tokens: Tokens, context: Context, mention: TimeMention) -> TimeMention:
    """A length with the event that it is counted from, or the clause that says what was then."""
    last = tokens.at(mention.end)
    if mention.quantity is None or mention.event is not None:
        return mention
    if tokens.is_a(last, "WHEN") and mention.role in {TimeRole.ELAPSED, TimeRole.AGE}:
        return replace(mention, event=clause(tokens, last + 1))
    if mention.role is not TimeRole.DURATION or not tokens.is_a(last, "AFTER", "BEFORE", "SINCE"):
        return mention
    word = tokens.text(last).lower()
    event = clause(tokens, last + 1)
    if event is None or word == "following":
        return mention
    words = tokens.content[mention.start : event[1]]
    anchor_words = tokens.content[slice(*event)]
    unit = UNIT_CODES[mention.quantity.unit or "day"]
    if word in {"after", "since"} and _speaks_of_now(tokens, tokens.at(event[1])):
        return _counted_back(context, mention, event, words, unit)
    window = Window(OPEN, OPEN, words, Anchor(AnchorKind.EVENT, None, anchor_words))
    return replace(
        mention, role=TimeRole.ELAPSED, event=event, window=window, named=window, reason=NO_EVENT_DATE
    )


def dated_by(mention: TimeMention, following: tuple[TimeMention, ...]) -> TimeMention:
    """A loose time whose clause gives a date: "over two decades ago, when they took power in 1996"."""
    if mention.role is not TimeRole.ELAPSED or mention.event is None or mention.window is None:
        return mention
    loose = mention.window.outer
    for date in following:
        named = date.named
        if date.start >= mention.event[1]:
            break
        if date.operator is not Operator.NONE or named is None or not named.is_exact:
            continue
        first, last = named.start.first, named.end.last
        if first and last and loose.first and loose.last and loose.first <= first and last <= loose.last:
            window = replace(named, words=mention.words)
            return replace(mention, window=window, named=window)
    return mention


def _counted_back(
    context: Context, mention: TimeMention, event: tuple[int, int], words: str, unit: str
) -> TimeMention:
    """The event's own time, where what is said of "now" is so long after it."""
    size, today = mention.quantity, context.today
    assert size is not None
    if today is None or context.published is None:
        window = Window(OPEN, OPEN, words, Anchor(AnchorKind.NONE))
        return replace(
            mention, role=TimeRole.ELAPSED, event=event, window=window, named=window, reason=NO_PUBLICATION
        )
    anchor = Anchor(AnchorKind.PUBLISHED, context.published)
    window = counted(words, context.published, size, unit, -1, anchor)
    return replace(mention, role=TimeRole.ELAPSED, event=event, window=window, named=window)


def counted(words: str, base: DayRange, size: Quantity, unit: str, sign: int, anchor: Anchor) -> Window:
    """The window of a point some length before or after a day."""
    count = count_of(size)
    ends = [d for d in (base.first, base.last) if d is not None]
    low = high = None
    granularity = Granularity.UNKNOWN
    try:
        for when in ends:
            for value in {count.low, count.low if count.high is None else count.high}:
                exact = Count.exactly(value)
                stretch, granularity = around(moved(when, exact, unit, sign), unit, exact)
                low = stretch[0] if low is None else min(low, stretch[0])
                high = stretch[1] if high is None else max(high, stretch[1])
    except DateError:
        return Window(OPEN, OPEN, words, anchor)
    where = DayRange(low, high)
    return Window(where, where, words, anchor, granularity)


def _speaks_of_now(tokens: Tokens, at: int) -> bool:
    """True where the clause after an introductory phrase is in the present tense."""
    if not tokens.is_a(at, "COMMA"):
        return False
    for index in range(at + 1, min(at + 16, len(tokens))):
        word = tokens.text(index).lower()
        if tokens.is_a(index, "STOP", "BREAK", "DOT"):
            return False
        if word in tokens.lexicon.present:
            return True
        if word in tokens.lexicon.past or word in tokens.lexicon.future:
            return False
    return False


def from_date(tokens: Tokens, first: TimeMention, second: TimeMention) -> TimeMention | None:
    """A length counted from a date that the text gives: "two days before 9/11"."""
    size, base = first.quantity, second.named
    if first.role is not TimeRole.DURATION or size is None or base is None or base.start.first is None:
        return None
    between = tokens.at(first.end)
    if tokens.at(second.start) == between + 1 and tokens.text(between).lower() in {"to", "ended", "ending"}:
        return _ending(tokens, first, second, base, size)
    if tokens.at(second.start) != between + 1 or not tokens.is_a(between, "BEFORE", "AFTER", "FROM"):
        return None
    sign = -1 if tokens.is_a(between, "BEFORE") else 1
    unit = UNIT_CODES[size.unit or "day"]
    words = tokens.content[first.start : second.end]
    anchor = Anchor(
        AnchorKind.MENTION if base.anchor.kind is not AnchorKind.PUBLISHED else AnchorKind.PUBLISHED,
        DayRange(base.start.first, base.end.last),
        base.words,
    )
    days = base.start if sign < 0 else base.end
    definite = tokens.is_a(tokens.at(first.start), "THE")
    window = counted(words, days, size, unit, sign, anchor)
    role = TimeRole.ELAPSED
    if sign > 0 and tokens.is_a(between, "FROM") and _lasts(tokens, first):
        return _from_on(first, second, words, base, size, unit)
    if definite and window.start.first is not None and size.unit not in {"hour", "minute", "second"}:
        role, window = TimeRole.SPAN, _span(words, base, size, unit, sign, anchor)
    elif size.unit in {"year", "month", "week", "day"} and base.is_exact and size.stated is not None:
        window = _exact(window, days, count_of(size), unit, sign)
    tag = first.tag
    if window.start.is_exact and unit == "D" and window.start.first is not None:
        tag = Tag("DATE", window.start.first.isoformat())
    return TimeMention(
        first.start,
        second.end,
        role,
        words,
        replace(window, timex=tag.value if tag else None),
        size,
        (second.start, second.end),
        tag,
        window,
        parts=(first, second) if first.tag else (),
        reason=None if window.start.first or window.end.last else "the calendar does not reach so far",
    )


def anniversary_of(tokens: Tokens, first: TimeMention, second: TimeMention) -> TimeMention | None:
    """The very day of "the third anniversary of the 15 August 2021 takeover"."""
    size, base = first.quantity, second.named
    if first.role is not TimeRole.ELAPSED or size is None or size.stated is None or base is None:
        return None
    of = tokens.at(first.end)
    if not (
        tokens.is_a(of, "OF") and tokens.at(second.start) == of + 1 and "anniversar" in first.words.lower()
    ):
        return None
    when = base.start.first
    if not base.is_exact or when is None or base.start != base.end:
        return None
    try:
        day = shift(when, int(size.stated), "Y")
    except DateError:
        return None
    words = tokens.content[first.start : second.end]
    anchor = Anchor(AnchorKind.MENTION, base.outer, base.words)
    window = Window(DayRange.on(day), DayRange.on(day), words, anchor, Granularity.DAY, day.isoformat())
    tag = Tag("DATE", day.isoformat())
    return TimeMention(
        first.start,
        second.end,
        TimeRole.ELAPSED,
        words,
        window,
        size,
        (second.start, second.end),
        tag,
        window,
        parts=(first, second) if first.tag else (),
    )


def _lasts(tokens: Tokens, first: TimeMention) -> bool:
    """True for "for three months from 1 May", which says how long and not when."""
    return tokens.is_a(tokens.at(first.start) - 1, "FOR")


def _stretch(first: TimeMention, second: TimeMention, window: Window, size: Quantity) -> TimeMention:
    """Two expressions side by side as the one stretch that they name together."""
    return TimeMention(
        first.start,
        second.end,
        TimeRole.SPAN,
        window.words,
        window,
        size,
        named=window,
        operator=Operator.RANGE,
        parts=(first, second) if first.tag else (),
        reason=second.reason,
    )


def _from_on(
    first: TimeMention, second: TimeMention, words: str, base: Window, size: Quantity, unit: str
) -> TimeMention | None:
    """A stretch that begins on a day and lasts a length."""
    if base.start.first is None or size.stated is None or unit not in {"Y", "M", "W", "D", "FN"}:
        return None
    try:
        end = shift(moved(base.start.first, count_of(size), unit, 1), -1, "D")
    except DateError:
        return None
    window = Window(base.start, DayRange.on(end), words, base.anchor, base.granularity)
    return _stretch(first, second, window, size)


def _ending(
    tokens: Tokens, first: TimeMention, second: TimeMention, base: Window, size: Quantity
) -> TimeMention | None:
    """Read "the nine months to 30 September", "the 12 months ended June 2024"."""
    unit = UNIT_CODES[size.unit or "day"]
    words = tokens.content[first.start : second.end]
    if unit not in {"Y", "M", "W", "D", "FN"} or size.stated is None:
        return None
    try:
        starts = [
            moved(shift(d, 1, "D"), count_of(size), unit, -1)
            for d in (base.end.first, base.end.last)
            if d is not None
        ]
    except DateError:
        return None
    if not starts:
        return None
    anchor = base.anchor
    window = Window(DayRange(min(starts), max(starts)), base.end, words, anchor, base.granularity)
    return _stretch(first, second, window, size)


def _exact(window: Window, base: DayRange, count: Count, unit: str, sign: int) -> Window:
    """Days and weeks counted from a day known exactly end on a day known exactly."""
    if unit not in {"D", "W"} or base.first is None or not base.is_exact:
        return window
    try:
        when = moved(base.first, count, unit, sign)
    except DateError:
        return window
    return replace(window, start=DayRange.on(when), end=DayRange.on(when), granularity=Granularity.DAY)


def _span(words: str, base: Window, size: Quantity, unit: str, sign: int, anchor: Anchor) -> Window:
    """Read "the two decades after 9/11": the whole stretch from the date on, or up to it."""
    count = count_of(size)
    edge = base.start if base.is_exact and base.start == base.end else (base.end if sign > 0 else base.start)
    try:
        ends = sorted(
            moved(d, Count.exactly(v), unit, sign)
            for d in (edge.first, edge.last)
            if d is not None
            for v in (count.low, count.low if count.high is None else count.high)
        )
    except DateError:
        return Window(OPEN, OPEN, words, anchor)
    other = DayRange(ends[0], ends[-1])
    if sign < 0 and base.is_exact and base.start != base.end and edge.first is not None:
        # The two years before 2021 end on the last day of 2020.
        edge = DayRange.on(shift(edge.first, -1, "D"))
    granularity = Granularity({"Y": "year", "M": "month", "W": "week"}.get(VALUE_UNIT.get(unit, unit), "day"))
    if sign > 0:
        return Window(edge, other, words, anchor, granularity)
    return Window(other, edge, words, anchor, granularity)
