"""Shards: whatever the cut, the order and the threads, the same draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from corroborate.linkage import link as linking
from corroborate.linkage import scoring, shard
from corroborate.linkage.columns import Columns
from corroborate.linkage.engines import Threads
from corroborate.linkage.evidence import Background
from corroborate.linkage.fit import Fitted, fit
from corroborate.linkage.presets import preset_of
from corroborate.linkage.prior import Policy
from corroborate.linkage.sampler import Sampled, Sampler
from corroborate.lists.simulate import Simulated
from corroborate.model.record import Duplicates


def fitted_of(world: Simulated, duplicates: dict[str, Duplicates] | None = None) -> Fitted:
    chosen = preset_of("incidents")
    columns = Columns.of(world.table)
    policy = Policy.of(columns.lists, duplicates)
    return fit(columns, chosen.candidates(columns), chosen.laws, policy)


def sampler_of(fitted: Fitted, pairs: int = shard.PAIRS) -> Sampler:
    nothing = np.zeros(len(fitted.graph), np.float32)
    made = linking.sampler_of(fitted, nothing, 2, 60, 7)
    kept = fitted.odds > linking.LEAST
    made.shards = shard.cut(
        made.graph, fitted.records, Background(fitted.ground.common[kept]), fitted.policy, nothing[kept],
        fitted.odds[kept], pairs,
    )  # fmt: skip
    return made


@pytest.fixture(scope="module")
def fitted(simulated: Simulated) -> Fitted:
    return fitted_of(simulated)


def same(one: Sampled, two: Sampled) -> bool:
    return (
        bool((one.together == two.together).all())
        and one.looks == two.looks
        and one.tables == two.tables
        and all((a == b).all() for a, b in zip(one.draws, two.draws, strict=True))
    )


def test_shards_hold_every_record_and_pair_once(fitted: Fitted) -> None:
    made = sampler_of(fitted, 5)
    assert len(made.shards) > 2
    assert np.sort(np.concatenate([s.rows for s in made.shards])).tolist() == list(range(made.graph.n))
    assert np.sort(np.concatenate([s.edges for s in made.shards])).tolist() == list(range(len(made.graph)))
    for s in made.shards:
        assert (s.rows[s.graph.a] == made.graph.a[s.edges]).all()
        assert (s.rows[s.graph.b] == made.graph.b[s.edges]).all()
        assert (s.graph.levels == made.graph.levels[s.edges]).all()
        assert s.starts[-1] == len(s.rows)


class EpochByEpoch(Threads):
    def prepare(self, shards: Sequence[shard.Shard], seed: int) -> None:
        super().prepare(shards, seed)
        self.stretch = 1


@pytest.mark.parametrize("policy", [None, {"alpha": Duplicates.FREE}])
def test_neither_threads_nor_the_cut_change_a_draw(
    simulated: Simulated, policy: dict[str, Duplicates] | None
) -> None:
    fitted = fitted_of(simulated, policy)
    whole = sampler_of(fitted).run(engine=Threads(1))
    assert whole.draws
    assert same(whole, sampler_of(fitted, 40).run(engine=Threads(3)))
    assert same(whole, sampler_of(fitted).run(engine=EpochByEpoch(2)))
    other = sampler_of(fitted, 40)
    other.seed += 1
    assert not same(whole, other.run())


def test_a_pair_by_itself_is_a_cluster_of_two(fitted: Fitted) -> None:
    part = sampler_of(fitted).shards[0]
    g, r = part.graph, part.records
    w = shard.Weights.of(g, r, fitted.parameters, part.ground)
    terms, steps = np.empty(3), np.zeros(3, np.int64)
    for e in range(0, len(g), 7):
        pair = np.array([[-1, e], [e, -1]], np.int32)
        members = np.array([g.a[e], g.b[e]], np.int64)
        total = sum(
            scoring.fields_score(
                f, f + 1, 2, members, pair, g.levels, w.weight, r.present, r.tier, w.sure, r.list_of, w.miss,
                terms, steps,
            )
            for f in range(g.levels.shape[1])
        )  # fmt: skip
        assert w.alone[e] == pytest.approx(total, abs=1e-4)


def test_products_of_many_factors_stay_in_range() -> None:
    """A cluster of many records that agree is worth what its logarithms add up to."""
    k = 200
    members = np.arange(k, dtype=np.int64)
    pair = np.zeros((k, k), np.int32)
    weight = np.full((1, 1, 2), 1e6, np.float32)
    found = scoring.fields_score(
        0, 1, k, members, pair, np.ones((1, 1), np.uint8), weight, np.ones((k, 1), np.bool_),
        np.zeros((k, 1), np.uint8), np.full((1, 1, 4), 0.5), np.zeros(k, np.int64),
        np.full((k, 1), 1e-3, np.float32), np.empty(k + 1), np.zeros(k + 1, np.int64),
    )  # fmt: skip
    each = (k - 1) * np.log(1e6) + np.log(0.5)
    assert found == pytest.approx(each + np.log(scoring.CENTRES), rel=1e-6)


def test_records_taken_know_how_many_there_are_in_all(fitted: Fitted) -> None:
    some = fitted.records.taking(np.array([3, 1], np.int64))
    assert len(some) == 2
    assert some.total == len(fitted.records)
    assert (some.crowd == fitted.records.crowd[[3, 1]]).all()
    assert replace(fitted.records).total == some.total
