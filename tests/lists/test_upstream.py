"""Which lists rest on the same reports."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from corroborate.lists import Options, from_dict, import_list, read, table
from corroborate.lists.upstream import SHOWN, address, publisher, upstream
from corroborate.model.independence import Tie

COLUMNS = ("id", "day", "source", "link")


def lists(tmp_path, **rows):
    """A table of lists made from rows of (source, link), and their files."""
    files = {}
    for name, given in rows.items():
        path = tmp_path / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows((f"{name}{i}", "2024-03-05", *row) for i, row in enumerate(given))
        mapping = from_dict(
            {
                "name": name,
                "columns": {"id": "id", "begin": "day", "sources": "source", "url": "link"},
                "split": {"sources": ";"},
            }
        )
        import_list(path, tmp_path / f"{name}.d", name=name, options=Options(mapping=mapping), title=name)
        files[name] = (tmp_path / f"{name}.d" / "records.parquet",)
    return files, table(files)


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("Reuters, 25/2-09", "reuters"),
        ("Reuters  25/2-09", "reuters"),
        ("AFP (Kabul)", "afp"),
        ("Enough Project, June 2010, \"On the heels\", 18", "enough project"),
        ("8am Media", "8am media"),
        ("It was on 5 March that two people died here.", "it was on 5 march that two people died here"),
        ("2024-03-01", "2024 03 01"),
        ("Hasht-e Subh", "hasht e subh"),
        ("https://t.me/Front/17?single", "t.me/front"),
        ("http://www.Example.org/a/b#c", "example.org"),
    ],
)  # fmt: skip
def test_publishers_are_known_by_what_stands_before_title_and_date(source, key):
    assert publisher(source) == key


def test_addresses_are_one_whatever_their_scheme_and_query():
    assert address("https://www.Example.org/A/") == address("http://example.org/A?from=feed#x")
    assert address("https://example.org/a") != address("https://example.org/A")


def test_incidents_whose_rows_cite_one_publisher_are_counted_among_those_that_name_any(tmp_path):
    files, made = lists(
        tmp_path,
        one=[("Reuters; BBC", ""), ("AP", ""), ("", ""), ("BBC", "")],
        two=[("BBC, 6 March", ""), ("AFP", ""), ("BBC", ""), ("BBC", "")],
    )
    same = np.array([0, 1, 2, 3, 0, 1, 2, 9], np.int32)
    (found,) = upstream(files, made, same)
    assert (found.tie, found.sources, found.of_lists) == (Tie.CITED, ("one", "two"), True)
    assert (found.compared, found.share) == (2, 0.5)
    assert found.rows == ("one:one0", "two:two0")
    assert "Of the 2 incidents" in found.words
    assert "too low" in found.effect


def test_rows_that_lead_to_one_address_are_one_feed_linked_or_not(tmp_path):
    files, made = lists(
        tmp_path,
        one=[("", "https://example.org/x/1"), ("", "https://example.org/x/2")],
        two=[("", "http://www.example.org/x/1?a=b"), ("", "https://example.org/"), ("", "")],
        three=[("", "https://example.org/")],
    )
    (found,) = upstream(files, made, np.arange(6, dtype=np.int32))
    assert (found.tie, found.sources, found.compared) == (Tie.FEED, ("one", "two"), 1)
    assert found.rows == ("one:one0", "two:two0")


def test_lists_without_common_sources_are_not_tied(tmp_path):
    files, made = lists(tmp_path, one=[("Reuters", "")], two=[("AFP", "")], three=[("", "")])
    assert upstream(files, made, np.zeros(3, np.int32)) == ()


def test_no_more_rows_are_named_than_can_be_read(tmp_path):
    rows = [("BBC", "")] * 30
    files, made = lists(tmp_path, one=rows, two=rows)
    (found,) = upstream(files, made, np.tile(np.arange(30, dtype=np.int32), 2))
    assert len(found.rows) == SHOWN
    assert (found.share, found.compared) == (1.0, 30)


def test_one_source_and_the_last_day_reach_the_table(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "id,day,end,source\n1,2024-03-05,2024-03-07,X\n2,2024-03-05,,X\n3,2024-03-06,,X;Y\n4,2024-03-06,,\n"
    )
    mapping = from_dict(
        {
            "name": "a",
            "columns": {"id": "id", "begin": "day", "end": "end", "sources": "source"},
            "split": {"sources": ";"},
        }
    )
    made = table(read(path, mapping=mapping))
    assert made.source is not None
    assert made.ended is not None
    assert made.source[0] == made.source[1] >= 0
    assert made.source[2:].tolist() == [-1, -1]
    assert made.ended[0] == made.first_day[0] + 2
