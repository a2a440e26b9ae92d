"""Estimates of how many there were, and refusals to estimate."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from corroborate.model.interval import Interval


class Method(StrEnum):
    """The estimators, by the name that the command line takes."""

    DECOMPOSABLE = "decomposable"
    """Bayesian averaging over decomposable graphs (Madigan & York 1997)."""
    LATENT = "latent"
    """Bayesian latent classes (Manrique-Vallier 2016)."""
    BIC = "loglinear-bic"
    """Log-linear model with the best BIC, BCa interval with selection repeated."""
    AIC = "loglinear-aic"
    """Log-linear model with the best AIC, BCa interval with selection repeated."""
    STEPWISE = "stepwise"
    """Pair effects added one by one (Chan, Silverman & Vincent 2021)."""
    INDEPENDENCE = "independence"
    """Lists independent of each other."""
    COVERAGE = "coverage"
    """Sample coverage (Chao & Tsay 1998)."""
    CHAO = "chao"
    """Chao's lower bound: at least so many."""
    CHAPMAN = "chapman"
    """Two lists at a time; shown only as naive."""


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that a reader of the number must know; ``code`` is stable, ``words`` a sentence."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Posterior:
    """A distribution of the total: ``cdf[i]`` is the probability that it is at most ``values[i]``.

    ``values`` ascend; between two of them the probability is spread evenly.
    """

    values: tuple[int, ...]
    cdf: tuple[float, ...]

    def at_most(self, value: float) -> float:
        """The probability that the total is at most a value."""
        if value < self.values[0]:
            return 0.0
        i = bisect_left(self.values, value)
        if i == len(self.values):
            return 1.0
        if self.values[i] == value or i == 0:
            return self.cdf[i]
        low, high = self.values[i - 1], self.values[i]
        return self.cdf[i - 1] + (self.cdf[i] - self.cdf[i - 1]) * (value - low) / (high - low)

    def quantile(self, level: float) -> int:
        """The smallest whole total whose probability of not being exceeded reaches a level."""
        i = bisect_left(self.cdf, level)
        if i == len(self.values):
            return self.values[-1]
        if i == 0:
            return self.values[0]
        low, high = self.values[i - 1], self.values[i]
        part = (level - self.cdf[i - 1]) / (self.cdf[i] - self.cdf[i - 1])
        return low + max(1, -int(-(high - low) * part // 1))

    def interval(self, level: float = 0.95) -> Interval:
        """The interval that leaves out the same probability on both sides."""
        return Interval(self.quantile((1 - level) / 2), self.quantile((1 + level) / 2))


@dataclass(frozen=True, slots=True)
class ModelShare:
    """A model that went into an estimate: its name, its share (1 where one was chosen), its total."""

    name: str
    share: float
    centre: float | None = None


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A lower bound that needs fewer assumptions than an estimate (Chao 1987).

    ``bound`` is the bound itself, ``interval`` what sampling alone leaves open about it.
    """

    bound: float
    interval: Interval
    words: str


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """What one method says of the same table: an interval, or the reason why it says nothing."""

    method: Method
    settings: str
    centre: float | None
    interval: Interval | None
    assumption: str
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Hidden:
    """One hide-a-list test: the members of ``name`` estimated from the other lists, their number known.

    ``interval`` and ``refused`` are the outcome of one method, ``envelope`` that of all families together.
    """

    name: str
    truth: int
    seen: int
    interval: Interval | None
    envelope: Interval | None
    refused: str | None = None

    @property
    def covered(self) -> bool | None:
        """Whether the interval held the truth; None where there was none."""
        return None if self.interval is None else self.truth in self.interval

    @property
    def envelope_covered(self) -> bool | None:
        """Whether the envelope held the truth; None where there was none."""
        return None if self.envelope is None else self.truth in self.envelope


@dataclass(frozen=True, slots=True)
class Variant:
    """What a changed setting does to the interval: another prior, a list less, other odds."""

    kind: str
    setting: str
    centre: float | None
    interval: Interval | None
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """How far an estimate depends on what cannot be tested; belongs beside every number."""

    families: tuple[FamilyMember, ...] = ()
    envelope: Interval | None = None
    """The smallest interval that holds the intervals of all families."""
    hidden: tuple[Hidden, ...] = ()
    variants: tuple[Variant, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mode:
    """One of several places of a posterior: its share, what it says, and how many chains mostly stayed there.

    ``chains`` is 0 where there are no chains.
    """

    chains: int
    centre: float
    interval: Interval
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many there were, as an interval, with everything that the interval rests on.

    ``n`` were recorded; ``interval`` holds the total N at ``level``; ``centre`` is the posterior median or
    the maximum of the likelihood and is never to be printed without the interval. ``assumption`` is the
    identifying assumption in words. ``shares`` are the models behind it, the weightiest first.
    ``mean`` and ``mode`` are of the posterior, where there is one.
    """

    method: Method
    lists: tuple[str, ...]
    n: int
    centre: float
    interval: Interval
    assumption: str
    level: float = 0.95
    mean: float | None = None
    mode: int | None = None
    posterior: Posterior | None = None
    shares: tuple[ModelShare, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    diagnostics: Mapping[str, float] = field(default_factory=dict)
    cautions: tuple[Caution, ...] = ()
    at_least: AtLeast | None = None
    spread: Spread | None = None
    notes: tuple[str, ...] = ()
    modes: tuple[Mode, ...] = ()
    """The places of the posterior, where there are several."""

    def words(self) -> str:
        """The estimate in one sentence: the interval, what was recorded, and what it assumes."""
        low, high = self.interval.low, self.interval.high
        return (
            f"Between {_count(low)} and {_count(high)} in all ({self.level:.0%} interval), {self.n:,} of "
            f"them recorded, if {self.assumption}."
        )


@dataclass(frozen=True, slots=True)
class Refused:
    """No number, because the table cannot carry one: the reason is the result.

    ``code`` is stable, ``reason`` a sentence; ``would_help`` what could change it.
    """

    code: str
    reason: str
    method: Method | None
    lists: tuple[str, ...]
    n: int
    at_least: AtLeast | None = None
    would_help: tuple[str, ...] = ()
    cautions: tuple[Caution, ...] = ()
    modes: tuple[Mode, ...] = ()
    diagnostics: Mapping[str, float] = field(default_factory=dict)
    spread: Spread | None = None
    notes: tuple[str, ...] = ()

    def words(self) -> str:
        """The refusal in one or two sentences."""
        return f"No estimate: {self.reason}" + (f" {self.at_least.words}" if self.at_least else "")


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum: its own result, and its interval after partial pooling with the others.

    ``values`` are those of the columns of strata, ``n`` the recorded (their mean over draws and imputations).
    """

    name: str
    result: Estimate | Refused
    pooled: Interval | None = None
    values: tuple[str, ...] = ()
    n: int = 0


@dataclass(frozen=True, slots=True)
class Stratified:
    """Strata one by one, and their total.

    ``total`` covers the strata that could be estimated plus what was recorded in the others, so that it is a
    lower statement wherever a stratum was refused; ``unpooled`` is the same total without pooling.
    ``spread_between`` is the standard deviation of log(unseen / seen) between strata. ``whole`` is the result
    for everybody as one table, without strata.
    """

    strata: tuple[Stratum, ...]
    n: int
    total: Interval | None
    unpooled: Interval | None
    centre: float | None
    level: float
    spread_between: float | None
    assumption: str
    words: tuple[str, ...] = ()
    whole: Estimate | Refused | None = None


def _count(value: float | None) -> str:
    return "any number" if value is None else f"{value:,.0f}"
