"""Measures: what includes what."""

from __future__ import annotations

from corroborate.model.measure import Measure, Measures

LEXICON = Measures(
    {
        m.id: m
        for m in (
            Measure("operation", "operations", ("operation",)),
            Measure("attack", "attacks", ("attack",), broader=("operation",)),
            Measure("ambush", "ambushes", ("ambush",), broader=("attack",)),
            Measure("a", "a", (), broader=("b",)),
            Measure("b", "b", (), broader=("a",)),
        )
    },
    {"attack": "attack"},
)


def test_inclusion_is_transitive_and_one_way() -> None:
    assert LEXICON.includes("operation", "ambush")
    assert not LEXICON.includes("ambush", "operation")
    assert LEXICON.broader("ambush") == {"attack", "operation"}


def test_a_circular_lexicon_ends() -> None:
    assert LEXICON.broader("a") == {"b"}
    assert LEXICON.includes("a", "b")


def test_what_is_not_known_is_printed_as_it_is() -> None:
    assert LEXICON.label("raid") == "raid"
    assert LEXICON.match("Attack") == "attack"
    assert LEXICON.match("raid") is None
