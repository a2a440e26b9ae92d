"""Tables to estimate, made here or read from the development data."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from corroborate.estimation.table import from_csv
from corroborate.model.capture import CaptureHistories

Tables = Callable[[str], CaptureHistories]


@pytest.fixture(scope="session")
def table(shared: Path) -> Tables:
    """A published table by name."""
    return lambda name: from_csv((shared / "capture" / f"{name}.csv").read_text())


@pytest.fixture(scope="session")
def reference(shared: Path) -> list[dict[str, str]]:
    """What other packages gave, and what was published."""
    with (shared / "capture" / "reference.csv").open(newline="") as file:
        return list(csv.DictReader(file))


Draw = Callable[..., CaptureHistories]


@pytest.fixture(scope="session")
def drawn() -> Draw:
    """Tables with a known truth: ``drawn(rates, size, seed, pull)``."""
    return _drawn


def _drawn(rates: list[float], size: int, seed: int, pull: float = 0.0) -> CaptureHistories:
    """A table from independent lists; ``pull`` makes the second list follow the first."""
    random = np.random.default_rng(seed)
    seen = random.random((size, len(rates))) < np.array(rates)
    if pull:
        follows = random.random(size) < pull
        seen[follows, 1] = seen[follows, 0]
    patterns = (seen << np.arange(len(rates))).sum(axis=1)
    values, counts = np.unique(patterns[patterns > 0], return_counts=True)
    return CaptureHistories.of("abcdefgh"[: len(rates)], zip(values.tolist(), counts.tolist(), strict=True))
