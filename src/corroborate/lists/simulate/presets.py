"""Worlds that come with the program."""

from __future__ import annotations

from collections.abc import Mapping

from corroborate.errors import SettingError
from corroborate.lists.simulate.settings import ListSetting, PlaceLaw, Setting
from corroborate.lists.simulate.trees import ACTORS

FOUR_LISTS = Setting(
    lists=(
        ListSetting(
            "alpha",
            0.505,
            "the Conflict Data Project",
            duplicates=0.03,
            place=PlaceLaw(exact=0.70, town=0.20, district=0.08, province=0.02, wrong=0.01),
        ),
        ListSetting(
            "beta",
            0.405,
            "the Field Monitor",
            place=PlaceLaw(exact=0.10, town=0.70, district=0.15, province=0.05, wrong=0.02),
        ),
        ListSetting(
            "gamma",
            0.343,
            "the News Archive",
            duplicates=0.03,
            place=PlaceLaw(exact=0.05, town=0.50, district=0.35, province=0.10, wrong=0.03),
            coarse_actor=0.2,
            coarse_type=0.3,
        ),
        ListSetting(
            "delta",
            0.275,
            "the District Register",
            place=PlaceLaw(exact=0.40, town=0.40, district=0.15, province=0.05, wrong=0.02),
        ),
    ),
    dependence={("alpha", "gamma"): 0.3},
)
"""Four lists of about half to a quarter of all incidents; half of the incidents come in bursts."""

PERSONS = Setting(
    lists=tuple(
        ListSetting(
            name,
            coverage,
            title,
            duplicates=duplicates,
            actor_unknown=0.4,
            typos=typos,
            respelt=respelt,
            place=PlaceLaw(exact=0.0, town=0.6, district=0.2, province=0.15, wrong=0.02),
        )
        for name, coverage, title, duplicates, typos, respelt in (
            ("families", 0.45, "the Association of Families", 0.03, 0.06, 0.15),
            ("court", 0.25, "the Court Files", 0.0, 0.04, 0.30),
            ("hospital", 0.35, "the Hospital Register", 0.02, 0.12, 0.25),
        )
    ),
    persons=True,
)
"""Three lists of persons killed, with names that are mistyped and respelt."""

_GROUP = {name: group for group, names in ACTORS.items() for name in names}

LINKAGE_REFERENCE = Setting(
    lists=tuple(
        ListSetting(
            name,
            coverage,
            title,
            duplicates=duplicates,
            place=PlaceLaw(exact=exact, town=town, district=district, province=0.0, wrong=0.055),
            coarse_actor=0.0,
            coarse_type=0.0,
            death_error=0.15,
            deaths_missing=0.05,
            heaped=0.15,
            ranged=0.05,
        )
        for name, coverage, title, duplicates, exact, town, district in (
            ("alpha", 0.505, "the Conflict Data Project", 0.03, 0.70, 0.20, 0.10),
            ("beta", 0.405, "the Field Monitor", 0.0, 0.10, 0.70, 0.20),
            ("gamma", 0.343, "the News Archive", 0.03, 0.05, 0.60, 0.35),
            ("delta", 0.275, "the District Register", 0.0, 0.40, 0.40, 0.20),
        )
    ),
    density=43.0,
    zipf=0.3,
    burst_size=4.0,
    burst_days=28.0,
    dyads=tuple(
        (attacker, attacked, 1.0)
        for attacker in _GROUP
        for attacked in _GROUP
        if _GROUP[attacker] != "Civilians" and _GROUP[attacker] != _GROUP[attacked]
    ),
    dependence={("alpha", "gamma"): 0.3},
)
"""Four lists in a country where incidents lie far enough apart to be told from one another.

The errors of dates, actors and types, the coverages and the duplicates are those of published comparisons of
linkage programs; density, crowding and bursts were chosen so that a supervised classifier of pairs comes
to where it came there.
"""

PRESETS: Mapping[str, Setting] = {
    "four-lists": FOUR_LISTS,
    "linkage-reference": LINKAGE_REFERENCE,
    "persons": PERSONS,
}


def preset(name: str) -> Setting:
    """A setting by its name; raises SettingError where there is none."""
    if name not in PRESETS:
        raise SettingError("there is no such world", value=name, hint=f"one of {', '.join(PRESETS)}")
    return PRESETS[name]
