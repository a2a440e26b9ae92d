"""Slices: the parts of the world that counts are about, for lists to be asked about."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.model.claim import AnyClaim
from corroborate.model.dossier import Document
from corroborate.model.evidence import Slice
from corroborate.model.place import Place, PlaceKind
from corroborate.model.window import Window
from corroborate.weighing import count
from corroborate.weighing.basis import proper
from corroborate.weighing.names import Names


def slices(claims: Sequence[AnyClaim], documents: Sequence[Document]) -> tuple[Slice, ...]:
    """One slice for each thing, party, window and place that a comparable claim counts.

    In the order of the first claim of each. Claims without a comparable count have none.
    """
    names = names_of(claims, documents)
    by_id = {c.id: c for c in claims}
    held: dict[tuple[object, ...], list[str]] = {}
    parts: dict[tuple[object, ...], tuple[str, str, Window | None, Place | None]] = {}
    for each in count.read(claims, documents, names):
        place = _place(by_id[each.claims[0]].place)
        window = each.window
        span = None if window is None else (window.start, window.end)
        where = None if place is None else (place.id or place.name)
        key = (each.measure, each.actor, span, where)
        held.setdefault(key, []).extend(each.claims)
        parts.setdefault(key, (each.measure, each.actor, window, place))
    return tuple(
        Slice(count.digest("slice", *(str(k) for k in key)), *parts[key], claims=tuple(ids))
        for key, ids in held.items()
    )


def names_of(claims: Sequence[AnyClaim], documents: Sequence[Document]) -> Names:
    """Which names of parties and counters in a case are one."""
    found = {name for c in claims for v in c.attribution.voices for name in (v.name, proper(v.name))}
    found |= {c.counted.actor for c in claims if c.counted and c.counted.actor}
    found |= {c.counted.target for c in claims if c.counted and c.counted.target}
    found |= {d.source.publisher for d in documents}
    return Names.among(found)


def _place(place: Place | None) -> Place | None:
    """A place that narrows; a name that stands for several places narrows nothing for sure."""
    return None if place is None or place.kind is PlaceKind.UNKNOWN else place
