"""Who reads, and the ids of what is read."""

from __future__ import annotations

import hashlib

from corroborate.model.claim import ClaimKind, Reader

READER = Reader("corroborate rules (en)", "2")
"""The deterministic reader; its version goes into every id and changes when readings change."""


def claim_id(text_id: str, start: int, end: int, kind: ClaimKind, detail: str = "") -> str:
    """The id of a claim: a hash of its text, span, kind, detail and the reader's version."""
    parts = (text_id, str(start), str(end), kind.value, detail, READER.name, READER.version)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]
