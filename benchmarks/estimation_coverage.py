"""How often 95 % intervals hold a known truth: models right, models wrong, and hidden lists."""

from __future__ import annotations

from typing import Any

import numpy as np

from corroborate.estimation import estimate
from corroborate.estimation.decomposable import decomposable
from corroborate.estimation.loglinear import independence
from corroborate.estimation.sensitivity import hide_each_list
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Method, Refused

Row = dict[str, Any]


def table_of(seen: np.ndarray) -> CaptureHistories:
    """The table of a matrix of individuals × lists."""
    patterns = (seen << np.arange(seen.shape[1])).sum(axis=1)
    values, counts = np.unique(patterns[patterns > 0], return_counts=True)
    return CaptureHistories.of(
        "abcdefgh"[: seen.shape[1]], zip(values.tolist(), counts.tolist(), strict=True)
    )


def independent(random: np.random.Generator, size: int) -> CaptureHistories:
    """Four independent lists."""
    return table_of(random.random((size, 4)) < [0.3, 0.2, 0.25, 0.15])


def paired(random: np.random.Generator, size: int) -> CaptureHistories:
    """Four lists, two of them dependent."""
    seen = random.random((size, 4)) < [0.3, 0.2, 0.25, 0.15]
    seen[:, 1] = random.random(size) < np.where(seen[:, 0], 0.4, 0.15)
    return table_of(seen)


def two_classes(random: np.random.Generator, size: int) -> CaptureHistories:
    """A tenfold difference in how likely individuals are to be listed."""
    rates = np.where(random.random((size, 1)) < 0.4, 0.5, 0.05)
    return table_of(random.random((size, 4)) < rates)


def hidden_part(random: np.random.Generator, size: int) -> CaptureHistories:
    """Three in ten hardly listed at all."""
    rates = np.where(random.random((size, 1)) < 0.3, 0.005, 0.3)
    return table_of(random.random((size, 4)) < rates)


def coverage_when_right(replicates: int) -> list[Row]:
    """Independent lists and one dependent pair, N = 1,000."""
    found = []
    for name, draw in (("independent", independent), ("pair dependence", paired)):
        random = np.random.default_rng(2026)
        held = {"decomposable": 0, "independence": 0}
        for _ in range(replicates):
            table = draw(random, 1000)
            for method, result in (
                ("decomposable", decomposable(table)),
                ("independence", independence(table)),
            ):
                held[method] += isinstance(result, Estimate) and 1000 in result.interval
        found.append(
            {"truth": name, "replicates": replicates, **{k: v / replicates for k, v in held.items()}}
        )
    return found


def coverage_when_wrong(replicates: int) -> list[Row]:
    """Heterogeneity that the model does not have: coverage, envelope, and whether a caution was raised."""
    found = []
    for name, draw in (("two classes", two_classes), ("30 % hidden", hidden_part)):
        random = np.random.default_rng(2027)
        held = enveloped = missed = cautioned = 0
        for _ in range(replicates):
            result = estimate(draw(random, 1000), spread="quick")
            if isinstance(result, Refused):
                continue
            inside = 1000 in result.interval
            held += inside
            around = result.spread.envelope if result.spread else None
            enveloped += around is not None and 1000 in around
            if not inside:
                missed += 1
                cautioned += bool(result.cautions)
        found.append(
            {
                "truth": name,
                "replicates": replicates,
                "decomposable": held / replicates,
                "envelope": enveloped / replicates,
                "missed": missed,
                "cautioned_of_missed": cautioned / missed if missed else None,
            }
        )
    return found


def hidden_lists(tables: dict[str, CaptureHistories]) -> list[Row]:
    """Every list of every table hidden once."""
    tests = [
        test
        for name, table in tables.items()
        if 4 <= len(table.lists) <= 7
        for test in hide_each_list(table, Method.DECOMPOSABLE, seed=0, level=0.95)
    ]
    tested = [t for t in tests if t.interval is not None]
    return [
        {
            "lists": len(tests),
            "testable": len(tested),
            "covered": sum(bool(t.covered) for t in tested) / len(tested),
            "envelope_covered": sum(bool(t.envelope_covered) for t in tested) / len(tested),
            "envelopes_without_upper_end": sum(
                t.envelope is not None and t.envelope.high is None for t in tested
            ),
        }
    ]
