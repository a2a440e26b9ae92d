"""What is counted, in the words of the sources, and how it is known."""

from __future__ import annotations

from collections.abc import Mapping

from corroborate.report.method import definitions, relations, used_bases
from corroborate.report.sections.section import Section
from corroborate.report.views import Page


def values(page: Page) -> Mapping[str, object]:
    """The definitions of the measures that figures count."""
    return {
        "definitions": definitions(page.dossier, page.handled),
        "relations": relations(page.dossier),
        "bases": used_bases(page.dossier),
    }


SECTION = Section("definition", values)
