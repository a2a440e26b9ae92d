"""What lists hold, before anybody links them: rows, windows, gaps, precision, suspected duplicates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corroborate.lists.profile.duplicates import suspected
from corroborate.lists.profile.overlap import NEAR_KM, Overlap, overlap
from corroborate.model.recordtable import NO_DAY, RecordTable

DAY_CLASSES = ("a day", "up to a week", "up to a month", "longer", "open at an end", "no day")
DAY_EDGES = (1, 7, 31)
PLACE_CLASSES = (
    "a point within 1 km",
    "a point within 10 km",
    "a point, less precise",
    "a point, precision not stated",
    "the centre of an area",
    "an area by name only",
    "no place",
)
EXAMPLES = 5
"""Groups of suspected duplicates that are shown."""
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Rows of one list with the same days, the same place and the same actors."""

    rows: tuple[str, ...]
    """The list's own row ids."""
    first_day: date


@dataclass(frozen=True, slots=True)
class ListProfile:
    """One list at a glance; counts are of rows.

    ``first`` and ``last`` are the ends of the window that its dated rows span. ``missing`` says for each
    field how many rows state nothing. ``days`` and ``places`` count rows by DAY_CLASSES and PLACE_CLASSES.
    ``duplicates`` are rows beyond the first of their group, in ``groups`` groups; ``examples`` are the
    largest. ``months`` maps the first day of a month to the rows that begin in it, for rows of a month's
    precision or better. Of deaths the sums of both ends of the ranges are given, over rows that state them;
    ``open_deaths`` rows state a range without an upper end and are left out of ``deaths_high``.
    """

    list_id: str
    rows: int
    first: date | None
    last: date | None
    missing: Mapping[str, int]
    days: Mapping[str, int]
    places: Mapping[str, int]
    duplicates: int
    groups: int
    examples: tuple[DuplicateGroup, ...]
    months: Mapping[date, int]
    not_in_months: int
    deaths_low: float
    deaths_high: float
    open_deaths: int


@dataclass(frozen=True, slots=True)
class Profile:
    """Lists at a glance, and what two of them share."""

    lists: tuple[ListProfile, ...]
    overlap: Overlap
    near_km: float = NEAR_KM

    @property
    def rows(self) -> int:
        """Rows of all lists."""
        return sum(one.rows for one in self.lists)


def profile(table: RecordTable) -> Profile:
    """Profile the lists of a table. A million rows take seconds.

    What two lists share is a count of rows with a row of the other list on the same day within NEAR_KM
    kilometres: a glance, not a linkage.
    """
    groups = suspected(table)
    each = tuple(_one(table, j, name, groups) for j, name in enumerate(table.lists))
    return Profile(each, overlap(table))


def _one(table: RecordTable, j: int, name: str, groups: NDArray[np.int64]) -> ListProfile:
    rows = np.flatnonzero(table.list_index == j)
    first, last = table.first_day[rows], table.last_day[rows]
    dated = first != NO_DAY
    ended = last != NO_DAY
    span = np.where(dated & ended, last.astype(np.int64) - first + 1, 0)
    day_class = np.select(
        [~dated & ~ended, ~dated | ~ended, span <= 1, span <= DAY_EDGES[1], span <= DAY_EDGES[2]],
        [5, 4, 0, 1, 2],
        3,
    )
    known = np.concatenate([first[dated], last[ended]])
    low, high = table.deaths_low[rows], table.deaths_high[rows]
    monthly = day_class <= 2
    group = groups[rows]
    sizes = np.bincount(group[group >= 0]) if (group >= 0).any() else np.zeros(0, np.int64)
    several = np.flatnonzero(sizes > 1)
    return ListProfile(
        list_id=name,
        rows=len(rows),
        first=_day(int(known.min())) if len(known) else None,
        last=_day(int(known.max())) if len(known) else None,
        missing=_missing(table, rows),
        days=_counted(DAY_CLASSES, day_class),
        places=_counted(PLACE_CLASSES, _place_class(table, rows)),
        duplicates=int((sizes[several] - 1).sum()),
        groups=len(several),
        examples=_examples(
            table, rows, group, several[np.argsort(-sizes[several], kind="stable")][:EXAMPLES]
        ),
        months=_months(first[monthly]),
        not_in_months=int((~monthly).sum()),
        deaths_low=float(np.nansum(low)),
        deaths_high=float(np.nansum(high[np.isfinite(high)])),
        open_deaths=int(np.isinf(high).sum()),
    )


def _counted(names: tuple[str, ...], classes: NDArray[Any]) -> dict[str, int]:
    sizes = np.bincount(classes, minlength=len(names))
    return {name: int(size) for name, size in zip(names, sizes, strict=True)}


def _place_class(table: RecordTable, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    point = ~(np.isnan(table.lat[rows]) | np.isnan(table.lon[rows]))
    km = table.precision_km[rows]
    named = (table.settlement[rows] >= 0) | (table.admin1[rows] >= 0) | (table.admin2[rows] >= 0)
    return np.select(
        [~point & named, ~point, table.centroid[rows], np.isnan(km), km <= 1, km <= 10],
        [5, 6, 4, 3, 0, 1],
        2,
    )


def _missing(table: RecordTable, rows: NDArray[np.int64]) -> dict[str, int]:
    """Field → rows that state nothing; fields that the table has not at all are left out."""
    found = {
        "day": (table.first_day[rows] == NO_DAY) & (table.last_day[rows] == NO_DAY),
        "point": np.isnan(table.lat[rows]) | np.isnan(table.lon[rows]),
        "province": table.admin1[rows] < 0,
        "district": table.admin2[rows] < 0,
        "town": table.settlement[rows] < 0,
        "any actor": (table.actor_a[rows] < 0) & (table.actor_b[rows] < 0),
        "second actor": (table.actor_a[rows] < 0) | (table.actor_b[rows] < 0),
        "type": table.event_type[rows] < 0,
        "deaths": np.isnan(table.deaths_low[rows]) & np.isnan(table.deaths_high[rows]),
        "injured": np.isnan(table.injured_low[rows]) & np.isnan(table.injured_high[rows]),
    }
    counts = {name: int(none.sum()) for name, none in found.items()}
    if table.name:
        counts["name"] = sum(not table.name[i] for i in rows.tolist())
    if table.age_low is not None and table.age_high is not None:
        counts["age"] = int((np.isnan(table.age_low[rows]) & np.isnan(table.age_high[rows])).sum())
    if table.sex is not None:
        counts["sex"] = int((table.sex[rows] < 0).sum())
    if table.text:
        counts["text"] = sum(not table.text[i] for i in rows.tolist())
    return counts


def _months(first: NDArray[np.int32]) -> dict[date, int]:
    if not len(first):
        return {}
    month = first.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    numbers, counts = np.unique(month, return_counts=True)
    return {
        date(1970 + n // 12, n % 12 + 1, 1): c
        for n, c in zip(numbers.tolist(), counts.tolist(), strict=True)
        if 1 <= 1970 + n // 12 <= 9999
    }


def _examples(
    table: RecordTable, rows: NDArray[np.int64], group: NDArray[np.int64], shown: NDArray[np.int64]
) -> tuple[DuplicateGroup, ...]:
    found = []
    for number in shown.tolist():
        of_group = rows[group == number]
        ids = tuple(table.row_ids[i] for i in of_group.tolist())
        found.append(DuplicateGroup(ids, _day(int(table.first_day[of_group[0]])) or _EPOCH))
    return tuple(found)


def _day(number: int) -> date | None:
    """A day by its number, None beyond the years that a calendar has."""
    try:
        return _EPOCH + timedelta(days=number)
    except OverflowError:
        return None
