"""Places: names onto a gazetteer with id, point and precision; ambiguity kept."""

from corroborate.claims.places.find import find_places
from corroborate.claims.places.gazetteer import (
    Gazetteer,
    GeoNames,
    add_geonames,
    builtin,
    from_geonames,
    is_place,
)
from corroborate.claims.places.mention import PlaceMention

__all__ = [
    "Gazetteer",
    "GeoNames",
    "PlaceMention",
    "add_geonames",
    "builtin",
    "find_places",
    "from_geonames",
    "is_place",
]
