"""Several chains side by side: burn-in, draws, and what is kept of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage import checkpoint
from corroborate.linkage.chain import Chain, canonical
from corroborate.linkage.controls import SHIFT
from corroborate.linkage.engines import Engine, Threads
from corroborate.linkage.evidence import Background
from corroborate.linkage.fit import Fitted
from corroborate.linkage.graph import Graph
from corroborate.linkage.model import Parameters
from corroborate.linkage.shard import EPOCH, LOOK, Ran, Shard, Task, cut, scattered
from corroborate.model.capture import CaptureHistories

BURN = 0.4
"""The share of all sweeps that is not kept."""

KEPT_BYTES = 64 << 20
"""Whole partitions are kept up to so many bytes; capture histories are kept of every draw."""

Progress = Callable[[int, int], None]


@dataclass(slots=True, eq=False)
class Sampled:
    """What chains gave: ``together`` of ``looks`` how often pairs were one, and per draw what is kept."""

    together: NDArray[np.int32]
    looks: int = 0
    clusters: list[list[int]] = field(default_factory=list)
    tables: list[list[CaptureHistories]] = field(default_factory=list)
    draws: list[NDArray[np.int32]] = field(default_factory=list)
    laws: NDArray[np.float64] | None = None


@dataclass(slots=True, eq=False)
class Sampler:
    """Chains over one fitted graph. Same seed, same draws, whatever the engine and its threads."""

    fitted: Fitted
    graph: Graph
    verdict: NDArray[np.float32]
    shards: list[Shard]
    chains: list[Chain]
    seed: int
    sweeps: int
    sampled: Sampled
    epoch: int = 0

    @classmethod
    def begin(
        cls,
        fitted: Fitted,
        kept: NDArray[np.bool_],
        verdict: NDArray[np.float32],
        starts: list[NDArray[np.int32]],
        seed: int,
        sweeps: int,
    ) -> Sampler:
        """A sampler with one chain for each starting partition, over the pairs that are kept."""
        graph = fitted.graph.keeping(kept)
        ground = Background(fitted.ground.common[kept])
        judged = verdict[kept]
        shards = cut(graph, fitted.records, ground, fitted.policy, judged, fitted.odds[kept] + judged)
        chains = [Chain(c, canonical(part), fitted.parameters) for c, part in enumerate(starts)]
        sampled = Sampled(
            np.zeros(len(graph), np.int32), 0, [[] for _ in chains], [[] for _ in chains], [],
            np.zeros_like(fitted.parameters.law),
        )  # fmt: skip
        return cls(fitted, graph, judged, shards, chains, seed, sweeps, sampled)

    @property
    def epochs(self) -> int:
        """How many epochs there are, burn-in included."""
        return max(4, self.sweeps // EPOCH)

    @property
    def burning(self) -> int:
        """How many epochs are burn-in."""
        return max(2, int(self.epochs * BURN))

    def run(
        self, progress: Progress | None = None, resume: Path | None = None, engine: Engine | None = None
    ) -> Sampled:
        """Run to the end; with ``resume`` go on from a file of that name, and keep it up to date."""
        if resume is not None and resume.exists():
            checkpoint.load(self, resume)
        on: Engine = Threads() if engine is None else engine
        on.prepare(self.shards, self.seed)
        while self.epoch < self.epochs:
            span = self._span(on.stretch)
            self._stretch(on, span, progress)
            self.epoch += span
            if progress is not None:
                progress(min(self.epoch * EPOCH, self.sweeps), self.sweeps)
            if resume is not None:
                checkpoint.save(self, resume)
        return self.sampled

    def _span(self, most: int) -> int:
        """Epochs until parameters depend on the partition, or burn-in ends, or the engine should report."""
        if not self.fitted.policy.once.all():
            return 1
        end = self.burning if self.epoch < self.burning else self.epochs
        return min(end - self.epoch, most)

    def _stretch(self, engine: Engine, span: int, progress: Progress | None) -> None:
        """Run some epochs of every chain on every shard, and keep what they gave."""
        looks = self.epoch >= self.burning
        done, chains = self.epoch - self.burning, len(self.chains)
        thin = self._thin()
        keep = [[looks and ((done + e) * chains + c) % thin == 0 for e in range(span)] for c in range(chains)]
        plans = [self._plan(chain, span) for chain in self.chains]
        tasks = [
            Task(s, c, self.epoch, part, tuple(plans[c][0][:-1]), tuple(keep[c]), looks)
            for c, chain in enumerate(self.chains)
            for s, part in enumerate(self._parts(chain))
        ]
        found: list[Ran | None] = [None] * len(tasks)
        for at, (k, ran) in enumerate(engine.run(tasks), 1):
            found[k] = ran
            if progress is not None and at < len(tasks):
                progress(self.epoch * EPOCH + span * EPOCH * at // len(tasks), self.sweeps)
        results = [ran for ran in found if ran is not None]
        width = len(self.shards)
        by_chain = [results[c * width : (c + 1) * width] for c in range(chains)]
        for chain, mine, (plan, rng) in zip(self.chains, by_chain, plans, strict=True):
            chain.label = scattered(self.shards, [r.label for r in mine], self.graph.n)
            chain.taken += sum(r.taken for r in mine)
            chain.parameters = self._repeats(plan[-1], mine, rng)
            if looks:
                for shard, r in zip(self.shards, mine, strict=True):
                    self.sampled.together[shard.edges] += r.together
        if looks:
            self.sampled.looks += span * (EPOCH // LOOK) * chains
            for e in range(span):
                for c, mine in enumerate(by_chain):
                    self._keep(c, e, mine, plans[c][0][e], keep[c])

    def _parts(self, chain: Chain) -> list[NDArray[np.int32]]:
        """The partition of a chain, shard by shard."""
        place = np.empty(self.graph.n, np.int32)
        for shard in self.shards:
            place[shard.rows] = np.arange(len(shard.rows), dtype=np.int32)
        return [place[chain.label[shard.rows]] for shard in self.shards]

    def _plan(self, chain: Chain, span: int) -> tuple[list[Parameters], np.random.Generator]:
        """The parameters of some epochs and of the one after, and the stream that drew the last."""
        plan = [chain.parameters]
        rng = np.random.default_rng(0)
        for e in range(span):
            rng = np.random.default_rng([self.seed, chain.number, self.epoch + e + 1])
            plan.append(self.fitted.redrawn(rng))
        return plan, rng

    def _repeats(self, fresh: Parameters, ran: Sequence[Ran], rng: np.random.Generator) -> Parameters:
        """How often lists of reports repeat themselves is drawn given the partition.

        Where no controls say how far fields may be trusted, the log-odds of two reports are as unsure as they
        are before any controls.
        """
        policy = self.fitted.policy
        reports = ~policy.once
        if not reports.any():
            return fresh
        shape = policy.slips + np.sum([r.more for r in ran], axis=0)[:, ::-1]
        again = np.clip(rng.beta(shape[:, 0], shape[:, 1]), 1e-6, 1 - 1e-6)
        if not self.fitted.learnt.trust.told:
            odds = again / (1 - again) * np.exp(SHIFT * rng.standard_normal(len(again)))
            again = odds / (1 + odds)
        return fresh.but(again=np.where(reports, again, fresh.again))

    def _thin(self) -> int:
        total = (self.epochs - self.burning) * len(self.chains)
        room = max(1, KEPT_BYTES // (4 * max(len(self.fitted.records), 1)))
        return -(-total // room)

    def _keep(self, c: int, epoch: int, ran: Sequence[Ran], used: Parameters, keep: Sequence[bool]) -> None:
        """Keep one draw of one chain."""
        cells = (pair for r in ran for pair in r.tables[epoch].T.tolist())
        table = CaptureHistories.of(self.fitted.records.lists, ((p, n) for p, n in cells))
        s = self.sampled
        s.tables[c].append(table)
        s.clusters[c].append(table.n)
        if s.laws is not None:
            s.laws += used.law
        if keep[epoch]:
            at = sum(keep[:epoch])
            s.draws.append(scattered(self.shards, [r.kept[at] for r in ran], self.graph.n))
