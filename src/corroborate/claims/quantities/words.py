"""The number words of a language, compiled from its lexicons for the number grammar."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from corroborate.claims.words import KEPT, LONGEST, Form, PerForm
from corroborate.lexicons import load

CONTEXTS = ("not_of", "after_fraction", "after_half", "before_half", "not_before_half", "unit_words")
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vague:
    """A vague number phrase with its two readings; ``times`` where a scale may follow and multiply it."""

    phrase: Phrase
    hard: tuple[int | None, int | None]
    usual: tuple[int | None, int | None]
    times: bool


@dataclass(frozen=True, slots=True)
class VagueScale:
    """The plural of a scale without a number before it: hundreds, dozens."""

    unit: int
    top: int
    needs_scale: bool
    needs_of: bool = False


class Opens(dict[str, bool]):
    """True for words of a number, by the word in lower case; kept while there is room."""

    def __init__(self, words: Collection[str], folds: Collection[str]) -> None:
        super().__init__()
        self._words, self._folds = frozenset(words), tuple(folds)

    def __missing__(self, low: str) -> bool:
        found = low in self._words or low.endswith(self._folds)
        if len(low) < LONGEST:
            if len(self) >= KEPT:
                self.clear()
            self[low] = found
        return found


@dataclass(frozen=True)
class NumberWords:
    """Everything that the number grammar asks a language."""

    zero: frozenset[str]
    small: Mapping[str, int]
    """Units and teens."""
    units: Mapping[str, int]
    tens: Mapping[str, int]
    hundred: Mapping[str, int]
    scales: Mapping[str, int]
    groups: Mapping[str, int]
    suffixes: Mapping[str, int]
    unsure_suffixes: frozenset[str]
    after_vague: frozenset[str]
    """Words behind "scores" and "tens" that show that they are numbers."""
    ordinals: Mapping[str, int]
    ordinal_endings: frozenset[str]
    fractions: Mapping[str, int]
    articles: frozenset[str]
    joiners: frozenset[str]
    point: str
    minus: frozenset[str]
    over: str
    out_of: tuple[Phrase, ...]
    out_firsts: frozenset[str]
    """First words of "in", "out of" and "over", which make two numbers a share."""
    vague: Mapping[str, tuple[Vague, ...]]
    """By first word, longest phrase first."""
    vague_scales: Mapping[str, VagueScale]
    multiples: Mapping[str, int]
    folds: frozenset[str]
    context: Mapping[str, frozenset[str]]
    """Words around fractions, by what they tell."""
    starts: frozenset[str]
    """Every word that a number can start with."""
    opens: Opens
    """Whether a word may be a number or begin one."""
    telling: PerForm[bool]
    """False for what is no digit and no number word; the articles are left out."""

    def is_number_word(self, low: str) -> bool:
        """True for a word that is a number, or part of one, by itself."""
        return (
            low in self.small
            or low in self.tens
            or low in self.zero
            or low in self.hundred
            or low in self.scales
        )


def _plurals(words: Mapping[str, int]) -> dict[str, int]:
    return {**words, **{f"{w}s": v for w, v in words.items()}}


_DIGITS = re.compile(r"[\d¼-¾⅐-⅞↉]")


def _signs(words: Collection[str], endings: Collection[str], parts: Collection[str]) -> re.Pattern[str]:
    """Words alone, endings of words, and parts anywhere; each branch begins with its letter.

    The engine then looks for one of those letters before it tries anything else.
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    branches = [
        rf"{re.escape(letter)}(?<![^\W\d_]{re.escape(letter)})(?:{'|'.join(rests)})(?![^\W\d_])"
        for letter, rests in sorted(by_letter.items())
    ]
    branches += [rf"{re.escape(ending)}(?![^\W\d_])" for ending in sorted(endings)]
    branches += [re.escape(part) for part in sorted(parts)]
    return re.compile("|".join(branches))


def _telling(words: Collection[str], endings: Collection[str], parts: Collection[str]) -> PerForm[bool]:
    signs = _signs(words, endings, parts)
    known, last, within = frozenset(words), tuple(endings), tuple(parts)

    def tells(form: Form) -> bool:
        lower = form.lower
        if lower.isalpha():
            # One word and nothing else: most tokens are told without the expression.
            return lower in known or lower.endswith(last) or any(part in lower for part in within)
        return bool(_DIGITS.search(lower) or signs.search(lower))

    return PerForm(tells)


@cache
def number_words(language: str = "en") -> NumberWords:
    """The compiled number words of a language; raises SettingError where it has none."""
    data: Mapping[str, Any] = load("numbers", language)
    units, teens, tens = dict(data["units"]), dict(data["teens"]), dict(data["tens"])
    vague: dict[str, list[Vague]] = {}
    for entry in data.get("vague", ()):
        phrase = tuple(entry["words"])
        vague.setdefault(phrase[0], []).append(
            Vague(phrase, tuple(entry["hard"]), tuple(entry["usual"]), bool(entry.get("times")))
        )
    scales_vague = {
        word: VagueScale(
            entry["unit"], entry["top"], bool(entry.get("needs_of_scale")), bool(entry.get("needs_of"))
        )
        for entry in data.get("vague_scales", ())
        for word in entry["words"]
    }
    folds = frozenset(data.get("folds", ()))
    small = {**units, **teens}
    starts = {
        *small, *tens, *data["zero"], *data["hundred"], *data["scales"], *data.get("groups", {}), *vague,
        *scales_vague, *data["fractions"], *data["ordinals"], *data.get("multiples", {}), *data["articles"],
        *data["minus"],
    }  # fmt: skip
    return NumberWords(
        zero=frozenset(data["zero"]),
        small=small,
        units=units,
        tens=tens,
        hundred=_plurals(data["hundred"]),
        scales=_plurals(data["scales"]),
        groups=dict(data.get("groups", {})),
        suffixes=dict(data.get("suffixes", {})),
        unsure_suffixes=frozenset(data.get("unsure_suffixes", ())),
        after_vague=frozenset(data.get("after_vague", ["of"])),
        ordinals=dict(data["ordinals"]),
        ordinal_endings=frozenset(data.get("ordinal_endings", ())),
        fractions=dict(data["fractions"]),
        articles=frozenset(data["articles"]),
        joiners=frozenset(data["joiners"]),
        point=data.get("point", ""),
        minus=frozenset(data["minus"]),
        over=data.get("over", ""),
        out_of=tuple(sorted((tuple(p) for p in data.get("out_of", ())), key=len, reverse=True)),
        out_firsts=frozenset(
            {p[0] for p in data.get("out_of", ())} | ({data["over"]} if data.get("over") else set())
        ),
        vague={first: tuple(sorted(v, key=lambda e: -len(e.phrase))) for first, v in vague.items()},
        vague_scales=scales_vague,
        multiples=dict(data.get("multiples", {})),
        folds=folds,
        context={name: frozenset(data.get("context", {}).get(name, ())) for name in CONTEXTS},
        starts=frozenset(starts),
        opens=Opens({*starts, *_plurals(data["hundred"]), *_plurals(data["scales"])}, folds),
        telling=_telling(
            starts - set(data["articles"]), folds, {entries[0].phrase[-1] for entries in vague.values()}
        ),
    )
