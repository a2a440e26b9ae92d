"""Places as a text names them."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.model.place import Place


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named at the code points ``[start, end)``.

    ``adjective`` marks "Afghan" and the like, which name a country without placing anything there.
    """

    start: int
    end: int
    place: Place
    adjective: bool = False
