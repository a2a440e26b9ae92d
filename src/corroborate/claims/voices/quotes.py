"""Quotations: what stands between quote marks, over paragraphs too, whatever marks are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.claims.voices.layout import Stretch
from corroborate.claims.words import Word

_OPEN = frozenset(["“", "„", "«", "``"])
_CLOSE = frozenset("”»")
_STRAIGHT = frozenset(['"', "''"])
_MARKS = _OPEN | _CLOSE | _STRAIGHT

_LONG = 6
"""Words that an unclosed quotation must have to be taken for one."""


@dataclass(slots=True)
class Quotation:
    """The words ``[first, last)`` between quote marks, the marks among them.

    ``continues`` is the number of the quotation that this one goes on with after a paragraph break.
    ``closed`` is False where the closing mark is missing.
    """

    first: int
    last: int
    closed: bool = True
    continues: int | None = None


def quotations(words: Sequence[Word], paragraphs: Sequence[Stretch]) -> list[Quotation]:
    """Quotations in order, none inside another.

    A mark that is never closed opens a quotation only where the next paragraph goes on with a mark of
    its own, as newspapers write quotations of several paragraphs, or where an opening mark starts a
    sentence of its own; otherwise it is left alone.
    """
    result: list[Quotation] = []
    carried: int | None = None
    for number, paragraph in enumerate(paragraphs):
        opened: int | None = None
        for i in range(paragraph.first, paragraph.last):
            text = words[i].text
            if text not in _MARKS:
                continue
            if opened is None:
                if text in _CLOSE or (text in _STRAIGHT and not _can_open(words, i, paragraph)):
                    continue
                opened = i
            elif text in _CLOSE or text in _STRAIGHT:
                result.append(Quotation(opened, i + 1, True, carried if opened == paragraph.first else None))
                opened = None
                carried = None
            elif text in _OPEN:
                opened = i
        if opened is None:
            carried = None
            continue
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        goes_on = following is not None and words[following.first].text in (_OPEN | _STRAIGHT)
        if (
            goes_on
            or (opened == paragraph.first and carried is not None)
            or _lost_end(words, opened, paragraph)
        ):
            result.append(
                Quotation(opened, paragraph.last, False, carried if opened == paragraph.first else None)
            )
            carried = len(result) - 1 if goes_on else None
        else:
            carried = None
    return result


def _lost_end(words: Sequence[Word], opened: int, paragraph: Stretch) -> bool:
    """True for a mark before a sentence of its own that runs to the paragraph's end unclosed."""
    if words[opened].text not in _OPEN or paragraph.last - opened < _LONG:
        return False
    starts = opened == paragraph.first or words[opened - 1].text in (".", "!", "?", ":", ",", "”")
    return starts and words[opened + 1].text[0].isupper()


def _can_open(words: Sequence[Word], i: int, paragraph: Stretch) -> bool:
    """True where a straight mark stands right before a word."""
    return i + 1 < paragraph.last and words[i + 1].start == words[i].end
