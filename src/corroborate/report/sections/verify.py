"""How to verify the report, by one command, and how to cite it."""

from __future__ import annotations

from collections.abc import Mapping

from corroborate.report import citing
from corroborate.report.sections.section import Section
from corroborate.report.views import Page


def values(page: Page) -> Mapping[str, object]:
    """The citation in words and as BibTeX."""
    return {"cited": citing.in_words(page.dossier), "bibtex": citing.bibtex(page.dossier)}


SECTION = Section("verify", values)
