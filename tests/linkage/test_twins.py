import numpy as np
import pytest

from corroborate.errors import InputError
from corroborate.linkage.link import link
from corroborate.linkage.twins import policy_of, twin
from corroborate.lists.simulate import FOUR_LISTS, simulate
from corroborate.model.interval import Interval
from corroborate.model.linkage import Linkage
from corroborate.model.record import Duplicates


@pytest.fixture(scope="module")
def world():
    return simulate(FOUR_LISTS, records=800, seed=2)


def true_linkage(world):
    order = np.argsort(world.truth, kind="stable")
    same = world.truth[order[1:]] == world.truth[order[:-1]]
    pairs = np.sort(np.stack([order[:-1][same], order[1:][same]], axis=1), axis=1)
    return Linkage(
        world.table.lists,
        world.table.digest,
        pairs.astype(np.int32),
        np.full(len(pairs), 0.99, np.float32),
        world.truth,
        (),
        Interval(1, 2),
        (0.0, 0.0),
        "sampler",
    )


def test_a_twin_has_the_same_lists_and_sizes_and_knows_its_truth(world):
    table, truth = twin(world.table, true_linkage(world), 1)
    assert np.array_equal(table.list_index, world.table.list_index)
    assert len(np.unique(truth)) == len(np.unique(world.truth))
    again, _ = twin(world.table, true_linkage(world), 1)
    assert again.digest == table.digest
    other, _ = twin(world.table, true_linkage(world), 2)
    assert other.digest != table.digest


def test_records_of_a_twin_differ_as_linked_records_do(world):
    table, truth = twin(world.table, true_linkage(world), 1)

    def apart(t, labels):
        order = np.argsort(labels, kind="stable")
        same = labels[order[1:]] == labels[order[:-1]]
        a, b = order[:-1][same], order[1:][same]
        days = np.abs(t.first_day[a].astype(int) - t.first_day[b])
        types = t.event_type[a] == t.event_type[b]
        return days.mean(), types.mean()

    days, types = apart(world.table, world.truth)
    twin_days, twin_types = apart(table, truth)
    assert 0.6 * days < twin_days < 2.5 * days
    assert abs(types - twin_types) < 0.25


def test_without_a_sure_pair_there_is_no_twin(world):
    loose = true_linkage(world)
    with pytest.raises(InputError, match="sure enough"):
        twin(
            world.table,
            Linkage(
                **{f: getattr(loose, f) for f in loose.__slots__} | {"probability": loose.probability * 0}
            ),
            1,
        )


def test_twins_are_linked_by_the_policy_of_the_linkage(world):
    names = world.table.lists
    given = {names[0]: Duplicates.FREE, names[1]: Duplicates.NONE, names[2]: 3}
    found = link(world.table, sweeps=40, duplicates=given)
    assert isinstance(found, Linkage)
    assert policy_of(found) == {**given, names[3]: Duplicates.FEW}
