"""Rows of the relations ``records`` and ``rejects`` as the model's nouns."""

# ruff: noqa: S608 - names of relations and columns are the program's own

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from corroborate.lists.derived import COLUMNS
from corroborate.lists.workspace import Workspace
from corroborate.model.interval import Interval
from corroborate.model.place import Place, PlaceKind
from corroborate.model.record import Flag, Party, Person, Record, Reject, Sex
from corroborate.model.window import DayRange

BATCH = 5_000


def records_of(space: Workspace, list_id: str, columns: Sequence[str], where: str = "") -> Iterator[Record]:
    """The records in the order of the file, each with its raw row; ``columns`` are the names of its cells."""
    cells = ", ".join(f"raw.c{i}" for i in range(len(columns)))
    picked = ", ".join(f"records.{c}" for c in COLUMNS)
    some = f"(SELECT * FROM records WHERE {where})" if where else "records"
    found = space.run(
        f"SELECT {picked}, {cells} FROM raw_cells raw JOIN {some} records ON raw.n = records.n"
        " ORDER BY records.n"
    )
    width = len(COLUMNS)
    while rows := found.fetchmany(BATCH):
        for row in rows:
            yield _record(dict(zip(COLUMNS, row[:width], strict=True)), list_id, _row(columns, row[width:]))


def rejects_of(space: Workspace, file: str, columns: Sequence[str], most: int) -> Iterator[Reject]:
    """The rejects of rows that have cells, the first ``most``."""
    cells = ", ".join(f"raw.c{i}" for i in range(len(columns)))
    if not space.count("rejects"):
        return
    found = space.run(
        f"SELECT r.line, r.col, r.value, r.reason, {cells} FROM raw_cells raw"
        f" JOIN (SELECT * FROM rejects ORDER BY n LIMIT {most}) r ON raw.n = r.n ORDER BY r.n"
    )
    while rows := found.fetchmany(BATCH):
        for line, column, value, reason, *row in rows:
            yield Reject(file, line, column, value or "", reason, _row(columns, row))


def _row(columns: Sequence[str], cells: Sequence[str | None]) -> dict[str, str]:
    return {name: cell for name, cell in zip(columns, cells, strict=True) if cell is not None}


def _record(at: dict[str, Any], list_id: str, row: dict[str, str]) -> Record:
    return Record(
        list_id=list_id,
        row_id=at["row_id"],
        days=DayRange(at["first"], at["last"]),
        line=at["line"],
        row=row,
        ended=_days(at["end_first"], at["end_last"]),
        place=_place(at),
        country=at["iso"] or at["country"],
        admin1=at["admin1"],
        admin2=at["admin2"],
        admin1_id=at["admin1_id"],
        admin2_id=at["admin2_id"],
        settlement=at["settlement"],
        actors=tuple(Party(a["name"], a["code"], a["role"], a["kind"] or None) for a in at["actors"]),
        event_type=at["event_type"],
        type_words=at["type_words"],
        deaths={g["grp"]: interval(g["low"], g["high"]) for g in at["deaths"]},
        injured=_range(at["injured_low"], at["injured_high"]),
        person=_person(at),
        text=at["text"],
        sources=tuple(at["sources"]),
        url=at["url"],
        flags=tuple(Flag(f["code"], f["col"], f["value"], f["words"]) for f in at["flags"]),
    )


def _days(first: date | None, last: date | None) -> DayRange | None:
    return None if first is None and last is None else DayRange(first, last)


def _place(at: dict[str, Any]) -> Place | None:
    if not at["place"] and at["lat"] is None:
        return None
    known = at["lat"] is not None and at["lon"] is not None
    return Place(
        name=at["place"],
        kind=PlaceKind(at["kind"]),
        id=at["place_id"],
        country=at["iso"],
        lat=at["lat"] if known else None,
        lon=at["lon"] if known else None,
        precision_km=at["precision_km"],
        words=at["place"] or None,
    )


def _person(at: dict[str, Any]) -> Person | None:
    if at["person"] is None and not at["other_names"] and at["age_low"] is None and at["sex"] is None:
        return None
    return Person(
        at["person"] or "",
        _range(at["age_low"], at["age_high"]),
        Sex(at["sex"]) if at["sex"] else None,
        tuple(at["other_names"]),
    )


def _range(low: float | None, high: float | None) -> Interval | None:
    return None if low is None or high is None else interval(low, high)


def interval(low: float, high: float) -> Interval:
    """A range of counts; nothing bounds it where ``high`` is infinite."""
    return Interval(int(low), None if math.isinf(high) else int(high))
