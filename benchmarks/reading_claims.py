"""Whole readings: hedged numbers of the interview, what was not read, articles a second and core."""

from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from corroborate.claims import read
from corroborate.model.claim import AnyClaim
from corroborate.model.dossier import Document
from corroborate.model.source import Source
from corroborate.model.text import SegmentKind, Text
from corroborate.model.window import DayRange
from corroborate.text import segment

PUBLISHED = date(2024, 9, 1)
"""The publication day that the gold of the interview takes."""


def document(content: str) -> Document:
    """A document of plain text."""
    days = DayRange.on(PUBLISHED)
    source = Source("0" * 64, "text", "text/plain", 1, datetime(2024, 9, 2, tzinfo=UTC), published=days)
    text = Text.derive(source.id, content, "plain", "1")
    return Document(source, text, segment(text))


def interview(folder: Path) -> dict[str, Any]:
    """Hedged numbers with their hard bounds, turns, notes, and numbers accounted for."""
    content = (folder / "interview.txt").read_text(encoding="utf-8")
    doc = document(content)
    reading = read(doc)
    gold = [json.loads(line) for line in _lines(folder / "gold_claims_half.jsonl")]
    hedged = [g for g in gold if g["hedge"] and _bounded(g["quantity"])]
    right, wrong = 0, []
    for row in hedged:
        found = _overlapping(reading.claims, row)
        if any(_same(c, row["quantity"]) for c in found):
            right += 1
        else:
            wrong.append({"gold": row["span"], "found": [(c.span.quote, _hard(c)) for c in found]})
    labelled = [json.loads(line) for line in _lines(folder / "gold_turns.jsonl")]
    turns = {(s.start, s.end) for s in doc.segments if s.kind is SegmentKind.TURN}
    notes = [s for s in doc.segments if s.kind in {SegmentKind.NOTE, SegmentKind.DISCLOSURE}]
    spoken = [t for t in labelled if not str(t["speaker"]).startswith("editor")]
    return {
        "hedges": len(hedged),
        "right": right,
        "turns": f"{sum((t['start'], t['end']) in turns for t in spoken)} of {len(spoken)}",
        "notes": len(notes),
        "claims": len(reading.claims),
        "numeric tokens": reading.numeric_tokens,
        "not read": len(reading.unread),
        "wrong": wrong,
    }


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _bounded(quantity: dict[str, Any]) -> bool:
    return quantity["hard_low"] is not None or quantity["hard_high"] is not None


def _overlapping(claims: tuple[AnyClaim, ...], row: dict[str, Any]) -> list[AnyClaim]:
    start, end = row.get("core_start", row["start"]), row.get("core_end", row["end"])
    return [c for c in claims if c.span.start < end and start < c.span.end and c.quantity is not None]


def _hard(claim: AnyClaim) -> tuple[float | None, float | None] | None:
    return None if claim.quantity is None else (claim.quantity.hard.low, claim.quantity.hard.high)


def _same(claim: AnyClaim, gold: dict[str, Any]) -> bool:
    return _hard(claim) == (gold["hard_low"], gold["hard_high"])


def speed(folder: Path, articles: int = 84) -> dict[str, Any]:
    """Articles a second and core over real news, the whole of `read` with its segments given."""
    paths = sorted(folder.rglob("*.txt"))[:articles]
    documents = [document(p.read_text(encoding="utf-8", errors="replace")) for p in paths]
    read(documents[0])
    start = time.process_time()
    readings = [read(d) for d in documents]
    spent = time.process_time() - start
    return {
        "articles": len(documents),
        "articles per second and core": round(len(documents) / spent, 1),
        "claims": sum(len(r.claims) for r in readings),
        "numeric tokens": sum(r.numeric_tokens for r in readings),
        "not read": sum(len(r.unread) for r in readings),
    }


def score(shared: Path) -> dict[str, Any]:
    """The interview and the speed."""
    return {
        "interview": interview(shared / "interview"),
        "speed": speed(shared / "reading" / "polnear" / "dev"),
    }
