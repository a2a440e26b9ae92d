"""How good a linkage is against labels: pairs, clusters, B-cubed, reliability, coverage."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import InputError
from corroborate.model.evaluation import Bin, Evaluation, Scores
from corroborate.model.linkage import Linkage

EDGES = (0.0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)
"""Bins of the reliability diagram: tenths, with finer ends where confident mistakes hide."""

Ints = NDArray[np.int64]


def evaluate(linkage: Linkage, truth: NDArray[np.int64] | NDArray[np.int32]) -> Evaluation:
    """Score a linkage against the true incident of each record.

    ``truth`` has shape (n,): equal numbers, same incident; negative where the label is not known, and such
    records are left out of every score. Raises InputError where its length differs from the records'.
    """
    n = len(linkage.partition)
    if truth.shape != (n,):
        raise InputError("there must be one label a record", value=f"{truth.shape} for {n:,} records")
    known = truth >= 0
    if not known.any():
        raise InputError("no record has a label", hint="label some records, or give another column")
    true = _compact(truth[known])
    found = _compact(linkage.partition[known])
    cells, cell_of = _cells(found, true)
    sizes = np.bincount(cell_of)
    found_sizes, true_sizes = np.bincount(found), np.bincount(true)
    together = _pairs_in(sizes)
    all_true = _pairs_in(true_sizes)
    exact = (sizes == found_sizes[cells[:, 0]]) & (sizes == true_sizes[cells[:, 1]])
    bins, error, seen = _reliability(linkage, truth, known)
    complete = bool(known.all())
    number = len(true_sizes)
    return Evaluation(
        labelled=int(known.sum()),
        true_pairs=all_true,
        pairs=Scores(_share(together, _pairs_in(found_sizes)), _share(together, all_true)),
        clusters=Scores(
            _share(int(exact.sum()), len(found_sizes)), _share(int(exact.sum()), len(true_sizes))
        ),
        b_cubed=Scores(
            float((sizes / found_sizes[cells[:, 0]] * sizes).sum() / len(true)),
            float((sizes / true_sizes[cells[:, 1]] * sizes).sum() / len(true)),
        ),
        candidates_recall=_share(seen, all_true),
        reliability=bins,
        calibration_error=error,
        truth=number if complete else None,
        distinct=linkage.distinct,
        covered=(number in linkage.distinct) if complete else None,
    )


def _compact(labels: NDArray[np.int64] | NDArray[np.int32]) -> Ints:
    return np.unique(labels, return_inverse=True)[1].astype(np.int64).reshape(-1)


def _cells(found: Ints, true: Ints) -> tuple[Ints, Ints]:
    """The distinct (found, true) pairs of clusters and, a record, which of them it lies in."""
    key = found * (int(true.max()) + 1) + true
    distinct, where = np.unique(key, return_inverse=True)
    width = int(true.max()) + 1
    return np.stack([distinct // width, distinct % width], axis=1), where.reshape(-1)


def _pairs_in(sizes: Ints) -> int:
    return int((sizes.astype(np.int64) * (sizes - 1) // 2).sum())


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _reliability(
    linkage: Linkage, truth: NDArray[np.int64] | NDArray[np.int32], known: NDArray[np.bool_]
) -> tuple[tuple[Bin, ...], float | None, int]:
    pairs = linkage.pairs
    usable = known[pairs[:, 0]] & known[pairs[:, 1]] if len(pairs) else np.zeros(0, bool)
    stated = linkage.probability[usable]
    same = truth[pairs[usable, 0]] == truth[pairs[usable, 1]] if len(pairs) else np.zeros(0, bool)
    which = np.clip(
        np.searchsorted(np.array(EDGES, stated.dtype), stated, side="left") - 1, 0, len(EDGES) - 2
    )
    bins = []
    for i in range(len(EDGES) - 1):
        inside = which == i
        count = int(inside.sum())
        if count:
            bins.append(
                Bin(
                    EDGES[i],
                    EDGES[i + 1],
                    count,
                    float(stated[inside].mean(dtype=np.float64)),
                    float(same[inside].mean()),
                )
            )
    total = sum(b.pairs for b in bins)
    error = sum(abs(b.off) * b.pairs for b in bins) / total if total else None
    return tuple(bins), error, int(same.sum())
