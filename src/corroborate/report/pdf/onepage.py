"""What the one-page brief says: the answer, what is known, what is not, and how to check it."""

from __future__ import annotations

from typing import Any

from corroborate.model.dossier import Dossier
from corroborate.report import answer, coverage
from corroborate.report.citing import in_words
from corroborate.report.view import Maker

MOST = 4
"""Findings that a brief has room for."""

LONG = 220
"""Characters after which a line of a brief is cut."""


def one_page(dossier: Dossier) -> dict[str, Any]:
    """The data of the brief, all of it in the report too."""
    page = Maker(dossier).page()
    t = page.t
    first = page.headlines[0] if page.headlines else None
    figures = () if first is None else first.figures
    cards = [
        {
            "words": f.words,
            "basis": "share" if f.kind == "share" else str(f.basis),
            "known": t("headline.ratio") if f.kind == "share" else t(f"basis.{f.basis}"),
            "label": t("headline.share") if f.kind == "share" else f.label,
            "window": "" if f.kind == "share" else f.window,
        }
        for f in figures[:3]
    ]
    found = [f.title for level in ("changes_conclusion", "differs") for f in page.findings[level]]
    counted = coverage.of(dossier)
    parts = [
        {"title": t("answer.known"), "lines": [said.words for said in answer.known(page)][:MOST]},
        {"title": t("answer.unknown"), "lines": [said.words for said in answer.unknown(page)]},
        {"title": t("headline.first"), "lines": [_cut(title) for title in found[:MOST]]},
    ]
    return {
        "cards": cards,
        "answer": [_cut(h.sentence) for h in page.headlines[:1] if h.sentence],
        "parts": [p for p in parts if p["lines"]],
        "foot": [
            t(
                "unread.coverage",
                checked=counted.checked,
                total=counted.total,
                unread=counted.unread,
                rest=counted.rest,
            ),
            in_words(dossier),
        ],
    }


def _cut(line: str) -> str:
    return line if len(line) <= LONG else f"{line[: LONG - 1].rstrip()}…"
