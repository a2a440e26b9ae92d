"""Quotations: words between quote marks of any style, nested, and running over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corroborate.text.paragraphs import Range
from corroborate.text.words import words

_MARK = re.compile("``|''|‘‘|’’|[\"“”„‟«»‹›‘’‚‛'「」『』＂]")
_SINGLE_MARK = re.compile("[‘’']")
_WORD = re.compile(r"[^\W\d_]{1,6}")
_INCHES = re.compile(r"[0-9]['’′][0-9]{1,2}\Z")
_CLOSING: dict[str, frozenset[str]] = {
    opening: frozenset(closing.split())
    for opening, closing in (
        ("“", "”"),
        ("„", "“ ”"),
        ("‟", "”"),
        ("”", "”"),
        ("«", "»"),
        ("»", "«"),
        ("‹", "›"),
        ("›", "‹"),
        ("‘", "’"),
        ("‚", "‘ ’"),
        ("‛", "’"),
        ("「", "」"),
        ("『", "』"),
        ('"', '"'),
        ("＂", "＂"),
        ("'", "'"),
        ("``", "''"),
        ("''", "''"),
        ("‘‘", "’’"),
    )
}
_INCH_MARKS = frozenset('"”')
_APOSTROPHE = frozenset("'’‘")
_BEFORE_OPENING = frozenset("([{<—–-/*_:¿¡…|>=")
_DEEPEST = 8


@dataclass(slots=True)
class _Open:
    mark: str
    at: int


def quotations(content: str, blocks: Sequence[Range]) -> Iterator[Range]:
    """The words between quote marks, marks excluded, inner quotations too; in no set order.

    A quotation that is not closed in its paragraph goes on where the next paragraph opens with the same
    mark again, as newspapers set long quotations. A mark without its partner makes no quotation, so that
    one mark too many does no harm beyond its paragraph. Apostrophes and inch marks are no quote marks.
    """
    carried: list[_Open] = []
    chained = False
    stop = 0
    for start, end in blocks:
        if not carried and not _MARK.search(content, start, end):
            continue
        if carried and not content.startswith(carried[0].mark, start):
            if chained:
                yield from _rest(content, carried[0], stop)
            carried, chained = [], False
        again = bool(carried)
        chained = chained or again
        found, left = _in_paragraph(content, start + len(carried[0].mark) if again else start, end, carried)
        yield from found
        carried = left[:1]
        if not carried or not again or carried[0].at >= start:
            chained = False
        stop = end
    if carried and chained:
        yield from _rest(content, carried[0], stop)


def _in_paragraph(
    content: str, start: int, end: int, carried: list[_Open]
) -> tuple[list[Range], list[_Open]]:
    """The quotations that close in this paragraph, and what is still open at its end."""
    stack = list(carried)
    found: list[Range] = []
    possessive = _possessives(content, start, end)
    for match in _MARK.finditer(content, start, end):
        at, stop, mark = match.start(), match.end(), match.group()
        before = content[at - 1] if at > start else " "
        after = content[stop] if stop < end else " "
        opens = _can_open(mark, before, after)
        if mark in _APOSTROPHE and (_is_apostrophe(content, at, before, after, opens) or at in possessive):
            continue
        if mark in _INCH_MARKS and before.isdigit() and _INCHES.search(content, max(start, at - 4), at):
            continue
        depth = next((i for i in range(len(stack) - 1, -1, -1) if _closes(stack[i].mark, mark)), None)
        if depth is not None and _can_close(mark, before, after, opens):
            inner = _trimmed(content, stack[depth].at + len(stack[depth].mark), at)
            if inner is not None:
                found.append(inner)
            del stack[depth:]
        elif mark in _CLOSING and (opens or (mark == '"' and not before.isalnum() and after.isalnum())):
            same = next((i for i, o in enumerate(stack) if o.mark == mark), None)
            if same is not None:
                del stack[same:]
            if len(stack) < _DEEPEST:
                stack.append(_Open(mark, at))
    return found, stack


def _rest(content: str, unclosed: _Open, stop: int) -> Iterator[Range]:
    inner = _trimmed(content, unclosed.at + len(unclosed.mark), stop)
    if inner is not None:
        yield inner


def _closes(opening: str, mark: str) -> bool:
    return mark in _CLOSING[opening]


def _trimmed(content: str, start: int, end: int) -> Range | None:
    """The range without the white space that some styles set inside the marks; None where nothing is left."""
    while start < end and content[start].isspace():
        start += 1
    while start < end and content[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _can_open(mark: str, before: str, after: str) -> bool:
    if mark in "„‟«‚‛「『" or mark in {"``", "‘‘"}:
        return not after.isspace() or mark == "«"
    spaced = before.isspace() or before in _BEFORE_OPENING or before in _CLOSING
    if mark in "“‘":
        return (spaced or not after.isspace()) and not (after.isspace() and not before.isspace())
    return spaced and not after.isspace()


def _can_close(mark: str, before: str, after: str, opens: bool) -> bool:
    if mark in "»”’」』›" and not opens:
        return True
    if opens and (before.isspace() or mark in "“‘"):
        return mark not in "“‘'\"»«›‹”’＂" or (not before.isspace() and not after.isalnum())
    return not before.isspace() or after.isspace() or not after.isalnum()


def _is_apostrophe(content: str, at: int, before: str, after: str, opens: bool) -> bool:
    if before.isalnum() and after.isalnum():
        return True
    if not opens:
        return before.isspace() and after.isspace()
    if after.isdigit() and content[at + 1 : at + 4].rstrip("s").isdigit() and content[at + 3 : at + 4] == "s":
        return True
    word = _WORD.match(content, at + 1)
    return word is not None and word.group().lower() in words("elisions")


def _possessives(content: str, start: int, end: int) -> set[int]:
    """Apostrophes after a plural s inside single quotes that close later in the paragraph."""
    held: list[int] = []
    found: set[int] = set()
    open_now = False
    for match in _SINGLE_MARK.finditer(content, start, end):
        at, mark = match.start(), match.group()
        before = content[at - 1] if at > start else " "
        after = content[at + 1] if at + 1 < end else " "
        if before.isalnum() and after.isalnum():
            continue
        if _can_open(mark, before, after) and mark != "’":
            open_now, held = True, []
        elif not open_now:
            if before in "sS" and after.isspace():
                found.add(at)
        elif before in "sS" and after.isspace() and content[at + 2 : at + 3].isalpha():
            held.append(at)
        else:
            found.update(held)
            open_now, held = False, []
    return found
