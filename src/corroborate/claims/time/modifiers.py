"""What stands before an expression and changes it: early and late, since and until."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from corroborate.claims.time.context import OPEN, Context, Reading
from corroborate.claims.time.mention import Operator, Tag
from corroborate.claims.time.tokens import Tokens
from corroborate.model.window import AnchorKind, DayRange, Window

_MOD_PART = {"START": "START", "MID": "MID", "END": "END"}


def early_late(tokens: Tokens, first: int, reading: Reading) -> tuple[int, Reading]:
    """The expression widened over "early", "mid-", "the end of", with its window narrowed."""
    at = first - 1
    if tokens.is_a(at, "HYPHEN"):
        at -= 1
    elif tokens.is_a(at, "THE") and tokens.is_a(at - 1, "OF") and tokens.is_a(at - 2, "EARLY"):
        at -= 2
    elif tokens.is_a(at, "OF", "IN") and tokens.is_a(at - 1, "EARLY"):
        at -= 1
    if not tokens.is_a(at, "EARLY") or reading.tag is None or reading.unit is None:
        return first, reading
    part = str(tokens.values[at])
    word = tokens.text(at).lower()
    joined = at == first - 1
    if word == "close" and not tokens.is_a(at + 1, "OF"):
        return first, reading
    if joined and word in {"beginning", "start", "outset", "middle", "end", "close", "turn"}:
        return first, reading
    if not joined and word in {"early", "late", "mid"} and not tokens.is_a(at + 1, "HYPHEN", "IN", "OF"):
        return first, reading
    if tokens.is_a(at - 1, "THE"):
        at -= 1
    words_first = at
    window = reading.window
    if window is not None:
        window = narrowed(window, part, tokens, reading.unit)
        window = replace(window, words=f"{tokens.text(at, first)} {window.words}")
    tag = Tag(reading.tag.type, reading.tag.value, part)
    return words_first, replace(reading, tag=tag, window=window)


def narrowed(window: Window, part: str, tokens: Tokens, unit: str) -> Window:
    """The part of a stretch that "early", "mid" or "late" leaves of it; one that is not exact is kept."""
    if not window.is_exact or window.start.first is None or window.end.first is None or unit == "D":
        return window
    low, high = tokens.lexicon.parts[part]
    first, last = part_of(window.start.first, window.end.first, low, high, unit)
    return replace(window, start=DayRange.on(first), end=DayRange.on(last), alternatives=())


def part_of(first: date, last: date, low: float, high: float, unit: str) -> tuple[date, date]:
    """A part of a stretch, in whole months of a year and whole years of a decade."""
    if unit == "Y" and (first.month, first.day, last.month) == (1, 1, 12):
        a, b = round(low * 12), round(high * 12)
        start = date(first.year, a + 1, 1)
        end = date(first.year, 12, 31) if b == 12 else date(first.year, b + 1, 1) - timedelta(days=1)
        return start, end
    if unit == "DE":
        years = last.year - first.year + 1
        a, b = round(low * years), round(high * years)
        return date(first.year + a, 1, 1), date(first.year + max(b, a + 1) - 1, 12, 31)
    days = (last - first).days + 1
    a, b = round(low * days), round(high * days)
    return first + timedelta(days=a), first + timedelta(days=max(b, a + 1) - 1)


_FOLLOWING = {"SINCE": Operator.SINCE, "UNTIL": Operator.UNTIL, "THROUGH": Operator.UNTIL, "BY": Operator.BY}


_JOINED_ON = {"pre": Operator.BEFORE, "post": Operator.AFTER}


def operator_after(tokens: Tokens, last: int) -> Operator | None:
    """The operator behind an expression: "from August onwards"."""
    return Operator.SINCE if tokens.text(last).lower() in {"onward", "onwards"} else None


def operator_before(tokens: Tokens, first: int) -> tuple[Operator, int] | None:
    """The operator that ends just before a token, and its first token."""
    at = first - 1
    while at >= 0 and tokens.is_a(at, "ONLY", "ABOUT", "AT", "ON", "THE"):
        at -= 1
    if tokens.is_a(at, "HYPHEN") and tokens.text(at - 1).lower() in _JOINED_ON:
        return _JOINED_ON[tokens.text(at - 1).lower()], at - 1
    if (
        tokens.is_a(at, "THAN")
        and tokens.is_a(at - 1, "LATER")
        and tokens.text(at - 2).lower() in {"no", "not"}
    ):
        return Operator.BY, at - 2
    if tokens.text(at).lower() == "including" and tokens.is_a(at - 1, "AND"):
        at -= 2
        if tokens.is_a(at, "TO") and tokens.is_a(at - 1, "UPWORD"):
            return Operator.UNTIL, at - 1
    for name, operator in _FOLLOWING.items():
        if tokens.is_a(at, name):
            if name == "UNTIL" and tokens.is_a(at - 1, "UPWORD"):
                at -= 1
            return operator, at
    if tokens.is_a(at, "BEFORE") or (tokens.is_a(at, "TO") and tokens.is_a(at - 1, "PRIOR")):
        return Operator.BEFORE, at - (0 if tokens.is_a(at, "BEFORE") else 1)
    if tokens.is_a(at, "AFTER") and tokens.text(at).lower() == "after":
        return Operator.AFTER, at
    if tokens.is_a(at, "OF") and tokens.is_a(at - 1, "ASWORD"):
        return Operator.AS_OF, at - 1
    if (
        tokens.is_a(at, "FROM")
        and at >= 1
        and tokens.text(at - 1).lower() in {"starting", "beginning", "effective"}
    ):
        return Operator.SINCE, at - 1
    if tokens.is_a(at, "TO") and tokens.is_a(at - 1, "UPWORD"):
        return Operator.UNTIL, at - 1
    return None


def operated(window: Window, operator: Operator, context: Context) -> Window:
    """The window that an operator makes of the stretch named: since, until, before, after."""
    published = context.published
    words = window.words
    day = timedelta(days=1)

    def step(days: DayRange, by: timedelta) -> DayRange:
        def moved(when: date | None) -> date | None:
            if (
                when is None
                or (when == date.max and by > timedelta())
                or (when == date.min and by < timedelta())
            ):
                return when
            return when + by

        return DayRange(moved(days.first), moved(days.last))

    till = published if published is not None else OPEN
    alternatives = tuple(operated(other, operator, context) for other in window.alternatives)
    match operator:
        case Operator.SINCE:
            start, end = window.start, _not_before(till, window.start)
        case Operator.UNTIL | Operator.BY:
            start, end = OPEN, window.end
        case Operator.BEFORE:
            start, end = OPEN, step(window.start, -day)
        case Operator.AFTER:
            start, end = step(window.end, day), OPEN
        case _:
            return window
    return replace(window, start=start, end=end, words=words, alternatives=alternatives)


def to_date(window: Window, context: Context) -> Window:
    """A stretch that publication cuts short: "so far in 2024"."""
    published = context.published
    if published is None or published.first is None or window.end.last is None:
        return window
    if window.start.last is None or window.start.last > published.first or window.end.last <= published.first:
        return window
    return replace(window, end=published)


def _not_before(end: DayRange, start: DayRange) -> DayRange:
    """``end``, open where it would lie before ``start``: "since" with a date after publication."""
    if end.last is not None and start.first is not None and end.last < start.first:
        return OPEN
    return end


def resolved(window: Window | None) -> bool:
    """True where a window has an end to reckon from."""
    return window is not None and window.anchor.kind is not AnchorKind.NONE
