"""The values that the page of a report prints: figures, findings, the page as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corroborate.model.assessment import Basis
from corroborate.model.dossier import Dossier
from corroborate.model.source import Sensitivity
from corroborate.report.catalogue import Catalogue
from corroborate.report.claims import ClaimView, Piece
from corroborate.report.handling import Handled
from corroborate.report.timeline import Bar, Chart

FULL = 100
"""Findings of one level that are printed with quotes and working; further ones are one line each."""

BRIEF = 400
"""Findings of one level that are printed in one line; of further ones the number is said."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """A computed figure as it is printed."""

    id: str
    anchor: str
    href: str
    words: str
    label: str
    window: str
    days: str
    basis: Basis
    nature: str
    working: tuple[str, ...]
    claims: tuple[tuple[str, str, str, str], ...]
    """Of each claim behind it: figure id, anchor, words, name of the source."""
    turns: tuple[str, ...]
    kind: str
    rows: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    """What was decided on the claims behind it."""
    rests: tuple[str, ...] = ()
    """The ids of the claims behind it."""
    subject: str = ""
    """What it counts, without how that is known."""
    who: str = ""
    """Who counted, "" where nobody is named."""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """The words of one claim beside a recomputation."""

    figure: str | None
    anchor: str
    words: str
    pieces: tuple[Piece, ...]
    source: str
    reported: str
    language: str | None


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding or a comparison: words on one side, recomputation on the other.

    With ``foreign`` what the check wrote is in another language than the page, ``remarks`` being its working.
    """

    anchor: str
    kind: str
    title: str
    strict: bool | None
    quotes: tuple[QuoteView, ...]
    working: tuple[str, ...]
    separates: tuple[str, ...]
    turns: tuple[tuple[str, str, str], ...]
    figures: tuple[FigureView, ...]
    foreign: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Headline:
    """One actor's answer: the figures, and the sentence that sets them side by side."""

    actor: str
    sentence: str
    figures: tuple[FigureView, ...]
    also: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the template prints."""

    dossier: Dossier
    t: Catalogue
    handled: Handled
    headlines: tuple[Headline, ...]
    others: tuple[Headline, ...]
    compared: tuple[FigureView, ...]
    alone: tuple[FigureView, ...]
    strata: Mapping[str, FigureView]
    charts: tuple[Chart, ...]
    bars: tuple[Bar, ...]
    findings: Mapping[str, tuple[FindingView, ...]]
    more: tuple[FindingView, ...]
    tensions: tuple[FindingView, ...]
    claims: Mapping[str, tuple[ClaimView, ...]]
    sources: Mapping[str, str]
    notes: int
    sealed: frozenset[str] = frozenset()
    """The sources whose id is a commitment."""
    full: int = FULL
    brief: int = BRIEF

    @property
    def build(self) -> str:
        """For whom the page was made, in words."""
        how = {id: source.handling.sensitivity for id, source in self.dossier.sources.items()}
        closed = {s: sum(1 for each in how.values() if each is s) for s in Sensitivity}
        withheld, restricted = closed[Sensitivity.WITHHELD], closed[Sensitivity.RESTRICTED]
        if not withheld + restricted:
            return self.t("build.open")
        return self.t("build.closed", withheld=withheld, restricted=restricted)

    def is_sealed(self, source: str) -> bool:
        """True where the id of a source is a commitment and no hash of its bytes."""
        return source in self.sealed
