"""Any setting gives a world that can be written, or is refused: nothing else."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.errors import SettingError
from corroborate.lists.simulate import simulate, write
from corroborate.lists.simulate.settingfile import from_mapping
from corroborate.lists.simulate.settings import MOST_YEARS

SHARE = st.floats(0, 1) | st.sampled_from([0.0, 1.0])
ODD = st.floats(allow_nan=True, allow_infinity=True)
LIST = st.fixed_dictionaries(
    {"coverage": SHARE},
    optional={
        "severity": st.floats(-25, 25),
        "regional": st.floats(0, 25) | ODD,
        "threshold": st.integers(0, 5000),
        "duplicates": SHARE,
        "late": SHARE,
        "week": SHARE,
        "month": SHARE,
        "actor_unknown": SHARE,
        "type_noise": SHARE,
        "coarse_type": SHARE,
        "death_error": st.floats(0, 4) | ODD,
        "inflation": st.floats(0, 2000) | ODD,
        "ranged": SHARE,
        "typos": SHARE,
        "respelt": SHARE,
        "party": st.booleans(),
        "place": st.fixed_dictionaries({"exact": SHARE, "town": SHARE, "district": SHARE, "wrong": SHARE}),
    },
)
WORLD = st.fixed_dictionaries(
    {"lists": st.lists(LIST, min_size=1, max_size=3)},
    optional={
        "burst_share": SHARE,
        "burst_size": st.floats(2, 1e7) | ODD,
        "burst_days": st.floats(0.01, 1e6) | ODD,
        "heterogeneity": st.floats(0, 25) | ODD,
        "deadly": SHARE,
        "tail": st.floats(0.01, 50) | ODD,
        "most_deaths": st.integers(0, 10**8),
        "days": st.integers(0, 10**5),
        "provinces": st.integers(0, 40),
        "start": st.dates(),
        "country": st.sampled_from(["", "AF", "XX"]),
        "persons": st.booleans(),
    },
)


@given(WORLD, st.integers(1, 40), st.sampled_from(["plain", "ged", "acled", "gtd"]), st.integers(0, 9))
@settings(max_examples=60, deadline=None)
def test_any_setting(data: dict[str, object], incidents: int, name: str, seed: int) -> None:
    lists = data["lists"]
    assert isinstance(lists, list)
    for number, one in enumerate(lists):
        one["list_id"] = f"l{number}"
    try:
        made = simulate(from_mapping(data), incidents=incidents, seed=seed)
    except SettingError:
        return
    assert made.incidents == incidents
    assert ((made.world.day - made.world.day.min()) <= MOST_YEARS * 366).all()
    known = ~np.isnan(made.table.lat)
    assert (np.abs(made.table.lat[known]) <= 90).all()
    low, high = made.table.deaths_low, made.table.deaths_high
    assert (np.isnan(low) == np.isnan(high)).all()
    assert (low <= high)[~np.isnan(low)].all()
    with tempfile.TemporaryDirectory() as place:
        done = write(Path(place) / "w", [made], formats=[name], texts=True, reports=1)
        assert sum(done.records.values()) == len(made.table)
