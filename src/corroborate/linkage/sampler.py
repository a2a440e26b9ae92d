"""Several chains side by side: burn-in, draws, interrupt and resume."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import SettingError
from corroborate.linkage.chain import Chain, Setup, Weights
from corroborate.linkage.evidence import Background
from corroborate.linkage.fit import Fitted
from corroborate.linkage.model import Parameters
from corroborate.linkage.partition import histories
from corroborate.model.capture import CaptureHistories

EPOCH = 10
"""Sweeps between two draws of the parameters."""

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
    """Chains over one fitted graph. Same seed, same draws, whatever the number of threads."""

    fitted: Fitted
    kept: NDArray[np.bool_]
    setup: Setup
    ground: Background
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
        """A sampler with one chain for each starting partition."""
        graph = fitted.graph.keeping(kept)
        ground = Background(np.ascontiguousarray(fitted.ground.common[kept]))
        odds = fitted.odds[kept] + verdict[kept]
        setup = Setup.of(graph, fitted.records, fitted.policy, verdict[kept], fitted.begun, odds)
        weights = Weights.of(graph, fitted.records, fitted.parameters, ground)
        chains = [Chain.begin(c, part, fitted.parameters, weights) for c, part in enumerate(starts)]
        for chain in chains:
            setup.rescore(chain)
        sampled = Sampled(
            np.zeros(len(graph), np.int32), 0, [[] for _ in chains], [[] for _ in chains], [],
            np.zeros_like(fitted.parameters.law),
        )  # fmt: skip
        return cls(fitted, kept, setup, ground, chains, seed, sweeps, sampled)

    @property
    def epochs(self) -> int:
        """How many epochs there are, burn-in included."""
        return max(4, self.sweeps // EPOCH)

    @property
    def burning(self) -> int:
        """How many epochs are burn-in."""
        return max(2, int(self.epochs * BURN))

    def run(self, progress: Progress | None = None, resume: Path | None = None) -> Sampled:
        """Run to the end; with ``resume`` go on from a file of that name, and keep it up to date."""
        if resume is not None and resume.exists():
            self._load(resume)
        thin = self._thin()
        with ThreadPoolExecutor(max_workers=len(self.chains)) as pool:
            while self.epoch < self.epochs:
                burning = self.epoch < self.burning
                counts = list(pool.map(self._epoch, self.chains))
                self.epoch += 1
                if not burning:
                    for count in counts:
                        self.sampled.together += count
                    self.sampled.looks += EPOCH // 2 * len(self.chains)
                    self._keep(thin)
                if progress is not None:
                    progress(min(self.epoch * EPOCH, self.sweeps), self.sweeps)
                if resume is not None and (self.epoch % 10 == 0 or self.epoch == self.epochs):
                    self._save(resume)
        return self.sampled

    def _epoch(self, chain: Chain) -> NDArray[np.int32]:
        count = np.zeros(len(self.setup.graph), np.int32)
        self.setup.sweep(chain, self.seed, EPOCH, 2, count)
        rng = np.random.default_rng([self.seed, chain.number, chain.epoch])
        self.setup.redraw(chain, self.fitted.redrawn(rng), self.ground, rng)
        return count

    def _thin(self) -> int:
        total = (self.epochs - self.burning) * len(self.chains)
        room = max(1, KEPT_BYTES // (4 * max(len(self.fitted.records), 1)))
        return -(-total // room)

    def _keep(self, thin: int) -> None:
        r = self.fitted.records
        for c, chain in enumerate(self.chains):
            table = histories(chain.label, r.list_of, r.lists)
            self.sampled.tables[c].append(table)
            self.sampled.clusters[c].append(table.n)
            if self.sampled.laws is not None:
                self.sampled.laws += chain.parameters.law
            number = (self.epoch - self.burning - 1) * len(self.chains) + c
            if number % thin == 0:
                self.sampled.draws.append(chain.label.copy())

    def _save(self, path: Path) -> None:
        s = self.sampled
        state: dict[str, NDArray[np.generic]] = {
            "who": np.array([self._who()]),
            "epoch": np.array([self.epoch]),
            "together": s.together,
            "looks": np.array([s.looks]),
            "laws": np.asarray(s.laws),
            "draws": np.array(s.draws, np.int32).reshape(len(s.draws), self.setup.graph.n),
        }
        for c, chain in enumerate(self.chains):
            p = chain.parameters
            state[f"label{c}"], state[f"next{c}"] = chain.label, chain.next_of
            state[f"law{c}"], state[f"pattern{c}"] = p.law, p.pattern
            state[f"odds{c}"], state[f"again{c}"] = p.odds, p.again
            state[f"incidents{c}"] = np.array([p.incidents])
            state[f"taken{c}"], state[f"clusters{c}"] = np.array([chain.taken]), np.array(s.clusters[c])
            rows = [
                (d, p, n)
                for d, t in enumerate(s.tables[c])
                for p, n in zip(t.patterns, t.counts, strict=True)
            ]
            state[f"tables{c}"] = np.array(rows, np.int64).reshape(-1, 3)
        part = path.with_name(path.name + ".part.npz")
        np.savez(part, **state)  # type: ignore[arg-type]
        part.replace(path)

    def _load(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as state:
            if str(state["who"][0]) != self._who():
                raise SettingError(
                    "the state to go on from is of other records or settings",
                    value=path.name,
                    hint="remove it, or name another file",
                )
            self.epoch = int(state["epoch"][0])
            s = self.sampled
            s.together, s.looks, s.laws = state["together"], int(state["looks"][0]), state["laws"]
            s.draws = list(state["draws"])
            for c, chain in enumerate(self.chains):
                chain.label, chain.next_of = state[f"label{c}"], state[f"next{c}"]
                chain.epoch, chain.taken = self.epoch, int(state[f"taken{c}"][0])
                chain.parameters = Parameters(
                    law=state[f"law{c}"], pattern=state[f"pattern{c}"], odds=state[f"odds{c}"],
                    again=state[f"again{c}"], incidents=float(state[f"incidents{c}"][0]),
                    strength=chain.parameters.strength,
                )  # fmt: skip
                chain.weights = Weights.of(
                    self.setup.graph, self.setup.records, chain.parameters, self.ground
                )
                self.setup.rescore(chain)
                s.clusters[c] = state[f"clusters{c}"].tolist()
                rows = state[f"tables{c}"]
                cells: list[dict[int, int]] = [{} for _ in s.clusters[c]]
                for d, p, n in rows.tolist():
                    cells[d][p] = n
                s.tables[c] = [CaptureHistories.of(self.fitted.records.lists, one) for one in cells]

    def _who(self) -> str:
        judged = hashlib.sha256(self.setup.verdict.tobytes()).hexdigest()
        policy = self.fitted.policy
        parts = (
            self.fitted.columns.table.digest, self.seed, self.sweeps, len(self.chains), len(self.setup.graph),
            judged, policy.ceiling.tolist(), policy.slips.tolist(),
        )  # fmt: skip
        return repr(parts)
