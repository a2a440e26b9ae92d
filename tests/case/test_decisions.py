"""The decision log (C9): appended only, chained, anchored outside; undo is a new entry."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corroborate.case import Case, database, schema
from corroborate.case.codec import encode
from corroborate.case.decisions import Anchor, astray, broken
from corroborate.case.verification import Problem
from corroborate.model.decision import Decision

from .conftest import LATER, NOW, reseal

Tamper = Callable[..., None]


def log_of(*actions: str) -> list[Decision]:
    log: list[Decision] = []
    for action in actions:
        last = log[-1] if log else None
        log.append(Decision.after(last, who="a", when=NOW, action=action, on="x", why="w", shown="s"))
    return log


def problems(case: Case) -> list[Problem]:
    return [p for p in case.verify().problems if p.kind == "decision"]


def write(case: Case, log: Sequence[Decision], tamper: Tamper) -> None:
    """Put another log in place of the case's, every row with the hash that it must have."""
    statements = ["DELETE FROM decisions"]
    for decision in log:
        row = schema.sealed(schema.decisions, {"number": decision.number, "body": encode(decision)})
        body = str(row["body"]).replace("'", "''")
        statements.append(f"INSERT INTO decisions VALUES ({decision.number}, '{body}', '{row['hash']}')")
    tamper(case, *statements)


def test_c09_every_decision_is_logged_with_who_when_what_and_why(reported: Case) -> None:
    log = reported.decisions()
    assert [d.action for d in log][:3] == ["create the case", "add a source", "add a source"]
    assert log[-1].action == "compute"
    assert log[1].who == "a tester"
    assert all(d.when == NOW for d in log)
    assert broken(log) == []


def test_c09_the_database_refuses_to_change_or_delete_a_decision(reported: Case) -> None:
    connection = sqlite3.connect(reported.path / database.NAME)
    for table in ("decisions", "custody"):
        for statement in (f"UPDATE {table} SET body = 'x'", f"DELETE FROM {table}"):
            with pytest.raises(sqlite3.IntegrityError, match="appended only"):
                connection.execute(statement)
    connection.close()
    assert reported.verify().ok


def test_c09_a_deleted_middle_line_is_reported(reported: Case, tamper: Tamper) -> None:
    tamper(reported, "DELETE FROM decisions WHERE number = 2")
    assert any("decision 2 is missing" in p.what for p in problems(reported))


def test_c09_a_deleted_middle_line_with_the_rest_renumbered_is_reported(
    reported: Case, tamper: Tamper
) -> None:
    log = list(reported.decisions())
    del log[1]
    write(reported, [replace(d, number=n) for n, d in enumerate(log, 1)], tamper)
    found = [p.what for p in problems(reported)]
    assert any("link is broken" in what for what in found)
    assert any("altered" in what for what in found)


def test_c09_a_cut_tail_is_reported(reported: Case, tamper: Tamper) -> None:
    tamper(reported, "DELETE FROM decisions WHERE number >= 3")
    assert any("the log was cut" in p.what for p in problems(reported))


def test_c09_a_rewritten_log_is_reported(reported: Case, tamper: Tamper) -> None:
    count = len(reported.decisions())
    write(reported, log_of(*["create the case"] * count), tamper)
    found = problems(reported)
    assert broken(reported.decisions()) == []
    assert any("the log was rewritten" in p.what and "figures.json" in p.what for p in found)


def test_c09_a_log_rewritten_with_seal_and_manifest_is_told_by_a_copy_kept_elsewhere(
    case: Case, tmp_path: Path, tamper: Tamper
) -> None:
    sent = tmp_path / "sent.html"
    case.report(sent, now=NOW)
    count = len(case.decisions())
    write(case, log_of(*["create the case"] * count), tamper)
    (case.path / "case.seal").unlink()
    reseal(case)
    assert problems(case) == []
    found = case.verify(sent)
    assert any("sent.figures.json" in p.what and "rewritten" in p.what for p in found.problems)


def test_c09_an_altered_decision_is_reported(reported: Case, tamper: Tamper) -> None:
    log = list(reported.decisions())
    log[1] = replace(log[1], who="somebody else")
    write(reported, log, tamper)
    assert [p.what for p in problems(reported)] == ["decision 2 was altered: its hash does not fit its words"]


def test_c09_an_empty_log_is_reported(reported: Case, tamper: Tamper) -> None:
    tamper(reported, "DELETE FROM decisions")
    assert any("empty" in p.what for p in problems(reported))


def test_c09_what_is_undone_is_a_new_entry(case: Case) -> None:
    path = case.path / "case.toml"
    before = path.read_text("utf-8")
    case.run(now=NOW)
    path.write_text(before.replace("The Paper", "The Other"), "utf-8")
    case.run(now=LATER)
    path.write_text(before, "utf-8")
    case.run(now=LATER)
    shown = [d.shown for d in case.decisions() if d.action == "change a source"]
    assert shown == ["publisher 'The Paper' → 'The Other'", "publisher 'The Other' → 'The Paper'"]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.sampled_from(("add", "run", "undo", "")), min_size=1, max_size=8), st.data())
def test_any_one_change_to_a_log_is_seen(actions: list[str], data: st.DataObject) -> None:
    log = log_of(*actions)
    anchor = Anchor.of(log)
    assert broken(log) == astray(log, anchor, "it") == []
    at = data.draw(st.integers(0, len(log) - 1))
    change = data.draw(st.sampled_from(["delete", "alter", "swap"]))
    other = list(log)
    if change == "delete":
        del other[at]
    elif change == "alter":
        other[at] = replace(other[at], why=other[at].why + "!")
    else:
        to = data.draw(st.integers(0, len(log) - 1).filter(lambda n: n != at or len(log) == 1))
        other[at], other[to] = other[to], other[at]
        if to == at:
            return
    assert broken(other) or astray(other, anchor, "it")
