"""Loading of lexicons: once, words stay words, errors say what is known."""

from __future__ import annotations

from importlib import resources

import pytest

from corroborate.errors import SettingError
from corroborate.lexicons import languages, load, parse


def test_english_is_there() -> None:
    assert "en" in languages()


def test_a_lexicon_is_parsed_once() -> None:
    assert load("numbers") is load("numbers")


def test_no_and_on_stay_words() -> None:
    phrases = load("hedges")["before"]
    assert ["no", "fewer", "than"] in phrases["at_least"]
    assert ["on", "the", "order", "of"] in phrases["about"]
    assert all(isinstance(w, str) for group in phrases.values() for phrase in group for w in phrase)


def test_true_is_still_a_boolean() -> None:
    assert any(entry.get("times") is True for entry in load("numbers")["vague"])


def test_an_unknown_language_names_those_that_are_known() -> None:
    with pytest.raises(SettingError, match="en"):
        load("numbers", "xx")


def test_an_unknown_lexicon_is_named() -> None:
    with pytest.raises(SettingError, match="en/nothing"):
        load("nothing")


@pytest.mark.parametrize("text", ["refutes: [wrong, false]", "a: {b: [x, true]}", "true: [x]"])
def test_a_value_where_a_word_belongs_is_refused(text: str) -> None:
    with pytest.raises(SettingError, match="words: "):
        parse(text, "words")


def test_words_that_are_values_in_other_versions_of_yaml_stay_words() -> None:
    assert parse("a: [no, on, yes, off, y]", "words") == {"a": ["no", "on", "yes", "off", "y"]}


def test_every_lexicon_of_every_language_has_words_only() -> None:
    root = resources.files("corroborate.lexicons")
    for language in languages():
        for path in sorted((root / language).iterdir(), key=lambda p: p.name):
            if path.name.endswith(".yaml"):
                assert load(path.name.removesuffix(".yaml"), language)
