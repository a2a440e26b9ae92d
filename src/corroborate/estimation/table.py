"""Capture histories out of arrays, dataframes and CSV text."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from corroborate.errors import TableError
from corroborate.estimation.labels import Label
from corroborate.model.capture import MOST_INDIVIDUALS, MOST_LISTS, CaptureHistories

COUNT_NAMES = ("count", "n", "freq")
"""What a column of counts may be called; any other name makes a column a list or a stratum."""

_YES = {"1", "1.0", "true", "yes"}
_NO = {"0", "0.0", "false", "no", ""}
_MISSING = {"", "na", "nan", "none", "null", "."}


class Columns(dict[str, list[Any]]):
    """Columns, and where each row is: the line of the file that it begins on, or its number."""

    lines: Sequence[int] = ()
    noun = "line"

    def at(self, rows: Sequence[int]) -> Columns:
        """Some of the rows."""
        found = Columns({name: [values[i] for i in rows] for name, values in self.items()})
        found.lines, found.noun = [self.lines[i] for i in rows], self.noun
        return found


class _Places:
    """Where a row is, in words: its line in the file, or its number where there is no file."""

    def __init__(self, table: Any) -> None:
        self.lines = table.lines if isinstance(table, Columns) else ()
        self.noun = table.noun if isinstance(table, Columns) else "row"

    def __call__(self, row: int) -> str:
        return f"{self.noun} {self.lines[row] if self.lines else row + 1}"


def histories(
    table: Any, *, lists: Sequence[str] | None = None, count: str | None = None
) -> CaptureHistories:
    """Capture histories from whatever holds them.

    ``table`` is `CaptureHistories` already, a mapping of columns, a dataframe (anything with ``columns``
    and ``table[name]``), or a two-dimensional array of 0 and 1, a row an individual; an array whose last
    column holds other numbers than 0 and 1 is read as patterns with counts. Columns named in ``lists``
    (or else every column but the counts) are the lists. ``count`` names the column of counts; without it
    a last column called count, n or freq is taken. Raises TableError where a value cannot be used.
    """
    if isinstance(table, CaptureHistories):
        return table
    return _histories(table, lists, count, empty=False)


def _histories(
    table: Any, lists: Sequence[str] | None, count: str | None, *, empty: bool
) -> CaptureHistories:
    """`histories`; a table in which nobody is on any list is an error unless ``empty``."""
    columns = _columns(table, lists)
    counts = _count_column(columns, count)
    chosen = list(lists) if lists is not None else [name for name in columns if name != counts]
    unknown = [name for name in chosen if name not in columns]
    if unknown:
        raise TableError(
            "the table has no such column", value=", ".join(unknown), hint=f"columns: {', '.join(columns)}"
        )
    values = [columns[name] for name in chosen]
    found = _gathered(chosen, values, columns[counts] if counts else None, _Places(table))
    if not found.n and not empty:
        raise TableError("nobody is on any list", hint="the counts are all 0")
    return found


def from_csv(text: str, *, lists: Sequence[str] | None = None, count: str | None = None) -> CaptureHistories:
    """Capture histories from the text of a CSV file with a heading line; see `histories`."""
    return histories(columns_of(text), lists=lists, count=count)


def columns_of(text: str) -> Columns:
    """The columns of a CSV text; lines of another length than the heading are refused by their number."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        heading = [name.strip() for name in next(rows, [])]
        if not any(heading):
            raise TableError("the table is empty", hint="the first line must name the columns")
        if len(set(heading)) != len(heading):
            twice = sorted({name for name in heading if heading.count(name) > 1})
            raise TableError("two columns have the same name", value=", ".join(twice))
        columns = Columns({name: [] for name in heading})
        stores = list(columns.values())
        begins, lines = rows.line_num + 1, []
        for row in rows:
            line, begins = begins, rows.line_num + 1
            if not row:
                continue
            if len(row) != len(heading):
                raise TableError(
                    f"line {line} has {len(row)} values where the heading has {len(heading)}",
                    hint="every line needs one value a column",
                )
            lines.append(line)
            for store, value in zip(stores, row, strict=True):
                store.append(value.strip())
    except csv.Error as error:
        raise TableError(f"line {rows.line_num} cannot be read as CSV", value=error) from error
    columns.lines = lines
    return columns


def by_label(
    table: Any,
    strata: Sequence[str],
    *,
    lists: Sequence[str] | None = None,
    count: str | None = None,
) -> dict[Label, CaptureHistories]:
    """The capture histories of each combination of the values of some columns, in order.

    ``table`` is what `histories` takes, arrays apart; a missing value is None in the label. Every stratum
    has the same lists.
    """
    if not strata:
        raise TableError("strata need a column")
    columns = _columns(table, lists)
    missing = [name for name in strata if name not in columns]
    if missing:
        raise TableError(
            "the table has no such column", value=", ".join(missing), hint=f"columns: {', '.join(columns)}"
        )
    both = sorted(set(strata) & {*(lists or ()), count})
    if both:
        raise TableError("a column of strata cannot be a list or the counts", value=", ".join(both))
    rest = Columns({name: list(values) for name, values in columns.items() if name not in strata})
    if isinstance(table, Columns):
        rest.lines = table.lines
    else:
        rest.lines, rest.noun = range(1, 1 + len(columns[strata[0]])), "row"
    rows: dict[Label, list[int]] = {}
    for i, values in enumerate(zip(*(columns[name] for name in strata), strict=True)):
        rows.setdefault(tuple(_value(v) for v in values), []).append(i)
    if not rows:
        raise TableError("the table holds no rows", hint="one row an individual, or a pattern with its count")
    return {
        label: _histories(rest.at(rows[label]), lists, count, empty=True)
        for label in sorted(rows, key=lambda at: [(part is None, part or "") for part in at])
    }


def _value(value: Any) -> str | None:
    word = str(value).strip()
    return None if value is None or word.lower() in _MISSING else word


def _columns(table: Any, lists: Sequence[str] | None) -> dict[str, Sequence[Any]]:
    if isinstance(table, Mapping):
        columns: dict[str, Sequence[Any]] = {str(name): list(values) for name, values in table.items()}
    elif hasattr(table, "columns") and hasattr(table, "__getitem__"):
        columns = {str(name): np.asarray(table[name]).tolist() for name in table.columns}
    else:
        return _array_columns(table, lists)
    lengths = {len(values) for values in columns.values()}
    if len(lengths) > 1:
        raise TableError("the columns differ in length", value=sorted(lengths))
    return columns


def _array_columns(table: Any, lists: Sequence[str] | None) -> dict[str, Sequence[Any]]:
    try:
        array = np.asarray(table)
    except ValueError as error:
        raise TableError("the rows differ in length", value=error) from error
    if array.ndim != 2 or array.shape[1] == 0:
        raise TableError(
            "an array of capture histories has two dimensions: individuals or patterns, and lists",
            value=array.shape,
        )
    width = array.shape[1]
    last = array[:, -1]
    counted = array.dtype != bool and bool(np.any((last != 0) & (last != 1)))
    if lists is not None:
        counted = len(lists) == width - 1
        if len(lists) not in {width, width - 1}:
            raise TableError(
                "there must be one name a list", value=len(lists), hint=f"the array has {width} columns"
            )
        names = list(lists)
    else:
        names = [f"list{j + 1}" for j in range(width - counted)]
    names += ["count"] if counted else []
    return {name: array[:, j].tolist() for j, name in enumerate(names)}


def _count_column(columns: Mapping[str, Sequence[Any]], count: str | None) -> str | None:
    if count is not None:
        if count not in columns:
            raise TableError(
                "the table has no such column", value=count, hint=f"columns: {', '.join(columns)}"
            )
        return count
    last = list(columns)[-1] if columns else ""
    return last if last.lower() in COUNT_NAMES else None


def _gathered(
    names: Sequence[str], columns: list[Sequence[Any]], counts: Sequence[Any] | None, place: _Places
) -> CaptureHistories:
    if len(names) > MOST_LISTS:
        raise TableError(f"a table of capture histories has at most {MOST_LISTS} lists", value=len(names))
    if not names or not len(columns[0]):
        raise TableError("the table holds no rows", hint="one row an individual, or a pattern with its count")
    words = np.zeros(len(columns[0]), dtype=np.int64)
    for j, (name, values) in enumerate(zip(names, columns, strict=True)):
        words |= _membership(name, values, place).astype(np.int64) << j
    weights = _counts(counts, place) if counts is not None else np.ones(len(words), dtype=np.int64)
    notes = []
    unseen = words == 0
    if counts is None and unseen.any():
        notes.append(f"{int(unseen.sum())} rows are on none of the lists and were left out.")
    elif np.any(weights[unseen] > 0):
        row = int(np.flatnonzero(unseen & (weights > 0))[0])
        raise TableError(
            f"{place(row)} is on no list but has a count; nobody can have been seen on no list",
            value=int(weights[row]),
            hint="remove the row: the unseen are what is estimated",
        )
    if counts is not None:
        distinct, times = np.unique(words[~unseen], return_counts=True)
        if np.any(times > 1):
            notes.append(
                f"{int(np.sum(times > 1))} of {len(distinct)} patterns stand in more than one row; "
                "their counts were added."
            )
    patterns, places = np.unique(words, return_inverse=True)
    sums = np.zeros(len(patterns), dtype=np.int64)
    np.add.at(sums, places, weights)
    pairs = [(int(p), int(c)) for p, c in zip(patterns, sums, strict=True) if p]
    return CaptureHistories.of(names, pairs, notes)


def _membership(name: str, values: Sequence[Any], place: _Places) -> np.ndarray[Any, np.dtype[np.bool_]]:
    array = np.asarray(values)
    if array.dtype == bool:
        return array
    if np.issubdtype(array.dtype, np.number):
        wrong = np.flatnonzero((array != 0) & (array != 1))
        if len(wrong):
            raise _not_binary(name, place(int(wrong[0])), array[wrong[0]])
        return np.asarray(array == 1)
    found = np.zeros(len(values), dtype=bool)
    for i, value in enumerate(values):
        word = str(value).strip().lower()
        if word in _YES:
            found[i] = True
        elif word not in _NO or word == "":
            raise _not_binary(name, place(i), value)
    return found


def _not_binary(name: str, place: str, value: object) -> TableError:
    shown = "nothing" if str(value).strip() == "" else value
    return TableError(
        f"column {name}, {place} must be 0 or 1",
        value=shown,
        hint="one column a list; name the others with --strata or --count, or leave them out",
    )


def _counts(values: Sequence[Any], place: _Places) -> np.ndarray[Any, np.dtype[np.int64]]:
    found = np.empty(len(values), dtype=np.int64)
    for i, value in enumerate(values):
        found[i] = _whole(value, i, place)
    return found


def _whole(value: Any, row: int, place: _Places) -> int:
    word = str(value).strip()
    if word.lower() in _MISSING:
        raise TableError(f"{place(row)} has no count", hint="give 0 where nobody has the pattern")
    try:
        number = int(word)
    except ValueError:
        try:
            real = float(word)
        except ValueError:
            real = float("nan")
        if not real.is_integer():
            raise TableError(f"{place(row)}: a count must be a whole number", value=word) from None
        number = int(real)
    if number < 0:
        raise TableError(f"{place(row)}: a count must not be negative", value=word)
    if number > MOST_INDIVIDUALS:
        raise TableError(f"{place(row)}: a count must be at most {MOST_INDIVIDUALS:,}", value=word)
    return number
