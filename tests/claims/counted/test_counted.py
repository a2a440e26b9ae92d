"""What a number counts: thing, measure, modifiers, actor, target, status."""

from __future__ import annotations

import pytest

from corroborate.claims.counted import Thing, find_counted
from corroborate.claims.words import words
from corroborate.lexicons import measures


def things(text: str, names: dict[str, str] | None = None) -> list[Thing | None]:
    tagged = words(text)
    numbers = [(i, i + 1) for i, w in enumerate(tagged) if w.text.replace(",", "").isdigit()]

    def resolve(start: int, end: int) -> str | None:
        return (names or {}).get(text[start:end])

    return find_counted(tagged, numbers, (0, len(text)), measures(), resolve)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("They carried out 207 military operations.", "operation"),
        ("They hold 12 of the 34 districts.", "district"),
        ("There were 12 people killed.", "killed"),
        ("In all, 12 were killed.", "killed"),
        ("The blast killed 12.", "killed"),
        ("The blast killed at least 12 soldiers.", "killed"),
        ("Another 30 were wounded.", "injured"),
        ("He put the death toll at 1,061.", "killed"),
        ("The number of attacks rose to 35.", "attack"),
        ("The UN put the number at 29 operations.", "operation"),
        ("Police arrested 14 men.", "detained"),
        ("Some 900 people have been displaced.", "displaced"),
        ("He leads 5,000 permanent forces.", "fighter"),
    ],
)
def test_measure(text: str, measure: str) -> None:
    found = things(text)
    assert found[0] is not None
    assert found[0].counted.measure == measure


def test_people_who_are_victims_narrow_what_happened() -> None:
    (thing,) = things("The blast killed 12 soldiers.")
    assert thing is not None
    assert (thing.counted.measure, thing.counted.modifiers) == ("killed", ("soldier",))


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Front carried out 29 attacks.", "Front"),
        ("The National Front (NF) has conducted over 160 operations.", "National Front"),
        ("There were 29 attacks by the National Front.", "National Front"),
        ("The Front claimed to have launched 41 attacks.", "Front"),
        ("There were 29 attacks.", None),
        ("In the blast 12 were killed by Fighters.", "Fighters"),
    ],
)
def test_actor(text: str, actor: str | None) -> None:
    found = things(text, {"The Front": "Front", "National Front (NF)": "National Front"})
    assert found[0] is not None
    assert found[0].counted.actor == actor


def test_a_possessive_is_resolved() -> None:
    (thing,) = things("He praised our 29 attacks.", {"our": "National Front"})
    assert thing is not None
    assert thing.counted.words == "attacks"


def test_respectively_deals_out_the_actors() -> None:
    found = things("The Freedom Party and the National Front carried out 21 and 52 attacks, respectively.")
    assert [t and (t.counted.actor, t.counted.measure) for t in found] == [
        ("Freedom Party", "attack"),
        ("National Front", "attack"),
    ]


def test_numbers_alone_count_what_the_total_counts() -> None:
    found = things("The Front carried out 29 attacks, with 20 in Kabul, 6 in Takhar and 3 in Parwan.")
    assert [t and t.counted.measure for t in found] == ["attack"] * 4


def test_a_number_of_agents_is_not_what_is_counted() -> None:
    found = things("It counted 73 attacks by the 2 groups: 53 by the Front and 21 by the Party.")
    assert [t and t.counted.measure for t in found] == ["attack", "group", "attack", "attack"]
    assert [t and t.counted.actor for t in found][2:] == ["Front", "Party"]


def test_one_verb_for_two_kinds_of_victims() -> None:
    found = things("In these clashes, 904 fighters and 295 soldiers were killed.")
    assert [t and (t.counted.measure, t.counted.modifiers) for t in found] == [
        ("killed", ("fighter",)),
        ("killed", ("soldier",)),
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("It listed 29 confirmed attacks.", "confirmed"),
        ("It verified 137 attacks.", "verified"),
        ("The Front claimed 222 attacks.", "claimed"),
        ("It listed 12 alleged attacks.", "alleged"),
        ("It listed 12 attacks.", "not_stated"),
    ],
)
def test_status(text: str, status: str) -> None:
    (thing,) = things(text)
    assert thing is not None
    assert thing.counted.status == status


def test_target() -> None:
    (thing,) = things("They launched 41 attacks against the Taliban.")
    assert thing is not None
    assert thing.counted.target == "Taliban"


def test_modifiers_are_kept_and_status_words_are_not_among_them() -> None:
    (thing,) = things("It listed 29 confirmed foreign attacks.")
    assert thing is not None
    assert thing.counted.modifiers == ("foreign",)
