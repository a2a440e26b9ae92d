"""Held-out wordings: a floor for every set, few alarms, and findings that are minimal.

The long run is ``benchmarks/checking_generated.py --held-out``.
"""

from __future__ import annotations

import pytest
from from_files import document
from measure import check_case, score_cases
from wordings import SETS, cases, load

from corroborate.claims import read
from corroborate.consistency import KINDS, check
from corroborate.lexicons import measures
from corroborate.model.finding import Level

QUICK = ("share", "weekday", "universal", "zero", "order", "incident")
"""Kinds whose cases are read in little time."""

MINIMAL = ("sum", "share", "age", "order", "dated", "speaker")


@pytest.mark.parametrize("kind", QUICK)
def test_contradictions_in_wordings_not_seen_are_found(kind: str) -> None:
    looked_at = [name for name in SETS if name not in {"kept", "sealed"}]
    chosen = [case for name in looked_at for case in cases(name, kind, 8, seed=3)]
    score = score_cases(chosen)
    assert not score.false
    assert score.recall >= 0.85, score.missed[:2]


@pytest.mark.parametrize("name", SETS)
def test_every_set_has_every_kind(name: str) -> None:
    kinds = {k.name for k in KINDS} - {"echo"}
    assert kinds <= set(load(name))


def test_the_seed_decides_the_cases() -> None:
    assert cases("first", "sum", 6, 1) == cases("first", "sum", 6, 1)
    assert cases("first", "sum", 6, 1) != cases("first", "sum", 6, 2)


def test_unseeded_facts_agree() -> None:
    for case in cases("second", "sum", 6, 4):
        found = check_case(case).disagreements()
        assert bool(found) == case.seeded


@pytest.mark.parametrize("kind", MINIMAL)
def test_removing_any_claim_of_a_finding_removes_the_conflict(kind: str) -> None:
    """Minimal as a user meets it: without any one of its claims the rest of a finding is consistent."""
    seen = 0
    for case in cases("first", kind, 6, seed=5):
        pages = [
            document(p.content, published=p.published, title=p.title, author=p.author, name=f"{i}.txt")
            for i, p in enumerate(case.pages)
        ]
        claims = [c for page in pages for c in read(page).claims]
        found = [
            f
            for f in check(claims, pages, measures=measures()).findings
            if f.level is not Level.AGREES and len(f.claims) > 1
        ]
        for finding in found:
            members = [c for c in claims if c.id in finding.claims]
            for left_out in members:
                rest = [c for c in members if c is not left_out]
                again = check(rest, pages, measures=measures())
                assert not [
                    f for f in again.findings if f.level is not Level.AGREES and f.kind == finding.kind
                ]
                seen += 1
    assert seen
