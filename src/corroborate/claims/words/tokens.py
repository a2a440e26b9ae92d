"""Cuts a text into tokens without losing or changing a code point."""

from __future__ import annotations

import re

from corroborate.claims.words.lexicon import lexicon

_APOSTROPHES = "'’ʼ"
_CLITIC = re.compile(rf"(?:n[{_APOSTROPHES}]t|[{_APOSTROPHES}](?:s|re|ve|ll|d|m|em))$", re.IGNORECASE)
_TOKEN = re.compile(
    rf"""
    (?=\S)(?:
    (?P<url>(?:https?://|www\.)[^\s<>"“”]{{1,2000}}
      | [\w.+-]{{1,64}}+@[\w-]{{1,64}}(?:\.[\w-]{{1,64}})+ | [@\#]\w+)
  | (?P<number>\d+(?:[.,]\d+)*(?:%|-?[^\W\d_]+(?:[-{_APOSTROPHES}][^\W_]+)*)?)
  | (?P<acronym>(?:[^\W\d_]\.){{2,}})
  | (?P<word>[^\W\d_]\w*(?:[-{_APOSTROPHES}&][^\W_]\w*)*)
  | (?P<dots>\.{{2,}} | -{{2,}} | '' | ``)
  | (?P<other>\S)
    )
    """,
    re.VERBOSE,
)


def spans(content: str) -> list[tuple[int, int, str]]:
    """Tokens as ``(start, end, kind)``; every code point that is not white space is in exactly one.

    ``kind`` is url, number, word or other. Contractions are cut as in treebanks (``do|n't``,
    ``group|'s``), an abbreviation keeps its full stop, a percent sign is a token of its own.
    """
    abbreviations = lexicon().abbreviations
    result: list[tuple[int, int, str]] = []
    add = result.append
    stop = -1
    for match in _TOKEN.finditer(content):
        kind = match.lastgroup or "other"
        start, end = match.span()
        if start < stop:
            # The full stop of an abbreviation went with its word.
            start = stop
            if start >= end:
                continue
        if kind == "word":
            text = content[start:end]
            if (
                len(text) < 12
                and end < len(content)
                and content[end] == "."
                and text.lower() in abbreviations
            ):
                stop = end + 1
                add((start, stop, "word"))
                continue
            if not text.isalpha():
                clitic = _CLITIC.search(text)
                if clitic and clitic.start():
                    add((start, start + clitic.start(), "word"))
                    add((start + clitic.start(), end, "word"))
                    continue
            add((start, end, "word"))
        elif kind == "number":
            if content[end - 1] == "%":
                add((start, end - 1, "number"))
                add((end - 1, end, "other"))
            else:
                add((start, end, "number"))
        elif kind == "url":
            while end - start > 1 and content[end - 1] in ".,;:!?)]}'’":
                end -= 1
            add((start, end, "url"))
            for i in range(end, match.end()):
                add((i, i + 1, "other"))
        elif kind == "acronym":
            add((start, end, "word"))
        else:
            add((start, end, "other"))
    return result
