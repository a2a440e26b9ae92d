"""The first screen: the answer in words, what this is, and what it is not."""

from __future__ import annotations

from collections.abc import Mapping

from corroborate.report import answer, coverage
from corroborate.report.sections.section import Section
from corroborate.report.views import Page


def values(page: Page) -> Mapping[str, object]:
    """What is known and what is not, the coverage, and the findings that cannot be waved away."""
    return {
        "known": answer.known(page),
        "unknown": answer.unknown(page),
        "coverage": coverage.of(page.dossier),
        "strict": tuple(f for f in page.findings["differs"] if f.strict),
    }


SECTION = Section("headline", values)
