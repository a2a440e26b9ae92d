"""From a table to a fitted start: candidates, levels, parameters learnt from pairs, and a pruned graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage import learning
from corroborate.linkage.candidates import Candidates
from corroborate.linkage.chain import Weights
from corroborate.linkage.columns import TIERS, Columns
from corroborate.linkage.evidence import Background, background
from corroborate.linkage.fields import LEVELS, FieldLaw, Values
from corroborate.linkage.graph import Graph, compare, prepared
from corroborate.linkage.model import MOST_TABLED, Parameters, Records, independent, start
from corroborate.linkage.prior import Policy

ROUNDS = 12
"""Rounds of expectation and maximisation on pairs; by then laws move by less than a hundredth."""

LEAST = -9.0
"""Log-odds under which a pair is dropped: in sum over all candidates they make less than one link in a thousand."""


@dataclass(slots=True, eq=False)
class Fitted:
    """A graph of all candidates with what was learnt from pairs; ``matched`` (pairs,) how likely each is."""

    columns: Columns
    laws: list[tuple[FieldLaw, Values]]
    records: Records
    policy: Policy
    candidates: Candidates
    graph: Graph
    parameters: Parameters
    begun: NDArray[np.float64]
    ground: Background
    odds: NDArray[np.float64]
    matched: NDArray[np.float32]


def fit(
    columns: Columns,
    candidates: Candidates,
    laws: Sequence[FieldLaw],
    policy: Policy,
    rounds: int = ROUNDS,
) -> Fitted:
    """Learn from pairs, without labels."""
    ready = prepared(laws, columns)
    records = Records.of(columns, ready)
    levels = compare(ready, candidates.a, candidates.b)
    graph = Graph.of(len(columns), candidates.a, candidates.b, levels)
    parameters = start(ready, records)
    begun = parameters.law.copy()
    la, lb = records.list_of[graph.a], records.list_of[graph.b]
    same = la == lb
    allowed = ~(same & (policy.ceiling[la] == 1))
    free = policy.slips[:, 0] >= policy.slips[:, 1]
    parameters = parameters.but(again=np.where(policy.ceiling == 1, 1e-9, np.where(free, 0.3, 0.03)))
    matched = np.zeros(len(graph), np.float32)
    # Before anything is learnt, who stands near in time is as likely a match as not.
    ground = background(graph, records, parameters, matched)
    odds = np.zeros(len(graph))
    sizes = np.bincount(records.list_of, minlength=len(records.lists)).astype(np.float64)
    none = np.zeros(len(graph), np.float32)
    for _ in range(rounds):
        weights = Weights.of(graph, records, parameters, ground)
        odds = np.where(allowed, weights.odds(graph, records, none), -60.0)
        matched = learning.soft_matches(graph, records, odds, ~free)
        parameters = _maximised(graph, records, parameters, weights, begun, matched, sizes, policy, free)
        ground = background(graph, records, parameters, matched)
    weights = Weights.of(graph, records, parameters, ground)
    odds = np.where(allowed, weights.odds(graph, records, none), -60.0)
    return Fitted(
        columns, list(ready), records, policy, candidates, graph, parameters, begun, ground, odds, matched
    )


def _maximised(
    graph: Graph,
    records: Records,
    parameters: Parameters,
    weights: Weights,
    begun: NDArray[np.float64],
    matched: NDArray[np.float32],
    sizes: NDArray[np.float64],
    policy: Policy,
    free: NDArray[np.bool_],
) -> Parameters:
    lists = len(records.lists)
    count = np.zeros((len(records.kind), lists, TIERS, TIERS, LEVELS))
    learning.tally_pairs(
        graph.a, graph.b, matched, graph.levels, weights.weight, records.present, records.tier,
        weights.sure, parameters.law, records.flip, records.list_of, weights.miss, count,
    )  # fmt: skip
    la, lb = records.list_of[graph.a], records.list_of[graph.b]
    linked = np.bincount(la * lists + lb, matched, minlength=lists * lists).reshape(lists, lists)
    linked = linked + linked.T
    within = np.diagonal(linked) / 2
    # Pairs within a list overstate how often it repeats itself: k records make k (k - 1) / 2 pairs.
    repeats = np.minimum(within, sizes * 0.8)
    slips = policy.slips
    again = (slips[:, 0] + repeats) / (slips.sum(axis=1) + sizes)
    again = np.where(policy.ceiling == 1, 1e-9, np.clip(again, 1e-4, 0.8))
    distinct = sizes * (1 - again)
    p = parameters.but(law=learning.fitted_law(count, begun, records, None), again=again)
    shares, incidents = learning.coverage_of(
        distinct, np.asarray(linked * np.outer(1 - again, 1 - again), np.float64)
    )
    if lists <= MOST_TABLED:
        p = p.but(pattern=independent(shares))
    return p.but(odds=shares / (1 - shares), incidents=incidents)
