"""Days with a name: holidays, and days that are called by what happened on them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from corroborate.claims.time.absolute import whole
from corroborate.claims.time.calendar import Stretch, day, easter, nth_weekday, shift
from corroborate.claims.time.context import Context, Reading
from corroborate.claims.time.hijri import lunar_day, solar_day
from corroborate.claims.time.lexicon import load
from corroborate.claims.time.nearest import Placed, named_unit, yearless
from corroborate.claims.time.tokens import Tokens
from corroborate.errors import DateError

_WORDS = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Names:
    """Named days by the first of their words, the longest first."""

    by_head: dict[str, tuple[tuple[tuple[str, ...], str], ...]]


@lru_cache(maxsize=8)
def names(language: str = "en") -> Names:
    """The named days of a language's lexicon."""
    lexicon = load(language)
    heads: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, rule in {**lexicon.holidays, **lexicon.named_days}.items():
        words = tuple(t.lower() for t in _split(phrase, language))
        heads.setdefault(words[0], []).append((words, rule))
    return Names({h: tuple(sorted(v, key=lambda item: -len(item[0]))) for h, v in heads.items()})


@lru_cache(maxsize=8)
def head_letters(language: str = "en") -> frozenset[str]:
    """The class letters that the first token of a named day can have, however it is capitalised."""
    heads = names(language).by_head
    spelled = {form for head in heads for form in (head, head.capitalize(), head.upper())}
    return frozenset(Tokens(form, language).codes[0] for form in spelled)


def _split(phrase: str, language: str) -> list[str]:
    tokens = Tokens(phrase, language)
    return [tokens.text(i) for i in range(len(tokens))]


def holiday(rule: str, year: int) -> date:
    """The day of a holiday in a year; raises DateError where the calendar does not reach."""
    if match := re.fullmatch(r"(\d\d)-(\d\d)", rule):
        return day(year, int(match[1]), int(match[2]))
    if rule.startswith("easter"):
        return shift(easter(year), int(rule[6:]), "D")
    kind, *numbers = rule.split()
    if kind == "solar":
        return solar_day(year - 621, int(numbers[0]), int(numbers[1]))
    if kind == "lunar":
        # The lunar year is shorter, so that the one that begins nearest is tried first.
        for lunar_year in (round((year - 622) * 33 / 32) + n for n in (0, 1, -1)):
            found = lunar_day(lunar_year, int(numbers[0]), int(numbers[1]))
            if found.year == year:
                return found
        raise DateError("the year has no such day", value=f"{rule} {year}")
    month, weekday, nth, *days = (int(n) for n in rule.split())
    return shift(nth_weekday(year, month, weekday, nth), sum(days), "D")


def named_day(tokens: Tokens, index: int, context: Context, language: str) -> tuple[int, int, Reading] | None:
    """The named day that begins at a token, with its first and last tokens."""
    for words, rule in names(language).by_head.get(tokens.text(index).lower(), ()):
        last = index + len(words)
        if last > len(tokens) or any(
            tokens.text(index + i).lower().replace("’", "'") != word for i, word in enumerate(words)
        ):
            continue
        if not tokens.text(index)[0].isupper() and not tokens.text(index)[0].isdecimal():
            continue
        if re.fullmatch(r"\d{4}-\d\d-\d\d", rule):
            when = date.fromisoformat(rule)
            return index, last, whole(tokens.text(index, last), (when, when), "D")
        return _holiday(tokens, index, last, rule, context)
    return None


def _holiday(
    tokens: Tokens, index: int, last: int, rule: str, context: Context
) -> tuple[int, int, Reading] | None:
    year_at = last + 1 if tokens.is_a(last, "COMMA", "OF", "IN") else last
    words = tokens.text(index, last)
    if tokens.is_a(year_at, "YEAR"):
        when = holiday(rule, tokens.values[year_at])
        return index, year_at + 1, whole(tokens.text(index, year_at + 1), (when, when), "D")

    def at(year: int) -> Stretch:
        when = holiday(rule, min(max(year, 1900), 2070))
        return when, when

    found = Placed(index, words)
    if tokens.is_a(index - 1, "LAST", "NEXT", "THIS"):
        which = int(tokens.values[index - 1])
        shown = Placed(index - 1, tokens.text(index - 1, last))
        return index - 1, last, named_unit(shown, context, at, which, "D", "XXXX-XX-XX", day=True)
    return index, last, yearless(found, context, at, "D", "XXXX-XX-XX")
