"""Whether a hierarchical model has an estimate at all: existence and identifiability.

After Fienberg & Rinaldo (2012) and Chan, Silverman & Vincent (2021).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from corroborate.estimation.hierarchy import Model
from corroborate.estimation.poisson import BOTH, NO_MAXIMUM, NOT_IDENTIFIED, OK
from corroborate.model.capture import CaptureHistories


def status(histories: CaptureHistories, model: Model) -> int:
    """`OK`, `NO_MAXIMUM`, `NOT_IDENTIFIED` or `BOTH` for a model of a table.

    Both properties depend on which patterns occur, not on how often: the answer is kept by support.
    """
    return status_of(histories.patterns, len(histories.lists), model)


@lru_cache(maxsize=65536)
def status_of(support: tuple[int, ...], lists: int, model: Model) -> int:
    """`status` for the patterns that occur.

    A maximum exists where some strictly positive table has the margins of the data, decided by the linear
    programme max s subject to A'm = A'n, m ≥ s, on the cells that are left when every term that
    nobody shows has gone to minus infinity. The model is identified where A has full column rank.
    """
    from scipy.optimize import linprog

    terms = [0, *(1 << j for j in range(lists)), *model]
    shown = [t for t in terms if any(x & t == t for x in support)]
    dead = [t for t in terms if t not in set(shown)]
    cells = [x for x in range(1, 1 << lists) if not any(x & t == t for t in dead)]
    design = np.array([[float(x & t == t) for t in shown] for x in cells])
    found = OK
    if np.linalg.matrix_rank(design) < len(shown):
        found |= NOT_IDENTIFIED
    present = set(support)
    if any(x not in present for x in cells):
        counts = np.array([float(x in present) for x in cells])
        # Variables are m - s and s, all of them at least 0; s is bounded so that the programme has an end.
        equalities = np.column_stack([design.T, design.sum(axis=0)])
        solved = linprog(
            np.r_[np.zeros(len(cells)), -1.0],
            A_eq=equalities,
            b_eq=design.T @ counts,
            bounds=[(0, None)] * len(cells) + [(0, 1)],
            method="highs",
        )
        if not solved.success or -solved.fun < 1e-9:
            found |= NO_MAXIMUM
    return found


MEANING = {
    OK: "the model has an estimate",
    NO_MAXIMUM: "the likelihood of the model has no maximum in this table",
    NOT_IDENTIFIED: "the table cannot tell the effects of the model apart",
    BOTH: "the model has no maximum in this table, and its effects cannot be told apart",
}
