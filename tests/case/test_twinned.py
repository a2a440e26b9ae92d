"""A case's linkage on simulated twins of its lists."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corroborate.case.linking import alone
from corroborate.case.twinned import on_twins, pooled
from corroborate.errors import SettingError
from corroborate.linkage.link import link
from corroborate.lists.simulate import FOUR_LISTS, simulate
from corroborate.model.evaluation import Bin, Evaluation, Scores
from corroborate.model.linking import LinkageSettings
from corroborate.model.listing import LinkageSummary


def evaluation(*bins, covered=True):
    none = Scores(None, None)
    return Evaluation(10, 5, none, none, none, None, bins, None, 9, None, covered)


def test_bins_of_the_same_limits_are_weighted_by_their_pairs():
    one = evaluation(Bin(0.0, 0.5, 30, 0.2, 0.1), Bin(0.5, 1.0, 10, 0.9, 1.0))
    two = evaluation(Bin(0.5, 1.0, 30, 0.7, 0.6))
    first, second = pooled([one, two])
    assert first == Bin(0.0, 0.5, 30, 0.2, 0.1)
    assert (second.pairs, second.stated, second.true) == (40, pytest.approx(0.75), pytest.approx(0.7))
    assert pooled([]) == ()


def test_a_linkage_is_put_to_the_test_on_twins_of_its_lists():
    table = simulate(FOUR_LISTS.keeping(3), records=150, seed=4).table
    found = link(table, sweeps=60, seed=1)
    summary = LinkageSummary.of(found)
    made = on_twins(summary, found, table, {}, LinkageSettings(sweeps=60, twins=2))
    assert made.twins == 2
    assert 0 <= made.twins_held <= 2
    assert sum(each.pairs for each in made.reliability) > 0
    assert all(0 <= each.stated <= 1 and 0 <= each.true <= 1 for each in made.reliability)
    assert replace(made, twins=0, twins_held=0, reliability=()) == summary


def test_without_a_sure_pair_nothing_is_tested():
    table = simulate(FOUR_LISTS.keeping(3), records=60, seed=4).table
    single = alone(table)
    summary = LinkageSummary.of(single)
    assert on_twins(summary, single, table, {}, LinkageSettings(twins=3)) == summary


@pytest.mark.parametrize("twins", [-1, 101, 1.0, True])
def test_a_number_of_twins_that_cannot_be_is_refused(twins):
    with pytest.raises(SettingError, match="twins"):
        LinkageSettings.of({"twins": twins})
