"""The machine's view of a report: which figure rests on which claims, words, texts and bytes."""

from __future__ import annotations

import hashlib
from typing import Any

from corroborate.model.decision import Decision
from corroborate.model.dossier import Dossier
from corroborate.model.source import NOT_STATED, Sensitivity, Source
from corroborate.report import anchors
from corroborate.report.exports import figure_rows
from corroborate.report.handling import Handled, file_name, without_paths
from corroborate.report.public import shown

FORMAT = "corroborate-report-manifest/2"
"""What ``format`` says of a manifest that this version writes."""

A_PERSON = "a person"
"""What stands for the name of whoever decided something: no user of a machine is named (C18)."""


def manifest(dossier: Dossier, html: str) -> dict[str, Any]:
    """Figures → claims → spans → texts → sources of a report, ready for JSON.

    ``report`` holds the SHA-256 of the page's UTF-8 bytes. ``figures`` holds what is printed, as an
    interval and in words, with its window and the ids of the claims behind it; ``claims`` the anchor, the
    offsets in code points, the SHA-256 of the words in UTF-8, the text and the source; ``texts`` the source
    and the extractor; ``sources`` what is known of each; ``findings`` and ``comparisons`` their words;
    ``settings`` and ``decisions`` what it was made with. Of sources that are not open the hash of the words
    is left out: words that are few can be guessed from their hash (C18).
    Raises UnresolvedFigureError for a figure that does not resolve.
    """
    dossier = shown(dossier)
    handled = Handled.of(dossier)
    closed = {id for id, s in dossier.sources.items() if s.handling.sensitivity is not Sensitivity.OPEN}
    hidden = handled.withheld_claims
    return {
        "format": FORMAT,
        "tool": dossier.tool_version,
        "build": str(dossier.build),
        "release": dossier.release,
        "made": dossier.now.isoformat(),
        "title": dossier.title,
        "question": dossier.question,
        "report": {"sha256": hashlib.sha256(html.encode("utf-8")).hexdigest()},
        "figures": figure_rows(dossier),
        "findings": {
            f.id: {
                "kind": f.kind,
                "level": str(f.level),
                "strict": f.strict,
                "title": f.title,
                "claims": list(f.claims),
            }
            for f in dossier.checked.findings
            if not hidden & set(f.claims)
        },
        "comparisons": {
            c.id: {
                "kind": c.kind,
                "level": str(c.level),
                "title": c.conclusion,
                "figures": list(c.figures),
                "claims": list(c.claims),
            }
            for c in dossier.weighing.comparisons
            if not hidden & set(c.claims)
        },
        "claims": {
            claim.id: {
                "anchor": anchors.claim(claim.id),
                "text": claim.span.text_id,
                "start": claim.span.start,
                "end": claim.span.end,
                "words_sha256": None
                if claim.source_id in closed
                else hashlib.sha256(claim.span.quote.encode("utf-8", "surrogatepass")).hexdigest(),
                "source": claim.source_id,
            }
            for claim in dossier.claims
        },
        "texts": {
            d.text.id: {
                "source": d.source.id,
                "extractor": d.text.extractor,
                "extractor_version": d.text.extractor_version,
            }
            for d in dossier.documents
        },
        "sources": {id: _source(source, handled) for id, source in dossier.sources.items()},
        "settings": {k: without_paths(v) for k, v in sorted(dossier.settings.items())},
        "decisions": [decision(d, handled) for d in dossier.decisions],
    }


def decision(made: Decision, handled: Handled) -> dict[str, Any]:
    """A decision as it may be printed: without the names of people, folders and withheld sources."""
    secret = made.on in handled.withheld or made.on in handled.withheld_texts
    return {
        "number": made.number,
        "when": made.when.isoformat(),
        "who": made.who if made.who.startswith("corroborate ") else _person(made.who),
        "action": made.action,
        "on": made.on,
        "why": without_paths(made.why),
        "shown": "" if secret else without_paths(made.shown),
        "hash": made.hash,
    }


def _person(who: str) -> str:
    return who if who in {NOT_STATED, "the user"} else A_PERSON


def _source(source: Source, handled: Handled) -> dict[str, Any]:
    sensitivity = str(source.handling.sensitivity)
    if source.id in handled.withheld:
        return {"sensitivity": sensitivity}
    return {
        "bytes": source.size,
        "name": file_name(source.name),
        "title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "published": NOT_STATED if source.published is None else str(source.published),
        "url": source.url,
        "nature": str(source.nature),
        "language": source.language,
        "sensitivity": sensitivity,
    }
