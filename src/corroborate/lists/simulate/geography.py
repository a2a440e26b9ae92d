"""Countries of simulated worlds: provinces, districts and settlements, made up or on a real outline."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from corroborate.errors import SettingError
from corroborate.gazetteer import fold
from corroborate.gazetteer.builtin import entries
from corroborate.lists.simulate.seeds import Part, stream_of
from corroborate.model.place import PlaceKind

KM_A_DEGREE = 111.195
PROVINCE_KM = 150.0
DISTRICTS = 9
"""Districts of a made-up province, in a grid of three by three."""
SETTLEMENTS = 6
"""Settlements of a district; the first is its town."""
NEAR = 8
_ONSETS = ("b", "d", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "ch", "sh", "kh", "dr", "st")
_VOWELS = ("a", "e", "i", "o", "u", "aa", "ai", "ou")
_CODAS = ("", "", "n", "r", "l", "m", "s", "k", "nd", "sh")


@dataclass(frozen=True, slots=True)
class Geography:
    """Provinces hold districts hold settlements; ``*_of`` arrays point one level up.

    Points are float64 degrees; ``weight`` float64 is the share of incidents at each settlement (Zipf).
    ``near`` int32 (settlements, k) are the nearest other settlements, the nearest first. ``radius_km`` of
    a province is what its centroid's precision is stated as.
    """

    country: str
    province_names: tuple[str, ...]
    province_lat: NDArray[np.float64]
    province_lon: NDArray[np.float64]
    province_km: NDArray[np.float64]
    district_names: tuple[str, ...]
    district_of: NDArray[np.int32]
    district_lat: NDArray[np.float64]
    district_lon: NDArray[np.float64]
    names: tuple[str, ...]
    settlement_of: NDArray[np.int32]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    weight: NDArray[np.float64]
    near: NDArray[np.int32]
    country_id: str = ""
    province_ids: tuple[str, ...] = ()

    @property
    def keys(self) -> dict[str, tuple[str, ...]]:
        """Column of RecordTable → gazetteer ids of its codes, or folded names where there are none."""
        return {
            "country": (self.country_id or fold(self.country),),
            "admin1": self.province_ids or tuple(fold(name) for name in self.province_names),
            "admin2": tuple(fold(name) for name in self.district_names),
            "settlement": tuple(fold(name) for name in self.names),
        }

    @property
    def province_of(self) -> NDArray[np.int32]:
        """The province of each settlement."""
        found: NDArray[np.int32] = self.district_of[self.settlement_of]
        return found


def made_up(provinces: int, seed: int, zipf: float = 1.0) -> Geography:
    """A made-up country around the equator, as large as its provinces need; ``zipf`` as in Setting.

    Raises SettingError where they are fewer than one or would not fit on the globe.
    """
    side = math.ceil(math.sqrt(provinces))
    if provinces < 1 or side * PROVINCE_KM / KM_A_DEGREE > 100:
        raise SettingError("a made-up country has 1 to 5,000 provinces", value=provinces)
    rng = stream_of(seed, Part.GEOGRAPHY)
    step = PROVINCE_KM / KM_A_DEGREE
    cell = np.arange(provinces, dtype=np.float64)
    lat = (cell // side - (side - 1) / 2) * step
    lon = 20.0 + (cell % side - (side - 1) / 2) * step
    within = np.arange(DISTRICTS)
    d_lat = np.repeat(lat, DISTRICTS) + np.tile((within // 3 - 1) * step / 3, provinces)
    d_lon = np.repeat(lon, DISTRICTS) + np.tile((within % 3 - 1) * step / 3, provinces)
    count = len(d_lat) * SETTLEMENTS
    half = step / 6
    s_lat = np.repeat(d_lat, SETTLEMENTS) + rng.uniform(-half, half, count)
    s_lon = np.repeat(d_lon, SETTLEMENTS) + rng.uniform(-half, half, count)
    names = _names(rng, count + provinces)
    return _assembled(
        rng,
        "Madeupland",
        names[:provinces],
        (np.asarray(lat), np.asarray(lon), np.full(provinces, PROVINCE_KM * 0.7)),
        np.repeat(np.arange(provinces, dtype=np.int32), DISTRICTS),
        names[provinces:],
        np.repeat(np.arange(len(d_lat), dtype=np.int32), SETTLEMENTS),
        (s_lat, s_lon),
        zipf,
    )


def of_country(code: str, seed: int, zipf: float = 1.0) -> Geography:
    """The first-level divisions of a country of the gazetteer that ships, with made-up settlements in them.

    Towns that the gazetteer knows stand at their places; every other settlement is invented.
    Raises SettingError where the gazetteer has no divisions of the country.
    """
    known = {e.place.id: e.place for e in entries() if e.place.country == code and e.place.id}
    divisions = [p for p in known.values() if p.kind is PlaceKind.ADMIN1 and p.lat is not None]
    title = next((p.name for p in known.values() if p.kind is PlaceKind.COUNTRY), code)
    if not divisions:
        raise SettingError(
            "the gazetteer knows no provinces of this country", value=code, hint="leave the country out"
        )
    rng = stream_of(seed, Part.GEOGRAPHY)
    lat = np.array([p.lat for p in divisions], np.float64)
    lon = np.array([p.lon for p in divisions], np.float64)
    km = np.array([p.precision_km or PROVINCE_KM for p in divisions], np.float64)
    n = len(divisions)
    # The gazetteer's radius is that of the farthest border; half of it stays inside the province.
    reach = np.repeat(km * 0.5, DISTRICTS) * np.sqrt(rng.uniform(0.02, 1.0, n * DISTRICTS))
    angle = rng.uniform(0, 2 * math.pi, n * DISTRICTS)
    d_lat, d_lon = moved(np.repeat(lat, DISTRICTS), np.repeat(lon, DISTRICTS), reach, angle)
    count = n * DISTRICTS * SETTLEMENTS
    s_lat, s_lon = moved(
        np.repeat(d_lat, SETTLEMENTS),
        np.repeat(d_lon, SETTLEMENTS),
        20.0 * np.sqrt(rng.random(count)),
        rng.uniform(0, 2 * math.pi, count),
    )
    names = list(_names(rng, count))
    taken: set[int] = set()
    for town in known.values():
        if town.kind is not PlaceKind.SETTLEMENT or town.lat is None or town.lon is None:
            continue
        order = np.argsort(distance_km(town.lat, town.lon, d_lat, d_lon))
        district = next(int(d) for d in order if int(d) not in taken)
        taken.add(district)
        first = district * SETTLEMENTS
        names[first] = town.name
        s_lat[first], s_lon[first] = town.lat, town.lon
    made = _assembled(
        rng,
        title,
        tuple(p.name for p in divisions),
        (lat, lon, km),
        np.repeat(np.arange(n, dtype=np.int32), DISTRICTS),
        tuple(names),
        np.repeat(np.arange(n * DISTRICTS, dtype=np.int32), SETTLEMENTS),
        (s_lat, s_lon),
        zipf,
    )
    return replace(made, country_id=f"ISO:{code}", province_ids=tuple(p.id or p.name for p in divisions))


def _assembled(
    rng: np.random.Generator,
    country: str,
    provinces: tuple[str, ...],
    centres: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]],
    district_of: NDArray[np.int32],
    names: tuple[str, ...],
    settlement_of: NDArray[np.int32],
    points: tuple[NDArray[np.float64], NDArray[np.float64]],
    zipf: float,
) -> Geography:
    lat, lon = points
    size = np.bincount(settlement_of)
    d_lat = np.bincount(settlement_of, lat) / size
    d_lon = np.bincount(settlement_of, lon) / size
    first = np.searchsorted(settlement_of, np.arange(len(district_of)))
    rank = rng.permutation(len(lat)) + 1.0
    weight = rank**-zipf
    k = min(NEAR + 1, len(lat))
    flat = np.column_stack([lat, lon * np.cos(np.radians(lat))])
    near = np.atleast_2d(cKDTree(flat).query(flat, k=k)[1])[:, 1:].astype(np.int32)
    return Geography(
        country,
        provinces,
        *centres,
        tuple(names[i] for i in first),
        district_of,
        d_lat,
        d_lon,
        names,
        settlement_of,
        lat,
        lon,
        weight / weight.sum(),
        near,
    )


def _names(rng: np.random.Generator, count: int) -> tuple[str, ...]:
    """Distinct made-up names of places."""
    found: dict[str, None] = {}
    parts = 2
    while len(found) < count:
        size = max(64, count - len(found))
        draws = [rng.integers(0, len(s), (size, parts)) for s in (_ONSETS, _VOWELS, _CODAS)]
        for onset, vowel, coda in zip(*draws, strict=True):
            word = "".join(
                _ONSETS[o] + _VOWELS[v] + (_CODAS[c] if i == parts - 1 else "")
                for i, (o, v, c) in enumerate(zip(onset, vowel, coda, strict=True))
            )
            found.setdefault(word.capitalize(), None)
        parts = 3
    return tuple(found)[:count]


def moved(
    lat: NDArray[np.float64], lon: NDArray[np.float64], km: NDArray[np.float64], angle: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points moved by ``km`` in a direction (radians), on a locally flat earth."""
    north = km * np.sin(angle) / KM_A_DEGREE
    east = km * np.cos(angle) / (KM_A_DEGREE * np.maximum(np.cos(np.radians(lat)), 0.05))
    return lat + north, lon + east


def distance_km(
    lat_a: NDArray[np.float64] | float,
    lon_a: NDArray[np.float64] | float,
    lat_b: NDArray[np.float64] | float,
    lon_b: NDArray[np.float64] | float,
) -> NDArray[np.float64]:
    """Great-circle distances in km (haversine)."""
    a, b = np.radians(lat_a), np.radians(lat_b)
    half = (
        np.sin((b - a) / 2) ** 2
        + np.cos(a) * np.cos(b) * np.sin(np.radians(np.subtract(lon_b, lon_a)) / 2) ** 2
    )
    return np.asarray(2 * 6371.0088 * np.arcsin(np.sqrt(np.minimum(half, 1.0))), np.float64)
