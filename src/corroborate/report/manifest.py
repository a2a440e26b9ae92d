"""The machine's view of a report: which figure rests on which claims, words, texts and bytes."""

from __future__ import annotations

import hashlib
from typing import Any

from corroborate.model.dossier import Dossier
from corroborate.model.source import Sensitivity
from corroborate.report import anchors
from corroborate.report.figures import figures
from corroborate.report.handling import Handled

FORMAT = "corroborate-report-manifest/1"
"""What ``format`` says of a manifest that this version writes."""


def manifest(dossier: Dossier, html: str) -> dict[str, Any]:
    """Figures → claims → spans → texts → sources of a report, ready for JSON.

    ``report`` holds the SHA-256 of the page's UTF-8 bytes. ``figures`` holds what is printed and the
    ids of the claims behind it; ``claims`` the anchor, the offsets in code points, the SHA-256 of the
    words in UTF-8, the text and the source; ``texts`` the source and the extractor; ``sources`` the
    size of the bytes whose SHA-256 the id is. Of sources that are not open the hash of the words is
    left out: words that are few can be guessed from their hash (C18).
    Raises UnresolvedFigureError for a figure that does not resolve.
    """
    handled = Handled.of(dossier)
    closed = {d.source.id for d in dossier.documents if d.source.handling.sensitivity is not Sensitivity.OPEN}
    return {
        "format": FORMAT,
        "tool": dossier.tool_version,
        "made": dossier.now.isoformat(),
        "report": {"sha256": hashlib.sha256(html.encode("utf-8")).hexdigest()},
        "figures": {
            f.id: {
                "words": f.words,
                "low": f.value.low,
                "high": f.value.high,
                "claims": list(f.claims),
                "rows": list(f.rows),
            }
            for f in figures(dossier)
            if not (f.is_value and set(f.claims) & handled.withheld_claims)
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
        "sources": {d.source.id: {"bytes": d.source.size} for d in dossier.documents},
    }
