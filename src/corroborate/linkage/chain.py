"""The weights that follow from parameters, and one chain of the sampler."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage import scoring
from corroborate.linkage.evidence import Background, absences, certainties, weights
from corroborate.linkage.graph import Graph
from corroborate.linkage.model import Parameters, Records
from corroborate.linkage.prior import PriorLogs


@dataclass(slots=True, eq=False)
class Weights:
    """What the kernels need besides graph and records; all follow from the parameters.

    ``weight`` float32 (pairs, F, 2) and ``miss`` float32 (n, F) are odds; ``alone`` float64 (pairs,) and
    ``base`` log-odds.
    """

    weight: NDArray[np.float32]
    alone: NDArray[np.float64]
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
        sure = certainties(records, parameters)
        miss, base = absences(records, parameters)
        weight = weights(graph, records, parameters, ground.common, miss)
        if muted is not None:
            weight[:, muted] = 0.0
        # The kernels multiply odds.
        np.exp(weight, out=weight)
        miss = np.exp(miss)
        true = scoring.truths(sure, records.list_of, records.tier, records.present)
        alone = scoring.field_scores(graph.a, graph.b, graph.levels, weight, true, records.tier, miss)
        return cls(weight, alone, sure, miss, base + parameters.shift, PriorLogs.of(parameters))

    def single(self, graph: Graph, records: Records, parameters: Parameters) -> NDArray[np.float64]:
        """The log-odds of each pair of which nothing else is known: which lists hold it is left open."""
        la, lb = records.list_of[graph.a], records.list_of[graph.b]
        prior = np.where(la == lb, (self.logs.again + np.log(2.0 / parameters.share))[la], 0.0)
        recorded = -np.expm1(np.log1p(-parameters.share).sum())
        return np.asarray(self.alone + self.base + prior + np.log(recorded), np.float64)

    def odds(self, graph: Graph, records: Records, verdict: NDArray[np.float32]) -> NDArray[np.float64]:
        """The log-odds of each pair by itself."""
        found = self.logs.pairs(records, graph.a, graph.b)
        found += self.alone
        found += self.base
        found += verdict
        return found


@dataclass(slots=True, eq=False)
class Chain:
    """A partition (``label`` int32 (n,) names each cluster by its least record), and its parameters."""

    number: int
    label: NDArray[np.int32]
    parameters: Parameters
    taken: int = 0


def canonical(partition: NDArray[np.int32]) -> NDArray[np.int32]:
    """The same partition, each cluster named by its least record."""
    _, first, inverse = np.unique(partition, return_index=True, return_inverse=True)
    return first[inverse.ravel()].astype(np.int32)
