"""The bars of the time axis: which days each figure covers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corroborate.model.assessment import Comparison, Rating
from corroborate.model.dossier import Dossier
from corroborate.report import anchors
from corroborate.report.timeline import Bar
from corroborate.report.views import FigureView
from corroborate.weighing.bylists import estimated_id, recorded_id

BARS = 60
"""Most bars that a drawing holds before it would no longer be read at one look."""


def of(
    dossier: Dossier,
    comparisons: Sequence[Comparison],
    actor: str | None,
    figures: Mapping[str, FigureView],
) -> list[Bar]:
    """What the time axis shows: an actor's figures set side by side, or else all with a window.

    Only ``figures`` are drawn, in the words in which they are printed.
    """
    claims = {c.id: c for c in dossier.claims}
    documents = {d.text.id: d for d in dossier.documents}
    wanted = {i for c in comparisons if c.actor == actor for i in c.figures}
    wrong = {a.claim_id for a in dossier.weighing.assessments if a.rating is Rating.CONTRADICTED}
    made = [f for f in dossier.weighing.figures if f.id in figures]
    chosen = [f for f in made if f.id in wanted or actor is None]
    laid = {c for f in chosen if f.kind == "laid" for c in f.claims}
    listed = _of_lists(dossier, {c for f in chosen for c in f.claims})
    chosen += [
        f
        for f in made
        if f.id not in wanted
        and actor is not None
        and f.kind == "count"
        and (laid.issuperset(f.claims) if f.claims else f.id in listed)
    ]
    bars = []
    for f in chosen:
        if f.window is None or f.kind not in {"count", "laid"}:
            continue
        reported = {
            d.first
            for c in f.claims
            if (d := documents[claims[c].span.text_id].published) is not None and d.is_exact and d.first
        }
        bars.append(
            Bar(
                f.id,
                anchors.claim(f.claims[0]) if f.claims else anchors.figure(f.id),
                figures[f.id].words,
                figures[f.id].label,
                f.basis,
                f.window,
                f.value,
                () if f.kind == "laid" else tuple(sorted(reported)),
                f.kind == "count" and bool(f.claims) and all(c in wrong for c in f.claims),
                f.kind == "laid",
                f.working[0].rsplit(" = ", 1)[0] if f.kind == "laid" and f.working else "",
            )
        )
    return bars[:BARS]


def _of_lists(dossier: Dossier, claims: set[str]) -> set[str]:
    """The figures of lists that count what some of the claims count."""
    evidence = () if dossier.listing is None else dossier.listing.evidence
    about = [e for e in evidence if claims & set(e.slice.claims)]
    return {id for e in about for id in (recorded_id(e), estimated_id(e))}
