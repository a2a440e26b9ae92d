"""Learning the parameters without labels: a start from pairs, then from partitions."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.linkage.columns import TIERS
from corroborate.linkage.fields import LEVELS
from corroborate.linkage.graph import Graph
from corroborate.linkage.model import Records
from corroborate.linkage.scoring import fields_score

LIST_STRENGTH = 20.0
"""Records by which the law of one list is shrunk towards that of all lists."""

START_STRENGTH = 4.0
"""Records that the starting weights of a law count for."""


@njit(cache=True, nogil=True)
def tally_cluster(
    k: int,
    members: NDArray[Any],
    share: float,
    pair: NDArray[Any],
    terms: NDArray[Any],
    steps: NDArray[Any],
    levels: NDArray[Any],
    weight: NDArray[Any],
    present: NDArray[Any],
    tier: NDArray[Any],
    sure: NDArray[Any],
    law: NDArray[Any],
    near: NDArray[Any],
    flip: NDArray[Any],
    list_of: NDArray[Any],
    miss: NDArray[Any],
    count: NDArray[Any],
) -> None:
    """Add to ``count`` at which levels the records of a cluster state each field, as far as one can tell."""
    for f in range(levels.shape[1]):
        if near[f]:
            _tally_near(f, k, members, share, pair, levels, present, tier, flip, list_of, count)
            continue
        fields_score(
            f, f + 1, k, members, pair, levels, weight, present, tier, sure, list_of, miss, terms, steps
        )
        stated = 0
        for x in range(k):
            if present[members[x], f]:
                stated += 1
        if stated < 2:
            continue
        whole = 0.0
        for x in range(k + 1):
            whole += terms[x]
        for x in range(k + 1):
            part = share * terms[x] / whole
            if part < 1e-6:
                continue
            if x == k:
                for y in range(k):
                    i = members[y]
                    if present[i, f]:
                        one, t = list_of[i], tier[i, f]
                        rest = max(1.0 - law[f, one, t, t, 0], 1e-12)
                        for level in range(1, LEVELS):
                            count[f, one, t, t, level] += part * law[f, one, t, t, level] / rest
                continue
            i = members[x]
            ti = tier[i, f]
            told = False
            for y in range(k):
                j = members[y]
                if y == x or not present[j, f] or pair[x, y] < 0:
                    continue
                level = levels[pair[x, y], f]
                if level >= LEVELS:
                    # Both state the field, in ways that cannot be compared.
                    continue
                if i > j:
                    level = flip[f, level]
                count[f, list_of[j], tier[j, f], ti, level] += part
                told = True
            if told:
                count[f, list_of[i], ti, ti, 0] += part


@njit(cache=True, nogil=True)
def _tally_near(
    f: int,
    k: int,
    members: NDArray[Any],
    share: float,
    pair: NDArray[Any],
    levels: NDArray[Any],
    present: NDArray[Any],
    tier: NDArray[Any],
    flip: NDArray[Any],
    list_of: NDArray[Any],
    count: NDArray[Any],
) -> None:
    """The same of a field whose law is that of pairs of statements: half for each, all for the coarser."""
    for x in range(k):
        j = members[x]
        for y in range(k):
            i = members[y]
            if x == y or not (present[i, f] and present[j, f]) or pair[x, y] < 0 or tier[j, f] < tier[i, f]:
                continue
            level = levels[pair[x, y], f]
            if level < LEVELS:
                if i > j:
                    level = flip[f, level]
                part = share * 0.5 if tier[i, f] == tier[j, f] else share
                count[f, list_of[j], tier[j, f], tier[i, f], level] += part


@njit(cache=True, nogil=True)
def tally_pairs(
    a: NDArray[Any],
    b: NDArray[Any],
    matched: NDArray[Any],
    levels: NDArray[Any],
    weight: NDArray[Any],
    present: NDArray[Any],
    tier: NDArray[Any],
    sure: NDArray[Any],
    law: NDArray[Any],
    near: NDArray[Any],
    flip: NDArray[Any],
    list_of: NDArray[Any],
    miss: NDArray[Any],
    count: NDArray[Any],
) -> None:
    """The same for pairs, each by how likely it is."""
    members = np.empty(2, np.int64)
    pair = np.empty((2, 2), np.int32)
    terms = np.empty(3)
    steps = np.zeros(3, np.int64)
    for e in range(a.shape[0]):
        if matched[e] > 0.01:
            members[0], members[1] = a[e], b[e]
            pair[0, 1], pair[1, 0] = e, e
            tally_cluster(
                2, members, matched[e], pair, terms, steps, levels, weight, present, tier, sure, law, near,
                flip, list_of, miss, count,
            )  # fmt: skip


@njit(cache=True, nogil=True)
def tally_repeats(
    label: NDArray[Any], next_of: NDArray[Any], list_of: NDArray[Any], more: NDArray[Any]
) -> None:
    """Add to ``more`` (L, 2) the clusters that each list holds, and its records beyond one in each."""
    held = np.zeros(more.shape[0], np.int64)
    for i in range(label.shape[0]):
        if label[i] != i:
            continue
        at = i
        while True:
            one = list_of[at]
            more[one, 1 if held[one] > 0 else 0] += 1.0
            held[one] = 1
            at = next_of[at]
            if at == i:
                break
        while True:
            held[list_of[at]] = 0
            at = next_of[at]
            if at == i:
                break


def fitted_law(
    count: NDArray[np.float64], begun: NDArray[np.float64], records: Records, rng: np.random.Generator | None
) -> NDArray[np.float64]:
    """The laws from counts: of each list, shrunk to all lists, shrunk to the start; drawn where rng is given.

    ``count`` has the shape of a law; ``begun`` holds the laws' starting weights.
    """
    fields, lists = count.shape[:2]
    pooled = count.sum(axis=1) + START_STRENGTH * begun.mean(axis=1)
    pooled /= np.maximum(pooled.sum(axis=-1, keepdims=True), 1e-12)
    shape = count + LIST_STRENGTH * pooled[:, None]
    found = np.zeros_like(count)
    for f in range(fields):
        size = int(records.size[f])
        alpha = np.maximum(shape[f, ..., :size], 1e-3)
        part = alpha if rng is None else rng.standard_gamma(alpha)
        part = np.maximum(part, 1e-9)
        found[f, ..., :size] = part / part.sum(axis=-1, keepdims=True)
    return np.asarray(found.reshape(fields, lists, TIERS, TIERS, LEVELS), np.float64)


def soft_matches(
    graph: Graph,
    records: Records,
    odds: NDArray[np.float64],
    once: NDArray[np.bool_],
    share: NDArray[np.float64],
) -> NDArray[np.float32]:
    """How likely each pair is, from its log-odds by itself and from what competes with it for its records.

    ``odds`` (pairs,) are those of a pair of which nothing else is known. In a list that holds an incident
    once (``once`` by list) all records compete for a partner, and with them that the list, which holds the
    ``share`` (L,) of all incidents, does not hold it.
    """
    w = np.exp(np.clip(odds, -30, 30))
    a, b = graph.a.astype(np.int64), graph.b.astype(np.int64)
    lists = len(records.lists)
    la, lb = records.list_of[a], records.list_of[b]
    rivals = np.bincount(a * lists + lb, w, minlength=graph.n * lists)
    rivals += np.bincount(b * lists + la, w, minlength=graph.n * lists)
    missing = np.where(la == lb, 1.0, 1.0 - share[lb]), np.where(la == lb, 1.0, 1.0 - share[la])
    one = np.where(once[lb], missing[0] + np.maximum(rivals[a * lists + lb] - w, 0.0), 1.0)
    two = np.where(once[la], missing[1] + np.maximum(rivals[b * lists + la] - w, 0.0), 1.0)
    return np.asarray(w / (w + one * two), np.float32)


def links_of(graph: Graph, matched: NDArray[np.float32], among: NDArray[np.bool_]) -> NDArray[np.float32]:
    """How much of a link each pair is: k records of one incident are k - 1 links, not k (k - 1) / 2.

    Only pairs ``among`` (pairs,) reports compete; the others are as ``matched`` says. Each competes with half
    the others of its two records, which makes exactly k - 1 of k records that are one for sure.
    """
    chance = np.minimum(matched.astype(np.float64), 1 - 1e-9)
    w = np.where(among, chance / (1 - chance), 0.0)
    total = np.bincount(graph.a, w, minlength=graph.n) + np.bincount(graph.b, w, minlength=graph.n)
    found = w / (1.0 + w + 0.25 * (total[graph.a] + total[graph.b] - 2 * w))
    return np.where(among, found, matched).astype(np.float32)


def parts_of(
    graph: Graph, records: Records, matched: NDArray[np.float32], reports: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """What part of its incident each record (n,) is among those of its own list: one over their number.

    1 in lists that are not ``reports`` (L,). Incidents are records less links; each of its two records bears
    half of a link.
    """
    own = (records.list_of[graph.a] == records.list_of[graph.b]) & reports[records.list_of[graph.a]]
    if not own.any():
        return np.ones(graph.n)
    half = 0.5 * np.where(own, links_of(graph, matched, own), 0.0).astype(np.float64)
    borne = np.bincount(graph.a, half, minlength=graph.n) + np.bincount(graph.b, half, minlength=graph.n)
    return np.asarray(np.maximum(1.0 - borne, LEAST_PART), np.float64)


LEAST_PART = 1e-3
"""Part of an incident that a record is at least: one of a thousand reports."""


def coverage_of(sizes: NDArray[np.float64], linked: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """What share of all incidents each list holds, and how many at least one holds, were lists independent.

    ``linked`` (L, L) are expected pairs between lists. The number of all incidents is that which makes
    independent lists share as many (Petersen, over all pairs of lists together).
    """
    product = sum(sizes[i] * sizes[j] for i in range(len(sizes)) for j in range(i))
    shared = max(sum(linked[i, j] for i in range(len(sizes)) for j in range(i)), 1.0)
    whole = max(product / shared, sizes.max() * 1.02)
    share = np.clip(sizes / whole, 1e-4, 0.98)
    return share, float(whole * -np.expm1(np.log1p(-share).sum()))
