"""Estimation beside its R peers: seconds, ratios, effective draws a second, coverage.

Run with ``python benchmarks/estimation.py [--data ../shared/data/capture] [--full] [--r]``. Where R with
dga, LCMCR and MultipleSystemsEstimation is installed, ``--r`` times it on this machine; else ratios are
against the recorded times in reference.csv, which were taken on a quiet machine of the same class. Every
figure is the median of three after one run to warm up, on the clock of this process.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from estimation_coverage import coverage_when_right, coverage_when_wrong, hidden_lists
from estimation_peers import r_seconds

from corroborate.estimation.chains import sample
from corroborate.estimation.decomposable import average, decomposable
from corroborate.estimation.gibbs import Cells, Chain, Priors, advance
from corroborate.estimation.hierarchy import models
from corroborate.estimation.loglinear import best, by_steps, search
from corroborate.estimation.mixture import estimate_over
from corroborate.estimation.table import from_csv
from corroborate.model.capture import CaptureHistories

SWEEPS = {"verdata_reclutamiento_hombre1999_R1": (60_000, 15)}
Row = dict[str, Any]
TAILS = np.array([0.025, 0.5, 0.975])


def timed(
    work: Callable[[], object], times: int = 3, clock: Callable[[], float] = time.perf_counter
) -> float:
    """The median of several runs after one to warm up; by the clock of the thread for work on one core."""
    work()
    found = []
    for _ in range(times):
        start = clock()
        work()
        found.append(clock() - start)
    return statistics.median(found)


def recorded(reference: list[dict[str, str]], dataset: str, method: str) -> float:
    """Seconds of a peer on the quiet machine."""
    for row in reference:
        if row["dataset"] == dataset and row["method"].startswith(method) and "timing" in row["method"]:
            return float(row["seconds"])
    return math.nan


def graphs(tables: dict[str, CaptureHistories], reference: list[dict[str, str]]) -> list[Row]:
    """Every reference result of dga: time over all N up to 20 n, accuracy of mean and quantiles."""
    results: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
    for row in reference:
        if row["method"].startswith("dga delta"):
            results.setdefault((row["dataset"], row["settings"]), {})[row["quantity"]] = row
    found = []
    for (name, settings), quantities in results.items():
        said = dict(part.split("=") for part in settings.split())
        table, top = tables[name], int(said["Nmissing"].split("..")[1])
        delta = float(said["delta"])

        def work(table: CaptureHistories = table, delta: float = delta, top: int = top) -> list[int]:
            grid = average(table, delta=delta, saturated=True, first=1, top=top).grid
            return [table.n + int(q) for q in grid.quantiles(TAILS)]

        mean = quantities["posterior mean of N"]
        wanted = [int(mean["lower"]), int(quantities["posterior median of N"]["value"]), int(mean["upper"])]
        grid = average(table, delta=delta, saturated=True, first=1, top=top).grid
        peer = recorded(reference, name, "dga") if delta < 0.5 else math.nan
        peer = float(mean["seconds"]) if math.isnan(peer) else peer
        seconds = timed(work, 25)
        found.append(
            {
                "table": name,
                "delta": delta,
                "seconds": seconds,
                "dga_seconds": peer,
                "ratio": peer / seconds,
                "mean_error": abs((table.n + grid.mean) / float(mean["value"]) - 1),
                "same_quantiles": work() == wanted,
            }
        )
    return found


def many_lists(tables: dict[str, CaptureHistories]) -> list[Row]:
    """Six and seven lists, from nothing but the compiled code: graphs counted in once."""
    from corroborate.estimation.graphs import decomposable_graphs

    large = tables["verdata_reclutamiento_hombre1999_R1"]
    ranked = sorted(zip(large.sizes, large.lists, strict=True), reverse=True)
    seven = large.keeping([name for _, name in ranked[:7]])
    found = []
    for name, table in (("uk6", tables["uk6"]), ("hare6", tables["hare6"]), ("seven of verdata", seven)):
        decomposable_graphs.cache_clear()
        start = time.perf_counter()
        decomposable(table)
        first = time.perf_counter() - start
        found.append(
            {
                "table": name,
                "graphs_and_estimate": first,
                "estimate": timed(lambda table=table: decomposable(table)),
            }
        )
    return found


def log_linear(tables: dict[str, CaptureHistories], reference: list[dict[str, str]]) -> list[Row]:
    """Searches with all checks, and bootstraps with selection repeated."""
    from corroborate.estimation.existence import status_of

    def cold(name: str, order: int) -> object:
        status_of.cache_clear()
        models.cache_clear()
        return search(tables[name], order=order)

    rows: list[tuple[str, Callable[[], object], float]] = [
        ("uk5, 1,024 models", lambda: cold("uk5", 2), recorded(reference, "uk5", "Rcapture closedpMS")),
        (
            "uk5, 6,212 models with checks",
            lambda: cold("uk5", 3),
            recorded(reference, "uk5", "MultipleSystemsEstimation bic"),
        ),
        ("kosovo, stepwise, 1,000 BCa", lambda: by_steps(tables["kosovo"], seed=1234), 39.455),
        ("kosovo, BIC over 113 models, 1,000 BCa", lambda: best(tables["kosovo"], seed=1234), 31.104),
        ("korea3, stepwise, 1,000 BCa", lambda: by_steps(tables["korea3"], seed=1234), 12.347),
    ]
    found = []
    for name, work, peer in rows:
        seconds = timed(work)
        found.append({"work": name, "seconds": seconds, "peer_seconds": peer, "ratio": peer / seconds})
    return found


def sweeps(tables: dict[str, CaptureHistories], reference: list[dict[str, str]]) -> list[Row]:
    """Gibbs sweeps a second on one core beside LCMCR, both without trajectories."""
    found = []
    for name in ("kosovo", "uk5", "my_spina5", "ned5", "verdata_reclutamiento_hombre1999_R1"):
        number, classes = SWEEPS.get(name, (110_500, 10))
        cells, priors = Cells.of(tables[name]), Priors(classes=classes)

        def work(cells: Cells = cells, priors: Priors = priors, number: int = number) -> object:
            chain = Chain.start(cells, priors, 1, 0, 1.0)
            chain.pace[0] = 0.0
            return advance(chain, cells, priors, number, 100)

        peer = recorded(reference, name, "LCMCR")
        if math.isnan(peer):
            short = [r for r in reference if r["dataset"] == name and "n_samples=1000 " in r["settings"]]
            peer = float(short[0]["seconds"])
        seconds = timed(work, clock=time.thread_time)
        found.append(
            {
                "table": name,
                "microseconds_a_sweep": seconds / number * 1e6,
                "lcmcr_seconds": peer,
                "ratio_a_core": peer / seconds,
            }
        )
    return found


def answers(tables: dict[str, CaptureHistories], full: bool) -> list[Row]:
    """Seconds until 1,000 effective draws and R-hat 1.01, and effective draws a second."""
    names = ["kosovo", "uk5", "korea3", "my_spina5", "my_spina3", "hav3", "hare6"]
    names += ["verdata_reclutamiento_hombre1999_R1", "ned5", "gaza3"] if full else []
    found = []
    for name in names:
        priors = Priors(classes=15 if len(tables[name].lists) > 10 else 10)
        start = time.perf_counter()
        draws = sample(tables[name], priors=priors, seed=1)
        seconds = time.perf_counter() - start
        totals = tables[name].n + draws.unseen
        found.append(
            {
                "table": name,
                "seconds": seconds,
                "effective": draws.size,
                "r_hat": draws.agreement,
                "effective_a_second": draws.size / seconds,
                "median": float(np.median(totals)),
                "interval": np.quantile(totals, [0.025, 0.975]).tolist(),
            }
        )
    return found


def linkage(tables: dict[str, CaptureHistories]) -> list[Row]:
    """1,000 draws of a table of five lists, each off by a few links."""
    random = np.random.default_rng(1)
    base = tables["my_spina5"]
    draws = []
    for _ in range(1000):
        cells = base.cells
        for _ in range(int(random.integers(0, 12))):
            joined = [p for p, c in cells.items() if p.bit_count() > 1 and c]
            pattern = joined[int(random.integers(len(joined)))]
            part = pattern & -pattern
            cells[pattern] -= 1
            cells[part] = cells.get(part, 0) + 1
            cells[pattern ^ part] = cells.get(pattern ^ part, 0) + 1
        draws.append(CaptureHistories.of(base.lists, cells))
    start = time.perf_counter()
    found = estimate_over(draws)
    seconds = time.perf_counter() - start
    return [{"draws": 1000, "seconds": seconds, **dict(found.diagnostics)}]


def main() -> None:
    """Run and print, as JSON lines by section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared/data/capture")
    parser.add_argument("--full", action="store_true", help="long chains, and coverage over 1,000 replicates")
    parser.add_argument("--r", action="store_true", help="time the R packages here")
    given = parser.parse_args()
    if not given.data.is_dir():
        sys.exit(f"no tables in {given.data}")
    tables = {
        p.stem: from_csv(p.read_text())
        for p in sorted(given.data.glob("*.csv"))
        if p.stem not in {"reference", "spina3_strata"}
    }
    with (given.data / "reference.csv").open(newline="") as file:
        reference = list(csv.DictReader(file))
    show("decomposable graphs beside dga", averaged(graphs(tables, reference)))
    show("six and seven lists", many_lists(tables))
    show("log-linear models", log_linear(tables, reference))
    show("latent class sweeps", sweeps(tables, reference))
    show("latent classes to an answer", answers(tables, given.full))
    show("linkage draws", linkage(tables))
    show("coverage, model right", coverage_when_right(1000 if given.full else 200))
    show("coverage, model wrong", coverage_when_wrong(200 if given.full else 50))
    show("hidden lists", hidden_lists(tables))
    if given.r:
        show("R on this machine", r_seconds(given.data))


def averaged(rows: list[Row]) -> list[Row]:
    """The rows, and the smallest and mean ratio of all, and of those whose peer took a tenth of a second."""
    ratios = [r["ratio"] for r in rows]
    timed_rows = [r["ratio"] for r in rows if r["dga_seconds"] > 0.1]
    total = {
        "smallest_ratio": min(ratios),
        "geometric_mean": math.exp(sum(map(math.log, ratios)) / len(ratios)),
        "smallest_ratio_where_dga_takes_0.1_s": min(timed_rows),
        "geometric_mean_there": math.exp(sum(map(math.log, timed_rows)) / len(timed_rows)),
        "largest_mean_error": max(r["mean_error"] for r in rows),
        "all_quantiles_the_same": all(r["same_quantiles"] for r in rows),
    }
    return [*rows, total]


def show(title: str, rows: list[Row]) -> None:
    """One section."""
    print(f"# {title}")
    for row in rows:
        print(json.dumps(row, ensure_ascii=False, default=float))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
