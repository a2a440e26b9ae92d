"""Names that say a kind of actor and nobody in particular have the code of the kind."""

import pytest

from corroborate.lists import taxonomies


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Rebel groups", "rebels"),
        ("the rebels", "rebels"),
        ("Suspected militants", "rebels"),
        ("Anti-government elements", "rebels"),
        ("Gunmen", "unidentified-armed"),
        ("unknown armed men", "unidentified-armed"),
        ("Security forces", "state"),
        ("Army", "military"),
        ("Police officers", "police"),
        ("Militia", "militia"),
        ("Bandits", "criminals"),
    ],
)
def test_a_kind_is_nobody_in_particular(name, code):
    assert taxonomies.actors().code(name, None, "")[0] == code


@pytest.mark.parametrize(
    "name", ["Liberation Front", "Army of Conquest", "Police Reform Party", "Free Syrian Army"]
)
def test_a_group_keeps_a_code_of_its_own(name):
    assert taxonomies.actors().code(name, None, "")[0].startswith("name:")
