"""Time expressions in Persian and Dari: three calendars, relative expressions, ranges."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from corroborate.claims.fa import years
from corroborate.claims.fa.script import folded, word
from corroborate.claims.time.calendar import GRANULARITY, Stretch, shift, stretch_of
from corroborate.claims.time.context import NO_PUBLICATION, OPEN
from corroborate.claims.time.mention import Operator, TimeMention, TimeRole
from corroborate.claims.time.numbers import Count, quantity
from corroborate.errors import DateError
from corroborate.lexicons import load
from corroborate.model.quantity import Hedge
from corroborate.model.window import Anchor, AnchorKind, DayRange, Granularity, Window

_NUMBERS = {
    "یک": 1,
    "دو": 2,
    "سه": 3,
    "چهار": 4,
    "پنج": 5,
    "شش": 6,
    "هفت": 7,
    "هشت": 8,
    "نه": 9,
    "ده": 10,
    "بیست": 20,
}


@dataclass(frozen=True, slots=True)
class _Grammar:
    pattern: re.Pattern[str]
    months: Mapping[str, tuple[str, int]]
    """Folded name → calendar and number."""
    eras: Mapping[str, str]
    weekdays: Mapping[str, int]
    days: Mapping[str, int]
    units: Mapping[str, str]
    signs: Mapping[str, int]
    sets: Mapping[str, frozenset[str]]


def _any(words: object) -> str:
    assert isinstance(words, list | dict | set)
    return "|".join(re.escape(word(w)).replace(r"\ ", r"\s?") for w in sorted(words, key=lambda w: -len(w)))


@cache
def _grammar() -> _Grammar:
    data: Mapping[str, Any] = load("dates", "fa")
    months = {
        word(n): (calendar, v) for calendar, names in data["calendars"].items() for n, v in names.items()
    }
    eras = {word(name): calendar for calendar, names in data["eras"].items() for name in names}
    units = {word(u): c for u, c in data["units"].items()}
    month = _any(list(months))
    era = _any(eras)
    year, moon = _any(data["year"]), _any(data["month"])
    number = r"\d{1,3}|" + "|".join(_NUMBERS)
    unit = _any(units)
    which = _any([*data["this"], *data["last"], *data["next"]])
    pattern = rf"""(?<![\w])(?:
        (?P<iso>\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}})(?![\d/-])
      | (?P<dmy>\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}})(?![\d/-])
      | (?P<d>\d{{1,2}})\s?(?:م|ام|مین)?\s(?:{moon}\s)?(?P<m>{month})(?:\s{moon})?
          (?:[،,]?\s(?:{year}\s)?(?P<y>\d{{4}})(?:\s(?P<e>{era}))?)?
      | (?:(?:{moon})\s)?(?P<m2>{month})(?:\s{moon})?[،,]?\s(?:{year}\s)?(?P<y2>\d{{4}})(?:\s(?P<e2>{era}))?
      | (?:{moon})\s(?P<m3>{month}) | (?P<m4>{month})\s{moon}
      | (?:{year})\s(?P<y3>\d{{4}})(?:\s(?P<e3>{era}))? | (?P<y4>\d{{4}})\s(?P<e4>{era})
      | (?P<this_year>{_any(data["this_year"])})
      | (?P<last_year>{_any(data["last_year"])})
      | (?P<next_year>{_any(data["next_year"])})
      | (?P<ago_n>{number})\s(?P<ago_u>{unit})\s(?:{_any(data["ago"])})
      | (?P<past_n>{number})\s(?P<past_u>{unit})\s(?:{_any(data["past"])})
      | (?P<rel_u>{unit})\s(?P<rel>{which})
      | (?P<day>{_any(data["days"])})
      | (?P<now>{_any(data["now"])})
      | (?P<w>{_any(data["weekdays"])})(?:\s(?P<wrel>{which}))?
      | (?P<len_n>{number})\s(?P<len_u>{unit})
    )(?!\w)"""
    signs = {word(w): sign for name, sign in (("this", 0), ("last", -1), ("next", 1)) for w in data[name]}
    sets = {name: frozenset(word(w) for w in data[name]) for name in ("since", "until", "onwards")}
    return _Grammar(
        re.compile(pattern, re.VERBOSE),
        months,
        eras,
        {word(w): v for w, v in data["weekdays"].items()},
        {word(w): v for w, v in data["days"].items()},
        units,
        signs,
        sets,
    )


def find_times_fa(content: str, *, published: DayRange | None) -> tuple[TimeMention, ...]:
    """The time expressions of a Persian or Dari text, in order and without overlap.

    Years, months and days of the Solar Hijri calendar with Afghan and Iranian names, of the lunar Hijri
    one (a day's uncertainty either side) and of the Gregorian one. "This year" and "last month" are those
    of the solar calendar, with the Gregorian reading as an alternative. Nothing reads a clock.
    """
    grammar = _grammar()
    text = folded(content)
    found: list[TimeMention] = []
    for match in grammar.pattern.finditer(text):
        try:
            mention = _read(content, match, grammar, published)
        except DateError:
            # 31 of a month of thirty days, a year off the calendar: no date.
            continue
        if mention is not None:
            found.append(mention)
    return _joined(content, text, found, grammar, published)


def _read(
    content: str, match: re.Match[str], grammar: _Grammar, published: DayRange | None
) -> TimeMention | None:
    start, end = match.span()
    words = content[start:end]
    if match["iso"] or match["dmy"]:
        windows = years.numeric(words, match["iso"] or match["dmy"], day_first=bool(match["dmy"]))
        return _point(start, end, words, windows)
    for suffix in ("", "2", "3", "4"):
        name = match[f"m{suffix}"]
        if name:
            number = int(match["d"]) if not suffix else None
            year = match[f"y{suffix}"] if suffix in {"", "2"} else None
            era = match[f"e{suffix}"] if suffix in {"", "2"} else None
            calendar, month = grammar.months[" ".join(name.split())]
            stated = grammar.eras[" ".join(era.split())] if era else None
            windows, reason = years.dated(
                words, calendar, month, number, int(year) if year else None, stated, published
            )
            return _point(start, end, words, windows, reason)
    for suffix in ("3", "4"):
        if match[f"y{suffix}"]:
            era = match[f"e{suffix}"]
            stated = grammar.eras[" ".join(era.split())] if era else None
            return _point(start, end, words, years.year(words, int(match[f"y{suffix}"]), stated))
    return _relative(start, end, words, match, grammar, published)


def _point(
    start: int, end: int, words: str, windows: list[Window], reason: str | None = None
) -> TimeMention | None:
    if not windows:
        return None
    window = replace(windows[0], alternatives=tuple(windows[1:]))
    return TimeMention(start, end, TimeRole.POINT, words, window, named=window, reason=reason)


def _relative(
    start: int, end: int, words: str, match: re.Match[str], grammar: _Grammar, published: DayRange | None
) -> TimeMention | None:
    for name, offset in (("this_year", 0), ("last_year", -1), ("next_year", 1)):
        if match[name]:
            return _unit(start, end, words, "Y", offset, published)
    if match["rel_u"]:
        sign = grammar.signs[" ".join(match["rel"].split())]
        return _unit(start, end, words, grammar.units[match["rel_u"]], sign, published)
    if match["ago_n"] or match["past_n"] or match["len_n"]:
        return _length(start, end, words, match, grammar, published)
    if match["day"] or match["now"]:
        offset = grammar.days[match["day"]] if match["day"] else 0
        return _anchored(
            start, end, words, published, lambda d: (shift(d, offset, "D"),) * 2, Granularity.DAY
        )
    weekday = grammar.weekdays[" ".join(match["w"].split())]
    sign = grammar.signs[" ".join(match["wrel"].split())] if match["wrel"] else -1

    def nearest(today: date) -> Stretch:
        back = (today.weekday() - weekday) % 7
        step = (weekday - today.weekday()) % 7 or 7 if sign > 0 else -((back or 7) if match["wrel"] else back)
        return (shift(today, step, "D"),) * 2

    return _anchored(start, end, words, published, nearest, Granularity.DAY)


def _anchored(
    start: int, end: int, words: str, published: DayRange | None, find: Any, granularity: Granularity
) -> TimeMention:
    if published is None or (published.first is None and published.last is None):
        window = Window(OPEN, OPEN, words, Anchor(AnchorKind.NONE), granularity)
        return TimeMention(start, end, TimeRole.POINT, words, window, named=window, reason=NO_PUBLICATION)
    found = [find(d) for d in (published.first, published.last) if d is not None]
    window = Window(
        DayRange(min(f[0] for f in found), max(f[0] for f in found)),
        DayRange(min(f[1] for f in found), max(f[1] for f in found)),
        words,
        Anchor(AnchorKind.PUBLISHED, published),
        granularity,
    )
    return TimeMention(start, end, TimeRole.POINT, words, window, named=window)


def _unit(
    start: int, end: int, words: str, unit: str, offset: int, published: DayRange | None
) -> TimeMention:
    """This, last or next unit: of the solar calendar for months and years, Gregorian beside it."""

    def gregorian(today: date) -> Stretch:
        first, last = stretch_of(shift(today, offset, unit), unit)
        return first, min(last, today) if offset == 0 else last

    if unit not in {"Y", "M"}:
        return _anchored(start, end, words, published, gregorian, GRANULARITY[unit])

    def solar(today: date) -> Stretch:
        first, last = years.solar_unit(today, unit, offset)
        return first, min(last, today) if offset == 0 else last

    mention = _anchored(start, end, words, published, solar, GRANULARITY[unit])
    other = _anchored(start, end, words, published, gregorian, GRANULARITY[unit]).window
    if mention.window is None or other is None or mention.reason is not None:
        return mention
    window = replace(mention.window, alternatives=(other,))
    return replace(mention, window=window, named=window)


def _length(
    start: int, end: int, words: str, match: re.Match[str], grammar: _Grammar, published: DayRange | None
) -> TimeMention | None:
    kind = next(k for k in ("ago", "past", "len") if match[f"{k}_n"])
    text, unit = match[f"{kind}_n"], grammar.units[match[f"{kind}_u"]]
    count = Count.exactly(int(text) if text[0].isdecimal() else _NUMBERS[text])
    size = quantity(count, unit, Hedge.NONE, words, text)
    if kind == "len":
        return TimeMention(start, end, TimeRole.DURATION, words, quantity=size)
    steps = int(count.low)
    if kind == "ago":

        def ago(today: date) -> Stretch:
            return stretch_of(shift(today, -steps, unit), "M" if unit == "Y" else unit)

        mention = _anchored(start, end, words, published, ago, GRANULARITY[unit])
        return replace(mention, role=TimeRole.ELAPSED, quantity=size)

    def past(today: date) -> Stretch:
        return shift(today, -steps, unit), today

    mention = _anchored(start, end, words, published, past, GRANULARITY[unit])
    return replace(mention, role=TimeRole.SPAN, quantity=size)


def _joined(
    content: str, text: str, found: list[TimeMention], grammar: _Grammar, published: DayRange | None
) -> tuple[TimeMention, ...]:
    """Ranges made one ("from … to …"), and "since" applied."""
    done: list[TimeMention] = []
    index = 0
    until = "|".join(grammar.sets["until"])
    onwards = "|".join(re.escape(w).replace(r"\ ", r"\s") for w in grammar.sets["onwards"])
    while index < len(found):
        mention = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        since = re.search(r"(?<!\w)از\s$", text[max(0, mention.start - 4) : mention.start])
        gap = text[mention.end : following.start] if following else ""
        if following is not None and len(gap) < 12 and re.fullmatch(rf"\s?(?:{until}|[-–])\s?", gap):
            pair = _range(content, mention, following)
            if pair is not None:
                done.append(pair)
                index += 2
                continue
        after = re.match(rf"\s(?:{onwards})(?!\w)", text[mention.end : mention.end + 20])
        if since and after and mention.window is not None:
            end = published if published is not None else OPEN
            window = replace(mention.window, end=end, alternatives=())
            span = (mention.start - (4 - since.start()) if mention.start >= 4 else 0, mention.start)
            mention = replace(mention, window=window, operator=Operator.SINCE, operator_span=span)
        done.append(mention)
        index += 1
    return tuple(done)


def _range(content: str, first: TimeMention, second: TimeMention) -> TimeMention | None:
    low, high = first.named, second.named
    if low is None or high is None or low.start.first is None or high.end.last is None:
        return None
    if low.start.first > high.end.last:
        return None
    words = content[first.start : second.end]
    window = Window(low.start, high.end, words, high.anchor, high.granularity)
    return TimeMention(
        first.start,
        second.end,
        TimeRole.SPAN,
        words,
        window,
        named=window,
        operator=Operator.RANGE,
        parts=(first, second),
    )
