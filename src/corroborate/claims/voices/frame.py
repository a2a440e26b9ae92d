"""A frame: one cue with its source and the words that it carries, inside one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.claims.voices.phrases import Range
from corroborate.model.attribution import Knowledge, Stance


@dataclass(slots=True)
class Frame:
    """Word ranges of one attribution: source (None where nobody is named), cue, pieces of content.

    ``kind`` says where the content stands to its cue: before, after, inverted, phrase, noun, label.
    ``tie`` says how it is tied to it: that, clause, quote, colon, wh, to, object, put, by, as, none.
    """

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    stance: Stance
    knowledge: Knowledge
    kind: str
    lemma: str
    tie: str = "none"
