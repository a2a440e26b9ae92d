"""Planning a collection: how many lists, how complete, for an interval how wide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

import numpy as np

from corroborate.errors import SettingError
from corroborate.lists.simulate.coverage import captured, regional_habits
from corroborate.lists.simulate.presets import FOUR_LISTS
from corroborate.lists.simulate.seeds import Part, stream_of
from corroborate.lists.simulate.settings import ListSetting, Setting
from corroborate.lists.simulate.simulated import BLOCK, extent
from corroborate.lists.simulate.world import climate, draw
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Refused

MOST_COMPLETE = 0.97
"""No planned list is taken to be more complete than this."""
HOLDS = 0.8
"""Share of intervals that must hold the truth for a plan to count as good enough: a convention."""

Estimator = Callable[[CaptureHistories, int], Estimate | Refused]
"""From true histories and a seed to an estimate: estimation is another stage, so it is handed in."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What lists of a certain number and completeness would give, over ``replicates`` simulated worlds.

    ``recorded`` is the median share of incidents on any list; ``width`` the median width of the interval
    as a share of the true total, None where nothing could be estimated; ``covered`` the share of
    intervals that hold the truth; ``off`` the median of estimate / truth - 1; ``refused`` the share of worlds
    without an estimate, and ``reason`` the most frequent reason.
    """

    lists: int
    coverage: float
    incidents: int
    replicates: int
    recorded: float
    width: float | None
    covered: float | None
    off: float | None
    refused: float
    reason: str = ""

    def reaches(self, width: float) -> bool:
        """Whether most worlds have an estimate, no wider than that on the median, that mostly holds.

        An interval that misses the truth more often than one time in five is not made good by its width.
        """
        if self.width is None or self.covered is None:
            return False
        return self.refused < 0.5 and self.width <= width and self.covered >= HOLDS


def true_histories(setting: Setting, incidents: int, seed: int) -> CaptureHistories:
    """The capture histories of a world whose links are all right, without making its records.

    They are those of ``simulate(setting, incidents=incidents, seed=seed)``.
    """
    setting = setting.checked()
    if incidents > BLOCK:
        raise SettingError(f"a planned world has at most {BLOCK:,} incidents", value=f"{incidents:,}")
    geography, days = extent(setting, incidents, seed)
    start = (setting.start - date(1970, 1, 1)).days
    habits = climate(geography, setting, seed)
    world = draw(
        stream_of(seed, Part.INCIDENTS, 0), incidents, (start, start + days - 1), geography, habits, setting
    )
    regions = regional_habits(geography, setting, seed)
    seen = captured(stream_of(seed, Part.CAPTURE, 1, 0), world, geography, setting, regions)
    patterns, counts = np.unique(
        seen @ (1 << np.arange(len(setting.lists), dtype=np.int64)), return_counts=True
    )
    cells = {int(p): int(c) for p, c in zip(patterns, counts, strict=True) if p}
    return CaptureHistories.of((s.list_id for s in setting.lists), cells)


def planned(setting: Setting, lists: int, coverage: float) -> Setting:
    """A setting with so many lists whose coverage is ``coverage`` on average, in the proportions it has.

    Lists beyond those of the setting repeat them under new names. Raises SettingError for fewer than one
    list and for a coverage outside (0, 0.97].
    """
    if lists < 1 or not 0 < coverage <= MOST_COMPLETE:
        raise SettingError(
            f"a plan has at least one list, and a mean coverage above 0 and up to {MOST_COMPLETE}",
            value=f"{lists} lists, {coverage}",
        )
    had = setting.lists
    chosen = [
        had[i]
        if i < len(had)
        else replace(had[i % len(had)], list_id=f"{had[i % len(had)].list_id}{i // len(had) + 1}")
        for i in range(lists)
    ]
    kept = setting.keeping(lists)
    return replace(kept, lists=tuple(_scaled(chosen, coverage)))


def _scaled(lists: Sequence[ListSetting], coverage: float) -> list[ListSetting]:
    """The lists with coverages in proportion, none above MOST_COMPLETE, and the mean as asked."""
    shares = np.array([max(s.coverage, 1e-6) for s in lists])
    low, high = 0.0, 1.0 / float(shares.min())
    for _ in range(60):
        factor = (low + high) / 2
        below = np.minimum(shares * factor, MOST_COMPLETE).mean() < coverage
        low, high = (factor, high) if below else (low, factor)
    wanted = np.minimum(shares * high, MOST_COMPLETE)
    return [replace(one, coverage=float(share)) for one, share in zip(lists, wanted, strict=True)]


def plan(
    estimator: Estimator,
    *,
    setting: Setting = FOUR_LISTS,
    incidents: int = 2000,
    lists: Sequence[int] = (3, 4, 5),
    coverages: Sequence[float] = (0.1, 0.2, 0.3, 0.4),
    replicates: int = 20,
    seed: int = 0,
) -> Iterator[Plan]:
    """One `Plan` for every number of lists and mean coverage, in that order.

    Links are taken to be all right, so that real intervals are wider. Same seed, same plans.
    """
    if replicates < 1:
        raise SettingError("a plan needs at least one replicate", value=replicates)
    for number in lists:
        for coverage in coverages:
            yield _one(estimator, planned(setting, number, coverage), coverage, incidents, replicates, seed)


def _one(
    estimator: Estimator, setting: Setting, coverage: float, incidents: int, replicates: int, seed: int
) -> Plan:
    widths: list[float] = []
    offs: list[float] = []
    held = 0
    shares: list[float] = []
    reasons: dict[str, int] = {}
    for replicate in range(replicates):
        chance = int(stream_of(seed, Part.PLAN, replicate).integers(2**62))
        table = true_histories(setting, incidents, chance)
        shares.append(table.n / incidents)
        found = estimator(table, seed)
        if isinstance(found, Refused):
            reasons[found.reason] = reasons.get(found.reason, 0) + 1
            continue
        low, high = found.interval.low, found.interval.high
        if low is None or high is None:
            reasons["nothing bounds the interval"] = reasons.get("nothing bounds the interval", 0) + 1
            continue
        widths.append((high - low) / incidents)
        offs.append(found.centre / incidents - 1)
        held += low <= incidents <= high
    return Plan(
        lists=len(setting.lists),
        coverage=coverage,
        incidents=incidents,
        replicates=replicates,
        recorded=median(shares),
        width=median(widths) if widths else None,
        covered=held / len(widths) if widths else None,
        off=median(offs) if offs else None,
        refused=sum(reasons.values()) / replicates,
        reason=max(reasons, key=lambda r: reasons[r]) if reasons else "",
    )
