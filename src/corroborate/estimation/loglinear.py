"""Log-linear models: one by name, the best by AIC or BIC, or chosen by steps."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from corroborate.errors import SettingError
from corroborate.estimation import hierarchy
from corroborate.estimation.bootstrap import bca, resampled, with_chance
from corroborate.estimation.existence import MEANING, status
from corroborate.estimation.gates import cautions, ratio_caution, refused, tied_up
from corroborate.estimation.hierarchy import Model
from corroborate.estimation.lowerbound import at_least
from corroborate.estimation.poisson import OK, fit, fit_all
from corroborate.estimation.selection import (
    best_totals,
    dense,
    matrix_of,
    stepwise,
    stepwise_totals,
)
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Method, ModelShare, Refused
from corroborate.model.interval import Interval

ASSUMPTION = (
    "the chosen dependence between lists is the right one, the effect that joins all lists is nil, everybody "
    "is equally likely to be on each list, nobody enters or leaves, and the linkage is right"
)
INDEPENDENT = (
    "every list is independent of every other, everybody is equally likely to be on each list, nobody enters "
    "or leaves, and the linkage is right"
)
KEPT_MODELS = 120
"""How many of the best models compete again in each replicate."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Models with what they say: totals, criteria and status; the best first, failed ones last."""

    models: tuple[Model, ...]
    totals: tuple[float, ...]
    criteria: tuple[float, ...]
    status: tuple[int, ...]

    @property
    def passed(self) -> int:
        """How many models have an estimate."""
        return sum(s == OK for s in self.status)


def search(histories: CaptureHistories, *, criterion: str = "bic", order: int | None = None) -> Fitted:
    """Fit every hierarchical model up to an order and rank them.

    The criterion is −2 log-likelihood plus the number of parameters times ln n (BIC) or 2 (AIC), parameters
    at minus infinity counted in. Where Newton's method finds no maximum the linear programme decides
    which of existence and identifiability fails.
    """
    if criterion not in {"aic", "bic"}:
        raise SettingError("the criterion must be aic or bic", value=criterion)
    lists = len(histories.lists)
    found = hierarchy.models(lists, order or hierarchy.default_order(lists))
    terms, sizes = matrix_of(found, lists)
    unseen, likelihood, _, state = fit_all(terms, sizes, dense(histories), lists)
    for i in np.flatnonzero(state):
        state[i] = status(histories, found[i]) or state[i]
    penalty = math.log(histories.n) if criterion == "bic" else 2.0
    values = np.where(state == OK, -2 * likelihood + penalty * sizes, np.inf)
    ranked = np.argsort(values, kind="stable")
    return Fitted(
        tuple(found[i] for i in ranked),
        tuple((histories.n + unseen[ranked]).tolist()),
        tuple(values[ranked].tolist()),
        tuple(state[ranked].tolist()),
    )


def best(
    histories: CaptureHistories,
    *,
    criterion: str = "bic",
    order: int | None = None,
    replicates: int = 1000,
    kept: int = KEPT_MODELS,
    level: float = 0.95,
    seed: int = 0,
) -> Estimate | Refused:
    """The best model's total, with a BCa interval in which the best ``kept`` models compete again.

    Beyond six lists there are too many models to try all: the choice is made by steps.
    """
    method = Method.BIC if criterion == "bic" else Method.AIC
    barred = tied_up(histories, method)
    if barred is not None:
        return barred
    ranked = search(histories, criterion=criterion, order=order)
    if not ranked.passed:
        return _no_model(histories, method)
    lists = len(histories.lists)
    terms, sizes = matrix_of(ranked.models[: min(kept, ranked.passed)], lists)

    def totals(tables: NDArray[Any]) -> NDArray[np.float64]:
        return best_totals(tables, terms, sizes, lists, criterion == "bic")

    settings = {
        "criterion": criterion.upper(),
        "order": str(order or hierarchy.default_order(lists)),
        "models": str(len(ranked.models)),
        "models_passed": str(ranked.passed),
    }
    shares = tuple(
        ModelShare(hierarchy.name(model, lists), 1.0 if i == 0 else 0.0, total)
        for i, (model, total) in enumerate(zip(ranked.models[:5], ranked.totals[:5], strict=True))
        if ranked.status[i] == OK
    )
    return _bootstrapped(
        histories, method, ranked.totals[0], totals, shares, settings, replicates, level, seed
    )


def by_steps(
    histories: CaptureHistories,
    *,
    threshold: float = 0.02,
    replicates: int = 1000,
    level: float = 0.95,
    seed: int = 0,
) -> Estimate | Refused:
    """Stepwise choice of pair effects, with a BCa interval in which the choice is repeated."""
    barred = tied_up(histories, Method.STEPWISE)
    if barred is not None:
        return barred
    lists = len(histories.lists)
    terms = np.empty(1 + lists + lists * (lists - 1) // 2, np.int64)
    unseen, size, _ = stepwise(dense(histories), lists, threshold, terms)
    if not math.isfinite(unseen):
        return _no_model(histories, Method.STEPWISE)
    centre = histories.n + unseen
    model = hierarchy.ordered(int(t) for t in terms[lists + 1 : size])

    def totals(tables: NDArray[Any]) -> NDArray[np.float64]:
        return stepwise_totals(tables, lists, threshold)

    shares = (ModelShare(hierarchy.name(model, lists), 1.0, centre),)
    settings = {"threshold": f"{threshold:g}"}
    return _bootstrapped(
        histories, Method.STEPWISE, centre, totals, shares, settings, replicates, level, seed
    )


def one(
    histories: CaptureHistories, model: Model, *, level: float = 0.95, method: Method = Method.BIC
) -> Estimate | Refused:
    """One model, checked for existence and identifiability, with a profile-likelihood interval."""
    lists = len(histories.lists)
    state = status(histories, model)
    name = hierarchy.name(model, lists)
    if state != OK:
        return refused(
            histories,
            "model_has_no_estimate",
            f"{MEANING[state]}: {name}.",
            method,
            (
                "a model with fewer interactions",
                "more overlap between the lists that the model ties together",
            ),
        )
    counts = dense(histories)
    terms, sizes = matrix_of([model], lists)
    mu = np.empty(len(counts))
    unseen, _, _, found = fit(terms[0], sizes[0], counts, lists, mu, 1)
    if found != OK:
        return refused(histories, "model_has_no_estimate", f"the fit of {name} did not settle.", method)
    centre = histories.n + math.exp(unseen)
    return Estimate(
        method,
        histories.lists,
        histories.n,
        centre,
        profile_interval(histories, model, math.exp(unseen), level),
        INDEPENDENT if not model else ASSUMPTION,
        level,
        shares=(ModelShare(name, 1.0, centre),),
        settings={"model": name},
        cautions=(*cautions(histories), *ratio_caution(histories.n, centre)),
        at_least=at_least(histories),
        notes=histories.notes,
    )


def independence(histories: CaptureHistories, *, level: float = 0.95) -> Estimate | Refused:
    """Lists independent of each other: what dependence is measured against."""
    return one(histories, (), level=level, method=Method.INDEPENDENCE)


def profile_interval(histories: CaptureHistories, model: Model, unseen: float, level: float) -> Interval:
    """The totals that the multinomial likelihood of one model does not reject (Cormack 1992)."""
    from scipy.optimize import brentq

    lists = len(histories.lists)
    counts = dense(histories)
    terms, sizes = matrix_of([model], lists)
    mu = np.empty(len(counts))

    def log_likelihood(missing: float) -> float:
        counts[0] = missing
        _, _, _, state = fit(terms[0], sizes[0], counts, lists, mu, 0)
        total = histories.n + missing
        value = math.lgamma(total + 1) - math.lgamma(missing + 1)
        if state != OK:
            return -math.inf
        for x, count in enumerate(counts):
            if count:
                value += count * (math.log(mu[x]) - math.log(total))
        return value

    top = max(unseen, 1e-9)
    grid = top * np.exp(np.linspace(-0.2, 0.2, 81))
    peak = float(max(grid, key=log_likelihood))
    bar = log_likelihood(peak) - float(ndtri((1 + level) / 2)) ** 2 / 2

    def excess(missing: float) -> float:
        return max(log_likelihood(missing), -1e300) - bar

    low: float = 0.0
    if excess(1e-9) < 0:
        low = brentq(excess, 1e-9, peak)
    far = max(2 * peak, 1.0)
    while excess(far) > 0:
        if far > 1e6 * histories.n:
            return Interval(math.floor(histories.n + low), None)
        far *= 2
    return Interval(math.floor(histories.n + low), math.ceil(histories.n + float(brentq(excess, peak, far))))


def _bootstrapped(
    histories: CaptureHistories,
    method: Method,
    centre: float,
    totals: Callable[[NDArray[Any]], NDArray[np.float64]],
    shares: tuple[ModelShare, ...],
    settings: dict[str, str],
    replicates: int,
    level: float,
    seed: int,
) -> Estimate:
    drawn = with_chance(histories, totals(resampled(histories, replicates, seed)), seed)
    interval, constants = bca(histories, centre, drawn, totals, level)
    return Estimate(
        method,
        histories.lists,
        histories.n,
        centre,
        interval,
        ASSUMPTION,
        level,
        shares=shares,
        settings={**settings, "replicates": str(replicates), "seed": str(seed)},
        diagnostics=constants,
        cautions=(*cautions(histories), *ratio_caution(histories.n, centre)),
        at_least=at_least(histories),
        notes=histories.notes,
    )


def _no_model(histories: CaptureHistories, method: Method) -> Refused:
    return refused(
        histories,
        "no_model_passes",
        "no log-linear model of this table has an estimate: in each the likelihood has no maximum, or its "
        "effects cannot be told apart.",
        method,
        ("more individuals on two lists or more", "fewer, larger lists"),
    )
