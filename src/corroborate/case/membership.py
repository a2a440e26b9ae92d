"""How surely each record lies in the slice of the world that claims are about."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from corroborate.gazetteer import fold
from corroborate.model.evidence import Slice
from corroborate.model.place import Place, PlaceKind
from corroborate.model.recordtable import NO_DAY, RecordTable, Tree
from corroborate.model.window import Window

Shares = NDArray[np.float64]

UNIDENTIFIED = "unidentified"
"""The code of actors of whom a list says that they are not known."""

_EPOCH = date(1970, 1, 1).toordinal()
_COLUMNS = {
    PlaceKind.COUNTRY: "country",
    PlaceKind.ADMIN1: "admin1",
    PlaceKind.ADMIN2: "admin2",
    PlaceKind.SETTLEMENT: "settlement",
}
_FINER = {
    PlaceKind.COUNTRY: ("admin1", "admin2", "settlement"),
    PlaceKind.ADMIN1: ("admin2", "settlement"),
    PlaceKind.ADMIN2: ("settlement",),
    PlaceKind.SETTLEMENT: (),
}


class UnfitError(Exception):
    """Raised where no record can be said to lie in a slice or outside of it; its words say why."""


def shares(
    about: Slice, table: RecordTable, types: Sequence[str] | None, code_of: Callable[[str], str]
) -> Shares:
    """The probability, shape (n,), that the incident of each record lies in the slice.

    ``types`` are codes of the taxonomy of types that the measure counts, None for every type; ``code_of``
    gives a party's code by its name. A record that knows its day, place, parties and type gives 0 or
    1; days spread evenly over the record's own range, places over its circle, and an unknown party or type
    counts by the share among the known. Raises UnfitError where the slice has no window, or names a party
    or a place that no list knows.
    """
    result = _days(about.window, table)
    if about.place is not None:
        result = result * _place(about.place, table)
    if about.actor:
        nodes = _under(table.actor_tree, (code_of(about.actor),))
        if not nodes.any():
            raise UnfitError(f"no list names “{about.actor}”")
        hit = _of(nodes, table.actor_a) | _of(nodes, table.actor_b)
        # A coarser name, "rebels", leaves it open whether it was they, as no name does.
        above = _above(table.actor_tree, nodes) | _nobody(table.actor_tree)
        open_codes = _of(above, table.actor_a) | _of(above, table.actor_b)
        known = (table.actor_a >= 0) & (table.actor_b >= 0) & ~open_codes
        result = result * _where_unknown(hit, known | hit, result)
    if types is not None:
        nodes = _under(table.type_tree, types)
        if not nodes.any():
            raise UnfitError("no list has incidents of that type")
        # A coarser code than those wanted leaves it open whether the incident is of them.
        open_codes = _of(_above(table.type_tree, nodes), table.event_type)
        known = (table.event_type >= 0) & ~open_codes
        result = result * _where_unknown(_of(nodes, table.event_type), known, result)
    return result


def _days(window: Window | None, table: RecordTable) -> Shares:
    """Days in the window, averaged over its shortest and its longest reading."""
    if window is None:
        raise UnfitError("the words give no window")
    outer = _share_inside(table, window.start.first, window.end.last)
    inner = _share_inside(table, window.start.last, window.end.first)
    return (outer + inner) / 2


def _share_inside(table: RecordTable, first: date | None, last: date | None) -> Shares:
    known = (table.first_day != NO_DAY) & (table.last_day != NO_DAY)
    low = -math.inf if first is None else first.toordinal() - _EPOCH
    high = math.inf if last is None else last.toordinal() - _EPOCH
    start, end = table.first_day.astype(float), table.last_day.astype(float)
    inside = np.minimum(end, high) - np.maximum(start, low) + 1
    share: Shares = np.where(known, np.clip(inside, 0, None) / np.maximum(end - start + 1, 1), 0.0)
    return share


def _place(place: Place, table: RecordTable) -> Shares:
    column = _COLUMNS.get(place.kind)
    if column is None:
        raise UnfitError(f"“{place.name}” is no place with limits that a record could lie in")
    codes = getattr(table, column)
    names = table.place_names.get(column, ())
    key = fold(place.name)
    wanted = {place.id, place.country if place.kind is PlaceKind.COUNTRY else None, key}
    wanted |= {f"{place.country or ''}/{key}"}
    nodes = np.array([name in wanted for name in names], bool)
    if codes is None or not nodes.any():
        if place.kind is PlaceKind.COUNTRY and codes is None:
            return np.ones(len(table))
        raise UnfitError(f"no list has rows in {place.name}")
    hit = _of(nodes, codes)
    finer = np.zeros(len(table), bool)
    for name in _FINER[place.kind]:
        finer |= getattr(table, name) >= 0
    known = (codes >= 0) | finer
    return _where_unknown(hit, known, np.ones(len(table)))


def _where_unknown(hit: NDArray[np.bool_], known: NDArray[np.bool_], weight: Shares) -> Shares:
    """1 where it is so, 0 where it is not, and where it is not known the share among those that are."""
    of_known = float((weight * known).sum())
    share = float((weight * (hit & known)).sum()) / of_known if of_known else 0.0
    result: Shares = np.where(known, hit.astype(float), share)
    return result


def _under(tree: Tree, codes: Sequence[str]) -> NDArray[np.bool_]:
    """Nodes that are one of the codes or finer than one."""
    wanted = set(codes)
    found = np.array([code in wanted for code in tree.codes], bool)
    for _ in range(len(tree.codes)):
        more = found | ((tree.parent >= 0) & found[np.clip(tree.parent, 0, None)])
        if (more == found).all():
            break
        found = more
    return found


def _above(tree: Tree, nodes: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Nodes that hold one of some nodes and are not of them."""
    found = np.zeros(len(tree.codes), bool)
    for at in np.flatnonzero(nodes):
        up = int(tree.parent[at])
        while up >= 0 and not found[up]:
            found[up] = True
            up = int(tree.parent[up])
    return found & ~nodes


def _nobody(tree: Tree) -> NDArray[np.bool_]:
    """Nodes that name nobody: an unidentified actor, of whatever kind."""
    return _under(tree, [UNIDENTIFIED])


def _of(nodes: NDArray[np.bool_], codes: NDArray[np.int32]) -> NDArray[np.bool_]:
    if not len(nodes):
        return np.zeros(len(codes), bool)
    result: NDArray[np.bool_] = (codes >= 0) & nodes[np.clip(codes, 0, None)]
    return result
