"""Numbers that count nothing, each with its reason."""

from __future__ import annotations

import pytest

from corroborate.claims.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("in 1996", "year"),
        ("the 1990s", "year"),
        ("what he did in ’08", "year"),
        ("on September 5, 2019", "date"),
        ("on 15 August", "date"),
        ("on 2024-09-01", "date"),
        ("1995-01", "date"),
        ("before 9/11", "date"),
        ("at 10:30 a.m. sharp", "clock time"),
        ("at 5 p.m. sharp", "clock time"),
        ("+1-222-2222-2222 is a phone number", "phone number"),
        ("an MQ-9 fell", "model name"),
        ("the G7 met", "model name"),
        ("a MiG-21 fell", "model name"),
        ("the new iPhone 11 is here", "model name"),
        ("see page 12 below", "page number"),
        ("under Article 370 of the law", "reference"),
        ("ranked No. 1 here", "number in a row"),
        ("they won 2-1 on Sunday", "score"),
        ("the council voted 6-1", "score"),
        ("1. The first point", "list number"),
        ("see https://example.org/a?b=305 there", "address"),
        ("192.168.1.2 answered", "code"),
        ("No one came", "pronoun"),
        ("one of the biggest outlets", "pronoun"),
    ],
)
def test_reason(text: str, reason: str) -> None:
    found = find_quantities(text)
    assert found.mentions == ()
    assert reason in {s.reason for s in found.skipped}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("killed 2000 civilians", 2000),
        ("2,019 people", 2019),
        ("more than 1999 of them", 1999),
        ("one soldier died", 1),
        ("64GB of memory", 64),
        ("won 207 seats", 207),
    ],
)
def test_what_looks_alike_is_read(text: str, value: float) -> None:
    assert [m.quantity.stated for m in find_quantities(text).mentions] == [value]


@pytest.mark.parametrize(
    "content",
    [
        "At one point they fled.",
        "They are one step closer to peace.",
        "One by one they left.",
        "One day, he left.",
        "They went from one village to another.",
        "It was one attack after another.",
        "On one side stood the army.",
        "No one came.",
        "One of the soldiers spoke.",
        "One would think so.",
    ],
)
def test_one_in_an_idiom_or_for_a_person_counts_nothing(content: str) -> None:
    assert find_quantities(content).mentions == ()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("One was killed.", ["One"]),
        ("One has died and three are missing.", ["One", "three"]),
        ("It took one day.", ["one day"]),
        ("One day after the attack he left.", ["One day"]),
        ("They met on one occasion.", ["one"]),
    ],
)
def test_one_that_counts_is_read(content: str, words: list[str]) -> None:
    assert [m.quantity.words for m in find_quantities(content).mentions] == words
