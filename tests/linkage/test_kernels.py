"""The sampler's moves leave the posterior as it is: compared with all partitions, one by one."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from corroborate.linkage import kernels
from corroborate.linkage.graph import Graph
from corroborate.linkage.scoring import (
    FEW,
    LARGEST,
    cluster_score,
    few_score,
    field_scores,
    fields_score,
    prior_score,
    truths,
)

FIELDS = 2
BASE = -0.5


def partitions(items: list[int]) -> Iterator[list[list[int]]]:
    if not items:
        yield []
        return
    head, rest = items[0], items[1:]
    for smaller in partitions(rest):
        yield [[head], *smaller]
        for k, block in enumerate(smaller):
            yield [*smaller[:k], [head, *block], *smaller[k + 1 :]]


class World:
    """A few records with random evidence."""

    def __init__(self, n: int, lists: list[int], ceiling: list[int], seed: int) -> None:
        rng = np.random.default_rng(seed)
        pairs = np.array(list(itertools.combinations(range(n), 2)), np.int32)
        self.n = n
        self.key = np.sort(rng.integers(0, 1 << 63, n).astype(np.uint64))
        self.graph = Graph.of(
            n,
            pairs[:, 0].copy(),
            pairs[:, 1].copy(),
            rng.integers(0, 3, (len(pairs), FIELDS)).astype(np.uint8),
        )
        self.weight = np.exp(rng.normal(0.8, 1.0, (len(pairs), FIELDS, 2))).astype(np.float32)
        self.list_of = np.array(lists, np.int64)
        count = max(lists) + 1
        self.present = rng.random((n, FIELDS)) < 0.9
        self.tier = rng.integers(0, 2, (n, FIELDS)).astype(np.uint8)
        self.sure = np.full((FIELDS, count, 4), 0.7)
        self.miss = np.exp(np.tile(np.array([-1.0, 0.0], np.float32), (n, 1)))
        self.pattern = np.log(rng.dirichlet(np.ones(1 << count)))
        self.first = np.zeros(count + 1)
        self.again = np.log(np.full(count, 0.3))
        self.ceiling = np.array(ceiling, np.int64)
        self.verdict = np.zeros(len(pairs), np.float32)
        self.both = np.zeros(len(pairs))
        g = self.graph
        true = truths(self.sure, self.list_of, self.tier, self.present)
        alone = field_scores(g.a, g.b, g.levels, self.weight, true, self.tier, self.miss)
        held = np.zeros(8, np.int64)
        for e in range(len(pairs)):
            members = np.array([g.a[e], g.b[e]], np.int64)
            prior = prior_score(
                2, members, self.list_of, self.pattern, self.first, self.again, self.ceiling, held
            )
            self.both[e] = alone[e] + prior + BASE

    def _model(self) -> tuple[object, ...]:
        g = self.graph
        return (
            g.levels, self.weight, self.both, self.present, self.tier, self.sure, self.list_of, self.miss,
            BASE, self.pattern, self.first, self.again, self.ceiling, self.verdict,
        )  # fmt: skip

    def exact(self) -> NDArray[np.float64]:
        g = self.graph
        total = np.zeros((self.n, self.n))
        norm = 0.0
        scratch = (
            np.empty((LARGEST, LARGEST), np.int32), np.empty(LARGEST + 1), np.zeros(LARGEST + 1, np.int64),
            np.empty((2 * FEW + 2, FIELDS)), np.zeros(8, np.int64),
        )  # fmt: skip
        for partition in partitions(list(range(self.n))):
            log = 0.0
            for block in partition:
                members = np.array(sorted(block), np.int64)
                log += cluster_score(len(block), members, *scratch, g.start, g.other, g.edge, *self._model())
            weight = np.exp(log)
            norm += weight
            for block in partition:
                for i, j in itertools.permutations(block, 2):
                    total[i, j] += weight
        return total / norm

    def sampled(self, sweeps: int, seed: int) -> NDArray[np.float64]:
        g = self.graph
        draw = np.exp(np.clip(self.both, -2, 2)).astype(np.float32)[g.edge]
        pull = 1.0 + np.add.reduceat(draw.astype(np.float64), g.start[:-1])
        together = np.zeros(len(g), np.int32)
        kernels.run(
            seed, 0, sweeps, 1, np.array([0, self.n]), self.key, np.arange(self.n, dtype=np.int32),
            np.arange(self.n, dtype=np.int32), np.zeros(self.n), draw, pull, together, g.start, g.other,
            g.edge, *self._model(),
        )  # fmt: skip
        found = np.zeros((self.n, self.n))
        found[g.a, g.b] = found[g.b, g.a] = together / sweeps
        return found


@pytest.mark.parametrize(
    ("lists", "ceiling"),
    [
        ([0, 0, 1, 1, 2], [1, 1, 1]),
        ([0, 0, 1, 1, 2], [1 << 30, 1 << 30, 1 << 30]),
        ([0, 0, 0, 0, 0], [1 << 30]),
        ([0, 0, 1, 1, 1], [1 << 30, 1]),
        ([0, 0, 0, 1, 1], [2, 1 << 30]),
    ],
)
@pytest.mark.parametrize("seed", [1, 2])
def test_sampler_agrees_with_all_partitions(lists: list[int], ceiling: list[int], seed: int) -> None:
    world = World(5, lists, ceiling, seed)
    assert world.sampled(200_000, 3) == pytest.approx(world.exact(), abs=0.01)


def test_same_seed_same_draws_and_another_seed_others() -> None:
    world = World(6, [0, 0, 1, 1, 2, 2], [1 << 30] * 3, 5)
    one, two, other = world.sampled(500, 3), world.sampled(500, 3), world.sampled(500, 4)
    assert (one == two).all()
    assert (one != other).any()


@pytest.mark.parametrize("k", [2, 3, 5, FEW])
def test_few_records_score_as_many_do(k: int) -> None:
    """Pair by pair or field by field, with fields unstated, pairs never compared, and extreme weights."""
    for seed in range(5):
        world = World(FEW, [0, 0, 1, 1, 2, 2, 3, 3], [1 << 30] * 4, seed)
        rng = np.random.default_rng(seed)
        world.weight **= 20.0
        members = np.sort(rng.permutation(FEW)[:k]).astype(np.int64)
        pair = np.full((k, k), -1, np.int32)
        for x, y in itertools.permutations(range(k), 2):
            low, high = sorted((members[x], members[y]))
            if (low + high) % 5:
                e = int(np.flatnonzero((world.graph.a == low) & (world.graph.b == high))[0])
                pair[x, y] = e
                unsaid = ~(world.present[low] & world.present[high])
                world.weight[e][unsaid], world.graph.levels[e][unsaid] = 1.0, 255
        shared = (world.weight, world.present, world.tier, world.sure, world.list_of, world.miss)
        many = fields_score(
            0,
            FIELDS,
            k,
            members,
            pair,
            world.graph.levels,
            *shared,
            np.empty(k + 1),
            np.zeros(k + 1, np.int64),
        )
        room = np.empty((2 * FEW + 2, FIELDS))
        few = few_score(k, members, pair, room, world.graph.levels, *shared)
        assert few == pytest.approx(many, rel=1e-9)


def test_reports_of_one_incident_stand_in_any_order() -> None:
    # Of a list that records incidents k times with the chance again^(k-1) (1-again), k records that were
    # made in some order are one incident in k! ways.
    again = 0.3
    logs = np.array([np.log(again / (1 - again))])
    none, held = np.zeros(2), np.zeros(1, np.int64)
    for k in (2, 3, 5):
        found = prior_score(
            k, np.arange(k), np.zeros(k, np.int64), none, none, logs, np.array([1 << 30]), held
        )
        assert found == pytest.approx(math.lgamma(k + 1) + (k - 1) * logs[0])
