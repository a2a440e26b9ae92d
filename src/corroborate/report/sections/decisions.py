"""The decision log: what people and machines decided, and where the log stands (C9)."""

from __future__ import annotations

from collections.abc import Mapping

from corroborate.report.manifest import decision
from corroborate.report.public import HEAD
from corroborate.report.sections.section import Section
from corroborate.report.views import Page

MOST = 100
"""Decisions that are listed, the newest; figures.json lists all."""


def values(page: Page) -> Mapping[str, object]:
    """The count, the head of the log, and the newest decisions."""
    log = page.dossier.decisions
    told = [decision(made, page.handled) for made in log[-MOST:]]
    return {"count": len(log), "head": page.dossier.settings.get(HEAD, ""), "log": told, "most": MOST}


SECTION = Section("decisions", values)
