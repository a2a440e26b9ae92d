"""The page on lists names every format, flag, noun, rule and setting."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from corroborate.lists import RULES, Mapping, formats, from_dict
from corroborate.lists.cards import card_of
from corroborate.lists.cells import FORMS
from corroborate.lists.flags import FLAGS
from corroborate.lists.laws import DATE_LAWS
from corroborate.lists.mapping import NOUNS
from corroborate.model.place import PlaceKind

PAGE = (Path(__file__).parents[2] / "docs" / "lists.md").read_text("utf-8")
SETTINGS = {f.name for f in fields(Mapping)} - {"title", "recognise", "date_codes", "place_codes", "card"}


@pytest.mark.parametrize(
    "name",
    sorted(
        {f.name for f in formats.known()} | set(FLAGS) | set(NOUNS) | set(RULES) | {str(k) for k in PlaceKind}
    ),
)
def test_everything_is_named(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_settings_and_laws_are_named() -> None:
    for name in SETTINGS:
        assert re.search(rf"`{name}`|^{name} =|\[list\.{name}\]", PAGE, re.M), name
    for form in FORMS:
        assert form in PAGE
    for law in DATE_LAWS:
        assert f"`{law}`" in PAGE or law.startswith("stated or") or law == "unknown", law


def test_the_example_can_be_used() -> None:
    example = re.search(r"```toml\n(.*?)```", PAGE, re.S)
    assert example is not None
    (table,) = tomllib.loads(example[1])["list"]
    card = table.pop("card")
    mapping = from_dict(table)
    assert mapping.roles == ("attacker",)
    assert card_of(mapping, "Ours", card).threshold == "at least one death"
