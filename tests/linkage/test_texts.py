"""Texts of incidents: rare words that two descriptions have in common."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.linkage.conftest import table_of

from corroborate.linkage.candidates import neighbours
from corroborate.linkage.columns import Columns
from corroborate.linkage.evaluate import evaluate
from corroborate.linkage.fields import Values
from corroborate.linkage.laws.texts import text, words
from corroborate.linkage.link import link
from corroborate.lists.simulate import Simulated
from corroborate.model.linkage import LinkageRefused

BODIES = (
    "Gunmen killed four farmers near the mill of Tarnow on Tuesday",
    "gunmen KILLED four farmers near the mill of Tarnów on Tuesday!",
    "Four farmers were shot dead close to the Tarnow mill",
    "A bomb went off in the market of Velm and wounded a policeman on Tuesday",
    "قتل أربعة مزارعين قرب الطاحونة",
    "",
)


def prepared(bodies: tuple[str, ...]) -> tuple[Columns, Values]:
    columns = Columns.of(
        table_of(["a"], [0] * len(bodies), [0] * len(bodies), [None] * len(bodies), text=bodies)
    )
    values = text(columns)
    assert values is not None
    return columns, values


def level(i: int, j: int) -> int:
    columns, values = prepared(BODIES)
    at = np.argsort(columns.row)
    there = values.compare(at[[i]].astype(np.int32), at[[j]].astype(np.int32))[0]
    assert there == values.compare(at[[j]].astype(np.int32), at[[i]].astype(np.int32))[0]
    return int(there)


def test_words_are_folded() -> None:
    assert words("Tarnów, 14 dead!") == words("TARNOW 14 dead")


def test_levels_follow_what_is_rare_and_shared() -> None:
    assert level(0, 1) == 0
    assert 0 < level(0, 2) < level(0, 3)
    # A translation into another script, and a record without a text, say nothing either way.
    assert level(0, 4) == level(0, 5) == 255


def test_records_without_place_and_date_are_found_by_the_same_words() -> None:
    """Neither place nor date nor actors: two reports in the same words are compared, others are not."""
    n = 40
    bodies = [f"report {k} of the {k}th incident in the hills" for k in range(n)]
    bodies[-1] = "Report 7 of the 7th incident, in the hills"
    table = table_of(["a", "b"], [0] * (n - 1) + [1], [None] * n, [None] * n, text=tuple(bodies))
    columns = Columns.of(table)
    found = neighbours(columns)
    pairs = zip(columns.row[found.a].tolist(), columns.row[found.b].tolist(), strict=True)
    assert {frozenset(pair) for pair in pairs} == {frozenset((7, n - 1))}


def test_no_texts_no_field() -> None:
    assert text(Columns.of(table_of(["a"], [0, 0], [0, 0], [None, None]))) is None


def test_texts_help_and_copies_of_a_formula_do_not_link(simulated: Simulated) -> None:
    rng = np.random.default_rng(3)
    lexicon = np.array([f"word{k}x" for k in range(3000)])
    of_incident = {int(c): rng.choice(lexicon, 8, replace=False) for c in np.unique(simulated.truth)}
    bodies = []
    for c in simulated.truth.tolist():
        kept = of_incident[c][rng.random(8) < 0.7]
        bodies.append(" ".join([*kept, *rng.choice(lexicon, 3)]))
    formula = ("an attack was reported to the office by partners",) * len(simulated.table)

    def scored(texts: tuple[str, ...]) -> tuple[float, float]:
        found = link(replace(simulated.table, text=texts), seed=2, sweeps=120)
        assert not isinstance(found, LinkageRefused)
        pairs = evaluate(found, simulated.truth).pairs
        return pairs.f1 or 0.0, pairs.precision or 0.0

    bare, helped, copied = scored(()), scored(tuple(bodies)), scored(formula)
    assert helped[0] > bare[0] + 0.01
    assert copied[1] > bare[1] - 0.02
