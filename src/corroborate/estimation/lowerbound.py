"""Chao's lower bounds on the total."""

from __future__ import annotations

import math

import numpy as np

from corroborate.estimation.glm import poisson_fit
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import AtLeast
from corroborate.model.interval import Interval

MOST_LISTS_BY_CELL = 12
"""Beyond this many lists the bound with time effects would need too many cells."""


def chao(histories: CaptureHistories, *, corrected: bool = False) -> float:
    """Chao's bound under heterogeneity: n + (J−1)/(2J) f1²/f2, f_k being seen on exactly k of J lists.

    ``corrected`` takes the bias-corrected form, which exists for f2 = 0 as well (Chao 1987).
    """
    lists = len(histories.lists)
    once, twice = _once_and_twice(histories)
    if corrected or twice == 0:
        return histories.n + (lists - 1) / lists * once * (once - 1) / (2 * (twice + 1))
    return histories.n + (lists - 1) / (2 * lists) * once**2 / twice


def at_least(histories: CaptureHistories) -> AtLeast:
    """Chao's bound with its log-normal interval, and what it says in words."""
    bound = chao(histories)
    interval = _interval(histories, bound)
    words = (
        f"At least {histories.n:,} were recorded; if individuals differ in how likely they are to be listed "
        f"and the lists are otherwise independent, the total is at least about {bound:,.0f} (95% interval of "
        f"that bound {interval.low:,.0f} to {interval.high:,.0f})."
    )
    return AtLeast(bound, interval, words)


def chao_loglinear(histories: CaptureHistories, *, time: bool = False) -> float:
    """The bound as a log-linear model with an effect for each number of lists beyond two.

    After Rivest & Baillargeon (2007). ``time`` lets lists differ in size. A negative effect is set to 0
    and the model fitted again, which is what makes it differ from the closed form.
    """
    lists = len(histories.lists)
    if time and lists > MOST_LISTS_BY_CELL:
        return chao(histories)
    if time:
        size = 1 << lists
        member = (np.arange(1, size)[:, None] >> np.arange(lists)) & 1
        response = np.zeros(size - 1)
        for pattern, count in zip(histories.patterns, histories.counts, strict=True):
            response[pattern - 1] = count
        offset = np.zeros(size - 1)
        base = np.column_stack([np.ones(size - 1), member])
        order = member.sum(axis=1)
    else:
        order = np.arange(1, lists + 1)
        response = np.asarray(histories.frequencies, dtype=float)
        offset = np.array([math.log(math.comb(lists, k)) for k in range(1, lists + 1)])
        base = np.column_stack([np.ones(lists), order])
    free = list(range(3, lists + 1))
    while True:
        effects = [np.maximum(order - k + 1, 0) for k in free]
        fitted = poisson_fit(np.column_stack([base, *effects]), response, offset)
        added = fitted[base.shape[1] :]
        negative = [k for k, eta in zip(free, added, strict=True) if eta < 0]
        if not negative:
            return histories.n + math.exp(fitted[0])
        free = [k for k in free if k not in negative]


def _once_and_twice(histories: CaptureHistories) -> tuple[int, int]:
    found = (*histories.frequencies, 0, 0)
    return found[0], found[1]


def _interval(histories: CaptureHistories, bound: float) -> Interval:
    unseen = bound - histories.n
    if unseen <= 0:
        return Interval(histories.n, histories.n)
    once, twice = _once_and_twice(histories)
    share = (len(histories.lists) - 1) / len(histories.lists)
    if twice:
        r = once / twice
        variance = twice * (share * r**2 / 2 + share**2 * r**3 + share**2 * r**4 / 4)
    else:
        variance = (
            share * once * (once - 1) / 2
            + share**2 * once * (2 * once - 1) ** 2 / 4
            - share**2 * once**4 / (4 * bound)
        )
    spread = math.exp(1.96 * math.sqrt(math.log1p(max(variance, 0.0) / unseen**2)))
    return Interval(math.floor(histories.n + unseen / spread), math.ceil(histories.n + unseen * spread))
