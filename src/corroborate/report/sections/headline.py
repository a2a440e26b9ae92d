"""The first screen: the answer in words and in one picture, what this is, and what it is not."""

from __future__ import annotations

from collections.abc import Mapping

from corroborate.report import answer, coverage
from corroborate.report.against import Line, drawings
from corroborate.report.sections.section import Section
from corroborate.report.views import Page


def values(page: Page) -> Mapping[str, object]:
    """The answer and its picture, the coverage, and the findings that cannot be waved away."""
    made = answer.of(page)
    held = {f.id: f.value for f in page.dossier.weighing.figures}
    lines = [
        Line(f.id, f.href, f.words, f"{f.subject}, {f.window}", f.basis, held[f.id]) for f in made.figures
    ]
    return {
        "answer": made,
        "axes_of": drawings(lines),
        "coverage": coverage.of(page.dossier),
        "strict": tuple(f for f in page.findings["differs"] if f.strict),
    }


SECTION = Section("headline", values)
