"""Claims and windows as plain values, ready for JSON."""

from __future__ import annotations

from typing import Any

from corroborate.model.assessment import Assessment
from corroborate.model.claim import AnyClaim, IncidentClaim
from corroborate.model.dossier import Document
from corroborate.model.window import Window
from corroborate.report import anchors
from corroborate.report.figures import VALUE
from corroborate.weighing import words


def window(value: Window | None) -> dict[str, Any] | None:
    """A window as JSON: its words, and the first and last day that each end can have."""
    if value is None:
        return None
    days = (value.start.first, value.start.last, value.end.first, value.end.last)
    names = ("first_day_earliest", "first_day_latest", "last_day_earliest", "last_day_latest")
    return {
        "words": words.window(value),
        **{n: None if d is None else d.isoformat() for n, d in zip(names, days, strict=True)},
    }


def claim_row(claim: AnyClaim, document: Document, assessment: Assessment | None) -> dict[str, Any]:
    """One claim ready for JSON: its words, what was read from them, where they stand, what it is worth."""
    counted, quantity, place = claim.counted, claim.quantity, claim.place
    published = document.published
    return {
        "id": claim.id,
        "anchor": anchors.claim(claim.id),
        "figure": None if quantity is None else VALUE + claim.id,
        "kind": str(claim.kind),
        "incident": isinstance(claim, IncidentClaim),
        "words": claim.span.quote,
        "number_words": claim.quantity_span.quote if claim.quantity_span else None,
        "low": quantity.hard.low if quantity else None,
        "high": quantity.hard.high if quantity else None,
        "usual_low": quantity.usual.low if quantity else None,
        "usual_high": quantity.usual.high if quantity else None,
        "unit": quantity.unit if quantity else None,
        "counted": counted.words if counted else None,
        "measure": counted.measure if counted else None,
        "actor": counted.actor if counted else None,
        "target": counted.target if counted else None,
        "status": str(counted.status) if counted else None,
        "window": window(claim.window),
        "window_words": claim.window_span.quote if claim.window_span else None,
        "place": place.name if place else None,
        "place_words": claim.place_span.quote if claim.place_span else None,
        "voices": [
            {"name": v.name, "stance": str(v.stance), "knowledge": str(v.knowledge)}
            for v in claim.attribution.voices
        ],
        "modality": str(claim.modality),
        "polarity": str(claim.polarity),
        "reader": f"{claim.reader.name} {claim.reader.version}",
        "machine": claim.reader.model_id or claim.reader.name if claim.reader.machine else None,
        "reported": None if published is None else str(published),
        "rating": str(assessment.rating) if assessment else None,
        "rule": assessment.rule if assessment else None,
        "source": claim.source_id,
        "text": claim.span.text_id,
        "start": claim.span.start,
        "end": claim.span.end,
    }
