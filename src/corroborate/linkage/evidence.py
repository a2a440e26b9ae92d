"""What every field of every pair says, in log-odds, against the background of unrelated records nearby."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.linkage.candidates import WINDOW
from corroborate.linkage.columns import TIERS
from corroborate.linkage.fields import LEVELS
from corroborate.linkage.graph import Graph
from corroborate.linkage.learning import parts_of
from corroborate.linkage.model import Parameters, Records
from corroborate.linkage.surroundings import CLOSENESS, GAPS, around, rates, tilts, usual
from corroborate.linkage.ties import state_after
from corroborate.linkage.vicinity import Vicinity

USUAL_STRENGTH = 20.0
"""Records by which what is usual nearby is shrunk towards what is usual anywhere."""


ALL_RECORDS = 1e12
"""A strength beside which nothing that is seen nearby counts."""


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """Logarithms float32 (pairs, fields, 2): how common the level of a pair is among unrelated records.

    The last axis is whose surroundings are asked: those of ``a``, those of ``b``.
    """

    common: NDArray[np.float32]


def background(
    graph: Graph,
    records: Records,
    parameters: Parameters,
    matched: NDArray[np.float32],
    once: NDArray[np.bool_],
    vicinity: Vicinity | None = None,
) -> Background:
    """The background of every pair.

    ``matched`` (pairs,) is how likely each pair is one incident by now, ``once`` (L,) says which lists hold
    an incident once but for slips. How crowded reports are is told by reports and by what lists say of the
    places and days of reports, not by what crowds elsewhere.
    """
    part = parts_of(graph, records, matched, ~once)
    here = np.ones(len(records), np.bool_)
    common = _common(graph, records, parameters, matched, once, part, here, not once.any())
    if vicinity is not None:
        near, report = vicinity.near, ~once[records.list_of]
        beside = near[graph.a] & near[graph.b]
        told = _common(
            graph.keeping(beside), vicinity.records, parameters, matched[beside], once, part, near,
            reports=True,
        )  # fmt: skip
        own = report[graph.a] & report[graph.b]
        common[own] = told[own[beside]]
    return Background(common)


def _common(
    graph: Graph,
    records: Records,
    parameters: Parameters,
    matched: NDArray[np.float32],
    once: NDArray[np.bool_],
    part: NDArray[np.float64],
    here: NDArray[np.bool_],
    reports: bool,
) -> NDArray[np.float32]:
    """How common the level of each pair is, told from the records that are ``here`` (n,)."""
    place, date = _place(records), _date(records)
    fields = len(records.kind)
    common = np.zeros((len(graph), fields, 2), np.float32)
    observed = np.zeros((2, fields, CLOSENESS, TIERS, TIERS, LEVELS))
    expected = np.zeros_like(observed)
    count = np.zeros((3, GAPS, TIERS, TIERS, LEVELS))
    gaps = np.array([1.0, 2.0, 2.0, 2.0, 8.0, 2.0 * (WINDOW - 7), 2.0 * WINDOW + 1])
    shared = (
        graph.start, graph.edge, graph.other, graph.a, graph.levels, matched, records.tier, records.width,
        records.code, records.share, records.offset, records.kind, records.flip, records.size,
    )  # fmt: skip
    unit = records.units(once)
    bursts = np.zeros(GAPS)
    lists = len(records.lists)
    usual(*shared, place, date, unit, lists, records.broad, part, observed, expected, count, bursts)
    timed = records.present[:, date] & (records.width <= 1) if date >= 0 else np.zeros(len(records), np.bool_)
    tiers = records.tier[:, place].astype(np.int64) if place >= 0 else np.zeros(len(records), np.int64)
    counted = np.bincount(records.list_of * TIERS + tiers, part * here, minlength=lists * TIERS)
    held = np.asarray(counted.reshape(lists, TIERS), np.float64)
    strength = parameters.strength
    tilt = tilts(observed, expected, reports, USUAL_STRENGTH)
    if place < 0:
        # Candidates found by what they share say nothing of how common that is: ask all records.
        tilt = np.ones_like(tilt)
        strength = np.full_like(strength, ALL_RECORDS)
    rate = rates(count, held, once, bursts, reports, parameters.incidents, gaps, USUAL_STRENGTH)
    around(
        *shared, records.days, place, date, held.sum(axis=0) / max(parameters.incidents, 1.0),
        strength, tilt, rate, gaps, 2.0 * WINDOW + 1, timed, part, common,
    )  # fmt: skip
    return common


def _place(records: Records) -> int:
    at = np.flatnonzero(records.kind == 1)
    return int(at[0]) if len(at) else -1


def _date(records: Records) -> int:
    at = np.flatnonzero(records.kind == 2)
    return int(at[0]) if len(at) else -1


def weights(
    graph: Graph,
    records: Records,
    parameters: Parameters,
    common: NDArray[np.float32],
    miss: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Log-odds float32 (pairs, fields, 2): the record's law at its level less the background, if trusted.

    The last axis is who states the true value: ``a``, so that ``b`` is judged, or ``b``. What is trusted more
    or less is how far the evidence departs from that of an unknown field, ``miss`` (n, F).
    """
    found = np.empty_like(common)
    said = np.log(np.maximum(parameters.law, 1e-12)) * parameters.trust[:, None, None, None, None]
    tied = np.log(parameters.tied) * parameters.trust[:, None, None]
    _weights(
        graph.a, graph.b, graph.levels, said.astype(np.float32), records.list_of, records.tier,
        records.flip.astype(np.uint8), tied.astype(np.float32), common,
        parameters.trust.astype(np.float32), miss, records.near, found,
    )  # fmt: skip
    return found


NEARLY = 0.99
"""The chance that a statement is at least near the true value, where wrong ones are near. Convention: what is
far off has a level of its own, which is learnt."""


def certainties(records: Records, parameters: Parameters) -> NDArray[np.float64]:
    """The chance (F, L, TIERS) that what a record of a list and tier states is true, or nearly so."""
    law = parameters.law
    found = np.ascontiguousarray(np.diagonal(law[..., 0], axis1=2, axis2=3))
    return np.asarray(np.where(records.near[:, None, None], NEARLY, found), np.float64)


def absences(records: Records, parameters: Parameters) -> tuple[NDArray[np.float32], float]:
    """What a record without a date or place is worth (n, F), and each where none has such fields.

    Two records of which nothing is known are one incident with a chance of one in all incidents: a date
    shares that out over the days, a place over the incidents of its days, or of all days if those are more.
    """
    usual = max(parameters.incidents, 1.0) / records.span
    days = -float(np.log(records.span))
    miss = np.zeros((len(records), len(records.kind)), np.float32)
    miss[:, records.kind == 1] = -np.log(
        np.maximum(usual, records.crowd * parameters.incidents / max(records.total, 1))
    )[:, None]
    miss[:, records.kind == 2] = days
    if not records.names:
        miss[:] = 0.0
    base = 0.0 if 1 in records.kind else -float(np.log(usual))
    base += 0.0 if 2 in records.kind else days
    return miss, base


@njit(cache=True, nogil=True)
def _weights(
    a: NDArray[Any],
    b: NDArray[Any],
    levels: NDArray[Any],
    law: NDArray[Any],
    list_of: NDArray[Any],
    tier: NDArray[Any],
    flip: NDArray[Any],
    tied: NDArray[Any],
    common: NDArray[Any],
    trust: NDArray[Any],
    miss: NDArray[Any],
    near: NDArray[Any],
    found: NDArray[Any],
) -> None:
    # Where a law is that of pairs of statements: unequal ones of one tier are told by either being the truth.
    one_way, both_ways = np.float32(math.log(NEARLY)), np.float32(math.log(2 * NEARLY))
    for e in range(a.shape[0]):
        i, j = a[e], b[e]
        one, two = list_of[i], list_of[j]
        state = 0
        for f in range(levels.shape[1]):
            level = levels[e, f]
            if level == 255:
                found[e, f, 0] = 0.0
                found[e, f, 1] = 0.0
                continue
            ti, tj = tier[i, f], tier[j, f]
            own = min(miss[i, f], miss[j, f])
            own -= trust[f] * own
            found[e, f, 0] = own + law[f, two, tj, ti, level] - trust[f] * common[e, f, 0]
            found[e, f, 1] = own + law[f, one, ti, tj, flip[f, level]] - trust[f] * common[e, f, 1]
            if near[f]:
                less = both_ways if ti == tj and level != 0 else one_way
                less -= tied[f, state, level]
                found[e, f, 0] -= less
                found[e, f, 1] -= less
            state = state_after(state, level)
