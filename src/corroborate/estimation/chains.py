"""Chains of the latent class sampler, by themselves or on ladders, run on until they agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import SettingError
from corroborate.estimation.convergence import effective_size, r_hat
from corroborate.estimation.effort import seconds_for
from corroborate.estimation.gibbs import Cells, Chain, Priors, advance
from corroborate.estimation.selection import THREADS
from corroborate.estimation.tempering import SWEEPS_BETWEEN, Ladder, ladders
from corroborate.model.capture import CaptureHistories

AGREED = 1.01
APART = 1.15
"""Chains farther apart than this after some batches are not waited for."""
PATIENCE = 10
"""As many first batches; chains that cross between places at all do so within them."""
REPLICAS = 4
EXCHANGE = 5e-4
"""Seconds of one exchange of a ladder."""
MOST_SWEEPS = 2_500_000
LEAST_SWEEPS = 200
FIRST_BATCH = 5_000
"""Sweeps before chains are first compared; a quarter is dropped, and with it the learning of steps."""
MOST_WORK = 200.0
"""Seconds of one core after which chains that do not agree are given up, by the work that a table is."""

Progress = Callable[[int, float, float], None]
"""Called with sweeps so far, effective size and R-hat."""


@dataclass(frozen=True, slots=True)
class Turn:
    """When chains by themselves ask, once, whether there is a better way to go on, and what answers."""

    latest: int
    better: Callable[[], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Kept draws of the unseen (chains × draws) with what they are worth."""

    unseen: NDArray[np.float64]
    classes: NDArray[np.float64]
    sweeps: int
    size: float
    agreement: float
    rungs: int = 1


def sample(
    histories: CaptureHistories,
    *,
    priors: Priors = Priors(),  # noqa: B008
    chains: int = 6,
    wanted: float = 1000.0,
    most_sweeps: int = MOST_SWEEPS,
    thin: int = 5,
    seed: int = 0,
    turn: Turn | None = None,
    progress: Progress | None = None,
) -> Draws:
    """Run chains from scattered starts until the effective size and R-hat of log n0 are reached.

    Chain ``c`` has random stream ``c`` of ``seed`` and begins with between a tenth of the seen and most
    of what the prior lets in as unseen. The first quarter of every chain is dropped. Stops at
    ``most_sweeps`` a chain, or at a ``turn`` if there is a better way to go on.
    """
    checked(priors, chains, most_sweeps)
    cells = Cells.of(histories)
    ratios = np.geomspace(0.1, 0.75 * priors.ceiling, chains)
    running = [Chain.start(cells, priors, seed, c, float(r)) for c, r in enumerate(ratios)]

    def move(batch: int, pool: ThreadPoolExecutor) -> list[NDArray[np.float64]]:
        work = partial(advance, cells=cells, priors=priors, sweeps=batch, thin=thin)
        return list(pool.map(work, running))

    return _until(move, wanted, most_sweeps, FIRST_BATCH, turn, progress)


def tempered(
    histories: CaptureHistories,
    *,
    priors: Priors = Priors(),  # noqa: B008
    replicas: int = REPLICAS,
    wanted: float = 1000.0,
    work: float = MOST_WORK,
    seed: int = 0,
    running: Sequence[Ladder] | None = None,
    progress: Progress | None = None,
) -> Draws:
    """The same posterior by ladders of chains that cross from mode to mode; see `tempering`.

    ``work`` is in seconds of one core, by the work that the table is. ``running`` are ladders already set up.
    """
    checked(priors, replicas)
    running = running or ladders(histories, priors, seed, replicas)
    replicas = len(running)
    rungs = running[0].rungs
    each = sum(seconds_for(c.counts.tolist(), len(c.members), c.lists, priors.classes) for c in rungs.cells)
    most = max(int(work / (replicas * (each * SWEEPS_BETWEEN + EXCHANGE))), 200)

    def move(rounds: int, pool: ThreadPoolExecutor) -> list[NDArray[np.float64]]:
        return list(pool.map(lambda ladder: ladder.advance(rounds, SWEEPS_BETWEEN), running))

    found = _until(move, wanted, most, 500, None, progress)
    return replace(found, sweeps=found.sweeps * SWEEPS_BETWEEN, rungs=len(rungs))


def checked(priors: Priors, chains: int, sweeps: int = LEAST_SWEEPS) -> None:
    """Raise SettingError for priors that are none, a single chain, or too few sweeps to compare chains."""
    if sweeps < LEAST_SWEEPS:
        raise SettingError(f"chains need at least {LEAST_SWEEPS} sweeps", value=sweeps)
    if chains < 2:
        raise SettingError("agreement needs at least two chains", value=chains)
    if priors.classes < 1 or min(priors.a, priors.b, priors.shape, priors.rate, priors.ceiling) <= 0:
        raise SettingError("the priors of the latent classes must be positive", value=priors)


def _until(
    move: Callable[[int, ThreadPoolExecutor], list[NDArray[np.float64]]],
    wanted: float,
    most: int,
    batch: int,
    turn: Turn | None,
    progress: Progress | None,
) -> Draws:
    """Move chains on in batches until they agree on enough, or ``most`` is reached."""
    smallest, done = batch, 0
    kept: list[list[NDArray[np.float64]]] = []
    with ThreadPoolExecutor(THREADS) as pool:
        while True:
            batch = min(batch, most - done)
            parts = move(batch, pool)
            kept = kept or [[] for _ in parts]
            for store, part in zip(kept, parts, strict=True):
                store.append(part)
            done += batch
            whole = np.stack([np.concatenate(store) for store in kept])
            late = whole[:, whole.shape[1] // 4 :]
            logs = np.log(late[:, :, 0] + 0.5)
            size, agreement = effective_size(logs), r_hat(logs)
            if progress:
                progress(done, size, agreement)
            ends = (size >= wanted and agreement <= AGREED) or done >= most
            apart = done >= PATIENCE * smallest and (agreement > APART or size < wanted / 20)
            if not ends and turn is not None and (apart or done >= turn.latest):
                ends, turn = turn.better(), None
            if ends:
                return Draws(late[:, :, 0], late[:, :, 1], done, size, agreement)
            batch = max(smallest, done // 5)
