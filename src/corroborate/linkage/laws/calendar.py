"""Dates of persons, of birth or of death: whole days apart, or parts of a date typed wrongly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage.columns import Columns
from corroborate.linkage.fields import PERSONS, FieldLaw, Values, numbered, shares
from corroborate.linkage.laws.letters import apart, packed
from corroborate.linkage.laws.rarity import density, unrelated

SAME, OVERLAPS, NEXT, WEEK, TURNED, DAY_TYPED, DAY, MONTH, YEAR_TYPED, YEAR = range(10)
WITHIN_MONTH, TWO_TYPED, ONLY_YEAR, ONLY_ONE, APART = range(10, 15)

_LEVELS = (
    "the same day",
    "overlapping",
    "a day apart",
    "within a week",
    "day and month turned round",
    "only the day wrong, by one digit",
    "only the day wrong",
    "only the month wrong",
    "only the year wrong, by one digit",
    "only the year wrong",
    "within a month",
    "two digits wrong in two parts",
    "only the year the same",
    "only the month or the day the same",
    "apart",
)
_START = (0.72, 0.08, 0.03, 0.03, 0.01, 0.02, 0.01, 0.02, 0.02, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01)

_HEAPED = 30.0
"""Records by which how common a day of the year is shrunk to what its month and its day make of it."""

_NEVER = 1e-9
"""No level is impossible."""

Whole = NDArray[np.int64]


def dates(columns: Columns) -> Values | None:
    """A date, part by part where both are known to the day: year, month and day are mistyped apart."""
    if np.count_nonzero(columns.dated) < 2:
        return None
    first, last = columns.first, columns.last
    year, month, day = parts(first.astype(np.int64))
    exact = first == last
    typed = _Typed.of(year)

    def compare(a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.uint8]:
        gap = np.maximum(np.maximum(first[b] - last[a], first[a] - last[b]), 0)
        whole = exact[a] & exact[b]
        y, m, d = year[a] == year[b], month[a] == month[b], day[a] == day[b]
        turned = y & (month[a] == day[b]) & (day[a] == month[b])
        days, years = typed.days(day[a], day[b]), typed.years(year[a], year[b])
        both = typed.both(year[a], month[a], day[a], year[b], month[b], day[b])
        level = np.select(
            [
                (gap == 0) & (first[a] == first[b]) & (last[a] == last[b]), gap == 0, gap <= 1, gap <= 7,
                whole & turned, whole & y & m & days, whole & y & m, whole & y & d, whole & m & d & years,
                whole & m & d, gap <= 31, whole & both, whole & y, whole & (m | d),
            ],
            list(range(APART)), APART,
        )  # fmt: skip
        return np.where(columns.dated[a] & columns.dated[b], level, 255).astype(np.uint8)

    code = np.where(columns.dated, numbered(first, last), 0).astype(np.int32)
    tier = columns.day_tier.astype(np.uint8)
    share = shares(code, tier, columns.dated, None, compare, APART + 1)
    known = np.asarray(columns.dated & exact & (tier == 0))
    if known.sum() > 1:
        stated, at, count = np.unique(first[known], return_index=True, return_counts=True)
        sampled = share[code[known][at], 0].astype(np.float64)
        made = _common(stated.astype(np.int64), count.astype(np.int64), len(columns.lists), typed, sampled)
        share[code[known][at], 0, : APART + 1] = made
    return Values(columns.dated, tier, compare, code, share)


def parts(days: Whole) -> tuple[Whole, Whole, Whole]:
    """Year, month from 1 and day of the month of days since 1970-01-01."""
    stamp = days.astype("datetime64[D]")
    months = stamp.astype("datetime64[M]")
    year = stamp.astype("datetime64[Y]").astype(np.int64) + 1970
    return year, months.astype(np.int64) % 12 + 1, (stamp - months).astype(np.int64) + 1


class _Typed:
    """Which years, months and days differ by one digit: changed, left out, added, or two turned round."""

    def __init__(self, low: int, years: NDArray[np.bool_], days: NDArray[np.bool_]) -> None:
        self.low, self.year, self.day = low, years, days

    @classmethod
    def of(cls, year: Whole) -> _Typed:
        low, high = int(year.min(initial=1970)), int(year.max(initial=1970))
        return cls(low, one_digit(np.arange(low, high + 1)), one_digit(np.arange(32)))

    def years(self, a: Whole, b: Whole) -> NDArray[np.bool_]:
        """Of years."""
        return np.asarray(self.year[a - self.low, b - self.low])

    def days(self, a: Whole, b: Whole) -> NDArray[np.bool_]:
        """Of days, or of months."""
        return np.asarray(self.day[a, b])

    def both(self, ya: Whole, ma: Whole, da: Whole, yb: Whole, mb: Whole, db: Whole) -> NDArray[np.bool_]:
        """Two parts by a digit each, the third the same."""
        y, m, d = ya == yb, ma == mb, da == db
        ty, tm, td = self.years(ya, yb), self.days(ma, mb), self.days(da, db)
        return np.asarray((y & tm & td) | (m & ty & td) | (d & ty & tm))


def one_digit(numbers: Whole) -> NDArray[np.bool_]:
    """Which of some numbers (n,) are one digit apart from which others (n, n)."""
    words = [str(k) for k in numbers.tolist()]
    text, start = packed(words)
    a, b = np.meshgrid(np.arange(len(words)), np.arange(len(words)), indexing="ij")
    found = np.empty(a.size, np.int64)
    apart(text, start, a.ravel(), b.ravel(), 1, found)
    return np.asarray((found == 1).reshape(a.shape))


def _common(
    days: Whole, count: Whole, lists: int, typed: _Typed, sampled: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How common each level is around each day (days,), (days, APART + 1), from how common its parts are.

    ``count`` records state each day. Year, day of the year and, within a month, days are taken to be
    independent; ``sampled`` says how common the levels are that many days share.
    """
    n = int(count.sum())
    year, month, day = parts(days)
    near = density(days.astype(np.float64), count)
    years = np.bincount(year - typed.low, count, minlength=len(typed.year)) / n
    months, ordinal = np.bincount(month, count, minlength=13) / n, np.bincount(day, count, minlength=32) / n
    heaped = np.bincount(month * 32 + day, count, minlength=13 * 32)[month * 32 + day]
    of_year = (heaped + _HEAPED * months[month] * ordinal[day]) / (n + _HEAPED)
    y, m, d = years[year - typed.low], months[month], ordinal[day]
    in_month = np.arange(1, 29)
    gap = np.abs(day[:, None] - in_month[None, :])
    by_digit = typed.day[day[:, None], in_month[None, :]] & (gap > 7)
    one_off = (years[None, :] * typed.year[year - typed.low]).sum(axis=1)
    found = np.zeros((len(days), APART + 1))
    found[:, SAME] = unrelated(count, near, n, lists)
    found[:, NEXT], found[:, WEEK] = 2 * near, 12 * near
    found[:, TURNED] = near * ((day <= 12) & (day != month))
    found[:, DAY_TYPED], found[:, DAY] = (
        near * by_digit.sum(axis=1),
        near * ((gap > 7) & ~by_digit).sum(axis=1),
    )
    found[:, MONTH] = y * d * (1 - m)
    found[:, YEAR_TYPED], found[:, YEAR] = one_off * of_year, np.maximum(1 - y - one_off, 0) * of_year
    found[:, WITHIN_MONTH] = np.maximum(48 * near - found[:, DAY_TYPED] - found[:, DAY], 0)
    for level in (OVERLAPS, TWO_TYPED, ONLY_YEAR, ONLY_ONE, APART):
        found[:, level] = sampled[:, level]
    found[:, ONLY_YEAR] = np.maximum(y * sampled[:, ONLY_YEAR] / max(float((count * y).sum()) / n, 1e-9), 0)
    found = np.maximum(found, _NEVER)
    return np.asarray(found / found.sum(axis=1, keepdims=True), np.float64)


PERSONS.append(FieldLaw("date", _LEVELS, _START, dates, near=True))
