"""Tags words by lexicon, suffix and neighbours: one pass forwards, one backwards look, no search.

Every word form has a short list of readings, found once a form; where more than one is left, rules over
the tags before and the forms after it decide. The rules are those of a Brill tagger (Brill 1992) written
by hand instead of learnt.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from corroborate.claims.words.rules import Choice, choice, choose
from corroborate.claims.words.tokens import Cut, Form, PerForm, cut
from corroborate.claims.words.word import Word

_LINE = re.compile(r"\n\s*")
_ENDS = frozenset([*'.!?:;"“”‘([', "''", "``"])


_UNDECIDED = Choice((), None, None, frozenset())
"""Stands for a capitalised word until it is known how it stands."""


def _choices(shape: str) -> PerForm[Choice]:
    return PerForm(lambda form: choice(form.text, form.lower, form.kind, shape))


_CHOICES = {shape: _choices(shape) for shape in "uin"}
"""What capitalised forms may be, by how they stand."""
_PLAIN = PerForm(lambda form: _UNDECIDED if form.capital else choice(form.text, form.lower, form.kind, "l"))
"""What forms without a capital may be."""


def words(content: str, tokens: Cut | None = None) -> tuple[Word, ...]:
    """The words of a text with tags and lemmas, in order; linear in its length.

    ``tokens`` are those of the text where they have been cut already.

    >>> [(w.text, w.tag, w.lemma) for w in words("He said 29 attacks failed.")][1:4]
    [('said', 'VERB', 'say'), ('29', 'NUM', '29'), ('attacks', 'NOUN', 'attack')]
    """
    starts, forms = tokens or cut(content)
    choices = list(map(_PLAIN.__getitem__, forms))
    capitals = [i for i, form in enumerate(forms) if form.capital]
    names = _names(forms, capitals)
    for i in capitals:
        choices[i] = _CHOICES[_shape(content, starts, forms, i, names)][forms[i]]
    chosen = choose([form.lower for form in forms], choices, _breaks(content, starts, forms))
    return tuple(
        [
            Word(start, start + len(form.text), form.text, form.lower, read.lemma, read.tag, read.form)
            for start, form, read in zip(starts, forms, chosen, strict=True)
        ]
    )


def _breaks(content: str, starts: Sequence[int], forms: Sequence[Form]) -> list[int]:
    """The words that begin a paragraph, behind a blank line or in capitals behind a line's end."""
    found = []
    for match in _LINE.finditer(content):
        i = bisect_left(starts, match.end())
        if 0 < i < len(forms) and (forms[i].capital or match.group().count("\n") > 1):
            found.append(i)
    return found


def _shape(content: str, starts: Sequence[int], forms: Sequence[Form], i: int, names: frozenset[str]) -> str:
    """How a capitalised word stands, as `readings` takes it."""
    before = forms[i - 1].text if i else "."
    if before not in _ENDS and "\n" not in content[starts[i - 1] + len(before) : starts[i]]:
        return "u"
    return "n" if forms[i].text in names else "i"


def _names(forms: Sequence[Form], capitals: Sequence[int]) -> frozenset[str]:
    """Capitalised words that stand somewhere in the middle of a sentence among lower-case words."""
    return frozenset(
        forms[i].text for i in capitals if i and forms[i].kind == "word" and forms[i - 1].text[0].islower()
    )
