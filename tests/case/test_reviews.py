"""Verdicts on claims: in the log, taken back by a new entry, used by the next run."""

from __future__ import annotations

from pathlib import Path

import pytest

from corroborate.case import Case
from corroborate.case.reviews import NOT_REVIEWED, ReviewState, ReviewVerdict, state
from corroborate.errors import InputError
from corroborate.model.claim import AnyClaim

from .conftest import LATER, NOW
from .test_modelling import WORDS, Model

WHO, WHY = "A. Reviewer", "page 40 is a page"


@pytest.fixture
def helped(empty: Case, tmp_path: Path) -> Case:
    """A case with one claim that only a model read."""
    note = tmp_path / "note.txt"
    note.write_text(WORDS, "utf-8")
    empty.add(note, published="2024-09-01", now=NOW)
    empty.run(now=NOW, asking=Model())
    return empty


def proposed(case: Case) -> AnyClaim:
    return next(c for c in case.claims() if c.reader.machine)


def reasons(case: Case) -> dict[str, str]:
    return {n.claim_id: n.reason for n in case.checked().not_checked}


def weighed(case: Case) -> set[str]:
    return {a.claim_id for a in case.dossier(NOW).weighing.assessments}


def test_c10_only_an_accepted_machine_claim_is_weighed(helped: Case) -> None:
    claim = proposed(helped)
    assert state(claim, helped.reviews()) is ReviewState.UNREVIEWED
    assert claim.id not in weighed(helped)
    assert reasons(helped)[claim.id] == NOT_REVIEWED
    helped.review(claim.id, ReviewVerdict.ACCEPTED, who=WHO, why=WHY, now=LATER)
    assert not helped.is_current()
    helped.run(now=LATER)
    assert claim.id in weighed(helped)
    assert reasons(helped).get(claim.id) != NOT_REVIEWED
    assert proposed(helped).reader.machine, "an accepted claim still says that a machine read it"


def test_a_rejected_claim_is_left_out_with_its_reason(helped: Case) -> None:
    by_rules = next(c for c in helped.claims() if not c.reader.machine and c.id in weighed(helped))
    helped.review(by_rules.id, ReviewVerdict.REJECTED, who=WHO, why="misread", now=LATER)
    helped.run(now=LATER)
    assert by_rules.id not in weighed(helped)
    assert reasons(helped)[by_rules.id] == f"rejected by {WHO}: misread"
    assert by_rules.id in {c.id for c in helped.claims()}, "nothing is deleted"


def test_c09_a_verdict_is_a_decision_and_undo_is_a_new_one(helped: Case) -> None:
    claim = proposed(helped)
    before = weighed(helped)
    made = helped.review(claim.id, ReviewVerdict.ACCEPTED, who=WHO, why=WHY, now=LATER)
    assert (made.who, made.why, made.on) == (WHO, WHY, claim.id)
    assert claim.span.quote in made.shown
    helped.run(now=LATER)
    helped.take_back(made.number, who=WHO, why="a slip", now=LATER)
    helped.run(now=LATER)
    assert weighed(helped) == before
    log = helped.decisions()
    assert [d.number for d in log] == list(range(1, len(log) + 1))
    assert {made.number, made.number + 1} <= {d.number for d in log}
    assert helped.verify().ok
    with pytest.raises(InputError, match="no verdict that stands"):
        helped.take_back(made.number, who=WHO, why="twice", now=LATER)


def test_the_last_verdict_counts(helped: Case) -> None:
    claim = proposed(helped)
    helped.review(claim.id, ReviewVerdict.ACCEPTED, who=WHO, why=WHY, now=LATER)
    second = helped.review(claim.id, ReviewVerdict.REJECTED, who="B. Other", why="no", now=LATER)
    assert state(claim, helped.reviews()) is ReviewState.REJECTED
    helped.take_back(second.number, who=WHO, why="talked it over", now=LATER)
    assert state(claim, helped.reviews()) is ReviewState.ACCEPTED


def test_a_verdict_survives_a_run_that_asks_again(helped: Case) -> None:
    claim = proposed(helped)
    helped.review(claim.id, ReviewVerdict.ACCEPTED, who=WHO, why=WHY, now=LATER)
    helped.run(now=LATER, asking=Model(), anew=True)
    assert claim.id in weighed(helped)


@pytest.mark.parametrize(("who", "why"), [("", WHY), (WHO, " ")])
def test_a_verdict_needs_a_name_and_a_reason(helped: Case, who: str, why: str) -> None:
    with pytest.raises(InputError, match="a name and a reason"):
        helped.review(proposed(helped).id, ReviewVerdict.ACCEPTED, who=who, why=why, now=LATER)


@pytest.mark.parametrize("name", ["nothing", ""])
def test_a_verdict_on_no_claim_is_refused(helped: Case, name: str) -> None:
    with pytest.raises(InputError, match="no claim has this id"):
        helped.review(name, ReviewVerdict.ACCEPTED, who=WHO, why=WHY, now=LATER)
