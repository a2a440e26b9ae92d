"""Names of places to places: the gazetteer that ships, and indexes of GeoNames dumps."""

from corroborate.gazetteer.builtin import Entry
from corroborate.gazetteer.fold import fold, loose
from corroborate.gazetteer.index import (
    LONGEST,
    Builtin,
    Chain,
    Gazetteer,
    GeoNames,
    add_geonames,
    builtin,
    from_geonames,
    is_place,
)

__all__ = [
    "LONGEST",
    "Builtin",
    "Chain",
    "Entry",
    "Gazetteer",
    "GeoNames",
    "add_geonames",
    "builtin",
    "fold",
    "from_geonames",
    "is_place",
    "loose",
]
