"""How common a value is among unrelated records, told from a table in which its own repeats stand too."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

TOLD = 4
"""So many records beside one a list may state one value before it is held to be common. Convention: repeats
of one person or incident are fewer."""

REPEATS = 1.0
"""How many others repeat a record, beforehand: of those that state the same value, this many to what chance
brings are not unrelated. Convention."""

CHANCE = 4.0
"""Records for which what chance is said to bring counts, beside those that are seen. Convention."""

NEAR = 30
"""Records around a value from which it is told how densely values lie there."""


def unrelated(count: NDArray[np.int64], chance: Floats, records: int, lists: int) -> Floats:
    """The share of unrelated records that state each value (values,).

    ``count`` of all ``records`` state it. ``chance`` is the share that states a value like it: that of values
    around it, or of its parts taken to be independent. Of those beyond a pair that state the same, chance and
    repeats (REPEATS) account for their parts; the rate of chance is a Gamma mean of both, and what TOLD and
    one a list cannot explain is unrelated.
    """
    met = np.maximum(chance * records, 1e-9)
    by_chance = met / (met + REPEATS)
    others = np.maximum(count - 2, 0) * by_chance
    # Beside a pair that chance made stand as many others as chance brings: then this is met, on average.
    found = met * (others + CHANCE) / (met * by_chance + CHANCE)
    return np.asarray(np.maximum(found, count - TOLD - lists) / max(records, 1), np.float64)


def density(values: Floats, count: NDArray[np.int64]) -> Floats:
    """The share of all records that state one value near each, a unit of 1 wide: that of the NEAR nearest.

    ``values`` (values,) ascend, ``count`` of the records state each; those of the value itself are left out.
    """
    before = np.append(0, np.cumsum(count))
    total = int(before[-1])
    found = np.zeros(len(values))
    if len(values) < 2:
        return found
    low, high = float(values[0]), float(values[-1])
    left = np.arange(len(values))
    width = 1.0
    while len(left):
        at = values[left]
        begin = np.searchsorted(values, at - width, "left")
        end = np.searchsorted(values, at + width, "right")
        around = before[end] - before[begin] - count[left]
        wide = np.minimum(at + width, high) - np.maximum(at - width, low)
        done = (around >= NEAR) | (width >= high - low)
        found[left[done]] = (around / np.maximum(wide, 1e-9) / max(total, 1))[done]
        left = left[~done]
        width *= 2
    return found
