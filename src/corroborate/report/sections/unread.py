"""What could not be read and what was not checked, with counts and reasons (C22)."""

from __future__ import annotations

from collections.abc import Mapping

from corroborate.report import coverage
from corroborate.report.sections.section import Section
from corroborate.report.views import Page


def values(page: Page) -> Mapping[str, object]:
    """The coverage line, and the four lists of what is not in the figures."""
    return {
        "coverage": coverage.of(page.dossier),
        "unread": coverage.unread(page.dossier, page.handled),
        "most": coverage.LISTED,
    }


SECTION = Section("unread", values)
