"""Two lists at a time (Chapman 1951): shown only as what it is, naive."""

from __future__ import annotations

import math
from itertools import combinations

from scipy.special import ndtri

from corroborate.estimation.gates import pair_margins
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Variant
from corroborate.model.interval import Interval


def two_at_a_time(histories: CaptureHistories, level: float = 0.95) -> tuple[Variant, ...]:
    """Chapman's estimate for every pair of lists, with its normal interval.

    It takes the two lists to be independent, which two lists cannot tell: never a result, only a contrast.
    """
    z = float(ndtri((1 + level) / 2))
    shared = pair_margins(histories).tolist()
    found = []
    for i, j in combinations(range(len(histories.lists)), 2):
        first, second, both = shared[i][i], shared[j][j], shared[i][j]
        total = (first + 1) * (second + 1) / (both + 1) - 1
        variance = (first + 1) * (second + 1) * (first - both) * (second - both)
        spread = z * math.sqrt(variance / ((both + 1) ** 2 * (both + 2)))
        low = max(first + second - both, math.floor(total - spread))
        found.append(
            Variant(
                "two_lists",
                f"{histories.lists[i]} and {histories.lists[j]} alone (naive)",
                total,
                Interval(low, max(low, math.ceil(total + spread))),
            )
        )
    return tuple(found)
