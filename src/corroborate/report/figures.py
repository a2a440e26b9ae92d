"""Every figure that a report prints, and the words and bytes that it rests on (C14)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corroborate.errors import UnresolvedFigureError
from corroborate.model.claim import AnyClaim
from corroborate.model.dossier import Dossier
from corroborate.model.interval import Interval
from corroborate.model.span import Span
from corroborate.report.catalogue import catalogue

VALUE = "value-"
"""What the id of a figure begins with that is one claim's own number."""

_BARE = re.compile(r"\s*[-−+]?\d[\d.,\s]*%?\s*")
"""A number with nothing around it that would say of which range it speaks."""


@dataclass(frozen=True, slots=True)
class ResolvedFigure:
    """A printed figure with the claims it rests on, their spans, and the SHA-256 of their sources.

    ``words`` is what stands between the tags, ``value`` the interval that it says.
    """

    id: str
    words: str
    value: Interval
    claims: tuple[str, ...]
    spans: tuple[Span, ...]
    sources: tuple[str, ...]
    rows: tuple[str, ...] = ()

    @property
    def is_value(self) -> bool:
        """True for one claim's own number, False for a figure of the weighing."""
        return self.id.startswith(VALUE)


def figures(dossier: Dossier) -> tuple[ResolvedFigure, ...]:
    """Every figure that the report of a dossier prints: of the weighing, and of each claim with a number.

    Raises UnresolvedFigureError for a figure that leads to no claim and no row, to a claim that the
    dossier does not hold, or to words that no longer stand in their text.
    """
    by_claim = {claim.id: claim for claim in dossier.claims}
    contents = {d.text.id: (d.text.content, d.source.id) for d in dossier.documents}
    local = catalogue(dossier.language).local
    found = [
        _resolve(
            made.id,
            local.figure(made.words, made.value),
            made.value,
            made.claims,
            by_claim,
            contents,
            made.rows,
        )
        for made in dossier.weighing.figures
    ]
    found += [
        _resolve(VALUE + claim.id, claim_words(claim), claim.quantity.hard, (claim.id,), by_claim, contents)
        for claim in dossier.claims
        if claim.quantity is not None
    ]
    return tuple(found)


def claim_words(claim: AnyClaim) -> str:
    """The number of a claim in the words of its text; never a parsed value without them (C6)."""
    if claim.quantity_span is not None:
        return " ".join(claim.quantity_span.quote.split())
    return " ".join((claim.quantity.words if claim.quantity else claim.span.quote).split())


def _resolve(
    id: str,
    shown: str,
    value: Interval,
    claims: tuple[str, ...],
    by_claim: Mapping[str, AnyClaim],
    contents: Mapping[str, tuple[str, str]],
    rows: tuple[str, ...] = (),
) -> ResolvedFigure:
    if not claims and not rows:
        raise UnresolvedFigureError("a figure leads to no words and no rows", value=f"{shown} ({id})")
    spans = []
    for claim_id in claims:
        claim = by_claim.get(claim_id)
        if claim is None:
            raise UnresolvedFigureError(
                f"the figure {shown} rests on a claim that is not in the case", value=claim_id
            )
        content, source = contents.get(claim.span.text_id, ("", ""))
        if content[claim.span.start : claim.span.end] != claim.span.quote or source != claim.source_id:
            raise UnresolvedFigureError(
                f"the figure {shown} rests on words that do not stand in their text",
                value=repr(claim.span.quote),
                hint="read the source again",
            )
        spans.append(claim.span)
    sources = tuple(dict.fromkeys(by_claim[c].source_id for c in claims))
    return ResolvedFigure(id, shown, value, claims, tuple(spans), sources, rows)


def midpoints(found: tuple[ResolvedFigure, ...]) -> list[ResolvedFigure]:
    """Figures of the weighing whose value is a range but whose words are one bare number (C13).

    "over 160" and "29 to 81" are no bare numbers.
    """
    return [f for f in found if not f.is_value and not f.value.is_exact and _BARE.fullmatch(f.words)]
