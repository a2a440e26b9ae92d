"""Errors that come together: what one field says depends on how the fields before agree."""

from __future__ import annotations

import numpy as np
import pytest
from tests.linkage.conftest import table_of

from corroborate.linkage.explain import Explainer
from corroborate.linkage.link import link
from corroborate.linkage.ties import state_after
from corroborate.model.linkage import LinkageRefused
from corroborate.model.record import Duplicates
from corroborate.model.recordtable import RecordTable

LETTERS = "bcdfghjklm"


def badly_written(together: bool) -> RecordTable:
    """200 persons twice; in 60 of the second records the name is mistyped, and the day of birth too: in the
    same records, or in others."""
    rng = np.random.default_rng(4)
    names = ["".join(rng.choice(list("aeiou" + LETTERS), 7)) for _ in range(200)]
    last = ["".join(rng.choice(list("aeiou" + LETTERS), 8)) for _ in range(200)]
    days = rng.integers(-10_000, 10_000, 200)
    one = [f"{a} {b}" for a, b in zip(names, last, strict=True)]
    two, born = list(one), days.copy()
    for k in range(60):
        two[k] = one[k][:3] + "x" + one[k][4:]
        born[k if together else 199 - k] += 40
    return table_of(["a", "b"], [0] * 200 + [1] * 200, [*days, *born], [None] * 400, name=tuple(one + two))


def test_states_of_the_fields_before() -> None:
    assert [state_after(s, 0) for s in range(4)] == [1, 1, 2, 3]
    assert [state_after(s, 5) for s in range(4)] == [2, 2, 3, 3]


@pytest.mark.parametrize("together", [True, False])
def test_errors_that_come_together_weigh_less_together(together: bool) -> None:
    policy = {"a": Duplicates.NONE, "b": Duplicates.NONE}
    found = link(badly_written(together), preset="persons", duplicates=policy, sweeps=60)
    assert not isinstance(found, LinkageRefused)
    tied = {k: v for k, v in found.parameters.items() if k.startswith("tied/")}
    later = {k.split("/")[1] for k in tied}
    assert len(later) == 1
    field = later.pop()
    equal_after_equal, equal_after_error = tied[f"tied/{field}/1/0"], tied[f"tied/{field}/2/0"]
    assert (equal_after_error < equal_after_equal) == together


def test_what_is_explained_is_what_the_sampler_uses() -> None:
    table = badly_written(True)
    policy = {"a": Duplicates.NONE, "b": Duplicates.NONE}
    found = link(table, preset="persons", duplicates=policy, sweeps=60)
    assert not isinstance(found, LinkageRefused)
    why = Explainer.of(table, found).pair(70, 270)
    said = why.prior + sum(e.weight for e in why.evidence)
    assert why.probability > 0.9
    assert said > 2.0
