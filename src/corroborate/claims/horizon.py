"""What publication does to a claim: the past ends with it, and what lies beyond it is to come."""

from __future__ import annotations

from dataclasses import replace

from corroborate.claims.scene import Scene
from corroborate.claims.time import TimeMention, TimeRole
from corroborate.model.claim import Modality
from corroborate.model.window import DayRange, Granularity, Window

_UNITS = frozenset({Granularity.MONTH, Granularity.YEAR, Granularity.DECADE, Granularity.CENTURY})
"""Calendar units that stand for so much of them as had gone by: "in 2024", printed that autumn."""


def mood_of(scene: Scene, start: int, end: int, window: Window | None) -> Modality:
    """How the words are meant: a time that begins after publication is to come, unless told as past."""
    found = scene.voices.modality(start, end)
    published = scene.document.published
    if found is not Modality.ASSERTED or window is None or published is None:
        return found
    begins, last = window.start.first, published.last
    if begins is None or last is None or begins <= last or scene.voices.past(start, end):
        return found
    return Modality.FUTURE


def until_published(scene: Scene, window: Window, at: tuple[int, int], start: int, end: int) -> Window:
    """A month or year in which the text was published, ended there for what is told as past.

    A stretch with its own two ends stays as it is: a count of days that had not come is a finding.
    """
    published = scene.document.published
    if published is None or published.first is None or published.last is None:
        return window
    begins, ends = window.start.last, window.end.first
    if (
        window.granularity not in _UNITS
        or begins is None
        or ends is None
        or begins > published.first
        or ends <= published.last
        or not _plain(scene, at)
        or not scene.voices.past(start, end)
    ):
        return window
    return replace(window, end=DayRange(published.first, published.last))


def _plain(scene: Scene, at: tuple[int, int]) -> bool:
    """True where the words of the window are one expression for a calendar unit."""
    mention: TimeMention | None = scene.timed(at[1] - 1, at[1])
    return mention is not None and mention.role is TimeRole.POINT and not mention.parts
