"""Records as rows of plain values with their names, for writing files and texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np

from corroborate.lists.simulate.simulated import Simulated
from corroborate.lists.simulate.trees import ACTOR, TYPE, Coded

EPOCH = date(1970, 1, 1).toordinal()


class Fact(NamedTuple):
    """What one record states; "" and None where it states nothing.

    ``level`` is 0 exact, 1 town, 2 district, 3 province, 4 no place. ``group_a``, ``group_b``, ``family``
    are the coarse codes of the actors and of the type.
    """

    number: int
    row_id: str
    first: date
    last: date
    lat: float | None
    lon: float | None
    km: float | None
    level: int
    province: str
    district: str
    town: str
    actor_a: str
    group_a: str
    actor_b: str
    group_b: str
    type: str
    family: str
    low: int | None
    high: int | None
    injured: int | None
    name: str
    age: int | None
    sex: str


def facts(made: Simulated, list_number: int) -> Iterator[Fact]:
    """The records of one list, in the order of the table."""
    table, places = made.table, made.geography
    rows = np.flatnonzero(table.list_index == list_number)
    a, coarse_a = _named(ACTOR)
    kind, coarse_kind = _named(TYPE)
    provinces = (*places.province_names, "")
    districts = (*places.district_names, "")
    towns = (*places.names, "")
    ages = table.age_low[rows].tolist() if table.age_low is not None else [float("nan")] * len(rows)
    sexes = table.sex[rows].tolist() if table.sex is not None else [-1] * len(rows)
    columns = zip(
        rows.tolist(),
        table.first_day[rows].tolist(),
        table.last_day[rows].tolist(),
        table.lat[rows].tolist(),
        table.lon[rows].tolist(),
        table.precision_km[rows].tolist(),
        made.level[rows].tolist(),
        table.admin1[rows].tolist(),
        table.admin2[rows].tolist(),
        table.settlement[rows].tolist(),
        table.actor_a[rows].tolist(),
        table.actor_b[rows].tolist(),
        table.event_type[rows].tolist(),
        table.deaths_low[rows].tolist(),
        table.deaths_high[rows].tolist(),
        table.injured_low[rows].tolist(),
        ages,
        sexes,
        strict=True,
    )
    for row, first, last, lat, lon, km, level, p, d, s, x, y, t, low, high, hurt, age, sex in columns:
        row_id = table.row_ids[row]
        yield Fact(
            int(row_id.rpartition("-")[2]),
            row_id,
            date.fromordinal(EPOCH + first),
            date.fromordinal(EPOCH + last),
            None if lat != lat else lat,
            None if lon != lon else lon,
            None if km != km else km,
            level,
            provinces[p],
            districts[d],
            towns[s],
            a[x],
            coarse_a[x],
            a[y],
            coarse_a[y],
            kind[t],
            coarse_kind[t],
            _whole(low),
            _whole(high),
            _whole(hurt),
            table.name[row] if table.name else "",
            _whole(age),
            "" if sex < 0 else "fm"[sex],
        )


def _named(tree: Coded) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names and coarse names by code; the last one, reached by -1, is empty."""
    names = tree.tree.codes
    coarse = tuple(names[p] if p >= 0 else names[i] for i, p in enumerate(tree.tree.parent.tolist()))
    return (*names, ""), (*coarse, "")


def _whole(value: float) -> int | None:
    return None if value != value else int(value)
