"""Strata: each by itself, partially pooled, and in total; missing strata filled in several times."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from corroborate.errors import SettingError, TableError
from corroborate.estimation.estimate import estimate
from corroborate.estimation.gates import FEWEST_LISTS, SMALL_LIST, refused
from corroborate.estimation.labels import Label, Tables, completed, label_words, merged, whole_labels
from corroborate.estimation.mixture import MOST_REFUSED, estimate_over, mixed, restored
from corroborate.estimation.moments import log_unseen
from corroborate.estimation.pooling import FEWEST_TO_POOL, Scale, Together, together
from corroborate.estimation.rubin import combined
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Caution, Estimate, Refused, Stratified, Stratum
from corroborate.model.interval import Interval

APART = "the assumption of the method holds in each stratum"
POOLED = (
    "the assumption of the method holds in each stratum, and the ratios of unseen to seen scatter about a "
    "common value, so that strata learn from each other"
)

Result = Estimate | Refused


@dataclass(frozen=True, slots=True)
class _Several:
    """One stratum over its completions: a result each, and what they come to."""

    label: Label
    n: int
    each: Sequence[Result]
    result: Result

    @property
    def name(self) -> str:
        """The label as people read it."""
        return label_words(self.label)

    @property
    def estimated(self) -> bool:
        return isinstance(self.result, Estimate)


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

    ``unplaced`` are individuals whose stratum is missing. `estimate_strata_over` with one draw, where a
    stratum has one value.
    """
    draw: dict[Label, CaptureHistories] = {(name,): table for name, table in tables.items()}
    if unplaced is not None and unplaced.n:
        draw[(None,)] = unplaced
    return estimate_strata_over(
        [draw],
        imputations=imputations,
        method=method,
        level=level,
        seed=seed,
        settings=settings,
        progress=progress,
    )


def estimate_strata_over(
    draws: Iterable[Tables],
    *,
    missed: tuple[float, float] | None = None,
    imputations: int = 20,
    method: str = "auto",
    level: float = 0.95,
    seed: int = 0,
    settings: Mapping[str, Any] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Stratified:
    """Strata over draws of the linkage, each draw a mapping of label → capture histories.

    `labels.tables_by_label` makes such a draw from incidents with a pattern and a label each. A label
    holds a value for every name of a stratum, or None where it is missing; who lacks a value is dealt out
    among the strata that agree with what is known, anew in every draw, and ``imputations`` times at least.
    Equal tables are estimated once. A stratum over draws is the mixture of its posteriors (Sadinle 2018);
    over imputations alone it is combined by Rubin's rules on the logarithm of the unseen. A stratum is
    refused where more than 5 % of its tables are. Pooling is a normal hierarchical model on
    log(unseen / seen), its spread integrated over; it takes at least three strata with an estimate. The total
    is summed within each draw, so that what moves from one stratum to another counts once. ``missed``
    as in `estimate_over`. Raises TableError where lists or lengths of labels differ.
    """
    given = _checked(list(draws))
    names = whole_labels(given)
    if not names:
        raise TableError("no individual has a value for every stratum", hint="use fewer strata")
    lacking = max(sum(t.n for label, t in draw.items() if None in label) for draw in given)
    times = max(len(given), imputations) if lacking else len(given)
    random = np.random.default_rng([seed, 11])
    rates = _rates(missed, times, seed)
    fillings: list[dict[Label, CaptureHistories]] = []
    outside = []
    seen: list[dict[Label, int]] = []
    for c in range(times):
        filled, left = completed(given[c % len(given)], names, random)
        seen.append({name: t.n for name, t in filled.items()})
        if rates is not None:
            filled = {name: restored(t, rates[c], random) if t.n else t for name, t in filled.items()}
        fillings.append(filled)
        outside.append(left)
    whole_tables = [merged(draw.values()) for draw in given]
    run = _Once(method, level, seed, settings or {})
    strata = []
    for done, label in enumerate(names):
        if progress:
            progress(f"stratum {done + 1} of {len(names)}: {label_words(label)}")
        each = [run(filling[label]) for filling in fillings]
        n = round(float(np.mean([sizes[label] for sizes in seen])))
        strata.append(_Several(label, n, each, _one(each, len(given) > 1, level)))
    scale = _scale(strata, fillings, names, outside)
    all_ = None if scale is None else together(scale, level, seed)
    words = _words(strata, fillings, names, outside, lacking, times, len(given))
    recorded = round(float(np.mean([t.n for t in whole_tables])))
    note = _silent if progress is None else progress
    note("all strata as one table")
    whole = _whole(whole_tables, missed, method, level, seed, settings or {})
    return _stratified(strata, all_, recorded, whole, level, words)


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


class _Once:
    """Estimates of tables, each distinct one made once."""

    def __init__(self, method: str, level: float, seed: int, settings: Mapping[str, Any]) -> None:
        self.method = method
        self.level, self.seed, self.settings = level, seed, settings
        self.known: dict[tuple[tuple[int, ...], tuple[int, ...]], Result] = {}

    def __call__(self, table: CaptureHistories) -> Result:
        key = (table.patterns, table.counts)
        if key not in self.known:
            found: Result | None = too_small(table)
            if found is None:
                found = estimate(
                    table,
                    method=self.method,
                    level=self.level,
                    seed=self.seed,
                    spread="none",
                    settings=self.settings,
                )
            self.known[key] = _open_ended(table, found)
        return self.known[key]


def _checked(draws: list[Tables]) -> list[Tables]:
    if not any(draws):
        raise TableError("there are no strata")
    if not all(any(t.n for t in draw.values()) for draw in draws):
        raise TableError("a draw of capture histories holds nobody")
    if len({t.lists for draw in draws for t in draw.values()}) > 1:
        raise TableError("the strata differ in their lists")
    if len({len(label) for draw in draws for label in draw}) > 1:
        raise TableError("the labels of strata differ in length")
    return draws


def _rates(missed: tuple[float, float] | None, times: int, seed: int) -> list[float] | None:
    if missed is None:
        return None
    low, high = missed
    if not 0 <= low <= high < 1:
        raise SettingError(
            "the miss rate of blocking must be two shares below 1, the lower first", value=missed
        )
    found: list[float] = np.random.default_rng([seed, 7]).uniform(low, high, times).tolist()
    return found


def _open_ended(table: CaptureHistories, found: Result) -> Result:
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


def _one(each: Sequence[Result], linked: bool, level: float) -> Result:
    """A stratum's result over its completions."""
    barred = [f for f in each if isinstance(f, Refused)]
    numbers = [f for f in each if isinstance(f, Estimate)]
    if len(barred) > MOST_REFUSED * len(each):
        return barred[0]
    if len(each) == 1:
        return numbers[0]
    if linked:
        times = Counter(map(id, numbers))
        distinct = {id(e): e for e in numbers}
        weighted = [(e, times[key]) for key, e in distinct.items()]
        return mixed(len(each), weighted, len(barred), numbers[0].method, level)
    moments = [log_unseen(e) for e in numbers]
    filled = combined([m for m, _ in moments], [v for _, v in moments], level)
    n = float(np.mean([e.n for e in numbers]))
    first = numbers[0]
    note = Caution(
        "strata_filled_in",
        f"Missing strata were filled in {len(numbers)} times; the results are combined by Rubin's rules on "
        f"the logarithm of the unseen, {filled.between / filled.total if filled.total else 0.0:.0%} of the "
        "variance from the filling in.",
    )
    return replace(
        first,
        n=round(n),
        centre=n + math.exp(filled.mean),
        interval=Interval(math.floor(n + math.exp(filled.low)), math.ceil(n + math.exp(filled.high))),
        mean=None,
        mode=None,
        posterior=None,
        cautions=(*first.cautions, note),
    )


def _scale(
    strata: Sequence[_Several],
    fillings: Sequence[Tables],
    names: Sequence[Label],
    outside: Sequence[int],
) -> Scale | None:
    """Every estimated stratum in every completion; where one was refused in a few, its mean stands in."""
    kept = [i for i, s in enumerate(strata) if s.estimated]
    if not kept:
        return None
    shape = (len(fillings), len(kept))
    seen, mean, variance = np.zeros(shape), np.full(shape, np.nan), np.full(shape, np.nan)
    for column, i in enumerate(kept):
        moments: dict[int, tuple[float, float]] = {}
        for c, found in enumerate(strata[i].each):
            seen[c, column] = fillings[c][names[i]].n
            if isinstance(found, Estimate):
                at, v = moments.setdefault(id(found), log_unseen(found))
                mean[c, column] = at - math.log(found.n)
                variance[c, column] = max(v, 1e-12)
        gap = np.isnan(mean[:, column])
        mean[gap, column] = np.nanmean(mean[:, column])
        variance[gap, column] = np.nanmean(variance[:, column])
    recorded = np.array([sum(t.n for t in filling.values()) for filling in fillings], float) + outside
    return Scale(seen, mean, variance, recorded - seen.sum(axis=1))


def _whole(
    tables: Sequence[CaptureHistories],
    missed: tuple[float, float] | None,
    method: str,
    level: float,
    seed: int,
    settings: Mapping[str, Any],
) -> Result:
    """The same individuals without strata, to set beside their total."""
    if len(tables) == 1 and missed is None:
        return estimate(tables[0], method=method, level=level, seed=seed, spread="none", settings=settings)
    return estimate_over(tables, method=method, level=level, seed=seed, missed=missed, settings=settings)


def _words(
    strata: Sequence[_Several],
    fillings: Sequence[Tables],
    names: Sequence[Label],
    outside: Sequence[int],
    lacking: int,
    times: int,
    draws: int,
) -> tuple[str, ...]:
    words = []
    without = [i for i, s in enumerate(strata) if not s.estimated]
    if without:
        there = float(np.mean([sum(f[names[i]].n for i in without) for f in fillings]))
        share = there / float(np.mean([sum(t.n for t in f.values()) for f in fillings]))
        words.append(
            f"No estimate for {len(without)} of {len(strata)} strata "
            f"({', '.join(strata[i].name for i in without)}), which hold {there:,.0f} of the recorded "
            f"({share:.0%}); the total counts only what was recorded there and is too low by what was not."
        )
    if lacking:
        how = "anew in each draw of the linkage" if draws >= times else f"{times} times"
        words.append(
            f"{lacking:,} individuals without a stratum were dealt out {how} among the strata that agree "
            "with what is known of them; the results are combined by Rubin's rules on the logarithm of "
            "the unseen. That takes them to be missing by chance among those on the same lists."
        )
    if max(outside):
        words.append(
            f"{max(outside):,} individuals agree with no stratum; they are counted as recorded and no more."
        )
    estimated = len(strata) - len(without)
    if 0 < estimated < FEWEST_TO_POOL:
        words.append(f"Fewer than {FEWEST_TO_POOL} strata have an estimate, so they are not pooled.")
    return tuple(words)


def _stratified(
    strata: Sequence[_Several],
    all_: Together | None,
    recorded: int,
    whole: Result,
    level: float,
    words: tuple[str, ...],
) -> Stratified:
    pooling = all_ is not None and all_.spread_between is not None
    shared = iter(all_.strata if all_ is not None and pooling else ())
    shown = tuple(
        Stratum(
            s.name,
            s.result,
            next(shared) if pooling and s.estimated else None,
            tuple(str(value) for value in s.label),
            s.n,
        )
        for s in strata
    )
    return Stratified(
        shown,
        recorded,
        None if all_ is None else all_.total,
        None if all_ is None else all_.unpooled,
        None if all_ is None else all_.centre,
        level,
        None if all_ is None else all_.spread_between,
        POOLED if pooling else APART,
        words,
        whole,
    )


def _silent(_: str) -> None:
    """No progress asked for."""
