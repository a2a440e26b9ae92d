from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.errors import InputError
from corroborate.linkage.evaluate import evaluate
from corroborate.model.interval import Interval
from corroborate.model.linkage import Linkage


def linkage(partition, pairs=(), probability=(), distinct=(1, 3)):
    return Linkage(
        lists=("a", "b"),
        table_digest="",
        pairs=np.array(pairs, np.int32).reshape(-1, 2),
        probability=np.array(probability, np.float32),
        partition=np.array(partition, np.int32),
        histories=(),
        distinct=Interval(*distinct),
        missed=(0.0, 0.0),
        engine="sampler",
    )


def test_scores_of_a_small_case_by_hand():
    found = linkage([0, 0, 0, 3, 4], [(0, 1), (1, 2), (3, 4)], [0.995, 0.6, 0.2])
    got = evaluate(found, np.array([7, 7, 8, 9, 9]))
    assert (got.pairs.precision, got.pairs.recall) == (1 / 3, 1 / 2)
    assert (got.clusters.precision, got.clusters.recall) == (0.0, 0.0)
    assert got.b_cubed.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert got.b_cubed.recall == pytest.approx((1 + 1 + 1 + 1 / 2 + 1 / 2) / 5)
    assert got.candidates_recall == 1.0
    assert got.truth == 3
    assert got.covered
    assert [(b.low, b.high, b.true) for b in got.reliability] == [
        (0.1, 0.2, 1.0),
        (0.5, 0.6, 0.0),
        (0.99, 1.0, 1.0),
    ]


def test_true_pairs_that_were_never_candidates_count_against_recall():
    got = evaluate(linkage([0, 1, 2]), np.array([1, 1, 1]))
    assert got.pairs.recall == 0.0
    assert got.pairs.precision is None
    assert got.candidates_recall == 0.0


def test_records_without_a_label_take_no_part():
    got = evaluate(linkage([0, 0, 0, 1], [(0, 1), (0, 3)], [0.9, 0.9]), np.array([5, 5, -1, 6]))
    assert got.labelled == 3
    assert (got.pairs.precision, got.pairs.recall) == (1.0, 1.0)
    assert got.truth is None
    assert got.covered is None


def test_labels_of_the_wrong_number_and_no_label_at_all():
    with pytest.raises(InputError):
        evaluate(linkage([0, 1]), np.array([1]))
    with pytest.raises(InputError):
        evaluate(linkage([0, 1]), np.array([-1, -1]))


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=20))
def test_scores_equal_a_count_over_all_pairs(labels):
    found, true = (np.array(x) for x in zip(*labels, strict=True))
    got = evaluate(linkage(found), true)
    pairs = list(combinations(range(len(found)), 2))
    together = [p for p in pairs if found[p[0]] == found[p[1]]]
    same = [p for p in pairs if true[p[0]] == true[p[1]]]
    both = set(together) & set(same)
    assert got.pairs.precision == (len(both) / len(together) if together else None)
    assert got.pairs.recall == (len(both) / len(same) if same else None)
    groups = [{i for i in range(len(x)) if x[i] == v} for x in (found, true) for v in set(x)]
    exact = sum(groups.count(g) == 2 for g in {frozenset(g): g for g in groups}.values())
    assert got.clusters.recall == exact / len(set(true))


def test_a_perfect_linkage_scores_one_everywhere():
    true = np.array([3, 3, 1, 2, 2, 2])
    got = evaluate(linkage(true), true)
    assert got.pairs.f1 == got.clusters.f1 == got.b_cubed.f1 == 1.0
