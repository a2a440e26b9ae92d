"""Voices within voices, and what somebody says of how he knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from corroborate.model.attribution import Knowledge, Stance
from corroborate.model.claim import Modality, Polarity

Reader = Callable[..., Any]


@pytest.mark.parametrize(
    ("content", "words", "names"),
    [
        (
            "Ali Karimi, a spokesman, said that the army had told him that the UN estimates 300 died.",
            "300",
            ["Ali Karimi", "army", "UN"],
        ),
        ("He said his brother had told him that 6 men came.", "6", ["He", "his brother"]),
        (
            "State television quoted the defence minister as saying that 19 drones were shot down.",
            "19",
            ["State television", "defence minister"],
        ),
        ("On Saturday, the rebels issued a statement saying that 30 men were killed.", "30", ["rebels"]),
        ("A woman who lost her home said 30 houses burned.", "30", ["woman"]),
        ("A commander who asked not to be named said 25 fighters had fled.", "25", ["commander"]),
        ("The army lost 20 men, Lina Haddad told a news conference in Geneva.", "20", ["Lina Haddad"]),
        ("He was told by the hospital that 33 people had died.", "33", ["hospital"]),
        ("2,205 had fled, according to a tally by the Red Cross.", "2,205", ["Red Cross tally"]),
        ("A poll released this week found that 66 percent agreed.", "66", ["poll"]),
        ("The town had 1 well per every 21,000 people.", "1", []),
        ("The UN met the rebels. The UN said 29. “We lost 50 men,” he said.", "50", ["he"]),
        (
            "The Taliban denied it. Their spokesman Zabihullah Mujahid said 2 died.",
            "2",
            ["Zabihullah Mujahid"],
        ),
    ],
)
def test_who_is_innermost(read: Reader, content: str, words: str, names: list[str]) -> None:
    assert read(content).speakers(words) == names


@pytest.mark.parametrize(
    ("content", "words", "knowledge", "stance"),
    [
        ("I saw 12 bodies.", "12", Knowledge.SAW, Stance.ASSERTS),
        ("I estimate that around 400 families left.", "400", Knowledge.ESTIMATES, Stance.ESTIMATES),
        ("I heard from relatives that 70 people drowned.", "70", Knowledge.TOLD, Stance.ASSERTS),
        ("I did not see 20 men.", "20", Knowledge.NOT_STATED, Stance.ASSERTS),
        (
            "The paper, quoting an official, reported that 16 drowned.",
            "16",
            Knowledge.REPEATS,
            Stance.REPORTS,
        ),
        ("The paper reported, citing local sources, that 15 died.", "15", Knowledge.REPEATS, Stance.REPORTS),
        ("The minister repeated that 250 died.", "250", Knowledge.REPEATS, Stance.ASSERTS),
    ],
)
def test_how_the_voice_knows(
    read: Reader, content: str, words: str, knowledge: Knowledge, stance: Stance
) -> None:
    speaker = read(content).attribution(words).speaker
    assert (speaker.knowledge, speaker.stance) == (knowledge, stance)


@pytest.mark.parametrize(
    ("content", "words", "modality"),
    [
        ("There were rumours that 60 had died.", "60", Modality.HYPOTHETICAL),
        ("The ministry neither confirmed nor denied that 33 soldiers died.", "33", Modality.HYPOTHETICAL),
        ("Analysts expect 4 million refugees.", "4 million", Modality.FUTURE),
        ("Analysts said that 4 million people had fled.", "4 million", Modality.ASSERTED),
        (
            "A man who asked not to be named said 25 fighters had fled.",
            "25 fighters had fled",
            Modality.ASSERTED,
        ),
    ],
)
def test_what_is_not_claimed(read: Reader, content: str, words: str, modality: Modality) -> None:
    found = read(content)
    assert found.voices.modality(*found.place(words)) is modality


def test_a_denial_of_another_clause_negates_nothing(read: Reader) -> None:
    found = read("A man who asked not to be named said 25 fighters had fled.")
    assert found.voices.polarity(*found.place("25 fighters had fled")) is Polarity.AFFIRMED
    body = read("Doctors Without Borders treated 130 wounded.")
    assert body.voices.polarity(*body.place("130")) is Polarity.AFFIRMED
