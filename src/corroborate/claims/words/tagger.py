"""Tags words by lexicon, suffix and neighbours: one pass forwards, one backwards look, no search.

Every word form has a short list of readings, found once a form; where more than one is left, rules over
the tags before and the forms after it decide. The rules are those of a Brill tagger (Brill 1992) written
by hand instead of learnt.
"""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.claims.words.rules import Choice, choice, choose
from corroborate.claims.words.tokens import LONGEST, Cut, Form, PerForm, cut
from corroborate.claims.words.word import Word

_ENDS = frozenset([*'.!?:;"“”‘([', "''", "``"])


def _choice(form: Form, shape: str) -> Choice:
    find = choice if len(form.text) < LONGEST else choice.__wrapped__
    return find(form.text, form.lower, form.kind, shape)


_CHOICES = PerForm(lambda form: _choice(form, "l"))
"""What forms may be inside a sentence, in lower case."""


def words(content: str, tokens: Cut | None = None) -> tuple[Word, ...]:
    """The words of a text with tags and lemmas, in order; linear in its length.

    ``tokens`` are those of the text where they have been cut already.

    >>> [(w.text, w.tag, w.lemma) for w in words("He said 29 attacks failed.")][1:4]
    [('said', 'VERB', 'say'), ('29', 'NUM', '29'), ('attacks', 'NOUN', 'attack')]
    """
    starts, forms = tokens or cut(content)
    choices = list(map(_CHOICES.__getitem__, forms))
    capitals = [i for i, form in enumerate(forms) if form.capital]
    names = _names(forms, capitals)
    for i in capitals:
        choices[i] = _choice(forms[i], _shape(content, starts, forms, i, names))
    chosen = choose([form.lower for form in forms], choices)
    # A named tuple made without its constructor's call of Python code: there is one for every token.
    new = tuple.__new__
    return tuple(
        [
            new(Word, (start, start + len(form.text), form.text, form.lower, lemma, tag, inflected))
            for start, form, (tag, lemma, inflected) in zip(starts, forms, chosen, strict=True)
        ]
    )


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
