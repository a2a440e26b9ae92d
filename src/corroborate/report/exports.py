"""Every figure and every claim as data: JSON for machines, CSV for spreadsheets, one JSON object a line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from corroborate.model.assessment import Assessment
from corroborate.model.claim import AnyClaim, IncidentClaim
from corroborate.model.dossier import Document, Dossier
from corroborate.model.window import Window
from corroborate.report import anchors
from corroborate.report.figures import VALUE, ResolvedFigure, figures
from corroborate.report.handling import Handled
from corroborate.weighing import words

COLUMNS = (
    "id",
    "words",
    "low",
    "high",
    "what",
    "unit",
    "kind",
    "basis",
    "first_day_earliest",
    "first_day_latest",
    "last_day_earliest",
    "last_day_latest",
    "window",
    "claims",
    "rows",
    "sources",
    "working",
)
"""The columns of figures.csv; an empty ``low`` or ``high`` is an end that the words leave open."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""What a spreadsheet may take for the beginning of a formula or a command."""


def figure_rows(dossier: Dossier) -> dict[str, dict[str, Any]]:
    """Every figure of the report by its id, ready for JSON: words, interval, what it counts and rests on.

    Figures of withheld claims alone are left out. Raises UnresolvedFigureError as `figures` does.
    """
    hidden = Handled.of(dossier).withheld_claims
    made = {f.id: f for f in dossier.weighing.figures}
    claims = {c.id: c for c in dossier.claims}
    found = {}
    for resolved in figures(dossier):
        if resolved.claims and hidden.issuperset(resolved.claims):
            continue
        own = made.get(resolved.id)
        row = _row(resolved)
        if own is not None:
            closed = bool(hidden & set(own.claims))
            row |= {"what": own.label, "unit": own.unit, "kind": own.kind, "basis": str(own.basis)}
            row |= {"window": window(own.window), "working": [] if closed else list(own.working)}
        else:
            claim = claims[resolved.claims[0]]
            row |= {"what": claim.span.quote, "unit": claim.quantity.unit if claim.quantity else None}
            row |= {"kind": "value", "basis": None, "window": window(claim.window), "working": []}
        found[resolved.id] = row
    return found


def _row(resolved: ResolvedFigure) -> dict[str, Any]:
    return {
        "words": resolved.words,
        "low": resolved.value.low,
        "high": resolved.value.high,
        "claims": list(resolved.claims),
        "rows": list(resolved.rows),
        "sources": list(resolved.sources),
    }


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


def figures_csv(dossier: Dossier) -> str:
    """Every figure of the report, one a line, in UTF-8 with a header; no cell is taken for a formula."""
    return table(COLUMNS, (_flat(id, row) for id, row in figure_rows(dossier).items()))


def _flat(id: str, row: Mapping[str, Any]) -> list[object]:
    days = row["window"] or {}
    flat = {**row, "id": id, "window": days.get("words"), **{k: v for k, v in days.items() if k != "words"}}
    for name in ("claims", "rows", "sources"):
        flat[name] = " ".join(flat[name])
    flat["working"] = "; ".join(flat["working"])
    return [flat.get(name) for name in COLUMNS]


def table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    r"""A table as CSV (RFC 4180) whose words a spreadsheet cannot take for formulas.

    >>> table(["words", "low"], [["=1+1", -3], ["a", None]])
    "words,low\r\n'=1+1,-3\r\na,\r\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return out.getvalue()


def _cell(value: object) -> object:
    """Numbers as they are; words that begin like a formula with an apostrophe before them."""
    if isinstance(value, str):
        return f"'{value}" if value.lstrip(" ").startswith(FORMULA) else value
    return "" if value is None else value


def claim_rows(dossier: Dossier) -> list[dict[str, Any]]:
    """Every claim that may be shown, in the order of the report, ready for JSON; of a withheld one its id."""
    handled = Handled.of(dossier)
    assessed = {a.claim_id: a for a in dossier.weighing.assessments}
    documents = {d.text.id: d for d in dossier.documents}
    return [
        _withheld(claim)
        if claim.id in handled.withheld_claims
        else _claim(claim, documents[claim.span.text_id], assessed.get(claim.id))
        for claim in dossier.claims
    ]


def claims_jsonl(dossier: Dossier) -> str:
    """Every claim as one JSON object a line."""
    lines = (json.dumps(row, ensure_ascii=False, sort_keys=True) for row in claim_rows(dossier))
    return "".join(f"{line}\n" for line in lines)


def _withheld(claim: AnyClaim) -> dict[str, Any]:
    return {"id": claim.id, "source": claim.source_id, "withheld": True}


def _claim(claim: AnyClaim, document: Document, assessment: Assessment | None) -> dict[str, Any]:
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
