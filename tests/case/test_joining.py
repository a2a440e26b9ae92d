"""A case with lists: linked, asked about its claims, weighed by what they say, and kept up to date."""

import csv
from datetime import UTC, datetime

import pytest

from corroborate.case import Case
from corroborate.case.linkagefile import PAIRS
from corroborate.lists.simulate import FOUR_LISTS, simulate, write
from corroborate.model.assessment import Basis
from corroborate.model.linkage import PairVerdict

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
REST = '\n[linkage]\nsweeps = 60\n[estimation]\nspread = "none"\n'


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Three small simulated lists as GED files."""
    target = tmp_path_factory.mktemp("lists")
    write(target, [simulate(FOUR_LISTS.keeping(3), records=150, seed=4)], formats=("ged",))
    return target


@pytest.fixture
def case(tmp_path, folder):
    made = Case.create(tmp_path / "case", title="Attacks", question="How many attacks?", now=NOW)
    for name in ("alpha", "beta", "gamma"):
        made.add(folder / f"{name}.csv", list_name=name, published="2016-01-01", now=NOW)
    note = tmp_path / "note.txt"
    note.write_text(
        "Officials said that there were 9000 attacks between 1 January 2015 and 21 February 2015."
    )
    made.add(note, published="2016-01-10", publisher="Daily", now=NOW)
    toml = made.path / "case.toml"
    toml.write_text(toml.read_text().replace("[definitions]", REST + "[definitions]"))
    return made


def test_lists_are_linked_and_the_claim_is_weighed_by_them(case):
    assert case.run(now=NOW).changed
    listing = case.dossier(NOW).listing
    assert [one.rows for one in listing.lists] == [one.records for one in listing.lists]
    assert listing.linkage.distinct.low <= listing.linkage.distinct.high <= listing.linkage.records
    (held,) = [e for e in listing.evidence if e.slice.measure == "attack"]
    assert held.recorded is not None
    figures = case.dossier(NOW).weighing.figures
    recorded = [f for f in figures if f.basis is Basis.RECORDED]
    assert recorded
    assert all(f.rows for f in recorded)
    rules = {a.rule for a in case.dossier(NOW).weighing.assessments}
    assert rules & {"W19-exceeds-estimate", "W21-no-estimate", "W20-within-estimate"}
    assert not case.run(now=NOW).changed
    assert case.is_current()


def test_a_verdict_of_a_reviewer_links_again(case):
    case.run(now=NOW)
    table = case.record_table()
    a, b = case.linkage().pairs[0]
    keys = [(table.lists[table.list_index[i]], table.row_ids[i]) for i in (a, b)]
    case.judge(*keys, PairVerdict.DIFFERENT, who="ana", why="years apart", now=NOW)
    assert not case.is_current()
    assert case.run(now=NOW).computed.get("linkage") == 1
    assert case.linkage().partition[a] != case.linkage().partition[b]
    assert case.dossier(NOW).listing.linkage.decisions == 1


def test_a_changed_linkage_file_is_made_anew(case):
    case.run(now=NOW)
    file = case.path / "linkage" / PAIRS
    before = file.read_bytes()
    file.write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
    assert not case.is_current()
    assert case.run(now=NOW).computed.get("linkage") == 1
    assert file.read_bytes() == before


def test_the_report_of_a_case_with_lists_verifies(case):
    page = case.report(now=NOW)
    assert 'id="lists"' in page.read_text("utf-8")
    assert case.verify().ok


def test_lists_that_cite_one_source_are_a_limit_of_what_rests_on_them(case, folder, tmp_path):
    for name in ("alpha", "beta"):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with (tmp_path / f"{name}-cited.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows({**row, "source_article": "Wire, 3 March"} for row in rows)
        case.add(tmp_path / f"{name}-cited.csv", list_name=f"{name} cited", published="2016-01-01", now=NOW)
    case.run(now=NOW)
    listing = case.dossier(NOW).listing
    ties = {tie.sources: tie for tie in listing.dependences}
    assert ("alpha cited", "beta cited") in ties
    (held,) = [e for e in listing.evidence if e.slice.measure == "attack"]
    for tie in ties.values():
        assert f"{tie.words} {tie.effect}" in held.limits
        assert {row.partition(":")[0] for row in tie.rows} == set(tie.sources)
    recorded = [f for f in case.dossier(NOW).weighing.figures if f.basis is Basis.RECORDED]
    assert all(set(held.limits) <= set(f.working) for f in recorded)
