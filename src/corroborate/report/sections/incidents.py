"""Incidents in time and in space: when each list has them, and where they were, as far as that is known."""

from __future__ import annotations

from collections.abc import Mapping

from corroborate.model.incidents import Incidents, Spot
from corroborate.report import byplace, bytime
from corroborate.report.catalogue import Catalogue
from corroborate.report.sections.section import Section
from corroborate.report.views import Page

LISTED = 40
"""Places that the table beside the map names, those of most incidents first."""

REACHES = (1.0, 10.0, 30.0, 100.0, 300.0)
"""Kilometres by which places are told apart in the table of how sure they are."""


def values(page: Page) -> Mapping[str, object]:
    """The two drawings with their tables."""
    incidents = _incidents(page)
    assert incidents is not None
    first = sorted(incidents.spots, key=lambda s: (-s.count, s.lat, s.lon))
    return {
        "incidents": incidents,
        "calendars": bytime.drawings(incidents, page.t),
        "maps": byplace.drawings(incidents.spots, page.dossier.outlines),
        "reaches": _reaches(incidents, page.t),
        "places": tuple(first[:LISTED]),
        "further": max(0, len(first) - LISTED),
        "put_together": any(spot.spread_km for spot in incidents.spots),
    }


def _reaches(incidents: Incidents, t: Catalogue) -> tuple[tuple[str, int], ...]:
    """How many incidents are placed how well."""
    found: dict[str, int] = {}
    for spot in incidents.spots:
        name = _reach(spot, t)
        found[name] = found.get(name, 0) + spot.count
    order = [t("incidents.reach", n=km) for km in REACHES]
    order += [t("incidents.reach_wider", n=REACHES[-1]), t("incidents.reach_unstated")]
    rows = [(name, found[name]) for name in order if name in found]
    return (*rows, *([(t("incidents.unplaced"), incidents.unplaced)] if incidents.unplaced else []))


def _reach(spot: Spot, t: Catalogue) -> str:
    if spot.precision_km is None:
        return t("incidents.reach_unstated")
    within = spot.precision_km
    km = next((km for km in REACHES if within <= km), None)
    return t("incidents.reach_wider", n=REACHES[-1]) if km is None else t("incidents.reach", n=km)


def _incidents(page: Page) -> Incidents | None:
    return None if page.dossier.listing is None else page.dossier.listing.incidents


def _is_in(page: Page) -> bool:
    found = _incidents(page)
    return found is not None and found.total > 0


SECTION = Section("incidents", values, _is_in)
