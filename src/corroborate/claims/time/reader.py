"""Find the time expressions of a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from corroborate.claims.time import (
    absolute,
    ages,
    clock,
    durations,
    elapsed,
    islamic,
    months,
    periods,
    portions,
    present,
    quarters,
    recurring,
    relative,
    reporting,
    spans,
    weekdays,
)
from corroborate.claims.time.context import Context, Reading
from corroborate.claims.time.mention import Operator, TimeMention, TimeRole
from corroborate.claims.time.modifiers import early_late, operated, operator_after, operator_before, to_date
from corroborate.claims.time.named import head_letters, named_day
from corroborate.claims.time.ranges import joined
from corroborate.claims.time.rule import RuleBook
from corroborate.claims.time.tokens import Tokens
from corroborate.claims.words import Cut
from corroborate.model.text import Segment, SegmentKind
from corroborate.model.window import DayRange

CHUNK: Final = 1 << 16
"""Code points read at a time, so that memory does not grow with the text."""
OVERLAP: Final = 400
"""Code points around a chunk's end that are read twice; no expression is longer."""


RULES: Final = tuple(
    rule
    for module in (
        absolute,
        periods,
        islamic,
        clock,
        ages,
        recurring,
        relative,
        present,
        months,
        quarters,
        reporting,
        weekdays,
        elapsed,
        spans,
        portions,
        durations,
    )
    for rule in module.RULES
)
"""All rules; of two that read as much, the first one counts."""


@lru_cache(maxsize=8)
def rules(language: str) -> RuleBook:
    """The rules over the classes of a language."""
    return RuleBook(RULES, language)


def find_times(
    content: str,
    *,
    published: DayRange | None,
    segments: Sequence[Segment] = (),
    language: str = "en",
    words: Cut | None = None,
) -> tuple[TimeMention, ...]:
    """The time expressions of a text, in order and without overlap; the longest reading wins.

    Offsets count code points. ``published`` is when the document was published; without it what is
    relative to publication stays open and says so: no clock is read. ``segments`` tell what is said in a
    turn of an interview, before publication. ``words`` are those of the text where they have been cut
    already. Time and memory grow linearly with the text. TIMEX3 values
    follow ISO-TimeML (Pustejovsky et al. 2010).
    """
    if language == "fa":
        # Persian counts by other calendars and its grammar is its own.
        from corroborate.claims.fa.times import find_times_fa

        return find_times_fa(content, published=published)
    turns = tuple((s.start, s.end) for s in segments if s.kind is SegmentKind.TURN)
    found: list[TimeMention] = []
    carried: Context | None = None
    for begin, end, low, high in chunks(content):
        tokens = Tokens(content[low:high], language, _within(words, low, high))
        context = Context(tokens, published, tuple((a - low, b - low) for a, b in turns))
        context.month_first = _month_first(tokens)
        if carried is not None:
            context.mention, context.mention_unit = carried.mention, carried.mention_unit
        done = found[-1].end if found else 0
        for mention in _read(tokens, context, language):
            placed = mention.moved(low)
            if begin <= placed.start < end and placed.start >= done:
                found.append(placed)
                done = placed.end
        carried = context
    return tuple(found)


def _within(words: Cut | None, low: int, high: int) -> Cut | None:
    """The words that begin in a stretch, with their offsets in it."""
    if words is None:
        return None
    first, last = bisect_left(words.starts, low), bisect_left(words.starts, high)
    starts = words.starts[first:last]
    return Cut([start - low for start in starts] if low else starts, words.forms[first:last])


def chunks(content: str) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of a text: first and last offset of each, and of what is read around it."""
    begin = 0
    while begin < len(content) or begin == 0:
        end = min(begin + CHUNK, len(content))
        yield begin, end, max(0, begin - OVERLAP), min(len(content), end + OVERLAP)
        if end >= len(content):
            return
        begin = end


def _month_first(tokens: Tokens) -> bool | None:
    """How the text writes its dates, by those that can be read in one way only."""
    votes: set[bool] = set()
    if tokens.letters["SLASHDATE"] not in tokens.codes:
        return None
    for index, code in enumerate(tokens.codes):
        if code == tokens.letters["SLASHDATE"]:
            a, b, _ = (int(part) for part in tokens.text(index).split("/"))
            if (a > 12) != (b > 12):
                votes.add(b > 12)
    return votes.pop() if len(votes) == 1 else None


def _read(tokens: Tokens, context: Context, language: str) -> tuple[TimeMention, ...]:
    book = rules(language)
    single = tuple(_mentions(tokens, context, book, language))
    return joined(tokens, single, context)


def _mentions(tokens: Tokens, context: Context, book: RuleBook, language: str) -> Iterator[TimeMention]:
    codes = tokens.codes
    index, done = 0, 0
    search, possible, heads = book.starts.search, book.open, head_letters(language)
    while True:
        match = search(codes, index)
        if match is None:
            return
        index = match.start()
        best = named_day(tokens, index, context, language) if codes[index] in heads else None
        other = book.longest(tokens, index, context) if possible[codes[index : index + 2]] else None
        if isinstance(other, int):
            index = other
            continue
        if best is None or (other is not None and other[1] > best[1]):
            best = other
        if best is None or best[1] <= best[0]:
            index += 1
            continue
        first, last, reading = best
        widened, reading = early_late(tokens, first, reading)
        first = max(widened, done) if widened < first else first
        yield _mention(tokens, context, first, last, reading)
        index = done = last


def _so_far(tokens: Tokens, first: int) -> bool:
    """True behind "so far in" and "to date in"."""
    return tokens.is_a(first - 1, "IN") and tokens.is_a(first - 2, "FAR") and tokens.is_a(first - 3, "SO")


def _mention(tokens: Tokens, context: Context, first: int, last: int, reading: Reading) -> TimeMention:
    start, end = tokens.starts[first], tokens.ends[last - 1]
    words = tokens.content[start:end]
    named = reading.window
    window, operator, operator_span = named, reading.operator, reading.operator_span
    event: tuple[int, int] | None = reading.event
    if named is not None:
        named = replace(named, words=words)
        window = named
        before = operator_before(tokens, first)
        if before is not None and reading.role in {TimeRole.POINT, TimeRole.SPAN}:
            operator, at = before
            if operator is Operator.BEFORE and reading.tag is not None and reading.tag.mod == "END":
                # Before the end of March is up to its last days.
                operator = Operator.BY
            operator_span = (tokens.starts[at], tokens.ends[first - 1])
            window = operated(named, operator, context)
        elif reading.role is TimeRole.POINT and last < len(tokens) and operator_after(tokens, last):
            operator = Operator.SINCE
            operator_span = (tokens.starts[last], tokens.ends[last])
            window = operated(named, operator, context)
        if _so_far(tokens, first):
            window = to_date(window, context)
    role = reading.role
    reason = reading.reason
    mention = TimeMention(
        start,
        end,
        role,
        words,
        window,
        reading.quantity,
        event,
        reading.tag,
        named,
        operator,
        operator_span,
        (),
        reason,
    )
    if (
        reading.remember
        and named is not None
        and named.start.first is not None
        and role in {TimeRole.POINT, TimeRole.ELAPSED}
    ):
        context.mention, context.mention_unit, context.mention_end = named, reading.unit, end
        if reading.unit == "D":
            context.day_mention = named
    return mention
