from __future__ import annotations

from collections.abc import Callable

import pytest

Reader = Callable[..., object]


def test_variants_of_a_person_are_one_name(read: Reader) -> None:
    found = read("I met Ahmad Karimi in May. Karimi is 35. Mr. Karimi left.\nWRITER: How?\nKARIMI: By car.\n")
    name = next(n for n in found.voices.names() if n.name == "Ahmad Karimi")
    assert name.kind == "person"
    assert {"Ahmad Karimi", "Karimi", "KARIMI"} <= set(name.variants)
    assert name.female is False


def test_variants_of_a_body_are_one_name(read: Reader) -> None:
    found = read(
        "He leads the National Rescue Front. The NRF said so. The National Rescue Front of Karistan agreed."
    )
    name = next(n for n in found.voices.names() if n.name == "National Rescue Front")
    assert name.kind == "organization"
    assert set(name.variants) == {"National Rescue Front", "NRF", "National Rescue Front of Karistan"}


def test_namesakes_are_kept_apart(read: Reader) -> None:
    found = read("Ahmad Karimi spoke. He is the son of Shah Karimi, who led them.\nKarimi is 35.")
    assert found.resolve("Karimi is") == "Ahmad Karimi"
    assert {"Ahmad Karimi", "Shah Karimi"} <= {n.name for n in found.voices.names()}


def test_mentions_are_places_of_the_names(read: Reader) -> None:
    found = read("Ahmad Karimi spoke. Karimi left.")
    for name in found.voices.names():
        for start, end in name.mentions:
            assert " ".join(found.content[start:end].split()) in name.variants


@pytest.mark.parametrize(
    ("content", "words", "name"),
    [
        ("Ahmad Karimi is 35. In May he left.", "he", "Ahmad Karimi"),
        ("Ahmad Karimi leads the National Front. He said his group left.", "his group", "National Front"),
        ("Ali Reza, the minister of trade, spoke. Later the minister left.", "the minister left", "Ali Reza"),
        ("Ahmad Karimi came. His father died.", "His father", None),
        ("The National Front met. It had won.", "It", "National Front"),
        ("Mrs. Sara Khan met Karim Ali. Then she left.", "she", "Sara Khan"),
        ("Ali Reza said: “I left.”", "I left", "Ali Reza"),
        ("The UN put out a report. The report is long.", "The report", "UN report"),
        ("It rained.", "It", None),
    ],
)
def test_who_is_meant(read: Reader, content: str, words: str, name: str | None) -> None:
    found = read(content)
    start, _ = found.place(words)
    length = 1 if words[:2] == "I " else len(words.replace(" left", "").replace(" is", ""))
    assert found.voices.resolve(start, start + length) == name


def test_you_is_the_other_of_two_speakers(read: Reader) -> None:
    found = read("Talk with Ahmad Karimi.\nWRITER: Do you agree?\nKARIMI: No.\nWRITER: Why?\nKARIMI: So.\n")
    assert found.resolve("you") == "Ahmad Karimi"


@pytest.mark.parametrize(
    ("content", "words", "name"),
    [
        ("He joined the People's Unity Front.", "Unity Front", "People's Unity Front"),
        ("The Workers’ Party left.", "Party", "Workers’ Party"),
        ("Karistan's Foreign Ministry agreed.", "Ministry", "Foreign Ministry"),
    ],
)
def test_a_common_noun_that_owns_it_is_part_of_a_name(
    read: Reader, content: str, words: str, name: str
) -> None:
    assert read(content).resolve(words) == name


@pytest.mark.parametrize(
    ("content", "speaker"),
    [
        ("Officials in Kabul said 30 died.", "Officials in Kabul"),
        ("A doctor from Herat said 30 died.", "doctor from Herat"),
        ("KABUL - The army said 30 died.", "army"),
        ("Kabul said 30 died.", "Kabul"),
    ],
)
def test_where_a_speaker_stands_is_not_the_speaker(read: Reader, content: str, speaker: str) -> None:
    assert read(content).speakers("30") == [speaker]
