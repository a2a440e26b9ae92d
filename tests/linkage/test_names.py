"""Names of persons: which parts agree, however they are spelt or ordered, and how common that is."""

from __future__ import annotations

import numpy as np
import pytest
from tests.linkage.conftest import table_of

from corroborate.linkage.columns import Columns
from corroborate.linkage.graph import prepared
from corroborate.linkage.laws.names import name
from corroborate.linkage.link import link
from corroborate.linkage.presets import PRESETS
from corroborate.model.linkage import LinkageRefused
from corroborate.model.record import Duplicates


def level_of(one: str, two: str) -> str:
    """The level of two names in words, the same both ways round."""
    table = table_of(["a"], [0, 0], [0, 0], [None, None], name=(one, two))
    law = next(law for law in PRESETS["persons"].laws if law.name == "name")
    values = name(Columns.of(table))
    assert values is not None
    a, b = np.array([0], np.int32), np.array([1], np.int32)
    there, back = int(values.compare(a, b)[0]), int(values.compare(b, a)[0])
    assert there == back
    return law.levels[there]


@pytest.mark.parametrize(
    ("one", "two", "words"),
    [
        ("anna weber", "anna weber", "the same"),
        ("weber anna", "anna weber", "the same words in another order"),
        ("chelsea van groesen", "van groesen chelsea", "the same words in another order"),
        ("mohammed ali hassan", "mohammed hassan", "the same but for a part left out"),
        ("anna weber", "anna veber", "the first the same, the last one letter apart"),
        ("anna schneider", "anna shneeder", "the first the same, the last two or three letters apart"),
        ("ana weber", "anna weber", "the last the same, the first one letter apart"),
        ("mohammed weber", "muhamad weber", "the last the same, the first two or three letters apart"),
        ("jor dan blake", "jordan blake", "a few letters apart in all"),
        ("thomas morcom", "morclm thomas", "in another order, and letters apart"),
        ("a weber", "anna weber", "the last the same, the first an initial"),
        ("paul weber", "anna weber", "only the last the same"),
        ("weber", "anna weber", "only the last the same"),
        ("anna", "anna weber", "only the first the same"),
        ("anna weber", "anna sondergeld", "only the first the same"),
        ("webe", "anna weber", "only one part alike, by letters"),
        ("anna weber", "paul sondergeld", "apart"),
    ],
)
def test_levels_of_names(one: str, two: str, words: str) -> None:
    assert level_of(one, two) == words


def test_rare_names_say_more_than_common_ones() -> None:
    names = ["omar hassan"] * 40 + ["sena quill", "sena quill"] + ["omar reyes"] * 20 + ["lina hassan"] * 20
    table = table_of(["a"], [0] * len(names), [0] * len(names), [None] * len(names), name=tuple(names))
    columns = Columns.of(table)
    values = name(columns)
    assert values is not None
    at = {table.name[row]: values.share[values.code[i], 0] for i, row in enumerate(columns.row)}
    common, rare = at["omar hassan"], at["sena quill"]
    assert common[0] > 0.2
    assert rare[0] < 0.01 < common[0]
    assert rare[10] < common[10]
    total = values.share.sum(axis=-1)
    assert total == pytest.approx(np.where(total > 0, 1.0, 0.0), abs=1e-4)


def test_fields_that_both_state_and_that_cannot_be_compared_say_nothing() -> None:
    """One record names its town, the other its province: both state a place, without a common unit."""
    n = 24
    names = tuple(f"{'abcdefghijkl'[k % 12] * 5} {'mnopqrstuvwx'[k % 12] * 5}" for k in range(n))
    town = np.array([k % 12 if k < 12 else -1 for k in range(n)], np.int32)
    province = np.array([-1 if k < 12 else k % 4 for k in range(n)], np.int32)
    which, days = [0] * 12 + [1] * 12, [100 * (k % 12) for k in range(n)]
    columns = {"name": names, "settlement": town, "admin1": province}
    table = table_of(["a", "b"], which, days, [None] * n, **columns)
    laws = prepared(PRESETS["persons"].laws, Columns.of(table))
    assert {"name", "date", "place"} <= {law.name for law, _ in laws}
    found = link(table, preset="persons", duplicates={"a": Duplicates.NONE, "b": Duplicates.NONE}, sweeps=40)
    assert not isinstance(found, LinkageRefused)
    assert len(set(found.partition.tolist())) == 12
