"""How long a run will take, so that nobody waits for hours unawares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corroborate.estimation.chains import MOST_WORK
from corroborate.estimation.effort import CHAINS, CLASSES, FEWEST_SWEEPS, seconds_a_sweep
from corroborate.estimation.latent import MOST_TIMES, SHARE_BY_ITSELF
from corroborate.estimation.methods import MOST_LISTS_TO_SEARCH, applicable, chosen
from corroborate.estimation.selection import THREADS
from corroborate.estimation.sensitivity import affordable, light
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Method

GRAPHS = {2: 2, 3: 8, 4: 61, 5: 822, 6: 18_154, 7: 617_675}
MODELS = {3: 8, 4: 113, 5: 6_212, 6: 32_768}

_GRAPH_NODE = 3e-8
_FIT = 1.5e-5
"""Seconds for a graph at a node, and for a fit, on a core of 2024."""


def forecast(
    histories: CaptureHistories,
    *,
    method: str = "auto",
    spread: str = "full",
    settings: Mapping[str, Any] | None = None,
) -> float:
    """About how many seconds an estimate takes at most, the time of the first compilation left out."""
    name = chosen(histories) if method == "auto" else Method(method)
    total = _seconds(name, histories, settings or {})
    if spread == "none":
        return total
    lists = len(histories.lists)
    for other in applicable(histories):
        if other is not name and (other is not Method.LATENT or spread == "full"):
            total += _seconds(other, histories, {"replicates": 300, **light(other, histories)})
    again = len(affordable(histories, name)) if lists > 3 else 0
    total += 2 * again * _seconds(name, histories, light(name, histories, again)) if again else 0.0
    variants = 5 if name is Method.DECOMPOSABLE else 2 if name is Method.LATENT else 0
    return total + variants * _seconds(name, histories, light(name, histories))


def forecast_words(seconds: float) -> str:
    """The forecast as people say it."""
    if seconds < 2:
        return "a moment"
    if seconds < 90:
        return f"up to about {round(seconds, -1) or 5:.0f} seconds"
    return f"up to about {seconds / 60:.0f} minutes"


def _seconds(method: Method, histories: CaptureHistories, settings: Mapping[str, Any]) -> float:
    lists = len(histories.lists)
    if method is Method.DECOMPOSABLE:
        return 0.005 + GRAPHS.get(lists, 0) * 700 * _GRAPH_NODE
    if method in {Method.BIC, Method.AIC}:
        models = MODELS.get(min(lists, MOST_LISTS_TO_SEARCH), 0)
        tries = int(settings.get("replicates", 1000)) * min(models, int(settings.get("kept", 120))) / 2
        return float(models + tries) * _FIT * 2.0 ** max(0, lists - 5)
    if method is Method.STEPWISE:
        return float(int(settings.get("replicates", 1000)) * lists) * _FIT * 2.0 ** max(0, lists - 5)
    if method is Method.LATENT:
        classes, chains = int(settings.get("classes", CLASSES)), int(settings.get("chains", CHAINS))
        cost = chains * seconds_a_sweep(histories, classes)
        work = float(settings.get("work", MOST_WORK))
        if "most_sweeps" in settings:
            work = int(settings["most_sweeps"]) * cost / SHARE_BY_ITSELF
        elif cost * FEWEST_SWEEPS > MOST_TIMES * work:
            return 0.01
        return max(work, cost * FEWEST_SWEEPS) / THREADS
    return 0.01
