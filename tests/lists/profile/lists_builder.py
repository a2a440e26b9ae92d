"""Small tables of records for tests of profiles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from corroborate.model.recordtable import NO_DAY, RecordTable, Tree

EPOCH = date(1970, 1, 1)
TREE = Tree(("one", "two", "three"), np.full(3, -1, np.int32))


class Row:
    """A row with what the test says of it, and nothing else stated."""

    def __init__(
        self, list_id: str, day: str | None = "2024-03-01", **told: float | str | bool | None
    ) -> None:
        self.list_id, self.day, self.told = list_id, day, told

    def get(self, name: str, missing: float) -> float:
        value = self.told.get(name, missing)
        assert not isinstance(value, str)
        return missing if value is None else value

    def days(self) -> tuple[int, int]:
        if self.day is None:
            return int(NO_DAY), int(NO_DAY)
        first = (date.fromisoformat(self.day) - EPOCH).days
        return first, first + int(self.get("span", 1)) - 1


def table_of(rows: Sequence[Row], *, persons: bool = False, lists: tuple[str, ...] = ()) -> RecordTable:
    """The table of some rows."""
    ids = lists or tuple(dict.fromkeys(r.list_id for r in rows))
    nan = float("nan")

    def column(name: str, missing: float, kind: type[np.generic]) -> np.ndarray:
        return np.array([r.get(name, missing) for r in rows], kind)

    return RecordTable(
        lists=ids,
        list_index=np.array([ids.index(r.list_id) for r in rows], np.int16),
        row_ids=tuple(f"{r.list_id}{i}" for i, r in enumerate(rows)),
        first_day=np.array([r.days()[0] for r in rows], np.int32),
        last_day=np.array([r.days()[1] for r in rows], np.int32),
        lat=column("lat", nan, np.float64),
        lon=column("lon", nan, np.float64),
        precision_km=column("km", nan, np.float32),
        centroid=column("centroid", False, np.bool_),
        admin1=column("admin1", -1, np.int32),
        admin2=column("admin2", -1, np.int32),
        settlement=column("town", -1, np.int32),
        actor_a=column("a", -1, np.int32),
        actor_b=column("b", -1, np.int32),
        event_type=column("type", -1, np.int32),
        deaths_low=column("low", nan, np.float64),
        deaths_high=column("high", nan, np.float64),
        injured_low=column("injured", nan, np.float64),
        injured_high=column("injured", nan, np.float64),
        actor_tree=TREE,
        type_tree=TREE,
        name=tuple(str(r.told.get("name", "")) for r in rows) if persons else (),
        age_low=column("age", nan, np.float64) if persons else None,
        age_high=column("age", nan, np.float64) if persons else None,
        sex=column("sex", -1, np.int8) if persons else None,
    )
