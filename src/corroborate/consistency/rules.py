"""The printed rules by which a finding gets its level."""

from __future__ import annotations

from corroborate.model.finding import Level

FACTOR = 2.0
"""From this factor between two figures on, a contradiction changes what a reader concludes (a convention)."""


def level(*, strict: bool, flips: bool = False, ratio: float = 1.0) -> Level:
    """The level of a disagreement.

    ``changes_conclusion`` is for a contradiction of hard bounds that flips a yes or no, or moves a figure
    by a factor of two or more; ``differs`` for every other one, and for every tension of usual readings.
    """
    apart = ratio >= FACTOR or 0 < ratio <= 1 / FACTOR
    return Level.CHANGES if strict and (flips or apart) else Level.DIFFERS
