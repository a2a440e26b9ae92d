"""Bayesian averaging over decomposable graphs (Madigan & York 1997)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import SettingError
from corroborate.estimation import hierarchy
from corroborate.estimation.averaging import MOST_GRAPHS, Nodes, log_sum, posterior
from corroborate.estimation.gates import cautions, ratio_caution, refused
from corroborate.estimation.graphs import Graphs, decomposable_graphs
from corroborate.estimation.grid import Grid, every, grid
from corroborate.estimation.lowerbound import at_least
from corroborate.estimation.marginal import common, complete_alone, log_sums, shares, subset_constants
from corroborate.estimation.modes import places_of, several
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Caution, Estimate, Method, ModelShare, Posterior, Refused
from corroborate.model.interval import Interval

ASSUMPTION = (
    "the dependence between lists follows a decomposable graph that leaves at least two lists without a "
    "direct tie, everybody is equally likely to be on each list, nobody enters or leaves, and the linkage is "
    "right"
)
SATURATED_WORTH_SAYING = 0.15
UNBOUNDED_FROM = 200.0
"""From so many times what was recorded on, an estimate is the prior's."""

_SHARE_POINTS = 80
_PLACE_POINTS = 400

LogPrior = Callable[[NDArray[np.float64]], NDArray[np.float64]]


@dataclass(frozen=True, slots=True, eq=False)
class Average:
    """The posterior of the unseen averaged over graphs; ``alone`` is the complete graph's log density."""

    grid: Grid
    graphs: Graphs
    alone: Nodes
    delta: float
    bottom: float
    complete_in: bool
    constants: NDArray[np.float64]
    empty: NDArray[np.float64]
    live: NDArray[np.int64]
    """The graphs that have a share to speak of."""

    @property
    def saturated(self) -> float:
        """The weight that the complete graph has, or would have if it were let in."""
        gap = log_sum(self.alone) - self.grid.log_total
        if self.complete_in:
            return math.exp(min(gap, 0.0))
        return 1.0 / (1.0 + math.exp(min(-gap, 700.0)))

    def shares(self) -> NDArray[np.float64]:
        """The posterior probability of each graph, averaged over evenly spaced quantiles of the unseen."""
        at = self.grid.quantiles((np.arange(_SHARE_POINTS) + 0.5) / _SHARE_POINTS)
        places, times = np.unique(at, return_counts=True)
        return shares(
            places,
            times / times.sum(),
            self.constants,
            self.empty,
            self.graphs,
            self.bottom,
            self.live,
        )


def average(
    histories: CaptureHistories,
    *,
    delta: float | None = None,
    saturated: bool = False,
    log_prior: LogPrior | str = "1/N",
    first: int = 0,
    top: int | None = None,
    exact: bool = False,
) -> Average:
    """Sum over all decomposable graphs but the complete one, and over all numbers of unseen.

    ``delta`` is the pseudo-count of a cell, 2^-J by default. ``saturated`` lets the complete graph in, which
    does not identify the total: its answer is the prior's. ``log_prior`` is "1/N", "flat", or a function of
    the total. The unseen run from ``first`` to ``top``; without ``top`` until nothing is left beyond.
    ``exact`` evaluates every whole number up to ``top``. Two to seven lists.
    """
    lists = len(histories.lists)
    graphs = decomposable_graphs(lists)
    delta = 2.0**-lists if delta is None else delta
    if not 0 < delta < math.inf:
        raise SettingError("delta must be positive", value=delta)
    if isinstance(log_prior, str) and log_prior not in {"1/N", "flat"}:
        raise SettingError("the prior must be 1/N, flat or a function", value=log_prior)
    n = histories.n
    patterns, counts = np.array(histories.patterns, np.int64), np.array(histories.counts, float)
    bottom = n + delta * (1 << lists)
    if len(graphs) <= MOST_GRAPHS and isinstance(log_prior, str) and not exact:
        found, alone, constants, empty, live = posterior(
            patterns,
            counts,
            lists,
            delta,
            log_prior == "flat",
            saturated,
            graphs.parts,
            graphs.lengths,
            first,
            top,
        )
    else:
        constants, empty = subset_constants(patterns, counts, lists, delta)
        live = np.arange(len(graphs) if saturated else len(graphs) - 1)
        found, alone = _by_parts(n, constants, empty, graphs, bottom, saturated, log_prior, first, top, exact)
    return Average(found, graphs, alone, delta, bottom, saturated, constants, empty, live)


def _by_parts(
    n: int,
    constants: NDArray[np.float64],
    empty: NDArray[np.float64],
    graphs: Graphs,
    bottom: float,
    saturated: bool,
    log_prior: LogPrior | str,
    first: int,
    top: int | None,
    exact: bool,
) -> tuple[Grid, Nodes]:
    """The same by calls from Python, for priors that are functions and for graphs dealt out to threads.

    Gives the distribution, and the density of the complete graph.
    """

    def around(unseen: NDArray[np.float64]) -> NDArray[np.float64]:
        base = common(unseen, n, flat=log_prior != "1/N")
        return base + log_prior(n + unseen) if callable(log_prior) else base

    def log_density(unseen: NDArray[np.float64]) -> NDArray[np.float64]:
        totals, complete = log_sums(unseen, constants, empty, graphs, bottom)
        return (np.logaddexp(totals, complete) if saturated else totals) + around(unseen)

    def log_alone(unseen: NDArray[np.float64]) -> NDArray[np.float64]:
        return complete_alone(unseen, constants, empty, bottom) + around(unseen)

    if exact:
        if top is None:
            raise SettingError("an exact sum needs its top")
        return every(log_density, first, top), _density(every(log_alone, first, top))
    found = grid(log_density, first, top, n)
    # The complete graph has its own peak, so it is summed on nodes of its own, up to the same end.
    return found, _density(grid(log_alone, first, int(found.nodes[-1]), n))


def _density(distribution: Grid) -> Nodes:
    return distribution.nodes, distribution.logs, distribution.values


def decomposable(
    histories: CaptureHistories,
    *,
    delta: float | None = None,
    saturated: bool = False,
    log_prior: LogPrior | str = "1/N",
    first: int = 0,
    top: int | None = None,
    level: float = 0.95,
) -> Estimate | Refused:
    """The posterior of the total averaged over decomposable graphs; settings as in `average`.

    Refused where the graphs that fit best put no bound on the total.
    """
    result = average(histories, delta=delta, saturated=saturated, log_prior=log_prior, first=first, top=top)
    n = histories.n
    found = result.grid
    if top is None and (found.tail > 1e-6 or found.quantile(0.5) > UNBOUNDED_FROM * n):
        return refused(
            histories,
            "total_not_bounded",
            "the decomposable graphs that fit best let the total grow without bound: lists that they hold to "
            "be independent share nobody.",
            Method.DECOMPOSABLE,
            ("more overlap between the lists", "fewer, larger lists"),
        )
    weights = result.shares()
    heavy = result.saturated
    lists = len(histories.lists)
    heaviest = np.argsort(-weights, kind="stable")[:10]
    centre = n + found.quantile(0.5)
    values, cdf = found.points()
    steps = (np.arange(_PLACE_POINTS) + 0.5) / _PLACE_POINTS
    places = places_of(n + found.quantiles(steps), n, level)
    has_mean = found.tail * float(found.nodes[-1]) < 1e-3 * max(found.mean, 1.0) or top is not None
    return Estimate(
        Method.DECOMPOSABLE,
        histories.lists,
        n,
        float(centre),
        Interval(n + found.quantile((1 - level) / 2), n + found.quantile((1 + level) / 2)),
        ASSUMPTION if not saturated else PRIOR_ONLY,
        level,
        n + found.mean if has_mean else None,
        n + found.mode(),
        Posterior(tuple(n + v for v in values), tuple(cdf)),
        tuple(
            ModelShare(hierarchy.name(result.graphs.cliques(int(g)), lists), float(weights[g]))
            for g in heaviest
            if weights[g] > 1e-6
        ),
        {
            "delta": f"{result.delta:g}",
            "prior": log_prior if isinstance(log_prior, str) else "given",
            "saturated": "included" if saturated else "excluded",
        },
        {
            "saturated_weight": heavy,
            "beyond_grid": found.tail,
            "graphs": float(len(result.graphs)),
        },
        (
            *cautions(histories),
            *_saturated_caution(heavy, saturated),
            *several(places),
            *ratio_caution(n, centre),
        ),
        at_least(histories),
        notes=histories.notes,
        modes=places,
    )


PRIOR_ONLY = (
    "the prior on the saturated graph is right, for that graph leaves the total to the prior; everybody is "
    "equally likely to be on each list, nobody enters or leaves, and the linkage is right"
)


def _saturated_caution(weight: float, let_in: bool) -> tuple[Caution, ...]:
    if weight < SATURATED_WORTH_SAYING:
        return ()
    verb = "has" if let_in else "would have, if it were let in,"
    return (
        Caution(
            "saturated_weight",
            f"The saturated graph {verb} {weight:.0%} of the weight: the data ask for more "
            "dependence than a model can have that tells how many were missed.",
        ),
    )
