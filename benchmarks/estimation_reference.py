"""The latent class posterior by another road: slow, and sharing only the model with the package.

Metropolis steps on rates, sticks and concentration one by one, with the classes of individuals and the
unseen summed out, on powers of the likelihood that change places. Run with
``python benchmarks/estimation_reference.py TABLE.csv [--sweeps 200000] [--seed 1] [--classes 10]``.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
from pathlib import Path

import numpy as np
from numba import njit


@njit(cache=True)
def log_likelihood(counts, cells, rates, sticks):
    """Sum of n_x log p(x) − n log(1 − p0); ``sticks`` are −log(1 − V), the last class takes the rest."""
    lists, classes = rates.shape
    total = 0.0
    n = 0.0
    hidden = 0.0
    reached = 0.0
    weights = np.empty(classes)
    for k in range(classes):
        if k < classes - 1:
            weights[k] = math.exp(-reached) * -math.expm1(-sticks[k])
            reached += sticks[k]
        else:
            weights[k] = math.exp(-reached)
        missed = weights[k]
        for j in range(lists):
            missed *= 1.0 - rates[j, k]
        hidden += missed
    for c in range(counts.shape[0]):
        p = 0.0
        for k in range(classes):
            q = weights[k]
            for j in range(lists):
                q *= rates[j, k] if cells[c, j] else 1.0 - rates[j, k]
            p += q
        if p <= 0.0:
            return -math.inf, hidden
        total += counts[c] * math.log(p)
        n += counts[c]
    if hidden >= 1.0:
        return -math.inf, hidden
    return total - n * math.log1p(-hidden), hidden


@njit(cache=True)
def sweep(power, counts, cells, rates, sticks, alpha, value, shape, rate):
    """Every coordinate once, by a random walk on its logit or logarithm."""
    lists, classes = rates.shape
    for k in range(classes):
        for j in range(lists):
            old = rates[j, k]
            step = np.random.normal() * (0.4 if np.random.random() < 0.5 else 2.0)
            new = 1.0 / (1.0 + math.exp(-(math.log(old) - math.log1p(-old) + step)))
            if not 1e-12 < new < 1.0 - 1e-12:
                continue
            rates[j, k] = new
            tried, _ = log_likelihood(counts, cells, rates, sticks)
            gain = power * (tried - value) + math.log(new * (1 - new)) - math.log(old * (1 - old))
            if math.log(np.random.random()) < gain:
                value = tried
            else:
                rates[j, k] = old
    for k in range(classes - 1):
        old = sticks[k]
        new = old * math.exp(np.random.normal() * (0.5 if np.random.random() < 0.5 else 3.0))
        if not 1e-300 < new < 1e300:
            continue
        sticks[k] = new
        tried, _ = log_likelihood(counts, cells, rates, sticks)
        gain = power * (tried - value) - alpha[0] * (new - old) + math.log(new) - math.log(old)
        if math.log(np.random.random()) < gain:
            value = tried
        else:
            sticks[k] = old
    if classes > 1:
        # Two neighbours change places with their sticks; the prior does not mind.
        k = int(np.random.random() * (classes - 1))
        other = int(np.random.random() * classes)
        for j in range(lists):
            rates[j, k], rates[j, other] = rates[j, other], rates[j, k]
        tried, _ = log_likelihood(counts, cells, rates, sticks)
        if math.log(np.random.random()) < power * (tried - value):
            value = tried
        else:
            for j in range(lists):
                rates[j, k], rates[j, other] = rates[j, other], rates[j, k]
    old = alpha[0]
    new = old * math.exp(np.random.normal() * 1.5)
    if new > 1e-290:
        total = sticks[: classes - 1].sum()
        gain = (shape + classes - 1) * (math.log(new) - math.log(old)) - (new - old) * (rate + total)
        if math.log(np.random.random()) < gain:
            alpha[0] = new
    return value


@njit(cache=True)
def run(counts, cells, classes, powers, sweeps, thin, seed, shape, rate, ceiling):
    """Unseen counts of the whole likelihood, every ``thin`` sweeps; −1 where they exceed the ceiling."""
    np.random.seed(seed)
    lists, levels = cells.shape[1], powers.shape[0]
    rates = np.random.random((levels, lists, classes)) * 0.5 + 0.01
    sticks = -np.log(np.random.random((levels, classes)))
    alpha = np.ones((levels, 1))
    values = np.empty(levels)
    for i in range(levels):
        values[i], _ = log_likelihood(counts, cells, rates[i], sticks[i])
    kept = np.empty(sweeps // thin)
    n = counts.sum()
    for s in range(sweeps):
        for i in range(levels):
            values[i] = sweep(powers[i], counts, cells, rates[i], sticks[i], alpha[i], values[i], shape, rate)
        for i in range(s % 2, levels - 1, 2):
            gain = (powers[i] - powers[i + 1]) * (values[i + 1] - values[i])
            if math.log(np.random.random()) < gain:
                for j in range(lists):
                    for k in range(classes):
                        rates[i, j, k], rates[i + 1, j, k] = rates[i + 1, j, k], rates[i, j, k]
                for k in range(classes):
                    sticks[i, k], sticks[i + 1, k] = sticks[i + 1, k], sticks[i, k]
                alpha[i, 0], alpha[i + 1, 0] = alpha[i + 1, 0], alpha[i, 0]
                values[i], values[i + 1] = values[i + 1], values[i]
        if (s + 1) % thin == 0:
            _, hidden = log_likelihood(counts, cells, rates[0], sticks[0])
            mean = np.random.gamma(n) * hidden / (1.0 - hidden)
            unseen = np.random.poisson(mean) if mean < 1e12 else 1e12
            kept[(s + 1) // thin - 1] = unseen if unseen <= ceiling * n else -1.0
    return kept


def main() -> None:
    """Run and print quantiles of the total, one line a seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("--sweeps", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--classes", type=int, default=10)
    parser.add_argument("--levels", type=int, default=14)
    parser.add_argument("--smallest", type=float, default=0.02)
    given = parser.parse_args()
    with given.table.open(newline="") as file:
        rows = [[int(v) for v in row] for row in list(csv.reader(file))[1:]]
    counts, cells = np.array([r[-1] for r in rows], float), np.array([r[:-1] for r in rows])
    powers = np.geomspace(1.0, given.smallest, given.levels)
    kept = run(counts, cells, given.classes, powers, given.sweeps, 10, given.seed, 0.25, 0.25, 20.0)
    late = kept[len(kept) // 5 :]
    totals = counts.sum() + late[late >= 0]
    quarters = [np.quantile(q[q >= 0] + counts.sum(), 0.5) for q in np.array_split(late, 4)]
    print(
        json.dumps(
            {
                "table": given.table.stem,
                "seed": given.seed,
                "sweeps": given.sweeps,
                "interval_and_median": np.quantile(totals, [0.025, 0.5, 0.975]).tolist(),
                "medians_of_quarters": quarters,
            }
        )
    )


if __name__ == "__main__":
    main()
