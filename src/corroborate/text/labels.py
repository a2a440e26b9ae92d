"""Labels before a colon that name who speaks, and whether a text is a Q&A at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corroborate.text.paragraphs import CLOSERS, TERMINAL, Range
from corroborate.text.words import words

_NAME_WORD = r"[^\W\d_](?:[^\W_]|['’‘.\u200c\u0640-]|(?<=\w)/(?=\w))*"
_LABEL = re.compile(
    rf"(?P<stamp>[\[(][0-9:.,\s]{{4,14}}[\])]\s*)?(?P<open>[*_]{{1,3}})?"
    rf"(?P<name>{_NAME_WORD}(?:,?[ \t\u00a0]{{1,2}}"
    rf"(?:\(?{_NAME_WORD}\)?|&|\([^()\n]{{1,40}}\)|#?[0-9]{{1,3}})){{0,7}})"
    rf"(?P<late>\s*[\[(][0-9:.,\s]{{4,14}}[\])])?"
    rf"(?:(?P<close>[*_]{{1,3}})?[ \u00a0]?[:：](?P<after>[*_]{{1,3}})?)(?=\s|$)"
)
_Q_AND_A = re.compile(
    r"(?P<open>[*_]{1,3})?(?P<name>[QA][0-9]{0,3})(?:\.(?P<close>[*_]{1,3})?(?=\s)|(?=\t|\s{2,}))"
)
_LONGEST = 80
_QUOTED = re.compile('“[^”]*”|"[^"]*"|«[^»]*»')
_MARKED = frozenset({"capitals", "emphasis", "role"})


@dataclass(frozen=True, slots=True)
class Label:
    """A label that begins a paragraph: the speaker as written, its place with the colon, its style."""

    block: int
    speaker: str
    start: int
    end: int
    style: str
    key: str
    """The label as one speaker may be written in several ways: by the last word of the name."""


def speaker_labels(content: str, blocks: Sequence[Range]) -> list[Label]:
    """The labels of a Q&A in order, empty where the text is none.

    A text is a Q&A where labels are shared by at least two speakers, one of them speaks again or a
    question is answered, what follows is speech rather than the fields of a form, and the words are those
    of a conversation.
    """
    candidates = [c for i, (start, end) in enumerate(blocks) if (c := _candidate(content, i, start, end))]
    return _accepted(content, blocks, candidates)


def _numbered_role(name: str) -> str | None:
    """``q`` for ``Q12``, ``speaker`` with its number for ``Speaker 2``; None for other names."""
    if not name[-1].isdigit():
        return None
    match = re.fullmatch(r"([qa])\s?[0-9]+|([^\W\d_]+(?: [^\W\d_]+)?)\s?#?[0-9]+", name)
    if match is None:
        return None
    return match.group(1) or name


def _candidate(content: str, block: int, start: int, end: int) -> Label | None:
    limit = min(end, start + _LONGEST)
    if content.find(":", start, limit) < 0 and content.find("：", start, limit) < 0:
        match = _Q_AND_A.match(content, start, end)
    else:
        match = _LABEL.match(content, start, end) or _Q_AND_A.match(content, start, end)
    if match is None or match.end() - start > _LONGEST:
        return None
    name = match.group("name")
    key = name.casefold().replace("’", "'").strip()
    if key in words("not_speakers"):
        return None
    if (_numbered_role(key) or key).rstrip("#0123456789 ") in words("speaker_roles"):
        style = "role"
    elif match.group("open"):
        style = "emphasis"
    elif name.upper() == name and name.lower() != name:
        style = "capitals"
    elif name.lower() == name.upper() or _is_titled(name):
        style = "name"
    else:
        return None
    return Label(block, name, start, match.end(), style, _key(name, style))


def _key(name: str, style: str) -> str:
    short = name.casefold()
    for mark in ",(":
        short = short.split(mark, 1)[0].rstrip() or short
    return _numbered_role(short) or (short if style == "role" else short.split()[-1])


def _is_titled(name: str) -> bool:
    """True where every word is written as in a name."""
    tokens = re.findall(r"[\w'’.-]+", name.split("(")[0])
    return all(
        not token[0].islower() or token.lower().split("-")[0] in words("name_particles") for token in tokens
    )


def _accepted(content: str, blocks: Sequence[Range], candidates: list[Label]) -> list[Label]:
    times = Counter(c.key for c in candidates)
    roles = {c.key for c in candidates if c.style == "role"}
    repeated = {key for key, n in times.items() if n > 1}
    pair = _question_and_answer(content, blocks, candidates)
    certain = repeated | (roles if len(roles) > 1 or repeated - roles else set()) | pair
    if len(certain) < 2 and not (repeated and len(times) > 1):
        return []
    marked = {c.style for c in candidates if c.key in certain and c.style in _MARKED}
    accepted = [
        c
        for c in candidates
        if c.key in certain or c.style in marked or (c.style in _MARKED and _shares_a_word(c, certain))
    ]
    accepted = [c for c in accepted if c.key in certain or c.style != "role" or "role" in marked]
    set_off = Counter(c.key for c in accepted if c.style in _MARKED)
    accepted = [c for c in accepted if c.style != "name" or set_off[c.key] < 2]
    if len({c.key for c in accepted}) < 2 or not _is_conversation(content, blocks, accepted):
        return []
    return accepted


def _shares_a_word(candidate: Label, certain: set[str]) -> bool:
    own = {word for word in candidate.key.split() if len(word) > 2}
    return any(own & set(key.split()) for key in certain)


def _question_and_answer(content: str, blocks: Sequence[Range], candidates: list[Label]) -> set[str]:
    """Two marked labels one after the other, the first of which asks."""
    for asks, answers in pairwise(candidates):
        if asks.style in _MARKED and asks.style == answers.style and asks.key != answers.key:
            end = blocks[answers.block - 1][1]
            if content[max(asks.end, end - 4) : end].rstrip(CLOSERS).endswith(("?", "؟", "？")):
                return {asks.key, answers.key}
    return set()


def _is_conversation(content: str, blocks: Sequence[Range], accepted: list[Label]) -> bool:
    """True where the labels are followed by speech, and somebody asks or says I, we or you."""
    speech = asked = 0
    for candidate in accepted:
        start, end = candidate.end, blocks[candidate.block][1]
        if not content[start:end].strip() and candidate.block + 1 < len(blocks):
            start, end = blocks[candidate.block + 1]
        tail = content[max(start, end - 8) : end].rstrip(CLOSERS + " ")
        speech += tail[-1:] in TERMINAL or tail.endswith(("—", "–", "-"))
        asked += "?" in tail or "؟" in tail or _says_i_or_you(content[start : min(end, start + 400)])
    return speech * 2 > len(accepted) and asked * 10 >= len(accepted)


def _says_i_or_you(passage: str) -> bool:
    lowered = _QUOTED.sub(" ", passage).lower().replace("’", "'")
    return any(word in words("conversation") for word in re.findall(r"[\w']+", lowered))
