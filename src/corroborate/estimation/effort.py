"""What a sweep of the latent classes costs, so that a run can be bounded by work and not by a clock."""

from __future__ import annotations

from collections.abc import Iterable

from corroborate.model.capture import CaptureHistories

_ONE_BY_ONE = 5
_MANY = 100
_INDIVIDUAL = 5e-8
_BINOMIAL = 4e-8
_LARGE_BINOMIAL = 9e-8
_CELL = 2e-9
_BETA = 1e-8
"""Seconds for the draws in a sweep, on a core of 2024; most classes are empty, and theirs are cheap."""

FEWEST_SWEEPS = 10_000
CHAINS = 6
CLASSES = 10
"""What the latent classes run with unless asked otherwise."""


def seconds_a_sweep(histories: CaptureHistories, classes: int) -> float:
    """About how many seconds of one core a sweep of one chain takes."""
    return seconds_for(histories.counts, len(histories.lists), classes)


def seconds_for(counts: Iterable[float], lists: int, classes: int) -> float:
    """`seconds_a_sweep` for the counts of the cells alone."""
    dealt = 0.0
    for count in counts:
        dealt += classes * _CELL
        # A few individuals are dealt out one by one, which costs less than a binomial for each class.
        if count <= _ONE_BY_ONE:
            dealt += count * _INDIVIDUAL
        else:
            dealt += classes * (_LARGE_BINOMIAL if count > _MANY else _BINOMIAL)
    return dealt + classes * lists * _BETA


def sweeps_within(
    histories: CaptureHistories, seconds: float, *, classes: int = 10, chains: int = 6, most: int
) -> int:
    """How many sweeps a chain fit into so much work of one core, from 10,000 to ``most``.

    Depends on the table alone: same table, same number, on every machine.
    """
    fit = seconds / (chains * seconds_a_sweep(histories, classes))
    return min(most, max(FEWEST_SWEEPS, int(fit)))
