"""Chains that change places along a ladder of thinned tables, so that they cross from mode to mode.

Parallel tempering (Geyer 1991) in its even–odd form, its rungs spaced by the share of rejected exchanges
(Syed, Bouchard-Côté, Deligiannidis & Doucet 2022). A rung is not a power of the likelihood but the posterior
of a smaller table, each count times the rung's share, rounded up or down: so that the sampler of every
rung is the Gibbs sampler itself. Exchanges weigh rates and weights of classes alone, the unseen summed out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc

from corroborate.estimation.gibbs import Cells, Chain, Priors, advance
from corroborate.model.capture import CaptureHistories

FEWEST_AT_BOTTOM = 40
"""As many individuals the smallest table keeps, or a hundredth of all where that is more."""
MOST_RUNGS = 40
SWEEPS_BETWEEN = 5
"""Sweeps of every rung between exchanges."""
_FIRST_RATIO = 0.7
_TRIAL = 300
_STREAMS = 1000
_GOLDEN = 0.6180339887498949


@dataclass(frozen=True, slots=True, eq=False)
class Rungs:
    """Thinned tables, the whole one first: ``counts`` rungs × cells of the whole table."""

    cells: tuple[Cells, ...]
    counts: NDArray[np.float64]
    members: NDArray[np.float64]
    shares: NDArray[np.float64]

    @classmethod
    def of(cls, histories: CaptureHistories, shares: Sequence[float]) -> Rungs:
        """The tables of descending shares, 1 first; shares that give the same table are left out."""
        whole = np.array(histories.counts, np.int64)
        # Cells are rounded at places of their own, lest all that hold one individual vanish together.
        place = np.arange(1, len(whole) + 1) * _GOLDEN % 1.0
        kept: list[NDArray[np.int64]] = []
        used = []
        for share in shares:
            counts = np.floor(whole * share + place).astype(np.int64) if share < 1 else whole
            if counts.sum() and (not kept or not np.array_equal(counts, kept[-1])):
                kept.append(counts)
                used.append(share)
        tables = [
            CaptureHistories.of(histories.lists, zip(histories.patterns, c.tolist(), strict=True))
            for c in kept
        ]
        members = (np.array(histories.patterns, np.int64)[:, None] >> np.arange(len(histories.lists))) & 1
        return cls(
            tuple(map(Cells.of, tables)),
            np.array(kept, float),
            members.astype(float),
            np.array(used),
        )

    def __len__(self) -> int:
        return len(self.cells)


class Ladder:
    """One chain a rung, and their exchanges; `advance` moves all of them on."""

    def __init__(self, rungs: Rungs, priors: Priors, seed: int, replica: int) -> None:
        self.rungs, self.priors = rungs, priors
        first = _STREAMS * (replica + 1)
        ratios = np.roll(np.geomspace(0.1, 0.75 * priors.ceiling, len(rungs)), replica)
        self.chains = [
            Chain.start(cells, priors, seed, first + i, float(ratios[i]))
            for i, cells in enumerate(rungs.cells)
        ]
        self.random = np.random.default_rng([seed, first, 17])
        self.rounds = 0
        self.tried = np.zeros(len(rungs) - 1)
        self.rejected = np.zeros(len(rungs) - 1)

    def advance(self, rounds: int, thin: int) -> NDArray[np.float64]:
        """Rounds of sweeps and exchanges; gives what `gibbs.advance` gives of the whole table."""
        kept = []
        for _ in range(rounds):
            for i, (chain, cells) in enumerate(zip(self.chains, self.rungs.cells, strict=True)):
                step = SWEEPS_BETWEEN if i else thin
                found = advance(chain, cells, self.priors, SWEEPS_BETWEEN, step)
                if i == 0:
                    kept.append(found)
            self._exchange()
        return np.concatenate(kept)

    def _exchange(self) -> None:
        """Neighbours change places by turns, even pairs in one round and odd pairs in the next."""
        fits = self._log_likelihoods()
        for i in range(self.rounds % 2, len(self.rungs) - 1, 2):
            gain = fits[i, i + 1] + fits[i + 1, i] - fits[i, i] - fits[i + 1, i + 1]
            # What is expected tells more than what happened.
            self.tried[i] += 1
            self.rejected[i] += 1 - math.exp(min(gain, 0.0))
            if math.log(self.random.random()) < gain:
                upper, lower = self.chains[i], self.chains[i + 1]
                share = float(self.rungs.counts[i].sum() / self.rungs.counts[i + 1].sum())
                upper.unseen, lower.unseen = np.floor(upper.unseen / share), np.floor(lower.unseen * share)
                upper.random, lower.random = lower.random, upper.random
                upper.pace, lower.pace = lower.pace, upper.pace
                self.chains[i], self.chains[i + 1] = lower, upper
        self.rounds += 1

    def _log_likelihoods(self) -> NDArray[np.float64]:
        """Log likelihood of the table of each rung (rows) under the state of each chain (columns)."""
        odds = np.array([c.odds for c in self.chains])
        weights = np.array([c.weights for c in self.chains])
        with np.errstate(divide="ignore"):
            base = np.log(weights) - np.log1p(odds).sum(axis=1)
            logs = np.einsum("cj,rjk->rck", self.rungs.members, np.log(odds)) + base[:, None, :]
        peak = logs.max(axis=2)
        patterns = peak + np.log(np.exp(logs - peak[:, :, None]).sum(axis=2))
        seen = np.clip(1.0 - np.exp(base).sum(axis=1), 1e-300, 1.0)
        n = self.rungs.counts.sum(axis=1)[:, None]
        within = betainc(n, np.floor(self.priors.ceiling * n) + 1, seen[None, :])
        fits = self.rungs.counts @ patterns.T - n * np.log(seen)[None, :]
        return np.asarray(fits + np.log(np.maximum(within, 1e-300)))

    def respaced(self) -> list[float]:
        """Shares between which as many exchanges would be rejected everywhere, about a half."""
        rate = self.rejected / np.maximum(self.tried, 1)
        barrier = np.concatenate([[0.0], np.cumsum(rate)])
        number = min(max(math.ceil(2 * barrier[-1]) + 1, 2), MOST_RUNGS)
        places = np.linspace(0.0, barrier[-1], number)
        found = np.exp(np.interp(places, barrier + 1e-9 * np.arange(len(barrier)), np.log(self.rungs.shares)))
        found[0], found[-1] = 1.0, self.rungs.shares[-1]
        return [float(share) for share in found]


def ladders(histories: CaptureHistories, priors: Priors, seed: int, replicas: int) -> list[Ladder]:
    """Independent ladders from scattered starts, on rungs spaced by two trial runs."""
    bottom = min(1.0, max(FEWEST_AT_BOTTOM / histories.n, 0.01))
    steps = max(2, math.ceil(math.log(bottom) / math.log(_FIRST_RATIO)) + 1)
    shares = [float(s) for s in np.geomspace(1.0, bottom, steps)]
    for trial in range(2):
        rungs = Rungs.of(histories, shares)
        if len(rungs) < 2:
            break
        ladder = Ladder(rungs, priors, seed, replicas + trial)
        ladder.advance(_TRIAL // 3, SWEEPS_BETWEEN)
        ladder.tried[:] = ladder.rejected[:] = 0.0
        ladder.advance(_TRIAL, SWEEPS_BETWEEN)
        shares = ladder.respaced()
    rungs = Rungs.of(histories, shares)
    return [Ladder(rungs, priors, seed, r) for r in range(replicas)]
