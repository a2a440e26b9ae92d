"""What each part of the linkage earns: the same lists linked with one part left out at a time.

Usage: .venv/bin/python benchmarks/linkage_ablations.py [--records 10000] [--seeds 1 2 3] [--sweeps 300]
           [--world linkage-reference] [--reports REPORTS.csv]

``--reports`` is a file of event reports, which repeat themselves freely, with the true incident of each row
in a column ``event_id`` and its id in ``id``. Printed of each: pair F1, what is true of pairs stated above
.99, the worst bin of the reliability diagram, how often the interval of distinct incidents held, and how far
its middle is off. Same seeds, same numbers.
"""

from __future__ import annotations

import argparse
import csv
import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from unittest.mock import patch

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage import evidence, fit, learning, model, outcome
from corroborate.linkage.controls import Trust
from corroborate.linkage.evaluate import evaluate
from corroborate.linkage.link import link
from corroborate.lists import read, table
from corroborate.lists.simulate import PRESETS, preset, simulate
from corroborate.model.linkage import LinkageRefused
from corroborate.model.record import Duplicates
from corroborate.model.recordtable import RecordTable

WORTHLESS = 1e12
"""A strength beside which nothing that is seen counts."""
LEAST = 100
"""Pairs that a bin of the diagram must hold to be the worst."""


Left = AbstractContextManager[object]


def _elsewhere() -> Left:
    return patch.dict(model.STRENGTH, {"share": WORTHLESS, "rate": WORTHLESS})


def _without_tilts() -> Left:
    return patch.object(evidence, "tilts", lambda *counts: np.ones(counts[1].shape[1:]))


def _at_their_word() -> Left:
    def full(*given: model.Records) -> Trust:
        return Trust.full(len(given[1].kind), len(given[1].lists))

    return patch.object(fit, "trust_of", full)


PARTS: dict[str, Callable[[], Left]] = {
    "whole": nullcontext,
    "one background for all places and days": _elsewhere,
    "no likeness of what is near": _without_tilts,
    "no controls of trust and shift": _at_their_word,
    "one law for all lists": lambda: patch.object(learning, "LIST_STRENGTH", WORTHLESS),
    "no pairs missed": lambda: patch.object(outcome, "_told_apart", lambda _: 0.0),
    "odds exactly right": lambda: patch.object(outcome, "OFF", 0.0),
    "no slips within a list": nullcontext,
}


def reported(path: Path) -> tuple[RecordTable, NDArray[np.int32]]:
    """A file of event reports, and the true incident of each."""
    records = table(read(path))
    with path.open(encoding="utf-8", newline="") as file:
        known = {row["id"]: row["event_id"] for row in csv.DictReader(file)}
    labels = [known[i] for i in records.row_ids]
    return records, np.unique(labels, return_inverse=True)[1].astype(np.int32)


def main() -> None:
    """Print a line for each part."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--sweeps", type=int, default=300)
    parser.add_argument("--world", choices=sorted(PRESETS), default="linkage-reference")
    parser.add_argument("--reports", type=Path)
    asked = parser.parse_args()
    usual = Duplicates.FREE if asked.reports else Duplicates.FEW
    if asked.reports:
        worlds = [reported(asked.reports)]
    else:
        made = [simulate(preset(asked.world), records=asked.records, seed=seed) for seed in asked.seeds]
        worlds = [(one.table, one.truth) for one in made]
    for name, left_out in PARTS.items():
        rule = usual
        if name.startswith("no slips"):
            if asked.reports:
                continue
            rule = Duplicates.NONE
        f1: list[float] = []
        sure: list[float] = []
        worst: list[float] = []
        off: list[float] = []
        held = 0
        with left_out():
            for records, truth in worlds:
                policy = dict.fromkeys(records.lists, rule)
                found = link(records, duplicates=policy, sweeps=asked.sweeps, seed=1)
                if isinstance(found, LinkageRefused):
                    raise SystemExit(f"refused: {found.reason}")
                scores = evaluate(found, truth)
                f1.append(scores.pairs.f1 or 0.0)
                sure += [b.true for b in scores.reliability if b.low >= 0.99]
                worst.append(max((abs(b.off) for b in scores.reliability if b.pairs >= LEAST), default=0.0))
                low, high = found.distinct.low or 0, found.distinct.high or 0
                off.append((low + high) / 2 / len(np.unique(truth)) - 1)
                held += bool(scores.covered)
        print(
            f"{name:<40} F1 {np.mean(f1):.3f} · >.99 true {np.mean(sure):.3f} · worst bin "
            f"{np.mean(worst):.3f} · interval holds {held} of {len(worlds)}, middle off {np.mean(off):+.1%}"
        )


if __name__ == "__main__":
    main()
