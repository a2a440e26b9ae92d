"""Places in a text: names onto a gazetteer with id, point and precision; ambiguity kept."""

from corroborate.claims.places.find import find_places
from corroborate.claims.places.mention import PlaceMention

__all__ = ["PlaceMention", "find_places"]
