"""Numbers that count nothing: dates, clock times, years, names, scores, references."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from corroborate.claims.quantities.number import Form, Number
from corroborate.claims.quantities.tokens import Kind, Token
from corroborate.lexicons import load


@dataclass(frozen=True)
class SkipWords:
    """The words of a language that show what a number is not."""

    months: frozenset[str]
    weekdays: frozenset[str]
    labels: Mapping[str, str]
    score_words: frozenset[str]
    year_before: frozenset[str]
    year_first: int
    year_last: int
    one_before: frozenset[str]
    one_next: frozenset[str]
    patterns: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]
    """Reason, pattern, and what has to stand somewhere for the pattern to be found, in lower case."""
    plain_labels: frozenset[str]
    """Labels that need no capital: "section 5"."""
    not_names: frozenset[str]
    not_counted: frozenset[str]
    one_idioms: tuple[tuple[str, ...], ...]
    one_some_time: frozenset[str]
    one_then: frozenset[str]
    one_not_then: frozenset[str]
    one_suffers: frozenset[str]
    one_harmed: frozenset[str]


@cache
def skip_words(language: str = "en") -> SkipWords:
    """The compiled skip rules of a language."""
    data: Mapping[str, Any] = load("skips", language)
    months = "|".join(sorted(data["months"], key=len, reverse=True))
    return SkipWords(
        frozenset(data["months"]),
        frozenset(data["weekdays"]),
        {word: reason for reason, words in data["labels"].items() for word in words},
        frozenset(data["score_words"]),
        frozenset(data["year_before"]),
        data["year_first"],
        data["year_last"],
        frozenset(data["one_after_pronoun"]),
        frozenset(data["one_next_pronoun"]),
        tuple(
            (
                p["reason"],
                re.compile(p["pattern"].replace("MONTH", f"(?:{months})"), re.IGNORECASE),
                re.compile(p["needs"].replace("MONTH", f"(?:{months})")),
            )
            for p in data["patterns"]
        ),
        frozenset(data["plain_labels"]),
        frozenset(data["not_names"]),
        frozenset(data["not_counted"]),
        tuple(tuple(phrase.split()) for phrase in data["one_idioms"]),
        *(frozenset(data[f"one_{name}"]) for name in ("some_time", "then", "not_then", "suffers", "harmed")),
    )


_DIGIT = re.compile(r"\d")
_GLUE = frozenset("-‑‐/")


def spans(content: str, start: int, end: int, words: SkipWords) -> list[tuple[int, int, str]]:
    """Stretches of ``content[start:end]`` that are dates, clock times, addresses and the like, in order."""
    if _DIGIT.search(content, start, end) is None:
        return []
    found: list[tuple[int, int, str]] = []
    lowered = content[start:end].lower()
    for reason, pattern, needs in words.patterns:
        if needs.search(lowered) is not None:
            found.extend((m.start(), m.end(), reason) for m in pattern.finditer(content, start, end))
    found.sort(key=lambda f: (f[0], -f[1]))
    kept: list[tuple[int, int, str]] = []
    for span in found:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def reason(
    tokens: Sequence[Token],
    number: Number,
    words: SkipWords,
    *,
    hedged: bool,
    exact: bool,
    united: bool,
    money: bool,
) -> str | None:
    """Why a number counts nothing, or None where it may count something.

    ``hedged``: words soften it; ``exact``: none of them but "only" and the like; ``united``: a unit
    stands beside it; ``money``: that unit is a currency.
    """
    first, last = number.first, number.last
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    if number.form is Form.CODE:
        return "code"
    if number.digits and after is not None and after.glued and after.kind is Kind.WORD and not united:
        return "model name"
    if number.digits and before is not None and tokens[first].glued:
        if before.kind is Kind.WORD and (not united or not money):
            return "model name"
        if (
            before.text in _GLUE
            and not united
            and first > 1
            and before.glued
            and tokens[first - 2].kind is Kind.WORD
        ):
            return "model name"
        if before.text == "_":
            return "code"
    one = not number.digits and last == first + 1 and exact and tokens[first].low == "one"
    if one and (found := _idiom(tokens, first, words)) is not None:
        return found
    if united:
        return None
    label = (
        tokens[first - 2]
        if first > 1 and before is not None and before.text == "." and before.glued
        else before
    )
    if number.digits and (found := _label(label, after, words)):
        return found
    if (found := _year(tokens, number, words, hedged)) is not None:
        return found
    if number.form is Form.ORDINAL and not hedged:
        return "ordinal"
    if number.digits and not hedged and _named(tokens, number, words):
        return "model name"
    return _one(tokens, first, words) if one else None


def _idiom(tokens: Sequence[Token], i: int, words: SkipWords) -> str | None:
    """Why the "one" of "at one point", "one by one" and "one day they left" counts nothing."""
    for phrase in words.one_idioms:
        for at, word in enumerate(phrase):
            low = i - at
            if word == "one" and low >= 0 and low + len(phrase) <= len(tokens):
                here = tokens[low : low + len(phrase)]
                if all(w in ("*", t.low) for w, t in zip(phrase, here, strict=True)):
                    return "idiom"
    if i + 2 < len(tokens) and tokens[i + 1].low in words.one_some_time:
        before = tokens[i - 1].low if i else "."
        opens = before in words.one_then or tokens[max(0, i - 1)].kind is Kind.MARK
        if tokens[i + 2].low in words.one_then and opens and before not in words.one_not_then:
            return "idiom"
    return None


def range_reason(tokens: Sequence[Token], numbers: Sequence[Number], words: SkipWords) -> str | None:
    """Why two numbers joined by "to" or a dash are no range of quantities: years, or a case number."""
    first = numbers[0].first
    before = tokens[first - 1] if first else None
    if before is not None and before.text == "." and before.glued and first > 1:
        before = tokens[first - 2]
    if numbers[0].digits and (found := _label(before, None, words)):
        return found
    years = [_year(tokens, n, words, False) for n in numbers]
    return "year" if all(years) else None


def _label(before: Token | None, after: Token | None, words: SkipWords) -> str | None:
    if before is None:
        return None
    found = words.labels.get(before.low)
    if found is None:
        return None
    if found == "model name" and before.text.islower():
        return None
    if found == "reference" and not before.text[0].isupper():
        counted = after is not None and after.kind is Kind.WORD and after.low.endswith("s")
        return found if before.low in words.plain_labels and not counted else None
    return found


def _year(tokens: Sequence[Token], number: Number, words: SkipWords, hedged: bool) -> str | None:
    first, last = number.first, number.last
    token = tokens[first]
    if not number.digits:
        return None
    if last - first != 1 or len(token.text) != 4 or not token.text.isdecimal() or number.value is None:
        return None
    if not words.year_first <= number.value <= words.year_last:
        return None
    before = tokens[first - 1].low if first else ""
    after = tokens[last].low if last < len(tokens) else ""
    if hedged:
        return None
    if before in words.year_before:
        return "year"
    round_count = number.value % 100 == 0 and number.value != 1900
    if (
        (round_count or number.value < 1800)
        and after.endswith("s")
        and after.isalpha()
        and before not in {"the", "'s"}
    ):
        return None
    return "year"


def _named(tokens: Sequence[Token], number: Number, words: SkipWords) -> bool:
    """True after a capitalised name, where nothing follows that could be counted."""
    first, last = number.first, number.last
    if first <= 0 or number.grouped or number.scaled or number.value is None or number.value.denominator != 1:
        return False
    before = tokens[first - 1]
    if (
        before.kind is not Kind.WORD
        or not any(c.isupper() for c in before.text)
        or first - 1 <= 0
        or before.low in words.months
    ):
        return False
    if before.low in words.not_names or before.low.endswith(("'s", "s'")) or before.low in words.weekdays:
        return False
    if last >= len(tokens):
        return True
    after = tokens[last]
    return after.kind is Kind.MARK or after.low in words.not_counted


_COUNTS = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens", "hundreds"}
)


def _one(tokens: Sequence[Token], i: int, words: SkipWords, exact: bool = True) -> str | None:
    before = tokens[i - 1].low if i else ""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if before == "only":
        return "pronoun" if i > 1 and tokens[i - 2].low == "the" else None
    if before in words.one_harmed:
        return None
    if before in words.one_before:
        return "pronoun"
    if after is None or after.kind is Kind.MARK:
        return "pronoun"
    if (
        after.low == "of"
        and exact
        and any(t.kind is Kind.DIGITS or t.low in _COUNTS for t in tokens[i + 2 : i + 5])
    ):
        return None
    if after.low in words.one_next - {"of"} and any(
        t.low in words.one_suffers for t in tokens[i + 2 : i + 5]
    ):
        return None
    if after.low in words.one_next or after.low.endswith("ly"):
        return "pronoun"
    return None
