"""Every claim, by source: its words, who says it, when it happened apart from when it was reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corroborate.report import anchors
from corroborate.report.claims import ClaimView
from corroborate.report.sections.section import Section
from corroborate.report.views import Page


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one source: entries with every field, single lines, and what is folded away."""

    name: str
    anchor: str
    id: str
    sealed: bool
    full: tuple[ClaimView, ...]
    brief: tuple[ClaimView, ...]
    aside: tuple[ClaimView, ...]


def values(page: Page) -> Mapping[str, object]:
    """The claims in groups, in the order of the sources."""
    return {
        "groups": tuple(
            Group(
                page.sources[id],
                anchors.source(id),
                id,
                page.is_sealed(id),
                tuple(c for c in claims if not c.brief and not c.is_aside),
                tuple(c for c in claims if c.brief),
                tuple(c for c in claims if not c.brief and c.is_aside),
            )
            for id, claims in page.claims.items()
        )
    }


SECTION = Section("claims", values)
