"""Silences: places and months of which no list holds anything, although much was to be expected."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corroborate.model.recordtable import NO_DAY, RecordTable
from corroborate.wording import MONTHS

CHANCE = 0.01
"""A silence is told where chance would leave one or more of this length anywhere this seldom."""
FEWEST = 30
"""Records without which nothing can be expected of a place and a month."""
MOST = 5
"""Silences that are told, the most surprising first; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class Silence:
    """``months`` (first, last as months since 1970, inclusive) of which no list holds a record of a place.

    ``place`` is "" where all places are silent. ``expected`` records by the place's share and the months',
    ``chance`` of none of them.
    """

    place: str
    months: tuple[int, int]
    expected: float
    chance: float

    @property
    def words(self) -> str:
        """The sentence that a report prints."""
        where = f" in {self.place}" if self.place else ""
        first, last = (_month(m) for m in self.months)
        when = f"in {first}" if first == last else f"from {first} to {last}"
        return (
            f"No list records anything{where} {when}, where about {self.expected:.0f} records were to be "
            "expected from the other months and places: nothing happened there, or nobody could report."
        )


def silences(
    table: RecordTable,
    kept: NDArray[np.bool_],
    days: tuple[int | None, int | None],
    name: Callable[[str, str], str],
) -> list[Silence]:
    """The silences among the records ``kept`` (n,), between two days since 1970, the most surprising first.

    ``name`` gives the words for a column and a place's key in it. Expected is what independence of place and
    month gives; that records come in bursts is allowed for by the
    dispersion of all others. Only whole months
    between the days count; where a day is None, silences lie between months with records.
    """
    known = kept & (table.first_day != NO_DAY) & (table.last_day != NO_DAY)
    if int(known.sum()) < FEWEST:
        return []
    day = (table.first_day[known].astype(np.int64) + table.last_day[known]) // 2
    month = day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    first = int(month.min()) if days[0] is None else _first_whole(days[0])
    last = int(month.max()) if days[1] is None else _last_whole(days[1])
    inside = (month >= first) & (month <= last)
    if last - first < 2 or int(inside.sum()) < FEWEST:
        return []
    where = table.admin1[known][inside]
    months = month[inside] - first
    span = last - first + 1
    by_month = np.bincount(months, minlength=span).astype(float)
    found = _runs(by_month[None, :], np.full((1, span), by_month.mean()), [""], first, 1)
    quiet = by_month == 0
    keys = table.place_names.get("admin1", ())
    codes = np.unique(where[where >= 0])
    if len(codes) > 1:
        counts = np.zeros((len(codes), span))
        placed = where >= 0
        np.add.at(counts, (np.searchsorted(codes, where[placed]), months[placed]), 1.0)
        expected = counts.sum(1, keepdims=True) * counts.sum(0, keepdims=True) / max(1.0, counts.sum())
        expected[:, quiet] = 0.0
        shown = [name("admin1", keys[c] if keys else str(c)) for c in codes.tolist()]
        found += _runs(counts, expected, shown, first, len(codes) + span - 1)
    return sorted(found, key=lambda s: (s.chance, s.place, s.months))


def told(found: Sequence[Silence]) -> tuple[str, ...]:
    """The sentences of the foremost silences, what they do to the numbers, and how many more there are."""
    if not found:
        return ()
    lines = [silence.words for silence in found[:MOST]]
    if len(found) > MOST:
        lines.append(f"There are {len(found) - MOST} more such silences.")
    effect = (
        "If reporters could not work there, what is recorded and both ends of an estimate are too low by "
        "what happened; no list among these can say by how much."
    )
    return (*lines, effect)


def _runs(
    counts: NDArray[np.float64], expected: NDArray[np.float64], names: Sequence[str], first: int, fitted: int
) -> list[Silence]:
    """Runs of empty months in each row that surprise; ``fitted`` parameters were taken from the counts."""
    positive = expected > 0
    surplus = np.where(positive, (counts - expected) ** 2 / np.where(positive, expected, 1.0), 0.0)
    found = []
    for row, name in enumerate(names):
        for begin, end in _empty(counts[row]):
            own = float(expected[row, begin:end].sum())
            rest = float(surplus.sum() - surplus[row, begin:end].sum())
            cells = int(positive.sum()) - (end - begin) - fitted
            chance = _none_of(own, rest / max(1, cells))
            if chance * counts.size < CHANCE:
                found.append(Silence(name, (first + begin, first + end - 1), own, chance))
    return found


def _none_of(expected: float, dispersion: float) -> float:
    """The probability of no record: negative binomial, its variance ``dispersion`` times its mean.

    Poisson where the dispersion is 1 or less (Cameron & Trivedi 1986, NB1).
    """
    rate = 1.0 if dispersion <= 1 else math.log(dispersion) / (dispersion - 1)
    return math.exp(-expected * rate)


def _empty(counts: NDArray[np.float64]) -> Iterator[tuple[int, int]]:
    """The runs of months without a record, as first and one past the last."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], (counts == 0).astype(np.int8), [0]))))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _first_whole(day: int) -> int:
    """The first month that begins on a day or after it."""
    return _month_of(day - 1) + 1


def _last_whole(day: int) -> int:
    """The last month that ends on a day or before it."""
    return _month_of(day + 1) - 1


def _month_of(day: int) -> int:
    return int(np.int64(day).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64))


def _month(month: int) -> str:
    return f"{MONTHS[month % 12]} {1970 + month // 12}"
