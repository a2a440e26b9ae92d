"""Editor's notes in brackets and as paragraphs, and those that disclose an interest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corroborate.text.paragraphs import Range
from corroborate.text.words import words

_BRACKET = re.compile(r"[\[\]]")
_REFERENCE = re.compile(r"\[(?:\s*|[xX]|\^[^\]]*|@[^\]]*|[0-9]+[a-z]?(?:\s*[,–-]\s*[0-9]+[a-z]?)*)\]")
_CLOCK = re.compile(r"\[[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]+)?(?:\s*[A-Za-z.]{0,5})?\]")
_OPENING = re.compile(r"[\[(*_>\s]*([^\W\d_][\w'’ -]{2,40}?)[*_]*\s*[:：—–]")
_PARAGRAPHS_OF_A_NOTE = 6


@dataclass(frozen=True, slots=True)
class Note:
    """An editor's note, brackets included; ``discloses`` where it names itself a disclosure."""

    start: int
    end: int
    discloses: bool


def notes(content: str, blocks: Sequence[Range]) -> Iterator[Note]:
    """The editor's notes of a text in order.

    A note is the outermost pair of square brackets of a paragraph, whatever stands in it; or the brackets
    around several paragraphs; or a paragraph that opens with "Editor's note:". Links, reference numbers,
    clock times and tick boxes in brackets are no notes.
    """
    skip_until = 0
    for index, (start, end) in enumerate(blocks):
        if start < skip_until:
            continue
        if (kind := _opens_with(content, start, end)) and content[start] not in "[(":
            yield Note(start, end, kind == "disclosures")
            continue
        if content[start] == "(" and kind and content[end - 1] == ")":
            yield Note(start, end, kind == "disclosures")
            continue
        over = _over_paragraphs(content, blocks, index)
        if over is not None:
            skip_until = over
            yield Note(start, over, kind == "disclosures")
            continue
        for left, right in _outermost(content, start, end):
            if _is_note(content, left, right):
                yield Note(left, right, _opens_with(content, left, right) == "disclosures")


def _outermost(content: str, start: int, end: int) -> Iterator[Range]:
    """The outermost balanced pairs of one paragraph; a bracket without its partner is passed over."""
    open_at: list[int] = []
    pairs: list[Range] = []
    for match in _BRACKET.finditer(content, start, end):
        if match.group() == "[":
            open_at.append(match.start())
        elif open_at:
            left = open_at.pop()
            while pairs and pairs[-1][0] > left:
                pairs.pop()
            pairs.append((left, match.end()))
    yield from pairs


def _is_note(content: str, left: int, right: int) -> bool:
    if content.startswith(("(", "["), right) or content[max(0, left - 1) : left] == "]":
        return False
    return not _REFERENCE.fullmatch(content, left, right) and not _CLOCK.fullmatch(content, left, right)


def _opens_with(content: str, start: int, end: int) -> str | None:
    match = _OPENING.match(content, start, min(end, start + 80))
    if match is None:
        return None
    opening = match.group(1).strip().lower().replace("’", "'")
    return next((name for name in ("disclosures", "notes") if opening in words(name)), None)


def _over_paragraphs(content: str, blocks: Sequence[Range], index: int) -> int | None:
    """Where brackets opened at the start of this paragraph close at the end of a later one."""
    start, end = blocks[index]
    if content[start] != "[" or content.find("]", start, end) >= 0:
        return None
    for later_start, later_end in blocks[index + 1 : index + _PARAGRAPHS_OF_A_NOTE]:
        closes = content.find("]", later_start, later_end)
        if closes >= 0:
            return later_end if closes == later_end - 1 else None
        if content.find("[", later_start, later_end) >= 0:
            return None
    return None
