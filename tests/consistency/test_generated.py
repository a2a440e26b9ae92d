"""Precision and recall per kind on generated documents, through the real reader.

A small run that guards what ``benchmarks/checking_generated.py`` measures at length.
"""

from __future__ import annotations

import pytest
from generate import MAKERS, cases
from measure import check_case, measure

from corroborate.consistency import KINDS


@pytest.mark.parametrize("kind", sorted(MAKERS))
def test_seeded_contradictions_are_found_and_nothing_else(kind: str) -> None:
    score = measure(kind, 10, seed=2)
    assert not score.false
    assert score.recall >= 0.95, score.missed[:2]


def test_every_kind_that_disagrees_is_generated() -> None:
    assert {k.name for k in KINDS} - set(MAKERS) == {"echo"}, "an echo never disagrees"


def test_the_same_seed_gives_the_same_cases_and_findings() -> None:
    for kind in ("sum", "none"):
        assert cases(kind, 4, 5) == cases(kind, 4, 5)
        one, two = (check_case(cases(kind, 1, 5)[0]) for _ in range(2))
        assert one.checked == two.checked
