"""What draws of the unseen come to: a posterior, and the places where chains settled."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corroborate.model.estimate import Caution, Mode, Posterior
from corroborate.model.interval import Interval

SEVERAL = "several_modes"
"""The code of the caution for a posterior with more than one place."""


def posterior_of(totals: NDArray[np.float64]) -> Posterior:
    """A posterior from sorted draws, at about 400 steps."""
    levels = np.concatenate([[1e-4, 5e-4, 2e-3], (np.arange(400) + 0.5) / 400, [0.998, 0.9995, 0.9999, 1.0]])
    values = np.unique(np.quantile(totals, levels, method="inverted_cdf"))
    cdf = np.searchsorted(totals, values, side="right") / len(totals)
    first = int(values[0]) - 1
    return Posterior((first, *(int(v) for v in values)), (0.0, *(float(c) for c in cdf)))


def modes(unseen: NDArray[np.float64], n: int, level: float) -> tuple[Mode, ...]:
    """The places where chains (rows) settled, told apart by the valleys of the density of log n0.

    A valley counts where the density falls below half of the lower of its two peaks. A chain belongs where
    most of its draws are. Places with less than one in fifty of all draws are not told apart.
    """
    logs = np.log(unseen + 0.5)
    cuts = [-math.inf, *_valleys(unseen.ravel()), math.inf]
    place = np.searchsorted(cuts[1:-1], logs)
    home = [int(np.bincount(row, minlength=len(cuts) - 1).argmax()) for row in place]
    found = []
    for m in range(len(cuts) - 1):
        inside = unseen[place == m]
        low, centre, high = np.quantile(inside, [(1 - level) / 2, 0.5, (1 + level) / 2])
        found.append(
            Mode(
                home.count(m),
                n + float(centre),
                Interval(n + math.floor(low), n + math.ceil(high)),
                inside.size / unseen.size,
            )
        )
    return tuple(found)


def several(places: tuple[Mode, ...]) -> tuple[Caution, ...]:
    """The caution for a posterior with more than one place."""
    if len(places) < 2:
        return ()
    shown = "; ".join(
        f"{m.share:.0%} near {m.centre:,.0f} ({m.interval.low:,.0f} to {m.interval.high:,.0f})"
        for m in places
    )
    words = f"The posterior has {len(places)} places, which the table cannot choose between: {shown}."
    return (Caution(SEVERAL, words),)


def places_of(totals: NDArray[np.float64], n: int, level: float) -> tuple[Mode, ...]:
    """The places of a posterior given by totals at even steps of probability; none where it has only one."""
    found = modes((totals - n)[None, :], n, level)
    return tuple(replace(place, chains=0) for place in found) if len(found) > 1 else ()


def elsewhere(
    plain: NDArray[np.float64], pooled: NDArray[np.float64], n: int, level: float
) -> tuple[Mode, ...]:
    """Places where chains by themselves stayed and which the interval of ladders' draws leaves out.

    ``plain`` are the chains' draws of the unseen (rows), ``pooled`` the ladders'. The share of such a place
    is that among the ladders' draws: they go there by chance, if at all, so that it is known only roughly.
    """
    low, high = n + np.quantile(pooled, [(1 - level) / 2, (1 + level) / 2], method="inverted_cdf")
    found = []
    for place in modes(plain, n, level):
        first, last = place.interval.low or 0, place.interval.high or math.inf
        if first > high or last < low:
            share = float(np.mean((pooled >= first - n) & (pooled <= last - n)))
            found.append(replace(place, share=share))
    return tuple(found)


def _valleys(unseen: NDArray[np.float64]) -> list[float]:
    values, times = np.unique(unseen, return_counts=True)
    edges = np.linspace(math.log(values[0] + 0.5), math.log(values[-1] + 1.5), 81)
    # A whole number is spread over the stretch up to the next, so that gaps between small ones are none.
    ends = np.column_stack([values, values + 1]).ravel()
    reached = np.column_stack([np.cumsum(times) - times, np.cumsum(times)]).ravel()
    counts = np.diff(np.interp(np.exp(edges) - 0.5, ends, reached))
    bell = np.exp(-0.5 * (np.arange(-8, 9) / 2.5) ** 2)
    density = np.convolve(counts, bell / bell.sum(), mode="same")
    found: list[float] = []
    start = 0
    for i in range(1, len(density) - 1):
        if density[i] > density[i - 1] or density[i] > density[i + 1]:
            continue
        left, right = density[start : i + 1].max(), density[i:].max()
        mass = counts[start : i + 1].sum(), counts[i + 1 :].sum()
        if density[i] < 0.5 * min(left, right) and min(mass) > len(unseen) / 50:
            found.append(float(edges[i + 1]))
            start = i + 1
    return found
