"""Strata: each by itself, partially pooled, and in total; missing strata filled in several times."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import TableError
from corroborate.estimation.estimate import estimate
from corroborate.estimation.gates import FEWEST_LISTS, SMALL_LIST, refused
from corroborate.estimation.moments import log_unseen
from corroborate.estimation.rubin import combined
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Caution, Estimate, Refused, Stratified, Stratum
from corroborate.model.interval import Interval

ASSUMPTION = (
    "the assumption of the method holds in each stratum, and the ratios of unseen to seen scatter about a "
    "common value, so that strata learn from each other"
)
DRAWS = 20_000
FEWEST_TO_POOL = 3


@dataclass(frozen=True, slots=True)
class _Scale:
    """A stratum on the scale of log(unseen / seen)."""

    name: str
    n: float
    mean: float
    variance: float


def estimate_strata(
    tables: Mapping[str, CaptureHistories],
    *,
    unplaced: CaptureHistories | None = None,
    imputations: int = 20,
    method: str = "auto",
    level: float = 0.95,
    seed: int = 0,
    settings: Mapping[str, Any] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Stratified:
    """Each stratum by itself, refused one by one, then pooled, then in total.

    ``unplaced`` are individuals whose stratum is missing: they are dealt out ``imputations`` times in
    proportion to who has the same pattern, each completed table is estimated, and the logarithms of the
    unseen are combined by Rubin's rules. Pooling is a normal hierarchical model on log(unseen / seen), its
    spread integrated over; it takes at least three strata with an estimate.
    """
    if not tables:
        raise TableError("there are no strata")
    if len({t.lists for t in tables.values()}) > 1:
        raise TableError("the strata differ in their lists")
    completed = _completed(tables, unplaced, imputations, seed)
    results: dict[str, list[Estimate | Refused]] = {name: [] for name in tables}
    for done, filled in enumerate(completed):
        for name, table in filled.items():
            if progress:
                progress(f"stratum {name}, completion {done + 1} of {len(completed)}")
            found: Estimate | Refused | None = too_small(table)
            if found is None:
                found = estimate(
                    table, method=method, level=level, seed=seed, spread="none", settings=settings
                )
            results[name].append(_open_ended(table, found))
    scales, shown = [], {}
    for name, several in results.items():
        shown[name], scale = _one(name, several, level)
        if scale is not None:
            scales.append(scale)
    recorded = sum(t.n for t in tables.values()) + (unplaced.n if unplaced else 0)
    left_out = recorded - sum(s.n for s in scales)
    return _totals(tables, shown, scales, recorded, left_out, unplaced, imputations, level, seed)


def too_small(table: CaptureHistories) -> Refused | None:
    """The refusal of a stratum in which fewer than three lists hold ten individuals, or None."""
    if not table.n:
        return Refused("nobody_recorded", "nobody was recorded in this stratum.", None, table.lists, 0)
    large = sum(size >= SMALL_LIST for size in table.sizes)
    if large >= FEWEST_LISTS:
        return None
    return refused(
        table,
        "stratum_too_small",
        f"only {large} of {len(table.lists)} lists hold at least {SMALL_LIST} individuals of this stratum, "
        f"and it takes {FEWEST_LISTS}.",
        None,
        ("strata put together", "lists that hold more of this stratum"),
    )


def _open_ended(table: CaptureHistories, found: Estimate | Refused) -> Estimate | Refused:
    """A refusal in place of an interval without an upper end, which no total could hold."""
    if isinstance(found, Refused) or found.posterior is not None or found.interval.high is not None:
        return found
    return refused(
        table,
        "no_upper_end",
        "its interval has no upper end, so that it can be part of no total.",
        found.method,
        ("more overlap between the lists", "another method"),
    )


def _completed(
    tables: Mapping[str, CaptureHistories], unplaced: CaptureHistories | None, times: int, seed: int
) -> list[dict[str, CaptureHistories]]:
    if unplaced is None or unplaced.n == 0:
        return [dict(tables)]
    names = list(tables)
    cells = [tables[name].cells for name in names]
    share = np.array([t.n for t in tables.values()], float)
    share /= share.sum()
    found = []
    random = np.random.default_rng([seed, 11])
    for _ in range(times):
        filled = [dict(c) for c in cells]
        for pattern, count in unplaced.cells.items():
            odds = np.array([c.get(pattern, 0) for c in cells], float) + share
            drawn = random.multinomial(count, random.dirichlet(odds))
            for part, extra in zip(filled, drawn, strict=True):
                part[pattern] = part.get(pattern, 0) + int(extra)
        lists = unplaced.lists
        found.append(
            {n: CaptureHistories.of(lists, c, tables[n].notes) for n, c in zip(names, filled, strict=True)}
        )
    return found


def _one(
    name: str, found: Sequence[Estimate | Refused], level: float
) -> tuple[Estimate | Refused, _Scale | None]:
    """A stratum's result over its completions, and where it lies."""
    barred = [f for f in found if isinstance(f, Refused)]
    if barred:
        return barred[0], None
    numbers = [f for f in found if isinstance(f, Estimate)]
    moments = [log_unseen(e) for e in numbers]
    pooled = combined([m for m, _ in moments], [v for _, v in moments], level)
    n = float(np.mean([e.n for e in numbers]))
    scale = _Scale(name, n, pooled.mean - math.log(n), max(pooled.total, 1e-12))
    if len(numbers) == 1:
        return numbers[0], scale
    low, high = math.exp(pooled.low), math.exp(pooled.high)
    note = Caution(
        "strata_filled_in",
        f"Missing strata were filled in {len(numbers)} times; the results are combined by Rubin's rules on "
        f"the logarithm of the unseen, {pooled.between / pooled.total:.0%} of the variance from the filling "
        "in.",
    )
    first = numbers[0]
    return (
        replace(
            first,
            n=round(n),
            centre=n + math.exp(pooled.mean),
            interval=Interval(math.floor(n + low), math.ceil(n + high)),
            mean=None,
            mode=None,
            posterior=None,
            cautions=(*first.cautions, note),
        ),
        scale,
    )


def _totals(
    tables: Mapping[str, CaptureHistories],
    shown: Mapping[str, Estimate | Refused],
    scales: Sequence[_Scale],
    recorded: int,
    left_out: float,
    unplaced: CaptureHistories | None,
    imputations: int,
    level: float,
    seed: int,
) -> Stratified:
    words = []
    without = [name for name, found in shown.items() if isinstance(found, Refused)]
    if without:
        words.append(
            f"No estimate for {len(without)} of {len(tables)} strata ({', '.join(without)}); the total "
            "counts only what was recorded there and is too low by what was not."
        )
    if unplaced is not None and unplaced.n:
        words.append(
            f"{unplaced.n:,} individuals without a stratum were dealt out {imputations} times; the results "
            "are combined by Rubin's rules on the logarithm of the unseen."
        )
    if not scales:
        strata = tuple(Stratum(name, found) for name, found in shown.items())
        return Stratified(strata, recorded, None, None, None, level, None, ASSUMPTION, tuple(words))
    random = np.random.default_rng([seed, 13])
    tails = [(1 - level) / 2, 0.5, (1 + level) / 2]
    n = np.array([s.n for s in scales])
    mean = np.array([s.mean for s in scales])
    variance = np.array([s.variance for s in scales])
    apart = random.normal(mean, np.sqrt(variance), (DRAWS, len(scales)))
    pooling = len(scales) >= FEWEST_TO_POOL
    together, spread = _pooled(mean, variance, random) if pooling else (apart, None)
    if not pooling:
        words.append(f"Fewer than {FEWEST_TO_POOL} strata have an estimate, so they are not pooled.")
    sizes = n * (1 + np.exp(together))
    ends = np.quantile(sizes, tails, axis=0)
    intervals = (
        {}
        if not pooling
        else {s.name: Interval(math.floor(ends[0, i]), math.ceil(ends[2, i])) for i, s in enumerate(scales)}
    )
    low, centre, high = np.quantile(sizes.sum(axis=1) + left_out, tails)
    plain = np.quantile((n * (1 + np.exp(apart))).sum(axis=1) + left_out, tails)
    return Stratified(
        tuple(Stratum(name, found, intervals.get(name)) for name, found in shown.items()),
        recorded,
        Interval(math.floor(low), math.ceil(high)),
        Interval(math.floor(plain[0]), math.ceil(plain[2])),
        float(centre),
        level,
        spread,
        ASSUMPTION,
        tuple(words),
    )


def _pooled(
    mean: NDArray[np.float64], variance: NDArray[np.float64], random: np.random.Generator
) -> tuple[NDArray[np.float64], float]:
    """Draws of every stratum's log ratio given all, and the posterior mean of the spread between strata.

    y_s ~ N(θ_s, v_s), θ_s ~ N(μ, τ²), flat on μ and τ (Gelman 2006).
    """
    top = 4 * max(float(mean.std(ddof=1)), float(np.sqrt(variance.mean())), 1e-3)
    grid = np.linspace(top / 400, top, 400)
    precision = 1 / (variance[None, :] + grid[:, None] ** 2)
    centre = (precision * mean).sum(axis=1) / precision.sum(axis=1)
    logs = 0.5 * np.log(precision).sum(axis=1) - 0.5 * np.log(precision.sum(axis=1))
    logs -= 0.5 * (precision * (mean[None, :] - centre[:, None]) ** 2).sum(axis=1)
    odds = np.exp(logs - logs.max())
    odds /= odds.sum()
    place = random.choice(len(grid), size=DRAWS, p=odds)
    tau = grid[place]
    mu = random.normal(centre[place], 1 / np.sqrt(precision.sum(axis=1))[place])
    pull = tau[:, None] ** 2 / (tau[:, None] ** 2 + variance[None, :])
    location = pull * mean + (1 - pull) * mu[:, None]
    draws = random.normal(location, np.sqrt(pull * variance[None, :]))
    return draws, float((grid * odds).sum())
