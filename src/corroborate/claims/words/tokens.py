"""Cuts a text into tokens without losing or changing a code point."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, TypeVar

from corroborate.claims.words.lexicon import lexicon

Value = TypeVar("Value")
LONGEST = 64
"""Code points of the longest token that is kept for the next text; longer ones are no words."""
KEPT = 1 << 16
"""Spellings that are kept at most, so that memory does not grow with what has been read."""

DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
"""Marks of direction, for a class of characters: they stand between words as blanks do."""

_APOSTROPHES = "'’ʼ"
_CLITIC = re.compile(rf"(?:n[{_APOSTROPHES}]t|[{_APOSTROPHES}](?:s|re|ve|ll|d|m|em))$", re.IGNORECASE)
_BRANCHES = {
    # Most tokens are lower-case words that nothing is joined to: they are told at once.
    "plain": rf"[a-z]++(?![\w{_APOSTROPHES}&.:@+-])",
    "url": rf"""(?:https?://|www\.)[^\s<>"“”{DIRECTIONS}]{{1,2000}}
      | [\w.+-]{{1,64}}+@[\w-]{{1,64}}(?:\.[\w-]{{1,64}})+ | [@\#]\w+""",
    "number": rf"\d+(?:[.,]\d+)*(?:%|-?[^\W\d_]+(?:[-{_APOSTROPHES}][^\W_]+)*)?",
    "acronym": r"(?:[^\W\d_]\.){2,}",
    "word": rf"[^\W\d_]\w*(?:[-{_APOSTROPHES}&][^\W_]\w*)*",
    "dots": r"\.{2,} | -{2,} | '' | ``",
    "other": rf"[^\s{DIRECTIONS}]",
}
_BETWEEN = re.compile(rf"[\s{DIRECTIONS}]*")
_TOKEN = re.compile(rf"[^\s{DIRECTIONS}]+")
_PIECE = re.compile(rf"(?:{'|'.join(_BRANCHES.values())}){_BETWEEN.pattern}", re.VERBOSE)
"""A token with the white space after it: pieces joined are the text again, so no offset is looked up."""
_KIND = re.compile("|".join(f"(?P<{name}>{branch})" for name, branch in _BRANCHES.items()), re.VERBOSE)
_KINDS = {"plain": "word", "acronym": "word", "dots": "other"}


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One spelling: the token, in lower case with plain apostrophes, and what it is.

    ``kind`` is url, number, word or other. ``parts`` are the forms that a piece is cut into with their
    offsets in it, empty where it is one; ``shortens`` where a full stop right after it belongs to it;
    ``odd`` where either makes the piece more or less than one token.
    """

    text: str
    lower: str
    kind: str
    capital: bool
    shortens: bool = False
    parts: tuple[tuple[int, Form], ...] = ()
    odd: bool = False


class Cut(NamedTuple):
    """The tokens of a text: where each starts, and its form."""

    starts: list[int]
    forms: list[Form]


class PerForm(dict[Form, Value]):
    """What is worked out once for a form, and kept while there is room."""

    def __init__(self, work: Callable[[Form], Value]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, form: Form) -> Value:
        found = self._work(form)
        if len(form.text) < LONGEST:
            if len(self) >= KEPT:
                self.clear()
            self[form] = found
        return found


class _Forms(dict[str, Form]):
    """The forms of pieces, kept like those of `PerForm`."""

    def __missing__(self, piece: str) -> Form:
        found = _of_piece(piece)
        if len(piece) < LONGEST:
            if len(self) >= KEPT:
                self.clear()
            self[piece] = found
        return found


_FORMS = _Forms()


def cut(content: str) -> Cut:
    """The tokens of a text; every code point but blanks and marks of direction is in one.

    Contractions are cut as in treebanks (``do|n't``, ``group|'s``), an abbreviation keeps its full stop,
    a percent sign is a token of its own.
    """
    pieces = _PIECE.findall(content)
    forms = list(map(_FORMS.__getitem__, pieces))
    before = _BETWEEN.match(content)
    starts = list(accumulate(map(len, pieces), initial=before.end() if before else 0))
    starts.pop()
    odd = [i for i, form in enumerate(forms) if form.odd]
    if not odd:
        return Cut(starts, forms)
    all_starts: list[int] = []
    all_forms: list[Form] = []
    done = 0
    for i in odd:
        if i < done:
            continue
        all_starts += starts[done:i]
        all_forms += forms[done:i]
        done = i + 1
        form, start = forms[i], starts[i]
        if not form.shortens:
            for offset, part in form.parts:
                all_starts.append(start + offset)
                all_forms.append(part)
            continue
        follows = pieces[done] if done < len(pieces) else ""
        dotted = follows[:1] == "."
        all_starts.append(start)
        all_forms.append(_shortened(form.text) if dotted else form)
        if dotted:
            # The full stop goes with the abbreviation; dots after it stay.
            for offset, part in _cut_piece(follows[1:]):
                all_starts.append(starts[done] + 1 + offset)
                all_forms.append(part)
            done += 1
    return Cut(all_starts + starts[done:], all_forms + forms[done:])


def _cut_piece(piece: str) -> Iterator[tuple[int, Form]]:
    if _TOKEN.match(piece):
        form = _of_piece(piece)
        yield from form.parts or ((0, form),)


def _of_piece(piece: str) -> Form:
    """The form of a token with white space after it."""
    whole = _TOKEN.match(piece)
    text = whole[0] if whole is not None else piece
    if text.isalpha() and text.isascii():
        # What most tokens are is told without the expression of all kinds.
        kind, plain = "word", Form(text, text.lower(), "word", text[0].isupper())
    else:
        match = _KIND.match(text)
        kind = (match.lastgroup if match is not None else None) or "other"
        kind = _KINDS.get(kind, kind)
        plain = _form(text, kind)
    if kind == "word":
        if len(piece) == len(text) < 12 and plain.lower in lexicon().abbreviations:
            return Form(text, plain.lower, kind, plain.capital, shortens=True, odd=True)
        clitic = None if text.isalpha() else _CLITIC.search(text)
        if clitic is not None and clitic.start():
            at = clitic.start()
            return Form(
                text,
                plain.lower,
                kind,
                plain.capital,
                parts=((0, _form(text[:at], kind)), (at, _form(text[at:], kind))),
                odd=True,
            )
    elif kind == "number" and text[-1] == "%":
        parts = ((0, _form(text[:-1], kind)), (len(text) - 1, _form("%", "other")))
        return Form(text, plain.lower, kind, plain.capital, parts=parts, odd=True)
    elif kind == "url":
        end = max(1, len(text.rstrip(".,;:!?)]}'’")))
        if end < len(text):
            marks = tuple((i, _form(text[i], "other")) for i in range(end, len(text)))
            pieces = ((0, _form(text[:end], kind)), *marks)
            return Form(text, plain.lower, kind, plain.capital, parts=pieces, odd=True)
    return plain


@lru_cache(maxsize=256)
def _shortened(text: str) -> Form:
    return _form(text + ".", "word")


def _form(text: str, kind: str) -> Form:
    return Form(text, _lower(text), kind, text[0].isupper())


def _lower(text: str) -> str:
    lower = text.lower()
    return lower if lower.isalpha() else lower.replace("’", "'").replace("ʼ", "'")
