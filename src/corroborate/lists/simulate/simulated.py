"""Lists with a known truth: simulated incidents, and what several lists record of them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import SettingError
from corroborate.lists.simulate.coverage import captured, regional_habits
from corroborate.lists.simulate.geography import Geography, made_up, of_country
from corroborate.lists.simulate.observe import Observed, observe
from corroborate.lists.simulate.presets import FOUR_LISTS
from corroborate.lists.simulate.seeds import Part, stream_of
from corroborate.lists.simulate.settings import Setting
from corroborate.lists.simulate.trees import ACTOR, TYPE
from corroborate.lists.simulate.world import Incidents, climate, draw
from corroborate.model.capture import CaptureHistories
from corroborate.model.recordtable import RecordTable

BLOCK = 100_000
"""Incidents that are made at a time. Part of what a seed means: another block size is another world."""
PROVINCES = 34
"""Provinces of a free setting in its first year; both grow from there."""
MOST_INCIDENTS = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Simulated:
    """Records of several lists with the truth beside them.

    ``truth`` int32 (n,) is the incident of each record, in ``[0, N)``; ``world`` the N true incidents,
    those that no list recorded included; ``pattern`` int64 (N,) has bit ``j`` set where list ``j`` records
    the incident, 0 where nobody does. ``level`` int8 (n,) is how a record states its place: 0 exact,
    1 town, 2 district, 3 province, 4 not at all. ``geography`` names the places. ``first`` is the number
    of the block's first incident, 0 for a whole world.
    """

    table: RecordTable
    truth: NDArray[np.int32]
    world: Incidents
    pattern: NDArray[np.int64]
    level: NDArray[np.int8]
    geography: Geography
    setting: Setting
    seed: int
    first: int = 0

    @property
    def incidents(self) -> int:
        """N: how many incidents truly happened, unrecorded ones included."""
        return len(self.world)

    @property
    def distinct(self) -> int:
        """How many incidents at least one list records."""
        return int(np.count_nonzero(self.pattern))

    @property
    def histories(self) -> CaptureHistories:
        """The true capture histories: what a linkage without any error would give."""
        patterns, counts = np.unique(self.pattern, return_counts=True)
        cells = {int(p): int(c) for p, c in zip(patterns, counts, strict=True) if p}
        return CaptureHistories.of((s.list_id for s in self.setting.lists), cells)


def simulate(
    setting: Setting = FOUR_LISTS, *, records: int | None = None, incidents: int | None = None, seed: int = 0
) -> Simulated:
    """A world and its lists. Same setting, size and seed: same bytes.

    Give ``incidents`` for exactly that many, or ``records`` for about that many. Ten million records need
    about 2.5 GB; `stream` gives the same world in blocks. Raises SettingError for a setting that is none.
    """
    total = size(setting.checked(), records, incidents)
    return _joined(stream(setting, incidents=total, seed=seed), total)


def stream(
    setting: Setting = FOUR_LISTS, *, records: int | None = None, incidents: int | None = None, seed: int = 0
) -> Iterator[Simulated]:
    """The same world as `simulate` gives, in blocks that follow each other in time.

    The numbers in ``truth`` and the row ids go on from block to block.
    """
    setting = setting.checked()
    total = size(setting, records, incidents)
    geography, days = extent(setting, total, seed)
    habits = climate(geography, setting, seed)
    regions = regional_habits(geography, setting, seed)
    start = (setting.start - date(1970, 1, 1)).days
    blocks = max(1, math.ceil(total / BLOCK))
    numbers = [0] * len(setting.lists)
    done = bursts = 0
    for block in range(blocks):
        count = total * (block + 1) // blocks - done
        window = (start + days * block // blocks, start + max(days * (block + 1) // blocks, 1) - 1)
        window = (window[0], max(window))
        world = draw(stream_of(seed, Part.INCIDENTS, block), count, window, geography, habits, setting)
        world.burst[world.burst >= 0] += bursts
        bursts = int(max(world.burst.max(initial=-1) + 1, bursts))
        seen = captured(stream_of(seed, Part.CAPTURE, 1, block), world, geography, setting, regions)
        records_of = [
            observe(
                stream_of(seed, Part.RECORDS, block, j), world, np.flatnonzero(seen[:, j]), geography, one
            )
            for j, one in enumerate(setting.lists)
        ]
        bits = np.left_shift(np.int64(1), np.arange(len(setting.lists), dtype=np.int64))
        pattern = (seen * bits).sum(axis=1, dtype=np.int64)
        table = _table(records_of, geography, setting, numbers)
        truth = np.concatenate([o.incident for o in records_of]) + done
        level = np.concatenate([o.level for o in records_of])
        yield Simulated(table, truth.astype(np.int32), world, pattern, level, geography, setting, seed, done)
        numbers = [had + len(o.incident) for had, o in zip(numbers, records_of, strict=True)]
        done += count


def size(setting: Setting, records: int | None, incidents: int | None) -> int:
    """How many incidents a world has; exactly one of the two sizes must be given."""
    if (records is None) == (incidents is None):
        raise SettingError("say either how many records or how many incidents")
    asked = incidents if incidents is not None else records
    if asked is None or asked < 1:
        raise SettingError("a world has at least one incident", value=asked)
    if incidents is None:
        expected = setting.records_an_incident
        if expected <= 0:
            raise SettingError("no list records anything", hint="give a coverage above 0")
        asked = max(1, round(asked / expected))
    if asked > MOST_INCIDENTS:
        raise SettingError(f"a world holds at most {MOST_INCIDENTS:,} incidents", value=f"{asked:,}")
    return asked


def extent(setting: Setting, total: int, seed: int) -> tuple[Geography, int]:
    """The country and the number of days; where they are free, incidents a province and day stay the same."""
    daily = setting.density / 365
    if setting.country:
        geography = of_country(setting.country, seed, setting.zipf)
        provinces = len(geography.province_names)
    else:
        scale = math.sqrt(max(total / (setting.density * PROVINCES), 1e-9))
        free = round(PROVINCES * scale) if setting.days is None else round(total / daily / setting.days)
        provinces = setting.provinces or min(max(free, 4), 4000)
        geography = made_up(provinces, seed, setting.zipf)
    days = setting.days or max(30, round(total / daily / provinces))
    return geography, min(days, 365 * 200)


def _table(
    observed: list[Observed], geography: Geography, setting: Setting, numbers: list[int]
) -> RecordTable:
    def column(name: str) -> Any:
        return np.concatenate([getattr(o, name) for o in observed])

    sizes = [len(o.incident) for o in observed]
    level = np.concatenate([o.level for o in observed])
    injured = column("injured")
    age = column("age")
    rows = (
        f"{one.list_id}-{number}"
        for one, had, size in zip(setting.lists, numbers, sizes, strict=True)
        for number in range(had + 1, had + size + 1)
    )
    persons = setting.persons
    return RecordTable(
        lists=tuple(s.list_id for s in setting.lists),
        list_index=np.repeat(np.arange(len(sizes), dtype=np.int16), sizes),
        row_ids=tuple(rows),
        centroid=(level == 2) | (level == 3),
        injured_low=injured,
        injured_high=injured.copy(),
        actor_tree=ACTOR.tree,
        type_tree=TYPE.tree,
        name=tuple(name for o in observed for name in o.name) if persons else (),
        age_low=age if persons else None,
        age_high=age.copy() if persons else None,
        sex=column("sex") if persons else None,
        country=np.zeros(sum(sizes), np.int32),
        place_names=geography.keys,
        **{name: column(name) for name in _SHARED},
    )


_SHARED = (
    "first_day",
    "last_day",
    "lat",
    "lon",
    "precision_km",
    "admin1",
    "admin2",
    "settlement",
    "actor_a",
    "actor_b",
    "event_type",
    "deaths_low",
    "deaths_high",
)


class _Column:
    """A column that grows in place; memory that is reserved and not yet written costs nothing."""

    def __init__(self, first: NDArray[Any], reserved: int) -> None:
        self._all = np.empty(max(reserved, len(first)), first.dtype)
        self._used = 0
        self.extend(first)

    def extend(self, values: NDArray[Any]) -> None:
        end = self._used + len(values)
        if end > len(self._all):
            grown = np.empty(max(end, len(self._all) * 3 // 2), self._all.dtype)
            grown[: self._used] = self._all[: self._used]
            self._all = grown
        self._all[self._used : end] = values
        self._used = end

    @property
    def value(self) -> NDArray[Any]:
        return self._all[: self._used]


_LONG = ("row_ids", "name", "text")


def _joined(parts: Iterator[Simulated], total: int) -> Simulated:
    """The blocks of a world of ``total`` incidents as one; only their columns are kept."""
    head = next(parts)
    if head.incidents == total:
        return head
    expected = round(total * head.setting.records_an_incident * 1.02) + 1000
    grown: dict[tuple[str, str], _Column] = {}
    strings: dict[str, list[str]] = {name: [] for name in _LONG}
    fixed: dict[str, Any] = {}
    geography, setting, seed = head.geography, head.setting, head.seed
    for part in itertools.chain([head], parts):
        head = part
        for owner, holder in (("", part), ("table", part.table), ("world", part.world)):
            reserved = total if owner == "world" else expected
            for column in fields(holder):
                key, value = (owner, column.name), getattr(holder, column.name)
                if column.name in _LONG:
                    strings[column.name].extend(value)
                elif not isinstance(value, np.ndarray):
                    fixed[column.name] = value
                elif key in grown:
                    grown[key].extend(value)
                else:
                    grown[key] = _Column(value, total if column.name == "pattern" else reserved)
    named = {f.name for f in fields(RecordTable)}
    table = {name: value for name, value in fixed.items() if name in named}
    table |= {name: grown["table", name].value for owner, name in grown if owner == "table"}
    for name in _LONG:
        table[name] = tuple(strings.pop(name))
    return Simulated(
        RecordTable(**table),
        grown["", "truth"].value,
        Incidents(**{name: grown["world", name].value for owner, name in grown if owner == "world"}),
        grown["", "pattern"].value,
        grown["", "level"].value,
        geography,
        setting,
        seed,
    )
