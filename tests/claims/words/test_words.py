from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.claims.words import DIRECTIONS, words

TAGS = {
    "NOUN",
    "PROPN",
    "VERB",
    "AUX",
    "ADJ",
    "ADV",
    "PRON",
    "DET",
    "ADP",
    "NUM",
    "CCONJ",
    "SCONJ",
    "PART",
    "PUNCT",
    "X",
}


def blank(between: str) -> bool:
    """True for white space and marks of direction, which are no part of a word."""
    return re.fullmatch(rf"[\s{DIRECTIONS}]*", between) is not None


@given(st.text())
@settings(deadline=None)
def test_tokens_are_exact_ordered_and_lose_nothing(content: str) -> None:
    found = words(content)
    end = 0
    for word in found:
        assert content[word.start : word.end] == word.text != ""
        assert blank(content[end : word.start])
        assert word.start >= end
        assert word.tag in TAGS
        end = word.end
    assert blank(content[end:])
    assert words(content) == found


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("He doesn't know.", "He does n't know ."),
        ("the group’s X feed", "the group ’s X feed"),
        ("Mr. Smith left at 5 p.m. on Jan. 3.", "Mr. Smith left at 5 p.m. on Jan. 3 ."),
        ("1,061 of 8.5%, 2–5", "1,061 of 8.5 % , 2 – 5"),
        ("the U.S. lost MQ-9 drones on 9/11", "the U.S. lost MQ-9 drones on 9 / 11"),
        ("a 35-year-old in the 1990s", "a 35-year-old in the 1990s"),
        ("see https://example.org/a?b=1, now", "see https://example.org/a?b=1 , now"),
    ],
)
def test_cutting(content: str, expected: str) -> None:
    assert " ".join(w.text for w in words(content)) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("officials report that attacks rose", "NOUN VERB SCONJ NOUN VERB"),
        ("the report claims a victory", "DET NOUN VERB DET NOUN"),
        ("they attack towns", "PRON VERB NOUN"),
        ("the attack on towns", "DET NOUN ADP NOUN"),
        (
            "he asserted that his group has carried out 207 operations",
            "PRON VERB SCONJ DET NOUN AUX VERB ADV NUM NOUN",
        ),
        ("we want to support them", "PRON VERB PART VERB PRON"),
        ("the army was told to retreat", "DET NOUN AUX VERB PART VERB"),
        ("men who were killed", "NOUN PRON AUX VERB"),
        ("the group's claims", "DET NOUN PART NOUN"),
        ("he's leaving", "PRON AUX VERB"),
    ],
)
def test_tags(content: str, expected: str) -> None:
    assert " ".join(w.tag for w in words(content)) == expected


@pytest.mark.parametrize(
    ("word", "context", "lemma"),
    [
        ("casualties", "the casualties", "casualty"),
        ("men", "the men", "man"),
        ("said", "he said", "say"),
        ("lying", "he was lying", "lie"),
        ("put", "they put it", "put"),
        ("stopped", "he stopped", "stop"),
        ("raids", "two raids", "raid"),
        ("claiming", "while claiming", "claim"),
        ("fled", "they fled", "flee"),
        ("buses", "the buses", "bus"),
        ("taken", "was taken", "take"),
        ("analyses", "the analyses", "analysis"),
        ("redeployed", "was redeployed", "redeploy"),
        ("headquarters", "the headquarters", "headquarters"),
    ],
)
def test_lemmas(word: str, context: str, lemma: str) -> None:
    assert next(w.lemma for w in words(context) if w.text == word) == lemma


def test_names_inside_a_sentence_are_proper() -> None:
    found = {w.text: w.tag for w in words("Later the National Resistance Front met Ahmad Massoud in May.")}
    assert all(found[name] == "PROPN" for name in ("Resistance", "Front", "Ahmad", "Massoud", "May"))
    assert found["Later"] == "ADV"


def test_hostile_length_is_read() -> None:
    for content in (
        "a" * 300_000,
        "'" * 100_000,
        "1," * 100_000,
        "a.b" * 50_000,
        "a-" * 100_000,
        "@" * 100_000,
    ):
        assert words(content)[-1].end == len(content)


@pytest.mark.parametrize("mark", DIRECTIONS.replace("-", ""))
def test_marks_of_direction_stand_between_words(mark: str) -> None:
    assert [w.text for w in words(f"killed {mark}12{mark} people{mark}.")] == ["killed", "12", "people", "."]
