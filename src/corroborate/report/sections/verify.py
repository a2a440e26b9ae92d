"""How to verify the report: one command."""

from __future__ import annotations

from corroborate.report.sections.section import Section

SECTION = Section("verify")
