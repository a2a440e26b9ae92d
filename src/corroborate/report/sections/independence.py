"""Which sources and lists depend on each other, so that several are one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corroborate.model.independence import Dependence
from corroborate.report import anchors
from corroborate.report.sections.section import Section
from corroborate.report.views import Page

LISTED = 60
"""Ties that are printed, the widest first."""


@dataclass(frozen=True, slots=True)
class TieView:
    """One tie as it is printed: sources with where they lead, what ties them, what that does."""

    sources: tuple[tuple[str, str], ...]
    tie: str
    words: str
    effect: str
    share: str
    claims: tuple[str, ...]
    rows: tuple[str, ...]


def values(page: Page) -> Mapping[str, object]:
    """The ties of sources and of lists."""
    found = sorted(dependences(page), key=lambda d: (-len(d.sources), -len(d.claims), d.id))
    return {"ties": tuple(_view(page, d) for d in found[:LISTED]), "further": max(0, len(found) - LISTED)}


def dependences(page: Page) -> tuple[Dependence, ...]:
    """All ties: of sources as the weighing found them, and of lists."""
    listing = page.dossier.listing
    return (*page.dossier.weighing.dependences, *(() if listing is None else listing.dependences))


def _view(page: Page, made: Dependence) -> TieView:
    t = page.t
    lists = {} if page.dossier.listing is None else {s.card.list_id: s for s in page.dossier.listing.lists}
    names = []
    for id in made.sources:
        source = lists[id].source_id if made.of_lists and id in lists else id
        known = source in page.sources
        names.append(
            (id if made.of_lists else page.sources.get(id, id), anchors.source(source) if known else "")
        )
    share = ""
    if made.share is not None:
        share = t("independence.shared", share=f"{made.share:.0%}", n=made.compared)
    return TieView(
        tuple(dict.fromkeys(names)),
        t(f"independence.tie_{made.tie}"),
        made.words,
        made.effect,
        share,
        tuple(anchors.claim(id) for id in made.claims[:6] if id not in page.handled.withheld_claims),
        made.rows[:6],
    )


SECTION = Section("independence", values)
