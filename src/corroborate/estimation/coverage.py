"""Sample coverage (Chao & Tsay 1998): how much of the population the lists cover, and what follows."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from corroborate.estimation.gates import cautions, ratio_caution, refused
from corroborate.estimation.lowerbound import at_least
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Caution, Estimate, Method, Refused
from corroborate.model.interval import Interval

ENOUGH = 0.55
"""Below this coverage the high-coverage estimate is erratic and the one-step estimate is taken."""

ASSUMPTION = (
    "the dependence between lists is between pairs, the unseen are related to the lists as those on one list "
    "are, nobody enters or leaves, and the linkage is right"
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The share of the population's capture probability that the lists hold, and three totals.

    ``independent`` assumes independence, ``high`` is for high coverage, ``one_step`` for low.
    """

    share: float
    independent: float
    high: float
    one_step: float


def sample_coverage(histories: CaptureHistories) -> Coverage:
    """Coverage and the three totals; infinite where a denominator vanishes."""
    patterns = np.array(histories.patterns, np.int64)
    counts = np.array(histories.counts, float)[None, :]
    return Coverage(*(float(v[0]) for v in _totals(patterns, counts, len(histories.lists))))


def coverage(
    histories: CaptureHistories, *, replicates: int = 200, level: float = 0.95, seed: int = 0
) -> Estimate | Refused:
    """The total by sample coverage: the high-coverage estimate from 55 % on, else the one-step estimate.

    The interval is log-normal with a bootstrap standard error of the unseen.
    """
    found = sample_coverage(histories)
    enough = found.share >= ENOUGH
    centre = found.high if enough else found.one_step
    if not math.isfinite(centre) or centre < histories.n:
        return refused(
            histories,
            "coverage_without_estimate",
            "sample coverage gives no usable total: too few are on two lists or more.",
            Method.COVERAGE,
            ("more overlap between the lists",),
        )
    spread = _standard_error(histories, centre, enough, replicates, seed)
    unseen = max(centre - histories.n, 1e-9)
    z = float(ndtri((1 + level) / 2))
    factor = math.exp(z * math.sqrt(math.log1p((spread / unseen) ** 2)))
    return Estimate(
        Method.COVERAGE,
        histories.lists,
        histories.n,
        centre,
        Interval(math.floor(histories.n + unseen / factor), math.ceil(histories.n + unseen * factor)),
        ASSUMPTION,
        level,
        settings={"replicates": str(replicates), "seed": str(seed), "form": "high" if enough else "one-step"},
        diagnostics={
            "coverage": found.share,
            "independent": found.independent,
            "high_coverage": found.high,
            "one_step": found.one_step,
            "standard_error": spread,
        },
        cautions=(*cautions(histories), *low_coverage(histories), *ratio_caution(histories.n, centre)),
        at_least=at_least(histories),
        notes=histories.notes,
    )


def low_coverage(histories: CaptureHistories) -> tuple[Caution, ...]:
    """The caution for lists that cover too little."""
    share = sample_coverage(histories).share
    if share > ENOUGH:
        return ()
    return (
        Caution(
            "low_coverage",
            f"The lists cover only about {share:.0%} of the population's chance to be listed; an estimate by "
            f"coverage wants {ENOUGH:.0%}.",
        ),
    )


def _totals(
    patterns: NDArray[np.int64], tables: NDArray[np.float64], lists: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Coverage and three totals for each row of counts over the same patterns."""
    member = (patterns[:, None] >> np.arange(lists)) & 1
    sizes = tables @ member
    alone = tables @ (member * (member.sum(axis=1) == 1)[:, None])
    seen = tables.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = 1 - np.mean(alone / sizes, axis=1)
        covered = seen - alone.mean(axis=1)
        base = covered / share
        first = np.zeros(len(tables))
        second = np.zeros(len(tables))
        middle = np.zeros(len(tables))
        dependent: list[tuple[NDArray[np.float64], NDArray[np.float64]]] = []
        for i in range(lists):
            for j in range(i + 1, lists):
                pair = 1 << i | 1 << j
                either = (patterns & ~pair) == 0
                weight = np.where(patterns[either] == pair, 2.0, 1.0)
                a = tables[:, either] @ weight
                rate = tables @ ((patterns & pair) == pair).astype(float) / (sizes[:, i] * sizes[:, j])
                first += a
                second += a * rate
                middle += a * (base * rate - 1)
                dependent.append((a, rate))
        high = (lists * covered - first) / (lists * share - second)
        centre = base + middle / (lists * share)
        one_step = base + sum(a * (rate * centre - 1) for a, rate in dependent) / (lists * share)
    high = np.where(high > 0, high, np.inf)
    return share, base, high, one_step


def _standard_error(
    histories: CaptureHistories, centre: float, enough: bool, replicates: int, seed: int
) -> float:
    """Of the total, from tables of round(total) individuals drawn with the unseen as a cell of its own."""
    patterns = np.array(histories.patterns, np.int64)
    size = round(centre)
    odds = np.append(np.array(histories.counts, float), max(centre - histories.n, 0.0))
    drawn = np.random.default_rng(seed).multinomial(size, odds / odds.sum(), size=replicates)
    _, _, high, one_step = _totals(patterns, drawn[:, :-1].astype(float), len(histories.lists))
    totals = high if enough else one_step
    return float(np.std(totals[np.isfinite(totals)], ddof=1)) if np.isfinite(totals).sum() > 1 else math.inf
