"""Findings and comparisons in the language of the page, put together anew from what they rest on.

The checks write English sentences. Another language has a sentence for each kind of finding in its catalogue
(``finding.KIND``): the words of the claims stand in it as they were printed, numbers and days as the language
writes them. What the checks wrote stays below as it is, marked as English.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corroborate.model.assessment import Comparison
from corroborate.model.claim import AnyClaim
from corroborate.model.finding import Finding, Level
from corroborate.report.catalogue import Catalogue
from corroborate.report.views import FigureView

MOST = 4
"""Claims that a title quotes."""


def form(made: Finding) -> str:
    """Which sentence of its kind a finding is told with."""
    if made.level is Level.AGREES:
        return "agrees"
    return "clash" if made.strict or made.level is Level.CHANGES else "open"


def is_told(t: Catalogue, made: Finding) -> bool:
    """True where the language of the page has a sentence for the finding."""
    return t.has(f"finding.{made.kind}.{form(made)}")


def title(t: Catalogue, made: Finding, claims: Mapping[str, AnyClaim]) -> str:
    """What a finding says, in one line; what the check wrote where the language has no sentence for it."""
    if not is_told(t, made):
        return made.title
    quotes = [t("finding.quote", words=t.isolated(_words(claims[id]))) for id in made.claims]
    told = quotes[:MOST] + [t("finding.further", n=len(quotes) - MOST)] * (len(quotes) > MOST)
    return t(f"finding.{made.kind}.{form(made)}", quotes=_listed(t, told))


def working(
    t: Catalogue, made: Finding, claims: Mapping[str, AnyClaim], source: Mapping[str, str]
) -> tuple[str, ...]:
    """What each claim says, a line each, and what was asked of them; only where `is_told`."""
    lines = []
    for id in made.claims:
        claim = claims[id]
        value = "" if claim.quantity is None else t.local.interval(claim.quantity.hard)
        window = "" if claim.window is None else t.local.window(claim.window)
        said = [part for part in (value, window) if part]
        lines.append(
            t(
                "finding.line" if said else "finding.line_bare",
                words=t.isolated(_words(claim)),
                said=t("wording.comma").join(said),
                source=t.isolated(source[claim.source_id]),
            )
        )
    return (*lines, t(f"finding.{made.kind}.how"))


def conclusion(t: Catalogue, made: Comparison, figures: Sequence[FigureView]) -> str:
    """What a comparison comes to, in one line; what was written where the language has no sentence for it."""
    counts = [f for f in figures if f.kind != "share"]
    if not t.has(f"finding.{made.kind}") or len(counts) < 2:
        return made.conclusion
    first, second = (
        t("finding.figure", figure=f.words, nature=t(f"basis.{f.basis}"), window=f.window) for f in counts[:2]
    )
    share = next((f.words for f in figures if f.kind == "share"), "")
    key = f"finding.{made.kind}" + ("_share" if share and t.has(f"finding.{made.kind}_share") else "")
    return t(key, first=first, second=second, share=share)


def _words(claim: AnyClaim) -> str:
    return " ".join(claim.span.quote.split())


def _listed(t: Catalogue, told: Sequence[str]) -> str:
    if len(told) < 2:
        return "".join(told)
    return t("wording.comma").join(told[:-1]) + t("wording.and") + told[-1]
