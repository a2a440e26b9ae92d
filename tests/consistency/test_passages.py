"""Passages as they are printed: a floor for every set, and not one finding where all fits."""

from __future__ import annotations

import pytest
from measure import score_cases
from passages import SETS, cases, load

from corroborate.consistency import KINDS


@pytest.mark.parametrize("name", SETS)
def test_clashes_in_passages_are_found_and_nothing_else(name: str) -> None:
    score = score_cases([case for kind in load(name) for case in cases(name, kind)])
    assert not score.false
    assert score.recall >= 0.65, len(score.missed)


@pytest.mark.parametrize("name", SETS)
def test_every_set_has_every_kind(name: str) -> None:
    assert {k.name for k in KINDS} - {"echo"} <= set(load(name))
