"""Reports with their sources, and how they crowd."""

from __future__ import annotations

import numpy as np
import pytest
from tests.linkage.conftest import table_of

from corroborate.linkage.columns import Columns
from corroborate.linkage.explain import explain
from corroborate.linkage.fields import SOURCE
from corroborate.linkage.graph import Graph
from corroborate.linkage.laws.sources import prepare
from corroborate.linkage.learning import links_of, parts_of
from corroborate.linkage.link import link
from corroborate.linkage.model import Records
from corroborate.model.linkage import Linkage
from corroborate.model.record import Duplicates


def reports(source):
    """Two incidents 33 km apart on each of forty days, each told by two rows that follow each other."""
    day = [100 + 40 * k for k in range(40) for _ in range(4)]
    place = [(8.0 + 0.3 * (row // 2), 30.0 + 0.2 * (k % 10)) for k in range(40) for row in range(4)]
    deaths = [float(1 + k % 7 + 30 * (row // 2)) for k in range(40) for row in range(4)]
    return table_of(["a"], [0] * 160, day, place, deaths, source=np.array(source, np.int32))


def test_rows_of_one_source_speak_against_one_incident() -> None:
    table = reports([0, 1] * 80)
    found = link(table, duplicates={"a": Duplicates.FREE}, sweeps=200, seed=1)
    assert isinstance(found, Linkage)

    def said(a: int, b: int) -> float:
        return next(
            e.weight
            for e in explain(table, found, ("a", f"r{a}"), ("a", f"r{b}")).evidence
            if e.field == SOURCE
        )

    assert said(0, 1) > 0 > said(0, 2)


def test_sources_that_stand_once_are_no_field() -> None:
    assert prepare(Columns.of(reports(range(160)))) is None


def test_a_source_is_one_only_within_a_list() -> None:
    table = table_of(["a", "b"], [0, 0, 1], [1, 1, 1], [None] * 3, source=np.array([4, 4, 4], np.int32))
    columns = Columns.of(table)
    values = prepare(columns)
    assert values is not None
    at = np.argsort(columns.row).astype(np.int32)
    assert values.compare(at[[0, 0]], at[[1, 2]]).tolist() == [1, 0]


def test_days_on_which_an_incident_went_on_belong_to_its_date() -> None:
    ended = np.array([14, -(2**31)], np.int32)
    columns = Columns.of(table_of(["a"], [0, 0], [10, 10], [None] * 2, ended=ended))
    back = np.argsort(columns.row)
    assert columns.last[back].tolist() == [14, 10]


# With even odds each of three pairs is 1 / (1 + 1 + 2 / 4) of a link, and a record bears half of two of them.
@pytest.mark.parametrize(("chance", "part"), [(1.0, 1 / 3), (0.0, 1.0), (0.5, 0.6)])
def test_the_part_of_each_of_three_reports(chance: float, part: float) -> None:
    columns = Columns.of(table_of(["a"], [0] * 3, [1] * 3, [None] * 3))
    a, b = np.array([0, 0, 1], np.int32), np.array([1, 2, 2], np.int32)
    graph = Graph.of(3, a, b, np.zeros((3, 1), np.uint8))
    matched = np.full(3, chance, np.float32)
    found = parts_of(graph, Records.of(columns, []), matched, np.array([True]))
    assert found == pytest.approx(np.full(3, part), abs=1e-6)
    single = parts_of(graph, Records.of(columns, []), matched, np.array([False]))
    assert single == pytest.approx(np.ones(3))


@pytest.mark.parametrize("size", [2, 3, 7])
def test_records_that_are_one_for_sure_have_a_link_less_than_they_are(size: int) -> None:
    a, b = np.triu_indices(size, 1)
    graph = Graph.of(size, a.astype(np.int32), b.astype(np.int32), np.zeros((len(a), 1), np.uint8))
    matched = np.ones(len(a), np.float32)
    links = links_of(graph, matched, np.ones(len(a), np.bool_))
    assert float(links.sum()) == pytest.approx(size - 1, rel=1e-4)
    assert links_of(graph, matched, np.zeros(len(a), np.bool_)) == pytest.approx(matched)
