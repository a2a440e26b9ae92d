"""The check as a whole: coverage that adds up, ranking, bounds, bad input, determinism."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

import pytest
from consistency_build import MEASURES, Paper, run, window
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.consistency import Budget, check, is_numeric, view
from corroborate.consistency.check import told_apart
from corroborate.consistency.seen import Seen
from corroborate.model.claim import AnyClaim, ClaimKind, Counted, Status
from corroborate.model.finding import Finding, Level
from corroborate.model.window import DayRange

H1 = ("2023-01-01", "2023-06-30")
YEAR = ("2023-01-01", "2023-12-31")


def _many(number: int, seed: int, *, things: int = 40) -> Paper:
    """So many claims of attacks by various actors over various windows."""
    draw = random.Random(seed)
    values = [draw.randint(1, 400) for _ in range(number)]
    paper = Paper("\n".join(f"The group carried out {v} attacks ({i})." for i, v in enumerate(values)))
    for i, value in enumerate(values):
        start = draw.randrange(1, 12)
        end = draw.randrange(start, 13)
        quote = f"{value} attacks ({i})"
        at = paper.content.index(quote)
        claim = paper._make(quote, kind=ClaimKind.COUNT)
        assert claim.span.start == at
        paper.claims.append(
            replace(
                _count(claim, value),
                counted=Counted("attacks", "attack", "attack", f"group {draw.randrange(things)}"),
                window=window(f"2023-{start:02}-01", f"2023-{end:02}-28"),
            )
        )
    return paper


def _count(claim: AnyClaim, value: int) -> AnyClaim:
    from consistency_build import quantity

    return replace(claim, quantity=quantity(str(value), value))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_coverage_adds_up(seed: int) -> None:
    paper = _many(30, seed, things=5)
    checked = run(paper)
    numeric = {c.id for c in paper.claims if is_numeric(c)}
    assert set(checked.checked) | {n.claim_id for n in checked.not_checked} == numeric
    assert not set(checked.checked) & {n.claim_id for n in checked.not_checked}
    assert len(checked.checked) + len(checked.not_checked) == len(numeric)
    assert all(n.reason for n in checked.not_checked)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_removing_any_claim_removes_the_finding(seed: int) -> None:
    """Every contradiction is minimal: without any one of its claims the rest give no finding of its kind."""
    paper = _many(25, seed, things=3)
    by_id = {c.id: c for c in paper.claims}
    for finding in run(paper).findings:
        if finding.level is Level.AGREES or not finding.strict:
            continue
        for left_out in finding.claims:
            rest = [by_id[i] for i in finding.claims if i != left_out]
            again = check(rest, [paper.document], measures=MEASURES)
            assert not [f for f in again.findings if f.strict and f.kind == finding.kind]


def test_same_in_same_out() -> None:
    paper = _many(200, 3)
    assert run(paper) == run(paper)


def test_worst_first() -> None:
    found = run(_many(200, 3)).findings
    rank = {Level.CHANGES: 0, Level.DIFFERS: 1, Level.AGREES: 2}
    assert [rank[f.level] for f in found] == sorted(rank[f.level] for f in found)


def test_ten_thousand_copies_of_one_claim() -> None:
    paper = Paper("It carried out 207 attacks.")
    paper.count("207 attacks", 207, actor="NRF", window=window(*H1))
    copies = [replace(paper.claims[0], id=f"copy {i}") for i in range(10_000)]
    checked = check(copies, [paper.document], measures=MEASURES)
    assert len(checked.checked) + len(checked.not_checked) == 10_000
    assert all(f.level is Level.AGREES for f in checked.findings)


def test_what_the_budget_cuts_off_is_said() -> None:
    paper = _many(120, 5, things=1)
    checked = run(paper, budget=Budget(pairs=50))
    assert any("More than 50 pairs" in n for n in checked.notes)
    few = run(paper, budget=Budget(findings=3))
    assert any("the first 3 are listed" in n for n in few.notes)
    per_kind = [f.kind for f in few.findings if f.level is Level.DIFFERS]
    assert all(per_kind.count(k) <= 3 for k in per_kind)


def test_no_claims() -> None:
    checked = check([], [], measures=MEASURES)
    assert checked.findings == checked.checked == checked.not_checked == ()


def test_a_claim_of_one_word_and_one_without_its_document() -> None:
    paper = Paper("Many.")
    paper.add("Many", kind=ClaimKind.COUNT)
    other = Paper("It carried out 7 attacks.", name="other.txt")
    other.count("7 attacks", 7, actor="NRF", window=window(*H1))
    checked = check([*paper.claims, *other.claims], [paper.document], measures=MEASURES)
    assert [n.reason for n in checked.not_checked] == ["the document with its words was not given"]


def test_published_before_it_was_written() -> None:
    paper = Paper("It carried out 7 attacks to 1 December 2023.", published="2023-06-01")
    paper.count("7 attacks", 7, actor="NRF", window=window("2023-01-01", "2023-12-01"))
    (found,) = [f for f in run(paper).findings if f.level is not Level.AGREES]
    assert found.kind == "coverage"
    assert "1 June 2023" in " ".join(found.working)


def test_a_part_that_is_its_own_total() -> None:
    paper = Paper("It carried out 7 attacks and 8 attacks.")
    a = paper.count("7 attacks", 7, actor="NRF")
    b = paper.count("8 attacks", 8, actor="NRF")
    paper.claims[:] = [replace(a, total_of=(a.id, b.id)), replace(b, total_of=(a.id, b.id))]
    run(paper)


def test_totals_that_are_parts_of_each_other() -> None:
    paper = Paper("It carried out 7 attacks, 8 attacks and 9 attacks.")
    a = paper.count("7 attacks", 7, actor="A")
    b = paper.count("8 attacks", 8, actor="B")
    c = paper.count("9 attacks", 9, actor="C")
    paper.claims[:] = [replace(a, total_of=(b.id, c.id)), replace(b, total_of=(a.id, c.id)), c]
    checked = run(paper)
    assert not [f for f in checked.findings if f.kind == "sum"]
    assert any("each given as a part of the other" in note for note in checked.notes)


def test_a_window_with_open_ends_is_no_trouble() -> None:
    paper = Paper("It carried out 7 attacks. It carried out 9 attacks.")
    paper.count("7 attacks", 7, actor="NRF", window=window(*H1))
    open_window = replace(window(*YEAR), start=DayRange(None, None))
    paper.count("9 attacks", 9, actor="NRF", window=open_window, status=Status.NOT_STATED)
    run(paper)


def test_claims_are_gathered_by_sentence_once(monkeypatch: pytest.MonkeyPatch) -> None:
    gathered: list[int] = []
    by_sentence = view._by_sentence

    def counting(seen: Iterable[Seen]) -> dict[tuple[str, tuple[int, int]], list[Seen]]:
        gathered.append(1)
        return by_sentence(seen)

    monkeypatch.setattr(view, "_by_sentence", counting)
    run(_many(60, 1))
    assert len(gathered) == 1


def test_findings_of_the_same_words_say_where_they_stand():
    def found(id: str, title: str, claims: tuple[str, ...]) -> Finding:
        return Finding(id, "whole", Level.AGREES, False, title, claims, ())

    made = [
        found("1", "17 fits 34", ("a", "b")),
        found("2", "17 fits 34", ("c", "b")),
        found("3", "x", ("a",)),
    ]
    titles = [f.title for f in told_apart(made, {"a": "Times", "b": "Post", "c": "Times"})]
    assert titles == ["17 fits 34 (Times and Post)", "17 fits 34 (Times and Post)", "x"]
    titles = [f.title for f in told_apart(made, {"a": "Times", "b": "Post", "c": "Post"})]
    assert titles == ["17 fits 34 (Times and Post)", "17 fits 34 (Post)", "x"]
