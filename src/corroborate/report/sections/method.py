"""The method, generated from the settings and the data of the run (C20)."""

from __future__ import annotations

from collections.abc import Mapping

from corroborate.report import method
from corroborate.report.sections.section import Section
from corroborate.report.views import Page


def values(page: Page) -> Mapping[str, object]:
    """The parts of the method; raises IntegrityError where one is missing."""
    return {"method": method.of(page.dossier, page.t)}


SECTION = Section("method", values)
