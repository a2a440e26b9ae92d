import pytest

from corroborate.errors import SettingError
from corroborate.model.linking import LinkageSettings
from corroborate.model.record import Duplicates


def test_a_whole_section():
    made = LinkageSettings.of(
        {
            "preset": "persons",
            "seed": 4,
            "sweeps": 50,
            "duplicates": {"un": "none", "press": "free", "nrf": 3},
        }
    )
    assert made.duplicates == {"un": Duplicates.NONE, "press": Duplicates.FREE, "nrf": 3}
    assert (made.preset, made.seed, made.sweeps) == ("persons", 4, 50)
    assert LinkageSettings.of({}) == LinkageSettings()


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ({"preset": "events"}, "preset"),
        ({"engine": "magic"}, "engine"),
        ({"sweeps": 0}, "sweeps"),
        ({"chains": True}, "chains"),
        ({"seed": -1}, "seed"),
        ({"level": 1.5}, "level"),
        ({"threshold": 0.9}, "does not exist"),
        ({"duplicates": "none"}, "table"),
        ({"duplicates": {"un": "some"}}, "policy"),
        ({"duplicates": {"un": 0}}, "policy"),
    ],
)
def test_what_cannot_be_used_is_named(section, words):
    with pytest.raises(SettingError, match=words):
        LinkageSettings.of(section)
