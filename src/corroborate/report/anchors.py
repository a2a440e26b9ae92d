"""Stable anchors of the page, from what they stand for; the same content keeps its anchor."""

from __future__ import annotations

import hashlib
import re

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def claim(id: str) -> str:
    """The anchor of a claim's entry."""
    return f"claim-{_slug(id)}"


def source(id: str) -> str:
    """The anchor of a source's entry."""
    return f"source-{id[:16]}"


def figure(id: str) -> str:
    """The anchor of a figure's row."""
    return f"row-{_slug(id)}"


def finding(id: str) -> str:
    """The anchor of a finding or comparison."""
    return f"finding-{_slug(id)}"


def rule(id: str) -> str:
    """The anchor of a printed rule."""
    return f"rule-{_slug(id)}"


def _slug(id: str) -> str:
    """The id itself where it can stand in an address, or else a hash of it."""
    return (
        id if _PLAIN.fullmatch(id) else hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    )
