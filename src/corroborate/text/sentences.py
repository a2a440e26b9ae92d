"""Sentences: where a full stop ends one and where it only shortens a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corroborate.text.paragraphs import Range
from corroborate.text.words import words

_END = re.compile(
    r"(?<![.!?…؟۔।。！？])(?P<stop>[.!?…؟۔।。！？]++)"
    r"(?P<close>[\"'”’»›“)\]}*_]*+(?:\[[0-9,\s–-]{1,12}\])*+)"
    r"(?P<gap>\s++|$|(?<=[。！？])|(?=[A-Z][a-z]{0,10}\s))"
)
_OPENERS = "\"'“‘„«‹([{*_¿¡—–-\u200e\u200f\u202a\u202b\u2066\u2067\u2068"
_NEXT = re.compile(rf"[{re.escape(_OPENERS)}\s]*(\w[\w'’-]*)?")
_BEFORE = re.compile(r"(?:[\w'’&-]+\.)*[\w'’&-]+\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_LOOK_BACK = 32


def sentences(content: str, start: int, end: int) -> Iterator[Range]:
    """The sentences of ``[start, end)`` in order, without the white space around them."""
    begin = start
    for match in _END.finditer(content, start, end):
        stop, closed, after = match.start(), match.end("close"), match.end()
        if stop < begin:
            continue
        if after >= end:
            break
        if _ends(content, begin, match, end):
            yield begin, closed
            begin = after
    while begin < end and content[begin].isspace():
        begin += 1
    if begin < end:
        yield begin, end


def _ends(content: str, begin: int, match: re.Match[str], end: int) -> bool:
    following = _NEXT.match(content, match.end(), min(end, match.end() + 64))
    word = (following.group(1) or "") if following else ""
    if word[:1].islower():
        return False
    mark = match.group("stop")
    glued = match.start("gap") == match.end("gap")
    if glued and mark[0] not in "。！？":
        return mark == "." and _glued(content, match, word)
    if mark != ".":
        return True
    return _full_stop_ends(content, begin, match.start(), word)


def _glued(content: str, match: re.Match[str], word: str) -> bool:
    """A full stop with no space after it: only between a plain word and a usual first word."""
    before = content[max(0, match.start() - 3) : match.start()]
    return len(before) == 3 and before.isalpha() and before.islower() and word.lower() in words("first_words")


def _full_stop_ends(content: str, begin: int, stop: int, word: str) -> bool:
    found = _BEFORE.search(content[max(begin, stop - _LOOK_BACK) : stop])
    if found is None:
        return True
    token = found.group()
    if token.isdecimal() and content[begin:stop].strip(_OPENERS + " ") == token and len(token) <= 3:
        return False
    if _listed(token, "abbreviations", "titles"):
        return False
    may_end = _listed(token, "may_end", "may_end_capital")
    if word[:1].isdigit() and (may_end or _listed(token, "before_figures", "before_figures_capital")):
        return False
    if may_end or (_INITIALS.fullmatch(token) and not token.islower()):
        return word.lower() in words("first_words") or word == ""
    return True


def _listed(token: str, any_case: str, capital: str) -> bool:
    """True for a word of the first list, or for one of the second that is written with a capital."""
    lowered = token.lower().replace("’", "'")
    return lowered in words(any_case) or (token[0].isupper() and lowered in words(capital))
