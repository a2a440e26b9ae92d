"""Capture histories out of arrays, dataframes and CSV text."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from corroborate.errors import TableError
from corroborate.model.capture import MOST_INDIVIDUALS, MOST_LISTS, CaptureHistories

COUNT_NAMES = ("count", "n", "freq")
"""What a column of counts may be called; any other name makes a column a list or a stratum."""

_YES = {"1", "1.0", "true", "yes"}
_NO = {"0", "0.0", "false", "no", ""}
_MISSING = {"", "na", "nan", "none", "null", "."}


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
    columns = _columns(table, lists)
    counts = _count_column(columns, count)
    chosen = list(lists) if lists is not None else [name for name in columns if name != counts]
    unknown = [name for name in chosen if name not in columns]
    if unknown:
        raise TableError(
            "the table has no such column", value=", ".join(unknown), hint=f"columns: {', '.join(columns)}"
        )
    return _gathered(chosen, [columns[name] for name in chosen], columns[counts] if counts else None)


def from_csv(text: str, *, lists: Sequence[str] | None = None, count: str | None = None) -> CaptureHistories:
    """Capture histories from the text of a CSV file with a heading line; see `histories`."""
    return histories(columns_of(text), lists=lists, count=count)


def columns_of(text: str) -> dict[str, list[str]]:
    """The columns of a CSV text; rows of another length than the heading are refused by their number."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        heading = [name.strip() for name in next(rows, [])]
        if not any(heading):
            raise TableError("the table is empty", hint="the first line must name the columns")
        if len(set(heading)) != len(heading):
            twice = sorted({name for name in heading if heading.count(name) > 1})
            raise TableError("two columns have the same name", value=", ".join(twice))
        columns: dict[str, list[str]] = {name: [] for name in heading}
        for row in rows:
            if not row:
                continue
            if len(row) != len(heading):
                raise TableError(
                    f"line {rows.line_num} has {len(row)} values where the heading has {len(heading)}",
                    hint="every line needs one value a column",
                )
            for name, value in zip(heading, row, strict=True):
                columns[name].append(value.strip())
    except csv.Error as error:
        raise TableError(f"line {rows.line_num} cannot be read as CSV", value=error) from error
    return columns


def by_stratum(columns: Mapping[str, Sequence[Any]], stratum: str) -> dict[str, dict[str, list[Any]]]:
    """The columns split by the values of one, which is taken out; a missing value is the stratum ""."""
    if stratum not in columns:
        raise TableError("the table has no such column", value=stratum, hint=f"columns: {', '.join(columns)}")
    others = [name for name in columns if name != stratum]
    found: dict[str, dict[str, list[Any]]] = {}
    for i, value in enumerate(columns[stratum]):
        key = "" if str(value).strip().lower() in _MISSING else str(value).strip()
        part = found.setdefault(key, {name: [] for name in others})
        for name in others:
            part[name].append(columns[name][i])
    return found


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
    names: Sequence[str], columns: list[Sequence[Any]], counts: Sequence[Any] | None
) -> CaptureHistories:
    if len(names) > MOST_LISTS:
        raise TableError(f"a table of capture histories has at most {MOST_LISTS} lists", value=len(names))
    if not names or not len(columns[0]):
        raise TableError("the table holds no rows", hint="one row an individual, or a pattern with its count")
    words = np.zeros(len(columns[0]), dtype=np.int64)
    for j, (name, values) in enumerate(zip(names, columns, strict=True)):
        words |= _membership(name, values).astype(np.int64) << j
    weights = _counts(counts) if counts is not None else np.ones(len(words), dtype=np.int64)
    notes = []
    unseen = words == 0
    if counts is None and unseen.any():
        notes.append(f"{int(unseen.sum())} rows are on none of the lists and were left out.")
    elif np.any(weights[unseen] > 0):
        row = int(np.flatnonzero(unseen & (weights > 0))[0])
        raise TableError(
            f"row {row + 1} is on no list but has a count; nobody can have been seen on no list",
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
    found = CaptureHistories.of(names, pairs, notes)
    if not found.n:
        raise TableError("nobody is on any list", hint="the counts are all 0")
    return found


def _membership(name: str, values: Sequence[Any]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    array = np.asarray(values)
    if array.dtype == bool:
        return array
    if np.issubdtype(array.dtype, np.number):
        wrong = np.flatnonzero((array != 0) & (array != 1))
        if len(wrong):
            raise _not_binary(name, int(wrong[0]), array[wrong[0]])
        return np.asarray(array == 1)
    found = np.zeros(len(values), dtype=bool)
    for i, value in enumerate(values):
        word = str(value).strip().lower()
        if word in _YES:
            found[i] = True
        elif word not in _NO or word == "":
            raise _not_binary(name, i, value)
    return found


def _not_binary(name: str, row: int, value: object) -> TableError:
    shown = "nothing" if str(value).strip() == "" else value
    return TableError(
        f"column {name}, row {row + 1} must be 0 or 1",
        value=shown,
        hint="one column a list; name the others with --strata or --count, or leave them out",
    )


def _counts(values: Sequence[Any]) -> np.ndarray[Any, np.dtype[np.int64]]:
    found = np.empty(len(values), dtype=np.int64)
    for i, value in enumerate(values):
        found[i] = _whole(value, i)
    return found


def _whole(value: Any, row: int) -> int:
    word = str(value).strip()
    if word.lower() in _MISSING:
        raise TableError(f"row {row + 1} has no count", hint="give 0 where nobody has the pattern")
    try:
        number = int(word)
    except ValueError:
        try:
            real = float(word)
        except ValueError:
            real = float("nan")
        if not real.is_integer():
            raise TableError(f"row {row + 1}: a count must be a whole number", value=word) from None
        number = int(real)
    if number < 0:
        raise TableError(f"row {row + 1}: a count must not be negative", value=word)
    if number > MOST_INDIVIDUALS:
        raise TableError(f"row {row + 1}: a count must be at most {MOST_INDIVIDUALS:,}", value=word)
    return number
