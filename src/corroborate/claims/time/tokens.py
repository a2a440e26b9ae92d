"""Tokens of a text as a string of class letters, over which rules are regular expressions.

Every token becomes one private letter that stands for its class, so that a rule such as
``MONTH DOT? DAY COMMA YEAR`` runs at the speed of the regular expression engine, whatever the words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from corroborate.claims.time.lexicon import TimeLexicon, load
from corroborate.claims.words import DIRECTIONS, Cut, Form, PerForm

OTHER = "x"
# White space is passed over at once and words come first: the order of the branches is what costs.
_TOKEN = re.compile(
    rf"(?=[^\s{DIRECTIONS}]|\n)"
    r"""
    (?:
    (?P<WORD>(?!(?:[QHqh][1-4]|FY\s?['’]?\d{2,4})\b|(?:[AaPp]\.\s?[Mm]\.?|[AaPp][Mm])(?!\w))
      [^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)
  | (?P<LETTERCODE>[QHqh][1-4]\b|FY\s?['’]?\d{2,4}\b)
  | (?P<MERIDIEM>(?:[AaPp]\.\s?[Mm]\.?|[AaPp][Mm])(?!\w))
  | (?P<ISODATE>(?<![\d-])\d{4}-\d{2}-\d{2}
      (?:[T\ ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-]))
  | (?P<SLASHDATE>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/]))
  | (?P<YMD>\d{4}/\d{1,2}/\d{1,2}(?![\d/]))
  | (?P<DOTDATE>\d{1,2}\.\d{1,2}\.(?:\d{4})(?!\d|\.\d))
  | (?P<SHORTDATE>\d{1,2}/\d{1,2}(?![\d/]))
  | (?P<CLOCK>\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?![\d:]))
  | (?P<DECADE>(?:(?<!\w)['’‘`])?\d0s\b|\d{3}0s\b)
  | (?P<ORDINALDIGITS>\d{1,4}(?:st|nd|rd|th)\b)
  | (?P<PERIODCODE>\d{4}[-\ ]?[QHqh][1-4]\b|[1-4]Q\b|[12]H\b)
  | (?P<YEARDIGITS>(?:1\d|20|21)\d\d(?![\d.,]*\d))
  | (?P<NUMBER>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
  | (?P<POSSESSIVE>['’]s\b|(?<=s)['’](?!\w))
  | (?P<FRACTION>[½¼¾⅓⅔])
  | (?P<COMMA>,)
  | (?P<DOT>\.)
  | (?P<HYPHEN>[-‐‑])
  | (?P<DASH>[–—−]|_)
  | (?P<QUOTE>["“”'’‘`])
  | (?P<PAREN>[()\[\]])
  | (?P<CURRENCY>[$€£¥₹؋])
  | (?P<PERCENT>%)
  | (?P<STOP>[!?;:…])
  | (?P<NEWLINE>\n)
  | (?P<SLASH>/)
  | (?P<SYMBOL>[^\w\s])
    )
    """,
    re.VERBOSE,
)
_TOKEN_CLASSES = [
    "ISODATE",
    "SLASHDATE",
    "YMD",
    "DOTDATE",
    "SHORTDATE",
    "CLOCK",
    "DECADE",
    "PERIODCODE",
    "YEAR",
    "SMALL",
    "NUMBER",
    "FRACTION",
    "MERIDIEM",
    "POSSESSIVE",
    "COMMA",
    "DOT",
    "HYPHEN",
    "DASH",
    "QUOTE",
    "PAREN",
    "CURRENCY",
    "PERCENT",
    "STOP",
    "BREAK",
    "SLASH",
    "SYMBOL",
    "WORDNUM",
    "VAGUENUM",
    "ORDINAL",
    "SECOND",
    "DECADEWORD",
    "LOWMONTH",
    "NAMED",
]
_SENTENCE_ENDS = frozenset(".!?:;\"'”’)]-–—_")


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The letter of each class, and the macros of the rule language."""

    letters: dict[str, str]
    macros: dict[str, str]

    def expand(self, rule: str) -> str:
        """A rule in class names, as the source of a regular expression over letters."""
        while True:
            expanded = _NAME.sub(lambda m: self.macros.get(m[0], m[0]), rule)
            if expanded == rule:
                break
            rule = expanded
        return _NAME.sub(lambda m: self.letters[m[0]], rule).replace(" ", "")


_NAME = re.compile(r"\b[A-Z][A-Z_]+\b|\bA\b")

MACROS = {
    "DAY": "(?:SMALL|ORD)",
    "ORD": "[ORDINAL SECOND]",
    "MON": "(?:[MONTH WEAKMONTH LOWMONTH] | MONTHABBR DOT?)",
    "NAMEDMON": "(?:[MONTH WEAKMONTH] | MONTHABBR DOT?)",
    "WDAY": "(?:WEEKDAY|WEAKDAY DOT?)",
    "DIGITS": "[SMALL NUMBER YEAR]",
    "WORDS": "[WORDNUM MAGNITUDE] (?: HYPHEN? [WORDNUM MAGNITUDE] | AND WORDNUM ){0,6}",
    "FRAC": "(?: HYPHEN? AND HYPHEN? A? HYPHEN? HALF | AND A QUARTER | FRACTION )",
    "NUM": "(?: (?: DIGITS MAGNITUDE? | WORDS ) FRAC? | FRACTION | A MAGNITUDE FRAC?)",
    "ANYUNIT": "[UNIT CLOCKUNIT QUARTER WEEKEND SECOND]",
    "VAGUECOUNT": "(?: A? FEW MORE? | A? COUPLE OF? | VAGUENUM OF | A COUPLE MORE )",
    "SEAS": "[SEASON WEAKSEASON]",
}


@lru_cache(maxsize=8)
def alphabet(language: str = "en") -> Alphabet:
    """The letters of a language's classes: private-use code points, in a fixed order."""
    names = [*_TOKEN_CLASSES, *sorted({name for name, _ in load(language).classes.values()})]
    letters = {name: chr(0xE000 + i) for i, name in enumerate(dict.fromkeys(names))}
    return Alphabet(letters, MACROS)


_APART = re.compile(r"[AaPp](?=\.\s?[Mm])")
"""Where words alone do not tell what the tokens are: "p. m."."""
_OWNERS = frozenset(["'s", "’s"])
"""Forms that are a token whatever stands around them; the word before them ends there too."""
_MARKS = {
    mark: name
    for name, marks in {
        "QUOTE": '"“”', "PAREN": "()[]", "STOP": "!?;:…", "COMMA": ",", "DOT": ".", "DASH": "–—"
    }.items()
    for mark in marks
}  # fmt: skip
"""Marks that are tokens of one character wherever they stand."""


Entry = tuple[str, Any]
"""Class letter and value of a token."""


@lru_cache(maxsize=8)
def _plain(language: str) -> PerForm[Entry | None]:
    """The entries of forms that are one token wherever they stand; None for others."""
    letters = alphabet(language).letters

    def entry(form: Form) -> Entry | None:
        if form.text in _MARKS:
            return letters[_MARKS[form.text]], None
        if form.text in _OWNERS:
            return letters["POSSESSIVE"], None
        if form.text.isalpha() and form.lower not in {"am", "pm", "fy"}:
            return _entry(form.text, language)
        return None

    return PerForm(entry)


def _entry(text: str, language: str) -> Entry:
    """The entry of a word."""
    words, letters = _word_codes(language), alphabet(language).letters
    entry = words.get(text) or words.get(text.lower()) or (OTHER, None)
    if entry[0] == letters["WEAKMONTH"] and text.islower():
        return letters["LOWMONTH"], entry[1]
    return entry


class Tokens:
    """The tokens of one stretch of text: offsets, class letters in ``codes``, values.

    ``known`` are its words where they have been cut already: most of them are tokens here too.
    """

    def __init__(self, content: str, language: str = "en", known: Cut | None = None) -> None:
        self.content = content
        self.lexicon: TimeLexicon = load(language)
        self.letters = alphabet(language).letters
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.values: list[Any] = []
        self._language = language
        codes: list[str] = []
        if known is None:
            self._scan(0, len(content), codes)
        else:
            self._take(known, codes)
        self.codes = "".join(codes)

    def _take(self, known: Cut, codes: list[str]) -> None:
        """Read the words of the text, and scan where one of them may be more or less than a token."""
        starts, forms = known
        entries = list(map(_plain(self._language).__getitem__, forms))
        odd = {i for i, entry in enumerate(entries) if entry is None}
        odd.update(i - 1 for i in list(odd) if i and starts[i - 1] + len(forms[i - 1].text) == starts[i])
        odd.update(bisect_right(starts, m.start()) - 1 for m in _APART.finditer(self.content))
        if starts and starts[-1] + len(forms[-1].text) > len(self.content):
            odd.add(len(starts) - 1)  # a word that the end of the stretch cuts
        lines = [(bisect_right(starts, at) - 1, at) for at in self._line_ends()]
        done = scanned = self._scan_from(starts, -1, odd, codes)
        for i, at in sorted([*lines, *((i, -1) for i in odd)]):
            if i < scanned:
                continue
            if at < 0:
                self._add(known, entries, done, i, codes)
                done = scanned = self._scan_from(starts, i, odd, codes)
            else:
                self._add(known, entries, done, i + 1, codes)
                done = i + 1
                codes.append(self.letters["BREAK"])
                self.starts.append(at)
                self.ends.append(at + 1)
                self.values.append(None)
        self._add(known, entries, done, len(starts), codes)

    def _line_ends(self) -> Iterator[int]:
        """Where newlines stand that end a line on purpose."""
        at = self.content.find("\n")
        while at >= 0:
            if self._breaks(at):
                yield at
            at = self.content.find("\n", at + 1)

    def _add(
        self,
        known: Cut,
        entries: list[Entry | None],
        first: int,
        last: int,
        codes: list[str],
    ) -> None:
        starts, told = known.starts[first:last], entries[first:last]
        self.starts += starts
        self.ends += [
            start + len(form.text) for start, form in zip(starts, known.forms[first:last], strict=True)
        ]
        codes += [entry[0] for entry in told if entry is not None]
        self.values += [entry[1] for entry in told if entry is not None]

    def _scan_from(self, starts: list[int], i: int, odd: Container[int], codes: list[str]) -> int:
        """Scan from word ``i`` to the next word that is a token and has not been read over.

        -1 is what stands before the first word: the end of a word that the stretch cuts, or a line.
        """
        at = starts[i] if i >= 0 else 0
        while True:
            i += 1
            while i < len(starts) and i in odd:
                i += 1
            at = self._scan(at, starts[i] if i < len(starts) else len(self.content), codes)
            if i == len(starts) or at <= starts[i]:
                return i

    def _scan(self, at: int, limit: int, codes: list[str]) -> int:
        """Read the tokens that begin in ``[at, limit)``; where the last of them ends."""
        letters = self.letters
        starts, ends, values = self.starts, self.ends, self.values
        for match in _TOKEN.finditer(self.content, at):
            start, end = match.span()
            if start >= limit:
                break
            kind = match.lastgroup
            value: Any = None
            if kind == "WORD":
                code, value = _entry(match[0], self._language)
            elif kind == "NEWLINE":
                if not self._breaks(start):
                    continue
                code = letters["BREAK"]
            elif kind in _NUMERIC:
                code, value = _NUMERIC[kind](match[0], letters)
            else:
                code = letters[kind or "SYMBOL"]
            codes.append(code)
            starts.append(start)
            ends.append(end)
            values.append(value)
            at = end
        return at

    def _breaks(self, offset: int) -> bool:
        """True where a newline ends a line on purpose, not to wrap it."""
        content = self.content
        before = content[max(0, offset - 40) : offset].rstrip(" \t\r")
        after = content[offset + 1 : offset + 2]
        return not before or before[-1] in _SENTENCE_ENDS or before[-1] == "\n" or after in {"\n", "", "\r"}

    def __len__(self) -> int:
        return len(self.starts)

    def text(self, first: int, last: int | None = None) -> str:
        """The words of tokens ``first`` to ``last``, exclusive; of one token, or "", without ``last``."""
        if last is None:
            if not 0 <= first < len(self.starts):
                return ""
            last = first + 1
        return self.content[self.starts[first] : self.ends[last - 1]]

    def at(self, offset: int) -> int:
        """The index of the first token at or after an offset."""
        return bisect_left(self.starts, offset)

    def code(self, index: int) -> str:
        """The class letter of a token, ``x`` outside the text."""
        return self.codes[index] if 0 <= index < len(self.codes) else OTHER

    def is_a(self, index: int, *names: str) -> bool:
        """True where a token is of one of the classes."""
        code = self.codes[index] if 0 <= index < len(self.codes) else OTHER
        letters = self.letters
        for name in names:  # noqa: SIM110 - called for every token, a generator would double the time
            if code == letters[name]:
                return True
        return False


@lru_cache(maxsize=8)
def _word_codes(language: str) -> dict[str, tuple[str, Any]]:
    letters = alphabet(language).letters
    return {word: (letters[name], value) for word, (name, value) in load(language).classes.items()}


def _number(text: str, letters: dict[str, str]) -> tuple[str, Any]:
    plain = text.replace(",", "")
    if "." in plain:
        return letters["NUMBER"], float(plain[:40])
    value = int(plain[:40])
    return letters["SMALL" if 1 <= value <= 31 and len(text) <= 2 else "NUMBER"], value


def _short(text: str, letters: dict[str, str]) -> tuple[str, Any]:
    if text in _FRACTIONS:
        return letters["FRACTION"], _FRACTIONS[text]
    return letters["SHORTDATE"], text


_FRACTIONS = {"1/2": 0.5, "1/3": 1 / 3, "2/3": 2 / 3, "1/4": 0.25, "3/4": 0.75}
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_NUMERIC: dict[str | None, Callable[[str, dict[str, str]], tuple[str, Any]]] = {
    "NUMBER": _number,
    "YEARDIGITS": lambda text, letters: (letters["YEAR"], int(text)),
    "ORDINALDIGITS": lambda text, letters: (letters["ORDINAL"], int(text[:-2])),
    "SHORTDATE": _short,
    "LETTERCODE": lambda _, letters: (letters["PERIODCODE"], None),
    "FRACTION": lambda text, letters: (letters["FRACTION"], _SIGNS[text]),
}
