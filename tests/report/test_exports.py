"""Figures and claims as data, citations, the share card."""

from __future__ import annotations

import csv
import doctest
import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from builder import Builder, contested, sum_finding

from corroborate.report import exports, figures, manifest, render_html
from corroborate.report.card import alternative, card_svg
from corroborate.report.citing import bibtex, citation, in_words


@pytest.fixture(scope="module")
def dossier():
    b, c = contested()
    return b.dossier(sum_finding(c))


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_figure_is_in_csv_and_json_with_its_interval(dossier):
    told = {row["id"]: row for row in rows(exports.figures_csv(dossier))}
    page = manifest(dossier, render_html(dossier))["figures"]
    assert set(told) == set(page) == {f.id for f in figures(dossier)}
    over = next(row for row in told.values() if row["words"] == "over 160 successful operations" or
                row["words"].startswith("160") or row["low"] == "161")  # fmt: skip
    assert (over["low"], over["high"]) == ("161", "")
    laid = next(row for row in told.values() if row["words"] == "137")
    assert laid["first_day_earliest"] == laid["first_day_latest"] == "2024-02-01"
    assert laid["last_day_latest"] == "2024-10-31"
    assert len(laid["claims"].split()) >= 3
    assert "29 + 52 + 56" in laid["working"]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@sum", "\t=1", "|calc", " =1", "\r=1"])
def test_no_cell_is_taken_for_a_formula(words):
    line = rows(exports.table(["a"], [[words]]))[0]["a"]
    assert line == f"'{words}"


@pytest.mark.parametrize("words", ["137", "29 to 81", "at most 19", "62%", "a=b", "اوراق"])
def test_plain_cells_stay_as_they_are(words):
    assert rows(exports.table(["a", "b"], [[words, -3]])) == [{"a": words, "b": "-3"}]


def test_the_example_of_the_table_is_true():
    assert doctest.testmod(exports).failed == 0


def test_claims_are_a_line_each_with_their_place(dossier):
    lines = [json.loads(line) for line in exports.claims_jsonl(dossier).splitlines()]
    assert [line["id"] for line in lines] == [c.id for c in dossier.claims]
    contents = {d.text.id: d.text.content for d in dossier.documents}
    for line in lines:
        assert contents[line["text"]][line["start"] : line["end"]] == line["words"]
    over = next(line for line in lines if line["number_words"] == "160")
    assert (over["low"], over["high"]) == (161, None)


def test_a_citation_names_title_release_day_and_hash(dossier):
    told = in_words(replace(dossier, release="2025-06-01-01"), "ab" * 32)
    assert told == (
        "A contested count. Release 2025-06-01-01, 1 June 2025. Made with corroborate 0.1.0. "
        f"SHA-256 of the page: {'ab' * 32}."
    )
    assert "Not released" in in_words(dossier)
    assert citation(dossier).endswith("}\n")


def test_no_title_is_a_command_for_tex(dossier):
    entry = bibtex(replace(dossier, title="50% of $5 & {more} \\input{x}_#~^"))
    assert (
        r"50\% of \$5 \& \{more\} \textbackslash{}input\{x\}\_\#\textasciitilde{}\textasciicircum{}" in entry
    )
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")


def test_the_card_shows_the_headline_interval_and_what_is_not_known(dossier):
    root = ElementTree.fromstring(card_svg(dossier))
    said = " ".join(root.itertext())
    for words in (
        "137",
        "222",
        "verified",
        "claims, counted",
        "cannot be said",
        "1 February–31 October 2024",
    ):
        assert words in said
    assert not re.search(r"href|<image|<script|url\(", card_svg(dossier))
    assert "137" in alternative(dossier)


def test_the_card_of_a_case_without_figures_says_so_and_escapes():
    empty = replace(Builder().dossier(), title='<b>"&', question="</svg>")
    said = " ".join(ElementTree.fromstring(card_svg(empty)).itertext())
    assert "No figure answers the question." in said
    assert '<b>"&' in said


def test_nothing_on_the_card_overlaps(dossier):
    long = replace(dossier, title="A very long title of a contested count " * 5, question="And why? " * 40)
    for each in (dossier, long):
        root = ElementTree.fromstring(card_svg(each))
        lines = [
            (float(t.get("x")), float(t.get("y")), float(t.get("font-size")))
            for t in root.iter("{http://www.w3.org/2000/svg}text")
        ]
        for n, (x, y, _) in enumerate(lines):
            assert y < 630
            for other_x, other_y, size in lines[n + 1 :]:
                assert abs(other_x - x) > 300 or abs(other_y - y) >= 0.6 * size
