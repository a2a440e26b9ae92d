"""Precision and recall on the wordings of ``generate_reported``."""

from __future__ import annotations

import random

from generate_reported import REPORTED
from measure import Score, score_cases


def measure_reported(kind: str, number: int, seed: int) -> Score:
    """Check so many cases of a kind in the wordings kept apart."""
    draw = random.Random(f"reported {kind} {seed}")
    return score_cases([REPORTED[kind](draw, i % 2 == 0) for i in range(number)])
