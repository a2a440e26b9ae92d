"""The table of figures: what each counts, how it was come by, the claims behind it, what it turns on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corroborate.report.sections.section import Section
from corroborate.report.views import FigureView, Page


def values(page: Page) -> Mapping[str, object]:
    """Rows of the table, lines under it, and how many figures are only printed at their claim."""
    headline = {f.id for h in (*page.headlines, *page.others) for f in (*h.figures, *h.also)}
    first = sorted(page.compared, key=lambda f: (f.id not in headline, f.kind == "count"))
    chosen = {f.id for f in first[: page.full]}
    compared = [f for f in page.compared if f.id in chosen]
    lines, at_claims = _split([f for f in page.compared if f.id not in chosen])
    alone = page.alone[: page.full]
    more, further = _split(page.alone[page.full :])
    return {
        "compared": tuple(compared),
        "alone": alone,
        "lines": (*lines, *more),
        "folded": len(page.alone) + len(lines) + at_claims,
        "at_claims": at_claims + further,
    }


def _split(figures: Sequence[FigureView]) -> tuple[list[FigureView], int]:
    """Figures that rest on several claims or on rows, and how many are one claim's own number."""
    lines = [f for f in figures if len(f.claims) != 1 or f.kind != "count"]
    return lines, len(figures) - len(lines)


SECTION = Section("figures", values)
