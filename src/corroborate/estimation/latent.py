"""Bayesian latent classes (Manrique-Vallier 2016): several chains, run until they agree, or a refusal."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corroborate.estimation.chains import (
    AGREED,
    LEAST_SWEEPS,
    MOST_SWEEPS,
    MOST_WORK,
    REPLICAS,
    Draws,
    Progress,
    Turn,
    checked,
    sample,
    tempered,
)
from corroborate.estimation.effort import FEWEST_SWEEPS, seconds_a_sweep, sweeps_within
from corroborate.estimation.gates import cautions, ratio_caution, refused
from corroborate.estimation.gibbs import Priors
from corroborate.estimation.lowerbound import at_least
from corroborate.estimation.modes import elsewhere, modes, posterior_of, several
from corroborate.estimation.tempering import Ladder, ladders
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Caution, Estimate, Method, Mode, Refused
from corroborate.model.interval import Interval

ASSUMPTION = (
    "everybody belongs to one of a few classes within which the lists are independent, no class is nearly "
    "hidden from all lists, nobody enters or leaves, and the linkage is right"
)
BARELY_AGREED = 1.02
FEWEST_DRAWS = 600
AGREED_ACROSS = 1.05
FEWEST_ACROSS = 300
"""What is asked of ladders of chains, which cross between modes: less, and said so."""
SHARE_BY_ITSELF = 0.4
MOST_PRACTICAL = 24
"""With more rungs a ladder takes longer to climb than chains by themselves take to wander."""
MOST_TIMES = 4.0
"""By how many times the work may be overrun where a table is large, to make the fewest sweeps."""


BY_LADDERS = Caution(
    "agreed_on_ladders",
    "Chains by themselves did not agree; only chains that change places along thinned tables did. A far "
    "place with a small share may be weighed wrongly, so that another seed can move an end of the interval.",
)


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
    checked(priors, chains, LEAST_SWEEPS if most_sweeps is None else most_sweeps)
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
    plain = draws
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
    crossed = draws is not plain
    beyond = elsewhere(plain.unseen, pooled, n, level) if crossed else ()
    found = [
        *cautions(histories),
        *_of_draws(draws, pooled, n, priors, places),
        *([BY_LADDERS] if crossed else []),
        *_elsewhere(beyond),
        *ratio_caution(n, centre),
    ]
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
        modes=(*places, *beyond) if len(places) + len(beyond) > 1 else (),
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
    found += several(places)
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


def _elsewhere(beyond: tuple[Mode, ...]) -> list[Caution]:
    """What chains by themselves found and the interval leaves out."""
    if not beyond:
        return []
    shown = "; ".join(
        f"near {m.centre:,.0f} ({m.interval.low:,.0f} to {m.interval.high:,.0f}; {m.share:.1%} of the draws)"
        for m in beyond
    )
    return [
        Caution(
            "place_left_out",
            f"Chains by themselves also stayed {shown}, which the interval leaves out. How much such a place "
            "weighs is known only roughly.",
        )
    ]


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
