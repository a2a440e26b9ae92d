"""Estimates over draws of the linkage: what is not known of who is who, inside the interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import InputError, SettingError
from corroborate.estimation.gates import refusal, refused, usable
from corroborate.estimation.methods import chosen, run
from corroborate.estimation.modes import SEVERAL, places_of, several
from corroborate.estimation.moments import log_unseen
from corroborate.estimation.rubin import combined
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Caution, Estimate, Method, Posterior, Refused
from corroborate.model.interval import Interval

MOST_REFUSED = 0.05
"""Where more of the draws than this cannot be estimated, none is."""
LATENT_DRAWS = 10
LATENT_WORK = 40.0
"""The latent classes are tried on so many draws, each for so many seconds of one core, unless told more."""


def estimate_over(
    draws: Iterable[CaptureHistories],
    *,
    method: str = "auto",
    level: float = 0.95,
    seed: int = 0,
    missed: tuple[float, float] | None = None,
    settings: Mapping[str, Any] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Estimate | Refused:
    """One estimate from draws of capture histories, one a draw of the linkage (Sadinle 2018).

    Equal tables are estimated once. Posteriors are mixed; for methods with an interval only the logarithms
    of the unseen are combined by Rubin's rules, and ``settings["combined_by"]`` says which. ``missed`` are
    the limits of the share of true matches that blocking never compared: each draw is given matches back at
    a rate from between them. ``diagnostics["between_share"]`` is the share of the variance of log n0 that
    comes from the linkage. Refused where more than 5 % of the draws cannot be estimated. Every draw must have
    the same lists.
    """
    given = [usable(d) for d in draws]
    if not given:
        raise InputError("there are no draws of capture histories to average over")
    if any(d.lists != given[0].lists for d in given):
        raise InputError("the draws of capture histories differ in their lists")
    if missed is not None:
        given = with_missed(given, missed, seed)
    name = chosen(given[0]) if method == "auto" else Method(method)
    settings = settings or {}
    offered = len(given)
    many = len({d.digest for d in given}) > LATENT_DRAWS
    if name is Method.LATENT and many and not {"work", "most_sweeps"} & set(settings):
        given = evenly(given, LATENT_DRAWS)
        settings = {**settings, "work": LATENT_WORK}
    times = Counter(d.digest for d in given)
    distinct = {d.digest: d for d in given}
    results: list[tuple[Estimate, int]] = []
    without: list[tuple[Refused, int]] = []
    for done, (digest, table) in enumerate(distinct.items()):
        if progress:
            progress(f"draw {done + 1} of {len(distinct)} distinct ones")
        found = refusal(table, name) or run(name, table, level=level, seed=seed, settings=settings)
        if isinstance(found, Estimate):
            results.append((found, times[digest]))
        else:
            without.append((found, times[digest]))
    lost = sum(t for _, t in without)
    if lost > MOST_REFUSED * len(given):
        first = without[0][0]
        if not results and {r.code for r, _ in without} == {first.code}:
            return first
        return refused(
            given[0],
            "draws_without_estimate",
            f"{lost} of {len(given)} draws of the linkage cannot be estimated; in the first of them, "
            f"{first.reason}",
            name,
            ("a surer linkage", *first.would_help),
        )
    together = mixed(len(given), results, lost, name, level)
    if len(given) == offered:
        return together
    fewer = Caution(
        "draws_left_out",
        f"Only {len(given)} of {offered} draws of the linkage were estimated, evenly spaced, because latent "
        "classes take long; what the linkage leaves open is known only roughly.",
    )
    return replace(together, cautions=(*together.cautions, fewer))


def evenly(draws: Sequence[CaptureHistories], most: int) -> list[CaptureHistories]:
    """So many of the draws, evenly spaced."""
    return [draws[i * len(draws) // most] for i in range(min(most, len(draws)))]


def mixed(
    draws: int, results: Sequence[tuple[Estimate, int]], lost: int, name: Method, level: float
) -> Estimate:
    """Estimates of distinct tables, each with how many draws gave it, as one; ``lost`` draws gave none."""
    first = results[0][0]
    weights = np.array([t for _, t in results], float)
    moments = np.array([log_unseen(e) for e, _ in results])
    means, variances = moments[:, 0], moments[:, 1]
    centre = float(np.average(means, weights=weights))
    between = float(np.average((means - centre) ** 2, weights=weights))
    within = float(np.average(variances, weights=weights))
    recorded = round(float(np.average([e.n for e, _ in results], weights=weights)))
    caution = (
        (
            Caution(
                "some_draws_refused",
                f"{lost} of {draws} draws of the linkage could not be estimated and are left out.",
            ),
        )
        if lost
        else ()
    )
    base = replace(
        first,
        n=recorded,
        shares=(),
        mode=None,
        modes=(),
        cautions=(*_all_cautions(results), *caution),
        diagnostics={
            "draws": float(draws),
            "distinct_tables": float(len(results)),
            "draws_refused": float(lost),
            "between_share": between / (between + within) if between + within > 0 else 0.0,
        },
    )
    if all(e.posterior is not None for e, _ in results):
        together = mixture([e.posterior for e, _ in results if e.posterior is not None], weights)
        mean = None
        if all(e.mean is not None for e, _ in results):
            mean = float(np.average([e.mean or 0.0 for e, _ in results], weights=weights))
        even = np.array([together.quantile((i + 0.5) / 400) for i in range(400)], float)
        places = places_of(even, min(e.n for e, _ in results), level)
        return replace(
            base,
            modes=places,
            cautions=(*base.cautions, *several(places)),
            centre=float(together.quantile(0.5)),
            interval=together.interval(level),
            mean=mean,
            posterior=together,
            settings={**first.settings, "combined_by": "mixture of posteriors"},
        )
    pooled = combined(np.repeat(means, weights.astype(int)), np.repeat(variances, weights.astype(int)), level)
    low, high = np.exp([pooled.low, pooled.high])
    return replace(
        base,
        centre=recorded + float(np.exp(pooled.mean)),
        interval=Interval(int(recorded + low), int(np.ceil(recorded + high))),
        mean=None,
        settings={**first.settings, "combined_by": f"Rubin's rules on log n0, method {name}"},
    )


def _all_cautions(results: Sequence[tuple[Estimate, int]]) -> tuple[Caution, ...]:
    """Of each kind of caution the first, for the words differ from draw to draw.

    How many places the posterior has is asked of all draws together.
    """
    found: dict[str, Caution] = {}
    for estimate, _ in results:
        for caution in estimate.cautions:
            if caution.code == SEVERAL:
                continue
            found.setdefault(caution.code, caution)
    return tuple(found.values())


def mixture(posteriors: Sequence[Posterior], weights: NDArray[np.float64]) -> Posterior:
    """Posteriors mixed by weight."""
    share = weights / weights.sum()
    values = np.unique(np.concatenate([np.asarray(p.values, float) for p in posteriors]))
    if len(values) > 4000:
        values = np.unique(values[np.round(np.linspace(0, len(values) - 1, 4000)).astype(int)])
    cdf = np.zeros(len(values))
    for posterior, weight in zip(posteriors, share, strict=True):
        cdf += weight * np.interp(values, posterior.values, posterior.cdf, left=0.0, right=1.0)
    cdf = np.minimum(np.maximum.accumulate(cdf), 1.0)
    cdf[-1] = 1.0
    return Posterior(tuple(int(v) for v in values), tuple(cdf.tolist()))


def with_missed(
    draws: Sequence[CaptureHistories], missed: tuple[float, float], seed: int
) -> list[CaptureHistories]:
    """Each draw with the matches given back that blocking is thought to have missed; see `restored`."""
    low, high = missed
    if not 0 <= low <= high < 1:
        raise SettingError(
            "the miss rate of blocking must be two shares below 1, the lower first", value=missed
        )
    random = np.random.default_rng([seed, 7])
    return [restored(d, float(random.uniform(low, high)), random) for d in draws]


def restored(histories: CaptureHistories, rate: float, random: np.random.Generator) -> CaptureHistories:
    """The table with the matches given back that blocking is thought to have missed.

    Each match that was found stands for ``rate / (1 − rate)`` that were not. A missed match shows as two
    individuals where there is one: patterns on two lists or more are drawn in proportion to their counts, and
    two individuals that together have the pattern become one, where there are such two.
    """
    cells = histories.cells
    joined = [(p, c) for p, c in cells.items() if p.bit_count() > 1]
    found = sum(c * (p.bit_count() - 1) for p, c in joined)
    if not joined or rate == 0:
        return histories
    number = int(random.negative_binomial(found, 1 - rate))
    odds = np.array([c * (p.bit_count() - 1) for p, c in joined], float)
    for choice in random.choice(len(joined), size=number, p=odds / odds.sum()):
        pattern = joined[choice][0]
        parts = [part for part in range(1, pattern) if part & pattern == part] if pattern < 1 << 16 else []
        able = [p for p in parts if cells.get(p, 0) > 0 and cells.get(pattern ^ p, 0) > 0]
        if not able:
            continue
        part = able[int(random.integers(len(able)))]
        cells[part] -= 1
        cells[pattern ^ part] -= 1
        cells[pattern] += 1
    return CaptureHistories.of(histories.lists, cells, histories.notes)
