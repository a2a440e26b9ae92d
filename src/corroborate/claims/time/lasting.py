"""Lengths that end at a known time: "after two decades of war", "have been fighting for 20 years"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from corroborate.claims.time.context import Context
from corroborate.claims.time.distance import moved
from corroborate.claims.time.events import UNIT_CODES, count_of
from corroborate.claims.time.mention import TimeMention, TimeRole
from corroborate.claims.time.numbers import Count
from corroborate.claims.time.tokens import Tokens
from corroborate.errors import DateError
from corroborate.model.quantity import Quantity
from corroborate.model.window import Anchor, AnchorKind, DayRange, Granularity, Window

REACH = 8
"""Tokens before "for" among which the verb in the perfect stands."""


def lasting(
    tokens: Tokens, context: Context, mention: TimeMention, previous: TimeMention | None
) -> TimeMention:
    """A length with the stretch that it covers, where the words tell when it ended; else unchanged."""
    size = mention.quantity
    if mention.role is not TimeRole.DURATION or size is None or mention.window is not None:
        return mention
    first, last = tokens.at(mention.start), tokens.at(mention.end)
    ended: DayRange | None = None
    anchor: Anchor | None = None
    if tokens.is_a(first - 1, "AFTER") and tokens.is_a(last, "OF"):
        ended, anchor = _reference(tokens, context, mention, previous)
    elif tokens.is_a(first - 1, "FOR") and _perfect(tokens, first - 1) and context.published is not None:
        ended, anchor = context.published, Anchor(AnchorKind.PUBLISHED, context.published)
    if ended is None or anchor is None:
        return mention
    window = _covered(mention.words, ended, size, anchor)
    return mention if window is None else replace(mention, window=window, named=window)


def _reference(
    tokens: Tokens, context: Context, mention: TimeMention, previous: TimeMention | None
) -> tuple[DayRange | None, Anchor | None]:
    """When "after …" is said of: the event whose anniversary it is, the date last named, or publication."""
    published = context.published
    near = previous is not None and not any(
        tokens.is_a(i, "BREAK") for i in range(tokens.at(previous.end), tokens.at(mention.start))
    )
    if near and previous is not None and previous.named is not None:
        days = previous.named.outer
        if days.first is not None and days.last is not None:
            if "anniversary" in previous.words.lower() and previous.quantity is not None:
                days = _years_before(days, previous.quantity)
            return days, Anchor(AnchorKind.MENTION, days, previous.words)
    return published, None if published is None else Anchor(AnchorKind.PUBLISHED, published)


def _years_before(days: DayRange, size: Quantity) -> DayRange:
    count = count_of(size)
    try:
        first, last = (moved(d, count, "Y", -1) if d else None for d in (days.first, days.last))
    except DateError:
        return DayRange(None, None)
    return DayRange(first, last)


def _perfect(tokens: Tokens, at: int) -> bool:
    """True where "have" or "has" governs what stands before a token."""
    for index in range(at - 1, max(-1, at - REACH), -1):
        if tokens.is_a(index, "BREAK", "STOP", "DOT"):
            return False
        word = tokens.text(index).lower()
        if word in {"have", "has"} or word.endswith(("'ve", "’ve")):
            following = tokens.text(index + 1).lower()
            return following in tokens.lexicon.past or following.endswith("ed")
    return False


def _covered(words: str, ended: DayRange, size: Quantity, anchor: Anchor) -> Window | None:
    unit, count = UNIT_CODES[size.unit or "day"], count_of(size)
    if unit not in {"Y", "M", "W", "D"}:
        return None
    starts: list[date] = []
    try:
        for when in (ended.first, ended.last):
            if when is not None:
                values = (count.low, count.low if count.high is None else count.high)
                starts.extend(moved(when, Count.exactly(value), unit, -1) for value in values)
    except DateError:
        return None
    if not starts:
        return None
    granularity = {"Y": Granularity.YEAR, "M": Granularity.MONTH, "W": Granularity.WEEK}.get(
        unit, Granularity.DAY
    )
    return Window(DayRange(min(starts), max(starts)), ended, words, anchor, granularity)
