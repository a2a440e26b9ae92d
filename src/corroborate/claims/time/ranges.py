"""Two dates that make one stretch: "from 14 May to 31 July", "1 February–13 May 2024"."""

from __future__ import annotations

from dataclasses import replace

from corroborate.claims.time.calendar import day, month_of, shift
from corroborate.claims.time.context import Context
from corroborate.claims.time.events import anniversary_of, dated_by, from_date, from_event
from corroborate.claims.time.lasting import lasting
from corroborate.claims.time.mention import Operator, Tag, TimeMention, TimeRole
from corroborate.claims.time.tokens import Tokens
from corroborate.errors import DateError
from corroborate.model.window import Anchor, AnchorKind, DayRange, Window

_BACK = 20
"""Time expressions that "the same period" looks back over."""
_WITHIN = 3
"""Time expressions behind "some decades ago when" that may date what was then."""
_ENDS = {TimeRole.POINT, TimeRole.SPAN, TimeRole.ELAPSED}


def joined(tokens: Tokens, mentions: tuple[TimeMention, ...], context: Context) -> tuple[TimeMention, ...]:
    """The mentions, with those that belong together made one, and lengths given their events."""
    done: list[TimeMention] = []
    index = 0
    while index < len(mentions):
        mention = mentions[index]
        whole = _measured(tokens, mentions[index : index + 3], context)
        if whole is not None:
            done.append(whole)
            index += 3
            continue
        if index + 1 < len(mentions):
            pair = (
                from_date(tokens, mention, mentions[index + 1])
                or anniversary_of(tokens, mention, mentions[index + 1])
                or _range(tokens, mention, mentions[index + 1], context)
            )
            if pair is not None:
                done.append(pair)
                index += 2
                continue
        previous = done[-1] if done else None
        mention = _of_same_period(mention, done)
        mention = dated_by(from_event(tokens, context, mention), mentions[index + 1 : index + 1 + _WITHIN])
        done.append(lasting(tokens, context, mention, previous))
        index += 1
    return tuple(done)


def _measured(tokens: Tokens, three: tuple[TimeMention, ...], context: Context) -> TimeMention | None:
    """A length with both its ends: "the three months from 1 November to 31 January"; the ends decide."""
    if len(three) < 3 or three[0].role is not TimeRole.DURATION or three[0].quantity is None:
        return None
    middle = tokens.at(three[0].end)
    if tokens.is_a(middle, "COMMA", "PAREN"):
        middle += 1
    if tokens.at(three[1].start) != middle + 1 or not tokens.is_a(middle, "FROM", "BETWEEN"):
        return None
    span = _range(tokens, three[1], three[2], context)
    if span is None or span.window is None:
        return None
    start = three[0].start
    words = tokens.content[start : span.end]
    window = replace(span.window, words=words)
    parts = (three[0], *span.parts) if three[0].tag else span.parts
    return replace(
        span, start=start, words=words, window=window, named=window, quantity=three[0].quantity,
        operator_span=None, parts=parts,
    )  # fmt: skip


def _of_same_period(mention: TimeMention, done: list[TimeMention]) -> TimeMention:
    """Read "the same period" after a stretch with two ends as that stretch, not its last end alone."""
    window = mention.window
    if (
        mention.role is not TimeRole.SPAN
        or mention.quantity is not None
        or window is None
        or window.anchor.kind is not AnchorKind.MENTION
        or window.anchor.days is None
    ):
        return mention
    for before in reversed(done[-_BACK:]):
        if before.role is TimeRole.SPAN and before.operator is Operator.RANGE and before.parts:
            last, span = before.parts[-1].window, before.window
            if last is None or span is None or last.outer != window.anchor.days or last.start.first is None:
                continue
            years = 0 if window.start.first is None else window.start.first.year - last.start.first.year
            try:
                start, end = (
                    DayRange(*(d and shift(d, years, "Y") for d in (days.first, days.last)))
                    for days in (span.start, span.end)
                )
            except DateError:
                return mention
            anchor = Anchor(AnchorKind.MENTION, span.outer, span.words)
            moved = replace(window, start=start, end=end, anchor=anchor)
            return replace(mention, window=moved, named=moved)
    return mention


def _range(tokens: Tokens, first: TimeMention, second: TimeMention, _: Context) -> TimeMention | None:
    """The stretch from one mention to the next, where the words between them say so."""
    low, high = first.named, second.named
    if low is None or high is None or first.role not in _ENDS or second.role not in _ENDS:
        return None
    begin, middle, end = tokens.at(first.start), tokens.at(first.end), tokens.at(second.start)
    opening = begin - 1
    while tokens.is_a(opening, "ON", "IN", "AT"):
        opening -= 1
    opened = tokens.is_a(opening, "FROM", "BETWEEN")
    gap = end - middle
    if tokens.is_a(middle, "COMMA") and gap > 1:
        middle, gap = middle + 1, gap - 1
    while gap > 1 and tokens.is_a(middle + gap - 1, "ON", "IN", "AT", "ABOUT"):
        gap -= 1
    if gap == 2 and tokens.is_a(middle, "UPWORD") and tokens.is_a(middle + 1, "TO"):
        middle, gap = middle + 1, 1
    if gap != 1:
        return None
    if tokens.is_a(middle, "AND"):
        within = tokens.is_a(begin - 1, "IN", "DURING", "OVER") and not _dealt_out(tokens, end)
        if not tokens.is_a(opening, "BETWEEN") and not (within and _neighbours(low, high)):
            return None
    elif tokens.is_a(middle, "TO", "UNTIL", "THROUGH"):
        if not opened and low.granularity is not high.granularity:
            return None
    elif not tokens.is_a(middle, "DASH", "HYPHEN") or low.granularity is not high.granularity:
        return None
    low, tag = _same_years(low, high, first.tag)
    if low.start.first is not None and high.end.last is not None and low.start.first > high.end.last:
        return None
    words = tokens.content[first.start : second.end]
    kinds = {low.anchor.kind, high.anchor.kind}
    anchor = next((w.anchor for w in (low, high) if w.anchor.kind is not AnchorKind.EXPLICIT), low.anchor)
    if kinds == {AnchorKind.EXPLICIT}:
        anchor = Anchor(AnchorKind.EXPLICIT)
    window = Window(low.start, high.end, words, anchor, high.granularity)
    span = (tokens.starts[opening], tokens.ends[begin - 1]) if opened else None
    return TimeMention(
        first.start,
        second.end,
        TimeRole.SPAN,
        words,
        window,
        named=window,
        operator=Operator.RANGE,
        operator_span=span,
        parts=(replace(first, named=low, window=low, tag=tag), second),
        reason=first.reason or second.reason,
    )


def _dealt_out(tokens: Tokens, at: int) -> bool:
    """True where "respectively" follows, so that each time goes with a number of its own."""
    return any(tokens.text(i).lower() == "respectively" for i in range(at, min(at + 16, len(tokens))))


def _same_years(low: Window, high: Window, tag: Tag | None) -> tuple[Window, Tag | None]:
    """The first end in the year that the second end gives: "1 February–13 May 2024"."""
    if low.anchor.kind is AnchorKind.EXPLICIT or high.start.first is None or low.timex is None:
        return low, tag
    if (
        low.granularity.value in {"quarter", "half"}
        and low.start.first
        and high.granularity is low.granularity
    ):
        return _part_in_year(low, high.start.first.year), tag
    if low.granularity.value not in {"day", "month"} or not _yearless(low):
        return low, tag
    month = int(low.timex[5:7])
    year = high.start.first.year - (1 if month > high.start.first.month else 0)
    try:
        start = _in_year(year, low, first=True)
        end = _in_year(year, low, first=False)
    except DateError:
        return low, tag
    value = f"{year:04d}{low.timex[4:]}"
    window = replace(
        low, start=start, end=end, anchor=Anchor(AnchorKind.EXPLICIT), timex=value, alternatives=()
    )
    anchor = high.anchor if high.anchor.kind is not AnchorKind.EXPLICIT else window.anchor
    return replace(window, anchor=anchor), replace(tag, value=value) if tag else None


def _part_in_year(low: Window, year: int) -> Window:
    """A quarter or half without a year, in the year of the one that follows."""
    if low.start.first is None or low.end.first is None or low.timex is None or year == low.start.first.year:
        return low
    try:
        start, end = (
            DayRange.on(shift(d, year - low.start.first.year, "Y")) for d in (low.start.first, low.end.first)
        )
    except DateError:
        return low
    return replace(low, start=start, end=end, timex=f"{year:04d}{low.timex[4:]}", alternatives=())


def _neighbours(low: Window, high: Window) -> bool:
    """True for two months, quarters or years of which one follows the other: "in May and June"."""
    if low.granularity is not high.granularity or low.granularity.value not in {"month", "quarter", "year"}:
        return False
    ended, begun = low.end.last, high.start.first
    return ended is not None and begun is not None and (begun - ended).days == 1


def _yearless(window: Window) -> bool:
    value = window.timex or ""
    words = window.words.lower()
    numbered = value[5:7].isdecimal() and len(value) in {7, 10}
    return (
        numbered and any(c.isalpha() for c in words) and not any(w in words for w in ("day", "month", "now"))
    )


def _in_year(year: int, window: Window, *, first: bool) -> DayRange:
    value = window.timex or ""
    month = int(value[5:7])
    if len(value) == 10:
        when = day(year, month, int(value[8:10]))
    elif first:
        when = day(year, month, 1)
    else:
        when = month_of(year, month)[1]
    return DayRange.on(when)
