"""What a simulated world is like: incidents, lists, and how the lists err."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date

from corroborate.errors import SettingError
from corroborate.lists.simulate.trees import ACTORS, DYADS

MOST_YEARS = 250
MOST = {"provinces": 5_000, "days": 200 * 365, "deaths": 10**7}
MOST_DENSE = (0.01, 10**6)
MOST_ODDS = 20
"""Beyond this many log-odds nothing changes any more."""
DATE_ERRORS = ((0, 0), (1, 1), (2, 3), (4, 7))
"""The classes of date error, in days, ends inclusive."""


@dataclass(frozen=True, slots=True)
class PlaceLaw:
    """How a list states places: shares of rows by level, the rest having no place at all.

    ``wrong`` is the share of rows that name another town than the true one, whatever the level.
    """

    exact: float = 0.25
    town: float = 0.45
    district: float = 0.2
    province: float = 0.08
    wrong: float = 0.02


@dataclass(frozen=True, slots=True)
class ListSetting:
    """One list: whom it records and how it errs; shares are in [0, 1].

    ``coverage`` is the share of the incidents with at least ``threshold`` deaths that it records, on
    average; ``severity`` how many log-odds that rises by a unit of log(1 + deaths); ``loading`` how
    strongly it shares the latent ease of being recorded; ``regional`` the standard deviation, in log-odds,
    of its coverage between provinces. ``date_error`` are the shares of DATE_ERRORS and ``late`` the share
    of errors that are too late; ``week`` and ``month`` the shares of rows that state no day. Actor shares
    hold for each side. ``type_noise`` is the share of wrong types, ``coarse_type`` and ``coarse_actor``
    those coded on the coarse level only. ``death_error`` is the standard deviation of the logarithm,
    ``inflation`` a factor on every count, ``heaped`` the share of counts of 8 and more that are rounded,
    ``ranged`` the share stated as a range. ``duplicates`` is the share of incidents that it holds once
    more. ``typos`` and ``respelt`` are shares of names of persons.
    """

    list_id: str
    coverage: float
    title: str = ""
    severity: float = 0.3
    loading: float = 1.0
    regional: float = 0.2
    threshold: int = 0
    duplicates: float = 0.0
    date_error: tuple[float, float, float, float] = (0.70, 0.20, 0.07, 0.03)
    late: float = 0.75
    week: float = 0.0
    month: float = 0.0
    place: PlaceLaw = field(default_factory=PlaceLaw)
    actor_unknown: float = 0.15
    actor_wrong: float = 0.04
    coarse_actor: float = 0.1
    swapped: float = 0.0
    type_noise: float = 0.12
    coarse_type: float = 0.1
    death_error: float = 0.25
    inflation: float = 1.0
    deaths_missing: float = 0.08
    injured_missing: float = 0.4
    heaped: float = 0.3
    ranged: float = 0.1
    typos: float = 0.1
    respelt: float = 0.25
    party: bool = False
    """A group's own claims."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A world and its lists.

    ``country`` is empty for a made-up one, else an ISO code of the gazetteer. ``provinces`` and ``days``
    None mean: as many as keep ``density``, the incidents a province and year. ``zipf`` is the exponent of
    how incidents crowd in few places, 0 for not at all. ``burst_share`` is the share of
    incidents in bursts of ``burst_size`` on average; ``heterogeneity`` the standard deviation of the
    latent ease of being recorded, in log-odds, shared by the lists; ``dependence`` what being on one list
    adds to the log-odds of being on the other.
    ``dyads`` are who attacks whom, by names of `trees.ACTORS`, and how often.
    ``deadly`` is the share of incidents that kill and ``tail``
    the exponent of the Pareto law of their deaths, capped at ``most_deaths``. ``persons`` makes every
    incident one person killed, with a name, an age and a sex.
    """

    lists: tuple[ListSetting, ...]
    country: str = ""
    start: date = date(2015, 1, 1)
    provinces: int | None = None
    days: int | None = None
    density: float = 173.0
    zipf: float = 1.0
    burst_share: float = 0.5
    burst_size: float = 6.0
    burst_days: float = 2.0
    heterogeneity: float = 0.2
    dependence: Mapping[tuple[str, str], float] = field(default_factory=dict)
    dyads: tuple[tuple[str, str, float], ...] = DYADS
    deadly: float = 0.6
    tail: float = 1.4
    most_deaths: int = 2000
    persons: bool = False

    @property
    def records_an_incident(self) -> float:
        """How many records an incident gives on average, thresholds left out of account."""
        return sum(s.coverage * (1 + s.duplicates) for s in self.lists)

    def checked(self) -> Setting:
        """The setting itself; raises SettingError for a share outside [0, 1] and for other nonsense."""
        names = [s.list_id for s in self.lists]
        if not names or len(set(names)) != len(names) or len(names) > 62:
            raise SettingError("a world has 1 to 62 lists, each with its own name", value=", ".join(names))
        for pair in self.dependence:
            if pair[0] == pair[1] or not set(pair) <= set(names):
                raise SettingError("dependence is between two of the lists", value=" and ".join(pair))
        _finite("the world", self)
        for odds in self.dependence.values():
            if not abs(odds) <= MOST_ODDS:
                raise SettingError(
                    f"dependence lies between -{MOST_ODDS} and {MOST_ODDS} log-odds", value=odds
                )
        _shares("the world", {"burst_share": self.burst_share, "deadly": self.deadly})
        if (
            self.burst_size < 2
            or self.burst_days <= 0
            or self.tail <= 0
            or not 0 <= self.heterogeneity <= MOST_ODDS
            or self.burst_size > 10**6
        ):
            raise SettingError(
                "bursts hold 2 to a million incidents, burst_days and tail are above 0, heterogeneity 0–20",
                value=f"{self.burst_size}, {self.burst_days}, {self.tail}, {self.heterogeneity}",
            )
        if not MOST_DENSE[0] <= self.density <= MOST_DENSE[1] or not 0 <= self.zipf <= 3:
            raise SettingError(
                "density is 0.01 to a million incidents a province and year, zipf 0 to 3",
                value=f"{self.density}, {self.zipf}",
            )
        for size, what in ((self.provinces, "provinces"), (self.days, "days"), (self.most_deaths, "deaths")):
            if size is not None and not 1 <= size <= MOST[what]:
                raise SettingError(f"there are 1 to {MOST[what]:,} {what}", value=size)
        if self.start.year < 1 or self.start.year + MOST_YEARS > date.max.year:
            raise SettingError(f"a world starts by the year {date.max.year - MOST_YEARS}", value=self.start)
        for one in self.lists:
            _check(one)
        fine = {name: group for group, names in ACTORS.items() for name in names}
        for a, b, weight in self.dyads:
            if a == b or a not in fine or b not in fine or not weight > 0 or fine[a] == "Civilians":
                raise SettingError(
                    "a dyad is two different actors and how often, and civilians attack nobody",
                    value=f"{a}, {b}, {weight}",
                    hint=f"one of {', '.join(fine)}",
                )
        if not self.dyads:
            raise SettingError("a world needs somebody who attacks somebody")
        return self

    def keeping(self, count: int) -> Setting:
        """The first ``count`` lists of the setting."""
        kept = self.lists[:count]
        names = {s.list_id for s in kept}
        pairs = {pair: v for pair, v in self.dependence.items() if set(pair) <= names}
        return replace(self, lists=kept, dependence=pairs)


_SHARES = (
    "coverage",
    "duplicates",
    "late",
    "week",
    "month",
    "actor_unknown",
    "actor_wrong",
    "coarse_actor",
    "swapped",
    "type_noise",
    "coarse_type",
    "deaths_missing",
    "injured_missing",
    "heaped",
    "ranged",
    "typos",
    "respelt",
)


def _check(one: ListSetting) -> None:
    shares = {name: getattr(one, name) for name in _SHARES}
    law = one.place
    shares |= {
        "wrong": law.wrong,
        "week and month": one.week + one.month,
        "actor_unknown and actor_wrong": one.actor_unknown + one.actor_wrong,
        "places": law.exact + law.town + law.district + law.province,
    }
    for name, value in zip(("exact", "town", "district", "province"), _levels(law), strict=True):
        shares[name] = value
    _shares(one.list_id, shares)
    if abs(sum(one.date_error) - 1) > 1e-6 or min(one.date_error) < 0:
        raise SettingError(f"the date errors of {one.list_id} must add up to 1", value=one.date_error)
    _finite(one.list_id, one)
    if one.death_error > 3 or one.inflation > 1000 or max(abs(one.severity), abs(one.loading)) > MOST_ODDS:
        raise SettingError(
            f"{one.list_id}: death_error is at most 3, inflation 1,000, severity and loading {MOST_ODDS}",
            value=f"{one.death_error}, {one.inflation}, {one.severity}, {one.loading}",
        )
    if one.death_error < 0 or one.inflation <= 0 or not 0 <= one.regional <= MOST_ODDS or one.threshold < 0:
        raise SettingError(f"{one.list_id}: errors and thresholds are not negative, inflation is above 0")


def _levels(law: PlaceLaw) -> tuple[float, float, float, float]:
    return law.exact, law.town, law.district, law.province


def _finite(of: str, holder: Setting | ListSetting) -> None:
    for one in fields(holder):
        value = getattr(holder, one.name)
        if isinstance(value, float) and not math.isfinite(value):
            raise SettingError(f"{one.name} of {of} must be a number", value=value)


def _shares(of: str, values: Mapping[str, float]) -> None:
    for name, value in values.items():
        if not 0 <= value <= 1 + 1e-9:
            raise SettingError(f"a share of {of} must lie between 0 and 1", value=f"{name} = {value}")
