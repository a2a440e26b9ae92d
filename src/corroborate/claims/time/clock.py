"""Times of day, alone or with their day: 9 a.m. Tuesday, Friday night, this morning, noon."""

from __future__ import annotations

import re
from datetime import date, timedelta

from corroborate.claims.time.calendar import Stretch, day, shift
from corroborate.claims.time.context import Context, Reading, explicit
from corroborate.claims.time.mention import Tag, TimeRole
from corroborate.claims.time.rule import Found, Rule
from corroborate.claims.time.weekdays import weekday_tense
from corroborate.model.window import Granularity, Window


def clock_value(found: Found) -> str | None:
    """``T16:30`` from the groups ``c`` (clock or hour) and ``ap`` (meridiem)."""
    if found.has("noon"):
        return f"T{found.value('noon')}"
    text = found.text("c")
    match = re.match(r"(\d{1,2})(?:[:.](\d{2}))?(?::(\d{2}))?", text)
    hour, minute, second = (
        (int(match[1]), match[2] or "00", match[3]) if match else (_hour(found), "00", None)
    )
    if found.has("ap"):
        afternoon = found.text("ap").startswith("p")
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if afternoon else 0)
    elif found.has("p"):
        part = found.value("p")
        if part in {"AF", "EV", "NI"} and hour < 12:
            hour += 12
    if hour > 24 or int(minute) > 59:
        return None
    return f"T{hour:02d}:{minute}" + (f":{second}" if second else "")


def _hour(found: Found) -> int:
    value = found.value("c")
    return int(value) if isinstance(value, int) else 99


def _day_of(found: Found, context: Context) -> tuple[Window | None, str, str | None]:
    """The day of a clock time: its weekday or date, else the day last named, else publication."""
    words = found.words
    if found.has("d"):
        weekday = int(found.value("d"))
        future = weekday_tense(found, context) == "future"
        which = int(found.value("w")) if found.has("w") else 0

        def find(today: date) -> Stretch:
            back = (today.weekday() - weekday) % 7
            step = (weekday - today.weekday()) % 7 if future or which > 0 else -back
            if which < 0 and not back:
                step = -7
            when = shift(today, step, "D")
            return when, when

        window, tag, reason = context.relative(
            words, find, Granularity.TIME, lambda s: s[0].isoformat(), f"XXXX-WXX-{weekday + 1}"
        )
        return window, tag.value, reason
    offset = int(found.value("t")) if found.has("t") else 0
    if found.has("last"):
        offset = -1
    if found.has("m"):
        year = int(found.value("y")) if found.has("y") else None
        month, number = int(found.value("m")), int(found.value("n"))
        if year is not None:
            when = day(year, month, number)
            return explicit(words, (when, when), Granularity.TIME, when.isoformat()), when.isoformat(), None

        def dated(today: date) -> Stretch:
            found_day = day(today.year, month, number)
            if found_day > today and context.tense(found.first) != "future":
                found_day = day(today.year - 1, month, number)
            return found_day, found_day

        window, tag, reason = context.relative(
            words, dated, Granularity.TIME, lambda s: s[0].isoformat(), f"XXXX-{month:02d}-{number:02d}"
        )
        return window, tag.value, reason

    def near(today: date) -> Stretch:
        when = shift(today, offset, "D")
        return when, when

    mention = context.mention
    free = not (found.has("t") or found.has("last") or found.has("this"))
    if (
        free
        and mention is not None
        and context.mention_unit == "D"
        and mention.start.is_exact
        and mention.start.first
        and _near(found, context)
    ):
        return mention, mention.start.first.isoformat(), None
    window, tag, reason = context.relative(
        words, near, Granularity.TIME, lambda s: s[0].isoformat(), "XXXX-XX-XX"
    )
    return window, tag.value, reason


def _near(found: Found, context: Context) -> bool:
    return context.mention_end >= found.tokens.starts[found.first] - 120


def _clock(found: Found, context: Context) -> Reading | None:
    value = clock_value(found)
    if value is None:
        return None
    if not any(found.has(group) for group in ("ap", "noon", "z", "p", "oclock")):
        before = found.tokens.text(found.first - 1).lower() if found.first else ""
        if before not in {
            "at",
            "by",
            "until",
            "till",
            "from",
            "to",
            "before",
            "after",
            "around",
            "about",
            "since",
            "between",
        } and not (found.has("d") or found.has("t")):
            return None
    if found.has("noon") and found.tokens.text(found.first - 1).lower() == "high":
        return None
    window, days, reason = _day_of(found, context)
    text = f"{days}{value}"
    return Reading(
        TimeRole.POINT, Tag("TIME", text), _timed(window, found.words, text), unit="D", reason=reason
    )


def _timed(window: Window | None, words: str, value: str) -> Window | None:
    if window is None:
        return None
    return Window(window.start, window.end, words, window.anchor, Granularity.TIME, value)


def _part(found: Found, context: Context) -> Reading | None:
    """Read "Friday night", "this morning", "last night", "yesterday afternoon", "tonight", "overnight"."""
    part = str(found.value("p")) if found.has("p") else "NI"
    window, days, reason = _day_of(found, context)
    text = f"{days}T{part}"
    return Reading(
        TimeRole.POINT, Tag("TIME", text), _timed(window, found.words, text), unit="D", reason=reason
    )


def _bare_part(found: Found, context: Context) -> Reading | None:
    """Read "in the morning", "the next morning", "that night"."""
    tokens = found.tokens
    if found.text("p").lower().endswith("s"):
        return None
    if found.has("that") or found.has("next"):
        mention = context.mention
        if mention is None or mention.start.first is None or context.mention_unit != "D":
            text = f"XXXX-XX-XXT{found.value('p')}"
            return Reading(
                TimeRole.POINT,
                Tag("TIME", text),
                None,
                reason="no earlier day of the text tells which",
                remember=False,
            )
        when = mention.start.first + timedelta(days=int(found.value("next")) if found.has("next") else 0)
        text = f"{when.isoformat()}T{found.value('p')}"
        return Reading(
            TimeRole.POINT,
            Tag("TIME", text),
            explicit(found.words, (when, when), Granularity.TIME, text),
            unit="D",
        )
    before = tokens.text(found.first - 1).lower() if found.first else ""
    if before not in {"in", "during", "by", "until"}:
        return None
    return _part(found, context)


_DAY = "(?: (?P<w>[LAST NEXT])? (?P<d>WDAY) | (?P<t>TODAY) | (?P<m>MON) (?P<n>DAY) (?:COMMA? (?P<y>YEAR))? )"
_CLOCK_AP = "(?P<c>[CLOCK SMALL NUMBER WORDNUM]) HYPHEN? (?P<ap>MERIDIEM)"
_CLOCK_24 = "(?P<c>CLOCK)"
_CLOCK_OF = "(?P<c>[SMALL WORDNUM]) (?:OCLOCK)? IN THE (?P<p>PART)"
_OCLOCK = "(?P<c>[SMALL WORDNUM]) (?P<oclock>OCLOCK)"
_NOON = "(?P<noon>NOON)"
_ZONE = "(?: LOCAL MOMENT | (?P<z>PAREN? ZONE PAREN?) )?"


def _clock_rules() -> tuple[Rule, ...]:
    rules = []
    for time in (_CLOCK_AP, _CLOCK_24, _CLOCK_OF, _OCLOCK, _NOON):
        rules.append(Rule(f"{time} {_ZONE} COMMA? ON? {_DAY}", _clock))
        rules.append(Rule(f"{_DAY} COMMA? AT? {time} {_ZONE}", _clock))
        rules.append(Rule(f"{time} {_ZONE}", _clock))
    rules.append(Rule("(?P<c>[NUMBER YEAR]) (?P<z>ZONE)", _military))
    return tuple(rules)


def _military(found: Found, context: Context) -> Reading | None:
    text = found.text("c")
    if not re.fullmatch(r"([01]\d|2[0-3])[0-5]\d", text):
        return None
    window, days, reason = _day_of(found, context)
    value = f"{days}T{text[:2]}:{text[2:]}"
    return Reading(
        TimeRole.POINT, Tag("TIME", value), _timed(window, found.words, value), unit="D", reason=reason
    )


RULES = (
    *_clock_rules(),
    Rule("(?P<w>[LAST NEXT])? (?P<d>WDAY) (?P<p>PART)", _part),
    Rule("(?P<t>TODAY) (?P<p>PART)", _part),
    Rule("(?P<this>THIS) (?P<p>PART)", _part),
    Rule("(?P<last>LAST) (?P<p>PART)", _part),
    Rule("(?P<this>TONIGHT)", _part),
    Rule("OVERNIGHT", _part),
    Rule("(?P<m>MON) (?P<n>DAY) (?P<p>PART)", _part),
    Rule("(?P<that>THAT) (?:SAME)? (?P<p>PART)", _bare_part),
    Rule("THE (?P<next>[NEXT AFTER]) (?P<p>PART)", _bare_part),
    Rule("THE (?P<p>PART) (?P<next>BEFORE) (?= DOT | COMMA | STOP | BREAK | $)", _bare_part),
    Rule("THE (?P<next>PREVIOUS) (?P<p>PART)", _bare_part),
    Rule("THE EARLY? (?P<p>[PART DUSK])", _bare_part),
)
