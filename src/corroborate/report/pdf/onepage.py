"""What the one-page brief says: the answer, what is known, what is not, and how to check it."""

from __future__ import annotations

from typing import Any

from corroborate.model.dossier import Dossier
from corroborate.report import answer, coverage
from corroborate.report.citing import in_words
from corroborate.report.view import Maker

MOST = 3
"""Lines of one sort that a brief has room for."""

LONG = 220
"""Characters after which a line of a brief is cut."""


def one_page(dossier: Dossier) -> dict[str, Any]:
    """The data of the brief, all of it in the report too."""
    page = Maker(dossier).page()
    t = page.t
    made = answer.of(page)
    found = [f.title for level in ("changes_conclusion", "differs") for f in page.findings[level]]
    counted = coverage.of(dossier)
    parts = [
        {"title": t("answer.unknown"), "lines": [_cut(said.words) for said in made.unknown[:MOST]]},
        {"title": t("answer.settle"), "lines": [_cut(said.words) for said in made.settling[:2]]},
        {"title": t("headline.first"), "lines": [_cut(title) for title in found[:MOST]]},
    ]
    return {
        "answer": [
            {
                "name": part.name,
                "title": t(f"answer.title_{part.name}"),
                "lines": [_cut(said.words) for said in part.said[:2]],
                "more": next((said.words for said in (part.turns, *part.more) if said is not None), ""),
            }
            for part in made.parts
        ],
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
