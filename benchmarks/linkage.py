"""Linkage beside Splink 5 on the same simulated lists in one run: accuracy, honesty, and what it costs.

Usage: .venv/bin/python benchmarks/linkage.py [--records 1000 10000 100000 1000000] [--seeds 1 2]
           [--sweeps 1000] [--splink PYTHON] [--estimate]
           [--world linkage-reference] [--reports REPORTS.csv]

Splink needs an environment of its own: ``python3 -m venv v; v/bin/pip install 'splink>=5,<6' 'duckdb<2'``;
give its interpreter as ``--splink v/bin/python``. Without it only this package is measured. Times are CPU
seconds of one process, ratios are Splink's over ours. Every number is printed with its seed. ``--reports`` is
a file of event reports in a format that the package reads, with the true incident of each row in a column
``event_id`` and its id in ``id``.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# As the command line has it: threads that wait for small sums count as CPU seconds.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import duckdb
import numpy as np
from numpy.typing import NDArray

from corroborate.estimation.mixture import estimate_over
from corroborate.linkage.evaluate import evaluate
from corroborate.linkage.link import CHAINS, link
from corroborate.linkage.partition import patterns_of
from corroborate.lists import read, table
from corroborate.lists.simulate import PRESETS, preset, simulate
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate
from corroborate.model.interval import Interval
from corroborate.model.linkage import Linkage, LinkageRefused
from corroborate.model.record import Duplicates
from corroborate.model.recordtable import RecordTable, Tree

PEER = Path(__file__).parent / "peers" / "splink_links.py"
SURE = 0.99


@dataclass(frozen=True)
class World:
    """Records whose true incidents are known; ``duplicates`` is the policy of every list."""

    table: RecordTable
    truth: NDArray[np.int32]
    duplicates: Duplicates = Duplicates.FEW

    @property
    def histories(self) -> CaptureHistories:
        """The capture histories of the true incidents."""
        return histories_of(self.table, self.truth)


def histories_of(records: RecordTable, label: NDArray[np.int32]) -> CaptureHistories:
    """The capture histories of a partition."""
    name = np.unique(label, return_inverse=True)[1].astype(np.int32).ravel()
    patterns, counts = patterns_of(name, records.list_index.astype(np.int64), len(records.lists))
    return CaptureHistories.of(records.lists, zip(patterns.tolist(), counts.tolist(), strict=True))


def reported(path: Path) -> World:
    """A file of event reports, every list free to repeat itself."""
    records = table(read(path))
    with path.open(encoding="utf-8", newline="") as file:
        known = {row["id"]: row["event_id"] for row in csv.DictReader(file)}
    labels = [known[i] for i in records.row_ids]
    return World(records, np.unique(labels, return_inverse=True)[1].astype(np.int32), Duplicates.FREE)


def ours(world: World, sweeps: int, engine: str) -> tuple[Linkage, dict[str, float]]:
    """One linkage by this package, with its CPU seconds."""
    cpu, wall = time.process_time(), time.perf_counter()
    policy = dict.fromkeys(world.table.lists, world.duplicates)
    found = link(world.table, duplicates=policy, engine=engine, sweeps=sweeps, seed=1)
    if isinstance(found, LinkageRefused):
        raise SystemExit(f"refused: {found.reason}")
    return found, {
        "cpu": time.process_time() - cpu,
        "seconds": time.perf_counter() - wall,
        "sweeps": float(CHAINS * sweeps) if engine == "sampler" else 0.0,
        "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def theirs(
    world: World, python: str, recipe: str, folder: Path
) -> tuple[dict[str, Linkage], dict[str, float]]:
    """Splink by one recipe, as two linkages: components, and single best links."""
    source, target = folder / "records.parquet", folder / f"{recipe}.parquet"
    if not source.exists():
        written(world.table, source)
    done = subprocess.run(
        [python, str(PEER), str(source), recipe, str(target)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        why = [line for line in done.stderr.splitlines() if "Error" in line or "Exception" in line]
        print(f"  Splink {recipe}: stopped, {why[-1] if why else done.stderr}")
        return {}, {"cpu": float("nan"), "mib": float("nan")}
    took: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    pairs = queried(f"select a, b, probability from '{target}'")
    a, b = np.minimum(pairs["a"], pairs["b"]), np.maximum(pairs["a"], pairs["b"])
    made = {}
    for name, suffix in (("components", ".components"), ("one to one", ".one")):
        if not Path(f"{target}{suffix}").exists():
            continue
        rows = queried(f"select unique_id, cluster_id from read_parquet('{target}{suffix}')")
        made[name] = Linkage(
            world.table.lists,
            world.table.digest,
            np.stack([a, b], axis=1).astype(np.int32),
            pairs["probability"].astype(np.float32),
            labelled(rows, len(world.table)),
            (),
            Interval(0, 0),
            (0.0, 0.0),
            "splink",
        )
    return made, took


def queried(query: str) -> dict[str, NDArray[Any]]:
    """The columns of a query."""
    with duckdb.connect() as connection:
        return connection.execute(query).fetchnumpy()


def labelled(rows: Mapping[str, NDArray[Any]], n: int) -> NDArray[np.int32]:
    """The cluster of each record; one that Splink does not name is alone."""
    label = np.full(n, -1, np.int64)
    label[rows["unique_id"].astype(np.int64)] = np.unique(
        rows["cluster_id"].astype(str), return_inverse=True
    )[1]
    alone = label < 0
    label[alone] = int(label.max(initial=-1)) + 1 + np.arange(int(alone.sum()))
    return label.astype(np.int32)


def written(table: RecordTable, path: Path) -> None:
    """The records as the peer reads them: codes with their coarsest ones, unknown values as NULL."""
    codes = {
        name: getattr(table, name) for name in ("admin1", "settlement", "actor_a", "actor_b", "event_type")
    }
    for name, tree in (
        ("actor_a", table.actor_tree),
        ("actor_b", table.actor_tree),
        ("event_type", table.type_tree),
    ):
        codes[f"{name}_top"] = top(tree, codes[name])
    held = {  # noqa: F841 – DuckDB finds the arrays under this name
        "unique_id": np.arange(len(table)),
        "source_dataset": np.array([n.replace(" ", "_").replace("-", "_") for n in table.lists], object)[
            table.list_index
        ],
        "day": table.first_day,
        "lat": table.lat,
        "lon": table.lon,
        "deaths": table.deaths_low,
        **codes,
    }
    columns = ["unique_id", "source_dataset", "day"]
    columns += [f"case when isnan({c}) then null else {c} end as {c}" for c in ("lat", "lon", "deaths")]
    columns += [f"case when {c} < 0 then null else {c} end as {c}" for c in codes]
    duckdb.connect().execute(f"copy (select {', '.join(columns)} from held) to '{path}' (format parquet)")


def top(tree: Tree, codes: NDArray[np.int32]) -> NDArray[np.int32]:
    """The coarser code of each, or itself where it is coarsest."""
    parent = np.where(tree.parent >= 0, tree.parent, np.arange(len(tree.codes)))
    return np.where(codes >= 0, parent[np.clip(codes, 0, None)], -1).astype(np.int32)


def shown(name: str, found: Linkage, world: World, took: Mapping[str, float], *, honest: bool) -> None:
    """One line of the table."""
    scores = evaluate(found, world.truth)
    sure = [b for b in scores.reliability if b.low >= SURE]
    worst = max((abs(b.off) for b in scores.reliability if b.pairs >= 100), default=0.0)
    interval = (
        f"{found.distinct.low}–{found.distinct.high}" if honest else f"{len(np.unique(found.partition))}"
    )
    print(
        f"  {name:<28} P {scores.pairs.precision or 0:.3f} R {scores.pairs.recall or 0:.3f} "
        f"F1 {scores.pairs.f1 or 0:.3f} · >.99 true {sure[0].true if sure else float('nan'):.3f} "
        f"worst bin {worst:.3f} · distinct {interval} of {scores.truth}"
        f"{'' if not honest else ' (holds)' if scores.covered else ' (MISSES)'} · "
        f"{took['cpu']:.1f} CPU s, {took['mib']:.0f} MiB"
    )


def estimated(name: str, histories: Sequence[CaptureHistories], missed: tuple[float, float]) -> None:
    """The estimate from some draws, or from one partition."""
    step = max(1, len(histories) // 100)
    found = estimate_over(histories[::step], missed=missed if missed[1] > 0 else None)
    if isinstance(found, Estimate):
        print(f"    N from {name}: {found.centre:,.0f} ({found.interval.low:,}–{found.interval.high:,})")
    else:
        print(f"    N from {name}: refused, {found.reason}")


def compared(world: World, asked: argparse.Namespace) -> None:
    """Print how all systems fare on one world."""
    if asked.estimate:
        estimated("true links", [world.histories], (0.0, 0.0))
    for engine in ("fast", "sampler"):
        found, took = ours(world, asked.sweeps, engine)
        shown(f"corroborate, {engine}", found, world, took, honest=engine == "sampler")
    print(f"    sweeps a CPU second, all else included: {took['sweeps'] / took['cpu']:.0f}")
    if asked.estimate:
        estimated("our draws", found.histories, found.missed)
    if asked.splink:
        with tempfile.TemporaryDirectory() as folder:
            for recipe in ("documented", "best"):
                made, cost = theirs(world, asked.splink, recipe, Path(folder))
                for name, linkage in made.items():
                    shown(f"Splink {recipe}, {name}", linkage, world, cost, honest=False)
                    if asked.estimate:
                        one = histories_of(world.table, linkage.partition)
                        estimated(f"Splink {recipe}, {name}", [one], (0.0, 0.0))
                print(f"    CPU, Splink over ours: {cost['cpu'] / took['cpu']:.2f}")
    sys.stdout.flush()


def main() -> None:
    """Print one table a size and seed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, nargs="+", default=[9000])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--sweeps", type=int, default=1000)
    parser.add_argument("--splink", help="a Python that has splink 5 and duckdb below 2")
    parser.add_argument("--estimate", action="store_true")
    parser.add_argument("--world", choices=sorted(PRESETS), default="linkage-reference")
    parser.add_argument(
        "--reports", type=Path, help="event reports with true incidents, instead of simulated"
    )
    asked = parser.parse_args()
    if asked.reports:
        world = reported(asked.reports)
        print(f"{len(world.table):,} reports of {len(np.unique(world.truth)):,} incidents")
        compared(world, asked)
        return
    if len(asked.records) > 1:
        # Each size in a process of its own: peak memory never falls again.
        rest = sys.argv[1:]
        at = rest.index("--records")
        after = at + 1 + len(asked.records)
        for records in asked.records:
            one = [*rest[: at + 1], str(records), *rest[after:]]
            subprocess.run([sys.executable, __file__, *one], check=True)
        return
    link(simulate(records=60, seed=0).table, sweeps=40)
    for records in asked.records:
        for seed in asked.seeds:
            made = simulate(preset(asked.world), records=records, seed=seed)
            print(
                f"{len(made.table):,} records, {made.distinct:,} incidents recorded of "
                f"{made.incidents:,}, seed {seed}"
            )
            compared(World(made.table, made.truth), asked)


if __name__ == "__main__":
    main()
