"""Every figure and every claim as data: JSON for machines, CSV for spreadsheets, one JSON object a line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from corroborate.model.claim import AnyClaim
from corroborate.model.dossier import Dossier
from corroborate.report.figures import ResolvedFigure, figures
from corroborate.report.handling import Handled
from corroborate.report.public import shown
from corroborate.report.rows import claim_row, window

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
    dossier = shown(dossier)
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
    dossier = shown(dossier)
    handled = Handled.of(dossier)
    assessed = {a.claim_id: a for a in dossier.weighing.assessments}
    documents = {d.text.id: d for d in dossier.documents}
    return [
        _withheld(claim)
        if claim.id in handled.withheld_claims
        else claim_row(claim, documents[claim.span.text_id], assessed.get(claim.id))
        for claim in dossier.claims
    ]


def claims_jsonl(dossier: Dossier) -> str:
    """Every claim as one JSON object a line."""
    lines = (json.dumps(row, ensure_ascii=False, sort_keys=True) for row in claim_rows(dossier))
    return "".join(f"{line}\n" for line in lines)


def _withheld(claim: AnyClaim) -> dict[str, Any]:
    return {"id": claim.id, "source": claim.source_id, "withheld": True}
