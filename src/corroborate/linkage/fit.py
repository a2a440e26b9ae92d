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
from corroborate.linkage.controls import LIMITS, Trust, trust_of
from corroborate.linkage.evidence import Background, background
from corroborate.linkage.fields import LEVELS, FieldLaw, Values
from corroborate.linkage.graph import Graph, compare, prepared
from corroborate.linkage.model import KINDS, MOST_TABLED, Parameters, Records, independent, start
from corroborate.linkage.prior import Policy
from corroborate.linkage.ties import ties_of
from corroborate.linkage.vicinity import vicinity_of

ROUNDS = 12
"""Rounds of expectation and maximisation on pairs; by then laws move by less than a hundredth."""

PART = 40_000
"""Records of neighbouring days from which parameters are learnt first where there are far more."""

RETRUSTED = 3
"""Rounds after which the trust in fields is asked of the controls again."""

LAST_ROUNDS = 2
"""Rounds over all records after that."""

ANCHORED = 4
"""First rounds in which dates and places alone speak: lists may code actors and types in ways that never
agree, and a start that trusts those codes finds no match to learn that from."""

LEAST = -9.0
"""Log-odds under which a pair is dropped: all such together make less than one link in a thousand."""


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
    learnt: Learnt

    def redrawn(self, rng: np.random.Generator) -> Parameters:
        """Parameters drawn from what the pairs leave open."""
        return _parameters(self.learnt, self.parameters, self.begun, self.records, self.policy, rng)


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """Expected counts of the last round: levels of fields, pairs of lists (L, L), repeats and sizes (L,)."""

    count: NDArray[np.float64]
    linked: NDArray[np.float64]
    repeats: NDArray[np.float64]
    sizes: NDArray[np.float64]
    trust: Trust


def fit(
    columns: Columns,
    candidates: Candidates,
    laws: Sequence[FieldLaw],
    policy: Policy,
    rounds: int = ROUNDS,
    begin: Fitted | None = None,
) -> Fitted:
    """Learn from pairs, without labels; ``begin`` is what a part of the same records gave already."""
    ready = prepared(laws, columns)
    records = Records.of(columns, ready)
    levels = compare(ready, candidates.a, candidates.b)
    graph = Graph.of(len(columns), candidates.a, candidates.b, levels)
    vicinity = vicinity_of(records, columns, ready, graph, policy.once)
    parameters = start(ready, records)
    begun = parameters.law.copy()
    la, lb = records.list_of[graph.a], records.list_of[graph.b]
    same = la == lb
    allowed = ~(same & (policy.ceiling[la] == 1))
    free = ~policy.once
    held = policy.slips[:, 0] / policy.slips.sum(axis=1)
    held_open = _left_open(records, policy)
    begun_at = np.where(held_open, held, np.where(free, 0.3, 0.03))
    parameters = parameters.but(again=np.where(policy.ceiling == 1, 1e-9, begun_at))
    if begin is not None and begin.records.names == records.names:
        more = len(records) / len(begin.records)
        parameters = begin.parameters.but(incidents=begin.parameters.incidents * more)
        rounds = LAST_ROUNDS
    # Before anything is learnt, reports of the same days and place are one as likely as not.
    matched = np.where(free[la] & free[lb], _beside(ready, graph), 0.0).astype(np.float32)
    ground = background(graph, records, parameters, matched, ~free, vicinity)
    sizes = np.bincount(records.list_of, minlength=len(records.lists)).astype(np.float64)
    none = np.zeros(len(graph), np.float32)
    trust = Trust.full(len(records.kind), len(sizes))
    learnt = Learnt(np.zeros_like(begun), np.zeros((len(sizes),) * 2), np.zeros_like(sizes), sizes, trust)
    kinds = {law.kind for law, _ in ready}
    own = np.array([law.coded for law, _ in ready] or [False])
    coded = own & ({"rate", "days"} <= kinds)
    for done in range(rounds):
        muted = coded if begin is None and done < ANCHORED else None
        if muted is None and (done % RETRUSTED == 1 or done == rounds - 1):
            trust = trust_of(graph, records, parameters, ground.common, policy, own)
            parameters = _trusting(parameters, policy, trust, None)
        weights = Weights.of(graph, records, parameters, ground, muted)
        single = weights.single(graph, records, parameters)
        # A record of a list that repeats itself stands alone so far with the chance 1 - again: without that a
        # list that says how often it does by its pairs would say it 1 / (1 - again)^2 times too often.
        single += np.where(same & ~held_open[la], 2 * np.log1p(-parameters.again[la]), 0.0)
        single = np.where(allowed, single, -60.0)
        matched = learning.soft_matches(graph, records, single, ~free, parameters.share)
        learnt = _expected(graph, records, parameters, weights, matched, free, sizes, trust)
        fresh = _parameters(learnt, parameters, begun, records, policy, None)
        fresh = fresh.but(tied=ties_of(graph, records, fresh, matched))
        if muted is not None:
            # Dates and places alone see few matches of a small table, and fewer the fewer there seem to be.
            before = parameters
            fresh = fresh.but(odds=before.odds, pattern=before.pattern, incidents=before.incidents)
        parameters = fresh
        ground = background(graph, records, parameters, matched, ~free, vicinity)
    weights = Weights.of(graph, records, parameters, ground)
    odds = np.where(allowed, weights.odds(graph, records, none), -60.0)
    return Fitted(
        columns, list(ready), records, policy, candidates, graph, parameters, begun, ground, odds, matched,
        learnt,
    )  # fmt: skip


def _beside(laws: Sequence[tuple[FieldLaw, Values]], graph: Graph) -> NDArray[np.float64]:
    """One half for pairs at most a day and 2 km or a settlement apart, where they say both; else nought."""
    near = np.ones(len(graph), np.bool_)
    known = False
    for f, (law, _) in enumerate(laws):
        level = graph.levels[:, f]
        if law.kind == "days":
            near, known = near & np.isin(level, (0, 1, 7)), True
        elif law.kind == "rate":
            near, known = near & np.isin(level, (0, 1, 10)), True
    return np.where(near & known, 0.5, 0.0)


def _left_open(records: Records, policy: Policy) -> NDArray[np.bool_]:
    """Which lists of reports (L,) have how often they repeat themselves left at its prior mean by pairs.

    Where incidents crowd in space, pairs that are taken to match leave less of a crowd, which lets more
    match, and the other way round: nothing stops either before an extreme. Partitions, which count an
    incident once, say it in the sampler.
    """
    return ~policy.once & bool((records.kind == KINDS["rate"]).any())


def _expected(
    graph: Graph,
    records: Records,
    parameters: Parameters,
    weights: Weights,
    matched: NDArray[np.float32],
    free: NDArray[np.bool_],
    sizes: NDArray[np.float64],
    trust: Trust,
) -> Learnt:
    lists = len(records.lists)
    la, lb = records.list_of[graph.a], records.list_of[graph.b]
    count = np.zeros((len(records.kind), lists, TIERS, TIERS, LEVELS))
    links = learning.links_of(graph, matched, free[la] & free[lb])
    learning.tally_pairs(
        graph.a, graph.b, links, graph.levels, weights.weight, records.present, records.tier,
        weights.sure, parameters.law, records.near, records.flip, records.list_of, weights.miss, count,
    )  # fmt: skip
    linked = np.bincount(la * lists + lb, matched, minlength=lists * lists).reshape(lists, lists)
    linked = np.asarray(linked + linked.T, np.float64)
    own = la == lb
    links = learning.links_of(graph, matched, own)
    repeats = np.bincount(la[own], links[own], minlength=lists).astype(np.float64)
    return Learnt(count, np.asarray(linked, np.float64), np.minimum(repeats, sizes * 0.8), sizes, trust)


def _parameters(
    learnt: Learnt,
    parameters: Parameters,
    begun: NDArray[np.float64],
    records: Records,
    policy: Policy,
    rng: np.random.Generator | None,
) -> Parameters:
    """The parameters that expected counts give: their means, or drawn where rng is given."""
    slips, sizes, linked = policy.slips, learnt.sizes, learnt.linked
    open_ = _left_open(records, policy)
    shape = slips[:, 0] + np.where(open_, 0.0, learnt.repeats)
    other = slips[:, 1] + np.where(open_, 0.0, sizes - learnt.repeats)
    again = shape / (shape + other) if rng is None else rng.beta(shape, other)
    again = np.where(policy.ceiling == 1, 1e-9, np.clip(again, 1e-4, 0.8))
    if rng is not None:
        drawn = np.tril(rng.standard_gamma(np.maximum(linked, 0.5)), -1)
        linked = drawn + drawn.T
    once = 1 - again
    shares, incidents = learning.coverage_of(
        sizes * once, np.asarray(linked * np.outer(once, once), np.float64)
    )
    tabled = len(records.lists) <= MOST_TABLED
    fresh = parameters.but(
        law=learning.fitted_law(learnt.count, begun, records, rng),
        again=again,
        pattern=independent(shares) if tabled else parameters.pattern,
        odds=shares / (1 - shares),
        incidents=incidents,
    )
    return _trusting(fresh, policy, learnt.trust, rng)


def _trusting(
    parameters: Parameters, policy: Policy, trust: Trust, rng: np.random.Generator | None
) -> Parameters:
    """The parameters with what the controls say, if they say anything; drawn where rng is given."""
    if not trust.told:
        return parameters
    fields = len(parameters.trust)
    found = trust.drawn(rng)
    mean = policy.slips[:, 0] / policy.slips.sum(axis=1)
    slipped = np.clip(mean * np.exp(found[fields + 1 :]), 1e-4, 0.5)
    return parameters.but(
        # As far up as down, so that what is drawn is the mean on average.
        trust=np.clip(found[:fields], LIMITS[0], 2 * trust.mean[:fields] - LIMITS[0]),
        shift=float(found[fields]),
        again=np.where(policy.once & (policy.ceiling != 1), slipped, parameters.again),
    )
