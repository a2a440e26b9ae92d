"""Records as columns: what passes from lists to linkage when there are a million of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import TableError

NO_DAY = np.int32(-(2**31))
"""Stands in ``first_day`` and ``last_day`` where the list states no bound."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A taxonomy as arrays: ``codes[i]`` has the coarser ``parent[i]`` (int32), -1 at a root."""

    codes: tuple[str, ...]
    parent: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class RecordTable:
    """Columns over the records of several lists, one row a record; every array has shape (n,).

    ``lists`` are the list ids; ``list_index`` int16 points into them. ``row_ids`` are the lists' own ids,
    unique within a list. Days are int32 since 1970-01-01, inclusive, NO_DAY where unbounded. ``lat``,
    ``lon`` are float64 degrees, NaN where there is no point; ``precision_km`` float32 is the radius in
    which the true place lies, NaN where not stated; ``centroid`` says that the point stands for an area.
    ``country``, ``admin1``, ``admin2``, ``settlement`` int32 are codes of names shared by all lists, -1
    unknown; ``place_names[column][code]`` is the gazetteer's id of it, or the folded name that has none.
    ``actor_a``, ``actor_b`` int32 point into ``actor_tree``, ``event_type`` into ``type_tree``, -1 unknown;
    a and b are unordered. Deaths and injured are float64 ranges, NaN unknown, inf unbounded. Persons:
    ``name`` (folded, "" unknown), ages float64, ``sex`` int8 (-1 unknown, 0 female, 1 male). ``text`` may
    be an empty tuple where no list has texts. ``ended`` int32 is the last day of an incident of several days,
    NO_DAY where not stated. ``source`` int32 numbers the one source that a record rests on, equal sources
    alike, -1 where none or several are named. ``extra`` holds columns of a user's own fields.
    Raises TableError where columns differ in length.
    """

    lists: tuple[str, ...]
    list_index: NDArray[np.int16]
    row_ids: tuple[str, ...]
    first_day: NDArray[np.int32]
    last_day: NDArray[np.int32]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    precision_km: NDArray[np.float32]
    centroid: NDArray[np.bool_]
    admin1: NDArray[np.int32]
    admin2: NDArray[np.int32]
    settlement: NDArray[np.int32]
    actor_a: NDArray[np.int32]
    actor_b: NDArray[np.int32]
    event_type: NDArray[np.int32]
    deaths_low: NDArray[np.float64]
    deaths_high: NDArray[np.float64]
    injured_low: NDArray[np.float64]
    injured_high: NDArray[np.float64]
    actor_tree: Tree
    type_tree: Tree
    name: tuple[str, ...] = ()
    age_low: NDArray[np.float64] | None = None
    age_high: NDArray[np.float64] | None = None
    sex: NDArray[np.int8] | None = None
    text: tuple[str, ...] = ()
    ended: NDArray[np.int32] | None = None
    source: NDArray[np.int32] | None = None
    country: NDArray[np.int32] | None = None
    place_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    extra: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        n = len(self.row_ids)
        for column in fields(self):
            value = getattr(self, column.name)
            if isinstance(value, np.ndarray) and value.shape != (n,):
                raise TableError(
                    f"the column {column.name} has another length than the records",
                    value=f"{value.shape} for {n:,} records",
                )
        for name, texts in (("name", self.name), ("text", self.text)):
            if texts and len(texts) != n:
                raise TableError(
                    f"the column {name} has another length than the records", value=f"{len(texts)} for {n:,}"
                )

    def __len__(self) -> int:
        return len(self.row_ids)

    def taking(self, rows: NDArray[np.int64]) -> RecordTable:
        """The records of some rows, in the order asked; all lists stay."""
        changes: dict[str, object] = {}
        for column in fields(self):
            value = getattr(self, column.name)
            if isinstance(value, np.ndarray):
                changes[column.name] = value[rows]
            elif column.name in ("row_ids", "name", "text") and value:
                changes[column.name] = tuple(value[i] for i in rows.tolist())
            elif column.name == "extra":
                changes[column.name] = {key: one[rows] for key, one in value.items()}
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def digest(self) -> str:
        """SHA-256 over every column: equal tables have equal digests."""
        hashed = hashlib.sha256()
        for column in fields(self):
            value = getattr(self, column.name)
            hashed.update(column.name.encode())
            if isinstance(value, np.ndarray):
                hashed.update(np.ascontiguousarray(value).tobytes())
            elif isinstance(value, Tree):
                hashed.update(repr(value.codes).encode())
                hashed.update(value.parent.tobytes())
            elif isinstance(value, Mapping):
                for key in sorted(value):
                    hashed.update(key.encode())
                    each = value[key]
                    plain = isinstance(each, np.ndarray)
                    hashed.update(np.ascontiguousarray(each).tobytes() if plain else repr(each).encode())
            else:
                hashed.update(repr(value).encode())
        return hashed.hexdigest()
