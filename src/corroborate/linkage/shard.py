"""Shards of the sampler's work: whole components of the graph, so that each can be sampled anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage import kernels, learning
from corroborate.linkage.chain import Weights
from corroborate.linkage.evidence import Background
from corroborate.linkage.graph import Graph
from corroborate.linkage.model import Parameters, Records
from corroborate.linkage.partition import patterns_of
from corroborate.linkage.prior import Policy
from corroborate.linkage.scoring import NEVER

EPOCH = 10
"""Sweeps between two draws of the parameters."""

LOOK = 2
"""Sweeps between two looks at who is in one cluster."""

PAIRS = 50_000
"""A shard holds components until it has so many pairs: its weights then stay near the processor."""

PULL = 5.0
"""Proposals heed log-odds only so far: every partner is tried now and then."""


@dataclass(frozen=True, slots=True, eq=False)
class Shard:
    """Some components with all that is needed to sample them.

    ``rows`` int64 (n,) are its records among all, component after component from ``starts`` int64 on;
    ``edges`` int64 (m,) its pairs among those of the sampler. ``verdict`` float32 (m,) is what reviewers
    said, in log-odds. Partners are proposed as ``draw`` float32 (2 m,) says, ``pull`` float64 (n,) being
    its sums with 1 for staying alone.
    """

    rows: NDArray[np.int64]
    edges: NDArray[np.int64]
    starts: NDArray[np.int64]
    graph: Graph
    records: Records
    ground: Background
    ceiling: NDArray[np.int64]
    verdict: NDArray[np.float32]
    draw: NDArray[np.float32]
    pull: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """A stretch of epochs of one chain on one shard, from ``label`` int32 (n,) on.

    ``parameters`` are those of each epoch; ``keep`` says after which of them the partition is kept.
    ``looks`` is False during burn-in: then nothing is counted but where the stretch ends.
    """

    shard: int
    chain: int
    epoch: int
    label: NDArray[np.int32]
    parameters: tuple[Parameters, ...]
    keep: tuple[bool, ...]
    looks: bool


@dataclass(frozen=True, slots=True, eq=False)
class Ran:
    """What a stretch gave: the partition at its end, and of every epoch what is kept.

    ``together`` int32 (m,) counts looks at which pairs were one; ``tables`` hold patterns of lists and
    their counts, an array (2, p) an epoch; ``more`` (L, 2) the clusters of each list at the end and its
    records beyond one in each; ``taken`` how many moves were taken.
    """

    label: NDArray[np.int32]
    together: NDArray[np.int32]
    tables: tuple[NDArray[np.int64], ...]
    kept: tuple[NDArray[np.int32], ...]
    more: NDArray[np.float64]
    taken: int


def cut(
    graph: Graph,
    records: Records,
    ground: Background,
    policy: Policy,
    verdict: NDArray[np.float32],
    odds: NDArray[np.float64],
    pairs: int = PAIRS,
) -> list[Shard]:
    """Cut a graph into shards of whole components, in the order of their least records."""
    if not graph.n:
        return []
    root = graph.components()
    member = np.lexsort((np.arange(graph.n), root)).astype(np.int64)
    begins = np.flatnonzero(np.append(True, root[member][1:] != root[member][:-1]))
    bounds = np.append(begins, graph.n)
    place = np.empty(graph.n, np.int64)
    place[member] = np.arange(graph.n)
    # Records of a component stay in their order, so a pair keeps its first and its second record.
    edges = np.argsort(root[graph.a], kind="stable").astype(np.int64)
    behind = np.append(0, np.cumsum(np.bincount(place[graph.a], minlength=graph.n)))[bounds]
    which = (behind[:-1] // pairs).astype(np.int64)
    firsts = np.append(np.flatnonzero(np.append(True, which[1:] != which[:-1])), len(which))
    draw = np.exp(np.clip(odds, -PULL, PULL)).astype(np.float32)
    found = []
    for low, high in pairwise(firsts.tolist()):
        rows = member[bounds[low] : bounds[high]]
        mine = edges[behind[low] : behind[high]]
        a = (place[graph.a[mine]] - bounds[low]).astype(np.int32)
        b = (place[graph.b[mine]] - bounds[low]).astype(np.int32)
        part = Graph.of(len(rows), a, b, graph.levels[mine])
        drawn = draw[mine][part.edge]
        pull = 1.0 + np.bincount(np.repeat(np.arange(len(rows)), np.diff(part.start)), drawn, len(rows))
        found.append(
            Shard(
                rows, mine, (bounds[low : high + 1] - bounds[low]).astype(np.int64), part,
                records.taking(rows), Background(np.ascontiguousarray(ground.common[mine])), policy.ceiling,
                verdict[mine], drawn, np.asarray(pull, np.float64),
            )
        )  # fmt: skip
    return found


def run(shard: Shard, task: Task, seed: int) -> Ran:
    """Run a task; every component has a stream of its own, so that neither shards nor threads matter."""
    g, r = shard.graph, shard.records
    label = task.label.copy()
    ring = kernels.rings(label)
    score = np.zeros(len(label))
    together = np.zeros(len(g), np.int32)
    tables: list[NDArray[np.int64]] = []
    kept: list[NDArray[np.int32]] = []
    taken = 0
    list_a, list_b = r.list_of[g.a], r.list_of[g.b]
    barred = (list_a == list_b) & (shard.ceiling[list_a] == 1)
    stream = (seed * 1_000_003 + task.chain) & 0x7FFFFFFFFFFFFFFF
    for step, parameters in enumerate(task.parameters):
        w = Weights.of(g, r, parameters, shard.ground)
        both = w.odds(g, r, shard.verdict)
        both[barred] += NEVER
        shared = (
            g.start, g.other, g.edge, g.levels, w.weight, both, r.present, r.tier, w.sure, r.list_of,
            w.miss, w.base, w.logs.pattern, w.logs.first, w.logs.again, shard.ceiling, shard.verdict,
        )  # fmt: skip
        kernels.rescore(label, ring, score, *shared)
        taken += kernels.run(
            stream, task.epoch + step, EPOCH, LOOK if task.looks else EPOCH + 1, shard.starts, r.key, label,
            ring, score, shard.draw, shard.pull, together, *shared,
        )  # fmt: skip
        if task.looks:
            tables.append(np.stack(patterns_of(label, r.list_of, len(r.lists))))
        if task.keep[step]:
            kept.append(label.copy())
    more = np.zeros((len(r.lists), 2))
    learning.tally_repeats(label, ring, r.list_of, more)
    return Ran(label, together, tuple(tables), tuple(kept), more, taken)


def scattered(shards: Sequence[Shard], parts: Sequence[NDArray[np.int32]], n: int) -> NDArray[np.int32]:
    """The partition of all records from those of all shards."""
    found = np.arange(n, dtype=np.int32)
    for shard, part in zip(shards, parts, strict=True):
        found[shard.rows] = shard.rows[part]
    return found
