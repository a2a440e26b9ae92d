"""One chain of the sampler: a partition, its parameters, and the weights that follow from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage import kernels, learning, scoring
from corroborate.linkage.evidence import Background, weights
from corroborate.linkage.graph import Graph
from corroborate.linkage.model import Parameters, Records
from corroborate.linkage.prior import Policy, PriorLogs

PULL = 5.0
"""Proposals heed log-odds only so far: every partner is tried now and then."""


@dataclass(slots=True, eq=False)
class Weights:
    """What the kernels need besides graph and records; all follow from the parameters."""

    weight: NDArray[np.float32]
    alone: NDArray[np.float32]
    sure: NDArray[np.float64]
    miss: NDArray[np.float32]
    base: float
    logs: PriorLogs

    @classmethod
    def of(
        cls,
        graph: Graph,
        records: Records,
        parameters: Parameters,
        ground: Background,
        muted: NDArray[np.bool_] | None = None,
    ) -> Weights:
        """The weights under some parameters; ``muted`` bool (F,) are fields that say nothing yet."""
        law = parameters.law
        sure = np.ascontiguousarray(np.moveaxis(np.diagonal(law[..., 0], axis1=2, axis2=3), -1, -1))
        miss, base = absences(records, parameters)
        weight = weights(graph, records, parameters, ground)
        if muted is not None:
            weight[:, muted] = 0.0
        alone = np.zeros(len(graph), np.float32)
        scoring.pair_scores(
            graph.a, graph.b, graph.levels, weight, records.present, records.tier, sure, records.list_of,
            miss, alone,
        )  # fmt: skip
        return cls(weight, alone, sure, miss, base, PriorLogs.of(parameters))

    def odds(self, graph: Graph, records: Records, verdict: NDArray[np.float32]) -> NDArray[np.float64]:
        """The log-odds of each pair by itself."""
        return self.alone + self.logs.pairs(records, graph.a, graph.b) + self.base + verdict


def absences(records: Records, parameters: Parameters) -> tuple[NDArray[np.float32], float]:
    """What a record without a date or place is worth (n, F), and each where none has such fields.

    Two records of which nothing is known are one incident with a chance of one in all incidents: a date
    shares that out over the days, a place over the incidents of its days, or of all days if those are more.
    """
    usual = max(parameters.incidents, 1.0) / records.span
    days = -float(np.log(records.span))
    miss = np.zeros((len(records), len(records.kind)), np.float32)
    miss[:, records.kind == 1] = -np.log(
        np.maximum(usual, records.crowd * parameters.incidents / max(len(records), 1))
    )[:, None]
    miss[:, records.kind == 2] = days
    if not records.names:
        miss[:] = 0.0
    base = 0.0 if 1 in records.kind else -float(np.log(usual))
    base += 0.0 if 2 in records.kind else days
    return miss, base


@dataclass(slots=True, eq=False)
class Chain:
    """A partition (``label`` names each cluster by its least record, ``next_of`` rings its members)."""

    number: int
    label: NDArray[np.int32]
    next_of: NDArray[np.int32]
    score: NDArray[np.float64]
    parameters: Parameters
    weights: Weights
    epoch: int = 0
    taken: int = 0

    @classmethod
    def begin(
        cls, number: int, partition: NDArray[np.int32], parameters: Parameters, weights_: Weights
    ) -> Chain:
        """A chain from a partition."""
        label = canonical(partition)
        order = np.lexsort((np.arange(len(label)), label))
        ring = np.empty(len(label), np.int32)
        same = np.append(label[order][1:] == label[order][:-1], False)
        ring[order] = np.where(same, np.roll(order, -1), label[order])
        return cls(number, label, ring, np.zeros(len(label)), parameters, weights_)


@dataclass(frozen=True, slots=True, eq=False)
class Setup:
    """What all chains share. ``verdict`` float32 (pairs,) is what reviewers said, in log-odds."""

    graph: Graph
    records: Records
    policy: Policy
    verdict: NDArray[np.float32]
    begun: NDArray[np.float64]
    comp_start: NDArray[np.int64]
    comp_member: NDArray[np.int32]
    draw: NDArray[np.float32]
    pull: NDArray[np.float64]

    @classmethod
    def of(
        cls,
        graph: Graph,
        records: Records,
        policy: Policy,
        verdict: NDArray[np.float32],
        begun: NDArray[np.float64],
        odds: NDArray[np.float64],
    ) -> Setup:
        """Components in the order of their least records, and how strongly partners are proposed."""
        root = graph.components()
        member = np.lexsort((np.arange(graph.n), root)).astype(np.int32)
        begins = np.flatnonzero(np.append(True, root[member][1:] != root[member][:-1]))
        draw = np.exp(np.clip(odds, -PULL, PULL)).astype(np.float32)[graph.edge]
        pull = (
            1.0 + np.add.reduceat(np.append(draw, 0).astype(np.float64), graph.start[:-1]) if graph.n else 1.0
        )
        pull = np.where(np.diff(graph.start) > 0, pull, 1.0)
        return cls(
            graph,
            records,
            policy,
            verdict,
            begun,
            np.append(begins, graph.n).astype(np.int64),
            member,
            draw,
            np.asarray(pull, np.float64),
        )

    def rescore(self, chain: Chain) -> None:
        """Score every cluster of a chain anew, after its weights changed."""
        w, g, r = chain.weights, self.graph, self.records
        kernels.rescore(
            chain.label, chain.next_of, chain.score, g.start, g.other, g.edge, g.levels, w.weight, w.alone,
            r.present, r.tier, w.sure, r.list_of, w.miss, w.base, w.logs.pattern, w.logs.first,
            w.logs.again, self.policy.ceiling, self.verdict,
        )  # fmt: skip

    def sweep(self, chain: Chain, seed: int, sweeps: int, every: int, together: NDArray[np.int32]) -> None:
        """Run a chain for some sweeps; ``together`` counts pairs in one cluster."""
        w, g, r = chain.weights, self.graph, self.records
        chain.taken += kernels.run(
            (seed * 1_000_003 + chain.number) & 0x7FFFFFFFFFFFFFFF, chain.epoch, sweeps, every,
            self.comp_start, self.comp_member, r.key, chain.label, chain.next_of, chain.score, self.draw,
            self.pull, together, g.start, g.other, g.edge, g.levels, w.weight, w.alone, r.present, r.tier,
            w.sure, r.list_of, w.miss, w.base, w.logs.pattern, w.logs.first, w.logs.again,
            self.policy.ceiling, self.verdict,
        )  # fmt: skip
        chain.epoch += 1

    def redraw(self, chain: Chain, fresh: Parameters, ground: Background, rng: np.random.Generator) -> None:
        """Take new parameters; how often lists of reports repeat themselves is drawn given the partition."""
        reports = ~self.policy.once
        again = fresh.again.copy()
        if reports.any():
            more = np.zeros((len(again), 2))
            learning.tally_repeats(chain.label, chain.next_of, self.records.list_of, more)
            shape = self.policy.slips + more[:, ::-1]
            again[reports] = np.clip(rng.beta(shape[:, 0], shape[:, 1]), 1e-6, 1 - 1e-6)[reports]
        chain.parameters = fresh.but(again=again)
        chain.weights = Weights.of(self.graph, self.records, chain.parameters, ground)
        self.rescore(chain)


def canonical(partition: NDArray[np.int32]) -> NDArray[np.int32]:
    """The same partition, each cluster named by its least record."""
    _, first, inverse = np.unique(partition, return_index=True, return_inverse=True)
    return first[inverse.ravel()].astype(np.int32)
