"""Bad input: exact, or a clear error."""

from __future__ import annotations

import numpy as np
import pytest

from corroborate.errors import TableError
from corroborate.estimation import estimate, from_csv, histories
from corroborate.estimation.table import by_label, columns_of
from corroborate.model.estimate import Refused


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1,0,1,-3", "line 3: a count must not be negative"),
        ("1,0,1,2.5", "line 3: a count must be a whole number"),
        ("1,0,1,", "line 3 has no count"),
        ("1,0,1,NA", "line 3 has no count"),
        ("1,0,1,many", "line 3: a count must be a whole number"),
        ("1,0,1,1e99", "line 3: a count must be at most"),
        ("0,0,0,4", "line 3 is on no list but has a count"),
        ("1,2,0,4", "column b, line 3 must be 0 or 1"),
        ("1,,0,4", "column b, line 3 must be 0 or 1"),
        ("1,0,4", "line 3 has 3 values where the heading has 4"),
        ('1,0,"4', "cannot be read as CSV"),
    ],
)
def test_a_wrong_row_is_named(row: str, said: str) -> None:
    with pytest.raises(TableError, match=said):
        from_csv(f"a,b,c,count\n1,1,0,5\n{row}\n")


@pytest.mark.parametrize("text", ["", "\n", "a,b,count\n", "a,a,count\n1,0,3\n", "a,b,count\n1,0,0\n"])
def test_an_empty_or_ambiguous_table_is_refused(text: str) -> None:
    with pytest.raises(TableError):
        from_csv(text)


def test_duplicate_rows_are_added_and_said_so() -> None:
    found = from_csv("a,b,c,count\n1,1,0,5\n1,0,1,2\n1,1,0,4\n")
    assert found.cells == {0b011: 9, 0b101: 2}
    assert found.notes == ("1 of 2 patterns stand in more than one row; their counts were added.",)


def test_a_row_of_zeros_without_a_count_says_nothing() -> None:
    assert from_csv("a,b,count\n0,0,0\n1,0,3\n").cells == {1: 3}


def test_counts_may_be_written_as_decimals_and_a_mark_may_lead_the_file() -> None:
    assert from_csv("\ufeffa,b,Count\n1,0,3.0\n1.0,1,2\n").cells == {1: 3, 3: 2}


def test_rows_of_individuals_are_counted() -> None:
    assert from_csv("a,b\n1,0\n1,1\n1,0\nno,yes\n").cells == {1: 2, 3: 1, 2: 1}


def test_arrays_of_individuals_and_of_patterns() -> None:
    people = np.array([[1, 0, 1], [1, 0, 1], [0, 1, 0], [0, 0, 0]])
    assert histories(people).cells == {0b101: 2, 0b010: 1}
    assert histories(people).notes == ("1 rows are on none of the lists and were left out.",)
    assert histories(people.astype(bool)).cells == {0b101: 2, 0b010: 1}
    patterns = np.array([[1, 0, 1, 7], [0, 1, 0, 2]])
    assert histories(patterns).cells == {0b101: 7, 0b010: 2}
    assert histories(people, lists=["x", "y", "z"]).lists == ("x", "y", "z")
    assert histories([[1, 0, 1], [0, 1, 1]], lists=["x", "y"]).cells == {0b01: 1, 0b10: 1}
    with pytest.raises(TableError):
        histories(people, lists=["x"])
    with pytest.raises(TableError):
        histories(np.zeros(3))


class Frame:
    """What a dataframe looks like from outside."""

    columns = ("a", "b", "where")

    def __getitem__(self, name: str) -> list[object]:
        return {"a": [1, 1, 0], "b": [0, 1, 1], "where": ["x", "y", None]}[name]  # type: ignore[return-value]


def test_a_dataframe_by_its_columns() -> None:
    assert histories(Frame(), lists=["a", "b"]).cells == {1: 1, 3: 1, 2: 1}
    with pytest.raises(TableError, match="column where"):
        histories(Frame())
    with pytest.raises(TableError, match="no such column"):
        histories(Frame(), lists=["a", "q"])
    with pytest.raises(TableError, match="no such column"):
        histories(Frame(), count="q")
    with pytest.raises(TableError, match="differ in length"):
        histories({"a": [1, 0], "b": [1]})


def test_strata_are_split_and_the_missing_ones_kept_apart() -> None:
    parts = by_label(columns_of("a,b,p,count\n1,0,x,3\n1,1,,2\n0,1,x,1\n1,1,NA,4\n0,1,y,0\n"), ["p"])
    assert {label: table.cells for label, table in parts.items()} == {
        ("x",): {1: 3, 2: 1},
        ("y",): {},
        (None,): {3: 6},
    }
    with pytest.raises(TableError, match="no such column"):
        by_label({"a": [1]}, ["q"])
    with pytest.raises(TableError, match="cannot be a list"):
        by_label({"a": [1], "b": [1]}, ["b"], lists=["a", "b"])
    with pytest.raises(TableError, match="need a column"):
        by_label({"a": [1]}, [])


def test_several_columns_make_one_stratum_each_combination() -> None:
    text = "a,b,p,m,count\n1,0,x,1,3\n1,1,x,2,2\n0,1,y,,1\n1,1,,1,4\n"
    parts = by_label(columns_of(text), ["p", "m"])
    assert list(parts) == [("x", "1"), ("x", "2"), ("y", None), (None, "1")]


def test_a_row_is_named_by_its_line_in_the_file_whatever_its_stratum() -> None:
    text = 'a,b,"a\nname",count\n1,0,x,3\n\n1,1,"two\nlines",2\n0,1,y,-1\n'
    with pytest.raises(TableError, match="line 7: a count must not be negative"):
        by_label(columns_of(text), ["a\nname"])
    with pytest.raises(TableError, match="row 2: a count must not be negative"):
        by_label({"a": [1, 0], "p": ["x", "y"], "count": [3, -1]}, ["p"])


def test_thirty_lists_and_ten_million_individuals() -> None:
    random = np.random.default_rng(1)
    wide = histories((random.random((2000, 30)) < 0.1).astype(int))
    assert len(wide.lists) == 30
    size = 10_000_000
    patterns = random.choice(np.arange(8), size=size, p=[0.2, *[0.8 / 7] * 7])
    rows = (patterns[:, None] >> np.arange(3)) & 1
    found = histories({name: rows[:, j].astype(bool) for j, name in enumerate("abc")})
    assert found.n == int((patterns > 0).sum())
    result = estimate(found, spread="none")
    assert not isinstance(result, Refused)
    assert result.n == found.n


def test_sixty_three_lists_are_too_many() -> None:
    with pytest.raises(TableError, match="at most 62 lists"):
        histories(np.ones((2, 63), bool))


def test_more_individuals_than_people_are_an_error() -> None:
    rows = "".join(f"{a},{b},{c},9000000000\n" for a, b, c in [(1, 0, 0), (0, 1, 0), (1, 1, 1)])
    with pytest.raises(TableError, match="at most 10,000,000,000 individuals"):
        from_csv("a,b,c,count\n" + rows)
