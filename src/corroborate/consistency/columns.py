"""Tables and lists of lines with a line for their total: every column is a sum of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corroborate.consistency.seen import Seen
from corroborate.consistency.view import View
from corroborate.model.claim import ClaimKind
from corroborate.model.dossier import Document
from corroborate.model.quantity import Dimension

LONGEST = 160
"""Code points of a line at most; longer ones are prose."""

MOST = 200
"""Lines of one table at most."""

_NUMBERS = frozenset({ClaimKind.COUNT, ClaimKind.MONEY, ClaimKind.MEASURE})
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_TOTAL = re.compile(
    r"[|\s*•–—-]*(?:(?:grand|overall|combined)\s+)?(?:total|sum|all|overall|altogether|in\s+all|together)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[|\s*•–—-]*[^\W\d]")


@dataclass(frozen=True, slots=True)
class Column:
    """A total with the numbers above it."""

    whole: Seen
    parts: tuple[Seen, ...]


def columns(view: View) -> Iterator[Column]:
    """Every column of lines that ends with a line for the total."""
    by_text: dict[str, list[Seen]] = defaultdict(list)
    for claim in view.seen:
        quantity = claim.claim.quantity
        if quantity is not None and claim.claim.kind in _NUMBERS and claim.document is not None:
            by_text[claim.claim.span.text_id].append(claim)
    for claims in by_text.values():
        document = claims[0].document
        assert document is not None
        if _TOTAL_LINE.search(document.text.content):
            yield from _of(document, claims)


_TOTAL_LINE = re.compile(rf"^{_TOTAL.pattern}", re.IGNORECASE | re.MULTILINE)


def _of(document: Document, claims: Sequence[Seen]) -> Iterator[Column]:
    starts = {(c.claim.quantity_span or c.claim.span).start: c for c in claims}
    rows: list[list[Seen]] = []
    at = 0
    for line in document.text.content.splitlines(keepends=True):
        cells = _cells(line, at, starts)
        if cells is None:
            if line.strip(" |:-–—\t\r\n"):
                rows = []
        elif _TOTAL.match(line) and len(rows) > 1 and len(cells) == len(rows[-1]):
            for j, whole in enumerate(cells):
                yield Column(whole, tuple(r[j] for r in rows))
            rows = []
        else:
            rows = [*rows, cells] if not rows or len(rows[-1]) == len(cells) else [cells]
            del rows[:-MOST]
        at += len(line)


def _cells(line: str, at: int, starts: dict[int, Seen]) -> list[Seen] | None:
    """The numbers of a line that has a label and nothing but read numbers; None for any other line."""
    if len(line) > LONGEST or not _LABEL.match(line):
        return None
    cells = [starts.get(at + m.start()) for m in _DIGITS.finditer(line)]
    found = [c for c in cells if c is not None]
    if not found or len(found) < len(cells):
        return None
    plain = all(
        c.claim.quantity is not None and c.claim.quantity.dimension is not Dimension.ORDINAL for c in found
    )
    return found if plain else None
