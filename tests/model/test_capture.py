from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.errors import TableError
from corroborate.model.capture import CaptureHistories

TABLE = CaptureHistories.of("abc", {0b001: 4, 0b011: 3, 0b111: 2, 0b100: 1})


def test_counts_sizes_and_margins() -> None:
    assert TABLE.n == 10
    assert TABLE.sizes == (9, 5, 3)
    assert TABLE.margin(0b011) == 5
    assert TABLE.frequencies == (5, 3, 2)


def test_equal_patterns_are_added_and_zeros_left_out() -> None:
    table = CaptureHistories.of("ab", [(1, 2), (1, 3), (2, 0)])
    assert table.cells == {1: 5}


def test_keeping_and_without_project_the_individuals() -> None:
    fewer = TABLE.without("a")
    assert fewer.lists == ("b", "c")
    assert fewer.cells == {0b01: 3, 0b11: 2, 0b10: 1}
    assert TABLE.keeping(["c", "b"]) == fewer


def test_members_of_a_list_are_a_population_of_known_size() -> None:
    members = TABLE.members_of("a")
    assert members.lists == ("b", "c")
    assert members.cells == {0b01: 3, 0b11: 2}


def test_digest_tells_tables_apart_but_not_notes() -> None:
    assert TABLE.digest == CaptureHistories.of("abc", TABLE.cells, ["note"]).digest
    assert TABLE.digest != CaptureHistories.of("abd", TABLE.cells).digest


@pytest.mark.parametrize(
    ("lists", "patterns", "counts"),
    [
        (("a", "a"), (1,), (1,)),
        (("a", "b"), (0,), (1,)),
        (("a", "b"), (4,), (1,)),
        (("a", "b"), (2, 1), (1, 1)),
        (("a", "b"), (1,), (0,)),
        (("a", "b"), (1,), (1, 2)),
        (tuple(str(i) for i in range(63)), (1,), (1,)),
    ],
)
def test_what_cannot_be_is_refused(
    lists: tuple[str, ...], patterns: tuple[int, ...], counts: tuple[int, ...]
) -> None:
    with pytest.raises(TableError):
        CaptureHistories(lists, patterns, counts)


@pytest.mark.parametrize("name", ["z", ""])
def test_an_unknown_list_is_named(name: str) -> None:
    with pytest.raises(TableError, match="no such list"):
        TABLE.without(name)
    with pytest.raises(TableError, match="no such list"):
        TABLE.members_of(name)
    with pytest.raises(TableError, match="no such list"):
        TABLE.keeping([name])


@given(st.dictionaries(st.integers(1, 31), st.integers(1, 50), min_size=1))
def test_nobody_is_lost_in_a_projection(cells: dict[int, int]) -> None:
    table = CaptureHistories.of("abcde", cells)
    for j, name in enumerate(table.lists):
        fewer = table.without(name)
        assert fewer.n == table.n - cells.get(1 << j, 0)
        assert table.members_of(name).n == table.sizes[j] - cells.get(1 << j, 0)
