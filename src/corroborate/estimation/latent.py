"""Bayesian latent classes (Manrique-Vallier 2016): several chains, run until they agree, or a refusal."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import SettingError
from corroborate.estimation.convergence import effective_size, r_hat
from corroborate.estimation.effort import FEWEST_SWEEPS, seconds_a_sweep, seconds_for, sweeps_within
from corroborate.estimation.gates import cautions, ratio_caution, refused
from corroborate.estimation.gibbs import Cells, Chain, Priors, advance
from corroborate.estimation.lowerbound import at_least
from corroborate.estimation.selection import THREADS
from corroborate.estimation.tempering import SWEEPS_BETWEEN, Ladder, ladders
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Caution, Estimate, Method, Mode, Posterior, Refused
from corroborate.model.interval import Interval

ASSUMPTION = (
    "everybody belongs to one of a few classes within which the lists are independent, no class is nearly "
    "hidden from all lists, nobody enters or leaves, and the linkage is right"
)
AGREED = 1.01
BARELY_AGREED = 1.02
FEWEST_DRAWS = 600
AGREED_ACROSS = 1.05
FEWEST_ACROSS = 300
"""What is asked of ladders of chains, which cross between modes: less, and said so."""
APART = 1.15
"""Chains farther apart than this after their first batches are not waited for."""
SHARE_BY_ITSELF = 0.4
REPLICAS = 4
MOST_PRACTICAL = 24
"""With more rungs a ladder takes longer to climb than chains by themselves take to wander."""
EXCHANGE = 5e-4
"""Seconds of one exchange of a ladder."""
MOST_TIMES = 4.0
"""By how many times the work may be overrun where a table is large, to make the fewest sweeps."""
MOST_SWEEPS = 1_500_000
MOST_WORK = 250.0
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
    thin: int = 10,
    seed: int = 0,
    turn: Turn | None = None,
    progress: Progress | None = None,
) -> Draws:
    """Run chains from scattered starts until the effective size and R-hat of log n0 are reached.

    Chain ``c`` has random stream ``c`` of ``seed`` and begins with between a tenth of the seen and most
    of what the prior lets in as unseen. The first quarter of every chain is dropped. Stops at
    ``most_sweeps`` a chain, or at a ``turn`` if there is a better way to go on.
    """
    _check(priors, chains)
    cells = Cells.of(histories)
    ratios = np.geomspace(0.1, 0.75 * priors.ceiling, chains)
    running = [Chain.start(cells, priors, seed, c, float(r)) for c, r in enumerate(ratios)]

    def move(batch: int, pool: ThreadPoolExecutor) -> list[NDArray[np.float64]]:
        work = partial(advance, cells=cells, priors=priors, sweeps=batch, thin=thin)
        return list(pool.map(work, running))

    return _until(move, wanted, most_sweeps, 20_000, turn, progress)


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
    _check(priors, replicas)
    running = running or ladders(histories, priors, seed, replicas)
    replicas = len(running)
    rungs = running[0].rungs
    each = sum(seconds_for(c.counts.tolist(), c.lists, priors.classes) for c in rungs.cells)
    most = max(int(work / (replicas * (each * SWEEPS_BETWEEN + EXCHANGE))), 50)

    def move(rounds: int, pool: ThreadPoolExecutor) -> list[NDArray[np.float64]]:
        return list(pool.map(lambda ladder: ladder.advance(rounds, 10), running))

    found = _until(move, wanted, most, 250, None, progress)
    return replace(found, sweeps=found.sweeps * SWEEPS_BETWEEN, rungs=len(rungs))


def _check(priors: Priors, chains: int) -> None:
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
            apart = done >= 3 * smallest and (agreement > APART or size < wanted / 20)
            if not ends and turn is not None and (apart or done >= turn.latest):
                ends, turn = turn.better(), None
            if ends:
                return Draws(late[:, :, 0], late[:, :, 1], done, size, agreement)
            batch = max(smallest, done // 5)


def latent(
    histories: CaptureHistories,
    *,
    priors: Priors = Priors(),  # noqa: B008
    chains: int = 6,
    wanted: float = 1000.0,
    most_sweeps: int | None = None,
    work: float = MOST_WORK,
    tempering: bool = True,
    level: float = 0.95,
    seed: int = 0,
    progress: Progress | None = None,
) -> Estimate | Refused:
    """The posterior of the total under latent classes, or a refusal where the chains do not agree.

    Chains by themselves first; where they do not agree, ladders of chains with ``tempering``. ``work`` bounds
    both, in seconds of one core reckoned from the table, so that the result does not depend on the
    machine; ``most_sweeps`` bounds the chains by themselves instead, and the ladders in proportion. A refusal
    holds the modes apart, an estimate has them as ``modes`` where there are several. Refused, too, where a
    table is too large for so much work.
    """
    _check(priors, chains)
    cost = seconds_a_sweep(histories, priors.classes)
    fewest = FEWEST_SWEEPS * chains * cost
    if most_sweeps is None and fewest > MOST_TIMES * work:
        return _too_large(histories, fewest)
    if most_sweeps is None:
        most_sweeps = sweeps_within(histories, work, classes=priors.classes, chains=chains, most=MOST_SWEEPS)
        latest = sweeps_within(
            histories, work * SHARE_BY_ITSELF, classes=priors.classes, chains=chains, most=MOST_SWEEPS
        )
    else:
        work, latest = most_sweeps * chains * cost / SHARE_BY_ITSELF, most_sweeps
    ready: list[Ladder] = []

    def practical() -> bool:
        if not ready:
            ready.extend(ladders(histories, priors, seed, REPLICAS))
        return 1 < len(ready[0].rungs) <= MOST_PRACTICAL

    draws = sample(
        histories,
        priors=priors,
        chains=chains,
        wanted=wanted,
        most_sweeps=most_sweeps,
        seed=seed,
        turn=Turn(latest, practical) if tempering else None,
        progress=progress,
    )
    agreed = draws.agreement <= AGREED and draws.size >= FEWEST_DRAWS
    if tempering and not agreed and practical():
        left = max(work - draws.sweeps * chains * cost, work * (1 - SHARE_BY_ITSELF))
        ladder = tempered(
            histories, priors=priors, wanted=wanted, work=left, seed=seed, running=ready, progress=progress
        )
        draws = _better(draws, ladder)
    chains = len(draws.unseen)
    n = histories.n
    diagnostics = {
        "r_hat": draws.agreement,
        "effective_size": draws.size,
        "sweeps": float(draws.sweeps),
        "chains": float(chains),
        "rungs": float(draws.rungs),
        "classes_in_use": float(draws.classes.mean()),
    }
    enough = BARELY_AGREED if draws.rungs == 1 else AGREED_ACROSS
    if draws.agreement > enough or draws.size < (FEWEST_DRAWS if draws.rungs == 1 else FEWEST_ACROSS):
        return _not_converged(histories, draws, diagnostics, level)
    pooled = np.sort(draws.unseen.ravel())
    low, centre, high = (
        n + int(v)
        for v in np.quantile(pooled, [(1 - level) / 2, 0.5, (1 + level) / 2], method="inverted_cdf")
    )
    places = modes(draws.unseen, n, level)
    found = [*cautions(histories), *_of_draws(draws, pooled, n, priors, places), *ratio_caution(n, centre)]
    return Estimate(
        Method.LATENT,
        histories.lists,
        n,
        float(centre),
        Interval(low, high),
        ASSUMPTION,
        level,
        n + float(pooled.mean()),
        None,
        posterior_of(pooled + n),
        (),
        {
            "classes": str(priors.classes),
            "beta": f"{priors.a:g}, {priors.b:g}",
            "gamma": f"{priors.shape:g}, {priors.rate:g}",
            "ceiling": f"{priors.ceiling:g}",
            "chains": str(chains),
            "seed": str(seed),
        },
        diagnostics,
        tuple(found),
        at_least(histories),
        notes=histories.notes,
        modes=places if len(places) > 1 else (),
    )


def _better(plain: Draws, ladder: Draws) -> Draws:
    """The ladders' draws, unless the chains by themselves agreed nearly and the ladders less."""
    if plain.agreement <= BARELY_AGREED and plain.size >= FEWEST_DRAWS and plain.agreement < ladder.agreement:
        return plain
    return ladder


def _of_draws(
    draws: Draws, pooled: NDArray[np.float64], n: int, priors: Priors, places: tuple[Mode, ...]
) -> list[Caution]:
    """What must be known of the draws: rough agreement, several places, a prior that cuts off."""
    found = []
    if draws.agreement > AGREED or draws.size < FEWEST_DRAWS:
        found.append(
            Caution(
                "chains_barely_agree",
                f"The chains agree only roughly (R-hat {draws.agreement:.3f}, where {AGREED} is asked for; "
                f"{draws.size:,.0f} effective draws).",
            )
        )
    if len(places) > 1:
        shown = "; ".join(
            f"{m.share:.0%} near {m.centre:,.0f} ({m.interval.low:,.0f} to {m.interval.high:,.0f})"
            for m in places
        )
        found.append(
            Caution(
                "several_modes",
                f"The posterior has {len(places)} places, which the table cannot choose between: {shown}.",
            )
        )
    cut = float(np.mean(pooled > 0.9 * priors.ceiling * n))
    if cut > 0.001:
        found.append(
            Caution(
                "prior_cuts_off",
                f"{cut:.1%} of the posterior lies at the most that the prior lets in, {priors.ceiling:g} "
                "times what was recorded.",
            )
        )
    return found


def _too_large(histories: CaptureHistories, seconds: float) -> Refused:
    return refused(
        histories,
        "table_too_large",
        f"the latent classes of {len(histories.lists)} lists with {len(histories.patterns):,} patterns would "
        f"take about {seconds / 3600:,.1f} hours of one core at the very least.",
        Method.LATENT,
        (
            "fewer lists, the largest first, which leaves fewer patterns",
            "the setting most_sweeps, which says how long it may take",
        ),
    )


def posterior_of(totals: NDArray[np.float64]) -> Posterior:
    """A posterior from sorted draws, at about 400 steps."""
    levels = np.concatenate([[1e-4, 5e-4, 2e-3], (np.arange(400) + 0.5) / 400, [0.998, 0.9995, 0.9999, 1.0]])
    values = np.unique(np.quantile(totals, levels, method="inverted_cdf"))
    cdf = np.searchsorted(totals, values, side="right") / len(totals)
    first = int(values[0]) - 1
    return Posterior((first, *(int(v) for v in values)), (0.0, *(float(c) for c in cdf)))


def modes(unseen: NDArray[np.float64], n: int, level: float) -> tuple[Mode, ...]:
    """The places where chains (rows) settled, told apart by the valleys of the density of log n0.

    A valley counts where the density falls below half of the lower of its two peaks. A chain belongs where
    most of its draws are. Places with less than one in fifty of all draws are not told apart.
    """
    logs = np.log(unseen + 0.5)
    cuts = [-math.inf, *_valleys(unseen.ravel()), math.inf]
    place = np.searchsorted(cuts[1:-1], logs)
    home = [int(np.bincount(row, minlength=len(cuts) - 1).argmax()) for row in place]
    found = []
    for m in range(len(cuts) - 1):
        inside = unseen[place == m]
        low, centre, high = np.quantile(inside, [(1 - level) / 2, 0.5, (1 + level) / 2])
        found.append(
            Mode(
                home.count(m),
                n + float(centre),
                Interval(n + math.floor(low), n + math.ceil(high)),
                inside.size / unseen.size,
            )
        )
    return tuple(found)


def _valleys(unseen: NDArray[np.float64]) -> list[float]:
    values, times = np.unique(unseen, return_counts=True)
    edges = np.linspace(math.log(values[0] + 0.5), math.log(values[-1] + 1.5), 81)
    # A whole number is spread over the stretch up to the next, so that gaps between small ones are none.
    ends = np.column_stack([values, values + 1]).ravel()
    reached = np.column_stack([np.cumsum(times) - times, np.cumsum(times)]).ravel()
    counts = np.diff(np.interp(np.exp(edges) - 0.5, ends, reached))
    bell = np.exp(-0.5 * (np.arange(-8, 9) / 2.5) ** 2)
    density = np.convolve(counts, bell / bell.sum(), mode="same")
    found: list[float] = []
    start = 0
    for i in range(1, len(density) - 1):
        if density[i] > density[i - 1] or density[i] > density[i + 1]:
            continue
        left, right = density[start : i + 1].max(), density[i:].max()
        mass = counts[start : i + 1].sum(), counts[i + 1 :].sum()
        if density[i] < 0.5 * min(left, right) and min(mass) > len(unseen) / 50:
            found.append(float(edges[i + 1]))
            start = i + 1
    return found


def _not_converged(
    histories: CaptureHistories, draws: Draws, diagnostics: dict[str, float], level: float
) -> Refused:
    apart = modes(draws.unseen, histories.n, level)
    chains = len(draws.unseen)
    if len(apart) > 1:
        code = "chains_settle_apart"
        places = "; ".join(
            f"{mode.chains} of {chains} chains mostly near {mode.centre:,.0f} "
            f"({mode.interval.low:,}–{mode.interval.high:,})"
            for mode in apart
        )
        reason = f"the chains settle in different places: {places}."
    else:
        code = "chains_not_converged"
        reason = (
            f"after {draws.sweeps:,} sweeps the {chains} chains had not converged (R-hat "
            f"{draws.agreement:.2f}, effective size {draws.size:,.0f})."
        )
    base = refused(
        histories,
        code,
        reason,
        Method.LATENT,
        (
            "another method, with its own assumption",
            "narrower priors, if they can be defended",
            "more sweeps",
        ),
    )
    return Refused(
        base.code,
        base.reason,
        base.method,
        base.lists,
        base.n,
        base.at_least,
        base.would_help,
        base.cautions,
        apart,
        diagnostics,
        notes=base.notes,
    )
