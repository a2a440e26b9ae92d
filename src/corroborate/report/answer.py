"""The answer in plain words: what is known, and what is not, for somebody who knows nothing of statistics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corroborate.model.assessment import Basis
from corroborate.report.catalogue import Catalogue
from corroborate.report.views import FigureView, Page

HOLE = "{figure}"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with at most one figure in it, which is a link where there are links."""

    before: str
    figure: FigureView | None = None
    after: str = ""

    @property
    def words(self) -> str:
        """The sentence as it is read."""
        return f"{self.before}{self.figure.words if self.figure else ''}{self.after}"


def known(page: Page) -> tuple[Said, ...]:
    """What the sources carry: the figures that answer the question, each with what it is."""
    found: list[Said] = []
    for headline in page.headlines:
        shown = (f for f in (*headline.figures, *headline.also) if f.kind != "share")
        found += [_said(page.t, f"answer.{figure.basis}", figure) for figure in shown]
    clashes = sum(1 for f in page.findings["differs"] if f.strict)
    if clashes:
        found.append(Said(page.t("answer.clash" if clashes == 1 else "answer.clashes", n=clashes)))
    return tuple(found) or (Said(page.t("answer.nothing")),)


def unknown(page: Page) -> tuple[Said, ...]:
    """What the sources do not carry, however the figures are read."""
    return tuple(
        _said(page.t, key, figure) if figure else Said(page.t(key))
        for key, figure in ((f"answer.unknown_{name}", figure) for name, figure in _unknown(page))
    )


def _unknown(page: Page) -> Iterator[tuple[str, FigureView | None]]:
    yield "truth", None
    figures = [f for h in page.headlines for f in h.figures]
    bases = {f.basis for f in figures if f.kind != "share"}
    share = next((f for f in figures if f.kind == "share"), None)
    if share is not None:
        yield "share", share
    if bases - {Basis.VERIFIED}:
        yield "claims", None
    if figures:
        yield "days", None
    if page.notes:
        yield "notes", None


def _said(t: Catalogue, key: str, figure: FigureView) -> Said:
    window = "" if figure.kind == "share" else t.isolated(figure.window)
    text = t(key, figure=HOLE, label=t.isolated(figure.label), window=window)
    before, _, after = text.partition(HOLE)
    return Said(before, figure, after)
