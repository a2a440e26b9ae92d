"""Places with their precision."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """What a point stands for."""

    EXACT = "exact"
    SETTLEMENT = "settlement"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    REGION = "region"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """A named place; the point of an area is its centroid, and says so.

    ``id`` is a gazetteer id such as ``ISO:AF-KAB`` or ``GN:1138958``. ``precision_km`` is the radius in
    which the true place lies. ``words`` are the words of the text.
    """

    name: str
    kind: PlaceKind = PlaceKind.UNKNOWN
    id: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None
    words: str | None = None
    alternatives: tuple[Place, ...] = ()

    @property
    def is_centroid(self) -> bool:
        """True where the point stands for an area."""
        return self.kind in {PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.COUNTRY, PlaceKind.REGION}
