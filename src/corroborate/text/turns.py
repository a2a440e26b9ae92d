"""Who speaks where in a Q&A: a label, and the paragraphs up to the next one."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from corroborate.text.labels import Label, speaker_labels
from corroborate.text.paragraphs import Range

_RULE = re.compile(r"(?:[*_=~—–-]\s*){3,}\Z|[*#]\Z")
_NOT_OWN_WORDS = re.compile('“[^”]*”|"[^"]*"|«[^»]*»|\\[[^\\]]*\\]')
_ALWAYS_ALLOWED = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn: the label with its colon, and the words after it; empty where start == end.

    ``speaker`` is None for a paragraph of the document's own voice, which has no label.
    """

    speaker: str | None
    label: Range | None
    start: int
    end: int


@dataclass(slots=True)
class _Run:
    """A label and the indices of the paragraphs without a label that follow it."""

    label: Label | None
    following: list[int] = field(default_factory=list)


def turns(content: str, blocks: Sequence[Range], asides: Container[int] = ()) -> list[Turn]:
    """The turns of a Q&A in order, empty where the text is none.

    A turn runs on over paragraphs without a label, up to the next label or a rule. It ends before a
    paragraph that speaks of its speaker by name, which is the document's own voice again; where that
    comes late, as after a transcript quoted in an article, the turn is no longer than the longest other
    one. ``asides`` are the indices of paragraphs that are editor's notes as a whole: those at the end of
    a turn are not part of it. Paragraphs outside all turns are the document's own voice.
    """
    labels = {label.block: label for label in speaker_labels(content, blocks)}
    if not labels:
        return []
    runs = [_Run(None)]
    for index, (start, end) in enumerate(blocks):
        if index in labels:
            runs.append(_Run(labels[index]))
        elif _RULE.match(content, start, end):
            runs.append(_Run(None))
        else:
            runs[-1].following.append(index)
    lengths = sorted((len(run.following) for run in runs if run.label is not None), reverse=True)
    found: list[Turn] = []
    for run in runs:
        if run.label is None:
            found += [Turn(None, None, *blocks[index]) for index in run.following]
            continue
        longest_other = lengths[1 if len(run.following) == lengths[0] and len(lengths) > 1 else 0]
        kept = _kept(content, blocks, run.label, run.following, longest_other)
        while kept and run.following[kept - 1] in asides:
            kept -= 1
        last = run.following[kept - 1] if kept else run.label.block
        found.append(_turn(content, run.label, blocks[last][1]))
        found += [Turn(None, None, *blocks[index]) for index in run.following[kept:]]
    return found


def _kept(
    content: str, blocks: Sequence[Range], label: Label, following: Sequence[int], longest_other: int
) -> int:
    """How many of the paragraphs after a label are still its speaker's."""
    if label.style == "role" or len(label.key) < 3:
        return len(following)
    name = re.compile(rf"\b{re.escape(label.key)}\b", re.IGNORECASE)
    for count, index in enumerate(following):
        passage = _NOT_OWN_WORDS.sub(" ", content[slice(*blocks[index])])
        if any(match.group()[0].isupper() for match in name.finditer(passage)):
            return count if count <= max(_ALWAYS_ALLOWED, longest_other) else longest_other
    return len(following)


def _turn(content: str, label: Label, stop: int) -> Turn:
    start = label.end
    while start < stop and content[start].isspace():
        start += 1
    return Turn(label.speaker, (label.start, label.end), start, stop)
