"""What agrees, what differs, and what changes a conclusion: words beside recomputation."""

from __future__ import annotations

from corroborate.report.sections.section import Section

SECTION = Section("findings")
