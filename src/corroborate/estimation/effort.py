"""What a sweep of the latent classes costs, so that a run can be bounded by work and not by a clock."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.estimation.trajectories import longest
from corroborate.model.capture import CaptureHistories

_ONE_BY_ONE = 5
_MANY = 100
_INDIVIDUAL = 5e-8
_BINOMIAL = 4e-8
_LARGE_BINOMIAL = 9e-8
_CELL = 2e-9
_BETA = 1e-8
"""Seconds for the draws in a sweep, on a core of 2024; most classes are empty, and theirs are cheap."""
_STEP = 3e-7
_STEP_CELL = 8e-9
_STEP_CLASS = 6e-10
_STEP_RATE = 1.2e-8
"""Seconds for a step of a trajectory: by itself, a cell, a class in a cell or on one of its lists, a rate."""

FEWEST_SWEEPS = 2_000
CHAINS = 6
CLASSES = 10
"""What the latent classes run with unless asked otherwise."""


def seconds_a_sweep(histories: CaptureHistories, classes: int) -> float:
    """About how many seconds of one core a sweep of one chain takes."""
    members = sum(pattern.bit_count() for pattern in histories.patterns)
    return seconds_for(histories.counts, members, len(histories.lists), classes)


def seconds_for(counts: Sequence[float], members: int, lists: int, classes: int) -> float:
    """`seconds_a_sweep` for the counts of the cells, and the lists of each cell added up, alone."""
    dealt = 0.0
    for count in counts:
        dealt += classes * _CELL
        # A few individuals are dealt out one by one, which costs less than a binomial for each class.
        if count <= _ONE_BY_ONE:
            dealt += count * _INDIVIDUAL
        else:
            dealt += classes * (_LARGE_BINOMIAL if count > _MANY else _BINOMIAL)
    step = _STEP + len(counts) * _STEP_CELL + classes * (len(counts) + 2 * members) * _STEP_CLASS
    step += classes * lists * _STEP_RATE
    return dealt + classes * lists * _BETA + step * (1.5 + 0.5 * longest(sum(counts)))


def sweeps_within(
    histories: CaptureHistories, seconds: float, *, classes: int = 10, chains: int = 6, most: int
) -> int:
    """How many sweeps a chain fit into so much work of one core, from 2,000 to ``most``.

    Depends on the table alone: same table, same number, on every machine.
    """
    fit = seconds / (chains * seconds_a_sweep(histories, classes))
    return min(most, max(FEWEST_SWEEPS, int(fit)))
