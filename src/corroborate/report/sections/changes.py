"""The releases of the report, what changed since the last one and why, and every earlier correction (C19)."""

from __future__ import annotations

from collections.abc import Mapping

from corroborate.report.sections.section import Section
from corroborate.report.views import Page

MOST = 200
"""Changes of one release that are listed; the file changes.json beside a release holds all."""


def values(page: Page) -> Mapping[str, object]:
    """What changed since the last release first, then earlier releases, the newest first."""
    history = page.dossier.history
    last = history.releases[-1].id if history.releases else ""
    current = next((c for c in history.changes if c.since == last), None)
    earlier = [c for c in reversed(history.changes) if c is not current and not c.none]
    return {"current": current, "earlier": earlier, "releases": history.releases, "most": MOST}


SECTION = Section("changes", values)
