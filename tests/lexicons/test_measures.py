"""The measures lexicon and its relations."""

from __future__ import annotations

import pytest

from corroborate.errors import SettingError
from corroborate.lexicons import measures


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("operation", "attack"),
        ("operation", "ambush"),
        ("attack", "airstrike"),
        ("incident", "clash"),
        ("casualty", "killed"),
        ("casualty", "injured"),
        ("killed", "executed"),
        ("person", "child"),
        ("area", "province"),
    ],
)
def test_inclusion(whole: str, part: str) -> None:
    known = measures()
    assert known.includes(whole, part)
    assert not known.includes(part, whole)


def test_killed_is_never_casualties() -> None:
    known = measures()
    assert not known.same("killed", "casualty")
    assert "casualty" in known.by_id["killed"].not_same


@pytest.mark.parametrize(
    ("word", "id"),
    [
        ("military operation", "operation"),
        ("soldier", "fighter"),
        ("Fatality", "killed"),
        ("air strike", "airstrike"),
        ("idp", "displaced"),
        ("province", "province"),
        ("telescope", None),
    ],
)
def test_words(word: str, id: str | None) -> None:
    assert measures().match(word) == id


def test_no_word_belongs_to_two_measures() -> None:
    seen: dict[str, str] = {}
    for id, measure in measures().by_id.items():
        for word in measure.words:
            assert seen.setdefault(word, id) == id, word


def test_a_case_adds_and_replaces() -> None:
    known = measures({"sortie": {"words": ["sortie"], "broader": ["operation"]}})
    assert known.match("sortie") == "sortie"
    assert known.includes("incident", "sortie")
    assert measures().match("sortie") == "airstrike"


@pytest.mark.parametrize(
    "extra",
    [
        {"a": {"words": ["a"], "broader": ["nothing"]}},
        {"a": {"words": ["a"], "wider": ["attack"]}},
        {"a": {"words": "a"}},
        {"a": {"words": ["a"], "broader": ["b"]}, "b": {"words": ["b"], "broader": ["a"]}},
    ],
)
def test_what_is_wrong_is_refused(extra: dict[str, dict[str, object]]) -> None:
    with pytest.raises(SettingError):
        measures(extra)
