"""Whose turn or note a place stands in, from the segments of a document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from corroborate.model.text import Segment, SegmentKind

Place = tuple[int, int]


class Owners:
    """The turns, labels and editor's notes of one document."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._turns = [s for s in segments if s.kind is SegmentKind.TURN and s.speaker is not None]
        self._notes = [s for s in segments if s.kind in (SegmentKind.NOTE, SegmentKind.DISCLOSURE)]
        self._turns.sort(key=lambda s: s.start)
        self._notes.sort(key=lambda s: (s.start, s.end))
        self._turn_starts = [s.start for s in self._turns]
        self._note_starts = [s.start for s in self._notes]
        self.labels: list[tuple[str, Place]] = [
            (s.speaker, (s.start, s.end))
            for s in segments
            if s.kind is SegmentKind.LABEL and s.speaker is not None
        ]
        self.starts = frozenset(self._turn_starts)
        self._speakers = list(dict.fromkeys(s.speaker for s in self._turns if s.speaker is not None))

    def _holder(self, at: int) -> Segment | None:
        for starts, held in ((self._note_starts, self._notes), (self._turn_starts, self._turns)):
            found = bisect_right(starts, at) - 1
            if found >= 0 and at < held[found].end:
                return held[found]
        return None

    def speaker(self, at: int) -> str | None:
        """The label of whoever's turn a place is in; None in a note and outside turns."""
        holder = self._holder(at)
        return holder.speaker if holder is not None and holder.kind is SegmentKind.TURN else None

    def bounds(self, at: int) -> tuple[int, float]:
        """The note or turn that a place is in; the whole text where it is in none."""
        holder = self._holder(at)
        return (holder.start, holder.end) if holder is not None else (0, float("inf"))

    def other(self, at: int) -> str | None:
        """The other of two speakers; None where there are not two, or outside turns."""
        speaker = self.speaker(at)
        if speaker is None or len(self._speakers) != 2:
            return None
        return next(s for s in self._speakers if s != speaker)
