"""What pairs known not to match say: trust in fields, slips of lists, and what it does to the answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from corroborate.linkage import controls, fit
from corroborate.linkage.columns import Columns
from corroborate.linkage.evaluate import evaluate
from corroborate.linkage.fit import Fitted
from corroborate.linkage.laws.extra import laws_of
from corroborate.linkage.link import link
from corroborate.linkage.presets import preset_of
from corroborate.linkage.prior import Policy
from corroborate.lists.simulate import Simulated, simulate
from corroborate.lists.simulate.presets import preset
from corroborate.model.linkage import Linkage
from corroborate.model.record import Duplicates
from corroborate.model.recordtable import RecordTable

REFERENCE = preset("linkage-reference")


@pytest.fixture(scope="module")
def world() -> Simulated:
    return simulate(REFERENCE, records=1500, seed=1)


def fitted(table: RecordTable, duplicates: Duplicates = Duplicates.FEW) -> Fitted:
    columns, chosen = Columns.of(table), preset_of("incidents")
    policy = Policy.of(columns.lists, dict.fromkeys(columns.lists, duplicates))
    return fit.fit(columns, chosen.candidates(columns), chosen.laws, policy)


@pytest.fixture(scope="module")
def whole(world: Simulated) -> Fitted:
    return fitted(world.table)


def test_lists_that_repeat_themselves_are_told_from_those_that_do_not(whole: Fitted) -> None:
    slips = dict(zip(whole.records.lists, whole.parameters.again, strict=True))
    repeating = {s.list_id for s in REFERENCE.lists if s.duplicates > 0}
    least = min(slips[name] for name in repeating)
    assert least > max(value for name, value in slips.items() if name not in repeating)
    assert all(0.015 < slips[name] < 0.08 for name in repeating)


def test_pairs_are_as_many_as_they_are_said_to_be(world: Simulated, whole: Fitted) -> None:
    truth = world.truth[whole.columns.row]
    same = truth[whole.graph.a] == truth[whole.graph.b]
    between = whole.records.list_of[whole.graph.a] != whole.records.list_of[whole.graph.b]
    assert whole.matched[between].sum() == pytest.approx(same[between].sum(), rel=0.08)


def test_field_said_twice_is_trusted_less(world: Simulated) -> None:
    # A second column that is the type again brings nothing new; believed, it would count it twice.
    t = world.table
    again = np.where(t.event_type < 0, np.nan, t.event_type * 100.0)
    twice = replace(t, extra={"type again": again})
    columns, chosen = Columns.of(twice), preset_of("incidents")
    laws = [*chosen.laws, *laws_of(columns)]
    found = fit.fit(columns, chosen.candidates(columns), laws, Policy.of(columns.lists, None))
    names = list(found.records.names)
    trust = found.parameters.trust
    both = trust[names.index("type")] + trust[names.index("type again")]
    assert both < 1.9


def test_without_a_list_that_holds_an_incident_once_fields_are_taken_at_their_word(world: Simulated) -> None:
    found = fitted(world.table.taking(np.arange(0, len(world.table), 3)), Duplicates.FREE)
    assert not found.learnt.trust.told
    assert (found.parameters.trust == 1.0).all()
    assert found.parameters.shift == 0.0


def test_draws_lie_around_the_mean_and_a_strict_list_never_repeats_itself(world: Simulated) -> None:
    strict = fitted(world.table.taking(np.arange(0, len(world.table), 2)), Duplicates.NONE)
    rng = np.random.default_rng(3)
    drawn = [strict.redrawn(rng) for _ in range(200)]
    assert all((p.again < 1e-6).all() for p in drawn)
    mean = np.mean([p.shift for p in drawn])
    sd = np.sqrt(strict.learnt.trust.cov[len(strict.parameters.trust), len(strict.parameters.trust)])
    assert mean == pytest.approx(strict.parameters.shift, abs=4 * sd / np.sqrt(200))
    assert all((p.trust >= controls.LIMITS[0]).all() for p in drawn)


def test_interval_of_distinct_incidents_mostly_covers() -> None:
    covered = []
    for seed in range(1, 5):
        world = simulate(REFERENCE, records=500, seed=seed)
        found = link(world.table, sweeps=80, seed=1)
        assert isinstance(found, Linkage)
        covered.append(evaluate(found, world.truth).covered)
    assert sum(map(bool, covered)) >= 3
