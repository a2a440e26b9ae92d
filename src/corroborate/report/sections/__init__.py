"""The sections of the report: one module each, registered here in the order in which they are printed."""

from corroborate.report.sections import (
    changes,
    claims,
    decisions,
    definition,
    figures,
    findings,
    headline,
    incidents,
    independence,
    lists,
    method,
    reliability,
    sources,
    strata,
    unread,
    verify,
)
from corroborate.report.sections.section import Section

SECTIONS: tuple[Section, ...] = (
    headline.SECTION,
    definition.SECTION,
    figures.SECTION,
    findings.SECTION,
    lists.SECTION,
    incidents.SECTION,
    strata.SECTION,
    reliability.SECTION,
    independence.SECTION,
    claims.SECTION,
    sources.SECTION,
    unread.SECTION,
    method.SECTION,
    decisions.SECTION,
    changes.SECTION,
    verify.SECTION,
)
"""A further section is one module with its template, and one line here."""

__all__ = ["SECTIONS", "Section"]
