"""The first screen: the answer in words, what this is, and what it is not."""

from __future__ import annotations

from collections.abc import Mapping

from corroborate.report import coverage
from corroborate.report.sections.section import Section
from corroborate.report.view import Page


def values(page: Page) -> Mapping[str, object]:
    """The coverage, and the findings that cannot be waved away."""
    strict = tuple(f for f in page.findings["differs"] if f.strict)
    return {"coverage": coverage.of(page.dossier), "strict": strict}


SECTION = Section("headline", values)
