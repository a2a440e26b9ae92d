"""Tags words by lexicon, suffix and neighbours: one pass forwards, one backwards look, no search.

Every word form has a short list of readings, found once a form; where more than one is left, rules over
the tags before and the forms after it decide. The rules are those of a Brill tagger (Brill 1992) written
by hand instead of learnt.
"""

from __future__ import annotations

from corroborate.claims.words.guess import Reading, readings
from corroborate.claims.words.rules import choose
from corroborate.claims.words.tokens import spans
from corroborate.claims.words.word import Word

_ENDS = frozenset([*'.!?:;"“”‘([', "''", "``"])


def words(content: str) -> tuple[Word, ...]:
    """The words of a text with tags and lemmas, in order; linear in its length.

    >>> [(w.text, w.tag, w.lemma) for w in words("He said 29 attacks failed.")][1:4]
    [('said', 'VERB', 'say'), ('29', 'NUM', '29'), ('attacks', 'NOUN', 'attack')]
    """
    tokens = spans(content)
    texts = [content[start:end] for start, end, _ in tokens]
    lowers = [text if text.islower() and text.isalpha() else _lower(text) for text in texts]
    known: dict[tuple[str, str], tuple[Reading, ...]] = {}
    options: list[tuple[Reading, ...]] = []
    names = _names(tokens, texts)
    previous_end = 0
    previous = ""
    for i, (start, end, kind) in enumerate(tokens):
        text = texts[i]
        shape = "l"
        if text[0].isupper():
            shape = "u"
            if not previous or previous in _ENDS or "\n" in content[previous_end:start]:
                shape = "n" if text in names else "i"
        key = (text if kind == "word" else kind + text, shape)
        found = known.get(key)
        if found is None:
            found = known[key] = readings(text, lowers[i], kind, shape)
        options.append(found)
        previous, previous_end = text, end
    chosen = choose(lowers, options)
    # A named tuple made without its constructor's call of Python code: there is one for every token.
    new = tuple.__new__
    return tuple(
        [
            new(Word, (start, end, text, lower, lemma, tag, form))
            for (start, end, _), text, lower, (tag, lemma, form) in zip(
                tokens, texts, lowers, chosen, strict=True
            )
        ]
    )


def _lower(text: str) -> str:
    lower = text.lower()
    return lower if lower.isalpha() else lower.replace("’", "'").replace("ʼ", "'")


def _names(tokens: list[tuple[int, int, str]], texts: list[str]) -> frozenset[str]:
    """Capitalised words that stand somewhere in the middle of a sentence among lower-case words."""
    found = set()
    for i in range(1, len(tokens)):
        text = texts[i]
        if tokens[i][2] == "word" and text[0].isupper() and texts[i - 1][0].islower():
            found.add(text)
    return frozenset(found)
