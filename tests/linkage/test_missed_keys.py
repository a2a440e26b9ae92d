"""The share of true pairs that no key brings together, from two ways to be found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from corroborate.linkage.evaluate import evaluate
from corroborate.linkage.link import link
from corroborate.lists.simulate import PERSONS, simulate
from corroborate.model.linkage import LinkageRefused


def test_what_two_ways_find_tells_how_much_both_miss() -> None:
    world = simulate(PERSONS, records=500, seed=4)
    found = link(world.table, preset="persons", sweeps=80, seed=1)
    assert not isinstance(found, LinkageRefused)
    scores = evaluate(found, world.truth)
    assert scores.candidates_recall is not None
    low, high = found.missed
    assert 0 <= low <= high < 0.3
    assert 1 - scores.candidates_recall <= high


def test_names_alone_leave_the_prior() -> None:
    world = simulate(PERSONS, records=300, seed=4)
    n = len(world.table)
    unknown = np.full(n, np.iinfo(np.int32).min, np.int32)
    bare = replace(world.table, first_day=unknown, last_day=unknown, extra={})
    found = link(bare, preset="persons", sweeps=40, seed=1)
    assert not isinstance(found, LinkageRefused)
    assert found.missed[1] > 0.1
