"""What changed since the last release, and why (C19)."""

from __future__ import annotations

from corroborate.report.sections.section import Section

SECTION = Section("changes")
