"""Which list records which incident: coverage that rises with severity and depends between lists."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from corroborate.lists.simulate.geography import Geography
from corroborate.lists.simulate.seeds import Part, stream_of
from corroborate.lists.simulate.settings import Setting
from corroborate.lists.simulate.world import Incidents

Floats = NDArray[np.float64]


def captured(
    rng: np.random.Generator,
    incidents: Incidents,
    geography: Geography,
    setting: Setting,
    habits: Mapping[str, Floats],
) -> NDArray[np.bool_]:
    """Whether each list records each incident: bool (N, lists).

    The log-odds of list j for incident i are a_j + severity_j · log(1 + deaths_i) + loading_j · θ_i
    + habit_j(province) + the dependence on each earlier list that has it; a_j is set so that the expected
    share among incidents of the list's threshold is the coverage asked.
    """
    theta = setting.heterogeneity * rng.standard_normal(len(incidents))
    size = np.log1p(incidents.deaths)
    province = geography.province_of[incidents.settlement]
    found = np.zeros((len(incidents), len(setting.lists)), np.bool_)
    at = {one.list_id: j for j, one in enumerate(setting.lists)}
    for j, one in enumerate(setting.lists):
        score = one.severity * size + one.loading * theta + habits[one.list_id][province]
        for (a, b), odds in setting.dependence.items():
            if max(at[a], at[b]) == j:
                score += odds * found[:, min(at[a], at[b])]
        meant = incidents.deaths >= one.threshold
        chance = rng.random(len(incidents))
        if meant.any():
            score += _intercept(score[meant], one.coverage)
            found[:, j] = meant & (chance < _logistic(score))
    return found


def regional_habits(geography: Geography, setting: Setting, seed: int) -> dict[str, Floats]:
    """How much better or worse, in log-odds, each list covers each province."""
    n = len(geography.province_names)
    return {
        one.list_id: one.regional * stream_of(seed, Part.CAPTURE, 0, j).standard_normal(n)
        for j, one in enumerate(setting.lists)
    }


def _logistic(score: Floats) -> Floats:
    # Half of tanh is the same curve and cannot overflow.
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * score), np.float64)


def _intercept(score: Floats, share: float) -> float:
    """The a for which the mean of logistic(score + a) is the share; ±infinity for 0 and 1."""
    if share <= 0 or share >= 1:
        return -np.inf if share <= 0 else np.inf
    low, high = -40.0 - float(score.max()), 40.0 - float(score.min())
    thin = score if len(score) <= 20_000 else score[:: len(score) // 20_000 + 1]
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if _logistic(thin + middle).mean() < share else (low, middle)
    shift = (low + high) / 2
    if len(thin) < len(score):
        for _ in range(3):
            p = _logistic(score + shift)
            shift += float((share - p.mean()) / (p * (1 - p)).mean())
    return shift
