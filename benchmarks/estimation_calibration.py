"""Whether intervals and posteriors are what they say, at full length: the tests run a thinned form.

Simulation-based calibration (Talts et al. 2018) of both Bayesian estimators: truth from the prior, data from
the truth, and the rank of the truth in its posterior must be uniform. Then how often 95 % intervals
hold the truth, by family, where a model is right and where it is not. One process. Run with
``python benchmarks/estimation_calibration.py [--replicates 1000] [--latent 60] [--seed 2026]``, with
``--families stepwise,latent`` or ``--truths HRDAG`` only their coverage.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.stats import chisquare

from corroborate.estimation.coverage import coverage
from corroborate.estimation.decomposable import average, decomposable
from corroborate.estimation.gibbs import Cells, Chain, Priors, advance
from corroborate.estimation.graphs import decomposable_graphs
from corroborate.estimation.latent import latent
from corroborate.estimation.loglinear import best, by_steps, independence
from corroborate.estimation.lowerbound import at_least
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Refused

Row = dict[str, Any]
Draw = Callable[[np.random.Generator], CaptureHistories]
BINS = 20
FAMILIES = ("decomposable", "independence", "coverage", "stepwise", "loglinear-bic", "latent")


def main() -> None:
    """Run and print a JSON line a row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicates", type=int, default=1000)
    parser.add_argument("--latent", type=int, default=60, help="replicates of the latent classes' coverage")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--families", help="only the coverage, and only of these, parted by commas")
    parser.add_argument("--truths", help="only the coverage, and only where a truth is named like this")
    given = parser.parse_args()
    if given.truths is not None and given.families is None:
        given.families = ",".join(FAMILIES)
    for lists, delta in ((3, 1.0), (4, 0.5)) if given.families is None else ():
        show(calibrated_graphs(lists, delta, given.replicates, given.seed))
    for classes in (1, 3) if given.families is None else ():
        show(calibrated_classes(3, classes, given.replicates, given.seed))
    only = None if given.families is None else given.families.split(",")
    chosen = {name: truth for name, truth in TRUTHS.items() if (given.truths or "") in name}
    for name, (size, draw) in chosen.items():
        show(covered(name, size, draw, given.replicates, given.latent, given.seed, only))


def show(row: Row) -> None:
    """One line."""
    print(json.dumps(row, ensure_ascii=False))
    sys.stdout.flush()


def uniform(ranks: list[float]) -> Row:
    """How far ranks are from uniform: the p-value over bins, and the share within the central 95 %."""
    observed, _ = np.histogram(ranks, bins=BINS, range=(0, 1))
    inside = float(np.mean([0.025 <= r <= 0.975 for r in ranks]))
    return {
        "ranks": len(ranks),
        "p_uniform": round(float(chisquare(observed).pvalue), 4),
        "central_95": round(inside, 4),
        "mean_rank": round(float(np.mean(ranks)), 4),
    }


def calibrated_graphs(lists: int, delta: float, replicates: int, seed: int) -> Row:
    """Graph, cell probabilities and total from the prior; the rank of the total in the graphs' average."""
    random = np.random.default_rng([seed, lists])
    graphs = decomposable_graphs(lists)
    low, high = 60, 200
    start = time.perf_counter()
    ranks: list[float] = []
    while len(ranks) < replicates:
        chosen = int(random.integers(len(graphs) - 1))
        cells = hyper_dirichlet(graphs.cliques(chosen), lists, delta, random)
        total = int(random.integers(low, high + 1))
        counts = random.multinomial(total, cells)
        table = CaptureHistories.of("abcd"[:lists], [(x, int(counts[x])) for x in range(1, 1 << lists)])
        if not table.n:
            continue

        def prior(number: np.ndarray) -> np.ndarray:
            return np.where((number >= low) & (number <= high), 0.0, -1e9)

        found = average(
            table,
            delta=delta,
            log_prior=prior,
            first=max(0, low - table.n),
            top=max(high - table.n, 1),
            exact=True,
        ).grid
        reached = np.cumsum(found.masses)
        place = total - table.n - int(found.nodes[0])
        below = float(reached[place - 1]) if place else 0.0
        ranks.append(below + float(random.random()) * (float(reached[place]) - below))
    seconds = round(time.perf_counter() - start, 1)
    return {"calibration": "decomposable", "lists": lists, "delta": delta, **uniform(ranks), "s": seconds}


def hyper_dirichlet(
    cliques: tuple[int, ...], lists: int, delta: float, random: np.random.Generator
) -> np.ndarray:
    """Cell probabilities from the hyper-Dirichlet law of a graph, clique by clique."""
    cells = range(1 << lists)
    found = np.ones(1 << lists)
    done = 0
    for mask in joined(cliques):
        shared = mask & done
        alpha = delta * 2 ** (lists - mask.bit_count())
        for separator in {x & shared for x in cells}:
            inside = sorted({x & mask for x in cells if x & shared == separator})
            share = dict(zip(inside, random.dirichlet([alpha] * len(inside)), strict=True))
            for x in cells:
                if x & shared == separator:
                    found[x] *= share[x & mask]
        done |= mask
    return found / found.sum()


def joined(cliques: tuple[int, ...]) -> tuple[int, ...]:
    """The cliques in an order in which each meets those before it within one of them."""
    for order in itertools.permutations(cliques):
        done = order[0]
        for i, clique in enumerate(order[1:], 1):
            shared = clique & done
            if not any(shared & before == shared for before in order[:i]):
                break
            done |= clique
        else:
            return order
    raise AssertionError(cliques)


def calibrated_classes(lists: int, classes: int, replicates: int, seed: int) -> Row:
    """Classes, rates and total from the prior; the rank of the total among draws of a chain.

    The total has 1/N between two limits: the upper one is the ceiling of the sampler, and draws below the
    lower one are left out, which is conditioning on it.
    """
    random = np.random.default_rng([seed, lists, classes, 5])
    low, high = 60, 240
    start = time.perf_counter()
    ranks: list[float] = []
    totals = np.arange(low, high + 1)
    odds = (1 / totals) / (1 / totals).sum()
    while len(ranks) < replicates:
        total = int(random.choice(totals, p=odds))
        alpha = max(float(random.gamma(0.25, 4.0)), 1e-200)
        sticks = -np.log1p(-random.random(classes)) / alpha
        rest = np.concatenate([[0.0], np.cumsum(sticks)[: classes - 1]])
        weights = np.exp(-rest) * -np.expm1(-np.append(sticks[: classes - 1], np.inf))
        member = random.choice(classes, size=total, p=weights / weights.sum())
        seen = random.random((total, lists)) < random.random((classes, lists))[member]
        table = table_of(seen)
        if not table.n or table.n >= high:
            continue
        priors = Priors(classes=classes, ceiling=(high - table.n) / table.n)
        cells = Cells.of(table)
        chain = Chain.start(cells, priors, seed, len(ranks), min(0.3, priors.ceiling / 2))
        advance(chain, cells, priors, 2_000, 2_000)
        drawn = table.n + advance(chain, cells, priors, 10_000, 10)[:, 0]
        drawn = drawn[drawn >= low]
        if len(drawn) < 50:
            continue
        equal = float(np.mean(drawn == total))
        ranks.append(float(np.mean(drawn < total)) + float(random.random()) * equal)
    seconds = round(time.perf_counter() - start, 1)
    return {"calibration": "latent", "lists": lists, "classes": classes, **uniform(ranks), "s": seconds}


def table_of(seen: np.ndarray) -> CaptureHistories:
    """The table of a matrix of individuals × lists."""
    patterns = (seen << np.arange(seen.shape[1])).sum(axis=1)
    values, counts = np.unique(patterns[patterns > 0], return_counts=True)
    return CaptureHistories.of(
        "abcdefgh"[: seen.shape[1]], zip(values.tolist(), counts.tolist(), strict=True)
    )


def lists_of(
    rates: list[float], size: int, pulls: tuple[tuple[int, int, float], ...] = ()
) -> tuple[int, Draw]:
    """Independent lists; with each pull the second list follows the first for a share of individuals."""

    def draw(random: np.random.Generator) -> CaptureHistories:
        seen = random.random((size, len(rates))) < np.array(rates)
        for first, second, share in pulls:
            follows = random.random(size) < share
            seen[follows, second] = seen[follows, first]
        return table_of(seen)

    return size, draw


def classes_of(parts: list[tuple[float, list[float]]], size: int) -> tuple[int, Draw]:
    """Lists independent within classes; each class has a share and its rates."""
    shares, rates = np.array([p for p, _ in parts]), np.array([r for _, r in parts])

    def draw(random: np.random.Generator) -> CaptureHistories:
        member = random.choice(len(parts), size=size, p=shares)
        return table_of(random.random((size, rates.shape[1])) < rates[member])

    return size, draw


def groups_of(*groups: tuple[int, list[float]]) -> tuple[int, Draw]:
    """Lists independent within groups of a given size, each with its rates."""
    rates = np.repeat([r for _, r in groups], [n for n, _ in groups], axis=0)

    def draw(random: np.random.Generator) -> CaptureHistories:
        return table_of(random.random(rates.shape) < rates)

    return len(rates), draw


FIVE = [0.3, 0.25, 0.2, 0.15, 0.1]
TRUTHS: dict[str, tuple[int, Draw]] = {
    "four lists, independent": lists_of([0.3, 0.2, 0.25, 0.15], 1000),
    "four lists, one pair tied": lists_of([0.3, 0.2, 0.25, 0.15], 1000, ((0, 1, 0.3),)),
    "five lists, independent": lists_of(FIVE, 2000),
    "five lists, one pair tied": lists_of(FIVE, 2000, ((0, 1, 0.25),)),
    "five lists, two pairs tied": lists_of(FIVE, 2000, ((0, 1, 0.25), (2, 3, 0.3))),
    "five lists, two classes": classes_of(
        [(0.5, [0.45, 0.4, 0.3, 0.25, 0.2]), (0.5, [0.12, 0.1, 0.1, 0.08, 0.06])], 2000
    ),
    "four lists, two classes far apart": classes_of([(0.4, [0.5] * 4), (0.6, [0.05] * 4)], 1000),
    "four lists, 30 % hardly listed": classes_of([(0.3, [0.005] * 4), (0.7, [0.3] * 4)], 1000),
    "HRDAG 1": groups_of(
        (1800, [0.033, 0.033, 0.099, 0.132, 0.033]), (200, [0.66, 0.825, 0.759, 0.99, 0.693])
    ),
    "HRDAG 2": groups_of(
        (1600, [0.013, 0.013, 0.099, 0.132, 0.033]), (400, [0.56, 0.825, 0.759, 0.99, 0.593])
    ),
    "HRDAG 3": groups_of(
        (1600, [0.113, 0.113, 0.199, 0.232, 0.133]), (400, [0.86, 0.925, 0.859, 0.99, 0.793])
    ),
    "HRDAG 4": groups_of(
        (1600, [0.1, 0.05, 0.15, 0.2, 0.1]),
        (200, [0.5, 0.4, 0.6, 0.4, 0.5]),
        (200, [0.8, 0.9, 0.6, 0.7, 0.7]),
    ),
}
"""Truths after those that methods of the field are tried on: dependence, and unequal chances to be listed.

The last four have the sizes and rates of the simulations 1 to 4 in HRDAG's StanLCMCR repository; the first
is that of Manrique-Vallier (2016).
"""


def covered(
    name: str, size: int, draw: Draw, replicates: int, few: int, seed: int, only: list[str] | None
) -> Row:
    """The share of 95 % intervals that hold the truth, and that end below it, by family."""
    random = np.random.default_rng([seed, 17])
    tables = [draw(random) for _ in range(replicates)]
    families: dict[str, tuple[int, Callable[[CaptureHistories, int], Estimate | Refused]]] = {
        "decomposable": (replicates, lambda t, _: decomposable(t)),
        "independence": (replicates, lambda t, _: independence(t)),
        "coverage": (replicates, lambda t, i: coverage(t, seed=i)),
        "stepwise": (replicates, lambda t, i: by_steps(t, replicates=400, seed=i)),
        "loglinear-bic": (
            replicates,
            lambda t, i: best(t, replicates=400, kept=20, order=2, seed=i),
        ),
        "latent": (
            few,
            lambda t, i: latent(t, seed=i, wanted=600, most_sweeps=20_000, tempering=False),
        ),
    }
    row: Row = {"truth": name, "size": size}
    for family, (number, run) in families.items():
        if only is not None and family not in only:
            continue
        held = below = refused = 0
        for i, table in enumerate(tables[:number]):
            found = run(table, i)
            if isinstance(found, Refused):
                refused += 1
                continue
            held += size in found.interval
            below += found.interval.high is not None and found.interval.high < size
        given = number - refused
        error = math.sqrt(0.95 * 0.05 / given) if given else math.nan
        row[family] = {
            "of": given,
            "refused": refused,
            "held": round(held / given, 3) if given else None,
            "below": round(below / given, 3) if given else None,
            "error": round(error, 3),
        }
    bounds = [at_least(t) for t in tables]
    row["chao_not_above_truth"] = round(float(np.mean([(b.interval.low or 0) <= size for b in bounds])), 3)
    return row


if __name__ == "__main__":
    main()
