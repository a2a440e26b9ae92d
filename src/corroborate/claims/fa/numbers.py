"""Quantities in Persian and Dari."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from corroborate.claims.fa.script import folded, word
from corroborate.claims.fa.times import find_times_fa
from corroborate.claims.quantities import Found, QuantityMention, Skipped
from corroborate.claims.quantities.bounds import bounds, interval, number
from corroborate.claims.time.mention import TimeRole
from corroborate.lexicons import load
from corroborate.model.interval import Interval
from corroborate.model.quantity import Dimension, Hedge, Quantity

_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[./]\d+)?|[^\W\d_]+|%|\S")
LONGEST = 40
"""Digits of a number that is still read."""


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Words:
    units: Mapping[str, int]
    magnitudes: Mapping[str, int]
    hedges: Mapping[str, tuple[tuple[tuple[str, ...], Hedge], ...]]
    """By first word, the longest first."""
    vague: Mapping[str, tuple[tuple[tuple[str, ...], int, tuple[int, int]], ...]]
    starts: frozenset[str]
    """Words that a quantity may begin with."""
    percent: tuple[tuple[str, ...], ...]
    measures: Mapping[str, tuple[Dimension, str | None]]
    sets: Mapping[str, frozenset[str]]
    fractions: Mapping[str, Fraction]
    denominators: Mapping[str, int]


@cache
def _words() -> _Words:
    data: Mapping[str, Any] = load("figures", "fa")
    hedges = [
        (tuple(word(w) for w in words), Hedge(name))
        for name, phrases in data["hedges"].items()
        for words in phrases
    ]
    vague = [
        (tuple(word(w) for w in words), int(row["low"]), (int(row["usual"][0]), int(row["usual"][1])))
        for row in data["vague"]
        for words in row["words"]
    ]
    heads: set[str] = {h[0][0] for h in hedges} | {v[0][0] for v in vague}
    opening = [word(w) for name in ("units", "magnitudes", "half", "fractions") for w in data[name]]
    opening += [word(w) for name in ("between", "from") for w in data[name]]
    sets = ("half", "and", "doubtful", "counters", "between", "from", "to")
    return _Words(
        {word(w).replace(" ", ""): v for w, v in data["units"].items()},
        {word(w): v for w, v in data["magnitudes"].items()},
        {w: tuple(sorted((h for h in hedges if h[0][0] == w), key=lambda h: -len(h[0]))) for w in heads},
        {w: tuple(sorted((v for v in vague if v[0][0] == w), key=lambda v: -len(v[0]))) for w in heads},
        frozenset([*heads, *opening]),
        tuple(tuple(word(w) for w in words) for words in data["percent"]),
        {word(w): (Dimension(d), u) for w, (d, u) in data["measures"].items()},
        {name: frozenset(word(w) for w in data[name]) for name in sets},
        {word(w): Fraction(a, b) for w, (a, b) in data["fractions"].items()},
        {word(w): v for w, v in data["denominators"].items()},
    )


@dataclass(frozen=True, slots=True)
class _Number:
    first: int
    last: int
    value: Fraction
    worded: bool


def find_quantities_fa(content: str) -> Found:
    """Every number of a Persian or Dari text, as a quantity or as skipped with the reason.

    Digits of all three scripts, number words, ranges, hedges and vague counts, on the same type and by
    the same table of widths as English. Time and memory grow linearly with the text.
    """
    text = folded(content)
    tokens = [_Token(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text)]
    dates = [m for m in find_times_fa(content, published=None) if m.role in {TimeRole.POINT, TimeRole.SPAN}]
    mentions: list[QuantityMention] = []
    skipped: list[Skipped] = []
    numeric: list[tuple[int, int]] = []
    index, date_at, starts = 0, 0, _words().starts
    while index < len(tokens):
        token = tokens[index]
        while date_at < len(dates) and dates[date_at].end <= token.start:
            date_at += 1
        begins = token.text in starts or token.text[0].isdecimal()
        found = (_vague(tokens, index) or _hedged(tokens, index)) if begins else None
        if found is None:
            if token.text[0].isdecimal():
                numeric.append((token.start, token.end))
                skipped.append(Skipped(token.start, token.end, "not a number"))
            index += 1
            continue
        first, last, quantity, core, unit = found
        inside = date_at < len(dates) and dates[date_at].start < tokens[core[1] - 1].end
        start, end = tokens[core[0]].start, tokens[core[1] - 1].end
        numeric.append((start, end))
        if inside and dates[date_at].start <= start:
            skipped.append(Skipped(start, end, "date"))
        else:
            mentions.append(_mention(content, tokens, first, last, quantity, core, unit))
        index = max(last, index + 1)
    return Found(tuple(mentions), tuple(skipped), tuple(numeric))


_Read = tuple[int, int, Quantity, tuple[int, int], tuple[int, int] | None]


def _mention(
    content: str,
    tokens: list[_Token],
    first: int,
    last: int,
    quantity: Quantity,
    core: tuple[int, int],
    unit: tuple[int, int] | None,
) -> QuantityMention:
    start, end = tokens[first].start, tokens[last - 1].end
    core_start, core_end = tokens[core[0]].start, tokens[core[1] - 1].end
    exact = Quantity(
        quantity.hard,
        quantity.usual,
        content[start:end],
        content[core_start:core_end],
        quantity.hedge,
        quantity.dimension,
        quantity.unit,
        quantity.stated,
    )
    unit_span = (tokens[unit[0]].start, tokens[unit[1] - 1].end) if unit else (None, None)
    return QuantityMention(start, end, core_start, core_end, exact, *unit_span)


def _phrase(tokens: list[_Token], index: int, words: tuple[str, ...]) -> bool:
    return len(tokens) >= index + len(words) and all(tokens[index + i].text == w for i, w in enumerate(words))


def _vague(tokens: list[_Token], index: int) -> _Read | None:
    for words, low, usual in _words().vague.get(tokens[index].text, ()):
        if _phrase(tokens, index, words):
            last = index + len(words)
            dimension, name, unit = _unit(tokens, last)
            quantity = Quantity(
                Interval(low, None), Interval(*usual), "", "", Hedge.VAGUE, dimension, name, None
            )
            return index, unit[1] if unit else last, quantity, (index, last), unit
    return None


def _hedged(tokens: list[_Token], index: int) -> _Read | None:
    """A number with the hedge or range around it that begins at a token."""
    words = _words()
    hedge, at = Hedge.NONE, index
    for phrase, kind in words.hedges.get(tokens[index].text, ()):
        if _phrase(tokens, index, phrase):
            hedge, at = kind, index + len(phrase)
            break
    between = hedge is Hedge.NONE and tokens[at].text in (words.sets["between"] | words.sets["from"])
    opened = tokens[at].text if between else ""
    if between:
        at += 1
    low = _number(tokens, at, hedged=hedge is not Hedge.NONE or between)
    if low is None:
        return None
    high = _second(tokens, low, opened)
    if between and high is None:
        return None
    last = high.last if high else low.last
    dimension, name, unit = _unit(tokens, last)
    scale = Fraction(1, 100) if dimension is Dimension.SHARE else Fraction(1)
    core = (low.first, last)
    end = unit[1] if unit else last
    if high is not None:
        ends = sorted((_scaled(tokens, low, high) * scale, high.value * scale))
        hard = interval((ends[0], ends[1]))
        return index, end, Quantity(hard, hard, "", "", Hedge.RANGE, dimension, name, None), core, unit
    if dimension is Dimension.COUNT and low.value < 1 and low.value.denominator != 1 and low.worded:
        dimension = Dimension.SHARE
    value = low.value * scale
    hard_pair, usual_pair = bounds(value, hedge, dimension)
    quantity = Quantity(
        interval(hard_pair), interval(usual_pair), "", "", hedge, dimension, name, number(value)
    )
    return index, end, quantity, core, unit


def _second(tokens: list[_Token], low: _Number, opened: str) -> _Number | None:
    """The upper end of a range after its lower one."""
    words, at = _words(), low.last
    if at >= len(tokens):
        return None
    joins = tokens[at].text in words.sets["to"] or tokens[at].text in {"-", "–"}
    if not joins and not (opened in words.sets["between"] and tokens[at].text in words.sets["and"]):
        return None
    high = _number(tokens, at + 1, hedged=True)
    if high is None:
        return None
    return high


def _scaled(tokens: list[_Token], low: _Number, high: _Number) -> Fraction:
    """The lower end with the magnitude that "5 to 10 thousand" says once for both."""
    magnitudes = _words().magnitudes
    times = magnitudes.get(tokens[high.last - 1].text, 1)
    alone = tokens[low.last - 1].text not in magnitudes
    return low.value * times if alone and low.value * times <= high.value else low.value


def _number(tokens: list[_Token], first: int, *, hedged: bool) -> _Number | None:
    words = _words()
    total, group, index = Fraction(0), None, first
    worded = False
    while index < len(tokens):
        text = tokens[index].text
        joined = index > first and text in words.sets["and"]
        at = index + 1 if joined else index
        if at >= len(tokens):
            break
        value = _term(tokens[at].text)
        magnitude = words.magnitudes.get(tokens[at].text)
        if magnitude is not None and not joined:
            if group is None and index > first:
                break
            total += (group if group is not None else 1) * magnitude
            group, index, worded = None, at + 1, True
            if total.numerator > 10**LONGEST:
                return None
            continue
        if value is None or (index > first and not joined):
            break
        if joined and not _smaller(value, group if group is not None else total):
            break
        group = value if group is None else group + value
        worded = worded or not tokens[at].text[0].isdecimal()
        index = at + 1
    if index == first:
        return None
    found = _Number(first, index, total + (group or 0), worded)
    return _with_fraction(tokens, found) if _counts(tokens, found, hedged) else None


def _with_fraction(tokens: list[_Token], found: _Number) -> _Number:
    """Read "one third", said as a number and a denominator."""
    denominators = _words().denominators
    if found.last < len(tokens) and found.worded and tokens[found.last].text in denominators:
        share = found.value / denominators[tokens[found.last].text]
        return _Number(found.first, found.last + 1, share, True)
    return found


def _term(text: str) -> Fraction | None:
    words = _words()
    if text[0].isdecimal():
        if len(text) > LONGEST:
            return None
        plain = text.replace(",", "").replace("/", ".")
        return Fraction(plain) if plain.count(".") <= 1 else None
    if text in words.sets["half"]:
        return Fraction(1, 2)
    if text in words.fractions:
        return words.fractions[text]
    value = words.units.get(text)
    return None if value is None else Fraction(value)


def _smaller(value: Fraction, before: Fraction) -> bool:
    """True where a number can follow another after "and": five after twenty, not three after two."""
    if before == 0 or before.denominator != 1:
        return False
    size = 1
    while before % (size * 10) == 0:
        size *= 10
    return value < size


def _counts(tokens: list[_Token], found: _Number, hedged: bool) -> bool:
    """False for a lone word that is a number only where something is counted."""
    words = _words()
    if not found.worded or hedged or found.last - found.first > 1:
        return True
    lone = tokens[found.first].text
    if lone in words.sets["half"] or lone in words.sets["doubtful"]:
        following = tokens[found.last].text if found.last < len(tokens) else ""
        return (
            following in words.sets["counters"]
            or following in words.measures
            or following in words.denominators
        )
    return True


def _unit(tokens: list[_Token], at: int) -> tuple[Dimension, str | None, tuple[int, int] | None]:
    words = _words()
    for phrase in words.percent:
        if _phrase(tokens, at, phrase):
            return Dimension.SHARE, "percent", (at, at + len(phrase))
    if at < len(tokens) and tokens[at].text in words.measures:
        dimension, name = words.measures[tokens[at].text]
        if dimension is not Dimension.COUNT:
            return dimension, name, (at, at + 1)
    return Dimension.COUNT, None, None
