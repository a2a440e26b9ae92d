"""The estimators by name; a new one is one function and one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from corroborate.errors import RefusalError, SettingError
from corroborate.estimation import coverage as by_coverage
from corroborate.estimation import decomposable as by_graphs
from corroborate.estimation import graphs, hierarchy, loglinear, selection
from corroborate.estimation import latent as by_classes
from corroborate.estimation.gates import refused
from corroborate.estimation.gibbs import Priors
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Method, Refused

MOST_LISTS_TO_SEARCH = 6
"""Beyond, there are too many log-linear models to fit them all."""

Settings = Mapping[str, Any]
Estimator = Callable[[CaptureHistories, float, int, Settings], Estimate | Refused]


def run(
    method: Method, histories: CaptureHistories, *, level: float, seed: int, settings: Settings
) -> Estimate | Refused:
    """Run one method without its surroundings; what the method itself cannot do is a refusal with its reason.

    Raises SettingError for a setting that the method does not have.
    """
    try:
        return REGISTRY[method](histories, level, seed, settings)
    except RefusalError as error:
        hint = (error.hint,) if error.hint else ()
        return refused(histories, "method_cannot", f"{error.what}.", method, hint)
    except TypeError as error:
        if "unexpected keyword argument" in str(error):
            known = str(error).split("'")[1]
            raise SettingError(f"the method {method} has no such setting", value=known) from error
        raise


def applicable(histories: CaptureHistories) -> tuple[Method, ...]:
    """The methods that can be tried on a table of so many lists."""
    lists = len(histories.lists)
    found = [Method.DECOMPOSABLE] if lists <= graphs.MOST_LISTS else []
    if lists <= MOST_LISTS_TO_SEARCH:
        found.append(Method.BIC)
    if lists <= selection.MOST_LISTS:
        found += [Method.STEPWISE, Method.INDEPENDENCE]
    return (*found, Method.COVERAGE, Method.LATENT)


def chosen(histories: CaptureHistories) -> Method:
    """What "auto" means: decomposable graphs up to seven lists, latent classes beyond."""
    return Method.DECOMPOSABLE if len(histories.lists) <= graphs.MOST_LISTS else Method.LATENT


def _decomposable(h: CaptureHistories, level: float, seed: int, settings: Settings) -> Estimate | Refused:
    del seed
    return by_graphs.decomposable(h, level=level, **settings)


def _latent(h: CaptureHistories, level: float, seed: int, settings: Settings) -> Estimate | Refused:
    given = dict(settings)
    names = ("classes", "a", "b", "shape", "rate", "ceiling")
    priors = {name: given.pop(name) for name in names if name in given}
    if priors:
        given["priors"] = Priors(**priors)
    return by_classes.latent(h, level=level, seed=seed, **given)


def _bic(h: CaptureHistories, level: float, seed: int, settings: Settings) -> Estimate | Refused:
    return loglinear.best(h, criterion="bic", level=level, seed=seed, **settings)


def _aic(h: CaptureHistories, level: float, seed: int, settings: Settings) -> Estimate | Refused:
    return loglinear.best(h, criterion="aic", level=level, seed=seed, **settings)


def _stepwise(h: CaptureHistories, level: float, seed: int, settings: Settings) -> Estimate | Refused:
    return loglinear.by_steps(h, level=level, seed=seed, **settings)


def _independence(h: CaptureHistories, level: float, seed: int, settings: Settings) -> Estimate | Refused:
    del seed
    given = dict(settings)
    if "model" in given:
        model = hierarchy.parsed(given.pop("model"), h.lists)
        return loglinear.one(h, model, level=level, **given)
    return loglinear.independence(h, level=level, **given)


def _coverage(h: CaptureHistories, level: float, seed: int, settings: Settings) -> Estimate | Refused:
    return by_coverage.coverage(h, level=level, seed=seed, **settings)


def _chao(h: CaptureHistories, level: float, seed: int, settings: Settings) -> Estimate | Refused:
    del level, seed, settings
    return refused(
        h,
        "lower_bound_only",
        "Chao's method bounds the total from below and does not estimate it.",
        Method.CHAO,
        ("another method, with its own assumption",),
    )


def _chapman(h: CaptureHistories, level: float, seed: int, settings: Settings) -> Estimate | Refused:
    del level, seed, settings
    return refused(
        h,
        "naive",
        "two lists at a time cannot tell dependence from what both miss; the pairs are shown as naive beside "
        "other methods.",
        Method.CHAPMAN,
        ("three lists or more, with another method",),
    )


REGISTRY: Mapping[Method, Estimator] = {
    Method.DECOMPOSABLE: _decomposable,
    Method.LATENT: _latent,
    Method.BIC: _bic,
    Method.AIC: _aic,
    Method.STEPWISE: _stepwise,
    Method.INDEPENDENCE: _independence,
    Method.COVERAGE: _coverage,
    Method.CHAO: _chao,
    Method.CHAPMAN: _chapman,
}
