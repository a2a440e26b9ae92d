"""The linked incidents of a slice by stratum: where, when and who, out of the records of each."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from corroborate.case.evidence import Asked, Draw
from corroborate.case.membership import UnfitError
from corroborate.estimation.labels import Label
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Refused, Stratified
from corroborate.model.evidence import Slice, StrataEvidence, StratumEvidence
from corroborate.model.interval import Interval
from corroborate.model.recordtable import NO_DAY, RecordTable, Tree

EVERYTHING = "everything"
"""The id of the slice of all that the lists record."""

Codes = NDArray[np.int64]
Namer = Callable[[str, str], str]
"""From a column and a code to the words that people read."""
Stratifier = Callable[[Sequence[dict[Label, CaptureHistories]], tuple[float, float]], Stratified]

_PLACES = {"country": "country", "province": "admin1", "district": "admin2", "settlement": "settlement"}
_UNNAMED = "unidentified"
"""The kind of actors of whom nothing is known: as good as a missing value."""
_UNARMED = "population"
"""The kind of actors that does not tell incidents apart where another party is named."""


def everything(asked: Asked) -> Slice:
    """All incidents of the window that every list covers."""
    return Slice(EVERYTHING, "", "", asked.common_window(), None, ())


def by_stratum(
    about: Slice, names: Sequence[str], asked: Asked, lists: Sequence[str], stratify: Stratifier, namer: Namer
) -> StrataEvidence:
    """The strata of a slice, from its incidents in every draw of the linkage.

    An incident has the value that most of its records state, the finer one where as many state another.
    ``lists`` are those to use, all where empty.
    """
    try:
        known, drawn = asked.drawn(about)
    except UnfitError as unfit:
        return StrataEvidence(about, tuple(names), unfit=str(unfit))
    columns = [_column(name, asked.table, namer) for name in names]
    tables = [_tables(draw, known, columns) for draw in drawn]
    if lists:
        wanted = [name for name in known if name in lists] or known
        tables = [{label: t.keeping(wanted) for label, t in draw.items()} for draw in tables]
    if not all(any(t.n for t in draw.values()) for draw in tables):
        return StrataEvidence(about, tuple(names), unfit="some draws of the linkage record none of it")
    if not any(None not in label for draw in tables for label in draw):
        return StrataEvidence(about, tuple(names), unfit="no incident has a value for every stratum")
    held = _Held(asked, drawn, columns)
    return _published(about, tuple(names), stratify(tables, asked.linkage.missed), held, known)


def parts(
    about: Slice, name: str, asked: Asked, typical: CaptureHistories, namer: Namer
) -> dict[str, CaptureHistories]:
    """The parts of a slice by one stratum, by their words, in the draw of the linkage that ``typical`` is."""
    known, drawn = asked.drawn(about)
    column = [_column(name, asked.table, namer)]
    for draw in drawn:
        tables = _tables(draw, known, column)
        whole: Counter[int] = Counter()
        for table in tables.values():
            whole.update(table.cells)
        if dict(whole) == dict(typical.cells):
            return {label[0]: table for label, table in tables.items() if label[0] is not None}
    return {}


class _Held:
    """What the draws of the linkage hold of each stratum: how many incidents, and which rows."""

    def __init__(self, asked: Asked, drawn: Sequence[Draw], columns: Sequence[_Column]) -> None:
        self.asked, self.drawn, self.columns = asked, drawn, columns
        self.codes = [np.column_stack([column.of(draw) for column in columns]) for draw in drawn]

    def of(self, values: tuple[str, ...]) -> tuple[Interval, tuple[str, ...]]:
        """Those that surely have the values to those that may, and the rows of these in any draw."""
        kept = np.zeros(len(self.asked.table), bool)
        sure, possible = [], []
        rate = min(0.95, self.asked.linkage.missed[1])
        for draw, codes in zip(self.drawn, self.codes, strict=True):
            known, open_ = draw.chosen.copy(), draw.chosen.copy()
            for j, (column, value) in enumerate(zip(self.columns, values, strict=True)):
                stated = codes[:, j]
                named = [c for c in np.unique(stated).tolist() if c >= 0 and column.word(c) == value]
                same = np.isin(stated, named)
                known &= same
                open_ &= same | (stated < 0)
            # Less those that links never compared would join, as an estimate has it: at most so many.
            links = float(known[draw.cluster].sum() - known.sum())
            sure.append(max(float(known.any()), float(known.sum()) - round(links * rate / (1 - rate))))
            possible.append(float(open_.sum()))
            kept[draw.rows[open_[draw.cluster]]] = True
        least, most = self.asked.range_of(sure), self.asked.range_of(possible)
        return Interval(least.low, most.high), self.asked.rows_of(kept)


def _published(
    about: Slice, names: tuple[str, ...], found: Stratified, held: _Held, lists: tuple[str, ...]
) -> StrataEvidence:
    whole = found.whole
    of = {s.values: held.of(s.values) for s in found.strata}
    return StrataEvidence(
        about,
        names,
        tuple(
            StratumEvidence(
                s.values,
                s.n,
                replace(s.result, posterior=None) if isinstance(s.result, Estimate) else None,
                s.result if isinstance(s.result, Refused) else None,
                s.pooled,
                _id(about, names, s.values),
                *of[s.values],
            )
            for s in sorted(found.strata, key=lambda s: s.values)
        ),
        found.n,
        found.total,
        found.unpooled,
        found.centre,
        found.level,
        found.spread_between,
        found.assumption,
        found.words,
        replace(whole, posterior=None) if isinstance(whole, Estimate) else None,
        whole if isinstance(whole, Refused) else None,
        lists=lists,
    )


def _id(about: Slice, names: tuple[str, ...], values: tuple[str, ...]) -> str:
    told = repr((about.id, names, values)).encode()
    return f"stratum-{hashlib.sha256(told).hexdigest()[:16]}"


class _Column:
    """What each record states (a code, -1 unknown), how fine codes are, and their words."""

    def __init__(self, codes: Codes, depth: Codes, word: Callable[[int], str]) -> None:
        self.codes, self.depth, self.word = codes, depth, word

    def of(self, draw: Draw) -> Codes:
        """The code of each incident of a draw."""
        stated = self.codes[draw.rows]
        found = np.full(len(draw.chosen), -1, np.int64)
        known = stated >= 0
        if not known.any():
            return found
        width = int(self.codes.max()) + 1
        pairs, times = np.unique(draw.cluster[known] * np.int64(width) + stated[known], return_counts=True)
        cluster, code = pairs // width, pairs % width
        # The last of each incident is the one that most records state.
        order = np.lexsort((-code, self.depth[code], times, cluster))
        found[cluster[order]] = code[order]
        return found


def _column(name: str, table: RecordTable, namer: Namer) -> _Column:
    if name in _PLACES:
        column = _PLACES[name]
        stated = getattr(table, column)
        codes = np.full(len(table), -1, np.int64) if stated is None else stated.astype(np.int64)
        keys = table.place_names.get(column, ())
        return _Column(codes, _flat(codes), lambda code: namer(column, keys[code] if keys else str(code)))
    if name in {"month", "year"}:
        return _days(table, name)
    if name == "type":
        codes = table.event_type.astype(np.int64)
        return _Column(codes, _depths(table.type_tree), lambda c: namer("type", table.type_tree.codes[c]))
    return _actors(table, namer)


def _days(table: RecordTable, name: str) -> _Column:
    """Months or years since 1970; a record whose days lie in more than one states none."""
    unit = f"datetime64[{name[0].upper()}]"
    bounded = (table.first_day != NO_DAY) & (table.last_day != NO_DAY)
    first, last = (
        np.where(bounded, days, 0).astype("datetime64[D]").astype(unit).astype(np.int64)
        for days in (table.first_day, table.last_day)
    )
    same = bounded & (first == last)
    start = int(first[same].min()) if same.any() else 0
    codes = np.where(same, first - start, -1)

    def word(code: int) -> str:
        if name == "year":
            return str(1970 + start + code)
        year, month = divmod(start + code, 12)
        return date(1970 + year, month + 1, 1).isoformat()[:7]

    return _Column(codes, _flat(codes), word)


def _actors(table: RecordTable, namer: Namer) -> _Column:
    """The armed parties that a record names, one or two; who is unidentified is not known."""
    tree = table.actor_tree
    roots = _roots(tree)
    unnamed = np.array([code == _UNNAMED for code in roots], bool)
    unarmed = np.array([code == _UNARMED for code in roots], bool)
    a, b = table.actor_a.astype(np.int64), table.actor_b.astype(np.int64)
    a, b = (np.where((c >= 0) & ~_at(unnamed, c), c, -1) for c in (a, b))
    armed = (a >= 0) & ~_at(unarmed, a) | (b >= 0) & ~_at(unarmed, b)
    a, b = (np.where(armed & _at(unarmed, c), -1, c) for c in (a, b))
    low, high = np.minimum(a, b), np.maximum(a, b)
    width = np.int64(len(tree.codes) + 1)
    distinct, codes = np.unique((low + 1) * width + high + 1, return_inverse=True)
    codes = np.where(high >= 0, codes.reshape(-1), -1).astype(np.int64)
    depth = _depths(tree)
    ends = [(int(pair // width) - 1, int(pair % width) - 1) for pair in distinct]
    depths = np.array([sum(int(depth[c]) for c in pair if c >= 0) for pair in ends], np.int64)

    def word(code: int) -> str:
        return " and ".join(namer("actor", tree.codes[c]) for c in ends[code] if c >= 0)

    return _Column(codes, depths, word)


def _at(nodes: NDArray[np.bool_], codes: Codes) -> NDArray[np.bool_]:
    if not len(nodes):
        return np.zeros(len(codes), bool)
    return np.asarray((codes >= 0) & nodes[np.clip(codes, 0, None)], bool)


def _flat(codes: Codes) -> Codes:
    return np.zeros(int(codes.max(initial=-1)) + 2, np.int64)


def _roots(tree: Tree) -> list[str]:
    found = []
    for at in range(len(tree.codes)):
        while tree.parent[at] >= 0:
            at = int(tree.parent[at])
        found.append(tree.codes[at])
    return found


def _depths(tree: Tree) -> Codes:
    found = np.zeros(len(tree.codes), np.int64)
    for i in range(len(tree.codes)):
        at = i
        while tree.parent[at] >= 0:
            at = int(tree.parent[at])
            found[i] += 1
    return found


def _tables(draw: Draw, lists: tuple[str, ...], columns: Sequence[_Column]) -> dict[Label, CaptureHistories]:
    """The capture histories of each label among the incidents of one draw."""
    stated = [column.of(draw)[draw.chosen] for column in columns]
    rows, counts = np.unique(
        np.column_stack([*stated, draw.pattern[draw.chosen]]), axis=0, return_counts=True
    )
    cells: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    for row, count in zip(rows.tolist(), counts.tolist(), strict=True):
        cells.setdefault(tuple(row[:-1]), []).append((row[-1], count))
    found: dict[Label, list[tuple[int, int]]] = {}
    for codes, part in cells.items():
        label = tuple(
            None if code < 0 else column.word(code) for code, column in zip(codes, columns, strict=True)
        )
        found.setdefault(label, []).extend(part)
    ordered = sorted(found, key=lambda label: [(part is None, part or "") for part in label])
    return {label: CaptureHistories.of(lists, found[label]) for label in ordered}
